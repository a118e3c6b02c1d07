"""Hints on a title that is written in its place: a wave in the line, one note beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from postmortem_desktop.editing.wording import moment_of
from postmortem_desktop.i18n import _
from postmortem_desktop.phrasing import Hint, Tier
from postmortem_desktop.ui.announcing import announce
from postmortem_desktop.ui.widgets.hint_bar import HintBar, title_with
from postmortem_desktop.ui.widgets.labels import plain_label

if TYPE_CHECKING:
    from postmortem_desktop.ui.workspace import Workspace

PAUSE_MS = 50
_GAP = 4
_LEAST_WIDTH = 300
_GROUND_ALPHA = 38
_FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show)
_LEFT = (QEvent.Type.Hide, QEvent.Type.FocusOut)

FindHints = Callable[[str], Sequence[Hint]]


def hints_for(workspace: Workspace, owner_id: str = "") -> FindHints:
    """Return what finds the hints that are wanted on words of a record, or of one to come."""
    moment = moment_of(workspace.dossier, owner_id) if owner_id else ""
    return lambda text: workspace.sieve.hints(owner_id, text, moment)


class HintNote(QFrame):
    """What the hint at the cursor of a line is, and what to ask; lets mouse and keys through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self.setProperty("role", "hintbar")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.title = plain_label("", "hinttitle", wrap=True)
        self.question = plain_label("", "body", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addWidget(self.question)
        self.hide()

    @property
    def colour(self) -> QColor:
        """The colour of hints in the theme in force."""
        self.title.ensurePolished()
        return self.title.palette().color(self.title.foregroundRole())

    def show_hint(self, hint: Hint | None, words: str = "") -> None:
        """Show another hint and the words that it is about, or hide for None."""
        if hint is not None:
            self.title.setText(title_with(hint, words))
            self.question.setText(_("“{question}”").format(question=hint.question))
        self.setVisible(hint is not None)

    def stand_by(self, line: QWidget) -> None:
        """Stand below a line, or above it where there is no room."""
        ground = self._ground.rect()
        width = min(max(line.width(), _LEAST_WIDTH), ground.width())
        height = self.heightForWidth(width)
        at = line.mapTo(self._ground, QPoint(0, 0))
        below = at.y() + line.height() + _GAP
        top = at.y() - height - _GAP if below + height > ground.height() else below
        left = min(max(at.x(), 0), ground.width() - width)
        self.setGeometry(left, top, width, height)
        self.raise_()


class LineHints(QObject):
    """Looks at a line after a pause; changes neither its text nor its cursor."""

    def __init__(self, line: QLineEdit, find: FindHints, *, bar: HintBar | None = None) -> None:
        """Look at a line from now on; a ``bar`` of its own takes the place of the note."""
        super().__init__(line)
        self._line = line
        self._find = find
        self._bar = bar
        self._is_composing = False
        self._looked_at = ""
        self.hints: list[Hint] = []
        self.note: HintNote | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._review)
        line.textChanged.connect(self._wait)
        line.cursorPositionChanged.connect(self._show_nearest)
        if bar is not None:
            bar.belong_to(line)
        line.installEventFilter(self)
        self._wait(line.text())

    @property
    def is_waiting(self) -> bool:
        """Whether a change of the text has not been looked at yet."""
        return self._timer.isActive()

    def look_again(self) -> None:
        """Look at the line anew, for example because other words of it count."""
        self._timer.start(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the note at the line, and keep out while an input method composes."""
        if isinstance(event, QInputMethodEvent):
            self._is_composing = bool(event.preeditString())
        elif event.type() in _FOLLOWED and self.note is not None and self.note.isVisible():
            self.note.stand_by(self._line)
        elif event.type() in _LEFT and self.note is not None:
            self.note.hide()
        elif event.type() is QEvent.Type.FocusIn:
            self._timer.start(PAUSE_MS)
        return super().eventFilter(watched, event)

    def _wait(self, text: str) -> None:
        last = max((hint.end for hint in self.hints), default=0)
        if self.hints and not text.startswith(self._looked_at[:last]):
            self._show([])
        self._timer.start(PAUSE_MS)

    def _review(self) -> None:
        text = self._line.text()
        self._looked_at = text
        self._show([hint for hint in self._find(text) if hint.tier is Tier.HARD])

    def _show(self, hints: list[Hint]) -> None:
        before, self.hints = self.hints, hints
        if not hints and not before:
            return
        shown = self._bar or self._note_in_window()
        if not self._is_composing:
            self._mark(shown.colour)
        wanted = self._show_nearest()
        if wanted is not None and wanted not in before:
            announce(self._line, f"{wanted.title}. {wanted.question}")

    def _show_nearest(self) -> Hint | None:
        """Show the hint nearest to the cursor, and return it."""
        shown = self._bar or self.note
        if shown is None:
            return None
        text, here = self._looked_at, self._line.cursorPosition()

        def distance(hint: Hint) -> int:
            return max(_units(text[: hint.start]) - here, here - _units(text[: hint.end]), 0)

        wanted = min(self.hints, key=distance, default=None)
        if wanted is None or not (self._bar or self._line.hasFocus()):
            shown.show_hint(None)
            return None
        shown.show_hint(wanted, text[wanted.start : wanted.end])
        if self.note is not None:
            self.note.stand_by(self._line)
        return wanted

    def _note_in_window(self) -> HintNote:
        """Return the note; it floats over the window, which a line has from when it is shown."""
        if self.note is None:
            self.note = HintNote(self._line.window())
            self._line.destroyed.connect(self.note.deleteLater)
        return self.note

    def _mark(self, colour: QColor) -> None:
        """Underline the words: a line edit takes formats as an input method gives them."""
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(colour)
        ground = QColor(colour)
        ground.setAlpha(_GROUND_ALPHA)
        wave.setBackground(ground)
        text, cursor = self._looked_at, self._line.cursorPosition()
        kind = QInputMethodEvent.AttributeType.TextFormat
        marks: list[QInputMethodEvent.Attribute] = []
        for hint in self.hints:
            start, end = _units(text[: hint.start]), _units(text[: hint.end])
            marks.append(QInputMethodEvent.Attribute(kind, start - cursor, end - start, wave))
        QCoreApplication.sendEvent(self._line, QInputMethodEvent("", marks))


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
