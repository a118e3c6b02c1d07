"""The one place where things change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from postmortem_desktop.clock import Clock
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.editing.history import History, Move, Step

Write = Callable[[Edit, Step], None]
"""Persists an edit and its step together, or raises a ``StorageError`` and changes nothing."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A checked edit with what it does to the history; nothing has changed yet."""

    edit: Edit
    step: Step


class Editor:
    """Performs edits on a dossier and writes each one before showing it.

    Memory changes only after ``write`` returns, so the screen never shows what the disk refused.
    Planning and writing leave memory alone, so that they may go on in a thread while others read;
    one edit at a time, from its plan until it is followed.
    """

    def __init__(self, dossier: Dossier, history: History, write: Write, clock: Clock) -> None:
        self.dossier = dossier
        self.history = history
        self._write = write
        self._clock = clock

    # In one go

    def perform(self, edit: Edit) -> Edit | None:
        """Carry out a new edit and return it, or None when it would change nothing.

        Raises:
            StaleEditError: the edit was prepared from a state that has changed since.
            RecordError: a record refers to one that is not there, or cannot be stored.
            StorageError: the disk refused it.
        """
        return self._carried_out(self.plan(edit))

    def undo(self) -> Edit | None:
        """Take the last entry back; return the edit that did it, if there was an entry."""
        return self._carried_out(self.plan_undo())

    def redo(self) -> Edit | None:
        """Perform the last undone entry again and return its edit, if there is one."""
        return self._carried_out(self.plan_redo())

    def seal(self) -> None:
        """End a burst of typing: what comes next is undone by itself."""
        self.history.seal()

    # Step by step

    def plan(self, edit: Edit) -> Planned | None:
        """Check a new edit; None when it would change nothing. Raises what ``perform`` does."""
        edit = edit.without_idle_changes()
        if edit.is_empty:
            return None
        self.dossier.check(edit)
        return Planned(edit, self.history.plan(edit, self._clock()))

    def plan_undo(self) -> Planned | None:
        """Check the edit that takes the last entry back, if there is one."""
        entry = self.history.next_undo
        return (
            None if entry is None else self._checked(entry.edit.inverted(), Step(Move.BACK, entry))
        )

    def plan_redo(self) -> Planned | None:
        """Check the edit of the last undone entry, if there is one."""
        entry = self.history.next_redo
        return None if entry is None else self._checked(entry.edit, Step(Move.FORWARD, entry))

    def write(self, planned: Planned) -> None:
        """Give it to the disk.

        Raises:
            RecordError: a text cannot be stored.
            StorageError: the disk refused it, and nothing has changed.
        """
        self._write(planned.edit, planned.step)

    def follow(self, planned: Planned) -> None:
        """Let memory follow what has been written."""
        self.dossier.apply(planned.edit)
        self.history.follow(planned.step)

    def _checked(self, edit: Edit, step: Step) -> Planned:
        self.dossier.check(edit)
        return Planned(edit, step)

    def _carried_out(self, planned: Planned | None) -> Edit | None:
        if planned is None:
            return None
        self.write(planned)
        self.follow(planned)
        return planned.edit
