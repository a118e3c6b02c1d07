"""Records and history on disk, equal to those in memory."""

import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import sqlalchemy as sa

from postmortem_desktop.domain.dossier import RECORD_TYPES, Dossier
from postmortem_desktop.domain.edits import Edit, RecordChange, created, removed
from postmortem_desktop.domain.records import Lane, Postmortem, TimelineEvent
from postmortem_desktop.editing.history import History
from postmortem_desktop.errors import RecordError
from postmortem_desktop.store.verify import verify
from tests.store.samples import (
    GRAPH,
    MINUTE,
    NOON,
    Watch,
    beginning,
    event,
    every_kind,
    lane,
    open_library,
    postmortem,
)


def all_pass(library):
    checks = verify(library)
    return not [check for check in checks if not check.passed]


def test_a_new_library_is_for_its_owner_only(library, library_path):
    library.editor("pm").perform(beginning())
    assert stat.S_IMODE(library_path.parent.stat().st_mode) == 0o700
    for path in library_path.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    assert library_path.with_name("library.postmortems-wal").exists()


def test_every_kind_of_record_comes_back_as_it_was(library, library_path):
    records = every_kind()
    assert {type(record) for record in records} == set(RECORD_TYPES)
    library.hold([GRAPH])
    library.editor("pm").perform(Edit("everything", created(*records)))
    library.close()
    with open_library(library_path) as again:
        assert again.load("pm") == Dossier(records)
        assert again.load("pm").everything() == list(records)
        assert again.postmortems() == [records[0]]
        assert all_pass(again)


def test_a_changed_record_replaces_the_stored_one_and_keeps_its_place(library):
    editor = library.editor("pm")
    editor.perform(beginning())
    first, second = event("first"), event("second")
    editor.perform(Edit("add", created(first, second)))
    renamed = replace(first, title="renamed", starts_at=NOON)
    editor.perform(Edit("rename", (RecordChange(first, renamed),)))
    assert library.load("pm").all(TimelineEvent) == [renamed, second]


def test_an_edit_may_hold_its_changes_in_any_order(library):
    editor = library.editor("pm")
    editor.perform(beginning())
    parent, child = lane("parent"), lane("child", parent_id="pm-parent")
    on_it = event("on it", lane_id="pm-child")
    editor.perform(Edit("add", created(on_it, child, parent)))
    editor.perform(Edit("remove", removed(parent, child, on_it)))
    assert library.load("pm") == editor.dossier
    editor.undo()
    assert library.load("pm").get(Lane, "pm-child") == child


def test_undo_and_redo_go_on_after_opening_again(library, library_path):
    editor = library.editor("pm")
    editor.perform(beginning())
    editor.perform(Edit("add first", created(event("first"))))
    editor.perform(Edit("add second", created(event("second"))))
    editor.undo()
    editor.undo()
    library.close()
    with open_library(library_path) as again:
        reopened = again.editor("pm")
        assert reopened.history == editor.history
        assert reopened.history.next_redo.edit.label == "add first"
        reopened.redo()
        assert [e.title for e in again.load("pm").events()] == ["first"]
        reopened.redo()
        assert reopened.redo() is None
        while reopened.undo():
            pass
        assert again.load("pm").is_empty
        assert all_pass(again)


def test_a_new_edit_after_undo_forgets_what_was_undone(library):
    editor = library.editor("pm")
    editor.perform(beginning())
    editor.perform(Edit("add", created(event("gone"))))
    editor.undo()
    editor.perform(Edit("add", created(event("new"))))
    history = library.load_history("pm")
    assert history == editor.history
    assert history.next_redo is None
    assert [entry.edit.label for entry in history.done] == ["make it", "add"]


def test_typing_is_stored_as_one_entry_and_typing_back_as_none(library):
    editor = library.editor("pm")
    editor.perform(beginning())
    for before, after in (("Checkout outage", "C"), ("C", "Ch"), ("Ch", "Che")):
        change = RecordChange(postmortem(title=before), postmortem(title=after))
        editor.perform(Edit("type", (change,), "title pm"))
    assert [entry.seq for entry in library.load_history("pm").done] == [1, 2]
    assert library.load_history("pm") == editor.history
    back = RecordChange(postmortem(title="Che"), postmortem())
    editor.perform(Edit("type", (back,), "title pm"))
    assert [entry.seq for entry in library.load_history("pm").done] == [1]
    assert library.load_history("pm") == editor.history
    assert library.edit_count == 5


def test_each_edit_is_counted_undo_and_redo_too(library, library_path):
    assert library.edit_count == 0
    editor = library.editor("pm")
    editor.perform(beginning())
    editor.undo()
    editor.redo()
    assert editor.perform(Edit("nothing", (RecordChange(lane("lane"), lane("lane")),))) is None
    library.close()
    with open_library(library_path) as again:
        assert again.edit_count == 3


def test_ten_thousand_changes_are_one_edit_and_one_undo(library):
    editor = library.editor("pm")
    editor.perform(beginning())
    events = [event(f"{n}", starts_at=NOON + n * MINUTE, number=n) for n in range(1, 10_001)]
    editor.perform(Edit("import", created(*events)))
    assert len(library.load("pm").all(TimelineEvent)) == 10_000
    assert library.edit_count == 2
    editor.undo()
    assert library.load("pm") == editor.dossier == library.load("pm")
    assert not library.load("pm").all(TimelineEvent)


