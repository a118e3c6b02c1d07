"""What people are supposed to have thought, wanted, or paid attention to."""

from __future__ import annotations

from collections.abc import Iterator

from postmortem_desktop.phrasing.lexicon import Lexicon, Sure
from postmortem_desktop.phrasing.matching import Match, Rule, accused, denied, rule, word_set
from postmortem_desktop.phrasing.subjects import Reading, Who

_ATTENDING = word_set(
    "paying concentrating focused focusing focussed focussing listening thinking looking watching "
    "interested bothered taking awake alert attentive present committed motivated serious"
)
_PURPOSELY = word_set(
    "intentionally deliberately purposely knowingly wilfully willfully consciously wantonly"
)
_SLIGHTS = word_set(
    "ignoring ignored decided ignore skipped skipping bypassed bypassing hid hiding withheld "
    "withholding disregarded disregarding misled delayed left dismissed chose broke violated kept "
    "concealed avoided avoiding delayed disabled"
)
_CARING = word_set("interest regard concern respect sense appetite consideration willingness")
_FEELINGS = word_set(
    "lazy bored tired hungover drunk distracted careless indifferent complacent cocky arrogant "
    "smug stubborn pig-headed overconfident naive blasé nonchalant apathetic inattentive disinterested "
    "uninterested unmotivated sleepy impatient panicked panicking daydreaming scared afraid"
)
_HASTE = word_set("hurry rush")


def rules(words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    yield rule(state_of_mind, words.minds)
    yield rule(not_attending, _ATTENDING)
    yield rule(on_purpose, _PURPOSELY)
    yield rule(no_interest, _CARING, _CARING, ("no", "little", "without", "zero", "any"))
    yield rule(
        only_cared,
        "cared cares care caring interested",
        ("cared", "cares", "care", "caring", "interested"),
        ("only", "more", "just", "nothing"),
    )
    yield rule(felt, _FEELINGS)
    yield rule(
        wanted_to_be_done,
        "wanting wanted eager keen desperate anxious",
        ("wanting", "wanted", "eager", "keen", "desperate", "anxious"),
        ("home", "finished", "done", "finish", "leave", "bed", "over", "look", "impress", "rid"),
    )
    yield rule(in_haste, _HASTE)
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
    yield rule(
        lost_track,
        "lost lose losing loses",
        ("lost", "lose", "losing", "loses"),
        (
            "track",
            "sight",
            "focus",
            "overview",
            "concentration",
            "awareness",
            "plot",
            "nerve",
            "head",
        ),
    )
    yield rule(could_not_be_bothered, "bothered arsed")


def state_of_mind(reading: Reading, index: int) -> Match | None:
    """*Complacent*, *overconfidence*."""
    return None if denied(reading, index) else Match("mindset", index, index)


def not_attending(reading: Reading, index: int) -> Match | None:
    """*The engineer was not paying attention*, *Ingrid wasn't concentrating*."""
    word = reading.word(index)
    be = index - 1
    while reading.lexicon.is_adverb(reading.word(be)) or reading.word(be) in ("not", "half"):
        be -= 1
    if reading.word(be) not in ("was", "were", "is", "are", "am", "been", "'s"):
        return None
    if not {"not", "never", "half"} & set(reading.sentence.words[be:index]):
        return None
    subject = accused(reading, _first_auxiliary(reading, be))
    if subject is None:
        return None
    following = reading.word(index + 1)
    if word in (
        "watching",
        "looking",
        "alert",
        "present",
        "taking",
        "serious",
        "awake",
    ) and following not in (
        "at",
        "it",
        "this",
        "the",
        "",
        ".",
        "enough",
        "seriously",
        "properly",
        "where",
    ):
        return None
    own = subject.who in (Who.SELF, Who.GROUP)
    if own and word not in ("paying", "concentrating", "thinking", "listening", "taking"):
        return None
    last = index + 1 if following in ("attention", "it", "this", "the") else index
    return Match("mindset", subject.first, last, subject)


def _first_auxiliary(reading: Reading, be: int) -> int:
    while reading.word(reading.before_adverbs(be - 1)) in (
        "had",
        "has",
        "have",
        "could",
        "must",
        "may",
    ):
        be = reading.before_adverbs(be - 1)
    return be


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


def felt(reading: Reading, index: int) -> Match | None:
    """*He was distracted*, *the assistant, being lazy, wrote them by hand*."""
    if denied(reading, index):
        return None
    be = reading.before_adverbs(index - 1)
    while reading.word(be) in (
        "too",
        "so",
        "a",
        "bit",
        "rather",
        "quite",
        "pretty",
        "probably",
        "clearly",
    ):
        be = reading.before_adverbs(be - 1)
    verb = reading.word(be)
    if verb not in (
        "was",
        "were",
        "being",
        "got",
        "became",
        "grew",
        "grown",
        "become",
        "been",
        "'s",
        "seemed",
        "felt",
    ):
        return None
    start = _first_auxiliary(reading, be)
    subject = accused(reading, start, Sure.NAMED)
    if verb == "being" and subject is None:
        subject = _noun_before_comma(reading, be)
    if subject is None or subject.who is Who.SELF:
        return None
    mild = reading.word(index) in ("tired", "bored", "scared", "afraid", "impatient", "sleepy")
    category = "competence" if reading.word(index) in ("lazy", "careless") else "mindset"
    return Match(category, subject.first, index, subject, quiet=mild)


def _noun_before_comma(reading: Reading, index: int):
    return reading.doer_before(index - 1) if reading.word(index - 1) == "," else None


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


def in_haste(reading: Reading, index: int) -> Match | None:
    """*She was in a hurry to get home*."""
    place = index - 1
    while reading.word(place) in ("a", "too", "big", "great", "such", "mad", "much", "of"):
        place -= 1
    if reading.word(place) != "in":
        return None
    be = reading.before_adverbs(place - 1)
    if reading.word(be) not in ("was", "were", "being", "'s", "is") or denied(reading, index):
        return None
    subject = accused(reading, be)
    if subject is None or subject.who in (Who.SELF, Who.GROUP):
        return None
    return Match("mindset", subject.first, index, subject)


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


_LOST = word_set("track sight focus overview concentration awareness plot nerve head")


def lost_track(reading: Reading, index: int) -> Match | None:
    """*The controller lost track of the northbound aircraft*."""
    place = index + 1
    while reading.word(place) in (
        "the",
        "all",
        "their",
        "his",
        "her",
        "situational",
        "situation",
        "complete",
    ):
        place += 1
    if reading.word(place) not in _LOST or denied(reading, index):
        return None
    subject = accused(reading, index, Sure.UNKNOWN)
    if subject is None:
        return None
    return Match("mindset", subject.first, place, subject)


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
