"""Whose fault it was said to be."""

from __future__ import annotations

from collections.abc import Iterator

from postmortem_desktop.phrasing.lexicon import Lexicon
from postmortem_desktop.phrasing.matching import Match, Rule, accused, denied, rule, word_set
from postmortem_desktop.phrasing.subjects import Reading, Subject, Who

CLAUSE_ENDS = frozenset(
    (
        "",
        ".",
        ",",
        "!",
        "?",
        "and",
        "who",
        ";",
        ")",
        "(",
        "-",
        "—",
        "but",
        "again",
        "lol",
        "tbh",
        "smh",
    )
)


BE = frozenset(("is", "was", "are", "were", "am", "'s", "be", "been"))


def rules(_words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    yield rule(fault, "fault faults")
    yield rule(blame, "blame blamed blames culprit guilty")
    yield rule(blame_rests, "blame responsibility", ("blame", "responsibility"), _RESTS)
    yield rule(
        lies_with,
        "with",
        ("with",),
        ("lies", "lie", "lay", "rests", "sits", "stops", "starts", "began"),
    )
    yield rule(
        is_on_them,
        "on",
        ("on",),
        ("that", "this", "it", "that's", "this's", "it's", "thats", "one"),
        before=("is", "was", "'s", "one"),
    )


def fault(reading: Reading, index: int) -> Match | None:
    """*Marco's fault*, *whoever added it was at fault*."""
    if denied(reading, index) or reading.is_any(index + 1, ("tolerance", "domain", "domains")):
        return None
    before = reading.word(index - 1)
    if before in ("own", "entire", "sole"):
        index, before = index - 1, reading.word(index - 2)
    if before in reading.lexicon.possessives and before != "its":
        return Match("attribution", index - 1, index)
    subject = _whose_fault(reading, index, before)
    if subject is not None:
        return Match("attribution", subject.first, index, subject)
    if reading.word(index + 1) == "of":
        person = reading.people_at(index + 2)
        if person is not None and not person.pronoun:
            return Match("attribution", index, person.last, person)
    return None


def _whose_fault(reading: Reading, index: int, before: str) -> Subject | None:
    """Return who is named before "fault": *Ana's fault*, *is at fault*, *took the fault*."""
    if before in ("'s", "'"):
        subject = reading.subject_before(index - 1)
        return subject if subject is not None and subject.who is not Who.NOBODY else None
    if before == "at":
        be = reading.before_adverbs(index - 2)
        return _at_fault(reading, be) if reading.word(be) in BE else None
    if before in ("some", "full", "the") and reading.word(index - 2) in _TAKING:
        return accused(reading, index - 2)
    return None


_TAKING = word_set("accept accepted take took admit admitted accepts takes bear bears share")


def _at_fault(reading: Reading, be: int) -> Subject | None:
    """Return who is said to be at fault; in *whoever added it was at fault* it is the clause."""
    subject = accused(reading, be)
    if subject is None:
        for place in range(be - 1, max(-1, be - 8), -1):
            if reading.word(place) == "whoever":
                return Subject(place, place, Who.OTHER, pronoun=True)
    return subject


def blame(reading: Reading, index: int) -> Match | None:
    """*Support is to blame*, *blame the network guys*, *no one to blame but yourself*."""
    if reading.word(index) in ("culprit", "guilty"):
        return _culprit(reading, index)
    if reading.word(index - 1) == "the" and reading.word(index - 2) in _TAKING:
        subject = accused(reading, index - 2)
        return Match("attribution", subject.first, index, subject) if subject else None
    if reading.word(index + 1) == "but" and reading.word(index - 1) == "to":
        person = reading.people_at(index + 2)
        return Match("attribution", index, person.last, person) if person else None
    if reading.word(index - 1) == "git" or denied(reading, index):
        return None
    if reading.word(index - 1) == "to":
        be = reading.before_adverbs(index - 2)
        if reading.word(be) not in BE:
            return None
        subject = accused(reading, be)
        return Match("attribution", subject.first, index, subject) if subject else None
    return _blamed(reading, index)


def _blamed(reading: Reading, index: int) -> Match | None:
    place = index + 2 if reading.word(index + 1) == "on" else index + 1
    before = reading.word(reading.before_adverbs(index - 1))
    opens = reading.before_adverbs(index - 1) < 0 or before in (",", ":", ";", "-", "so", "just")
    subject = None if opens else reading.subject_before(index)
    if not opens and subject is None and before not in ("can", "'d", "we", "let"):
        return None
    person = reading.people_at(place)
    if person is None or (subject is not None and subject.who is Who.OTHER and subject.pronoun):
        return None
    return Match("attribution", index, person.last, person)


def _culprit(reading: Reading, index: int) -> Match | None:
    """*Ana is the culprit*: a person, for a query may be one as well."""
    be = reading.before_adverbs(index - 1)
    while reading.word(be) in ("the", "real", "main", "a", "usual", "actual"):
        be -= 1
    be = reading.before_adverbs(be)
    if reading.word(be) not in BE or denied(reading, index):
        return None
    subject = accused(reading, be)
    if subject is None or (subject.pronoun and reading.word(subject.first) in ("they", "i", "we")):
        return None
    return Match("attribution", subject.first, index, subject)


_RESTS = word_set("rests lies falls sits belongs rest lie fall")


def blame_rests(reading: Reading, index: int) -> Match | None:
    """*The blame rests upon us*."""
    verb = reading.after_adverbs(index + 1)
    if reading.word(verb) not in _RESTS or denied(reading, index):
        return None
    place = verb + 1
    while reading.is_any(
        place, ("squarely", "solely", "entirely", "also", "with", "on", "upon", "to", "partly")
    ):
        place += 1
    person = reading.people_at(place)
    if person is None or (
        reading.word(index) == "responsibility" and "squarely" not in reading.sentence.words
    ):
        return None
    return Match("attribution", index, person.last, person)


_GUILT = word_set("fault blame responsibility guilt mistake error problem cause buck failure")


def lies_with(reading: Reading, index: int) -> Match | None:
    """*The fault lies with the vendor*, *the buck stops with her*."""
    verb = reading.before_adverbs(index - 1)
    if reading.word(verb) == "squarely":
        verb = reading.before_adverbs(verb - 1)
    if not verb or reading.word(verb) not in ("lies", "lie", "lay", "rests", "sits", "stops"):
        return None
    if _GUILT.isdisjoint(reading.sentence.words[max(0, verb - 5) : verb]) or denied(reading, index):
        return None
    person = reading.people_at(index + 1, whole=False)
    return Match("attribution", verb, person.last, person) if person else None


def is_on_them(reading: Reading, index: int) -> Match | None:
    """*That's on the platform team*."""
    be = reading.before_adverbs(index - 1)
    what = be - 1
    if reading.word(be) not in ("is", "was", "'s", "one") or denied(reading, index):
        return None
    if reading.word(what) == "one":
        what -= 1
    if reading.word(what) not in ("that", "this", "it") or reading.word(what - 1) in ("so", "and"):
        return None
    person = reading.people_at(index + 1)
    if person is None or reading.word(person.last + 1) not in (*CLAUSE_ENDS, "for", "not"):
        return None
    if reading.word(what) == "it" and not person.pronoun:
        return None
    return Match("attribution", what, person.last, person)
