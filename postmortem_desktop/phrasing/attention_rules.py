"""Where people are said to have had their attention, and in which state they were."""

from __future__ import annotations

from collections.abc import Iterator

from postmortem_desktop.phrasing.lexicon import Lexicon, Sure
from postmortem_desktop.phrasing.matching import Match, Rule, accused, denied, rule, word_set
from postmortem_desktop.phrasing.subjects import Reading, Subject, Who

_ATTENDING = word_set(
    "paying concentrating focused focusing focussed focussing listening thinking looking watching "
    "interested bothered taking awake alert attentive present committed motivated serious"
)


_FEELINGS = word_set(
    "lazy bored tired hungover drunk distracted careless indifferent complacent cocky arrogant "
    "smug stubborn pig-headed overconfident naive blasé nonchalant apathetic inattentive "
    "disinterested "
    "uninterested unmotivated sleepy impatient panicked panicking daydreaming scared afraid"
)


_HASTE = word_set("hurry rush")

_BE = ("was", "were", "is", "are", "am", "been", "'s")


def rules(_words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    yield rule(
        not_attending, _ATTENDING, _ATTENDING, ("not", "never", "half"), before=(*_BE, "half")
    )
    yield rule(felt, _FEELINGS)
    yield rule(in_haste, _HASTE)
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


def not_attending(reading: Reading, index: int) -> Match | None:
    """*The engineer was not paying attention*, *Ingrid wasn't concentrating*."""
    word = reading.word(index)
    be = index - 1
    while reading.lexicon.is_adverb(reading.word(be)) or reading.word(be) in ("not", "half"):
        be -= 1
    if reading.word(be) not in _BE:
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


def _noun_before_comma(reading: Reading, index: int) -> Subject | None:
    return reading.doer_before(index - 1) if reading.word(index - 1) == "," else None


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
