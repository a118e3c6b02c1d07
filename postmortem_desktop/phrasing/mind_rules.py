"""What people are supposed to have thought, wanted, or paid attention to."""

from __future__ import annotations

from collections.abc import Iterator

from postmortem_desktop.phrasing.lexicon import Lexicon, Sure
from postmortem_desktop.phrasing.matching import Match, Rule, accused, denied, rule, word_set
from postmortem_desktop.phrasing.subjects import Reading, Who

_PURPOSELY = word_set(
    "intentionally deliberately purposely knowingly wilfully willfully consciously wantonly"
)


_SLIGHTS = word_set(
    "ignoring ignored decided ignore skipped skipping bypassed bypassing hid hiding withheld "
    "withholding disregarded disregarding misled delayed left dismissed chose broke violated kept "
    "concealed avoided avoiding delayed disabled"
)


_CARING = word_set("interest regard concern respect sense appetite consideration willingness")


def rules(words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    yield rule(state_of_mind, words.minds)
    yield rule(on_purpose, _PURPOSELY)
    yield rule(no_interest, _CARING, _CARING, ("no", "little", "without", "zero", "any"))
    yield rule(
        only_cared,
        "cared cares care caring interested",
        ("cared", "cares", "care", "caring", "interested"),
        ("only", "more", "just", "nothing"),
    )
    yield rule(
        wanted_to_be_done,
        "wanting wanted eager keen desperate anxious",
        ("wanting", "wanted", "eager", "keen", "desperate", "anxious"),
        ("home", "finished", "done", "finish", "leave", "bed", "over", "look", "impress", "rid"),
    )
    yield rule(
        assumed_blindly,
        "assumed assuming trusted trusting believed believing followed copied hoped hoping",
        (
            "assumed",
            "assuming",
            "trusted",
            "trusting",
            "believed",
            "believing",
            "hoped",
            "hoping",
            "copied",
            "followed",
        ),
        _BLINDLY,
    )
    yield rule(could_not_be_bothered, "bothered arsed")


def state_of_mind(reading: Reading, index: int) -> Match | None:
    """*Complacent*, *overconfidence*."""
    return None if denied(reading, index) else Match("mindset", index, index)


def on_purpose(reading: Reading, index: int) -> Match | None:
    """*They purposely decided to deploy it*, *you are intentionally ignoring me*."""
    verb = reading.after_adverbs(index + 1)
    if reading.word(verb) not in _SLIGHTS:
        return None
    be = reading.before_adverbs(index - 1)
    at = be if reading.word(be) in ("is", "are", "was", "were", "'re", "am", "'s") else index
    subject = reading.subject_before(at)
    if subject is None or subject.who in (Who.SELF, Who.GROUP, Who.NOBODY):
        return None
    return Match("mindset", subject.first, verb, subject)


def no_interest(reading: Reading, index: int) -> Match | None:
    """*The leads showed no interest in the warnings*, *without any regard for the shift*."""
    quantity = index - 1
    while reading.word(quantity) in ("real", "particular", "great", "slightest", "any", "the"):
        quantity -= 1
    verb = quantity - 1
    if reading.word(quantity) in ("no", "little", "zero") and reading.word(verb) in _SHOWING:
        subject = accused(reading, verb, Sure.UNKNOWN)
        if subject is None or (reading.word(index) == "sense" and reading.word(index + 1) != "of"):
            return None
        return Match("mindset", subject.first, index, subject)
    if reading.word(quantity) == "without" and reading.word(index) in (
        "regard",
        "consideration",
        "concern",
    ):
        return Match("mindset", quantity, index)
    return None


_SHOWING = word_set("showed shows show had has have took takes expressed displayed with")


def only_cared(reading: Reading, index: int) -> Match | None:
    """*Marketing only cared about the launch*, *was more interested in features than in us*."""
    near = set(reading.sentence.words[max(0, index - 3) : index])
    if reading.word(index) == "interested":
        be = index - 1
        while reading.word(be) in ("only", "more", "just", "mainly", "far", "much"):
            be -= 1
        if not {"only", "more", "just"} & near or reading.word(be) not in (
            "was",
            "were",
            "is",
            "are",
            "'s",
            "being",
        ):
            return None
        subject = accused(reading, be, Sure.UNKNOWN)
        return Match("mindset", subject.first, index, subject) if subject else None
    verb = reading.before_adverbs(index - 1) + 1
    if not {"only", "just", "never"} & near and reading.word(index + 1) not in (
        "more",
        "nothing",
        "only",
    ):
        return None
    subject = accused(reading, verb)
    if subject is None or reading.word(index + 1) not in ("about", "for", "more", "that", "only"):
        return None
    return Match("mindset", subject.first, index, subject)


def wanted_to_be_done(reading: Reading, index: int) -> Match | None:
    """*Wanting to be finished before the holiday*, *he just wanted to go home*."""
    near = set(reading.sentence.words[index + 1 : index + 6])
    if (
        not {"home", "finished", "done", "finish", "leave", "bed", "over", "look", "impress", "rid"}
        & near
    ):
        return None
    if reading.word(index + 1) not in ("to", "it"):
        return None
    subject = accused(reading, reading.before_adverbs(index - 1) + 1)
    if subject is None and reading.word(index - 1) == ",":
        subject = reading.doer_before(index - 1)
    if subject is None or subject.who in (Who.SELF, Who.GROUP):
        return None
    if {"look", "leave", "over", "done"} & near and not {"good", "early", "with", "home"} & set(
        reading.sentence.words[index + 1 : index + 8]
    ):
        return None
    return Match("mindset", subject.first, index + 3, subject)


_BLINDLY = word_set(
    "blindly naively simply lazily carelessly foolishly wrongly smugly happily just"
)


_BLIND = word_set("blindly naively lazily carelessly foolishly smugly")


def assumed_blindly(reading: Reading, index: int) -> Match | None:
    """*He blindly assumed the backup had run*."""
    near = reading.sentence.words[max(0, index - 2) : index + 2]
    if not _BLIND & set(near) or denied(reading, index):
        return None
    start = index - 1 if reading.word(index - 1) in _BLIND else index
    subject = accused(reading, reading.before_adverbs(index - 1) + 1)
    return Match("mindset", subject.first if subject else start, index, subject)


def could_not_be_bothered(reading: Reading, index: int) -> Match | None:
    """*She could not be bothered to ring*, *if you can't be arsed*."""
    be = reading.before_adverbs(index - 1)
    if reading.word(be) != "be":
        return None
    words = reading.sentence.words
    can = next(
        (i for i in range(be - 1, max(-1, be - 4), -1) if words[i] in ("can", "could")), None
    )
    if can is None:
        return None
    subject = reading.doer_before(can)
    negated = "not" in words[can:be] or (subject is not None and subject.who is Who.NOBODY)
    if subject is None or not negated:
        return None
    return Match("mindset", subject.first, index, subject)
