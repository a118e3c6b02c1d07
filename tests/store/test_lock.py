"""One writer for each library."""

import json
import os
import platform
import subprocess
import sys
from contextlib import contextmanager

import pytest

from postmortem_desktop.errors import LibraryLockedError
from postmortem_desktop.store.lock import note_file, read_holder
from tests.store.samples import NOON, Watch, beginning, open_library

HOLD = """
import sys
from pathlib import Path
from tests.store.samples import beginning, open_library
library = open_library(Path(sys.argv[1]))
library.editor("pm").perform(beginning())
print("open", flush=True)
sys.stdin.read()
library.close()
"""


@contextmanager
def held_elsewhere(path):
    """Have another process hold the library until it is told to close, or is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert process.stdout.readline() == b"open\n"
        yield process
    finally:
        process.communicate(timeout=60)


def test_a_second_writer_is_told_who_has_the_library(library_path):
    with held_elsewhere(library_path) as process:
        with pytest.raises(LibraryLockedError) as caught:
            open_library(library_path)
        assert f"process {process.pid}" in str(caught.value)
        assert NOON.astimezone().strftime("since %Y-%m-%d %H:%M") in str(caught.value)
        holder = read_holder(library_path)
        assert (holder.host, holder.process, holder.since) == (platform.node(), process.pid, NOON)
        with open_library(library_path, read_only=True) as reader:
            assert not reader.load("pm").is_empty
    with open_library(library_path) as library:
        assert library.edit_count == 1


def test_the_lock_of_a_process_that_died_is_taken_over(library_path):
    with held_elsewhere(library_path) as process:
        process.kill()
        process.wait()
        assert read_holder(library_path).process == process.pid
        with open_library(library_path) as library:
            assert library.edit_count == 1
            assert read_holder(library_path).process == os.getpid()
    assert read_holder(library_path) is None


def test_the_lock_of_another_computer_is_never_broken(library_path):
    with open_library(library_path) as library:
        library.editor("pm").perform(beginning())
    note = {"host": "elsewhere", "process": 1, "since": NOON.isoformat()}
    note_file(library_path).write_text(json.dumps(note))
    before = library_path.read_bytes()
    for _time in range(2):
        with pytest.raises(LibraryLockedError, match="on the computer elsewhere since"):
            open_library(library_path)
    assert json.loads(note_file(library_path).read_text()) == note
    assert library_path.read_bytes() == before
    note_file(library_path).unlink()
    open_library(library_path).close()


def test_the_same_process_does_not_open_a_library_twice_for_writing(library, library_path):
    with pytest.raises(LibraryLockedError, match=f"process {os.getpid()}"):
        open_library(library_path)
    library.editor("pm").perform(beginning())
    library.close()
    open_library(library_path).close()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"host": "h"}', '{"host": 1, "process": "x"}'])
def test_a_note_that_was_not_finished_stands_in_nobodys_way(library_path, text):
    library_path.parent.mkdir()
    note_file(library_path).write_text(text)
    with open_library(library_path, clock=Watch()):
        assert read_holder(library_path).process == os.getpid()


def test_a_library_that_cannot_be_opened_is_not_left_locked(library_path):
    library_path.parent.mkdir()
    library_path.write_bytes(b"no library" * 1000)
    with pytest.raises(Exception, match="not a whole library"):
        open_library(library_path)
    library_path.unlink()
    open_library(library_path).close()
