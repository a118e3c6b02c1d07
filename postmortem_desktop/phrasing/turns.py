"""Turns of speech kept as data: where one stands in a sentence, and what it is a sign of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

from postmortem_desktop.phrasing.doers import doer
from postmortem_desktop.phrasing.lexicon import Sure, lexicon
from postmortem_desktop.phrasing.matching import Match, denied, explained
from postmortem_desktop.phrasing.subjects import Reading, Subject, Who
from postmortem_desktop.phrasing.turn_notation import Element, Gate, Part, read_turn
from postmortem_desktop.phrasing.verb_forms import is_past

Place = tuple[int, Subject | None]
"""A place in a sentence, and the person named on the way there."""
Gates = Mapping[str, list["Phrase"]]
"""Phrases by the rare words one of which has to be in a sentence."""

_OPENERS = frozenset(
    (
        *("and", "but", "so", "or", "then", "also", "well", "oh", "ah", "ha", "hey", "wow", "lol"),
        *("yes", "yeah", "ok", "okay", "right", "honestly"),
    )
)
_CLOSING = frozenset((")", "]", "\0", "%", "‰", "€", "£", "$"))
_QUOTES = frozenset(('"', "“", "”", "'", "‘", "’", "`"))
_BEFORE_QUOTES = frozenset(("", ":", ",", "(", "-", "–", "—", "*", "."))
_STILL_DENIED = 6
_DENIALS = frozenset(("not", "never", "hardly"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A turn of speech and the category it is a sign of.

    ``turn`` is its notation; its elements are read when first needed. A word of the ``gate`` stands
    in every sentence that the phrase matches.
    """

    id: str
    category: str
    turn: str
    needs_person: bool
    quiet: bool
    gate: Gate = field(compare=False)
    least: Sure = Sure.NAMED
    """How sure the subject has to be people."""
    own_quiet: bool = False
    """Whether it is a soft hint only where people tell it of themselves."""

    @property
    def elements(self) -> tuple[Element, ...]:
        """Return what the phrase consists of."""
        return _read(self.turn).elements

    def match_around(self, reading: Reading, index: int) -> Match | None:
        """Match where a gate word stands at ``index``."""
        turn = _read(self.turn)
        words = reading.sentence.words
        for first in range(max(0, index - turn.reaches[self.gate.place]), index + 1):
            if words[first] in turn.begins:
                found = self.match_at(reading, first)
                if found is not None and found.last >= index:
                    return found
        return None

    def match_at(self, reading: Reading, index: int) -> Match | None:
        """Match from ``index`` on, unless its subject or the words before take it back."""
        found = _ends(self.elements, reading, index)
        if found is None or (self.turn[0] == "^" and not _opens_clause(reading, index)):
            return None
        end, person = found
        if self.needs_person:
            person = doer(reading, index, self.least)
            if person is None or _asks_who(reading, person):
                return None
            quiet = self.quiet or (self.own_quiet and _is_an_account(reading, person, end))
            quiet = quiet or (self.category == "sanction" and explained(reading, end - 1))
            return Match(self.category, person.first, end - 1, person, quiet)
        if denied(reading, index) or _none_before(reading, index) or is_no_reason(reading, index):
            return None
        told = self.category in ("passive_accusation", "sanction") and explained(reading, end - 1)
        return Match(self.category, index, end - 1, person, self.quiet or told)

    def end_at(self, reading: Reading, index: int) -> tuple[int, Subject | None] | None:
        """Return the place behind the phrase and the person it names."""
        found = self.match_at(reading, index)
        return (found.last + 1, found.subject) if found else None


@dataclass(frozen=True, slots=True)
class _Turn:
    """A turn as it is read; ``reaches`` is how far before the end of each element it may begin."""

    elements: tuple[Element, ...]
    begins: frozenset[str]
    reaches: tuple[int, ...]


@cache
def _read(turn: str) -> _Turn:
    elements = read_turn(turn.removeprefix("^"), lexicon(), turn)
    reaches = accumulate((element.longest for element in elements), initial=-1)
    return _Turn(elements, elements[0].first_words, tuple(reaches)[1:])


def matches(reading: Reading, gates: Gates) -> Iterator[Match]:
    """Yield what the phrases find in a sentence, in no order."""
    for index, word in enumerate(reading.sentence.words):
        for phrase in gates.get(word, ()):
            found = phrase.match_around(reading, index)
            if found is not None:
                yield found


def by_gate(listed: Iterable[Phrase]) -> Gates:
    """Return phrases by the words of their gates."""
    gates: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in listed:
        for word in phrase.gate.words:
            gates[word].append(phrase)
    return gates


