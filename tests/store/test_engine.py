"""How the one connection is set up."""

from contextlib import closing

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2

from postmortem_desktop.errors import StorageError
from postmortem_desktop.store import driver
from postmortem_desktop.store.engine import make_engine, raw_connection
from tests.store.samples import open_library

SAFE = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "trusted_schema": 0,
    "secure_delete": 1,
    "cell_size_check": 1,
    "temp_store": 2,
}


def pragma(connection, name):
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_every_setting_that_keeps_a_library_safe_is_on(library):
    connection = raw_connection(library._engine)
    assert {name: pragma(connection, name) for name in SAFE} == SAFE
    assert pragma(connection, "application_id") == 0x504D4450
    assert pragma(connection, "user_version") == 1


def test_a_reading_connection_cannot_write(library, library_path):
    engine = make_engine(library_path, read_only=True)
    with pytest.raises(sa.exc.OperationalError), engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM counters")
    engine.dispose()


def test_a_setting_that_does_not_take_is_told(library_path, monkeypatch):
    monkeypatch.setattr(
        "postmortem_desktop.store.engine._WRITING", {"journal_mode": ("DELETE", "wal")}
    )
    with pytest.raises(StorageError, match=r"safely \(journal_mode: delete\)"):
        open_library(library_path)


def test_an_sqlite_with_the_log_fault_is_refused(library_path, monkeypatch):
    assert dbapi2.sqlite_version_info >= driver.OLDEST_SQLITE == (3, 51, 3)
    monkeypatch.setattr(driver, "OLDEST_SQLITE", (99, 0, 0))
    with pytest.raises(StorageError, match="too old"):
        open_library(library_path)


def test_a_row_without_its_parent_is_refused_at_the_end_of_the_transaction(library):
    orphan = (
        'INSERT INTO lanes (id, postmortem_id, title, "order", colour, glyph, collapsed, private,'
        " hash) VALUES ('l', 'nobody', 't', 0, '', '', 0, 0, '')"
    )
    with pytest.raises(sa.exc.IntegrityError, match="FOREIGN KEY"), library.writing() as connection:
        connection.exec_driver_sql(orphan)
    with library.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM lanes").scalar_one() == 0


def test_the_text_of_a_database_error_does_not_hold_what_people_wrote(library):
    rows = [{"name": "Anna was tired"}] * 2
    with pytest.raises(sa.exc.IntegrityError) as caught, library.writing() as connection:
        connection.execute(sa.text("INSERT INTO counters VALUES (:name, 1)"), rows)
    assert "Anna" not in str(caught.value)


def test_a_file_with_a_key_reads_with_it_and_not_without(tmp_path):
    path = tmp_path / "secret.postmortems"
    with closing(driver.connect(path, "mode=rwc", key="it's a key")) as connection:
        connection.execute("CREATE TABLE t (a TEXT)")
        connection.execute("INSERT INTO t VALUES ('canary')")
    assert b"canary" not in path.read_bytes()
    with closing(driver.connect(path, "mode=ro", key="it's a key")) as connection:
        assert connection.execute("SELECT a FROM t").fetchall() == [("canary",)]
    with (
        closing(driver.connect(path, "mode=ro")) as connection,
        pytest.raises(dbapi2.DatabaseError, match="not a database"),
    ):
        connection.execute("SELECT a FROM t")
