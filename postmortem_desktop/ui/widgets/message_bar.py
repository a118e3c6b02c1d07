"""One quiet sentence at the foot of the window, with something that can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from postmortem_desktop.i18n import _
from postmortem_desktop.ui.widgets.buttons import Button, glyph_button
from postmortem_desktop.ui.widgets.labels import plain_label

_MARGIN = 16
_BELOW = 1
_WIDEST = 760

Room = Callable[[int], tuple[int, int] | None]
"""Where a bar of a width may stand: its left and right edge in the parent; None for the middle."""


class MessageBar(QFrame):
    """Floats over the foot of its parent, takes no focus, and goes when it is closed or answered.

    Nothing waits for it: what it offers can be left alone.
    """

    def __init__(self, parent: QWidget, room: Room = lambda _width: None) -> None:
        """Make the bar; it stands in the middle, or where ``room`` says."""
        super().__init__(parent)
        self._ground = parent
        self._room = room
        self.setProperty("role", "message")
        self._answer: Callable[[], object] | None = None
        self._undoes = False
        self.label = plain_label("", "body", wrap=True)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = Button("", compact=True)
        self.close_button = glyph_button("close", _("Close"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 4, 0)
        row.setSpacing(12)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        row.addWidget(self.close_button)
        self.button.clicked.connect(self._answered)
        self.close_button.clicked.connect(self.dismiss)
        parent.installEventFilter(self)
        self.hide()

    def say(
        self,
        text: str,
        offer: str = "",
        answer: Callable[[], object] | None = None,
        *,
        undoes: bool = False,
    ) -> None:
        """Show a sentence.

        Args:
            text: the sentence, in plain text.
            offer: what the button does, such as “Undo”; no button without it.
            answer: called when the button is pressed; the bar has gone by then.
            undoes: whether the answer takes back the last thing that was done: see ``take_back``.
        """
        self._undoes = undoes
        self.label.setText(text)
        self.button.setText(offer)
        self.button.setVisible(bool(offer))
        self._answer = answer
        self.setAccessibleName(text)
        self.show()
        self.raise_()
        self._place()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def take_back(self) -> bool:
        """Do what is offered, if that takes back the last thing done; return whether it does."""
        does = self._undoes and self._answer is not None
        if does:
            self._answered()
        return does

    def no_longer_last(self) -> None:
        """Note that something else was done since: only the button takes this back now."""
        self._undoes = False

    def dismiss(self) -> None:
        """Go."""
        self._answer = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the parent."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _answered(self) -> None:
        answer = self._answer
        self.dismiss()
        if answer is not None:
            answer()

    def _place(self) -> None:
        ground = self._ground.rect()
        beside = self.sizeHint().width() - self.label.sizeHint().width()
        one_line = self.label.fontMetrics().horizontalAdvance(self.label.text()) + 4
        width = min(beside + one_line, _WIDEST, ground.width() - 2 * _MARGIN)
        left = (ground.width() - width) // 2
        room = self._room(beside + one_line)
        if room is not None:
            left, width = room[0], room[1] - room[0]
        layout = self.layout()
        height = layout.heightForWidth(width) if layout is not None else 0
        height = max(height, self.minimumSizeHint().height())
        self.setGeometry(left, ground.height() - height - _BELOW, width, height)
