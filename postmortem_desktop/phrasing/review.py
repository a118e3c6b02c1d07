"""Reads a text for wording that judges, and says what could be asked instead."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from threading import Lock

from postmortem_desktop.i18n import _
from postmortem_desktop.phrasing.kinds import SELF_BLAME
from postmortem_desktop.phrasing.lexicon import (
    Lexicon,
    category_texts,
    further_kind_texts,
    lexicon,
)
from postmortem_desktop.phrasing.matching import Match, Rule
from postmortem_desktop.phrasing.own_rules import OwnRules
from postmortem_desktop.phrasing.phrases import built_in_phrases
from postmortem_desktop.phrasing.rules import RuleTable, matcher_rules, phrase_rule
from postmortem_desktop.phrasing.segments import (
    bare_words,
    lower_case,
    quoted_spans,
    sentence_spans,
    without_fences,
    written_part,
)
from postmortem_desktop.phrasing.stretches import trimmed
from postmortem_desktop.phrasing.subjects import Reading, Subject, Who
from postmortem_desktop.phrasing.tokens import Sentence, read_sentence

NO_OWN_RULES = OwnRules()
_CLOCK = re.compile(r"[012]?\d:[0-5]\d(?::[0-5]\d)?")
_READING = Lock()
_REMEMBERED = 4_096
"""Sentences whose hints are kept, so that only what was changed is read anew."""


class Tier(StrEnum):
    """How sure a hint is: hard ones are underlined, soft ones wait to be asked for."""

    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Hint:
    """Wording worth a second look, from ``start`` to ``end``, and what to ask instead."""

    start: int
    end: int
    category: str
    tier: Tier
    title: str
    reason: str
    questions: tuple[str, ...]
    rule: str = ""
    """The id of the rule or phrase that found it."""
    own: bool = False
    """Whether people blame themselves."""

    @property
    def kind(self) -> str:
        """The kind by which it can be switched off, one of ``KINDS``."""
        return SELF_BLAME if self.own else self.category

    @property
    def question(self) -> str:
        """The first of the questions."""
        return self.questions[0]


def review(
    text: str,
    names: Collection[str] = (),
    *,
    moment: str = "",
    unnamed: str = "",
    own: OwnRules = NO_OWN_RULES,
) -> list[Hint]:
    """Return the hints on a text in reading order; no two of them overlap.

    ``names`` are people of the session, who may be named in full or in part; ``moment`` is how
    questions name the time that the text is about, such as "14:31"; ``unnamed`` is whom they ask
    where nobody is named, such as "you" in a conversation; ``own`` is what a person added and
    silenced. Words in quotation marks are reported speech and give soft hints only.
    """
    parts = frozenset(part.lower() for name in names for part in name.split() if len(part) > 1)
    found = _found(text, parts, own)
    quotes = quoted_spans(text) if found else []
    asked = unnamed or _("people")
    hints = [_hint(finding, quotes, moment, asked) for finding in found]
    return [
        hint
        for hint in hints
        if not own.mutes(hint.rule, hint.kind) and not own.allows(text, hint.start, hint.end)
    ]


def find(text: str) -> list[tuple[int, int, str]]:
    """Return start, end and category of what would be underlined in a text."""
    return [
        (hint.start, hint.end, hint.category) for hint in review(text) if hint.tier is Tier.HARD
    ]


@dataclass(frozen=True, slots=True)
class _Finding:
    """A match in a sentence, with its place in the text and the words for the people in it."""

    start: int
    end: int
    rule: str
    category: str
    quiet: bool
    own: bool
    who: str
    when: str
    """The first clock in the sentence; empty where there is none."""

    def moved(self, offset: int) -> _Finding:
        """Return the finding further right."""
        return replace(self, start=self.start + offset, end=self.end + offset)


@dataclass(frozen=True, slots=True, eq=False)
class _Reader:
    """The rules and words that texts are read with."""

    table: RuleTable
    words: Lexicon


@lru_cache(maxsize=4)
def _reader(own: OwnRules) -> _Reader:
    """Return what to read with, made when first needed; who else needs it meanwhile waits."""
    with _READING:
        words = own.widened(lexicon())
        phrases = own.merged(built_in_phrases())
        rules = (*matcher_rules(words), *map(phrase_rule, phrases))
        return _Reader(RuleTable(rules), words)


def read_ahead() -> None:
    """Read rules and words, so that the first text does not wait for a tenth of a second."""
    _reader(NO_OWN_RULES)


def _found(text: str, names: frozenset[str], own: OwnRules) -> list[_Finding]:
    """Return what the rules find, sentence by sentence; most hold nothing for them."""
    reader = _reader(own)
    written = without_fences(text)
    bare = bare_words(lower_case(written))
    spans = sentence_spans(written)
    asked = reader.table.candidates([bare[start:end] for start, end in spans])
    found: list[_Finding] = []
    for number, rules in asked.items():
        start, end = spans[number]
        near = _read(written_part(written, start, end), names, reader, rules)
        found.extend(finding.moved(start) for finding in near)
    return found


@lru_cache(maxsize=_REMEMBERED)
def _read(
    text: str, names: frozenset[str], reader: _Reader, rules: tuple[Rule, ...]
) -> tuple[_Finding, ...]:
    """Return what some rules find in one sentence."""
    sentence = read_sentence(text, lower_case(text), 0, len(text))
    reading = Reading(sentence, reader.words, names)
    matches = _strongest(_matches(rules, reading))
    return tuple(_finding(text, sentence, rule, match) for rule, match in matches)


def _matches(rules: Iterable[Rule], reading: Reading) -> Iterator[tuple[str, Match]]:
    """Yield what rules find in a sentence that is not itself about blame."""
    words = reading.sentence.words
    present = frozenset(words)
    if not reading.lexicon.mentions.isdisjoint(present):
        return
    if not _SIGNS_OF_MENTION.isdisjoint(present) and _is_about_words(reading):
        return
    if words[:1] and words[0] in ("saying", "writing"):
        return
    for index, word in enumerate(words):
        for rule in rules:
            match = rule.find(reading, index) if word in rule.triggers else None
            if match is not None:
                yield rule.id, trimmed(reading.sentence, match)


def _is_about_words(reading: Reading) -> bool:
    """Tell whether a sentence talks about words, or tells what a rule says."""
    for place, word in enumerate(reading.sentence.words):
        following = reading.word(place + 1)
        if following in ("says", "states", "requires") and word in reading.lexicon.rules:
            return True
        if following in ("word", "words") and word in ("the", "of"):
            return True
        if word in _TERMS and following in ("such", "like"):
            return True
        if word in _ABOUT_BLAME and _is_about_blame(reading, place):
            return True
        if following == "of" and word == "instead" and reading.is_any(place + 2, _NAMING):
            return True
    return False


def _is_about_blame(reading: Reading, place: int) -> bool:
    """Tell whether one of these words is about blame: *the term*, no *long term*."""
    before = reading.word(reading.before_adverbs(place - 1))
    match reading.word(place):
        case "term":
            return before not in _LENGTHS
        case "symptom":
            return not _CAUSES.isdisjoint(reading.sentence.words)
        case _:
            return before not in _AT_IT


_TERMS = frozenset(("word", "words", "term", "terms", "adjectives", "expressions", "language"))
_LENGTHS = frozenset(("long", "short", "medium", "near", "longer", "shorter", "mid"))
_CAUSES = frozenset(("error", "errors", "cause", "causes", "mistake", "mistakes", "system"))
_AT_IT = frozenset(("is", "are", "was", "were", "'s", "keep", "keeps", "kept", "started", "busy"))
_ABOUT_BLAME = frozenset(("term", "symptom", "blaming"))
_SIGNS_OF_MENTION = _TERMS | _ABOUT_BLAME | {"says", "states", "requires", "instead"}
_NAMING = ("writing", "saying", "asking")


def _strongest(matches: Iterator[tuple[str, Match]]) -> list[tuple[str, Match]]:
    """Return the matches in order, of overlapping ones the surest and then the longest."""
    kept: list[tuple[str, Match]] = []
    for rule, match in sorted(
        matches, key=lambda found: (found[1].quiet, found[1].first - found[1].last)
    ):
        if all(match.last < other.first or match.first > other.last for _rule, other in kept):
            kept.append((rule, match))
    return sorted(kept, key=lambda found: found[1].first)


def _finding(text: str, sentence: Sentence, rule: str, match: Match) -> _Finding:
    return _Finding(
        sentence.starts[match.first],
        sentence.ends[match.last],
        rule,
        match.category,
        match.quiet,
        _is_own(sentence, match),
        _who(text, sentence, match.subject),
        next(filter(_CLOCK.fullmatch, sentence.words), ""),
    )


def _is_own(sentence: Sentence, match: Match) -> bool:
    """Tell whether people blame themselves, also where the match names nobody: *my fault*."""
    if match.subject is not None:
        return match.subject.who is Who.SELF
    first = match.first
    if not _OF_SELF.isdisjoint(sentence.words[first : match.last + 1]):
        return True
    said_of = [word for word in sentence.words[max(0, first - 4) : first] if word not in _BETWEEN]
    return tuple(said_of[-2:]) in _I_AM


_OF_SELF = frozenset(("i", "me", "my", "mine", "myself"))
_BETWEEN = frozenset(("a", "an", "the", "such", "so", "just", "really", "complete", "total"))
_I_AM = tuple(("i", verb) for verb in ("am", "was", "feel", "felt"))


def _who(text: str, sentence: Sentence, subject: Subject | None) -> str:
    """Return how a question names the people a match is about."""
    if subject is None:
        return ""
    if subject.pronoun:
        return "you" if subject.who is Who.ADDRESSED else "people"
    named = text[sentence.starts[subject.first] : sentence.ends[subject.last]]
    first = sentence.word(subject.first)
    words = lexicon()
    common = first in words.determiners or first in words.roles or first in words.teams
    if common and named[1:2].islower():
        return named[0].lower() + named[1:]
    return named


def _hint(finding: _Finding, quotes: list[tuple[int, int]], moment: str, unnamed: str) -> Hint:
    """Return what is said to people about a finding."""
    start, end = finding.start, finding.end
    quoted = any(first <= start and end <= last for first, last in quotes)
    words = category_texts()[finding.category]
    questions = words.own if finding.own else words.questions
    when = finding.when or moment or _("that moment")
    filled = tuple(question.format(who=finding.who or unnamed, when=when) for question in questions)
    tier = Tier.SOFT if finding.quiet or quoted else Tier.HARD
    said = further_kind_texts()[SELF_BLAME] if finding.own else words
    return Hint(
        start,
        end,
        finding.category,
        tier,
        said.title,
        said.reason,
        filled,
        finding.rule,
        finding.own,
    )
