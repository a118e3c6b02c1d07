"""A line whose text is read as a value: a moment, a day."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from postmortem_desktop.ui.fonts import base_font, tabular

Read = Callable[[str], object | None]
"""Returns the value that typed text states, or None when it states none."""


class ReadLineEdit(QLineEdit):
    """Takes its text over on Return and on leaving; what it cannot read stays in the field."""

    remarked = Signal(str)
    """A line to show below the field; empty when all is well."""

    def __init__(self, name: str, read: Read, remark: str, parent: QWidget | None = None) -> None:
        """Make the field.

        Args:
            name: what screen readers say.
            read: how its text is read.
            remark: what to say where the text cannot be read.
            parent: the owner, if it is known already.
        """
        super().__init__(parent)
        self._read = read
        self._remark = remark
        self._commit: Callable[..., object] | None = None
        self._shown = ""
        self.setAccessibleName(name)
        self.setFont(tabular(base_font()))

    def show_value(self, text: str, commit: Callable[..., object]) -> None:
        """Show a value as text, and commit another one, or None; words being typed stay."""
        self._commit = commit
        if text == self._shown and self.text() != self._shown:
            return
        self._shown = text
        if self.text() != text:
            self.setText(text)
        self.remarked.emit("")

    def turn_to_another(self) -> None:
        """Let go of words that could not be taken over: what is shown next is something else's."""
        self._shown = self.text()

    def flush(self) -> None:
        """Take over what is typed."""
        text = self.text().strip()
        if text == self._shown or self._commit is None:
            return
        value = self._read(text) if text else None
        if text and value is None:
            self.remarked.emit(self._remark)
            return
        before, self._shown = self._shown, text
        if self._commit(value) is False:
            self._shown = before
        else:
            self.remarked.emit(self.remark_on(value))

    def remark_on(self, _value: object | None) -> str:
        """Return what to say below the field about what was taken over; empty for nothing."""
        return ""

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
        """Take over on Return, give the value back on Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.flush()
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self.setText(self._shown)
            self.remarked.emit("")
        else:
            super().keyPressEvent(event)
