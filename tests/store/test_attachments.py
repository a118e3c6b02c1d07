"""The bytes of pictures are written with their edit and stay while undo or redo may need them."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.evidence import Attachment
from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.pictures import pictures_of
from postmortem_desktop.domain.records import Link, TimelineEvent
from postmortem_desktop.editing.attachment_edits import (
    add_event_with_pictures,
    attach_picture,
    describe_picture,
    detach_picture,
)
from postmortem_desktop.editing.link_edits import link_records
from postmortem_desktop.editing.timeline_edits import add_event, change_event, remove_events
from postmortem_desktop.errors import StorageError
from postmortem_desktop.exchange.session_file import export_json, read_json
from postmortem_desktop.store.backup import backups_of
from postmortem_desktop.store.evidence import EvidencePages
from postmortem_desktop.store.schema import ATTACHMENT_BYTES, HISTORY
from postmortem_desktop.store.verify import verify
from postmortem_desktop.transfer.sessions import add_session, duplicate_session
from tests.pictures import BLUE, picture
from tests.store.samples import NOON, beginning, open_library

RED_GRAPH, BLUE_GRAPH = picture("red.png"), picture("blue.png", BLUE)


@pytest.fixture
def editor(library):
    editor = library.editor("pm")
    editor.perform(beginning())
    editor.perform(add_event(editor.dossier, library.ids, "pm-lane", "Pool is full", NOON))
    return editor


def event_id(editor):
    return editor.dossier.all(TimelineEvent)[0].id


def attach(library, editor, *pictures):
    """Put pictures on the event and return their ids."""
    library.hold(one.data for one in pictures)
    editor.perform(attach_picture(editor.dossier, library.ids, event_id(editor), *pictures))
    return [kept.id for kept in pictures_of(editor.dossier, event_id(editor))][-len(pictures) :]


def stored_ids(library):
    with library.reading() as connection:
        return set(connection.execute(sa.select(ATTACHMENT_BYTES.c.attachment_id)).scalars())


def is_sound(library):
    return [check for check in verify(library) if not check.passed] == []


def test_a_picture_is_kept_with_its_event_and_comes_back(library, library_path, editor) -> None:
    red, blue = attach(library, editor, RED_GRAPH, BLUE_GRAPH)
    library.close()
    with open_library(library_path) as again:
        kept = pictures_of(again.load("pm"), event_id(editor))
        assert [(one.id, one.name) for one in kept] == [(red, "red.png"), (blue, "blue.png")]
        pages = EvidencePages(again)
        assert pages.picture_bytes(red) == RED_GRAPH.data
        assert pages.picture_bytes(blue) == BLUE_GRAPH.data
        assert pages.picture_bytes("unknown") == b""
        assert is_sound(again)


def test_bytes_stay_through_undo_redo_and_reopening(library, library_path, editor) -> None:
    (red,) = attach(library, editor, RED_GRAPH)
    editor.undo()
    assert editor.dossier.all(Attachment) == []
    assert editor.dossier.all(Link) == []
    library.close()
    with open_library(library_path) as again:
        assert is_sound(again)
        later = again.editor("pm")
        later.redo()
        assert [kept.id for kept in pictures_of(later.dossier, event_id(later))] == [red]
        assert EvidencePages(again).picture_bytes(red) == RED_GRAPH.data
        assert is_sound(again)


def test_bytes_go_when_the_history_that_could_bring_them_back_is_gone(
    library, library_path, editor
) -> None:
    (red,) = attach(library, editor, RED_GRAPH)
    (blue,) = attach(library, editor, BLUE_GRAPH)
    editor.undo()
    # What is done now ends the way back to the blue picture.
    editor.perform(change_event(editor.dossier, event_id(editor), title="Pool was full"))
    library.close()
    with open_library(library_path) as again:
        assert stored_ids(again) == {red}
        later = again.editor("pm")
        later.perform(detach_picture(later.dossier, red))
        again.close()
    with open_library(library_path) as again:
        assert stored_ids(again) == {red}, "undo may still bring it back"
        with again.writing() as connection:
            connection.execute(sa.delete(HISTORY))
        again.close()
    with open_library(library_path) as again:
        assert stored_ids(again) == set()
    assert blue != red


def test_a_refused_edit_leaves_neither_record_nor_bytes(library, editor) -> None:
    def refuse(_connection, _cursor, statement, *_rest) -> None:
        if statement.startswith("INSERT INTO history"):
            raise StorageError("the disk is full")

    sa.event.listen(library._engine, "before_cursor_execute", refuse)
    with pytest.raises(StorageError):
        attach(library, editor, RED_GRAPH)
    sa.event.remove(library._engine, "before_cursor_execute", refuse)
    assert stored_ids(library) == set()
    assert library.load("pm").all(Attachment) == []
    attach(library, editor, RED_GRAPH)
    assert is_sound(library)


def test_bytes_that_no_edit_takes_are_let_go(library, editor) -> None:
    library.hold([BLUE_GRAPH.data])
    editor.perform(change_event(editor.dossier, event_id(editor), title="other"))
    ids = CountingIds("late")
    editor.perform(attach_picture(editor.dossier, ids, event_id(editor), BLUE_GRAPH))
    assert stored_ids(library) == set()


def test_removing_an_event_takes_its_pictures_along_in_one_step(library, editor) -> None:
    (red,) = attach(library, editor, RED_GRAPH)
    before = editor.dossier.snapshot()
    editor.perform(remove_events(editor.dossier, [event_id(editor)]))
    assert editor.dossier.all(Attachment) == []
    assert editor.dossier.all(Link) == []
    editor.undo()
    assert editor.dossier == before
    assert EvidencePages(library).picture_bytes(red) == RED_GRAPH.data


def test_a_picture_of_two_events_stays_with_the_one_that_stays(library, editor) -> None:
    (red,) = attach(library, editor, RED_GRAPH)
    editor.perform(add_event(editor.dossier, library.ids, "pm-lane", "Later", NOON))
    first, second = editor.dossier.all(TimelineEvent)
    tied = link_records(editor.dossier, library.ids, red, second.id, LinkKind.SUPPORTS)
    editor.perform(tied)
    editor.perform(remove_events(editor.dossier, [first.id]))
    assert [kept.id for kept in pictures_of(editor.dossier, second.id)] == [red]


def test_the_words_about_a_picture_can_be_changed(library, editor) -> None:
    (red,) = attach(library, editor, RED_GRAPH)
    editor.perform(describe_picture(editor.dossier, red, "Pool at its limit", merge="name"))
    assert library.load("pm").get(Attachment, red).name == "Pool at its limit"
    assert is_sound(library)


def test_a_picture_alone_becomes_an_event_with_its_name(library, editor) -> None:
    library.hold([RED_GRAPH.data])
    edit = add_event_with_pictures(editor.dossier, library.ids, "pm-lane", NOON, RED_GRAPH)
    editor.perform(edit)
    made = editor.dossier.get(TimelineEvent, edit.changes[1].record_id)
    assert (made.title, made.starts_at, made.lane_id) == ("red", NOON, "pm-lane")
    assert [kept.name for kept in pictures_of(editor.dossier, made.id)] == ["red.png"]
    editor.undo()
    assert editor.dossier.find(TimelineEvent, made.id) is None
    assert editor.dossier.all(Attachment) == []


def test_backups_hold_the_bytes(library, library_path, editor) -> None:
    (red,) = attach(library, editor, RED_GRAPH)
    library.back_up()
    (backup,) = backups_of(library_path)
    with open_library(backup, read_only=True) as copy:
        assert EvidencePages(copy).picture_bytes(red) == RED_GRAPH.data
        assert is_sound(copy)


def test_a_session_file_carries_the_bytes_to_another_library(library, tmp_path, editor) -> None:
    (red,) = attach(library, editor, RED_GRAPH)
    contents = EvidencePages(library).contents([red])
    session = read_json(export_json(editor.dossier, (), contents), "a.json")
    with open_library(tmp_path / "other.postmortems") as other:
        assert add_session(other, session.records, session.evidence, session.attachments)[1]
        assert other.load("pm") == editor.dossier
        assert EvidencePages(other).picture_bytes(red) == RED_GRAPH.data
        assert is_sound(other)


def test_a_picture_that_came_without_its_bytes_is_left_out(library, tmp_path, editor) -> None:
    attach(library, editor, RED_GRAPH)
    with open_library(tmp_path / "other.postmortems") as other:
        add_session(other, editor.dossier.everything(), ())
        assert other.load("pm").all(Attachment) == []
        assert other.load("pm").all(Link) == []
        assert len(other.load("pm").all(TimelineEvent)) == 1
        assert is_sound(other)


def test_a_copy_of_a_session_has_pictures_of_its_own(library, editor) -> None:
    (red,) = attach(library, editor, RED_GRAPH)
    copy = library.load(duplicate_session(library, "pm"))
    (event,) = copy.all(TimelineEvent)
    (kept,) = pictures_of(copy, event.id)
    assert kept.id != red
    assert EvidencePages(library).picture_bytes(kept.id) == RED_GRAPH.data
    assert is_sound(library)
