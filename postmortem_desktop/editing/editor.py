"""The one place where things change."""

from __future__ import annotations

from collections.abc import Callable

from postmortem_desktop.clock import Clock
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.editing.history import History, Move, Step

Write = Callable[[Edit, Step], None]
"""Persists an edit and its step together, or raises a ``StorageError`` and changes nothing."""


class Editor:
    """Performs edits on a dossier and writes each one before showing it.

    Memory changes only after ``write`` returns, so the screen never shows what the disk refused.
    """

    def __init__(self, dossier: Dossier, history: History, write: Write, clock: Clock) -> None:
        self.dossier = dossier
        self.history = history
        self._write = write
        self._clock = clock

    def perform(self, edit: Edit) -> Edit | None:
        """Carry out a new edit and return it, or None when it would change nothing.

        Raises:
            StaleEditError: the edit was prepared from a state that has changed since.
            RecordError: a record refers to one that is not there, or cannot be stored.
            StorageError: the disk refused it.
        """
        edit = edit.without_idle_changes()
        if edit.is_empty:
            return None
        self.dossier.check(edit)
        self._commit(edit, self.history.plan(edit, self._clock()))
        return edit

    def undo(self) -> Edit | None:
        """Take the last entry back; return the edit that did it, if there was an entry."""
        entry = self.history.next_undo
        if entry is None:
            return None
        inverse = entry.edit.inverted()
        self.dossier.check(inverse)
        self._commit(inverse, Step(Move.BACK, entry))
        return inverse

    def redo(self) -> Edit | None:
        """Perform the last undone entry again and return its edit, if there is one."""
        entry = self.history.next_redo
        if entry is None:
            return None
        self.dossier.check(entry.edit)
        self._commit(entry.edit, Step(Move.FORWARD, entry))
        return entry.edit

    def seal(self) -> None:
        """End a burst of typing: what comes next is undone by itself."""
        self.history.seal()

    def _commit(self, edit: Edit, step: Step) -> None:
        self._write(edit, step)
        self.dossier.apply(edit)
        self.history.follow(step)