def _asks_who(reading: Reading, person: Subject) -> bool:
    """Tell whether the person is only asked for: *who caused the mess?*."""
    return reading.word(person.first) == "who" and reading.sentence.words[-1] == "?"


def _is_an_account(reading: Reading, person: Subject, end: int) -> bool:
    """Tell whether people tell it of themselves, or a reason is given."""
    return person.who in (Who.SELF, Who.GROUP) or explained(reading, end - 1)


def is_no_reason(reading: Reading, index: int) -> bool:
    """Tell whether it is said not to be the reason: *not because nobody cared*."""
    return reading.word(index - 2) == "not" and reading.word(index - 1) in ("because", "that")


def _none_before(reading: Reading, index: int) -> bool:
    """Tell whether "none of us" or "none of this" takes back what follows."""
    return "none" in reading.sentence.words[max(0, index - _STILL_DENIED) : index]


def _opens_clause(reading: Reading, index: int) -> bool:
    """Tell whether a clause begins at ``index``.

    A comma before *who* begins none of its own, nor does the end of words in quotation marks, nor
    "and" before a verb that shares the subject of another: *… read it and forgot to sign*.
    """
    before, earlier = reading.word(index - 1), reading.word(index - 2)
    if before == "," and reading.word(index) == "who":
        return False
    if before in _CLOSING or (before in _QUOTES and earlier not in _BEFORE_QUOTES):
        return False
    if before in _OPENERS:
        return earlier == "" or not is_past(reading.word(index))
    return not (before[:1].isalnum() or before in ("'s", "'d"))


def _ends(elements: tuple[Element, ...], reading: Reading, index: int) -> Place | None:
    """Return the place behind the elements that begin at ``index``, and the person they name."""
    if not elements:
        return index, None
    element, rest = elements[0], elements[1:]
    for end, person in _STEPS[element.part](element, reading, index):
        found = _ends(rest, reading, end)
        if found is not None:
            return found[0], person or found[1]
    return _ends(rest, reading, index) if element.optional else None


def _any_stretch(element: Element, reading: Reading, index: int) -> Iterator[Place]:
    for stretch in element.stretches:
        if _stands(stretch, reading, index):
            yield index + len(stretch), None


def _gap(element: Element, reading: Reading, index: int) -> Iterator[Place]:
    for end in range(index + 1, index + element.longest + 1):
        if not (reading.word(end - 1)[:1].isalnum() or reading.word(end - 1) == "'s"):
            return
        yield end, None


def _adverbs(_element: Element, reading: Reading, index: int) -> Iterator[Place]:
    end = index
    while reading.after_adverbs(end) > end and reading.word(end) not in _DENIALS:
        end += 1
    for place in range(end, index - 1, -1):
        yield place, None


def _person(element: Element, reading: Reading, index: int) -> Iterator[Place]:
    person = reading.people_at(index, whole=element.part is Part.LAST_PERSON)
    if person is not None:
        yield person.last + 1, person


def _somebody(_element: Element, reading: Reading, index: int) -> Iterator[Place]:
    somebody = reading.somebody_at(index)
    if somebody is not None:
        yield somebody.last + 1, somebody


def _whose(element: Element, reading: Reading, index: int) -> Iterator[Place]:
    """Yield the place behind *his*, or behind the *'s* of *Marco's* and the *'* of *crews'*."""
    if reading.word(index) in element.first_words and reading.is_owned_by_people(index):
        yield index + 1, None


def _participle(_element: Element, reading: Reading, index: int) -> Iterator[Place]:
    if reading.lexicon.is_participle(reading.word(index)):
        yield index + 1, None


def _clause_end(_element: Element, reading: Reading, index: int) -> Iterator[Place]:
    if not reading.word(index)[:1].isalnum():
        yield index, None


def _none_of(element: Element, reading: Reading, index: int) -> Iterator[Place]:
    if not any(_stands(stretch, reading, index) for stretch in element.stretches):
        yield index, None


_STEPS = {
    Part.WORDS: _any_stretch,
    Part.GAP: _gap,
    Part.ADVERBS: _adverbs,
    Part.PERSON: _person,
    Part.LAST_PERSON: _person,
    Part.SOMEBODY: _somebody,
    Part.WHOSE: _whose,
    Part.PARTICIPLE: _participle,
    Part.END: _clause_end,
    Part.NONE_OF: _none_of,
}
"""What yields each place behind an element that begins at an index, and the person it names."""


def _stands(stretch: tuple[frozenset[str], ...], reading: Reading, index: int) -> bool:
    """Tell whether the words of a stretch stand from ``index`` on."""
    return all(reading.word(index + step) in words for step, words in enumerate(stretch))
