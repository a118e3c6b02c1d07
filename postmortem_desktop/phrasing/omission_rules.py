"""What people did not do: the negated deeds, and the deeds done without a step of care."""

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
from postmortem_desktop.phrasing.subjects import Reading, Subject, Who
from postmortem_desktop.phrasing.verb_forms import is_past

_HAD_NOT = word_set("not hadn't hadnt hasn't hasnt haven't havent")
_NOBODY = word_set("nobody noone no-one one")
_DECIDED = word_set("chose decided opted elected preferred chosen")
_PASSING_OVER = word_set("ignore skip bypass disregard")
_TELLING = word_set("told informed warned asked notified consulted")
_ATTEMPTS = word_set("attempt effort attempts efforts")
_STEPS = word_set(
    "check checks review reviews test tests testing approval canary staging step steps rehearsal "
    "dry-run validation verification sign-off checklist handover backup backups notes "
    "documentation docs account rollback"
)
_MAKING = word_set(
    "run do make made perform write written take taken carry complete completed finish prepare "
    "prepared update updated start done backed"
)
_MORE_CARE = word_set(
    "looking thinking handing waiting questioning making running giving putting setting mentioning "
    "considering getting"
)
_LOADED_SIGNS = word_set("though although despite even bother think care run make made take write")


def rules(words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    undone = words.care | words.duty_acts | _LOADED_SIGNS
    done = words.care_done | words.duty_done
    doing = words.care_doing | words.duty_doing
    yield rule(did_not, "did", ("did",), undone)
    had = ("had", "have", "has")
    yield rule(had_not, had, _HAD_NOT, done | _MAKING, had)
    yield rule(never_did, "never", ("never",), done | words.human_acts | _LEFT_UNDONE)
    yield rule(decided_not, _DECIDED, _DECIDED, ("not",))
    yield rule(decided_to_pass_over, _PASSING_OVER, _PASSING_OVER, _DECIDED)
    yield rule(not_doing, "not", ("not",), words.care_doing | _CARE_TOO)
    yield rule(without_doing, "without", ("without",), doing | done | _MORE_CARE)
    yield rule(told_nobody, _TELLING, _TELLING, _NOBODY)
    yield rule(no_attempt, _ATTEMPTS, _ATTEMPTS, ("no", "little"))
    yield rule(did_nothing, "nothing", before=("did", "done", "doing"))
    yield rule(let_down, "let", ("let",), ("down",))


def did_not(reading: Reading, index: int) -> Match | None:
    """*He did not even check*; a bare "we did not check" is only a quiet hint."""
    verb = reading.after_adverbs(index + 1)
    between = reading.sentence.words[index + 1 : verb]
    if "not" not in between:
        return None
    word = reading.word(verb)
    subject = accused(reading, index, least_for(reading, verb))
    if subject is None:
        return None
    own = subject.who in (Who.SELF, Who.GROUP)
    if word == "think" and reading.word(verb + 1) in ("to", "of", "about"):
        return Match("mindset", subject.first, verb + 1, subject, quiet=own)
    in_spite = _in_spite_of_knowing(reading)
    scorned = "even" in between and not own and word not in _NOT_HELD_AGAINST
    if not (in_spite or scorned or _is_duty(reading, verb)):
        return None
    loaded = len(between) > 1 or in_spite or reading.contains(("even", "properly"))
    told = own or explained(reading, verb)
    return Match("failure_to_act", subject.first, verb, subject, quiet=told and not loaded)


_LEFT_UNDONE = word_set(
    "ran added set opened disabled enabled installed increased fixed tried built"
)
_NOT_HELD_AGAINST = word_set(
    "know have see get need receive realise realize expect exist work feel start reach hear "
    "appear seem make touch use recognise recognize like want remember lose"
)


def least_for(reading: Reading, verb: int) -> Sure:
    """Return how sure a subject has to be people, for what it did not do."""
    return reading.lexicon.least_sure(reading.word(verb))


def _in_spite_of_knowing(reading: Reading) -> bool:
    """Tell whether people are said to have known better: *even though they were aware*."""
    return reading.contains(("though", "although", "despite")) and reading.contains(
        ("aware", "knew", "known", "warned", "told", "warning", "warnings")
    )


def _is_duty(reading: Reading, verb: int) -> bool:
    """Tell whether a verb is a step of care, by itself or by its object."""
    word = reading.word(verb)
    if word in reading.lexicon.care or word in reading.lexicon.duty_acts:
        return True
    return _makes_a_check(reading, verb)


def _makes_a_check(reading: Reading, verb: int) -> bool:
    """Tell whether a step of care is the object: *did not run the tests*, *made no backup*."""
    if reading.word(verb) not in _MAKING:
        return False
    near = reading.sentence.words[verb + 1 : verb + 6]
    return not (_STEPS.isdisjoint(near) and reading.lexicon.rules.isdisjoint(near))


def had_not(reading: Reading, index: int) -> Match | None:
    """*The engineer had not read the procedure*."""
    verb = reading.after_adverbs(index + 1)
    between = reading.sentence.words[index + 1 : verb]
    word = reading.word(verb)
    if "not" not in between or word == "been":
        return None
    words = reading.lexicon
    if word not in words.care_done | words.duty_done and not _makes_a_check(reading, verb):
        return None
    subject = accused(reading, index, least_for(reading, verb))
    if subject is None:
        return None
    others = subject.who not in (Who.SELF, Who.GROUP)
    loaded = bool({"even", "properly"} & set(between)) or word == "bothered"
    told = not others or (word in words.duty_done and explained(reading, verb))
    return Match("failure_to_act", subject.first, verb, subject, quiet=told and not loaded)


def never_did(reading: Reading, index: int) -> Match | None:
    """*The vendor never told us*."""
    verb = reading.after_adverbs(index + 1)
    words = reading.lexicon
    if reading.word(verb) in _LEFT_UNDONE:
        subject = accused(reading, index, Sure.PEOPLE)
        if subject is None or subject.who is not Who.OTHER or reading.word(subject.first) == "they":
            return None
        return Match("failure_to_act", subject.first, verb, subject)
    if reading.word(verb) not in words.care_done | words.duty_done:
        return None
    subject = accused(reading, index, least_for(reading, verb)) or team_before(reading, index)
    return Match("failure_to_act", subject.first, verb, subject) if subject else None


def team_before(reading: Reading, verb: int) -> Subject | None:
    """Return a team whose name may be a thing's as well, where the deed is one of people."""
    place = reading.before_adverbs(verb - 1)
    if place < 0 or not reading.is_team_name(place) or reading.is_modifier(place - 1):
        return None
    return Subject(place, place, Who.OTHER)


def decided_not(reading: Reading, index: int) -> Match | None:
    """*They decided not to test it*: not to take a step of care."""
    if reading.word(index + 1) != "not" or reading.word(index + 2) != "to":
        return None
    subject = accused(reading, index)
    verb = reading.after_adverbs(index + 3)
    if subject is None:
        return None
    if not _is_duty(reading, verb) and reading.word(verb) not in ("see", "look", "wait", "use"):
        return None
    told = subject.who in (Who.SELF, Who.GROUP) or explained(reading, verb)
    return Match("failure_to_act", subject.first, verb, subject, quiet=told)


def decided_to_pass_over(reading: Reading, index: int) -> Match | None:
    """*The programmers chose to ignore it*."""
    verb = index - 2
    if reading.word(index - 1) != "to" or reading.word(verb) not in _DECIDED:
        return None
    subject = accused(reading, verb)
    return Match("failure_to_act", subject.first, index, subject) if subject else None


_CARE_TOO = word_set(
    "recording inspecting supervising calibrating phoning coordinating rehearsing challenging "
    "questioning involving inviting considering heeding countersigning thinking disclosing training"
)
_BECAUSE_OF = frozenset(("by", "to", "of", "for", "from", "as"))
_CAUSES = word_set("cause mistake problem error failure fault reason issue sin")


def not_doing(reading: Reading, index: int) -> Match | None:
    """*The delay came from not telling support*, *caused by not following the procedure*."""
    verb = reading.after_adverbs(index + 1)
    if reading.word(verb) not in reading.lexicon.care_doing | _CARE_TOO:
        return None
    before = reading.before_adverbs(index - 1)
    is_cause = reading.word(before) in ("was", "is") and reading.word(before - 1) in _CAUSES
    if reading.word(before) not in _BECAUSE_OF and not is_cause:
        return None
    return Match("failure_to_act", index, verb)


def without_doing(reading: Reading, index: int) -> Match | None:
    """*Matthias promoted it without looking at the figures*."""
    verb = reading.after_adverbs(index + 1)
    if reading.word(verb) == "having":
        verb = reading.after_adverbs(verb + 1)
    word = reading.word(verb)
    if word not in _steps_of_care(reading.lexicon):
        return None
    if denied(reading, index) or word in ("using", "hiring"):
        return None
    near = reading.sentence.words[verb + 1 : verb + 5]
    if word in ("making", "running", "giving") and _STEPS.isdisjoint(near):
        return None
    subject = deed_before(reading, index) or _deed_after_comma(reading, verb)
    if subject is None:
        return None
    own = subject.who in (Who.SELF, Who.GROUP)
    return Match("failure_to_act", index, verb, subject, quiet=own)


def _deed_after_comma(reading: Reading, verb: int) -> Subject | None:
    """Return whose past deed follows: *without having verified it, the shunter released it*."""
    words = reading.sentence.words
    comma = next((i for i in range(verb + 1, min(len(words), verb + 9)) if words[i] == ","), None)
    subject = reading.somebody_at(comma + 1) if comma is not None else None
    if subject is None or subject.who is Who.NOBODY:
        return None
    return subject if is_past(reading.word(reading.after_adverbs(subject.last + 1))) else None


def _steps_of_care(words: Lexicon) -> frozenset[str]:
    return words.care_doing | words.duty_doing | words.care_done | words.duty_done | _MORE_CARE


_PAST_DEEDS = word_set(
    "ran went flew drove shut set put sent hit sold told cut rode began gave took wrote left "
    "made did switched came hung threw"
)
_NO_DEED = word_set(". ; : if cannot can should must to will may could would")


def deed_before(reading: Reading, index: int) -> Subject | None:
    """Return the people whose past deed the clause before ``index`` tells."""
    for place in range(index - 1, max(-1, index - 16), -1):
        word = reading.word(place)
        toward = word == "to" and reading.word(place + 1) in reading.lexicon.determiners
        if word in _NO_DEED and not toward:
            return None
        if reading.lexicon.is_participle(word) or word in _PAST_DEEDS:
            subject = accused(reading, place, Sure.NAMED)
            if subject is not None:
                return subject
    return None


def told_nobody(reading: Reading, index: int) -> Match | None:
    """*The crew changed it and told no one*."""
    last = index + 1
    if reading.word(last) == "no" and reading.word(index + 2) == "one":
        last = index + 2
    elif reading.word(last) not in ("nobody", "noone", "no-one"):
        return None
    subject = accused(reading, index) or deed_before(reading, index)
    if subject is None or subject.who in (Who.SELF, Who.GROUP):
        return None
    return Match("failure_to_act", index, last, subject)


def no_attempt(reading: Reading, index: int) -> Match | None:
    """*Our people made no attempt to warn them*."""
    verb = index - 2
    if reading.word(index - 1) not in ("no", "little", "zero"):
        return None
    if reading.word(verb) not in ("made", "make"):
        return None
    subject = accused(reading, verb)
    return Match("failure_to_act", subject.first, index, subject) if subject else None


def let_down(reading: Reading, index: int) -> Match | None:
    """*On the night the integrator let us down*."""
    person = reading.people_at(index + 1, whole=False)
    last = person.last + 1 if person else index
    last += reading.word(last) in ("all", "both")
    if person is None or reading.word(last) != "down":
        return None
    subject = accused(reading, index, Sure.UNKNOWN)
    return Match("failure_to_act", subject.first, person.last + 1, subject) if subject else None


def did_nothing(reading: Reading, index: int) -> Match | None:
    """*You have done nothing to fix it*, *the team did nothing for an hour*."""
    if reading.word(index - 1) not in ("did", "done", "doing"):
        return None
    subject = accused(reading, index - 1)
    if subject is None or denied(reading, index - 1) or reading.word(index + 1) in ("wrong", "but"):
        return None
    if subject.who is Who.SELF:
        return None
    return Match("failure_to_act", subject.first, index, subject)
