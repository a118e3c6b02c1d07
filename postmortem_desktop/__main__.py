"""``python -m postmortem_desktop`` and the program's entry point."""

from __future__ import annotations

import sys

WINDOW_OPTIONS = frozenset({"--sample"})


def main() -> int:
    """Open the window, or run the command that the arguments name; return the exit status."""
    arguments = sys.argv[1:]
    if set(arguments) <= WINDOW_OPTIONS:
        from postmortem_desktop.app import run

        return run(with_sample="--sample" in arguments)
    from postmortem_desktop.cli.main import run as run_command

    return run_command(arguments)


if __name__ == "__main__":
    sys.exit(main())
