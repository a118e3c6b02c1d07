"""The path of a change: checked, written, then seen; and what happens when a part refuses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from postmortem_desktop.domain.edits import Edit, RecordChange
from postmortem_desktop.domain.records import Postmortem
from postmortem_desktop.editing.history import History, Move
from postmortem_desktop.editing.postmortem_edits import change_postmortem
from postmortem_desktop.errors import StaleEditError, StorageError

if TYPE_CHECKING:
    from tests.editing.conftest import Desk


def test_an_edit_is_written_with_its_step_and_then_stands_in_memory(desk: Desk) -> None:
    edit = change_postmortem(desk.dossier, title="Renamed")
    assert desk.do(edit) == edit
    ((written, step),) = desk.written
    assert (written, step.move, step.entry.edit) == (edit, Move.RECORD, edit)
    assert desk.dossier.postmortem.title == "Renamed"


def test_what_the_disk_refuses_has_not_happened(desk: Desk) -> None:
    before = desk.dossier.snapshot()
    desk.full = True
    with pytest.raises(StorageError):
        desk.do(change_postmortem(desk.dossier, title="Renamed"))
    assert desk.dossier == before
    assert desk.history == History()


def test_an_undo_that_the_disk_refuses_has_not_happened(desk: Desk) -> None:
    desk.do(change_postmortem(desk.dossier, title="Renamed"))
    desk.full = True
    with pytest.raises(StorageError):
        desk.editor.undo()
    assert desk.dossier.postmortem.title == "Renamed"
    assert desk.history.next_redo is None
    assert desk.history.next_undo is not None


def test_a_stale_edit_is_neither_written_nor_remembered(desk: Desk) -> None:
    stale = change_postmortem(desk.dossier, title="Late")
    desk.do(change_postmortem(desk.dossier, title="Early"))
    with pytest.raises(StaleEditError):
        desk.do(stale)
    assert len(desk.written) == 1
    assert desk.dossier.postmortem.title == "Early"


def test_an_edit_that_changes_nothing_leaves_no_trace(desk: Desk) -> None:
    title = desk.dossier.postmortem.title
    assert desk.do(change_postmortem(desk.dossier, title=title)) is None
    assert desk.do(Edit("nothing", ())) is None
    assert desk.written == []


def test_idle_changes_are_left_out_of_what_is_written(desk: Desk) -> None:
    postmortem = desk.dossier.postmortem
    lane = desk.dossier.lanes()[0]
    changed = RecordChange(postmortem, replace(postmortem, title="x"))
    desk.do(Edit("mixed", (RecordChange(lane, lane), changed)))
    assert desk.written[0][0].changes == (changed,)


def test_undo_and_redo_with_nothing_to_do_do_nothing(desk: Desk) -> None:
    assert desk.editor.undo() is None
    assert desk.editor.redo() is None
    assert desk.written == []


def test_undo_takes_back_a_burst_of_typing_at_once(desk: Desk) -> None:
    original = desk.dossier.postmortem.summary
    for text in ("P", "Po", "Pool"):
        desk.do(change_postmortem(desk.dossier, merge="summary", summary=text))
    desk.editor.undo()
    assert desk.dossier.get(Postmortem, desk.dossier.postmortem.id).summary == original
    desk.editor.redo()
    assert desk.dossier.postmortem.summary == "Pool"


def test_after_sealing_typing_is_undone_by_itself(desk: Desk) -> None:
    desk.do(change_postmortem(desk.dossier, merge="summary", summary="One."))
    desk.editor.seal()
    desk.do(change_postmortem(desk.dossier, merge="summary", summary="One. Two."))
    desk.editor.undo()
    assert desk.dossier.postmortem.summary == "One."


def test_the_time_of_an_entry_comes_from_the_clock(desk: Desk) -> None:
    desk.do(change_postmortem(desk.dossier, title="Renamed"))
    entry = desk.history.next_undo
    assert entry is not None
    assert entry.at.isoformat() == "2026-10-21T12:30:00+00:00"
