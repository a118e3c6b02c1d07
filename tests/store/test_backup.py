"""Backups: when, which are kept, and that each one reads."""

import logging
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from postmortem_desktop.errors import StorageError
from postmortem_desktop.store import driver
from postmortem_desktop.store.backup import KEPT, back_up, backup_folder, backups_of
from postmortem_desktop.store.dump import dump
from postmortem_desktop.store.verify import verify
from tests.store.samples import Watch, beginning, open_library

DAY = timedelta(days=1)


@pytest.fixture
def clock():
    return Watch(datetime(2026, 11, 1, 9, 0, tzinfo=UTC))


def names(path):
    return [backup.name for backup in backups_of(path)]


def test_a_day_begins_with_a_backup_when_something_has_changed(library_path, clock):
    with open_library(library_path, clock=clock) as library:
        library.editor("pm").perform(beginning())
        expected = list(dump(library))
    assert names(library_path) == []
    clock.now += DAY
    open_library(library_path, clock=clock).close()
    assert names(library_path) == ["library-2026-11-02T090000.postmortems"]
    clock.now += timedelta(hours=1)
    with open_library(library_path, clock=clock) as library:
        library.editor("pm").undo()
    assert len(names(library_path)) == 1, "one a day"
    clock.now += DAY
    open_library(library_path, clock=clock).close()
    assert names(library_path)[1:] == ["library-2026-11-03T100000.postmortems"]
    clock.now += DAY
    open_library(library_path, clock=clock).close()
    assert len(names(library_path)) == 2, "nothing has changed"
    with open_library(backups_of(library_path)[0], clock=clock) as restored:
        assert list(dump(restored)) == expected
        assert all(check.passed for check in verify(restored))


def test_a_backup_holds_what_is_still_in_the_log_and_is_for_the_owner_only(library, library_path):
    library.editor("pm").perform(beginning())
    assert library_path.with_name("library.postmortems-wal").stat().st_size > 0
    backup = library.back_up()
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.parent.stat().st_mode) == 0o700
    with open_library(backup, read_only=True) as copy:
        assert list(dump(copy)) == list(dump(library))
        assert copy.load_history("pm") == library.load_history("pm")


def test_ten_backups_are_kept_and_those_of_other_libraries_left_alone(library_path, clock):
    other = backup_folder(library_path) / "library-of-anna-2026-01-01T000000.postmortems"
    with open_library(library_path, clock=clock) as library:
        library.editor("pm").perform(beginning())
        for _time in range(13):
            library.back_up()
            clock.now += DAY
            other.touch()
    assert KEPT == 10
    kept = [f"library-2026-11-{day:02d}T090000.postmortems" for day in range(4, 14)]
    assert names(library_path) == kept
    assert other.exists()


def test_a_backup_that_was_cut_short_is_cleared_away(library, library_path):
    library.editor("pm").perform(beginning())
    part = backup_folder(library_path) / "library-2026-01-01T000000.postmortems.part"
    part.parent.mkdir()
    part.write_bytes(b"half")
    library.back_up()
    assert not part.exists()
    assert len(names(library_path)) == 1


def test_a_backup_that_cannot_be_made_is_told_and_keeps_nobody_from_working(
    library_path, clock, expected_warnings
):
    with open_library(library_path, clock=clock) as library:
        library.editor("pm").perform(beginning())
        assert library.backup_notice == ""
    backup_folder(library_path).write_text("a file stands where the folder should be")
    clock.now += DAY
    with open_library(library_path, clock=clock) as library:
        assert "cannot be used" in library.backup_notice
        library.editor("pm").undo()
        assert library.edit_count == 2
    (warning,) = expected_warnings
    assert warning.levelno == logging.WARNING


def test_a_backup_that_does_not_read_back_is_not_kept(library, library_path, monkeypatch):
    library.editor("pm").perform(beginning())
    good = library.back_up()

    class Spoiling:
        """Writes a backup and then spoils a page of it, as a bad disk would."""

        def execute(self, statement, values):
            with closing(driver.connect(library_path, "mode=ro")) as connection:
                connection.execute(statement, values)
            with Path(values[0]).open("r+b") as file:
                file.seek(4096)
                file.write(b"\xff" * 4096)

    with pytest.raises(StorageError):
        back_up(Spoiling(), library_path, datetime(2027, 1, 1, tzinfo=UTC))
    assert backups_of(library_path) == [good]
    assert list(good.parent.iterdir()) == [good]


def test_a_newest_backup_that_cannot_be_read_does_not_count(library_path, clock):
    with open_library(library_path, clock=clock) as library:
        library.editor("pm").perform(beginning())
        spoilt = library.back_up()
    spoilt.write_bytes(b"no library any more" * 500)
    clock.now += DAY
    open_library(library_path, clock=clock).close()
    assert len(names(library_path)) == 2
