"""Every kind of damage is named."""

import sqlite3

import pytest

from postmortem_desktop.domain.edits import Edit, created, removed
from postmortem_desktop.jobs import Progress
from postmortem_desktop.store.verify import verify
from tests.store.samples import GRAPH, batch, beginning, event, every_kind, item, open_library

WHOLE = "the file is whole"
REFERENCES = "every reference leads somewhere"
HASHES = "every record is as it was written"
LINKS = "both ends of every link are there"
PICTURES = "every picture is as it was kept"
HISTORY = "history and records agree"
NUMBERS = "every number was given once"


@pytest.fixture
def filled(library, library_path):
    editor = library.editor("pm")
    library.hold([GRAPH])
    editor.perform(Edit("everything", created(*every_kind())))
    lost = event("lost", number=9)
    editor.perform(Edit("add", created(lost)))
    editor.perform(Edit("remove", removed(lost)))
    editor.undo()
    library.stage_evidence([(item(1), "raw")], Progress())
    library.close()
    return library_path


def failing(path):
    with open_library(path) as library:
        checks = verify(library)
        assert [check.name for check in checks] == [
            WHOLE,
            REFERENCES,
            HASHES,
            PICTURES,
            LINKS,
            HISTORY,
            NUMBERS,
        ]
        return {check.name: check.detail for check in checks if not check.passed}


def changed_by_hand(path, statement):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    assert connection.execute(statement).rowcount > 0
    connection.close()


def test_a_library_that_holds_together_passes_every_check(filled):
    assert failing(filled) == {}


@pytest.mark.parametrize(
    ("statement", "failed", "named"),
    [
        ("UPDATE participants SET name = 'Bert'", {HASHES, HISTORY}, "participants anna"),
        ("UPDATE lanes SET hash = 'x'", {HASHES}, "lanes pm-lane"),
        ("UPDATE timeline_events SET starts_at = starts_at + 1", {HASHES, HISTORY}, "pm-alert"),
        ("UPDATE evidence_items SET text = 'other'", {HASHES}, "evidence_items pm-batch-000001"),
        ("UPDATE postmortems SET services = '['", {HASHES, HISTORY}, "table postmortems"),
        ("DELETE FROM answers WHERE id = 'a'", {LINKS, HISTORY}, "links l"),
        ("DELETE FROM participants", {REFERENCES, HISTORY}, "interviews"),
        ("UPDATE history SET edit = '{}' WHERE seq = 1", {HISTORY}, "history of pm"),
        ("UPDATE history SET done = 0 WHERE seq = 2", {HISTORY}, "pm-lost"),
        ("DELETE FROM history WHERE seq = 2", set(), ""),
        ("UPDATE attachment_bytes SET bytes = x'00'", {PICTURES}, "attachments x"),
        ("DELETE FROM attachment_bytes", {PICTURES}, "attachments x"),
        (
            "UPDATE timeline_events SET number = 1 WHERE number = 2",
            {HASHES, HISTORY, NUMBERS},
            "E1 was given 2 times in pm",
        ),
    ],
)
def test_what_was_changed_by_hand_is_found_and_named(filled, statement, failed, named):
    changed_by_hand(filled, statement)
    found = failing(filled)
    assert set(found) == failed
    assert named in " ".join(found.values())


def test_many_problems_are_counted_rather_than_all_named(library):
    editor = library.editor("pm")
    editor.perform(beginning())
    editor.perform(Edit("add", created(*(event(f"{n}") for n in range(12)))))
    with library.writing() as connection:
        connection.exec_driver_sql("UPDATE timeline_events SET hash = ''")
    detail = {check.name: check.detail for check in verify(library)}[HASHES]
    assert detail.count("timeline_events") == 5
    assert detail.endswith("7 more")


def test_a_spoilt_page_is_found_by_one_of_the_checks(filled):
    with open_library(filled) as library, library.reading() as connection:
        page = connection.exec_driver_sql(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'answers'"
        ).scalar_one()
    with filled.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\x00" * 4096)
    found = failing(filled)
    assert WHOLE in found


def test_verify_works_on_a_library_open_for_reading_only(filled):
    before = filled.read_bytes()
    with open_library(filled, read_only=True) as library:
        assert all(check.passed for check in verify(library))
    assert filled.read_bytes() == before


def test_the_batch_of_evidence_does_not_matter_to_its_integrity(library):
    editor = library.editor("pm")
    editor.perform(beginning())
    library.stage_evidence([(item(1), "raw")], Progress())
    editor.perform(Edit("import", created(batch())))
    editor.undo()
    assert all(check.passed for check in verify(library))
