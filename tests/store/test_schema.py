"""Tables that follow the records, whichever way they were made."""

import re
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime

import pytest

from postmortem_desktop.domain.codec import TYPES_BY_NAME, field_names
from postmortem_desktop.store import driver
from postmortem_desktop.store.engine import make_engine
from postmortem_desktop.store.migration import migrate
from postmortem_desktop.store.schema import METADATA, TABLES, UtcMicros

NEW_LIBRARY = """
import sys
from pathlib import Path
from postmortem_desktop.clock import Uuid7Source, system_clock
from postmortem_desktop.store.library import Library
Library.open(Path(sys.argv[1]), clock=system_clock, ids=Uuid7Source()).close()
print("alembic" in sys.modules)
"""


def schema_of(path):
    with closing(driver.connect(path, "mode=ro")) as connection:
        rows = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name")
        tables = {(kind, name): squeezed(sql) for kind, name, sql in rows}
        marks = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version")
        ]
        version = connection.execute("SELECT * FROM alembic_version").fetchall()
        counters = connection.execute("SELECT * FROM counters").fetchall()
    return tables, marks, version, counters


def squeezed(sql):
    return re.sub(r"\s*([(),])\s*", r"\1", re.sub(r"\s+", " ", sql or ""))


@pytest.mark.parametrize("kind", TYPES_BY_NAME.values(), ids=TYPES_BY_NAME)
def test_columns_are_the_fields_of_the_record_and_its_hash(kind):
    assert tuple(TABLES[kind].columns.keys()) == (*field_names(kind), "hash")


def test_no_foreign_key_deletes_and_each_waits_for_the_end_of_the_transaction():
    keys = [key for table in METADATA.tables.values() for key in table.foreign_keys]
    assert len(keys) > 20
    for key in keys:
        assert key.ondelete is None
        assert (key.deferrable, key.initially) == (True, "DEFERRED")


def test_the_baseline_revision_makes_the_same_schema_as_a_new_library(
    library, library_path, tmp_path
):
    migrated = tmp_path / "migrated.postmortems"
    migrated.touch()
    engine = make_engine(migrated)
    migrate(engine)
    engine.dispose()
    library.close()
    assert schema_of(migrated) == schema_of(library_path)
    assert schema_of(migrated)[2:] == ([("0001",)], [("edits", 0)])


def test_a_new_library_is_made_and_opened_again_without_alembic(library_path):
    for _opening in range(2):
        run = subprocess.run(
            [sys.executable, "-c", NEW_LIBRARY, str(library_path)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (run.returncode, run.stdout.strip()) == (0, "False"), run.stderr


@pytest.mark.parametrize(
    ("moment", "stored"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), 0),
        (datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC), -1),
        (datetime(2026, 10, 14, 12, 0, 0, 1, tzinfo=UTC), 1_791_979_200_000_001),
        (datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC), 253_402_300_799_999_999),
        (None, None),
    ],
)
def test_a_moment_is_stored_to_the_microsecond(moment, stored):
    column = UtcMicros()
    assert column.process_bind_param(moment, None) == stored
    assert column.process_result_value(stored, None) == moment
