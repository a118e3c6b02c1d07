"""What people failed to do, forgot, passed over or skipped."""

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
from postmortem_desktop.phrasing.omission_rules import least_for, team_before
from postmortem_desktop.phrasing.subjects import Reading, Subject, Who

_CHECKS = word_set(
    "check checks review reviews test tests testing approval canary staging step steps rehearsal "
    "dry-run validation verification sign-off checklist handover inspection inspections round "
    "rounds "
    "briefing drill calibration count dry assessment walk-through walkthrough pilot run-through"
)
_EXCLAIMED = frozenset(
    ("", ",", ":", "(", "-", "!", ".", "so", "and", "damn", "oops", "sorry", "argh")
)
_PASSED_OVER = (
    "neglected overlooked missed ignored disregarded neglects overlooks ignores disregards"
)


def rules(_words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    failed = "failed fails failing"
    yield rule(failed_to, failed, failed.split(), ("to",), behind=("to",))
    yield rule(failure_to, "failure", ("failure",), ("to",))
    yield rule(forgot, "forgot forgotten forgets forget")
    yield rule(passed_over, _PASSED_OVER)
    yield rule(
        passed_over_by,
        "neglected overlooked missed ignored disregarded",
        ("by",),
        ("neglected", "overlooked", "missed", "ignored", "disregarded"),
    )
    yield rule(neglecting, "neglecting ignoring overlooking disregarding omitting")
    yield rule(skipped, "skipped bypassed skips bypasses omitted skip")


def failed_to(reading: Reading, index: int) -> Match | None:
    """*The lead failed to inform us*; a trial in good faith that did not work is none."""
    verb = reading.after_adverbs(index + 2)
    if reading.word(index + 1) != "to" or _in_good_faith(reading, verb):
        return None
    if reading.word(index) == "failing":
        subject = _main_subject(reading, index)
        return Match("failure_to_act", index, verb, subject) if subject else None
    if reading.word(index - 2) == "what" or reading.word(index - 1) == "ultimately":
        quiet = reading.word(index - 1) == "ultimately"
    else:
        quiet = False
    subject = accused(reading, index, least_for(reading, verb))
    if subject is None:
        noted = reading.before_adverbs(index - 1) < 0 and reading.word(verb) in _NO_LOG_LINE
        return Match("failure_to_act", index, verb) if noted else None
    return Match("failure_to_act", subject.first, verb, subject, quiet)


_NO_LOG_LINE = word_set(
    "tell inform warn escalate consult communicate mention ask involve call ring phone page wake "
    "double-check rehearse think consider speak listen follow document announce question challenge"
)


def _in_good_faith(reading: Reading, verb: int) -> bool:
    """Tell whether it was tried and did not work; a patch that was not put in is no trial."""
    if reading.word(verb) not in reading.lexicon.good_faith:
        return False
    if reading.word(verb) == "log":  # into a machine, but no calls and no hours
        return reading.word(verb + 1) in ("in", "into", "on", "onto", "out", "back")
    return reading.word(verb) not in ("install", "deploy") or _MENDING.isdisjoint(
        reading.sentence.words[verb + 1 : verb + 5]
    )


_MENDING = word_set("patch patches update updates upgrade guard guards alarm alarms fix lock locks")


def _main_subject(reading: Reading, index: int) -> Subject | None:
    """Return who a clause such as ", failing to notice …" hangs on: the nearest people before."""
    if reading.word(index - 1) not in (",", "while", "after", "by", "and"):
        return None
    for place in range(index - 2, max(-1, index - 24), -1):
        if (reading.is_noun_for_people(place) and reading.is_noun_end(place + 1)) or (
            reading.word(place) in ("i", "we", "you", "he", "she", "they")
        ):
            subject = reading.subject_before(place + 1)
            if subject is not None:
                return subject
    return None


def failure_to(reading: Reading, index: int) -> Match | None:
    """*The lead's failure to tell us*, *our failure to test*, *the failure of the crew to*."""
    if reading.word(index + 1) in ("of", "by"):
        person = reading.people_at(index + 2, whole=False)
        if person is None or "to" not in reading.sentence.words[person.last + 1 : person.last + 7]:
            return None
        return Match("failure_to_act", index, person.last, person)
    if reading.word(index + 1) != "to" or reading.word(index + 2) in reading.lexicon.good_faith:
        return None
    if reading.is_any(index - 1, reading.lexicon.possessives) and reading.word(index - 1) != "its":
        return Match("failure_to_act", index - 1, index + 2)
    subject = None
    if reading.word(index - 1) in ("'s", "'"):
        subject = reading.doer_before(index - 1)
        if subject is not None and subject.sure < least_for(reading, index + 2):
            subject = None
    return Match("failure_to_act", subject.first, index + 2, subject) if subject else None


def forgot(reading: Reading, index: int) -> Match | None:
    """*He forgot to renew it*, *Forgot the migration, sorry*."""
    if reading.word(index + 1) in ("password", "passwords", "nothing"):
        return None
    word, have = reading.word(index), reading.word(reading.before_adverbs(index - 1))
    if word == "forgotten":
        return _forgotten(reading, index, have)
    subject = accused(reading, index, Sure.UNKNOWN)
    if word == "forget":
        return _forget(reading, index, have, subject)
    subject = subject or team_before(reading, index)
    if subject is None and not _forgot_left_out(reading, index, have):
        return None
    if "purpose" in reading.sentence.words[index : index + 5]:
        return None
    return Match("failure_to_act", subject.first if subject else index, index, subject)


def _forgot_left_out(reading: Reading, index: int, before: str) -> bool:
    """Tell whether the subject is left out: *Forgot to bump it, sorry*."""
    if reading.word(index) != "forgot" or reading.subject_before(index) is not None:
        return False
    following = reading.word(index + 1)
    return before in _EXCLAIMED and following in ("to", "the", "that", "about", "it", "this", "a")


def _forgotten(reading: Reading, index: int, have: str) -> Match | None:
    if have in ("have", "has", "had", "'d", "'s"):
        must = reading.before_adverbs(reading.before_adverbs(index - 1) - 1)
        guessed = reading.word(must) in ("must", "may", "might")
        subject = accused(reading, must if guessed else index)
        return Match("failure_to_act", subject.first, index, subject) if subject else None
    if have in ("was", "were", "got", "been") and reading.word(index + 1) == "by":
        person = reading.people_at(index + 2)
        return Match("failure_to_act", index, person.last, person) if person else None
    return None


def _forget(reading: Reading, index: int, have: str, subject: Subject | None) -> Match | None:
    """*The crew forget to arm it*; an order or a wish not to forget is none."""
    if subject is None or have in ("not", "never", "to", "we", "you", "i", "they"):
        return None
    if reading.word(index + 1) != "to" or subject.pronoun:
        return None
    return Match("failure_to_act", subject.first, index, subject)


_NO_OBJECT = frozenset(
    (
        "something",
        "anything",
        "nothing",
        "your",
        "out",
        "by",
        "you",
        "him",
        "her",
        "them",
        "us",
        "having",
        "being",
        "",
        ".",
        "its",
        "each",
    )
)
_OCCASIONS = word_set(
    "event meeting call train flight bus deadline lunch standup promotional connection school "
    "opportunity appointment dinner birthday goal goals target targets objective slo mark cut "
    "budget"
)


def passed_over(reading: Reading, index: int) -> Match | None:
    """*Tom ignored the alarm*, *we overlooked the time zone*, *Damn, missed this key*."""
    word, following = reading.word(index), reading.word(index + 1)
    if following in _NO_OBJECT or reading.word(index - 1) in reading.lexicon.determiners:
        return None
    near = reading.sentence.words[index + 1 : index + 6]
    if word == "missed" and not _OCCASIONS.isdisjoint(near):
        return None
    least = Sure.PEOPLE
    if word[:4] in ("over", "negl", "disr"):
        least = Sure.UNKNOWN
    elif not (_SAID_TO_PEOPLE | reading.lexicon.warnings).isdisjoint(near):
        least = Sure.NAMED
    subject = accused(reading, index, least)
    if subject is not None:
        told = explained(reading, index)
        return Match("failure_to_act", subject.first, index, subject, quiet=told)
    before = reading.before_adverbs(index - 1)
    opens = before < 0 or (before < 4 and reading.word(before) in _EXCLAIMED - {"so", "and"})
    if opens and following in ("the", "this", "that", "a", "it", "an", "one"):
        return Match("failure_to_act", index, index)
    return None


_SAID_TO_PEOPLE = word_set(
    "call calls mail mails message messages note notes instruction instructions order orders "
    "review "
    "inspection briefing training rota siren light board chart memo letter handover question "
    "questions"
)


def passed_over_by(reading: Reading, index: int) -> Match | None:
    """*It was ignored by the reviewer*."""
    by = reading.after_adverbs(index + 1)
    if reading.word(by) != "by" or denied(reading, index):
        return None
    person = reading.people_at(by + 1)
    named = reading.word(index) in ("overlooked", "neglected")
    some = reading.word(by + 1) in ("someone", "somebody", "him", "her", "one")
    if person is None or (person.pronoun and person.who is Who.OTHER and not (named or some)):
        return None
    return Match("failure_to_act", index, person.last, person)


def neglecting(reading: Reading, index: int) -> Match | None:
    """*After completely neglecting the pipeline, we …*."""
    before = reading.before_adverbs(index - 1)
    if reading.word(index) == "ignoring" and not reading.contains(
        ("warnings", "warning", "alerts", "alert", "advice")
    ):
        return None
    if reading.word(before) in ("after", "by", "while", "of", "for", "from", ","):
        if reading.word(index + 1) in ("", ".", ","):
            return None
        people = any(
            reading.word(i) in ("we", "i", "he", "she", "they", "you")
            for i in range(len(reading.sentence.words))
        )
        return Match("failure_to_act", index, index + 1) if people else None
    return None


def skipped(reading: Reading, index: int) -> Match | None:
    """*They skipped the review*: a step of care, not any step."""
    subject = accused(reading, index, Sure.PEOPLE) or team_before(reading, index)
    if subject is None or (reading.word(index) == "skip" and subject.pronoun):
        return None
    if reading.word(index) == "omitted":
        return Match("failure_to_act", subject.first, index, subject)
    for place in range(index + 1, index + 6):
        word = reading.word(place)
        if word in _CHECKS or word in reading.lexicon.rules:
            return Match("failure_to_act", subject.first, place, subject)
    return None
