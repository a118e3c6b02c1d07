"""Reads a text for wording that judges, and says what could be asked instead."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from postmortem_desktop.phrasing.lexicon import category_texts, lexicon
from postmortem_desktop.phrasing.matching import Match
from postmortem_desktop.phrasing.rules import matchers
from postmortem_desktop.phrasing.subjects import Reading, Subject, Who
from postmortem_desktop.phrasing.tokens import Sentence, quoted_spans, sentences

CATEGORIES: tuple[str, ...] = (
    *("attribution", "human_error", "competence", "mindset", "counterfactual", "failure_to_act"),
    *("passive_accusation", "accusing_question", "hindsight", "sanction", "absolute", "sarcasm"),
)
"""The kinds of wording a hint can be about."""


class Tier(StrEnum):
    """How sure a hint is: hard ones are underlined, soft ones wait to be asked for."""

    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Hint:
    """Wording worth a second look, from ``start`` to ``end``, and one question to ask instead."""

    start: int
    end: int
    category: str
    tier: Tier
    title: str
    reason: str
    question: str


def review(text: str, names: Collection[str] = ()) -> list[Hint]:
    """Return the hints on a text in reading order; no two of them overlap.

    ``names`` are people of the session, who may be named in full or in part. Words in quotation
    marks are reported speech and give soft hints only.
    """
    parts = frozenset(part.lower() for name in names for part in name.split() if len(part) > 1)
    quotes = quoted_spans(text)
    hints: list[Hint] = []
    for sentence in sentences(text):
        matches = _strongest(_matches(Reading(sentence, lexicon(), parts)))
        hints.extend(_hint(text, sentence, match, quotes) for match in matches)
    return hints


def find(text: str) -> list[tuple[int, int, str]]:
    """Return start, end and category of what would be underlined in a text."""
    return [
        (hint.start, hint.end, hint.category) for hint in review(text) if hint.tier is Tier.HARD
    ]


def _matches(reading: Reading) -> Iterator[Match]:
    """Yield what every matcher finds in a sentence that is not itself about blame."""
    table = matchers()
    words = reading.sentence.words
    if not any(word in table for word in words) or _is_about_blame(reading):
        return
    for index, word in enumerate(words):
        for matcher in table.get(word, ()):
            match = matcher(reading, index)
            if match is not None:
                yield match


def _is_about_blame(reading: Reading) -> bool:
    """Tell whether a sentence talks about blame, or tells what a rule says."""
    words = reading.sentence.words
    if reading.contains(reading.lexicon.mentions):
        return True
    for place, word in enumerate(words):
        following = reading.word(place + 1)
        if following in ("says", "states", "requires") and word in reading.lexicon.rules:
            return True
        if following in ("word", "words") and word in ("the", "of"):
            return True
        if following == "of" and word == "instead" and reading.is_any(place + 2, _NAMING):
            return True
    return False


_NAMING = ("writing", "saying", "asking")


def _strongest(matches: Iterator[Match]) -> list[Match]:
    """Return the matches in order, of overlapping ones the surest and then the longest."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (m.quiet, m.first - m.last)):
        if all(match.last < other.first or match.first > other.last for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda match: match.first)


def _hint(text: str, sentence: Sentence, match: Match, quotes: list[tuple[int, int]]) -> Hint:
    """Return what a match says to people."""
    start, end = sentence.starts[match.first], sentence.ends[match.last]
    quoted = any(first <= start and end <= last for first, last in quotes)
    words = category_texts()[match.category]
    own = match.subject is not None and match.subject.who is Who.SELF
    question = words.own if own else words.question.format(who=_who(text, sentence, match.subject))
    tier = Tier.SOFT if match.quiet or quoted else Tier.HARD
    return Hint(start, end, match.category, tier, words.title, words.reason, question)


def _who(text: str, sentence: Sentence, subject: Subject | None) -> str:
    """Return how a question names the people a match is about."""
    if subject is None or subject.pronoun:
        return "you" if subject is not None and subject.who is Who.ADDRESSED else "people"
    named = text[sentence.starts[subject.first] : sentence.ends[subject.last]]
    first = sentence.word(subject.first)
    words = lexicon()
    common = first in words.determiners or first in words.roles or first in words.teams
    if common and named[1:2].islower():
        return named[0].lower() + named[1:]
    return named
