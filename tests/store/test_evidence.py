"""Imported items: staged unseen, shown with their batch, paged in."""

import pytest

from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import Link
from postmortem_desktop.errors import JobCancelledError
from postmortem_desktop.jobs import Progress
from postmortem_desktop.store.evidence import EvidencePages
from postmortem_desktop.store.verify import verify
from tests.store.samples import NOON, batch, beginning, event, item, open_library


@pytest.fixture
def editor(library):
    editor = library.editor("pm")
    editor.perform(beginning())
    return editor


def staged(library, count=5, name="batch", **values):
    items = [(item(n, name, **values), f"raw {n}") for n in range(count)]
    assert library.stage_evidence(items, Progress()) == count
    return [found for found, _raw in items]


def shown(library, **options):
    return [row.item.order for row in EvidencePages(library).page("pm", **options)]


def stored_items(library):
    with library.reading() as connection:
        tables = ("evidence_items", "evidence_raw")
        return tuple(
            connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
            for table in tables
        )


def test_items_are_seen_while_their_batch_is_there(library, editor):
    items = staged(library)
    pages = EvidencePages(library)
    assert shown(library) == []
    assert pages.counts("pm") == (0, 0)
    editor.perform(Edit("import 5 items", created(batch(item_count=5))))
    assert [row.item for row in pages.page("pm")] == items
    assert {row.source_name for row in pages.page("pm")} == {"batch.csv"}
    assert pages.counts("pm") == (5, 5)
    editor.undo()
    assert shown(library) == []
    editor.redo()
    assert shown(library) == [0, 1, 2, 3, 4]
    assert all(check.passed for check in verify(library))


def test_items_of_a_withdrawn_batch_are_not_seen(library, editor):
    staged(library)
    editor.perform(Edit("import", created(batch(withdrawn=True))))
    assert shown(library) == []
    assert EvidencePages(library).known_source_ids("pm") == set()


def test_an_import_without_its_edit_is_cleared_at_the_next_opening(library, library_path, editor):
    staged(library, name="batch")
    staged(library, name="left")
    editor.perform(Edit("import", created(batch())))
    assert stored_items(library) == (10, 10)
    library.close()
    with open_library(library_path) as again:
        assert stored_items(again) == (5, 5)
        assert len(shown(again)) == 5


def test_an_undone_import_stays_while_redo_can_bring_it_back(library, library_path, editor):
    staged(library)
    editor.perform(Edit("import", created(batch())))
    editor.undo()
    library.close()
    with open_library(library_path) as again:
        reopened = again.editor("pm")
        assert stored_items(again) == (5, 5)
        reopened.redo()
        assert len(shown(again)) == 5
        reopened.undo()
        reopened.perform(Edit("add", created(event("something else"))))
    with open_library(library_path) as again:
        assert stored_items(again) == (0, 0)


def test_an_import_that_is_stopped_leaves_nothing_to_see(library, library_path, editor):
    progress = Progress(lambda done, total: progress.cancel() if done else None)
    with pytest.raises(JobCancelledError):
        library.stage_evidence([(item(n), "") for n in range(2500)], progress)
    assert shown(library) == []
    library.close()
    with open_library(library_path) as again:
        assert stored_items(again) == (0, 0)


def test_progress_is_told_by_the_thousand(library):
    told = []
    progress = Progress(lambda done, total: told.append((done, total)))
    library.stage_evidence([(item(n), "") for n in range(2500)], progress)
    assert told == [(0, 2500), (1000, 2500), (2000, 2500), (2500, 2500)]


def test_items_come_by_time_with_undated_ones_last_and_by_the_page(library, editor):
    late = item(1, at=NOON.replace(hour=20))
    same_time = [item(3, at=NOON), item(2, at=NOON)]
    undated = item(0, at=None)
    library.stage_evidence([(found, "") for found in (late, undated, *same_time)], Progress())
    editor.perform(Edit("import", created(batch())))
    assert shown(library) == [2, 3, 1, 0]
    assert shown(library, limit=2) == [2, 3]
    assert shown(library, offset=2, limit=2) == [1, 0]
    assert shown(library, offset=4) == []


def test_an_item_is_placed_once_something_came_from_it(library, editor):
    first, *_others = staged(library)
    editor.perform(Edit("import", created(batch())))
    came_from = Link(
        id="l",
        postmortem_id="pm",
        source_id="pm-e",
        target_id=first.id,
        kind=LinkKind.CAME_FROM,
    )
    editor.perform(Edit("place", created(event("e"), came_from)))
    pages = EvidencePages(library)
    assert [row.placed for row in pages.page("pm")] == [True, False, False, False, False]
    assert shown(library, unplaced_only=True) == [1, 2, 3, 4]
    assert pages.counts("pm") == (5, 4)
    editor.undo()
    assert pages.counts("pm") == (5, 5)


@pytest.mark.parametrize(
    ("search", "found"),
    [("POOL", [0]), ("anna", [1]), ("100%", [2]), ("_", [3]), ("  ", [0, 1, 2, 3]), ("1004", [])],
)
def test_search_looks_in_the_words_as_they_are(library, editor, search, found):
    texts = ("Pool saturated", "hello", "at 100% now", "under_score")
    items = [item(n, text=text) for n, text in enumerate(texts)]
    items[1] = item(1, text="hello", actor="Anna B.")
    library.stage_evidence([(found_item, "") for found_item in items], Progress())
    editor.perform(Edit("import", created(batch())))
    assert shown(library, search=search) == found


def test_single_items_and_their_raw_text_are_at_hand(library, editor):
    items = staged(library, 3)
    pages = EvidencePages(library)
    wanted = [items[2].id, "unknown", items[0].id]
    assert pages.get(wanted) == [items[2], items[0]]
    assert pages.get([]) == []
    assert pages.raw(items[1].id) == "raw 1"
    assert pages.raw("unknown") == ""


def test_more_items_than_a_statement_takes_values_are_found_at_once(library):
    items = staged(library, 40_000)
    assert EvidencePages(library).get(found.id for found in items) == items


def test_repeats_are_told_by_source_and_source_id(library, editor):
    library.stage_evidence([(item(1), ""), (item(2, source_id=""), "")], Progress())
    library.stage_evidence([(item(1, "other"), "")], Progress())
    editor.perform(Edit("import", created(batch(), batch("other"))))
    assert EvidencePages(library).known_source_ids("pm") == {
        ("batch.csv", "s1"),
        ("other.csv", "s1"),
    }
    assert EvidencePages(library).known_source_ids("another") == set()


def test_the_batch_of_each_item_is_at_hand(library):
    staged(library, 2)
    (other,) = staged(library, 1, "other")
    wanted = ["pm-batch-000000", "unknown", other.id]
    assert EvidencePages(library).batches_of(wanted) == {
        "pm-batch-000000": "pm-batch",
        other.id: "pm-other",
    }
    assert EvidencePages(library).batches_of([]) == {}
