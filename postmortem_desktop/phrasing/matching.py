"""What the matchers share: the match they return, and two questions they ask of a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from postmortem_desktop.phrasing.subjects import Reading, Subject, Who


@dataclass(frozen=True, slots=True)
class Match:
    """A construction found: the words ``first`` to ``last``, both included."""

    category: str
    first: int
    last: int
    subject: Subject | None = None
    quiet: bool = False


Matcher = Callable[[Reading, int], Match | None]


_HAVE = ("have", "has", "had", "'d", "'s")


def accused(reading: Reading, verb: int) -> Subject | None:
    """Return the subject of a past act, unless it is nobody, everybody or a mere condition."""
    have = reading.before_adverbs(verb - 1)
    subject = reading.subject_before(have if reading.word(have) in _HAVE else verb)
    if subject is None or subject.who in (Who.NOBODY, Who.ANYBODY):
        return None
    condition = reading.word(reading.before_adverbs(subject.first - 1))
    return None if condition in ("if", "when", "whenever", "unless", "case", "once") else subject


def denied(reading: Reading, index: int) -> bool:
    """Tell whether the words before ``index`` take the blame back, or say it is not the matter."""
    deny = ("not", "no", "nobody", "noone", "never", "without", "whose", "avoid", "nor", "neither")
    for word in reversed(reading.sentence.words[max(0, index - 8) : index]):
        if word in deny:
            return True
        if word in (",", ";", ":", "but", "because"):
            return False
    return False
