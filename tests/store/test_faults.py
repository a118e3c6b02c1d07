"""A disk that refuses: nothing moves, and the same library goes on when it can."""

import errno
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace

import pytest

from postmortem_desktop.domain.edits import Edit, RecordChange, created
from postmortem_desktop.errors import StorageError
from postmortem_desktop.jobs import Progress
from postmortem_desktop.store import engine as engine_module
from postmortem_desktop.store.engine import raw_connection
from postmortem_desktop.store.verify import verify
from tests.store.samples import batch, beginning, event, item, open_library

LIMITED = """
import resource, signal, sys
from pathlib import Path
from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.errors import StorageError
from postmortem_desktop.store.verify import verify
from tests.store.samples import beginning, event, open_library

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
library = open_library(Path(sys.argv[1]))
editor = library.editor("pm")
editor.perform(beginning())
log = Path(sys.argv[1] + "-wal")
limit = log.stat().st_size + 100_000
unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, unlimited[1]))
refused = 0
for number in range(100):
    edit = Edit("add", created(event(f"{number}", detail="x" * 5_000)))
    try:
        editor.perform(edit)
    except StorageError as problem:
        refused += 1
        sentence = str(problem)
        assert library.load("pm") == editor.dossier
        assert library.load_history("pm") == editor.history
        if refused == 3:
            break
resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
kept = len(editor.history.done)
editor.perform(edit)
assert library.load("pm") == editor.dossier
assert all(check.passed for check in verify(library))
library.close()
with open_library(Path(sys.argv[1])) as again:
    assert again.load("pm") == editor.dossier
    assert again.load_history("pm") == editor.history
print(refused, kept > 1, sentence)
"""


@pytest.fixture
def editor(library):
    editor = library.editor("pm")
    editor.perform(beginning())
    return editor


def assert_untouched(library, editor):
    assert library.load("pm") == editor.dossier
    assert library.load_history("pm") == editor.history
    assert all(check.passed for check in verify(library))


@contextmanager
def page_limit(library, spare):
    """Let the file grow by no more than some pages: SQLite then says that the disk is full."""
    connection = raw_connection(library._engine)
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + spare}")
    yield
    connection.execute("PRAGMA max_page_count = 1073741823")


def test_a_full_disk_refuses_an_edit_and_takes_it_when_there_is_space_again(library, editor):
    large = Edit("add", created(*(event(f"{n}", detail="x" * 1000) for n in range(100))))
    with page_limit(library, spare=5):
        with pytest.raises(StorageError, match="no space left") as caught:
            editor.perform(large)
        assert_untouched(library, editor)
        small = replace(editor.dossier.postmortem, title="Small")
        change = RecordChange(editor.dossier.postmortem, small)
        editor.perform(Edit("rename", (change,)))
    assert "\n" not in str(caught.value)
    editor.perform(large)
    assert library.edit_count == 3
    assert_untouched(library, editor)


def test_a_full_disk_refuses_undo_and_the_undo_works_later(library, editor):
    large = [event(f"{n}", detail="x" * 1000) for n in range(100)]
    editor.perform(Edit("add", created(*large)))
    editor.undo()
    with library.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE filler AS SELECT zeroblob(400000) AS filling")
    with page_limit(library, spare=5):
        with pytest.raises(StorageError, match="no space left"):
            editor.redo()
        assert_untouched(library, editor)
        assert editor.history.next_redo.edit.label == "add"
    editor.redo()
    assert_untouched(library, editor)


def test_evidence_that_did_not_fit_is_not_seen(library, editor):
    items = [(item(n, text="x" * 1000), "raw") for n in range(3000)]
    with page_limit(library, spare=500), pytest.raises(StorageError, match="no space left"):
        library.stage_evidence(items, Progress())
    assert_untouched(library, editor)
    library.discard_orphans()
    library.stage_evidence(items, Progress())
    editor.perform(Edit("import", created(batch())))
    assert_untouched(library, editor)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are a matter of POSIX")
def test_a_log_that_cannot_grow_refuses_edits_and_the_same_library_goes_on(library_path):
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, str(library_path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("3 True ")
    assert "nothing was changed" in run.stdout


def test_a_library_that_another_program_keeps_busy_is_told(
    library_path, library, editor, monkeypatch
):
    impatient = engine_module._WRITING | {"busy_timeout": ("50", 50)}
    library.close()
    monkeypatch.setattr(engine_module, "_WRITING", impatient)
    with open_library(library_path) as library:
        editor = library.editor("pm")
        other = engine_module.make_engine(library_path)
        holding = raw_connection(other)
        holding.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="Another program is using"):
            editor.perform(Edit("add", created(event("late"))))
        holding.execute("ROLLBACK")
        assert_untouched(library, editor)
        editor.perform(Edit("add", created(event("late"))))
        other.dispose()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError, match="cannot be used"):
        open_library(tmp_path / "file" / "library.postmortems")


def test_a_folder_without_leave_to_write_is_told(library_path, monkeypatch):
    # The tests may run as root, whom no permission stops, so the refusal is made up.
    def refuse(*_arguments, **_options):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(library_path))

    library_path.parent.mkdir()
    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    with pytest.raises(StorageError, match="cannot be used: Permission denied"):
        open_library(library_path)
