"""From an older schema to the newest: all of it, or nothing."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.editing.history import History
from postmortem_desktop.errors import StorageError
from postmortem_desktop.store import driver, migration
from postmortem_desktop.store.backup import backups_of
from postmortem_desktop.store.engine import make_engine, raw_connection
from tests.store.samples import beginning, event, open_library

HEAD = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
"""

ADDS_A_COLUMN = """
    with op.batch_alter_table("postmortems", recreate="always") as table:
        table.add_column(sa.Column("mood", sa.Text, nullable=False, server_default="calm"))
"""

STOPS_HALF_WAY = """
    op.add_column("postmortems", sa.Column("mood", sa.Text))
    op.execute("UPDATE postmortems SET mood = 'calm'")
    raise RuntimeError("stopped half way")
"""

LOSES_ROWS = """
    op.add_column("postmortems", sa.Column("mood", sa.Text))
    op.execute("DELETE FROM timeline_events WHERE id = 'pm-second'")
"""

LEAVES_ORPHANS = """
    op.execute("UPDATE timeline_events SET lane_id = 'nowhere'")
"""


@pytest.fixture
def older(library, library_path):
    """Return a library of revision 1 with two events on a lane."""
    editor = library.editor("pm")
    editor.perform(beginning())
    editor.perform(Edit("add", created(event("first"), event("second"))))
    library.close()
    return library_path


@pytest.fixture
def next_revision(tmp_path, monkeypatch):
    """Return a function that gives the program a second revision with these statements."""

    def offer(statements):
        scripts = tmp_path / "scripts"
        shutil.copytree(migration.SCRIPTS, scripts)
        (scripts / "versions" / "0002_next.py").write_text(HEAD + statements)
        monkeypatch.setattr(migration, "SCRIPTS", scripts)
        monkeypatch.setattr(driver, "NEWEST_REVISION", 2)

    return offer


def marks(path: Path):
    with closing(driver.connect(path, "mode=ro")) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(postmortems)")]
        (revision,) = connection.execute("PRAGMA user_version").fetchone()
        (stamp,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return "mood" in columns, revision, stamp


def test_an_older_library_is_brought_up_to_date_after_a_backup(older, next_revision):
    with open_library(older) as library:
        before = library.load("pm")
    next_revision(ADDS_A_COLUMN)
    with open_library(older) as library:
        assert library.load("pm") == before
        assert library.load_history("pm") == History()
        assert library.edit_count == 2
        assert raw_connection(library._engine).execute("PRAGMA foreign_keys").fetchone() == (1,)
        (backup,) = backups_of(older)
        editor = library.editor("pm")
        with pytest.raises(sa.exc.IntegrityError), library.writing() as connection:
            connection.exec_driver_sql("DELETE FROM lanes")
        assert editor.dossier == before
    assert marks(older) == (True, 2, "0002")
    assert marks(backup) == (False, 1, "0001")


@pytest.mark.parametrize(
    ("statements", "problem"),
    [
        (STOPS_HALF_WAY, RuntimeError),
        (LOSES_ROWS, StorageError),
        (LEAVES_ORPHANS, StorageError),
    ],
    ids=["stops half way", "loses rows", "leaves orphans"],
)
def test_a_migration_that_does_not_succeed_leaves_the_library_as_it_was(
    older, next_revision, monkeypatch, statements, problem
):
    with open_library(older) as library:
        before, history = library.load("pm"), library.load_history("pm")
    next_revision(statements)
    with pytest.raises(problem):
        open_library(older)
    assert marks(older) == (False, 1, "0001")
    monkeypatch.setattr(driver, "NEWEST_REVISION", 1)
    with open_library(older) as library:
        assert library.load("pm") == before
        assert library.load_history("pm") == history


def test_without_a_backup_there_is_no_migration(older, next_revision):
    shutil.rmtree(older.parent / "backups", ignore_errors=True)
    (older.parent / "backups").write_text("in the way")
    next_revision(ADDS_A_COLUMN)
    with pytest.raises(StorageError, match="cannot be used"):
        open_library(older)
    assert marks(older) == (False, 1, "0001")


def test_an_older_library_is_not_opened_for_reading_only(older, next_revision):
    next_revision(ADDS_A_COLUMN)
    before = older.read_bytes()
    with pytest.raises(StorageError, match="open it for writing once"):
        open_library(older, read_only=True)
    assert older.read_bytes() == before


def test_the_baseline_is_frozen_text():
    source = (migration.SCRIPTS / "versions" / "0001_baseline.py").read_text(encoding="utf-8")
    assert "postmortem_desktop" not in source


def test_the_baseline_makes_a_library_that_takes_edits(tmp_path):
    path = tmp_path / "library.postmortems"
    path.touch()
    engine = make_engine(path)
    migration.migrate(engine)
    engine.dispose()
    with open_library(path) as library:
        editor = library.editor("pm")
        editor.perform(beginning())
        assert library.load("pm") == editor.dossier
        assert library.edit_count == 1
