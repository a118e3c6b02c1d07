"""What the matchers share: the match they return, the rule they belong to, and common questions."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from postmortem_desktop.phrasing.lexicon import Sure
from postmortem_desktop.phrasing.outlines import Neighbours
from postmortem_desktop.phrasing.subjects import Reading, Subject, Who
from postmortem_desktop.phrasing.verb_forms import is_past


@dataclass(frozen=True, slots=True)
class Match:
    """A construction found: the words ``first`` to ``last``, both included."""

    category: str
    first: int
    last: int
    subject: Subject | None = None
    quiet: bool = False


Matcher = Callable[[Reading, int], Match | None]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A matcher and the words at which it is called.

    A sentence is looked at only if it holds a word of each set of the ``gate``, with one of the
    ``neighbours`` beside a trigger, or the ``turn`` of a phrase: without them the matcher could
    find nothing there. Rare words make the better gate. A word that is a key of ``stretches``
    counts only as part of one of these stretches of words.
    """

    id: str
    find: Matcher
    triggers: frozenset[str]
    gate: tuple[frozenset[str], ...]
    neighbours: Neighbours | None = None
    turn: str = ""
    stretches: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])


def rule(
    find: Matcher,
    triggers: str | Iterable[str],
    *gate: Iterable[str],
    before: Iterable[str] = (),
    behind: Iterable[str] = (),
    then: Iterable[str] = (),
) -> Rule:
    """Return the rule of a matcher, named after it; without a gate its triggers are the gate.

    A word of ``before`` and one of ``behind`` stand next to a trigger, adverbs aside; right behind
    the latter stands one of ``then``, in which an empty one is for a mark or the end.
    """
    words = frozenset(triggers.split() if isinstance(triggers, str) else triggers)
    gates = tuple(frozenset(part) for part in gate) or (words,)
    near = None
    if before or behind:
        near = Neighbours(frozenset(before), frozenset(behind), frozenset(then))
    return Rule(find.__name__.replace("_", "-"), find, words, gates, near)


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(words.split())


_HAVE = ("have", "has", "had", "'d", "'s")
_CONDITIONS = ("if", "when", "whenever", "unless", "case", "once", "whether")


def accused(reading: Reading, verb: int, least: Sure = Sure.NAMED) -> Subject | None:
    """Return the subject of a past act, unless it is nobody, everybody or a mere condition.

    ``least`` is how sure it has to be that it stands for people: what only people do lets a noun
    pass that is in no dictionary.
    """
    have = reading.before_adverbs(verb - 1)
    at = have if reading.word(have) in _HAVE else verb
    subject = reading.clause_subject(at)
    if subject is None or subject.sure < least or subject.who in (Who.NOBODY, Who.ANYBODY):
        return None
    condition = reading.word(reading.before_adverbs(subject.first - 1))
    if condition == "when" and is_past(reading.word(verb)):
        return subject
    return None if condition in _CONDITIONS else subject


_REASONS = word_set("because since cos cuz")
_AGREED = word_set(
    "agreed planned instructed asked usual scheduled intended a we they told requested he she it"
)


_DEMANDED = word_set(
    "demand demands require requires required prescribe prescribes prescribed stipulates should "
    "always usual ever often likes like says"
)


def explained(reading: Reading, index: int) -> bool:
    """Tell whether a reason follows: *left on as a fallback*, *…, since it was full*."""
    words = reading.sentence.words[index + 1 :]
    if not _REASONS.isdisjoint(words) or "request" in words or "purpose" in words:
        return True
    if any(pair == (",", "as") for pair in itertools.pairwise(words)):
        return _DEMANDED.isdisjoint(words)
    return any(
        word == "as" and following in _AGREED for word, following in itertools.pairwise(words)
    )


_CLAUSE_BEGINS = word_set(", ; : - – — ( but because so while whereas although though")


def denied(reading: Reading, index: int) -> bool:
    """Tell whether the words before ``index`` take the blame back, or say it is not the matter."""
    deny = ("not", "no", "nobody", "noone", "never", "without", "whose", "avoid", "nor", "neither")
    for word in reversed(reading.sentence.words[max(0, index - 8) : index]):
        if word in deny:
            return True
        if word in _CLAUSE_BEGINS:
            return False
    return False
