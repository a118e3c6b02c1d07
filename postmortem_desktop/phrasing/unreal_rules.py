"""Another world, in which people had done something else: *had they looked …*."""

from __future__ import annotations

from collections.abc import Iterator

from postmortem_desktop.phrasing.counterfactual_rules import ASIDES, verb_after_have
from postmortem_desktop.phrasing.lexicon import Lexicon, Sure
from postmortem_desktop.phrasing.matching import (
    Match,
    Rule,
    accused,
    denied,
    explained,
    rule,
    word_set,
)
from postmortem_desktop.phrasing.subjects import Reading, Subject, Who
from postmortem_desktop.phrasing.verb_forms import is_past

_UNREAL = frozenset(("would", "could", "should", "might"))


def rules(_words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    have = ("have", "of", "had")
    yield rule(
        had_they,
        "had 'd",
        ("had", "hadn't", "hadnt", "'d"),
        _UNREAL
        | {
            "happens",
            "happened",
            "'d",
            "we'd",
            "i'd",
            "you'd",
            "they'd",
            "he'd",
            "she'd",
            "it'd",
            "there'd",
            "nobody'd",
        },
    )
    verb = ("have", "had", "to", *ASIDES)
    yield rule(might_have, "might could", ("might", "could"), have, _SAID, behind=verb)
    yield rule(instead_of, "instead rather", ("instead", "rather"), behind=("of", "than"))
    yield rule(thereby, "thereby", ("thereby",))
    yield rule(knocking_out, "knocking wiping locking", ("out",), behind=("out",))
    yield rule(could_do_better, "what", ("what",), ("could", "should"), ("better", "differently"))


_SAID = frozenset(("warned", "told", "asked", "mentioned", "said", "informed", "checked"))


def might_have(reading: Reading, index: int) -> Match | None:
    """*You might have warned us*."""
    found = verb_after_have(reading, index + 1)
    subject = reading.doer_before(index)
    if found is None or subject is None or reading.word(index) != "might":
        return None
    verb = found[0]
    told = reading.word(verb + 1) in ("us", "me", "somebody", "someone", "the", "first", "before")
    if reading.word(verb) not in _SAID or not told or subject.who in (Who.NOBODY, Who.ANYBODY):
        return None
    return Match("counterfactual", subject.first, verb, subject)


def had_they(reading: Reading, index: int) -> Match | None:
    """*Had Lena looked …* and *if she had looked …, we would have …*."""
    words = reading.sentence.words
    subject = reading.doer_before(index)
    opening = reading.word(subject.first - 1) if subject is not None else ""
    if opening in ("if", "only", "suppose", "supposing", "imagine") and subject is not None:
        verb = reading.after_adverbs(index + 1)
        first, unreal = subject.first - 1, _UNREAL | {"'d", "happens", "happened"}
    elif (
        reading.word(index - 1) in _OPENS or _follows_result(reading, index)
    ) and "?" not in words[index:]:
        subject = reading.somebody_at(index + 1)
        verb = reading.after_adverbs(subject.last + 1) if subject else index
        first, unreal = index, _UNREAL | {"'d"}
    else:
        return None
    if subject is None or subject.who is Who.NOBODY or subject.sure is Sure.UNKNOWN:
        return None
    if reading.word(verb) == "have":  # *had they have listened*
        verb = reading.after_adverbs(verb + 1)
    if not reading.lexicon.is_participle(reading.word(verb)) or unreal.isdisjoint(words):
        return None
    turned = first == index and not _follows_result(reading, index)
    if turned and unreal.isdisjoint(words[verb:]):
        return None
    return Match("counterfactual", first, verb, subject)


def _follows_result(reading: Reading, index: int) -> bool:
    """Tell whether what would have been comes first: *it would not have happened had he rung*."""
    return reading.word(index - 1) in _RESULTS and not _UNREAL.isdisjoint(
        reading.sentence.words[max(0, index - 9) : index]
    )


_RESULTS = word_set(
    "happened occurred avoided prevented averted caught noticed fine up spared saved shorter "
    "smaller quicker sooner earlier faster better"
)


_OPENS = frozenset(
    (
        "",
        ",",
        ";",
        ":",
        "(",
        "-",
        "—",
        "–",
        "and",
        "but",
        "although",
        "though",
        "that",
        "because",
        "as",
        "which",
        "think",
    )
)


def could_do_better(reading: Reading, index: int) -> Match | None:
    """*What we could have done better*; a heading without people is none."""
    subject = reading.people_at(index + 1)
    if subject is None or reading.word(subject.last + 1) not in ("could", "should"):
        return None
    words = reading.sentence.words[subject.last + 1 : subject.last + 7]
    if "done" not in words or not {"better", "differently"} & set(words):
        return None
    if reading.word(len(reading.sentence.words) - 1) == "?":
        return None
    return Match("counterfactual", index, subject.last + len(words), subject)


_STEPS = word_set(
    "completing fixing posting finishing stopping going using doing talking thinking helping "
    "staying working correcting repairing solving addressing investigating escalating waking "
    "calling ringing phoning reporting admitting alerting raising consulting handing "
    "complete fix post finish stop go use do talk think help stay wait ask ring call report admit "
    "investigate"
)
_AGREED = word_set(
    "agreed decided planned proposed suggested wanted switched moved changed began now"
)
_PLANNED = word_set("will should must can could would shall may now always please let's")
_SAME_IN_PAST = word_set("put reset cut shut let hit set read")
_FARTHEST = 24


def instead_of(reading: Reading, index: int) -> Match | None:
    """*The lead, instead of ringing the desk, sent it*, *they guessed rather than ask*."""
    verb = reading.after_adverbs(index + 2)
    if reading.word(index + 1) not in ("of", "than") or not _is_step(reading, verb):
        return None
    subject = _doer_around(reading, index, verb)
    agreed = not _AGREED.isdisjoint(reading.sentence.words[max(0, index - _FARTHEST) : index])
    if subject is None or agreed or denied(reading, index):
        return None
    told = subject.who in (Who.SELF, Who.GROUP, Who.ADDRESSED) or explained(reading, verb)
    return Match("counterfactual", index, verb, subject, quiet=told)


def _is_step(reading: Reading, verb: int) -> bool:
    """Tell whether a step of care was left out, or what should have come first."""
    words, word = reading.lexicon, reading.word(verb)
    care = words.care_doing | words.duty_doing | words.care | words.duty_acts | words.human_acts
    if word in care | _STEPS:
        return True
    near = range(verb + 1, verb + 7)
    first = any(reading.word(i) == "first" and not reading.word(i + 1).isalpha() for i in near)
    return first and not reading.is_thing(verb) and word not in words.closed


def _doer_around(reading: Reading, index: int, verb: int) -> Subject | None:
    """Return who did something else instead: told before, or behind the phrase."""
    before = _doer_before(reading, index)
    if before is not None:
        return before
    for place in range(verb + 1, min(verb + 18, len(reading.sentence.words))):
        person = reading.people_at(place, whole=False)
        if person is None or (person.pronoun and reading.word(person.first) in _NO_SUBJECTS):
            continue
        deed = reading.word(reading.after_adverbs(person.last + 1))
        if is_past(deed) or deed in _SAME_IN_PAST:
            return person
    return None


_NO_SUBJECTS = word_set("it them him her us me this that")


def _doer_before(reading: Reading, index: int) -> Subject | None:
    """Return the people before ``index`` who are told to have done something."""
    for verb in range(index - 1, max(0, index - _FARTHEST), -1):
        word = reading.word(verb)
        if word in _PLANNED and reading.word(verb + 1) not in ("the", "a"):
            return None
        if is_past(word) or word in _SAME_IN_PAST:
            subject = accused(reading, verb)
            if subject is not None and subject.sure is not Sure.UNKNOWN:
                return subject
    comma = index - 1
    return reading.subject_before(comma) if reading.word(comma) == "," else None


def thereby(reading: Reading, index: int) -> Match | None:
    """*She ran the purge, thereby destroying eight days of readings*."""
    verb = reading.after_adverbs(index + 1)
    if reading.word(verb) not in _HARMING:
        return None
    subject = _doer_before(reading, index)
    if subject is None or subject.who in (Who.NOBODY, Who.ANYBODY):
        return None
    return Match("attribution", index, verb, subject)


def knocking_out(reading: Reading, index: int) -> Match | None:
    """*A fitter switched off the supply, knocking out all tills*."""
    if reading.word(index - 1) != "," or reading.word(index + 1) != "out":
        return None
    subject = _doer_before(reading, index - 1)
    if subject is None or subject.sure is not Sure.PEOPLE or subject.who is not Who.OTHER:
        return None
    return Match("attribution", index, index + 1, subject)


_HARMING = word_set(
    "destroying deleting wiping knocking breaking overwriting losing killing cutting disabling "
    "blocking flooding causing exposing leaking locking emptying corrupting erasing disconnecting "
    "endangering delaying ruining spoiling taking bringing silencing burying risking voiding"
)
