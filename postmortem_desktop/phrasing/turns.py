"""Turns of speech kept as data: where one stands in a sentence, and what it is a sign of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from postmortem_desktop.phrasing.lexicon import lexicon
from postmortem_desktop.phrasing.matching import Match, accused, denied
from postmortem_desktop.phrasing.turn_notation import Element, Part, read_turn
from postmortem_desktop.phrasing.subjects import Reading, Subject

Gates = Mapping[str, list["Phrase"]]
"""Phrases by the rare words one of which has to be in a sentence."""

_DENIALS = frozenset(("not", "never", "hardly"))
_LIGHT = frozenset(
    """
    seem seems seemed appear appears appeared manage manages managed choose chose chosen decide
    decides decided tend tends tended like likes liked love loves loved prefer prefers preferred
    proceed proceeds proceeded continue continues continued happen happens happened start started
    begin began
    """.split()
)
_LASTING = frozenset(
    """
    am is are was were been be 's being keep keeps kept go goes went start starts started stop
    caught busy happily found
    """.split()
)
_HELPING = frozenset(("did", "does", "do", "have", "has", "had", "'d", "must", "may", "might"))
_AUXILIARIES = frozenset("am is are was were 's has have had 'd did does do would could".split())
_OPENERS = frozenset(
    "and but so or well oh yeah yes wow ah ha hah lol ok okay right hey also honestly then".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A turn of speech and the category it is a sign of.

    ``turn`` is its notation; its elements are read when first needed. One of the words of ``gate``
    stands in every sentence that the phrase matches, as the element at ``gate_at``.
    """

    id: str
    category: str
    turn: str
    needs_person: bool
    quiet: bool
    gate: frozenset[str]
    gate_at: int

    @property
    def elements(self) -> tuple[Element, ...]:
        """Return what the phrase consists of."""
        return _elements(self.turn)

    def match_around(self, reading: Reading, index: int) -> Match | None:
        """Match where a gate word stands at ``index``."""
        elements = self.elements
        reach = sum(element.longest for element in elements[: self.gate_at + 1])
        begins = elements[0].first_words
        for first in range(max(0, index - reach + 1), index + 1):
            if reading.word(first) in begins:
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
            person = doer(reading, index)
            if person is None:
                return None
            return Match(self.category, person.first, end - 1, person, self.quiet)
        if denied(reading, index) or "none" in reading.sentence.words[max(0, index - 6) : index]:
            return None
        return Match(self.category, index, end - 1, person, self.quiet)

    def end_at(self, reading: Reading, index: int) -> tuple[int, Subject | None] | None:
        """Return the place behind the phrase and the person it names."""
        found = self.match_at(reading, index)
        return (found.last + 1, found.subject) if found else None


@cache
def _elements(turn: str) -> tuple[Element, ...]:
    return read_turn(turn.removeprefix("^"), lexicon(), turn)


def matches(reading: Reading, gates: Gates) -> Iterator[Match]:
    """Yield what the phrases find in a sentence, in no order."""
    for index, word in enumerate(reading.sentence.words):
        for phrase in gates.get(word, ()):
            found = phrase.match_around(reading, index)
            if found is not None:
                yield found


def by_gate(listed: Iterable[Phrase]) -> Gates:
    """Return phrases by the words of their gates."""
    gates: dict[str, list[Phrase]] = {}
    for phrase in listed:
        for word in phrase.gate:
            gates.setdefault(word, []).append(phrase)
    return gates


def doer(reading: Reading, verb: int) -> Subject | None:
    """Return who is said to have done what the verb at ``verb`` tells.

    Looks over *have*, *did*, *must have*, *managed to* and *were*; *will*, *should* and *to* tell
    of no deed, and *not* takes it back.
    """
    for _step in range(4):
        before = reading.before_adverbs(verb - 1)
        if any(word in _DENIALS for word in reading.sentence.words[before + 1 : verb]):
            return None
        word = reading.word(before)
        light = reading.before_adverbs(before - 1)
        if word == "to" and reading.word(light) in _LIGHT:
            verb = light
        elif word in _HELPING and word != reading.word(verb):
            verb = before
        elif word in _LASTING and reading.word(verb).endswith("ing"):
            verb = before
        elif reading.word(verb) in _DENIALS and word in _AUXILIARIES:
            verb = before
        else:
            return accused(reading, verb)
    return None


def _opens_clause(reading: Reading, index: int) -> bool:
    """Tell whether a clause begins at ``index``."""
    before = reading.word(index - 1)
    return before in _OPENERS or not (before[:1].isalnum() or before in ("'s", "'d"))


def _ends(
    elements: tuple[Element, ...], reading: Reading, index: int
) -> tuple[int, Subject | None] | None:
    """Return the place behind the elements that begin at ``index``, and the person they name."""
    if not elements:
        return index, None
    element, rest = elements[0], elements[1:]
    for end, person in _steps(element, reading, index, last=not rest or rest[0].part is Part.NONE_OF):
        found = _ends(rest, reading, end)
        if found is not None:
            return found[0], person or found[1]
    return _ends(rest, reading, index) if element.optional else None


def _steps(
    element: Element, reading: Reading, index: int, *, last: bool
) -> Iterator[tuple[int, Subject | None]]:
    """Yield each place behind one element that begins at ``index``."""
    if element.part is Part.WORDS:
        yield from ((index + len(s), None) for s in element.stretches if _stands(s, reading, index))
    elif element.part is Part.GAP:
        for end in range(index + 1, index + element.longest + 1):
            if not reading.word(end - 1)[:1].isalnum():
                return
            yield end, None
    elif element.part is Part.ADVERBS:
        for end in range(reading.after_adverbs(index), index - 1, -1):
            yield end, None
    elif element.part is Part.PERSON:
        person = reading.people_at(index, whole=last)
        if person is not None:
            yield person.last + 1, person
    elif element.part is Part.WHOSE:
        yield from _whose(element, reading, index)
    elif element.part is Part.PARTICIPLE:
        if reading.lexicon.is_participle(reading.word(index)):
            yield index + 1, None
    elif element.part is Part.END:
        if not reading.word(index)[:1].isalnum():
            yield index, None
    elif not any(_stands(stretch, reading, index) for stretch in element.stretches):
        yield index, None


def _whose(
    element: Element, reading: Reading, index: int
) -> Iterator[tuple[int, Subject | None]]:
    """Yield the place behind *his*, or behind the *'s* of *Marco's*."""
    owned = reading.word(index) != "'s" or reading.is_noun_for_people(index - 1)
    if owned and reading.word(index) in element.first_words:
        yield index + 1, None


def _stands(stretch: tuple[frozenset[str], ...], reading: Reading, index: int) -> bool:
    """Tell whether the words of a stretch stand from ``index`` on."""
    return all(reading.word(index + step) in words for step, words in enumerate(stretch))
