"""A field for a moment: typed as a clock or with its date, on the wall clock of the session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from postmortem_desktop.domain.times import moment_text, parse_moment
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.fonts import base_font, tabular

if TYPE_CHECKING:
    from postmortem_desktop.ui.workspace import Workspace

CommitMoment = Callable[[datetime | None], object]
"""Makes an Edit of a moment, or of none, and performs it."""


class MomentEdit(QLineEdit):
    """Takes its text over on Return and on leaving; what it cannot read stays in the field."""

    remarked = Signal(str)
    """A line to show below the field; empty when all is well."""

    def __init__(self, workspace: Workspace, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._commit: CommitMoment | None = None
        self._day = date.min
        self._shown = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(_("14:08"))
        self.setFont(tabular(base_font()))
        workspace.flush_requested.connect(self.flush)

    def bind(self, moment: datetime | None, commit: CommitMoment) -> None:
        """Show a moment and commit changes of it; a clock alone means the incident's day."""
        self._commit = commit
        self._day = self._workspace.dossier.day(self._workspace.clock())
        text = "" if moment is None else moment_text(moment, self._workspace.zone, self._day)
        if text == self._shown and self.text() != self._shown:
            return
        self._shown = text
        if self.text() != text:
            self.setText(text)
        self.remarked.emit("")

    def flush(self) -> None:
        """Take over what is typed."""
        text = self.text().strip()
        if text == self._shown or self._commit is None:
            return
        if not text:
            self._take(None, text)
            return
        moment = parse_moment(text, self._day, self._workspace.zone)
        if moment is None:
            self.remarked.emit(_("Type a time such as 14:08 or 2026-10-14 14:08."))
            return
        self._take(moment, text)

    def _take(self, moment: datetime | None, text: str) -> None:
        assert self._commit is not None, "flush looked"
        before, self._shown = self._shown, text
        if self._commit(moment) is False:
            self._shown = before
        else:
            self.remarked.emit("")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take over on leaving."""
        super().focusOutEvent(event)
        self.flush()

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the window."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(key) for key in keys):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take over on Return, give the moment back on Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.flush()
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self.setText(self._shown)
            self.remarked.emit("")
        else:
            super().keyPressEvent(event)
