"""Praise that mocks, and people between scare quotes."""

from __future__ import annotations

from collections.abc import Iterator

from postmortem_desktop.phrasing.lexicon import Lexicon
from postmortem_desktop.phrasing.matching import Match, Rule, rule
from postmortem_desktop.phrasing.subjects import Reading

_OPENERS = frozenset(
    ("", "oh", "ah", "well", "and", "what", "a", "wow", "such", "yes", ",", "how", "so", "yeah")
)
_MARKS = frozenset(('"', "“", "”", "‘", "’", "'", "«", "»", "„"))
_BEFORE_QUOTES = frozenset(
    (
        "the",
        "our",
        "your",
        "their",
        "his",
        "her",
        "these",
        "those",
        "some",
        "famous",
        "so-called",
        "such",
        "a",
        "of",
        "from",
        "by",
    )
)
_TABS = frozenset(
    (
        "mode",
        "tab",
        "view",
        "field",
        "flag",
        "level",
        "setting",
        "button",
        "role",
        "page",
        "group",
        "list",
        "channel",
        "folder",
        "account",
    )
)
_FURTHER = 24


def rules(words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    yield rule(mocking_praise, words.praise, words.praise, words.sad_ends, before=_OPENERS)
    yield rule(scare_quotes, words.quoted_people)


def mocking_praise(reading: Reading, index: int) -> Match | None:
    """*Nice work, the whole street is dark now*; thanks for what went well is meant."""
    if index > 3 or any(reading.word(i) not in _OPENERS for i in range(index)):
        return None
    words = reading.sentence.words[index + 1 : index + _FURTHER]
    pause = next(
        (i for i, word in enumerate(words) if word in (",", "!", ":", "-", "—", "–", "to", "and")),
        None,
    )
    if pause is None or pause > 3:
        return None
    sad = any(
        word in reading.lexicon.sad_ends and following != "no"
        for word, following in zip(words[pause:], [*words[pause + 1 :], ""], strict=True)
    )
    if not sad or "thanks" in words or "thank" in words:
        return None
    return Match("sarcasm", index, index + pause)


def scare_quotes(reading: Reading, index: int) -> Match | None:
    """*The "experts" from head office*: a word for people that is said not to be true."""
    first = index - 1
    if reading.word(first) not in _MARKS:
        return None
    last = index + 1
    if reading.word(last) not in _MARKS:
        last += 1
    before = reading.word(first - 1)
    if reading.word(last) not in _MARKS or before not in _BEFORE_QUOTES:
        return None
    if _TABS & {reading.word(last + 1), reading.word(last - 1)}:
        return None
    return Match("sarcasm", first - 1, last)
