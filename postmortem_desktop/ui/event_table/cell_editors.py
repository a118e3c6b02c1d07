"""What stands in a cell while it is edited: a line, or a list that is open at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyledItemDelegate, QWidget

_HISTORY_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_FRAME_PX = 12
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class PlainLine(QLineEdit):
    """A line without an undo of its own: these keys are the window's."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make the line; ``name`` is what screen readers say."""
        super().__init__(parent)
        self.setAccessibleName(name)

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the window."""
        if event.type() is QEvent.Type.ShortcutOverride and _is_history_key(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys of undo and redo to the window."""
        if _is_history_key(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ChoiceList(QComboBox):
    """Opens as soon as it is there; typing the beginning of a name goes to it."""

    left = Signal(QWidget, int)
    """Itself, and the key with which it was left; Escape for nothing chosen."""

    def __init__(self, name: str, parent: QWidget) -> None:
        """Make an empty list; ``name`` is what screen readers say."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)
        # Drawn as the style sheet has it; the combo box's own one hides the glyph in hand.
        self.setItemDelegate(QStyledItemDelegate(self))
        self._is_left = self._was_open = False
        self._opening, self._closing = QTimer(self), QTimer(self)
        for timer, slot in ((self._opening, self.showPopup), (self._closing, self._dismiss)):
            timer.setSingleShot(True)
            timer.timeout.connect(slot)
        self.activated.connect(self._choose)
        self.view().installEventFilter(self)
        # The key that began the editing arrives first, and is a beginning already.
        self._opening.start(0)

    def showPopup(self) -> None:
        """Show the list, in full if it is short."""
        self._was_open = True
        lines = min(self.count(), self.maxVisibleItems())
        self.view().setMinimumHeight(lines * self.view().sizeHintForRow(0) + _FRAME_PX)
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + _FRAME_PX)
        super().showPopup()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Tab take the choice over; when the list goes, the editing ends."""
        if event.type() is QEvent.Type.Hide and self._was_open:
            # What was chosen in it is told after this.
            self._closing.start(0)
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _TABS:
                self.setCurrentIndex(self.view().currentIndex().row())
                self._leave(key)
                self.hidePopup()
                return True
        return super().eventFilter(watched, event)

    def _choose(self, _place: int) -> None:
        if self._was_open:
            self._leave(Qt.Key.Key_Return)

    def _dismiss(self) -> None:
        self._leave(Qt.Key.Key_Escape)

    def _leave(self, key: Qt.Key) -> None:
        if not self._is_left:
            self._is_left = True
            self.left.emit(self, key)


def _is_history_key(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in _HISTORY_KEYS)
