"""The log file: versions on its first line, ids and lengths, never people's words."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from postmortem_desktop import __version__

MOST_BYTES = 1_000_000
KEPT = 5


def start_log(path: Path, *, level: int = logging.INFO) -> None:
    """Send the program's own records to ``path``; silent if that cannot be.

    A log of more than 1 MB gives way to a new one when the program starts, and five are kept. The
    standard library's handler for that is not used: importing it takes as long as the whole list
    of sessions.
    """
    logger = logging.getLogger("postmortem_desktop")
    logger.setLevel(level)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _turn_over(path)
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)
    logger.info(
        "Postmortem Desktop %s, Python %s, %s",
        __version__,
        sys.version.split()[0],
        sys.platform,
    )


def _turn_over(path: Path) -> None:
    """Move a full log aside, and those before it one number on."""
    if not path.exists() or path.stat().st_size <= MOST_BYTES:
        return
    logs = [path, *(path.with_name(f"{path.name}.{number}") for number in range(1, KEPT + 1))]
    for older, newer in reversed(list(zip(logs[1:], logs, strict=False))):
        if newer.exists():
            newer.replace(older)
