"""What people are said to be unable to do, and to lack."""

from __future__ import annotations

from collections.abc import Iterator

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
from postmortem_desktop.phrasing.subjects import Reading, Who
from postmortem_desktop.phrasing.verdict_rules import (
    be_before,
)


def rules(_words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    yield rule(inexperienced, "inexperienced unqualified untrained unskilled")
    yield rule(
        lacks_understanding,
        "understand know clue idea suck sucks",
        ("understand", "know", "clue", "idea", "suck", "sucks"),
        _PLAIN_SIGNS,
    )
    yield rule(not_good_enough, _ABLE)
    yield rule(slow_to_act, "slow late quick", ("slow", "late", "quick"), ("to",), _REACTING)
    yield rule(
        poor_job,
        "job jobs mess",
        ("job", "jobs", "mess"),
        ("did", "done", "made", "make", "making", "does"),
    )
    yield rule(
        lack_of,
        "lack lacking absence want shortage",
        ("lack", "lacking", "absence", "want", "shortage"),
        _QUALITIES,
    )


def inexperienced(reading: Reading, index: int) -> Match | None:
    """*Due to having an inexperienced staff*, *he is too inexperienced*."""
    if denied(reading, index):
        return None
    for last in (index + 1, index + 2):
        if reading.is_noun_for_people(last) and reading.is_noun_end(last + 1):
            return Match("competence", index, index + 1)
    be = be_before(reading, index)
    subject = accused(reading, be) if be != index else None
    if subject is None or reading.word(index - 1) not in ("too", "so", "simply", "just", "clearly"):
        return None
    return Match("competence", subject.first, index, subject)


_PLAIN_SIGNS = word_set(
    "clearly obviously evidently doesn't don't doesnt dont no clue not really suck sucks apparently"
)


def lacks_understanding(reading: Reading, index: int) -> Match | None:
    """*You clearly don't understand this*, *she does not know what she is doing*."""
    word = reading.word(index)
    words = reading.sentence.words
    if word in ("suck", "sucks"):
        subject = reading.subject_before(index)
        at = reading.word(index + 1) in ("at", "as")
        return Match("competence", subject.first, index, subject) if subject and at else None
    if word in ("clue", "idea"):
        if reading.word(index - 1) != "no" or reading.word(index - 2) not in (
            "has",
            "have",
            "had",
            "got",
        ):
            return None
        subject = accused(reading, index - 2)
        doing = "what" in words[index : index + 3] and "doing" in words[index : index + 8]
        judged = word == "clue" or doing
        own = subject is not None and subject.who in (Who.SELF, Who.GROUP)
        return (
            Match("competence", subject.first, index, subject)
            if subject and judged and not own
            else None
        )
    do = reading.before_adverbs(index - 1)
    if reading.word(do) not in ("do", "does", "did") or "not" not in words[do:index]:
        return None
    start = reading.before_adverbs(do - 1) + 1
    subject = accused(reading, start)
    if subject is None or subject.who in (Who.SELF, Who.GROUP):
        return None
    plain = bool(
        {"clearly", "obviously", "evidently", "really"}
        & set(words[max(0, subject.first - 2) : index])
    )
    doing = (
        word == "know"
        and reading.word(index + 1) in ("what", "how")
        and "doing" in words[index : index + 7]
    )
    present = reading.word(do) != "did"
    if doing or (plain and present):
        return Match("competence", subject.first, index, subject)
    return None


_REACTING = word_set(
    "react respond escalate notice act answer realise realize admit tell inform warn call"
)


def slow_to_act(reading: Reading, index: int) -> Match | None:
    """*The desk was slow to escalate*, *they were too quick to blame the network*."""
    verb = index + 2
    if reading.word(index + 1) != "to" or reading.word(verb) not in _REACTING:
        return None
    be = index - 1
    while reading.word(be) in (
        "too",
        "very",
        "so",
        "far",
        "much",
        "rather",
        "painfully",
        "shockingly",
    ):
        be -= 1
    if reading.word(be) not in ("was", "were", "is", "are", "been"):
        return None
    if reading.word(index) == "quick" and reading.word(index - 1) != "too":
        return None
    subject = accused(reading, _auxiliaries_before(reading, be), Sure.NAMED)
    if subject is None:
        return None
    told = subject.who in (Who.SELF, Who.GROUP) or explained(reading, verb)
    return Match("competence", subject.first, verb, subject, quiet=told)


def _auxiliaries_before(reading: Reading, be: int) -> int:
    while reading.word(reading.before_adverbs(be - 1)) in ("has", "have", "had"):
        be = reading.before_adverbs(be - 1)
    return be


def poor_job(reading: Reading, index: int) -> Match | None:
    """*They did a lousy job of testing it*, *the vendor made a mess of it*."""
    verb = next(
        (i for i in range(index - 1, max(-1, index - 6), -1) if reading.word(i) in _DOING), None
    )
    if verb is None or denied(reading, index):
        return None
    graded = reading.word(index) == "mess" or bool(_LOUSY & set(reading.sentence.words[verb:index]))
    subject = accused(reading, verb, Sure.NAMED)
    if subject is None or not graded:
        return None
    return Match("competence", subject.first, index, subject)


_DOING = word_set("did done made make making does")


_LOUSY = word_set(
    "poor bad lousy terrible sloppy shoddy awful horrible rubbish crap half-hearted pathetic"
)


_ABLE = word_set(
    "competent good qualified skilled experienced senior smart capable clever bright fit "
    "suited trained "
    "mature reliable trustworthy diligent incapable unable unfit unsuited unqualified professional"
)


def not_good_enough(reading: Reading, index: int) -> Match | None:
    """*The freelancers were not competent enough to handle it*, *he is incapable of …*."""
    word, following = reading.word(index), reading.word(index + 1)
    be = reading.before_adverbs(index - 1)
    if reading.word(be) not in ("was", "were", "is", "are", "am", "been", "'s", "seems", "seemed"):
        return None
    negated = bool({"not", "never", "hardly"} & set(reading.sentence.words[be:index]))
    able = word not in ("incapable", "unable", "unfit", "unsuited", "unqualified")
    if negated is not able:
        return None
    if able and following not in ("enough", "at", "to", "of", "for", "", "."):
        return None
    if able and word in ("good", "fit", "smart") and following not in ("enough", "at"):
        return None
    if word == "unable" and reading.word(index + 2) not in _COPING:
        return None
    subject = accused(reading, be)
    if subject is None or (word == "unable" and subject.who in (Who.SELF, Who.GROUP)):
        return None
    return Match(
        "competence", subject.first, index + 1 if following == "enough" else index, subject
    )


_COPING = word_set(
    "cope handle follow think manage plan prioritise prioritize organise organize listen"
)


_QUALITIES = word_set(
    "competence diligence judgment judgement professionalism care discipline rigour rigor "
    "attention "
    "foresight leadership ownership effort skill skills understanding thought thoroughness "
    "vigilance "
    "responsibility commitment interest urgency awareness respect initiative preparation courage "
    "self-discipline conscientiousness accountability maturity seriousness organisation "
    "organization consideration planning forethought dedication motivation humility teamwork "
    "patience honesty self-control empathy decency integrity humanity"
)


_OF_MIND = word_set("attention interest urgency awareness commitment respect vigilance")


def lack_of(reading: Reading, index: int) -> Match | None:
    """*A lack of discipline in the team*, *his lack of attention*; of tools it is a fact."""
    place = index + 1
    if reading.word(place) not in ("of", "in"):
        return None
    place += 1
    while reading.word(place) in (
        "basic",
        "any",
        "proper",
        "attention",
        "professional",
        "due",
        "real",
        "technical",
        "common",
    ):
        if reading.word(place) == "attention":
            break
        place += 1
    word = reading.word(place)
    if word not in _QUALITIES or denied(reading, index) or not reading.is_noun_end(place + 1):
        return None
    if word in (
        "skills",
        "skill",
        "understanding",
        "leadership",
        "organisation",
        "organization",
        "awareness",
    ):
        owned = reading.word(index - 1) in (*reading.lexicon.possessives, "'s")
        people = any(reading.is_noun_for_people(i) for i in range(place + 1, place + 7))
        if not owned and not people:
            return None
    return Match("mindset" if word in _OF_MIND else "competence", index, place)
