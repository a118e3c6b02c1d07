"""What people had to do, or had no business doing, as it is held against them afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from postmortem_desktop.phrasing.counterfactual_rules import (
    verb_after_have,
)
from postmortem_desktop.phrasing.lexicon import Lexicon, Sure
from postmortem_desktop.phrasing.matching import Match, Rule, accused, rule, word_set
from postmortem_desktop.phrasing.subjects import Reading, Who


def rules(_words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    have = ("have", "of", "had")
    yield rule(
        done_better_to,
        "better wiser advised best safer smarter",
        ("better", "wiser", "advised", "safer", "smarter"),
        ("would",),
        have,
    )
    yield rule(need_not_have, "need needed", ("need", "needed", "needn't", "neednt"))
    yield rule(
        duty_was,
        "job duty responsibility obligation place up",
        ("job", "duty", "responsibility", "obligation", "up"),
        ("to",),
        ("was", "had", "were"),
        behind=("to",),
    )
    yield rule(
        needed_to_have, "needed was were", ("needed", "was", "were"), have, ("to",), behind=("to",)
    )
    yield rule(wish_they_had, "wish wishes", ("wish", "wishes"), _HAD)
    yield rule(better_off, "would", ("would",), have, _OUGHT_TO_BE)
    yield rule(was_meant_to, _MEANT, _MEANT, ("to",), before=("was", "were"), behind=("to",))
    yield rule(no_business, "business right excuse", ("business", "right", "excuse"), ("no",))
    yield rule(least_they_could, "least", ("least",), ("could", "should"))


_HAD = word_set("had would could 'd i'd we'd you'd he'd she'd they'd")
_MEANT = word_set("supposed meant expected required obliged told asked instructed")


_RECEIVED = word_set("get receive have be see hear arrive come find expect start run")


def was_meant_to(reading: Reading, index: int) -> Match | None:
    """*You were supposed to watch the graphs*: a duty, not an expectation about the world."""
    verb = reading.after_adverbs(index + 2)
    be = reading.before_adverbs(index - 1)
    word = reading.word(index)
    if reading.word(index + 1) != "to" or reading.word(be) not in ("was", "were"):
        return None
    if reading.word(verb) in _RECEIVED or word in (
        "told",
        "asked",
        "instructed",
        "required",
        "expected",
    ):
        return None
    subject = accused(reading, be, Sure.NAMED)
    if subject is None:
        return None
    own = subject.who in (Who.SELF, Who.GROUP)
    return Match(
        "counterfactual", subject.first, index + 1, subject, quiet=own and subject.who is Who.GROUP
    )


def no_business(reading: Reading, index: int) -> Match | None:
    """*She had no business touching the router*."""
    if reading.word(index - 1) != "no" or reading.word(index - 2) not in ("had", "has", "have"):
        return None
    following = reading.word(index + 1)
    if reading.word(index) == "excuse":
        fits = following in ("for", "not", "", ".", "to")
    else:
        fits = following.endswith("ing") or following in ("to", "in")
    subject = accused(reading, index - 2, Sure.NAMED)
    return Match("counterfactual", subject.first, index, subject) if subject and fits else None


def least_they_could(reading: Reading, index: int) -> Match | None:
    """*The least he could have done is call*, *they could at least have asked*."""
    words = reading.sentence.words
    near = words[max(0, index - 4) : index + 5]
    if reading.word(index - 1) not in ("the", "at") or "have" not in near:
        return None
    place = next(
        (i for i in range(max(0, index - 3), index + 4) if reading.word(i) in ("could", "should")),
        None,
    )
    if place is None:
        return None
    subject = reading.doer_before(place)
    if subject is None or subject.sure < Sure.NAMED or subject.who in (Who.NOBODY, Who.ANYBODY):
        return None
    return Match("counterfactual", min(index - 1, subject.first), max(index, place), subject)


_OUGHT_TO_BE = frozenset(
    (
        "better",
        "wiser",
        "smarter",
        "best",
        "right",
        "obvious",
        "sensible",
        "proper",
        "hindsight",
        "retrospect",
        "correct",
        "professional",
        "safer",
    )
)


_WAYS = word_set("approach thing option choice way course move step call solution response")


def better_off(reading: Reading, index: int) -> Match | None:
    """*We would have been better off waiting*, *the right thing would have been to stop*."""
    found = verb_after_have(reading, index + 1)
    if found is None:
        return None
    verb, negated = found
    if negated:
        return None
    subject = reading.subject_before(index)
    after = reading.word(verb + 1)
    if reading.word(verb) == "been":
        if subject is not None and after in ("better", "wiser", "smarter"):
            return Match("counterfactual", subject.first, verb + 1, subject)
        before = reading.before_adverbs(index - 1)
        judged = reading.word(before) in _WAYS and reading.word(before - 1) in _OUGHT_TO_BE
        return Match("counterfactual", before - 1, verb) if judged and after != "worse" else None
    looked_back = {"hindsight", "retrospect"} & set(reading.sentence.words[:index])
    if subject is not None and looked_back and reading.lexicon.is_participle(reading.word(verb)):
        return Match("counterfactual", subject.first, verb, subject)
    return None


def wish_they_had(reading: Reading, index: int) -> Match | None:
    """*I wish the Lisbon office had told us*."""
    had = next(
        (i for i in range(index + 2, index + 9) if reading.word(i) in ("had", "would", "'d")), None
    )
    if had is None or reading.word(index - 1) not in (
        "i",
        "we",
        "only",
        "",
        "all",
        "you",
        "do",
        "really",
    ):
        return None
    subject = reading.doer_before(had)
    if subject is None or subject.first <= index or subject.who in (Who.NOBODY, Who.ANYBODY):
        return None
    if reading.word(subject.first) == reading.word(index - 1):
        return None
    verb = reading.after_adverbs(had + 1)
    deed = reading.word(verb)
    if subject.sure < reading.lexicon.least_sure(deed) or deed in ("known", "had", "been"):
        return None
    return Match("counterfactual", index, verb, subject)


def needed_to_have(reading: Reading, index: int) -> Match | None:
    """*They needed to have told us by Wednesday*, *the registrar was to have brought it*."""
    if reading.word(index + 1) != "to" or reading.word(index + 2) != "have":
        return None
    verb = reading.after_adverbs(index + 3)
    subject = accused(reading, index, Sure.NAMED)
    if subject is None or not reading.lexicon.is_participle(reading.word(verb)):
        return None
    return Match("counterfactual", subject.first, verb, subject)


def duty_was(reading: Reading, index: int) -> Match | None:
    """*It was the porter's job to lock the gate*, *it was up to her to call it off*."""
    word = reading.word(index)
    if word == "up":
        be = reading.before_adverbs(index - 1)
        person = reading.people_at(index + 2, whole=False)
        if reading.word(be) != "was" or reading.word(index + 1) != "to" or person is None:
            return None
        if reading.word(person.last + 1) != "to" or reading.word(be - 1) not in (
            "it",
            "this",
            "that",
        ):
            return None
        return Match("counterfactual", be, person.last + 1, person)
    if reading.word(index + 1) != "to":
        return None
    if word == "obligation":
        verb = index - 2 if reading.word(index - 1) in ("an", "the", "every", "a") else index - 1
        subject = accused(reading, verb, Sure.NAMED) if reading.word(verb) == "had" else None
        return Match("counterfactual", subject.first, index, subject) if subject else None
    of_people = reading.word(index - 1) in ("'s", "'")
    if not of_people and reading.word(index - 1) not in ("his", "her", "their", "your"):
        return None
    subject = reading.doer_before(index - 1) if of_people else None
    be = (subject.first if subject else index - 1) - 1
    if reading.word(be) != "was" or reading.word(be - 1) not in ("it", "that", "this"):
        return None
    return Match("counterfactual", be, index + 1, subject)


