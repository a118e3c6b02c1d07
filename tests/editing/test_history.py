"""What can be undone: merging of typing, sealing, entries that vanish, and the limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from postmortem_desktop.domain.edits import Edit, RecordChange
from postmortem_desktop.domain.records import Lane
from postmortem_desktop.editing import history as history_module
from postmortem_desktop.editing.history import History, Move, Step

NOW = datetime(2026, 10, 14, 12, tzinfo=UTC)
LANE = Lane(id="lane", postmortem_id="p", title="")


def typed(before: str, after: str, key: str = "title lane") -> Edit:
    change = RecordChange(replace(LANE, title=before), replace(LANE, title=after))
    return Edit(f"type {after}", (change,), key)


def take(history: History, edit: Edit, at: datetime = NOW) -> Step:
    step = history.plan(edit, at)
    history.follow(step)
    return step


def test_a_plan_by_itself_changes_nothing() -> None:
    history = History()
    history.plan(typed("", "a"), NOW)
    assert history == History()


def test_typing_in_one_field_is_one_entry() -> None:
    history = History()
    first = take(history, typed("", "p"))
    second = take(history, typed("p", "po"), NOW + timedelta(seconds=1))
    assert (first.move, second.move) == (Move.RECORD, Move.AMEND)
    (entry,) = history.done
    assert entry.seq == first.entry.seq
    assert entry.at == NOW
    assert entry.edit.changes == typed("", "po").changes


def test_typing_in_another_field_begins_an_entry() -> None:
    history = History()
    take(history, typed("", "p", "title lane"))
    assert take(history, typed("p", "po", "glyph lane")).move is Move.RECORD


def test_edits_without_a_key_never_merge() -> None:
    history = History()
    take(history, typed("", "p", ""))
    assert take(history, typed("p", "po", "")).move is Move.RECORD


def test_sealing_ends_a_burst_of_typing() -> None:
    history = History()
    take(history, typed("", "p"))
    history.seal()
    assert take(history, typed("p", "po")).move is Move.RECORD
    assert take(history, typed("po", "poo")).move is Move.AMEND
    assert len(history.done) == 2


def test_typing_back_to_the_start_leaves_no_entry() -> None:
    history = History()
    take(history, typed("", "p"))
    assert take(history, typed("p", "")).move is Move.DROP
    assert history.done == ()
    assert take(history, typed("", "x")).move is Move.RECORD


def test_after_an_undo_typing_begins_an_entry() -> None:
    history = History()
    take(history, typed("", "a"))
    history.seal()
    last = take(history, typed("a", "b"))
    history.follow(Step(Move.BACK, last.entry))
    step = take(history, typed("a", "c"))
    assert step.move is Move.RECORD
    assert step.forgotten == (last.entry.seq,)
    assert history.next_redo is None


def test_a_stored_history_does_not_merge_with_what_comes_after_the_restart() -> None:
    history = History()
    take(history, typed("", "a"))
    reopened = History(history.done)
    assert take(reopened, typed("a", "ab")).move is Move.RECORD


def test_undo_and_redo_move_an_entry_from_one_side_to_the_other() -> None:
    history = History()
    entry = take(history, typed("", "a")).entry
    history.follow(Step(Move.BACK, entry))
    assert (history.next_undo, history.next_redo) == (None, entry)
    history.follow(Step(Move.FORWARD, entry))
    assert (history.next_undo, history.next_redo) == (entry, None)


def test_numbers_of_entries_only_grow_even_past_undone_ones() -> None:
    history = History()
    entries = [take(history, typed(str(n), str(n + 1), "")).entry for n in range(3)]
    history.follow(Step(Move.BACK, entries[2]))
    assert take(history, typed("2", "x", "")).entry.seq == 4


def test_only_the_newest_entries_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_module, "MAXIMUM_ENTRIES", 3)
    history = History()
    steps = [take(history, typed(str(n), str(n + 1), "")) for n in range(5)]
    assert [step.forgotten for step in steps] == [(), (), (), (1,), (2,)]
    assert [entry.seq for entry in history.done] == [3, 4, 5]


def test_the_newest_entry_is_kept_however_large_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_module, "MAXIMUM_BYTES", 2_000)
    history = History()
    take(history, typed("", "a", ""))
    take(history, typed("a", "b", ""))
    step = take(history, typed("b", "c" * 5_000, ""))
    assert step.forgotten == (1, 2)
    assert [entry.seq for entry in history.done] == [3]
    assert history.done[0].size > 5_000


def test_a_thousand_steps_can_be_undone() -> None:
    assert history_module.MAXIMUM_ENTRIES == 1000
