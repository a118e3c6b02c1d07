"""Fields whose text becomes an Edit: after a pause in typing, on leaving the field, on demand.

They have no undo of their own; the key goes to the window, where text is part of the one history.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QLineEdit, QMenu, QTextEdit, QWidget

if TYPE_CHECKING:
    from postmortem_desktop.ui.workspace import Workspace

Commit = Callable[[str], object]
"""Makes an Edit of a text and performs it; False means that it was not taken."""

_HISTORY_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def nothing_to_commit(_text: str) -> None:
    """Stand where a field shows no record."""


class PendingText(QObject):
    """What stands in a field and is not in the record yet."""

    def __init__(self, workspace: Workspace, read: Callable[[], str], field: QWidget) -> None:
        super().__init__(field)
        self._workspace = workspace
        self._read = read
        self.commit: Commit = nothing_to_commit
        self.shown = ""
        """The record's text as this field knows it."""
        self.is_pending = False
        self.is_composing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)
        workspace.flush_requested.connect(self.flush)

    def note_typing(self) -> None:
        """Wait for a pause from now."""
        self.is_pending = True
        self._timer.start(self._workspace.settings.typing_pause_ms)

    def flush(self) -> None:
        """Commit now, unless an input method is still composing."""
        self._timer.stop()
        if self.is_composing:
            self._timer.start(self._workspace.settings.typing_pause_ms)
            return
        if not self.is_pending:
            return
        self.is_pending = False
        text, before = self._read(), self.shown
        if text == before:
            return
        self.shown = text
        if self.commit(text) is False:
            # The words stay in the field and are offered again with the next pause or on leaving.
            self.shown, self.is_pending = before, True

    def leave(self) -> None:
        """Commit, and let what is typed next be undone by itself."""
        self.flush()
        self._workspace.seal()

    def drop(self) -> None:
        """Forget what was typed."""
        self._timer.stop()
        self.is_pending = False


class CommitLineEdit(QLineEdit):
    """One line of a record's text."""

    committed = Signal()
    """Return was pressed and the text is in the record."""

    def __init__(self, workspace: Workspace, name: str, parent: QWidget | None = None) -> None:
        """Make the field; ``name`` is what screen readers say."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._pending = PendingText(workspace, self.text, self)
        self.textEdited.connect(self._note_typing)

    def bind(self, text: str, commit: Commit) -> None:
        """Show a record's text and commit changes of it; first commits what is pending."""
        self._pending.flush()
        self._pending.drop()
        self._pending.commit = commit
        self._put(text)

    def show_text(self, text: str) -> None:
        """Show the record's text if it has changed; cursor and words being typed stay."""
        if text != self._pending.shown:
            self._pending.drop()
            self._put(text)

    def flush(self) -> None:
        """Commit what is typed now."""
        self._pending.flush()

    def _put(self, text: str) -> None:
        self._pending.shown = text
        if text != self.text():
            place = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(place, len(text)) if self.hasFocus() else 0)

    def _note_typing(self, _text: str) -> None:
        self._pending.note_typing()

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the window."""
        if event.type() is QEvent.Type.ShortcutOverride and _is_history_key(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Commit on Return, give the record's text back on Escape."""
        if any(event.matches(key) for key in _HISTORY_KEYS):
            event.ignore()
            return
        if event.key() == Qt.Key.Key_Escape and self._pending.is_pending:
            self._pending.drop()
            self.setText(self._pending.shown)
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pending.leave()
            self.committed.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take note of composing."""
        self._pending.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit on leaving."""
        super().focusOutEvent(event)
        self._pending.is_composing = False
        self._pending.leave()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the usual menu without an undo of the field's own."""
        _show_menu(self.createStandardContextMenu(), event)


class CommitTextEdit(QTextEdit):
    """Several lines of a record's text, as plain text; grows with its content."""

    committed = Signal()
    """Return was pressed in a title and the text is in the record."""

    def __init__(
        self,
        workspace: Workspace,
        name: str,
        parent: QWidget | None = None,
        *,
        lines: int = 3,
        most_lines: int = 16,
        one_line: bool = False,
    ) -> None:
        """Make the field.

        Args:
            workspace: gives the pause and asks for flushing.
            name: what screen readers say.
            parent: the owner, if it is known already.
            lines: the height when there is little text.
            most_lines: the height from which the text scrolls.
            one_line: whether the text is a title: it may wrap, but Return takes it over.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self._lines, self._most_lines = (1, 4) if one_line else (lines, most_lines)
        self._one_line = one_line
        self._is_showing = False
        self._pending = PendingText(workspace, self.text, self)
        self.document().contentsChange.connect(self._note_change)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def text(self) -> str:
        """Return exactly what stands in the field, hard spaces included."""
        raw = self.document().toRawText()
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def bind(self, text: str, commit: Commit) -> None:
        """Show a record's text and commit changes of it; first commits what is pending."""
        self._pending.flush()
        self._pending.drop()
        self._pending.commit = commit
        self._put(text)

    def show_text(self, text: str) -> None:
        """Show the record's text if it has changed; cursor and words being typed stay."""
        if text != self._pending.shown:
            self._pending.drop()
            self._put(text)

    def flush(self) -> None:
        """Commit what is typed now."""
        self._pending.flush()

    def _put(self, text: str) -> None:
        self._pending.shown = text
        if text == self.text():
            return
        place = self.textCursor().position()
        self._is_showing = True
        self.setPlainText(text)
        self._is_showing = False
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def _note_change(self, _position: int, removed: int, added: int) -> None:
        if not self._is_showing and (removed or added):
            self._pending.note_typing()

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        around = self.height() - self.viewport().height() if self.isVisible() else 12
        around += round(self.document().documentMargin() * 2)
        content = round(self.document().size().height() - self.document().documentMargin() * 2)
        height = min(max(content, self._lines * line), self._most_lines * line) + around
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the height to a new font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the window."""
        if event.type() is QEvent.Type.ShortcutOverride and _is_history_key(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a title over on Return."""
        if self._one_line and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pending.leave()
            self.committed.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only; on one line where the text is one."""
        if source.hasText():
            text = source.text()
            self.insertPlainText(" ".join(text.split()) if self._one_line else text)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take note of composing."""
        self._pending.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit on leaving."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._pending.is_composing = False
            self._pending.leave()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the usual menu; nothing modal."""
        _show_menu(self.createStandardContextMenu(), event)


def _is_history_key(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in _HISTORY_KEYS)


def _show_menu(menu: QMenu, event: QContextMenuEvent) -> None:
    for action in menu.actions():
        if action.objectName() in ("edit-undo", "edit-redo"):
            menu.removeAction(action)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(event.globalPos())
