"""Turns of speech kept as data: reads ``phrases.toml`` and matches one phrase at a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from postmortem_desktop.phrasing.lexicon import (
    Lexicon,
    PhrasingDataError,
    category_texts,
    lexicon,
    read_toml,
    text_of,
)
from postmortem_desktop.phrasing.matching import Match, accused
from postmortem_desktop.phrasing.subjects import Reading, Subject
from postmortem_desktop.resources import resource_path


@dataclass(frozen=True, slots=True)
class Element:
    """One step of a phrase: one of some words, or a part of speech."""

    words: frozenset[str]
    part: str = ""
    optional: bool = False


_COMMON = frozenset(
    [
        "a",
        "the",
        "be",
        "is",
        "was",
        "were",
        "are",
        "in",
        "on",
        "at",
        "to",
        "of",
        "for",
        "and",
        "not",
        "no",
        "did",
        "do",
        "have",
        "has",
        "had",
        "you",
        "he",
        "she",
        "they",
        "we",
        "i",
        "one",
        "all",
        "any",
        "with",
        "this",
        "that",
        "it",
        "'s",
        "how",
        "what",
        "more",
        "up",
        "my",
        "our",
        "could",
        "can",
        "should",
        "would",
        "must",
        "if",
        "who",
    ]
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A turn of speech and the category it is a sign of."""

    category: str
    elements: tuple[Element, ...]
    needs_person: bool
    quiet: bool
    id: str = ""

    @property
    def gate(self) -> frozenset[str]:
        """Words of which one has to stand in a sentence that holds this phrase."""
        plain = [
            element.words for element in self.elements if element.words and not element.optional
        ]
        rare = [words for words in plain if not words & _COMMON]
        return min(rare, key=len) if rare else plain[0]

    def match_at(self, reading: Reading, index: int) -> Match | None:
        """Return the match that begins at ``index``, if there is one."""
        found = self.end_at(reading, index)
        if found is None:
            return None
        end, person = found
        first = index
        if self.needs_person:
            person = accused(reading, index)
            if person is None:
                return None
            first = person.first
        return Match(self.category, first, end - 1, person, self.quiet)

    def end_at(self, reading: Reading, index: int) -> tuple[int, Subject | None] | None:
        """Match from ``index`` on; return the place behind it and the person it names."""
        person: Subject | None = None
        for element in self.elements:
            last = element is self.elements[-1]
            following, found = _step(element, reading, index, last=last)
            if following is None:
                return None
            person = found or person
            index = following
        return index, person


def _step(
    element: Element, reading: Reading, index: int, *, last: bool
) -> tuple[int | None, Subject | None]:
    """Return the place behind one element, None where it does not fit."""
    if element.part == "adverbs":
        return reading.after_adverbs(index), None
    if element.part == "person":
        person = reading.people_at(index, whole=last)
        return (person.last + 1 if person else None), person
    word = reading.word(index)
    fits = reading.lexicon.is_participle(word) if element.part == "participle" else False
    if fits or word in element.words:
        return index + 1, None
    return (index if element.optional else None), None


def read_phrases(path: Path, words: Lexicon) -> dict[str, list[Phrase]]:
    """Read the phrases from one file, by the first word they begin with.

    Raises:
        PhrasingDataError: an entry cannot be understood; the text names it.
    """
    entries = read_toml(path).get("phrases")
    if not isinstance(entries, list):
        raise PhrasingDataError(f"{path.name} holds no phrases; begin each with [[phrases]].")
    by_word: dict[str, list[Phrase]] = {}
    for number, entry in enumerate(cast(list[object], entries), start=1):
        place = f"{path.name}, phrase {number}"
        if not isinstance(entry, dict):
            raise PhrasingDataError(f"{place} is no table; begin it with [[phrases]].")
        phrase = _phrase(cast(dict[str, object], entry), words, place)
        for word in phrase.elements[0].words:
            by_word.setdefault(word, []).append(phrase)
    return by_word


def _phrase(entry: Mapping[str, object], words: Lexicon, place: str) -> Phrase:
    """Return one entry as a phrase."""
    category = text_of(entry, "category", place)
    if category not in category_texts():
        raise PhrasingDataError(f"{place}: “{category}” is no category of categories.toml.")
    elements = tuple(
        _element(part, words, place) for part in text_of(entry, "words", place).split()
    )
    if not elements or not elements[0].words or elements[0].optional:
        raise PhrasingDataError(f"{place}: it has to begin with a plain word.")
    return Phrase(
        category, elements, entry.get("subject") == "person", quiet=entry.get("quiet") is True
    )


def _element(source: str, words: Lexicon, place: str) -> Element:
    """Return one step of a phrase from its notation."""
    if source == "~":
        return Element(frozenset(), "adverbs")
    if source in ("<person>", "<participle>"):
        return Element(frozenset(), source.strip("<>"))
    if source.startswith("<"):
        listed = getattr(words, source.strip("<>"), None)
        if not isinstance(listed, frozenset):
            raise PhrasingDataError(f"{place}: {source} is no list of the lexicon.")
        return Element(cast(frozenset[str], listed))
    return Element(frozenset(source.rstrip("?").split("|")), optional=source.endswith("?"))


@cache
def phrases() -> dict[str, list[Phrase]]:
    """Return the built-in phrases, by the first word they begin with."""
    return read_phrases(resource_path("phrasing", "phrases.toml"), lexicon())
