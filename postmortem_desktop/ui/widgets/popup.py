"""A card that floats over the window without stopping anything below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QWidget

from postmortem_desktop.ui.action_spec import ANYWHERE, SESSION
from postmortem_desktop.ui.actions import ACTIONS

_TOP = 64
_MARGIN = 24


class Popup(QFrame):
    """Goes on Escape and when something else is clicked; gives the focus back where it was.

    Keys that the step below it listens to stay in the card; those of the whole window reach it.
    """

    def __init__(self, parent: QWidget, *, width: int, height: int) -> None:
        """Make it, hidden; it never grows beyond its parent."""
        super().__init__(parent)
        self.setProperty("role", "popup")
        self._ground = parent
        self._wanted = (width, height)
        self._before: QWidget | None = None
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(32)
        shadow.setOffset(0, 8)
        shadow.setColor(self.palette().shadow().color())
        self.setGraphicsEffect(shadow)
        parent.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication), "a widget needs one"
        application.focusChanged.connect(self._follow_focus)
        self.hide()

    def pop_up(self, focus: QWidget) -> None:
        """Show it and give a part of it the focus."""
        focused = QApplication.focusWidget()
        if not (self.isVisible() and self._holds(focused)):
            self._before = focused
        self._place()
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def go_away(self) -> None:
        """Hide it; the focus returns."""
        if not self.isVisible():
            return
        before, self._before = self._before, None
        had_focus = self._holds(QApplication.focusWidget())
        self.hide()
        if had_focus and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def event(self, event: QEvent) -> bool:
        """Claim the keys that would be something done behind the card."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not _is_of_the_window(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_away()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep a click on its own ground from reaching the window."""
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place over the window, and go when somebody clicks on its ground."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        elif event.type() is QEvent.Type.MouseButtonPress:
            self.go_away()
        return super().eventFilter(watched, event)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and not self._holds(now) and now.window() is self.window():
            self.go_away()

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and (widget is self or self.isAncestorOf(widget))

    def _place(self) -> None:
        ground = self._ground.rect()
        width = min(self._wanted[0], ground.width() - 2 * _MARGIN)
        height = min(self._wanted[1], ground.height() - _TOP - _MARGIN)
        self.setGeometry((ground.width() - width) // 2, _TOP, width, height)


def _is_of_the_window(event: QKeyEvent) -> bool:
    pressed = QKeySequence(event.keyCombination())
    return any(pressed in spec.sequences() for spec in ACTIONS if spec.where in (ANYWHERE, SESSION))
