"""What a sentence must hold for a rule to find anything, told from its bare words alone.

Taking a sentence apart, and asking who does what in it, costs many times what a look at its words
does. An outline lets too much pass and never too little: marks do not stand between the words, and
code, numbers and links may be any number of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from postmortem_desktop.phrasing.lexicon import lexicon
from postmortem_desktop.phrasing.tokens import RUN_TOGETHER, plain_words
from postmortem_desktop.phrasing.turn_notation import Element, Part, Stretch, read_turn

_WORD = r"\S+ (?:\d\S* )*"
_LONGEST_CHOICE = 60
"""Of more words than these any word passes: going through all of them would cost too much."""


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
        for index, word in enumerate(words):
            if word in triggers and self._stand_at(words, index):
                return True
        return False

    def _stand_at(self, words: Sequence[str], index: int) -> bool:
        before, behind = self.before, self.behind
        if before and _next_of(before, words, range(index - 1, -1, -1)) is None:
            return False
        if not behind:
            return True
        place = _next_of(behind, words, range(index + 1, len(words)))
        if place is None or not self.then or "" in self.then:
            return place is not None
        return place + 1 < len(words) and words[place + 1] in self.then


def _next_of(sought: frozenset[str], words: Sequence[str], places: range) -> int | None:
    """Return where a word sought is the first one that is no adverb, or stands before it."""
    for place in places:
        word = words[place]
        if word in sought:
            return place
        if not lexicon().is_adverb(word):
            return None
    return places.stop if "" in sought else None


def may_hold(turn: str, line: str) -> bool:
    """Tell whether a turn may stand in the line of a sentence."""
    return _outline(turn).search(line) is not None


def needed_words(turn: str) -> Iterator[frozenset[str]]:
    """Yield sets of words of each of which a sentence with the turn holds one."""
    for element in _elements(turn):
        if element.part is Part.WORDS and not element.optional:
            firsts = [
                [words for step in stretch if (words := bare(step))]
                for stretch in element.stretches
            ]
            if all(firsts):
                yield frozenset[str]().union(*(min(first, key=len) for first in firsts))


def bare(words: frozenset[str]) -> frozenset[str]:
    """Return those of some words that may stand in bare text; none if a mark would do.

    Contractions are taken apart there.
    """
    if all(map(str.isalpha, words)) and RUN_TOGETHER.isdisjoint(words):
        return words
    if any(map(_is_mark, words)):
        return frozenset()
    return frozenset(word for word in words if word[0] == "'" or plain_words(word) == (word,))


def _is_mark(word: str) -> bool:
    return len(word) == 1 and not word.isalnum() and word != "?"


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
    return one if not any(map(_is_mark, words)) else f"(?:{one})?"
