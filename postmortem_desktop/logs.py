"""The log file: versions on its first line, ids and lengths, never people's words."""

from __future__ import annotations

import logging
import platform
from logging.handlers import RotatingFileHandler
from pathlib import Path

from postmortem_desktop import __version__


def start_log(path: Path, *, level: int = logging.INFO) -> None:
    """Send the program's own records to ``path`` (1 MB, five kept); silent if that cannot be."""
    logger = logging.getLogger("postmortem_desktop")
    logger.setLevel(level)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=5, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)
    logger.info(
        "Postmortem Desktop %s, Python %s, %s",
        __version__,
        platform.python_version(),
        platform.platform(),
    )
