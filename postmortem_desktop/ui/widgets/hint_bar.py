"""The one line below an editor: what the wording is, and a question to ask instead."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from postmortem_desktop.i18n import _
from postmortem_desktop.phrasing.review import Hint
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.labels import plain_label

_WIDE_PX = 560
_QUESTION_FRAME_PX = 24
_AROUND_PX = 32


class _Title(QLabel):
    """The name of a hint; wears the hint colour and tells when the style sheet changes it."""

    restyled = Signal()

    def changeEvent(self, event: QEvent) -> None:
        """Tell of a new colour."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.restyled.emit()


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
        self.question = plain_label("", "hintquestion", wrap=True)
        self._asked = QWidget(self)
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
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._is_wide: bool | None = None
        self._arrange(wide=True)
        self.reason.hide()
        self.hide()
        self.keep_button.clicked.connect(self.kept)
        self.why_button.toggled.connect(self.reason.setVisible)

    @property
    def colour(self) -> QColor:
        """The colour of hints in the theme in force."""
        self.title.ensurePolished()
        return self.title.palette().color(self.title.foregroundRole())

    def show_hint(self, hint: Hint | None) -> None:
        """Show another hint, or hide for None."""
        if hint is not None:
            self.title.setText(hint.title)
            self.question.setText(_("“{question}”").format(question=hint.question))
            self.reason.setText(hint.reason)
            self.setAccessibleName(hint.title)
            self.setAccessibleDescription(f"{hint.reason} {hint.question}")
        else:
            self.why_button.setChecked(False)
        self._fit_question()
        self.setVisible(hint is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the question beside the title where there is room, else below."""
        super().resizeEvent(event)
        self._arrange(wide=self.width() >= _WIDE_PX)
        self._fit_question()

    def _fit_question(self) -> None:
        """Keep the question on one line where it fits, in a box no wider than its words."""
        words = self.question.fontMetrics().horizontalAdvance(self.question.text())
        wanted = words + _QUESTION_FRAME_PX
        room = self.width() - _AROUND_PX
        if self._is_wide:
            beside = (self.title, self.keep_button, self.why_button)
            room -= sum(widget.sizeHint().width() for widget in beside) + _AROUND_PX
        self.question.setMaximumWidth(wanted)
        self.question.setWordWrap(wanted > room)

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._is_wide:
            return
        self._is_wide = wide
        for widget in (self.title, self._asked, self.keep_button, self.why_button, self.reason):
            self._grid.removeWidget(widget)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.title, 0, 0)
        if wide:
            self._grid.addWidget(self._asked, 0, 1)
        else:
            self._grid.addWidget(self._asked, 1, 0, 1, 4)
        self._grid.addWidget(self.keep_button, 0, 2)
        self._grid.addWidget(self.why_button, 0, 3)
        self._grid.addWidget(self.reason, 2, 0, 1, 4)
