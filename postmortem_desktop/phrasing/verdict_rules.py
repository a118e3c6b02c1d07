"""Verdicts on people and their work: ability, mind, habit, duty, foresight."""

from __future__ import annotations

from postmortem_desktop.phrasing.matching import Match, accused, denied
from postmortem_desktop.phrasing.subjects import Reading, Who


def obviously_not(reading: Reading, index: int) -> Match | None:
    """*Obviously they did not test it*."""
    be = reading.people_at(index + 1)
    if be is None:
        return None
    place = be.last + 1
    if reading.word(place) not in ("did", "was", "were", "had", "do", "does"):
        return None
    verb = reading.after_adverbs(place + 1)
    if "not" not in reading.sentence.words[place:verb] or reading.word(verb) in ("know", "expect"):
        return None
    return Match("hindsight", index, verb, be)


def judged(reading: Reading, index: int) -> Match | None:
    """*Careless*, *negligent*: words that only people receive, unless they are taken back."""
    if denied(reading, index):
        return None
    subject = reading.subject_before(_be_before(reading, index))
    return Match("competence", index, index, subject)


def harsh(reading: Reading, index: int) -> Match | None:
    """*I was so stupid*, *a stupid mistake*; a dumb terminal or a stupid question is neither."""
    following = reading.word(index + 1)
    deed = index + 1
    while deed < index + 3 and reading.is_modifier(deed) and not _is_deed(reading, deed):
        deed += 1
    if _is_deed(reading, deed):
        generic = denied(reading, index) or reading.contains(("everyone", "everybody", "humans"))
        return None if generic else Match("competence", index, deed)
    be = _be_before(reading, index)
    if be == index or reading.word(index + 1) in reading.lexicon.closed - _AFTER_A_VERDICT:
        return None
    subject = accused(reading, be)
    if subject is None or (subject.pronoun and reading.word(subject.first) == "they"):
        return None
    ends = following in _AFTER_A_VERDICT or reading.lexicon.is_adverb(following)
    if following[:1].isalpha() and not ends and not reading.is_noun_for_people(index + 1):
        return None
    return Match("competence", subject.first, index, subject)


_AFTER_A_VERDICT = frozenset(
    ("", ".", ",", "!", "?", "to", "and", "but", "when", "about", "here", "enough", "not", ";")
)


def _is_deed(reading: Reading, index: int) -> bool:
    """Tell whether a word names work, or somebody who does it."""
    word = reading.word(index)
    return word in reading.lexicon.deeds or word in reading.lexicon.works


def _be_before(reading: Reading, index: int) -> int:
    """Return the place of the "was" a verdict completes, or ``index`` where there is none."""
    place = index - 1
    while reading.lexicon.is_adverb(reading.word(place)) or reading.word(place) in (
        *("too", "a", "an", "being", "that", "such", "pretty", "been", "just", "the"),
    ):
        place -= 1
    be = ("was", "were", "is", "are", "am", "'s", "got", "became", "being", "grew", "have", "has")
    return place if reading.word(place) in be else index


def insult(reading: Reading, index: int) -> Match | None:
    """*An idiot*, *only an amateur would …*."""
    if denied(reading, index) or reading.word(index + 1) in ("light", "lights", "proof", "radio"):
        return None
    return Match("competence", index, index)


def poor_work(reading: Reading, index: int) -> Match | None:
    """*Poor judgment*, *a bad decision*; the poor performance of a system is none."""
    if reading.word(index + 1) not in reading.lexicon.works or denied(reading, index):
        return None
    return Match("competence", index, index + 1)


def state_of_mind(reading: Reading, index: int) -> Match | None:
    """*Complacent*, *overconfidence*."""
    return None if denied(reading, index) else Match("mindset", index, index)


def always(reading: Reading, index: int) -> Match | None:
    """*She always merges …*; a system, a rule and a generic "you" may be always so."""
    subject = reading.subject_before(index)
    if subject is None or subject.last != index - 1:
        return None
    pronoun = reading.word(subject.first) if subject.pronoun else ""
    if pronoun not in ("", "he", "she"):
        return None
    if subject.who is Who.NOBODY or reading.word(subject.first - 1) in ("if", "when", "that"):
        return None
    verb = reading.word(reading.after_adverbs(index))
    if not verb.endswith("s") or verb in ("is", "was", "has", "does", "knows", "needs", "gets"):
        return None
    return Match("absolute", subject.first, index, subject)


def duty_broken(reading: Reading, index: int) -> Match | None:
    """*The procedure was not followed*, *the warnings were simply ignored*."""
    verb = reading.after_adverbs(index + 1)
    words = reading.sentence.words
    negated = "not" in words[index:verb] or "never" in words[index:verb]
    noun = reading.before_adverbs(index - 1)
    word = reading.word(verb)
    if reading.word(noun) in reading.lexicon.rules:
        kept = ("followed", "respected", "observed", "performed", "obeyed", "adhered", "applied")
        broken = ("ignored", "bypassed", "violated", "disregarded", "skipped", "neglected")
        if word in (kept if negated else broken):
            return Match("passive_accusation", noun, verb)
    ignored = word in ("ignored", "disregarded") and not negated
    if ignored and reading.word(noun) in reading.lexicon.warnings:
        return Match("passive_accusation", noun, verb)
    if word == "neglected":
        return Match("passive_accusation", index, verb)
    if "never" in words[index:verb] and word in reading.lexicon.duties and verb > index + 2:
        return Match("passive_accusation", index, verb)
    return None


_DONE = frozenset(
    (
        *("pushed", "deployed", "merged", "released", "closed", "shipped", "approved", "changed"),
        *("applied", "launched", "published", "rolled", "enabled"),
    )
)


def without_care(reading: Reading, index: int) -> Match | None:
    """*Pushed without any review*: a step of work, and the care it is said to have lacked."""
    care = ("review", "approval", "testing", "test", "tests", "checking", "reviewing", "anyone")
    place = index + 1
    if reading.word(place) in ("any", "a", "proper", "prior", "even", "sufficient", "adequate"):
        place += 1
    if reading.word(place) not in care:
        return None
    for back in range(index - 1, max(-1, index - 6), -1):
        if reading.word(back) in _DONE and reading.word(reading.before_adverbs(back - 1)) in (
            *("was", "were", "been", "got"),
        ):
            return Match("passive_accusation", back, place)
    return None
