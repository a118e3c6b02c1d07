"""What a sentence must hold for a rule to find anything, told from its bare words alone.

Taking a sentence apart, and asking who does what in it, costs many times what a look at its words
does. An outline lets too much pass and never too little: marks do not stand between the words, and
code, numbers and links may be any number of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from postmortem_desktop.phrasing.lexicon import lexicon
from postmortem_desktop.phrasing.turn_notation import Element, Part, Stretch, read_turn

_WORD = r"\S+ (?:\d\S* )*"
_LONGEST_CHOICE = 60
"""Of more words than these any word passes: going through all of them would cost too much."""


class BareSentence:
    """The words of a sentence without the marks, before anything is known of their places."""

    __slots__ = ("_line", "present", "words")

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.present = frozenset(words)
        self._line = ""

    @property
    def line(self) -> str:
        """The words with a blank between them and around them."""
        if not self._line:
            self._line = f" {' '.join(self.words)} "
        return self._line

    def holds(self, needed: Iterable[frozenset[str]]) -> bool:
        """Tell whether a word of each of some sets is present."""
        return not any(map(self.present.isdisjoint, needed))


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Words of which one stands next to a trigger of a rule, adverbs aside.

    Right behind one of ``behind`` stands one of ``then``. An empty word is for no word there.
    """

    before: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    then: frozenset[str] = frozenset()

    def stand(self, words: Sequence[str], triggers: frozenset[str]) -> bool:
        """Tell whether they do anywhere in a sentence of these words."""
        return any(
            (not self.before or _next_of(self.before, words, range(index - 1, -1, -1)) is not None)
            and (not self.behind or self._follow(words, index))
            for index, word in enumerate(words)
            if word in triggers
        )

    def _follow(self, words: Sequence[str], index: int) -> bool:
        place = _next_of(self.behind, words, range(index + 1, len(words)))
        if place is None or not self.then or "" in self.then:
            return place is not None
        return place + 1 < len(words) and words[place + 1] in self.then


def _next_of(sought: frozenset[str], words: Sequence[str], places: range) -> int | None:
    """Return where a word sought is the first one that is no adverb, or stands before it."""
    is_adverb = lexicon().is_adverb
    for place in places:
        if words[place] in sought:
            return place
        if not is_adverb(words[place]):
            return None
    return places.stop if "" in sought else None


def may_hold(turn: str, line: str) -> bool:
    """Tell whether a turn may stand in the line of a sentence."""
    return _outline(turn).search(line) is not None


def needed_words(turn: str) -> Iterator[frozenset[str]]:
    """Yield sets of words of each of which a sentence with the turn holds one."""
    for element in _elements(turn):
        if element.part is Part.WORDS and not element.optional:
            firsts = [list(filter(are_words, stretch)) for stretch in element.stretches]
            if all(firsts):
                yield frozenset[str]().union(*(min(first, key=len) for first in firsts))


def are_words(words: frozenset[str]) -> bool:
    """Tell whether there is no mark among some words."""
    return not any(map(_is_mark, words))


def _is_mark(word: str) -> bool:
    return len(word) == 1 and not word.isalnum()


def _elements(turn: str) -> tuple[Element, ...]:
    return read_turn(turn.removeprefix("^"), lexicon(), turn)


@cache
def _outline(turn: str) -> re.Pattern[str]:
    """Return what finds a turn in a line of words."""
    return re.compile(" " + "".join(map(_step, _elements(turn))))


def _step(element: Element) -> str:
    match element.part:
        case Part.WORDS | Part.WHOSE:
            step = f"(?:{'|'.join(map(_choice, element.stretches))})"
        case Part.GAP:
            return f"(?:{_WORD}){{0,{element.longest}}}"
        case Part.ADVERBS:
            return r"(?:\S+ )*?"
        case Part.PERSON | Part.LAST_PERSON | Part.SOMEBODY:
            step = r"(?:\S+ )+?"
        case Part.PARTICIPLE:
            step = r"\S+ "
        case Part.END | Part.NONE_OF:
            return ""
    return f"(?:{step})?" if element.optional else step


def _choice(stretch: Stretch) -> str:
    return "".join(map(_any_of, stretch))


def _any_of(words: frozenset[str]) -> str:
    """Return what finds one of some words; *have* may be written as *of*."""
    spelt = {word for word in words if not _is_mark(word)}
    if "have" in spelt:
        spelt.add("of")
    if not spelt:
        return ""
    many = len(spelt) > _LONGEST_CHOICE
    one = r"\S+ " if many else f"(?:{'|'.join(map(re.escape, sorted(spelt)))}) "
    return one if are_words(words) else f"(?:{one})?"
