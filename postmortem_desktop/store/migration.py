"""How a library gets its tables: made at once for a new one, step by step for an older one.

Alembic is imported only for the second.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from postmortem_desktop.errors import StorageError
from postmortem_desktop.i18n import _
from postmortem_desktop.store import driver
from postmortem_desktop.store.engine import raw_connection
from postmortem_desktop.store.schema import ALEMBIC_VERSION, COUNTERS, HISTORY, METADATA

SCRIPTS = Path(__file__).parent / "migrations"


def create_schema(engine: sa.Engine) -> None:
    """Make the newest tables in an empty file, in one transaction."""
    with engine.begin() as connection:
        METADATA.create_all(connection, checkfirst=False)
        connection.execute(
            sa.insert(ALEMBIC_VERSION), {"version_num": f"{driver.NEWEST_REVISION:04d}"}
        )
        connection.execute(sa.insert(COUNTERS), {"name": "edits", "value": 0})
        _mark(connection)


def migrate(engine: sa.Engine) -> None:
    """Bring the tables to the newest revision: all of it in one transaction, or nothing.

    Foreign keys are off meanwhile, because SQLite changes a table by copying and dropping it, and
    are checked before the end. The undo history goes: old entries may not fit new records.

    Raises:
        StorageError: rows were lost or left without what they refer to; nothing was changed.
    """
    raw = raw_connection(engine)
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        with engine.begin() as connection:
            before = _row_counts(connection)
            _upgrade(connection)
            _require_nothing_lost(connection, before)
            if before:
                connection.execute(sa.delete(HISTORY))
            _mark(connection)
    finally:
        raw.execute("PRAGMA foreign_keys = ON")


def _upgrade(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, f"{driver.NEWEST_REVISION:04d}")


def _mark(connection: sa.Connection) -> None:
    connection.exec_driver_sql(f"PRAGMA application_id = {driver.APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {driver.NEWEST_REVISION}")


def _row_counts(connection: sa.Connection) -> dict[str, int]:
    tables = connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).scalars()
    return {
        name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()  # noqa: S608 - names from the schema itself
        for name in tables.all()
    }


def _require_nothing_lost(connection: sa.Connection, before: dict[str, int]) -> None:
    after = _row_counts(connection)
    lost = [name for name, count in before.items() if after.get(name, count) < count]
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if lost or loose:
        raise StorageError(
            _(
                "The library could not be brought to the form of this version without loss, so it"
                " was left as it was; please open it with the version that wrote it."
            )
        )
