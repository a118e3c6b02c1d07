"""What was done and can be taken back, as data that is stored with the records.

A plan is made before the edit is written, as a ``Step`` that the store persists in the same
transaction; the history follows the step once the disk has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from postmortem_desktop.domain.codec import (
    edit_from_text,
    edit_to_text,
    label_in,
    text_creates,
)
from postmortem_desktop.domain.dossier import Record
from postmortem_desktop.domain.edits import Edit

MAXIMUM_ENTRIES = 1000
MAXIMUM_BYTES = 64 * 1024 * 1024
"""Of stored JSON; the newest entry is kept whatever its size."""


class Move(StrEnum):
    """How a step changes the history."""

    RECORD = "record"
    AMEND = "amend"
    DROP = "drop"
    """The amended entry has become one that changes nothing, and goes."""
    BACK = "back"
    FORWARD = "forward"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be undone; ``seq`` only ever grows.

    ``text`` is the edit as stored. It is read when the edit is to be undone or done again: there
    may be very many, and few ever are.
    """

    seq: int
    at: datetime
    text: str
    known: Edit | None = field(default=None, compare=False, repr=False)
    """The edit, while it was made since the post-mortem was opened."""

    @property
    def edit(self) -> Edit:
        """The edit itself.

        Raises:
            RecordError: the stored text does not fit the records of today.
        """
        return self.known or edit_from_text(self.text)

    @property
    def label(self) -> str:
        """The label of the edit.

        Raises:
            RecordError: the stored text does not begin with one.
        """
        return label_in(self.text) if self.known is None else self.known.label

    def creates(self, kind: type[Record]) -> bool:
        """Whether the edit makes a record of a kind."""
        return text_creates(self.text, kind)

    @property
    def size(self) -> int:
        """The size of the stored text, in characters."""
        return len(self.text)


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to the history with one edit; ``forgotten`` entries leave it for good."""

    move: Move
    entry: Entry
    forgotten: tuple[int, ...] = ()


class History:
    """The entries of one post-mortem, those done before those undone."""

    def __init__(self, done: Sequence[Entry] = (), undone: Sequence[Entry] = ()) -> None:
        self._done = list(done)
        self._undone = list(undone)
        self._sealed = True

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, History)
            and self._done == other._done
            and self._undone == other._undone
        )

    __hash__ = None  # type: ignore[assignment]

    @property
    def next_undo(self) -> Entry | None:
        """The entry that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> Entry | None:
        """The entry that redo would perform again."""
        return self._undone[-1] if self._undone else None

    @property
    def done(self) -> tuple[Entry, ...]:
        """The entries that are in force, oldest first."""
        return tuple(self._done)

    def seal(self) -> None:
        """End the merging: the next edit becomes an entry of its own."""
        self._sealed = True

    def plan(self, edit: Edit, at: datetime) -> Step:
        """Return the step that records an edit, merged with the last entry where that fits."""
        last = self.next_undo
        if last is not None and self._merges(last, edit):
            merged = last.edit.merged_with(edit).without_idle_changes()
            if merged.is_empty:
                return Step(Move.DROP, last)
            return Step(Move.AMEND, Entry(last.seq, last.at, edit_to_text(merged), merged))
        newest = max((e.seq for e in (*self._done, *self._undone)), default=0)
        entry = Entry(newest + 1, at, edit_to_text(edit), edit)
        tail = tuple(undone.seq for undone in self._undone)
        return Step(Move.RECORD, entry, (*tail, *self._outgrown(entry)))

    def follow(self, step: Step) -> None:
        """Take note that a step has been written."""
        match step.move:
            case Move.RECORD:
                self._undone.clear()
                gone = set(step.forgotten)
                self._done = [entry for entry in self._done if entry.seq not in gone]
                self._done.append(step.entry)
            case Move.AMEND:
                self._done[-1] = step.entry
            case Move.DROP:
                self._done.pop()
            case Move.BACK:
                self._undone.append(self._done.pop())
            case Move.FORWARD:
                self._done.append(self._undone.pop())
        self._sealed = step.move in (Move.BACK, Move.FORWARD, Move.DROP)

    def _merges(self, last: Entry, edit: Edit) -> bool:
        return bool(
            edit.merge_key
            and edit.merge_key == last.edit.merge_key
            and not self._sealed
            and not self._undone
        )

    def _outgrown(self, newest: Entry) -> list[int]:
        """Return the oldest entries that no longer fit beside the newest one."""
        kept, size = 1, newest.size
        for index in range(len(self._done) - 1, -1, -1):
            kept, size = kept + 1, size + self._done[index].size
            if kept > MAXIMUM_ENTRIES or size > MAXIMUM_BYTES:
                return [entry.seq for entry in self._done[: index + 1]]
        return []
