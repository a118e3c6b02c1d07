"""The SQLite driver, and what a file is before anything is done with it.

Knows no SQLAlchemy, so that the list of sessions can be read before that is imported. Only SQLite
itself ever opens a library: closing a file handle of another kind would drop the locks that this
process holds on it.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2  # pyright: ignore[reportMissingTypeStubs]

from postmortem_desktop.errors import (
    DamagedLibraryError,
    NewerLibraryError,
    RecordError,
    StorageError,
)
from postmortem_desktop.i18n import N_, _

DBAPI: Any = sqlcipher3.dbapi2
"""The driver's module, which states no types."""

Connection = Any
"""A connection of the driver."""

APPLICATION_ID = 0x504D4450
"""Marks a file as ours ("PMDP" in its header)."""

NEWEST_REVISION = 1
"""Revision of the schema that this program writes; kept in ``PRAGMA user_version``."""

ALONE = "immutable=1"
"""The mode for a file that nobody has open: no lock, no log, no trace."""

OLDEST_SQLITE = (3, 51, 3)
"""Older ones can spoil a library while its write-ahead log starts anew."""

_CONDITIONS: tuple[tuple[str, type[StorageError], str], ...] = (
    (
        "SQLITE_FULL",
        StorageError,
        N_("There is no space left for {path}; nothing was changed. Please free some space."),
    ),
    (
        "SQLITE_READONLY",
        StorageError,
        N_("{path} can only be read here; nothing was changed. Please look at its permissions."),
    ),
    (
        "SQLITE_BUSY",
        StorageError,
        N_("Another program is using {path}; nothing was changed. Please try again in a moment."),
    ),
    (
        "SQLITE_IOERR",
        StorageError,
        N_("The disk did not take the change to {path}; nothing was changed. Please try again."),
    ),
    (
        "SQLITE_CANTOPEN",
        StorageError,
        N_("{path} cannot be opened; please look at its folder and permissions."),
    ),
    (
        "SQLITE_CORRUPT",
        DamagedLibraryError,
        N_("{path} is damaged and was left as it is; its backups lie in the folder beside it."),
    ),
    (
        "SQLITE_NOTADB",
        DamagedLibraryError,
        N_("{path} is not a whole library of this program and was left as it is."),
    ),
)


def connect(path: Path, mode: str, *, key: str | None = None) -> Connection:
    """Open a file with the driver, which begins no transactions by itself.

    Args:
        path: the file.
        mode: what stands behind the ``?`` of the address, such as ``mode=rw``.
        key: the passphrase of an encrypted library.
    """
    connection = DBAPI.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    if key is not None:
        quoted = key.replace("'", "''")
        connection.execute(f"PRAGMA key = '{quoted}'")
    return connection


def reading_mode(path: Path) -> str:
    """Return the mode in which reading leaves no trace.

    While a write-ahead log is there, somebody has the library open or has ended without closing
    it, and the log has to be read. Without one the file alone is everything.
    """
    return "mode=ro" if path.with_name(path.name + "-wal").exists() else ALONE


def stored_revision(path: Path) -> int:
    """Return the revision of the schema in a file, 0 when nothing is stored there yet.

    Never writes.

    Raises:
        NewerLibraryError: a newer version of this program wrote it.
        DamagedLibraryError: it is no library, or is damaged.
    """
    with explained(path):
        size = path.stat().st_size if path.exists() else 0
        if size == 0:
            return 0
        mode = reading_mode(path)
        with closing(connect(path, mode)) as connection:
            pages, page_size, application_id, revision, tables = (
                connection.execute(question).fetchone()[0]
                for question in (
                    "PRAGMA page_count",
                    "PRAGMA page_size",
                    "PRAGMA application_id",
                    "PRAGMA user_version",
                    "SELECT count(*) FROM sqlite_schema",
                )
            )
    # SQLite would read the missing part of a page as zeros; a log may hold that page, though.
    is_cut = mode == ALONE and size != pages * page_size
    if pages and not is_cut and not application_id and not tables:
        return 0
    if is_cut or application_id != APPLICATION_ID or not revision or not tables:
        raise DamagedLibraryError(
            _("{path} is not a whole library of this program and was left as it is.").format(
                path=path
            )
        )
    if revision > NEWEST_REVISION:
        raise NewerLibraryError(
            _(
                "{path} was written by a newer version of this program and was left as it is;"
                " please open it with that version."
            ).format(path=path)
        )
    return revision


@contextmanager
def explained(path: Path) -> Generator[None]:
    """Turn conditions of the disk and the file into one sentence; mistakes of ours pass through.

    Raises:
        StorageError: the disk is full, the file is locked, read-only or damaged.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageError(
            _("{path} cannot be used: {reason}.").format(path=error.filename or path, reason=reason)
        ) from error
    except Exception as error:
        code = getattr(getattr(error, "orig", error), "sqlite_errorname", "")
        for name, kind, sentence in _CONDITIONS:
            if code.startswith(name):
                raise kind(_(sentence).format(path=path)) from error
        raise


@contextmanager
def damage_explained(table: str) -> Generator[None]:
    """Turn values that no record of the table can hold into one sentence.

    Raises:
        DamagedLibraryError: a stored value does not fit.
    """
    try:
        yield
    except (RecordError, ValueError, TypeError, OverflowError) as error:
        raise DamagedLibraryError(
            _(
                "An entry in the table {table} is damaged and cannot be read; the library was left"
                " as it is, its backups lie in the folder beside it."
            ).format(table=table)
        ) from error
