"""A quiet wave under wording worth a second look."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextDocument

from postmortem_desktop.phrasing.review import Hint, Tier

PAUSE_MS = 100
"""How long after a key the changed paragraphs are looked at."""
_GROUND_ALPHA = 38
_REMEMBERED = 2_000

FindHints = Callable[[str], Sequence[Hint]]


class PhrasingHighlighter(QSyntaxHighlighter):
    """Looks at the paragraphs that changed, off the path of typing; others are remembered."""

    reviewed = Signal()
    """Hints have been found or have gone."""

    def __init__(self, document: QTextDocument, find_hints: FindHints) -> None:
        super().__init__(document)
        self._find_hints = find_hints
        self._known: dict[str, Sequence[Hint]] = {}
        self._waiting: set[str] = set()
        self._format = QTextCharFormat()
        self._format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._review_waiting)

    def set_colour(self, colour: QColor) -> None:
        """Draw the wave in this colour."""
        ground = QColor(colour)
        ground.setAlpha(_GROUND_ALPHA)
        if self._format.underlineColor() == colour:
            return
        self._format.setUnderlineColor(colour)
        self._format.setBackground(ground)
        self.rehighlight()

    def look_again(self) -> None:
        """Forget what was found, for example because a phrase may stay as said."""
        self._known.clear()
        self.rehighlight()

    def hints_in(self, block: QTextBlock) -> Sequence[Hint]:
        """Return the hints of a paragraph as far as they are known; offsets within it."""
        return self._known.get(block.text(), ())

    def highlightBlock(self, text: str) -> None:
        """Draw what is known about a paragraph, or ask for it to be looked at."""
        if not text.strip():
            return
        if text not in self._known:
            self._waiting.add(text)
            self._timer.start()
            return
        for hint in self._known[text]:
            if hint.tier is Tier.HARD:
                start, end = utf16_span(text, hint)
                self.setFormat(start, end - start, self._format)

    def _review_waiting(self) -> None:
        waiting, self._waiting = self._waiting, set()
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        block = self.document().begin()
        while block.isValid():
            text = block.text()
            if text in waiting:
                if text not in self._known:
                    self._known[text] = self._find_hints(text)
                self.rehighlightBlock(block)
            block = block.next()
        self.reviewed.emit()


def utf16_span(text: str, hint: Hint) -> tuple[int, int]:
    """Return where Qt sees a hint: it counts characters beyond U+FFFF twice."""
    return _utf16_length(text[: hint.start]), _utf16_length(text[: hint.end])


def _utf16_length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
