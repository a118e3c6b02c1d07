"""The command line: what can be asked for, and how a command's outcome is told."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from postmortem_desktop import __version__, paths
from postmortem_desktop.errors import PostmortemError
from postmortem_desktop.i18n import _

PROGRAM = "postmortem-desktop"
BAD_INPUT = 2

Command = Callable[[argparse.Namespace], int]

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction["Parser"]  # noqa: SLF001 - it has no public name


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status.

    That is 0, 1 (a check did not hold), 2 (bad input) or what the command has of its own.
    """
    options = build_parser().parse_args(arguments)
    if isinstance(sys.stdout, TextIOWrapper):
        # Names of files may be no text, and some terminals have no “: that is no reason to stop.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        return _status_of(options.command, options)
    except PostmortemError as error:
        say(str(error))
        return BAD_INPUT
    except OSError as error:
        if error.filename is not None:
            raise
        return _end_without_output(error)
    except KeyboardInterrupt:
        say(_("Stopped."))
        return BAD_INPUT


def _status_of(command: Command, options: argparse.Namespace) -> int:
    """Return how a command ends once all that it prints has been taken."""
    status = command(options)
    print(end="", flush=True)
    return status


def _end_without_output(refusal: OSError) -> int:
    """Write nothing more: who reads may have had enough, or the disk is full."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(refusal, BrokenPipeError):
        return 0
    told = _("The output cannot be written: {reason}. Please make room or send it elsewhere.")
    say(told.format(reason=refusal.strerror))
    return BAD_INPUT


def say(message: str) -> None:
    """Tell something on standard error, in one line."""
    sys.stderr.write(f"{PROGRAM}: {' '.join(message.split())}\n")


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line that says what to do."""

    def error(self, message: str) -> NoReturn:
        """End the program with status 2."""
        choice = re.fullmatch(r"argument (.+?): invalid choice: (.+) \(choose from (.+)\)", message)
        if choice:
            message = _("{option} takes one of {choices}, not {given}").format(
                option=choice[1], choices=choice[3], given=choice[2]
            )
        message = message.replace("argument ", "").replace("invalid ", _("not readable as "))
        say(
            _("{message}; “{program} --help” lists what there is.").format(
                message=message, program=self.prog
            )
        )
        raise SystemExit(BAD_INPUT)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; each command's module is loaded when it runs."""
    parser = Parser(
        prog=PROGRAM,
        description=_(
            "For the facilitator of a blameless post-mortem session. Without a command the "
            "window opens; the commands work without one."
        ),
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    parser.add_argument("--sample", action="store_true", help=_("open with the sample session"))
    commands = parser.add_subparsers(metavar=_("COMMAND"), parser_class=Parser, required=True)
    _add_new(commands)
    _add_list(commands)
    _add_import(commands)
    _add_export(commands)
    _add_check(commands)
    _add_dump(commands)
    _add_verify(commands)
    _add_drive(commands)
    return parser


def _add_new(commands: Commands) -> None:
    command = commands.add_parser("new", help=_("make a session and print its id"))
    _add_library(command)
    command.add_argument(
        "--title", type=_words, required=True, metavar="T", help=_("what it is called")
    )
    command.add_argument(
        "--zone", default="UTC", metavar="Z", help=_("time zone, such as Europe/Berlin (UTC)")
    )
    command.set_defaults(command=_new)


def _add_list(commands: Commands) -> None:
    command = commands.add_parser("list", help=_("list the sessions"))
    _add_library(command)
    _add_json(command)
    command.set_defaults(command=_list)


def _add_import(commands: Commands) -> None:
    command = commands.add_parser("import", help=_("bring a timeline or a table in"))
    _add_library(command)
    _add_postmortem(command)
    command.add_argument("sources", nargs="+", type=Path, metavar="SOURCE", help=_("files to read"))
    command.add_argument(
        "--zone", metavar="Z", help=_("time zone that counts where the data state none")
    )
    command.add_argument(
        "--place", action="store_true", help=_("also make an event of each item that has a time")
    )
    command.add_argument(
        "--lane", metavar="L", help=_("lane for events whose source names none (file name)")
    )
    command.add_argument("--dry-run", action="store_true", help=_("only say what would come in"))
    _add_json(command)
    command.set_defaults(command=_import)


def _add_export(commands: Commands) -> None:
    command = commands.add_parser("export", help=_("write the report, or the record as a file"))
    _add_library(command)
    which = command.add_mutually_exclusive_group(required=True)
    _add_postmortem(which, required=False)
    which.add_argument("--sample", action="store_true", help=_("export the sample session"))
    for option, form in (("--pdf", "PDF"), ("--json", "JSON"), ("--markdown", "Markdown")):
        command.add_argument(
            option, type=Path, metavar="OUT", help=_("write {form} to OUT").format(form=form)
        )
    command.add_argument("--paper", choices=("a4", "letter"), default="a4", help=_("page size"))
    command.add_argument(
        "--audience",
        choices=("full", "outside"),
        help=_("for whom (full); without it, JSON holds the whole record, names included"),
    )
    command.set_defaults(command=_export)


def _add_check(commands: Commands) -> None:
    command = commands.add_parser("check", help=_("look for wording that blames, in texts"))
    command.epilog = _("The status is 3 when a text could not be read; the others are checked.")
    command.add_argument(
        "files", nargs="*", default=["-"], metavar="FILE", help=_("texts; - is standard input")
    )
    command.add_argument(
        "--as",
        dest="form",
        choices=("markdown", "text"),
        help=_("what the texts are; without it, the ending of each file tells"),
    )
    command.add_argument(
        "--names",
        action="append",
        default=[],
        metavar="N",
        help=_("people who may be named, with commas between them; can be given again"),
    )
    command.add_argument("--rules", type=Path, metavar="F", help=_("a file of your own rules"))
    command.add_argument("--soft", action="store_true", help=_("also list what is less sure"))
    command.add_argument(
        "--strict", action="store_true", help=_("end with status 1 when something blames")
    )
    _add_json(command)
    command.set_defaults(command=_check)


def _add_dump(commands: Commands) -> None:
    command = commands.add_parser("dump", help=_("print the records, one JSON object a line"))
    _add_library(command)
    _add_postmortem(command, required=False)
    command.set_defaults(command=_dump)


def _add_verify(commands: Commands) -> None:
    command = commands.add_parser("verify", help=_("check that the library is whole"))
    _add_library(command)
    command.set_defaults(command=_verify)


def _add_drive(commands: Commands) -> None:
    command = commands.add_parser("drive", help=_("make random edits, to test the store"))
    # Nobody wants them among their own sessions, so there is no default.
    command.add_argument(
        "--library", type=Path, required=True, metavar="F", help=_("the library file")
    )
    command.add_argument("--seed", type=int, required=True, metavar="S", help=_("of the chance"))
    command.add_argument("--edits", type=int, required=True, metavar="N", help=_("how many"))
    command.add_argument(
        "--ack-fd",
        type=int,
        default=1,
        metavar="FD",
        help=_("gets the number of each edit once it is durable"),
    )
    command.set_defaults(command=_drive)


def _add_library(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--library",
        type=Path,
        default=paths.library_file(),
        metavar="F",
        help=_("the library file; default: your own ({path})").format(path=paths.library_file()),
    )


def _add_postmortem(command: argparse._ActionsContainer, *, required: bool = True) -> None:
    command.add_argument(
        "--postmortem",
        required=required,
        metavar="ID",
        help=_("id of the session, the beginning of one, or “latest”"),
    )


def _words(text: str) -> str:
    """Return a text that says something."""
    if not text.strip():
        raise argparse.ArgumentTypeError(_("write at least one word"))
    return text.strip()


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help=_("print JSON"))


def _new(options: argparse.Namespace) -> int:
    from postmortem_desktop.cli import sessions

    return sessions.new(options.library, options.title, options.zone)


def _list(options: argparse.Namespace) -> int:
    from postmortem_desktop.cli import sessions

    return sessions.list_sessions(options.library, as_json=options.json)


def _import(options: argparse.Namespace) -> int:
    from postmortem_desktop.cli import transfers

    return transfers.import_sources(options)


def _export(options: argparse.Namespace) -> int:
    from postmortem_desktop.cli import transfers

    return transfers.export(options)


def _check(options: argparse.Namespace) -> int:
    from postmortem_desktop.cli import wording

    return wording.check(options)


def _dump(options: argparse.Namespace) -> int:
    from postmortem_desktop.cli import sessions

    return sessions.dump_records(options.library, options.postmortem)


def _verify(options: argparse.Namespace) -> int:
    from postmortem_desktop.cli import sessions

    return sessions.verify_library(options.library)


def _drive(options: argparse.Namespace) -> int:
    from postmortem_desktop.cli import drive

    return drive.drive(options.library, options.seed, options.edits, options.ack_fd)
