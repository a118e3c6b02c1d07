"""The one line below an editor: what the wording is, and a question to ask instead."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from postmortem_desktop.i18n import _
from postmortem_desktop.phrasing.review import Hint
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.labels import plain_label

_WIDE_PX = 560
_QUESTION_FRAME_PX = 24
_AROUND_PX = 32
_INSET_PX, _GAP_PX = 20, 10
"""Beside the parts together, and between two of them."""
_COPIED_MS = 1_500


_Place = tuple[int, int, int, int]
_WIDE = ((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (0, 3, 1, 1), (1, 0, 1, 4))
_MIDDLE = ((0, 0, 1, 2), (1, 0, 1, 4), (0, 2, 1, 1), (0, 3, 1, 1), (2, 0, 1, 4))
_NARROW = ((0, 0, 1, 4), (1, 0, 1, 4), (2, 2, 1, 1), (2, 3, 1, 1), (3, 0, 1, 4))
"""Row, column, rows and columns of title, question, the two buttons and the reason."""


class _Title(QLabel):
    """The name of a hint; wears the hint colour and tells when the style sheet changes it."""

    restyled = Signal()

    def changeEvent(self, event: QEvent) -> None:
        """Tell of a new colour."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.restyled.emit()


class _Question(QLabel):
    """The question to ask instead, over as many lines as it takes; pressing it copies it."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "hintquestion")
        self.setWordWrap(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(_("Copy the question (Ctrl+Shift+Q)"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Be pressed by a click."""
        is_inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and is_inside:
            self.pressed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the click, which would be the parent's otherwise."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be pressed by Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


class HintBar(QFrame):
    """Shows one hint; quiet, and gone when there is none."""

    kept = Signal()
    """The words shall stay as they were said."""
    restyled = Signal()
    """``colour`` may be another one now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "hintbar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.title = _Title(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "hinttitle")
        self.title.restyled.connect(self.restyled)
        self._asked = QWidget(self)
        self.question = _Question(self._asked)
        self._hint: Hint | None = None
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(_COPIED_MS)
        self._copied.timeout.connect(self._show_question)
        asked = QHBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.addWidget(self.question, 100)
        asked.addStretch(1)
        self.reason = plain_label("", "body", wrap=True)
        self.keep_button = Button(_("Keep as said"), "hint")
        self.keep_button.setToolTip(_("Let these words stand (Ctrl+Shift+K)"))
        self.why_button = Button(_("Why?"), "hint")
        self.why_button.setCheckable(True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 8, 8)
        self._grid.setHorizontalSpacing(_GAP_PX)
        self._grid.setVerticalSpacing(6)
        self._places: tuple[_Place, ...] = ()
        self._arrange()
        self.reason.hide()
        self.hide()
        self.question.pressed.connect(self.copy_question)
        self.keep_button.clicked.connect(self.kept)
        self.why_button.toggled.connect(self.reason.setVisible)

    @property
    def colour(self) -> QColor:
        """The colour of hints in the theme in force."""
        self.title.ensurePolished()
        return self.title.palette().color(self.title.foregroundRole())

    def show_hint(self, hint: Hint | None) -> None:
        """Show another hint, or hide for None."""
        is_other = hint != self._hint
        self._hint = hint
        if hint is not None:
            self.title.setText(hint.title)
            if is_other:
                self._show_question()
            self.reason.setText(hint.reason)
            self.setAccessibleName(hint.title)
            self.setAccessibleDescription(f"{hint.reason} {hint.question}")
        else:
            self.why_button.setChecked(False)
        self._arrange()
        self._fit_question()
        self.setVisible(hint is not None)

    def copy_question(self) -> None:
        """Copy the question, for asking it elsewhere, and say so in its place for a moment."""
        if self._hint is None:
            return
        QGuiApplication.clipboard().setText(self._hint.question)
        said = _("Copied")
        self.question.setMinimumSize(self.question.size())
        self.question.setText(said)
        self._copied.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _show_question(self) -> None:
        self._copied.stop()
        if self._hint is None:
            return
        question = self._hint.question
        self.question.setMinimumSize(0, 0)
        self.question.setText(_("“{question}”").format(question=question))
        self.question.setAccessibleName(
            _("Copy the question: {question}").format(question=question)
        )

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the narrowest arrangement takes."""
        width = self._width_of(self.keep_button, self.why_button)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the question and the buttons beside the title where there is room, else below."""
        super().resizeEvent(event)
        self._arrange()
        self._fit_question()

    def _fit_question(self) -> None:
        """Keep the question on one line where it fits, in a box no wider than its words."""
        if self._copied.isActive():
            self._show_question()
        words = self.question.fontMetrics().horizontalAdvance(self.question.text())
        wanted = words + _QUESTION_FRAME_PX
        room = self.width() - _AROUND_PX
        if self._places == _WIDE:
            beside = (self.title, self.keep_button, self.why_button)
            room -= sum(widget.sizeHint().width() for widget in beside) + _AROUND_PX
        self.question.setMaximumWidth(wanted)
        self.question.setWordWrap(wanted > room)

    def _arrange(self) -> None:
        parts = (self.title, self._asked, self.keep_button, self.why_button, self.reason)
        needed = self._width_of(self.title, self.keep_button, self.why_button)
        narrow = _NARROW if self.width() < needed else _MIDDLE
        places = _WIDE if self.width() >= max(_WIDE_PX, needed) else narrow
        if places == self._places:
            return
        self._places = places
        self.title.setWordWrap(places == _NARROW)
        for widget in parts:
            self._grid.removeWidget(widget)
        self._grid.setColumnStretch(1, 1)
        for widget, place in zip(parts, places, strict=True):
            self._grid.addWidget(widget, *place)

    def _width_of(self, *beside: QWidget) -> int:
        widths = sum(widget.sizeHint().width() for widget in beside)
        return widths + (len(beside) - 1) * _GAP_PX + _INSET_PX
