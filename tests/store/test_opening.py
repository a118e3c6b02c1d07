"""What may stand at the path of a library, and what becomes of it."""

import shutil
import subprocess
import sys
from contextlib import closing
from datetime import date

import pytest
import sqlalchemy as sa

from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.errors import DamagedLibraryError, NewerLibraryError, StorageError
from postmortem_desktop.store import driver
from postmortem_desktop.store.recent import read_sessions
from tests.store.samples import beginning, event, open_library

KILLED = """
import os, sys
from pathlib import Path
from tests.store.samples import beginning, open_library
library = open_library(Path(sys.argv[1]))
library.editor("pm").perform(beginning())
if len(sys.argv) > 2:
    with library.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {sys.argv[2]}")
os.kill(os.getpid(), 9)
"""


def all_bytes(folder):
    """Return what stands in every file but those that only coordinate open connections."""
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.is_file() and not path.name.endswith((".lock", "-shm"))
    }


def saved_library(path):
    with open_library(path) as library:
        library.editor("pm").perform(beginning())


def killed_with_library_open(path, *arguments):
    run = subprocess.run([sys.executable, "-c", KILLED, str(path), *arguments], timeout=60)
    assert run.returncode == -9


def refused_everywhere(path, kind):
    """Try every way in, and return the sentence of the usual one."""
    before = all_bytes(path.parent)
    with pytest.raises(kind) as caught:
        open_library(path)
    with pytest.raises(kind):
        open_library(path, read_only=True)
    with pytest.raises(kind):
        read_sessions(path, today=date(2026, 11, 1))
    assert all_bytes(path.parent) == before
    return str(caught.value)


@pytest.mark.parametrize("is_there", [False, True], ids=["missing", "empty"])
def test_a_missing_or_empty_file_becomes_a_library(tmp_path, is_there):
    path = tmp_path / "new.postmortems"
    if is_there:
        path.touch()
    saved_library(path)
    with open_library(path, create=False) as library:
        assert [p.title for p in library.postmortems()] == ["Checkout outage"]


def test_without_leave_to_create_a_missing_library_is_told_and_not_made(tmp_path):
    path = tmp_path / "nowhere" / "new.postmortems"
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(StorageError):
            open_library(path, **options)
    assert not path.parent.exists()
    path = tmp_path / "new.postmortems"
    with pytest.raises(StorageError, match="There is no library at"):
        open_library(path, create=False)
    assert not path.exists()


def test_a_library_begun_by_a_process_that_died_at_once_is_begun_again(tmp_path):
    path = tmp_path / "new.postmortems"
    with closing(driver.connect(path, "mode=rwc")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    assert path.stat().st_size > 0
    saved_library(path)


def test_a_newer_library_is_left_as_it_is(tmp_path):
    path = tmp_path / "library.postmortems"
    saved_library(path)
    with closing(driver.connect(path, "mode=rw")) as connection:
        connection.execute("PRAGMA user_version = 2")
    sentence = refused_everywhere(path, NewerLibraryError)
    assert "newer version" in sentence
    assert not list(tmp_path.glob("*-wal"))
    assert not list(tmp_path.glob("*.json"))


def test_a_newer_library_whose_program_died_is_left_as_it_is_with_its_log(tmp_path):
    path = tmp_path / "library.postmortems"
    killed_with_library_open(path, "2")
    assert all_bytes(tmp_path)["library.postmortems-wal"]
    path.with_name("library.postmortems.lock.json").unlink()
    refused_everywhere(path, NewerLibraryError)


def test_a_library_whose_program_died_is_read_with_its_log(tmp_path):
    path = tmp_path / "library.postmortems"
    killed_with_library_open(path)
    before = all_bytes(tmp_path)
    assert len(before["library.postmortems-wal"]) > 0
    (session,) = read_sessions(path, today=date(2026, 11, 1))
    with open_library(path, read_only=True) as library:
        assert not library.load("pm").is_empty
    assert session.title == "Checkout outage"
    assert all_bytes(tmp_path) == before
    with open_library(path) as library:
        assert library.edit_count == 1


def whole(path):
    if not path.exists():
        saved_library(path)
    return path.read_bytes()


DAMAGED = {
    "one letter": lambda path: b"x",
    "text": lambda path: b"14:02 pool saturated\n" * 500,
    "zeros": lambda path: bytes(8192),
    "header only": lambda path: whole(path)[:100],
    "first page only": lambda path: whole(path)[:4096],
    "half": lambda path: whole(path)[: len(whole(path)) // 8192 * 4096],
    "cut in a page": lambda path: whole(path)[:-100],
    "schema page spoilt": lambda path: whole(path)[:100] + b"\xff" * 3996 + whole(path)[4096:],
}


@pytest.mark.parametrize("make", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_explained_and_never_written_to(tmp_path, make):
    content = make(tmp_path / "source.postmortems")
    shutil.rmtree(tmp_path / "backups", ignore_errors=True)
    path = tmp_path / "library.postmortems"
    path.write_bytes(content)
    sentence = refused_everywhere(path, DamagedLibraryError)
    assert "was left as it is" in sentence
    assert "\n" not in sentence
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "other.sqlite"
    with closing(driver.connect(path, "mode=rwc")) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    assert "not a whole library of this program" in refused_everywhere(path, DamagedLibraryError)


def test_a_folder_is_no_library(tmp_path):
    with pytest.raises(StorageError, match="cannot be"):
        open_library(tmp_path)


def test_a_value_that_no_record_can_hold_is_explained(library):
    library.editor("pm").perform(beginning())
    with library.writing() as connection:
        connection.exec_driver_sql("UPDATE postmortems SET status = 'asleep'")
    with pytest.raises(DamagedLibraryError, match="in the table postmortems"):
        library.load("pm")
    with pytest.raises(DamagedLibraryError, match="in the table postmortems"):
        read_sessions(library.path, today=date(2026, 11, 1))


def test_opening_for_reading_goes_beside_a_writer_and_leaves_no_trace(library, library_path):
    editor = library.editor("pm")
    editor.perform(beginning())
    with open_library(library_path, read_only=True) as reader:
        assert reader.read_only
        assert reader.load("pm") == editor.dossier
        with pytest.raises(StorageError, match="can only be read"):
            reader.editor("pm").undo()
        assert reader.load("pm") == editor.dossier
    library.close()
    before = all_bytes(library_path.parent)
    with open_library(library_path, read_only=True) as reader:
        assert reader.load("pm") == editor.dossier
    assert all_bytes(library_path.parent) == before
    assert "library.postmortems-wal" not in before


def test_a_reader_sees_what_the_writer_has_done_since(library, library_path):
    editor = library.editor("pm")
    editor.perform(beginning())
    with open_library(library_path, read_only=True) as reader:
        editor.perform(Edit("add", created(event("seen"))))
        assert reader.load("pm") == editor.dossier


def test_a_mistake_of_ours_is_not_taken_for_a_condition_of_the_file(library):
    with (
        pytest.raises(sa.exc.OperationalError, match="no such table"),
        library.reading() as connection,
    ):
        connection.exec_driver_sql("SELECT * FROM elsewhere")
