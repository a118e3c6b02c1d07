"""A quiet wave under wording worth a second look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QSyntaxHighlighter,
    QTextBlock,
    QTextBlockUserData,
    QTextCharFormat,
    QTextDocument,
)

from postmortem_desktop.phrasing.review import Hint, Tier

PAUSE_MS = 50
"""How long after a key the changed paragraphs are looked at."""
_SLICE_SECONDS = 0.02
"""How long paragraphs are looked at before keys get their turn."""
_GROUND_ALPHA = 38

FindHints = Callable[[str], Sequence[Hint]]


@dataclass(frozen=True, slots=True)
class PlacedHint:
    """A hint and where Qt sees it, which counts characters beyond U+FFFF twice."""

    start: int
    end: int
    hint: Hint

    @property
    def is_hard(self) -> bool:
        """Whether it is underlined."""
        return self.hint.tier is Tier.HARD


class _Known(QTextBlockUserData):
    """What is known about the wording of one paragraph; lives and goes with it."""

    def __init__(
        self, text: str, hints: tuple[PlacedHint, ...], *, is_reviewed: bool = True
    ) -> None:
        super().__init__()
        self.text = text
        self.hints = hints
        self.is_reviewed = is_reviewed


class PhrasingHighlighter(QSyntaxHighlighter):
    """Looks at the paragraphs that changed, off the path of typing.

    A key costs what its own paragraph costs: hints on words that it leaves alone stay where these
    words are, hints on others go at once.
    """

    reviewed = Signal()
    """Hints have been found or have gone."""

    def __init__(self, document: QTextDocument, find_hints: FindHints) -> None:
        super().__init__(document)
        self._find_hints = find_hints
        self._changed: tuple[int, int] | None = None
        """First and last place of what has to be looked at."""
        self._format = QTextCharFormat()
        self._format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._review)
        self.hard: tuple[PlacedHint, ...] = ()
        """The underlined hints of all paragraphs, as far as looked at; places within these."""
        document.contentsChange.connect(self._note_change)
        self.look_again()

    @property
    def is_waiting(self) -> bool:
        """Whether something has changed that was not looked at yet; ``reviewed`` follows."""
        return self._timer.isActive()

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
        """Look at everything anew, for example because a phrase may stay as said."""
        block = self.document().begin()
        while block.isValid():
            known = block.userData()
            if isinstance(known, _Known):
                known.is_reviewed = False
            block = block.next()
        self._changed = (0, self.document().characterCount())
        self._timer.start(0)

    def hints_in(self, block: QTextBlock) -> tuple[PlacedHint, ...]:
        """Return the hints of a paragraph as far as they are known; places within it."""
        known = block.userData()
        return known.hints if isinstance(known, _Known) else ()

    def hard_hints(self) -> Iterator[tuple[int, int, Hint]]:
        """Yield start and end in the document, and the hint, of all that are underlined."""
        block = self.document().begin()
        while block.isValid():
            yield from self._hard_in(block)
            block = block.next()

    def nearest(self, position: int) -> tuple[int, int, Hint] | None:
        """Return the underlined hint nearest to a place in the document, as ``hard_hints`` does.

        Those of the place's own paragraph come first; of two as near, the one before the place.
        """
        if not self.hard:
            return None
        block = self.document().findBlock(position)
        places = self._hard_in(block)
        if not places:
            above, below = block.previous(), block.next()
            while above.isValid() and not self._hard_in(above):
                above = above.previous()
            while below.isValid() and not self._hard_in(below):
                below = below.next()
            places = [*self._hard_in(above)[-1:], *self._hard_in(below)[:1]]

        def distance(place: tuple[int, int, Hint]) -> int:
            start, end, _hint = place
            return max(start - position, position - end, 0)

        return min(places, key=distance, default=None)

    def _hard_in(self, block: QTextBlock) -> list[tuple[int, int, Hint]]:
        at = block.position()
        return [
            (at + placed.start, at + placed.end, placed.hint)
            for placed in self.hints_in(block)
            if placed.is_hard
        ]

    def highlightBlock(self, text: str) -> None:
        """Draw what is known about a paragraph."""
        known = self.currentBlockUserData()
        if not isinstance(known, _Known) or not known.hints:
            return
        if known.text != text:
            known = _Known(text, _left_alone(known, text), is_reviewed=False)
            self.setCurrentBlockUserData(known)
        for placed in known.hints:
            if placed.is_hard:
                self.setFormat(placed.start, placed.end - placed.start, self._format)

    def _note_change(self, position: int, removed: int, added: int) -> None:
        if not removed and not added:
            return
        first, last = self._changed or (position, position)
        end = max(last + added - removed, position + added)
        self._changed = (min(first, position), end)
        self._timer.start(PAUSE_MS)

    def _review(self) -> None:
        """Look at what has changed, for no longer than a slice of time."""
        first, last = self._changed or (0, -1)
        self._changed = None
        until = perf_counter() + _SLICE_SECONDS
        block = self.document().findBlock(first)
        while block.isValid() and block.position() <= last:
            if perf_counter() > until:
                self._changed = (block.position(), last)
                self._timer.start(0)
                break
            self._review_block(block)
            block = block.next()
        self._gather()
        self.reviewed.emit()

    def _review_block(self, block: QTextBlock) -> None:
        text, known = block.text(), block.userData()
        before: tuple[PlacedHint, ...] = ()
        if isinstance(known, _Known):
            if known.is_reviewed and known.text == text:
                return
            before = known.hints
        hints = _placed(text, self._find_hints(text))
        block.setUserData(_Known(text, hints))
        if hints != before:
            self.rehighlightBlock(block)

    def _gather(self) -> None:
        found: list[PlacedHint] = []
        block = self.document().begin()
        while block.isValid():
            found += (placed for placed in self.hints_in(block) if placed.is_hard)
            block = block.next()
        self.hard = tuple(found)


def _placed(text: str, hints: Sequence[Hint]) -> tuple[PlacedHint, ...]:
    if text.isascii():
        return tuple(PlacedHint(hint.start, hint.end, hint) for hint in hints)
    return tuple(
        PlacedHint(_units(text[: hint.start]), _units(text[: hint.end]), hint) for hint in hints
    )


def _left_alone(known: _Known, text: str) -> tuple[PlacedHint, ...]:
    """Return the hints whose words stand in the changed text as they stood before.

    That is, everything up to them or everything from them on is the same.
    """
    before = known.text
    moved = _units(text) - _units(before)
    kept: list[PlacedHint] = []
    for placed in known.hints:
        hint = placed.hint
        if text.startswith(before[: hint.end]):
            kept.append(placed)
        elif text.endswith(before[hint.start :]):
            shift = len(text) - len(before)
            there = replace(hint, start=hint.start + shift, end=hint.end + shift)
            kept.append(PlacedHint(placed.start + moved, placed.end + moved, there))
    return tuple(kept)


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
