"""Copies of the library beside it, made by SQLite itself: daily, and before a migration.

An open library is never copied as a file: that would miss its write-ahead log.
"""

from __future__ import annotations

import os
from contextlib import closing
from datetime import datetime
from pathlib import Path

from postmortem_desktop.errors import StorageError
from postmortem_desktop.i18n import _
from postmortem_desktop.store import driver

KEPT = 10

_STAMP = "%Y-%m-%dT%H%M%S"


def backup_folder(library: Path) -> Path:
    """Return the folder of a library's backups."""
    return library.parent / "backups"


def backups_of(library: Path) -> list[Path]:
    """Return the backups of a library, oldest first."""
    return sorted(
        backup_folder(library).glob(f"{_escaped(library.stem)}-????-??-??T??????.postmortems")
    )


def back_up(connection: driver.Connection, library: Path, now: datetime) -> Path:
    """Write a backup, look whether it reads, and let go of the oldest beyond ten.

    Args:
        connection: the driver's connection to the library, outside a transaction.
        library: its file.
        now: the moment that names the backup, in UTC.

    Raises:
        StorageError: it could not be written; the older backups are all still there.
    """
    folder = backup_folder(library)
    target = folder / f"{library.stem}-{now.strftime(_STAMP)}.postmortems"
    part = target.with_name(target.name + ".part")
    with driver.explained(target):
        folder.mkdir(mode=0o700, exist_ok=True)
        for leftover in folder.glob(f"{_escaped(library.stem)}-*.part"):
            leftover.unlink()
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            connection.execute("VACUUM INTO ?", (str(part),))
            _synchronise(part)
            _require_sound(part)
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _synchronise(folder)
        for outgrown in backups_of(library)[:-KEPT]:
            outgrown.unlink()
    return target


def is_due(library: Path, edits: int, now: datetime) -> bool:
    """Tell whether a day has begun without a backup, and something has changed since the last."""
    backups = backups_of(library)
    if not backups:
        return edits > 0
    newest = backups[-1]
    day = newest.name.removeprefix(f"{library.stem}-").partition("T")[0]
    return day != now.date().isoformat() and _edits_in(newest) != edits


def _edits_in(backup: Path) -> int | None:
    """Return the number of edits a backup holds, None when it cannot be read."""
    try:
        with (
            driver.explained(backup),
            closing(driver.connect(backup, driver.ALONE)) as connection,
        ):
            found = connection.execute("SELECT value FROM counters WHERE name = 'edits'").fetchone()
    except StorageError:
        return None
    return found[0] if found else None


def _require_sound(backup: Path) -> None:
    with closing(driver.connect(backup, driver.ALONE)) as connection:
        (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise StorageError(_("A backup was written but does not read back; please try again."))


def _synchronise(path: Path) -> None:
    """Have the disk keep a file or the entries of a folder."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _escaped(stem: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in stem)
