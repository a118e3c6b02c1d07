"""Verdicts on people and their work: ability, mind, habit, duty."""

from __future__ import annotations

from collections.abc import Iterator

from postmortem_desktop.phrasing.lexicon import Lexicon
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


def rules(words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    yield rule(judged, words.judgements)
    yield rule(harsh, words.harsh)
    yield rule(insult, words.insults)
    yield rule(poor_work, words.poor)
    yield rule(work_was_poor, words.bad_ends)
    yield rule(did_poorly, "poorly badly terribly sloppily carelessly horribly awfully")


def judged(reading: Reading, index: int) -> Match | None:
    """*Careless*, *negligent*: words that only people receive, unless they are taken back."""
    if denied(reading, index) or _is_said_of_machines(reading, index):
        return None
    if not _DEFENDING.isdisjoint(reading.sentence.words[:index]):
        return None
    be = be_before(reading, index)
    if reading.word(index - 1) == "be" and reading.word(index - 2) in ("would", "to", "must"):
        return None
    subject = reading.subject_before(be)
    if reading.word(index) in reading.lexicon.ambivalent and subject is None:
        return Match("competence", index, index) if _judges_work(reading, index, be) else None
    thing = be != index and subject is None and reading.is_thing(reading.before_adverbs(be - 1))
    if thing and "whoever" not in reading.sentence.words[:be]:
        about = reading.word(index + 1) in ("about", "with", "in")
        return None if about else Match("competence", index, index)
    return Match("competence", index, index, subject)


_DEFENDING = word_set("accusing accuse accuses")
_OF_MACHINES = word_set(
    "mode modes alert flag flags setting matching algorithm quantifier regex phrase word "
    "query parser "
    "match option driving parameter loading evaluation function class method variable"
)


def _judges_work(reading: Reading, index: int, be: int) -> bool:
    """Tell whether people or their work are judged: *sloppy planning*, *their code was sloppy*."""
    words = reading.lexicon
    work = (
        words.works | words.deeds | words.crafts | {"work", "approach", "preparation", "it", "that"}
    )
    near = range(index + 1, index + 4)
    if any(reading.word(i) in work or reading.is_noun_for_people(i) for i in near):
        return True
    if be != index:
        return reading.word(reading.before_adverbs(be - 1)) in work
    return not reading.is_modifier(index + 1)


def _is_said_of_machines(reading: Reading, index: int) -> bool:
    """Tell whether a judgement names a thing: *the sloppy matching mode*."""
    named = reading.sentence.named[index : index + 2]
    if len(named) > 1 and all(named):
        return True
    return not _OF_MACHINES.isdisjoint(reading.sentence.words[index + 1 : index + 3])


_TECHNICAL = word_set(
    "null nulls values errors exceptions retries cases input inputs strings unicode timeouts "
    "files memory "
    "requests packets arguments nan dates encodings signals sockets connections"
)


def _is_of_thing(reading: Reading, index: int) -> bool:
    """Tell whether a thing is meant: *the poor response of the loop*, not of an outage."""
    if reading.word(index) != "of":
        return False
    for place in range(index + 1, index + 5):
        if not reading.is_modifier(place + 1):
            word = reading.word(place)
            return reading.is_thing(place) and word not in reading.lexicon.incidents
    return False


def harsh(reading: Reading, index: int) -> Match | None:
    """*I was so stupid*, *a stupid mistake*; a dumb terminal or a stupid question is neither."""
    deed = index + 1
    while deed < index + 4 and _in_phrase(reading, deed) and not _is_deed(reading, deed):
        deed += 1
    if _is_deed(reading, deed):
        generic = denied(reading, index) or reading.contains(("everyone", "everybody", "humans"))
        return None if generic else Match("competence", index, deed)
    if reading.word(index - 1) in ("something", "anything") and reading.word(index - 2) in (
        "done",
        "did",
        "do",
    ):
        subject = accused(reading, index - 2)
        return Match("competence", index - 2, index, subject) if subject else None
    if reading.word(index - 1) == "how":
        person = reading.people_at(index + 1, whole=False)
        if person is not None and not (
            person.pronoun and person.who is Who.OTHER and reading.word(person.first) == "they"
        ):
            return Match("competence", index - 1, person.last, person)
    return _harsh_subject(reading, index)


def _harsh_subject(reading: Reading, index: int) -> Match | None:
    following = reading.word(index + 1)
    be = be_before(reading, index)
    if be == index or following in reading.lexicon.closed - _AFTER_A_VERDICT:
        return None
    subject = accused(reading, be)
    if subject is None:
        return None
    things = subject.pronoun and reading.word(subject.first) == "they"
    if things and reading.word(index) not in ("lazy", "ignorant", "foolish"):
        return None
    ends = following in _AFTER_A_VERDICT or reading.lexicon.is_adverb(following)
    if (
        following[:1].isalpha()
        and not ends
        and not _is_body(following)
        and not reading.is_noun_for_people(index + 1)
    ):
        return None
    return Match("competence", subject.first, index, subject)


def _is_body(word: str) -> bool:
    return word in ("ass", "arse", "builders", "bum", "sod", "git", "cow")


def _in_phrase(reading: Reading, index: int) -> bool:
    """Tell whether a word may stand between a verdict and the deed it is about."""
    return reading.is_modifier(index) or reading.word(index) in ("+", "/", "&", "-")


_AFTER_A_VERDICT = frozenset(
    (
        "",
        ".",
        ",",
        "!",
        "?",
        "to",
        "and",
        "but",
        "when",
        "about",
        "here",
        "enough",
        "not",
        ";",
        "if",
        "that",
    )
)


def _is_deed(reading: Reading, index: int) -> bool:
    """Tell whether a word names work, or somebody who does it."""
    word = reading.word(index)
    if word == "error" and reading.word(index + 1) in (
        "message",
        "messages",
        "code",
        "codes",
        "if",
    ):
        return False
    return word in reading.lexicon.deeds or word in reading.lexicon.works


def be_before(reading: Reading, index: int) -> int:
    """Return the place of the "was" a verdict completes, or ``index`` where there is none."""
    place = index - 1
    while reading.lexicon.is_adverb(reading.word(place)) or reading.word(place) in (
        *("too", "a", "an", "being", "that", "such", "pretty", "been", "just", "the", "so"),
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
    """*Poor judgment*, *inadequate crew coordination*; poor performance of a system is none."""
    if denied(reading, index):
        return None
    for place in (index + 1, index + 2):
        if reading.word(place) in reading.lexicon.works:
            crowd = reading.word(index + 1) in (
                "performance",
                "network",
                "signal",
                "data",
                "memory",
            )
            if not reading.is_noun_end(place + 1) or _is_of_thing(reading, place + 1):
                return None
            if reading.word(place) in ("idea", "practice") and _is_advice(reading, index):
                return None
            technical = not _TECHNICAL.isdisjoint(reading.sentence.words[place + 1 : place + 6])
            return None if crowd or technical else Match("competence", index, place)
        if not reading.is_modifier(place):
            return None
    return None


def _is_advice(reading: Reading, index: int) -> bool:
    """Tell whether advice is given: *it is a bad idea to set both*; *was* looks back."""
    near = reading.sentence.words[max(0, index - 5) : index]
    return "was" not in near and not _PRESENT.isdisjoint(near)


_PRESENT = frozenset(("is", "are", "be", "'s", "considered"))


def work_was_poor(reading: Reading, index: int) -> Match | None:
    """*My implementation was very poor*, *the review was embarrassingly superficial*."""
    be = reading.before_adverbs(index - 1)
    if reading.word(be) not in ("was", "were", "is", "been", "are") or denied(reading, index):
        return None
    if explained(reading, index):
        return None
    if reading.word(index + 1) in ("for", "to", "in", "at") and reading.word(index) == "bad":
        return None
    noun = reading.before_adverbs(be - 1)
    owned = any(
        reading.word(place) in ("my", "our", "your", "his", "her", "their")
        for place in range(max(0, noun - 3), noun)
    )
    owned = owned or reading.word(index - 1) in _INTENSIFIERS
    if reading.word(noun) == "call" and not owned:  # *the function call is horrible*
        return None
    if reading.word(noun) in reading.lexicon.works or (
        owned and reading.word(noun) in reading.lexicon.crafts
    ):
        return Match("competence", noun, index)
    return _ability_was_poor(reading, index, be)


_INTENSIFIERS = word_set(
    "embarrassingly shockingly woefully painfully pathetically laughably hopelessly"
)


def _ability_was_poor(reading: Reading, index: int, be: int) -> Match | None:
    """*Our ability to plan for the work was poor*."""
    for place in range(be - 1, max(0, be - 24), -1):
        if reading.word(place) in ("ability", "judgement", "judgment", "communication"):
            owned = reading.word(place - 1) in reading.lexicon.possessives
            return Match("competence", place - 1, index) if owned else None
    return None


def did_poorly(reading: Reading, index: int) -> Match | None:
    """*We scoped the games poorly*, *the lead communicated badly*."""
    if denied(reading, index):
        return None
    for verb in range(index - 1, max(-1, index - 6), -1):
        word = reading.word(verb)
        if word in (",", ".", "and", "but", "is", "are"):
            return None
        if word in reading.lexicon.doings:
            subject = accused(reading, verb)
            if subject is None and reading.word(verb - 1) == ",":  # I, the developer, chose …
                subject = reading.subject_before(verb - 1)
            if subject is None and reading.word(verb - 1) in ("was", "were"):
                noun = reading.before_adverbs(verb - 2)
                handled = word in (
                    "handled",
                    "managed",
                    "communicated",
                    "planned",
                    "executed",
                    "coordinated",
                )
                return (
                    Match("competence", noun, index)
                    if handled and reading.is_modifier(noun)
                    else None
                )
            return Match("competence", subject.first, index, subject) if subject else None
    return None
