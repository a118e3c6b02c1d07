"""Which of the words that a rule went by carry the verdict: these are marked, and named in a hint.

A rule may need to see more, such as the conjunction before a turn or the owner's *'s*.
"""

from __future__ import annotations

from dataclasses import replace

from postmortem_desktop.phrasing.matching import Match
from postmortem_desktop.phrasing.tokens import Sentence

_MARKS = frozenset(",;:.…–—-()")
_JOINING = frozenset(("and", "or", "but", "yet", "'s"))
_NOT_JOINING = frozenset((("but", "for"), ("yet", "again")))
_BEFORE_CLAUSES = frozenset(("that", "than", "because", "while"))
_LEFT_OPEN = frozenset(("and", "or", "but", "the", "a", "an"))


def trimmed(sentence: Sentence, match: Match) -> Match:
    """Return a match without joining words and marks at its ends, and without half words there."""
    first = match.first
    last = min(match.last, len(sentence.words) - 1)  # its verb may not be written yet
    while first < last and _is_joining(sentence, match, first):
        first += 1
    while first < last and (sentence.words[last] in _LEFT_OPEN or sentence.words[last] in _MARKS):
        last -= 1
    if _is_glued(sentence, first):
        first -= 1
    if sentence.word(last + 1) == "not" and _is_glued(sentence, last + 1):
        last += 1
    unchanged = (first, last) == (match.first, match.last)
    return match if unchanged else replace(match, first=first, last=last)


def _is_joining(sentence: Sentence, match: Match, place: int) -> bool:
    """Tell whether the word at a place only joins what follows to what stands before."""
    word = sentence.words[place]
    if word in _BEFORE_CLAUSES:
        return match.subject is not None and match.subject.first == place + 1
    if word in _JOINING:
        return (word, sentence.word(place + 1)) not in _NOT_JOINING
    return word in _MARKS


def _is_glued(sentence: Sentence, place: int) -> bool:
    """Tell whether a word is written onto the one before: the *n't* of *don't*."""
    if place == 0 or sentence.starts[place] != sentence.ends[place - 1]:
        return False
    return sentence.words[place - 1][-1].isalpha() and sentence.words[place].isalpha()
