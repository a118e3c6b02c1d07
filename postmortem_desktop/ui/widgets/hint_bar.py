"""The one line below an editor: what the wording is, and a question to ask instead."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from postmortem_desktop.editing.changes import shortened
from postmortem_desktop.i18n import _
from postmortem_desktop.phrasing.review import Hint
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.hint_commands import HintHandlers, pop_up_menu
from postmortem_desktop.ui.widgets.labels import plain_label

_WIDE_PX = 560
_QUESTION_PX = 280
"""What a question takes beside the title at the least; with less room it stands below."""
_MOST_WORDS = 48
"""How many characters of the words are named."""
_QUESTION_FRAME_PX = 24
_AROUND_PX = 32
_INSET_PX, _GAP_PX = 20, 10
"""Beside the parts together, and between two of them."""
_COPIED_MS = 1_500


_Place = tuple[int, int, int, int]
_WIDE = ((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 1, 3))
_MIDDLE = ((0, 0, 1, 2), (1, 0, 1, 3), (0, 2, 1, 1), (2, 0, 1, 3))
_NARROW = ((0, 0, 1, 3), (1, 0, 1, 3), (2, 0, 1, 3), (3, 0, 1, 3))
"""Row, column, rows and columns of title, question, the buttons and the reason."""


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

    restyled = Signal()
    """``colour`` may be another one now."""
    placed = Signal()
    """It stands elsewhere, or takes more or less room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "hintbar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hint: Hint | None = None
        self.words = ""
        self._turn = 0
        self._handlers: HintHandlers = {}
        self.title = _Title(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "hinttitle")
        self.title.restyled.connect(self.restyled)
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(_COPIED_MS)
        self._copied.timeout.connect(self._show_question)
        self._make_question()
        self._make_buttons()
        self.reason = plain_label("", "body", wrap=True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 8, 8)
        self._grid.setHorizontalSpacing(_GAP_PX)
        self._grid.setVerticalSpacing(6)
        self._places: tuple[_Place, ...] = ()
        self._arrange()
        self.reason.hide()
        self.hide()
        self.why_button.toggled.connect(self.reason.setVisible)

    def set_handlers(self, handlers: HintHandlers) -> None:
        """Say what is done about the hint that is shown, by the keys of the actions."""
        self._handlers = handlers

    @property
    def colour(self) -> QColor:
        """The colour of hints in the theme in force."""
        self.title.ensurePolished()
        return self.title.palette().color(self.title.foregroundRole())

    @property
    def question_text(self) -> str:
        """The question that is shown; empty while there is no hint."""
        return self.hint.questions[self._turn] if self.hint is not None else ""

    def belong_to(self, editor: QWidget) -> None:
        """Give the keys to an editor whenever something here is clicked: they mean this hint."""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(editor)

    def show_hint(self, hint: Hint | None, words: str = "") -> None:
        """Show another hint and the words that it is about, or hide for None."""
        is_same = is_alike(hint, self.hint) and words == self.words
        self.hint, self.words = hint, words
        if is_same:
            return
        self._turn = 0
        if hint is not None:
            title = title_with(hint, words)
            self.title.setText(title)
            self._show_question()
            self.reason.setText(hint.reason)
            self.setAccessibleName(title)
        else:
            self.why_button.setChecked(False)
        self._arrange()
        self._fit_question()
        self.setVisible(hint is not None)

    def show_next_question(self) -> None:
        """Show the next of the questions that may be asked, the first after the last."""
        if self.hint is None:
            return
        self._turn = (self._turn + 1) % len(self.hint.questions)
        self._show_question()
        self._fit_question()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.question_text))

    def toggle_reason(self) -> None:
        """Show why there is this hint, or no longer."""
        if self.hint is None:
            return
        self.why_button.toggle()
        if self.why_button.isChecked():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.hint.reason))

    def copy_question(self) -> None:
        """Copy the question, for asking it elsewhere, and say so in its place for a moment."""
        if self.hint is None:
            return
        QGuiApplication.clipboard().setText(self.question_text)
        said = _("Copied")
        self.question.setMinimumSize(self.question.size())
        self.question.setText(said)
        self._copied.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _make_question(self) -> None:
        self._asked = QWidget(self)
        self.question = _Question(self._asked)
        self.question.pressed.connect(self.copy_question)
        self.turn_button = Button("", "hint")
        self.turn_button.setToolTip(_("Another question (Ctrl+F8)"))
        self.turn_button.clicked.connect(self.show_next_question)
        asked = QHBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(4)
        asked.addWidget(self.question, 100)
        asked.addWidget(self.turn_button)
        asked.addStretch(1)

    def _make_buttons(self) -> None:
        self.keep_button = Button(_("Keep as said"), "hint")
        self.keep_button.setToolTip(_("Let these words stand (Ctrl+Shift+K)"))
        self.keep_button.clicked.connect(self._keep)
        self.why_button = Button(_("Why?"), "hint")
        self.why_button.setCheckable(True)
        self.why_button.setToolTip(_("Why there is this hint (Ctrl+Shift+F8)"))
        self.more_button = Button("…", "hint")
        self.more_button.setAccessibleName(_("More about this hint"))
        self.more_button.setToolTip(_("More about this hint"))
        self.more_button.clicked.connect(self._show_menu)
        self._buttons = QWidget(self)
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addStretch(1)
        for button in (self.turn_button, self.keep_button, self.why_button, self.more_button):
            # A click leaves the cursor in the text.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for button in (self.keep_button, self.why_button, self.more_button):
            row.addWidget(button)

    def _keep(self) -> None:
        self._handlers["keep"]()

    def _show_menu(self) -> None:
        pop_up_menu(self.more_button, self._handlers)

    def _show_question(self) -> None:
        self._copied.stop()
        if self.hint is None:
            return
        question, count = self.question_text, len(self.hint.questions)
        self.question.setMinimumSize(0, 0)
        self.question.setText(_("“{question}”").format(question=question))
        self.question.setAccessibleName(
            _("Copy the question: {question}").format(question=question)
        )
        place = {"number": self._turn + 1, "count": count}
        self.turn_button.setVisible(count > 1)
        self.turn_button.setText(_("{number}/{count} ›").format(**place))
        self.turn_button.setAccessibleName(
            _("Another question; this is {number} of {count}").format(**place)
        )
        self.setAccessibleDescription(f"{self.hint.reason} {question}")

    def moveEvent(self, event: QMoveEvent) -> None:
        """Tell of another place."""
        super().moveEvent(event)
        self.placed.emit()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the narrowest arrangement takes."""
        return QSize(self._width_of(self._buttons), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the question and the buttons beside the title where there is room, else below."""
        super().resizeEvent(event)
        self._arrange()
        self._fit_question()
        self.placed.emit()

    def _fit_question(self) -> None:
        """Keep the question on one line where it fits, in a box no wider than its words."""
        if self._copied.isActive():
            self._show_question()
        words = self.question.fontMetrics().horizontalAdvance(self.question.text())
        wanted = words + _QUESTION_FRAME_PX
        room = self.width() - _AROUND_PX - self._width_of_turn()
        if self._places == _WIDE:
            beside = self.title.sizeHint().width() + self._buttons.sizeHint().width()
            room -= beside + 2 * _GAP_PX
        self.question.setMaximumWidth(wanted)
        self.question.setWordWrap(wanted > room)

    def _width_of_turn(self) -> int:
        several = self.hint is not None and len(self.hint.questions) > 1
        return self.turn_button.sizeHint().width() + 4 if several else 0

    def _arrange(self) -> None:
        parts = (self.title, self._asked, self._buttons, self.reason)
        needed = self._width_of(self.title, self._buttons)
        narrow = _NARROW if self.width() < needed else _MIDDLE
        is_wide = self.width() >= max(_WIDE_PX, needed + _QUESTION_PX)
        places = _WIDE if is_wide else narrow
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


def title_with(hint: Hint, words: str) -> str:
    """Return what a hint is called, with the words that it is about if they are known."""
    if not words:
        return hint.title
    return _("{title}: “{words}”").format(title=hint.title, words=shortened(words, _MOST_WORDS))


def is_alike(hint: Hint | None, other: Hint | None) -> bool:
    """Tell whether two hints say the same, wherever their words stand."""
    if hint is None or other is None:
        return hint is other
    return replace(hint, start=0, end=0) == replace(other, start=0, end=0)