def need_not_have(reading: Reading, index: int) -> Match | None:
    """*The loader did not need to empty the whole hopper*, *you need not have restarted it*."""
    before = reading.sentence.words[max(0, index - 3) : index]
    after = reading.sentence.words[index + 1 : index + 3]
    if after[:1] == ["to"] and "not" in before and "did" in before:
        did = index - 1 - before[::-1].index("did")
        subject = accused(reading, did, Sure.PEOPLE)
        third = subject is not None and subject.who in (Who.OTHER, Who.ADDRESSED)
        return (
            Match("counterfactual", subject.first, index + 1, subject)
            if subject and third
            else None
        )
    if after == ["not", "have"]:
        subject = accused(reading, index, Sure.NAMED)
        return Match("counterfactual", subject.first, index + 2, subject) if subject else None
    return None


def done_better_to(reading: Reading, index: int) -> Match | None:
    """*Lindqvist would have done better to leave it*, *it would have been wiser of her to go*."""
    words = reading.sentence.words
    would = next((i for i in range(index - 1, max(-1, index - 6), -1) if words[i] == "would"), None)
    if would is None or "have" not in words[would:index]:
        return None
    if reading.word(index - 1) == "done" or reading.word(index) == "advised":
        subject = accused(reading, would, Sure.NAMED)
        fits = reading.word(index + 1) in ("to", "if", "by", "leaving", "waiting", "asking")
        return Match("counterfactual", subject.first, index, subject) if subject and fits else None
    if reading.word(index + 1) == "for":
        person = reading.somebody_at(index + 2)
        return Match("counterfactual", would, person.last, person) if person else None
    if reading.word(index + 1) == "if":
        person = reading.somebody_at(index + 2)
        had = person is not None and reading.word(person.last + 1) in ("had", "'d")
        return Match("counterfactual", would, person.last + 1, person) if person and had else None
    return None
