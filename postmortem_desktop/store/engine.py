"""The one connection to a library: driver, PRAGMAs, our own BEGIN."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import StaticPool

from postmortem_desktop.errors import StorageError
from postmortem_desktop.i18n import _
from postmortem_desktop.store import driver

_ALWAYS: dict[str, tuple[str, object]] = {
    "busy_timeout": ("5000", 5000),
    "foreign_keys": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "secure_delete": ("ON", 1),
    "cell_size_check": ("ON", 1),
    "temp_store": ("MEMORY", 2),
}
_WRITING = _ALWAYS | {"journal_mode": ("WAL", "wal"), "synchronous": ("FULL", 2)}
_READING = _ALWAYS | {"query_only": ("ON", 1)}
"""What is set on every connection, and what SQLite then says it is."""


def make_engine(path: Path, *, read_only: bool = False, key: str | None = None) -> sa.Engine:
    """Return an engine over one connection, open already.

    It may be used from any thread, by one at a time.

    Raises:
        StorageError: the file cannot be opened, or not in a way that keeps it safe.
    """
    mode = driver.reading_mode(path) if read_only else "mode=rw"
    pragmas = _READING if read_only else _WRITING
    if driver.DBAPI.sqlite_version_info < driver.OLDEST_SQLITE:
        raise StorageError(
            _("SQLite {version} is too old to keep a library safely; please update it.").format(
                version=driver.DBAPI.sqlite_version
            )
        )

    def connect() -> driver.Connection:
        connection = driver.connect(path, mode, key=key)
        try:
            _set_pragmas(connection, pragmas, path)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = sa.create_engine(
        "sqlite://",
        module=driver.DBAPI,
        creator=connect,
        poolclass=StaticPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    with driver.explained(path):
        engine.raw_connection().close()
    return engine


def raw_connection(engine: sa.Engine) -> driver.Connection:
    """Return the driver's own connection, for what has to stand outside a transaction."""
    return engine.raw_connection().driver_connection


def _begin(connection: sa.Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _set_pragmas(
    connection: driver.Connection, pragmas: dict[str, tuple[str, object]], path: Path
) -> None:
    for name, (value, expected) in pragmas.items():
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        (found,) = connection.execute(f"PRAGMA {name}").fetchone()
        if found != expected:
            raise StorageError(
                _("The disk of {path} does not let a library be kept safely ({setting}).").format(
                    path=path, setting=f"{name}: {found}"
                )
            )
