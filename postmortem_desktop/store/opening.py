"""What stands between a path and an open library: new, older, newer, damaged, missing."""

from __future__ import annotations

import os
from pathlib import Path

import sqlalchemy as sa

from postmortem_desktop.clock import Clock
from postmortem_desktop.errors import StorageError
from postmortem_desktop.i18n import _
from postmortem_desktop.store import driver
from postmortem_desktop.store.backup import back_up
from postmortem_desktop.store.engine import make_engine, raw_connection
from postmortem_desktop.store.migration import create_schema, migrate


def open_for_writing(path: Path, *, clock: Clock, create: bool) -> sa.Engine:
    """Open a library of the newest revision, made or brought up to date where that is needed.

    A backup comes before a migration, and without it there is none.

    Raises:
        NewerLibraryError, DamagedLibraryError: the file was left as it is.
        StorageError: it cannot be opened, or there is none and ``create`` is off.
    """
    revision = driver.stored_revision(path)
    if revision == 0:
        if not create:
            raise missing_library(path)
        _make_private_file(path)
    engine = make_engine(path)
    try:
        with driver.explained(path):
            if revision == 0:
                create_schema(engine)
            elif revision < driver.NEWEST_REVISION:
                back_up(raw_connection(engine), path, clock())
                migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def open_for_reading(path: Path) -> sa.Engine:
    """Open a library without writing to it, whoever else has it open.

    Raises:
        NewerLibraryError, DamagedLibraryError: the file is none that can be read.
        StorageError: it cannot be opened, or is older and has to be opened for writing once.
    """
    revision = driver.stored_revision(path)
    if revision == 0:
        raise missing_library(path)
    if revision < driver.NEWEST_REVISION:
        raise StorageError(
            _(
                "{path} was written by an older version; please open it for writing once, which"
                " brings it up to date."
            ).format(path=path)
        )
    return make_engine(path, read_only=True)


def make_private_folder(path: Path) -> None:
    """Make the folder of a library, for its owner only; one that is there stays as it is."""
    with driver.explained(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def _make_private_file(path: Path) -> None:
    with driver.explained(path):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def missing_library(path: Path) -> StorageError:
    """Return what to say where there is no library."""
    return StorageError(_("There is no library at {path}.").format(path=path))