def test_post_mortems_are_kept_apart(library):
    for name, hour in (("b", 2), ("a", 1)):
        library.editor(name).perform(beginning(name, created_at=NOON + hour * 60 * MINUTE))
    assert [p.id for p in library.postmortems()] == ["a", "b"]
    assert [record.id for record in library.load("a").all(Lane)] == ["a-lane"]
    assert len(library.load_history("b").done) == 1
    assert library.load("c").is_empty
    assert library.load_history("c") == History()


def test_half_a_character_is_refused_before_anything_is_written(library):
    editor = library.editor("pm")
    editor.perform(beginning())
    with pytest.raises(RecordError, match="broken character"):
        editor.perform(Edit("add", created(event("fine"), event("half", detail="\ud83d"))))
    assert library.load("pm") == editor.dossier
    assert library.edit_count == 1


def test_a_mistake_of_ours_is_no_condition_of_the_disk_and_leaves_all_as_it_was(library):
    editor = library.editor("pm")
    editor.perform(beginning())
    stray = event("stray", lane_id="nowhere")
    step = editor.history.plan(Edit("add", created(event("good"), stray)), NOON)
    with pytest.raises(sa.exc.IntegrityError):
        library.write("pm", Edit("add", created(event("good"), stray)), step)
    assert library.load("pm") == editor.dossier
    assert library.load_history("pm") == editor.history
    assert library.edit_count == 1
    editor.perform(Edit("add", created(event("good"))))
    assert library.load("pm") == editor.dossier


def test_any_thread_may_use_the_library_in_turn(library):
    library.editor("start").perform(beginning("start"))

    def work(name):
        editor = library.editor(name)
        editor.perform(beginning(name))
        for number in range(20):
            editor.perform(Edit("add", created(event(f"{number}", name))))
            assert library.load(name) == editor.dossier
        return len(editor.history.done)

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(work, "abcd")) == [21] * 4
    assert library.edit_count == 1 + 4 * 21
    assert all_pass(library)


def test_a_history_that_cannot_be_read_is_forgotten_and_the_records_stay(
    library, expected_warnings
):
    editor = library.editor("pm")
    editor.perform(beginning())
    with library.writing() as connection:
        connection.exec_driver_sql("UPDATE history SET edit = replace(edit, 'label', 'title')")
    again = library.editor("pm")
    assert again.dossier == editor.dossier
    assert again.history == History()
    again.perform(Edit("add", created(event("more"))))
    assert library.load_history("pm") == again.history
    assert [record.getMessage() for record in expected_warnings] == [
        "history of pm forgotten: RecordError"
    ]


def test_a_step_back_whose_records_cannot_be_read_is_refused_and_everything_stays(library):
    editor = library.editor("pm")
    editor.perform(beginning())
    with library.writing() as connection:
        connection.exec_driver_sql("UPDATE history SET edit = replace(edit, 'Lane', 'Alley')")
    again = library.editor("pm")
    assert again.history.next_undo.label == "make it"
    with pytest.raises(RecordError, match="cannot be read"):
        again.undo()
    again.perform(Edit("add", created(event("more"))))
    assert again.undo().label == "add"
    assert library.load("pm") == again.dossier == editor.dossier
    assert library.load_history("pm") == again.history


def test_what_was_done_before_a_restart_is_undone_as_it_was(library, library_path):
    editor = library.editor("pm")
    editor.perform(beginning())
    before = editor.dossier.snapshot()
    editor.perform(Edit('say “a\\"b”', created(event("one", title='["Postmortem",null,{}]'))))
    after = editor.dossier.snapshot()
    library.close()
    with open_library(library_path) as again:
        reopened = again.editor("pm")
        last = reopened.history.next_undo
        assert (last.label, last.known) == ('say “a\\"b”', None)
        assert not last.creates(Postmortem)
        assert reopened.history.done[0].creates(Postmortem)
        assert reopened.undo() is not None
        assert reopened.dossier == again.load("pm") == before
        assert reopened.redo() is not None
        assert reopened.dossier == again.load("pm") == after


def test_records_are_counted_for_one_post_mortem_alone(library):
    library.editor("a").perform(beginning("a"))
    library.editor("b").perform(beginning("b"))
    assert library.record_count("a") == len(library.load("a").everything())
    assert library.record_count("c") == 0


def test_closing_leaves_one_file_without_a_log(library, library_path):
    library.editor("pm").perform(beginning())
    library.close()
    library.close()
    assert sorted(path.name for path in library_path.parent.iterdir()) == [
        "library.postmortems",
        "library.postmortems.lock",
    ]


def test_the_editor_takes_its_times_from_the_clock_of_the_library(library_path):
    clock = Watch(NOON + MINUTE)
    with open_library(library_path, clock=clock) as library:
        editor = library.editor("pm")
        editor.perform(beginning())
        assert library.load_history("pm").next_undo.at == NOON + MINUTE
