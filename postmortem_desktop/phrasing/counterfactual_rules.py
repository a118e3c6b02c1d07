"""What people should have done, could have done, or would have done in another world."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from postmortem_desktop.phrasing.lexicon import Lexicon, Sure
from postmortem_desktop.phrasing.matching import Match, Rule, denied, rule, word_set
from postmortem_desktop.phrasing.subjects import Reading, Subject, Who

_MUCH = frozenset(("far", "much", "a", "bit", "lot", "little", "way", "somewhat"))
_BETTER = frozenset(("more", "better", "less", "quicker", "earlier", "sooner", "harder", "as"))


_FAMILIAR = frozenset(("i", "we", "you", "he", "she"))
_HARMFUL = word_set("damage harm worse evil")


_LOOKING_BACK = word_set("hindsight retrospect retrospectively afterwards looking")


_HARM = word_set("damaged hurt injured killed died drowned burnt burned broken")


def rules(_words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    have = ("have", "of", "had")
    verb = ("have", "had", "to", *ASIDES)
    yield rule(should_have, "should ought", ("should", "ought"), have, behind=verb)
    yield rule(could_have, "could", ("could",), have, behind=verb)


def verb_after_have(reading: Reading, index: int) -> tuple[int, bool] | None:
    """Return the place of the verb in "(not) have …", and whether "not" stood before it."""
    place = after_asides(reading, index)
    negated = "not" in reading.sentence.words[index:place]
    if reading.word(place) == "to":
        place = reading.after_adverbs(place + 1)
    if reading.word(place) not in ("have", "had"):
        return None
    if reading.word(place + 1) == "have":  # "should of have": written as it is heard
        place += 1
    verb = after_asides(reading, place + 1)
    if reading.word(verb) in ("better", "best"):
        verb = reading.after_adverbs(verb + 1)
    return verb, negated


ASIDES = {"at": ("least", "once"), "by": ("then", "now"), "in": ("fact",), "of": ("course",)}
_MOMENTS = frozenset(("point", "time", "stage", "moment", "hour"))


def after_asides(reading: Reading, index: int) -> int:
    """Return the first place behind adverbs and asides such as *at least*, *at that point*."""
    place = reading.after_adverbs(index)
    if reading.sentence.words[place : place + 4] == ["at", "the", "very", "least"]:
        place = reading.after_adverbs(place + 4)
    if reading.word(place) == "at" and reading.word(place + 2) in _MOMENTS:
        place = reading.after_adverbs(place + 3)
    while reading.word(place + 1) in ASIDES.get(reading.word(place), ()):
        place = reading.after_adverbs(place + 2)
    return place


def should_have(reading: Reading, index: int) -> Match | None:
    """*You should have escalated*; with knowing or seeing it is hindsight."""
    found = verb_after_have(reading, index + 1)
    if found is None or _is_rule(reading, index):
        return None
    verb, _negated = found
    word = reading.word(verb)
    subject = _doer(reading, index, word)
    if subject is not None and subject.who is Who.NOBODY:
        return None
    if word in ("been", "be"):
        return _should_have_been(reading, index, verb, subject)
    if word in _ENDS:
        return _than_they_should(reading, verb - 1, subject)
    if word in ("taken", "took") and _is_amount(reading, verb + 1):
        return Match("hindsight", index, verb + 1, subject)
    if not _is_duty(reading, index, word, subject):
        return None
    category = "hindsight" if word in reading.lexicon.knowing else "counterfactual"
    return Match(category, subject.first if subject else index, verb, subject)


def _is_duty(reading: Reading, index: int, word: str, subject: Subject | None) -> bool:
    """Tell whether the deed is one that somebody had to do, and no expectation."""
    if not reading.lexicon.is_participle(word):
        return False
    if subject is None:
        return _opens_clause(reading, index)
    return word not in reading.lexicon.expectations or subject.who is not Who.ADDRESSED


def _doer(reading: Reading, index: int, deed: str) -> Subject | None:
    """Return whose deed it would have been; what only people do lets an unknown noun pass."""
    subject = reading.clause_subject(index)
    if subject is None or subject.sure < reading.lexicon.least_sure(deed):
        return None
    return subject


_ENDS = frozenset(("", ".", ",", "!", "?", ";", ")", "in", "at", "during", "before", "going")) | {
    *("because", "but", "and", "when", "since", "with", "for", "about", "on", "until", "due"),
}
_AS_THEY_SHOULD = frozenset(("than", "as", "way", "like", "which", "everything", "know", "knew"))


def _is_rule(reading: Reading, index: int) -> bool:
    """Tell whether a rule is told: *every change should have been reviewed by two people*."""
    near = reading.sentence.words[max(0, index - 4) : index]
    return not _ALL_OF_THEM.isdisjoint(near) and "of" not in near and "one" not in near


_ALL_OF_THEM = frozenset(("every", "each", "any"))


def _than_they_should(reading: Reading, have: int, subject: Subject | None) -> Match | None:
    """*We waited longer than we should have*, *not the way we should have*."""
    if subject is None or reading.word(subject.first - 1) not in _AS_THEY_SHOULD:
        return None
    if reading.word(subject.first) not in _FAMILIAR:
        return None
    return Match("counterfactual", subject.first - 1, have, subject)


def _is_amount(reading: Reading, index: int) -> bool:
    """Tell whether a length of time follows: *should have taken 20 minutes*."""
    word = reading.word(index)
    return word[:1].isdigit() or word in ("minutes", "seconds", "two", "five", "ten", "no", "half")


def _should_have_been(
    reading: Reading, index: int, been: int, subject: Subject | None
) -> Match | None:
    """*This should have been caught*: a duty verb implies somebody who had the duty."""
    verb = reading.after_adverbs(been + 1)
    word = reading.word(verb)
    known = word in reading.lexicon.knowing or word in ("obvious", "clear", "apparent", "implied")
    by = _by_people(reading, verb)
    if by is not None:
        return Match("counterfactual", index, by.last, by)
    if word in reading.lexicon.duties or (
        word in reading.lexicon.works_of_people and _done(reading, verb)
    ):
        seen = known and subject is None and word not in reading.lexicon.duties
        return Match("hindsight" if seen else "counterfactual", index, verb, subject)
    if word in ("obvious", "apparent", "implied") or (
        word == "clear" and reading.word(verb + 1) in ("to", "from", "that")
    ):
        return Match("hindsight", index, verb, subject)
    if word.endswith("ing") and word not in _EXPECTED and subject is not None:
        return Match("counterfactual", subject.first, verb, subject) if _is_known(subject) else None
    while word in _MUCH:
        verb += 1
        word = reading.word(verb)
    if subject is None:
        return None
    turned_to = word in _TURNED_TO and _is_known(subject)
    if turned_to or word in _BETTER or word in reading.lexicon.attitudes:
        return Match("counterfactual", subject.first, verb, subject)
    return None


def _is_known(subject: Subject) -> bool:
    """Tell whether people are meant for sure, and not *they* who may be machines."""
    return subject.sure is Sure.PEOPLE and subject.who is not Who.ANYBODY


_TURNED_TO = word_set("contacted approached credited heard thanked helped relieved replaced")
_EXPECTED = word_set("getting running working using seeing serving sending retrying going doing")


def _by_people(reading: Reading, verb: int) -> Subject | None:
    """Return by whom it should have been done, if that is said: *compared by the second nurse*."""
    if not reading.lexicon.is_participle(reading.word(verb)):
        return None
    for place in range(verb + 1, verb + 7):
        if reading.word(place) == "by":
            if reading.word(place + 1) == "whoever":
                return Subject(place + 1, place + 1, Who.OTHER)
            person = reading.people_at(place + 1)
            return None if person is None or person.pronoun else person
    return None


def _done(reading: Reading, verb: int) -> bool:
    """Tell whether a deed was somebody's to do: when, where or by whom follows, or nothing."""
    if not _HELD_BY_MACHINES.isdisjoint(reading.sentence.words[:verb]):
        return False
    following = reading.word(verb + 1)
    return following in _AFTER_DEED or reading.lexicon.is_adverb(following)


_HELD_BY_MACHINES = word_set(
    "lock locks memory handle handles request requests packet row rows job jobs pod pods"
)


_AFTER_DEED = frozenset(("", ".", ",", "!", ";", ")")) | word_set(
    "and but before by first in on out as long much at with sooner earlier to from back straight "
    "until"
)


def _opens_clause(reading: Reading, index: int) -> bool:
    """Tell whether the subject is left out, as in *Should have checked the disk first*."""
    before = reading.before_adverbs(index - 1)
    if before == 0 and (reading.word(0)[0].isdigit() or reading.word(0) in _CHATTING):
        return True
    return before < 0 or (reading.word(before) in ("(", ":", "-", ",", ";") and before < 4)


_CHATTING = word_set("tbh imo imho ok yeah yes yep well so lol sorry and but fwiw")


def could_have(reading: Reading, index: int) -> Match | None:
    """*He could have asked*; nobody and anybody could, and that accuses no one."""
    found = verb_after_have(reading, index + 1)
    if found is None:
        return None
    verb, negated = found
    word = reading.word(verb)
    if word in ("been", "be"):
        return _could_have_been(reading, index, verb)
    subject = _doer(reading, index, word)
    if subject is None and _opens_clause(reading, index):
        return _left_out(reading, index, verb)
    if subject is None or subject.who in (Who.NOBODY, Who.ANYBODY):
        return None
    if negated or denied(reading, index) or not _was_open(reading, index, verb):
        return None
    if reading.word(subject.first) == "whoever":
        return None
    if reading.word(subject.first - 1) in ("as", "than", "like", "all") and not _feels(
        reading, subject
    ):
        return None
    return Match(
        "hindsight" if word in reading.lexicon.foreseeing else "counterfactual",
        subject.first,
        verb,
        subject,
        quiet=_was_considered(reading, subject, verb),
    )


def _feels(reading: Reading, subject: Subject) -> bool:
    """Tell whether people feel so of themselves: *I feel like I could have done more*."""
    own = subject.who in (Who.SELF, Who.GROUP)
    return own and reading.word(subject.first - 2) in _FEELING


_FEELING = word_set("feel feels felt feeling")


def _was_open(reading: Reading, index: int, verb: int) -> bool:
    """Tell whether a deed was open to people; harm, and more of something, is no such deed."""
    word = reading.word(verb)
    if word in ("had", *_HARM) or not reading.lexicon.is_participle(word):
        return False
    if word == "done" and not _HARMFUL.isdisjoint(reading.sentence.words[verb + 1 : verb + 4]):
        return False
    back = not _LOOKING_BACK.isdisjoint(reading.sentence.words[:index])
    if word == "used" and not back and _is_more(reading.word(verb + 1)):
        return False
    return {"never", "ever"}.isdisjoint(reading.sentence.words[index - 1 : verb])


def _is_more(word: str) -> bool:
    """Tell whether an amount follows: *we could have used two more people* wishes for help."""
    return word[:1].isdigit() or word in (
        "some",
        "more",
        "twice",
        "a",
        "an",
        "another",
        "extra",
        "two",
    )


def _was_considered(reading: Reading, subject: Subject, verb: int) -> bool:
    """Tell whether people weigh another way themselves: *I could have …, but I prefer …*."""
    if subject.who not in (Who.SELF, Who.GROUP):
        return False
    after = reading.sentence.words[verb:]
    if not _BETTER_DONE.isdisjoint(after[1:6]) and "if" not in after:
        return False
    wished = any(pair == ("had", "had") for pair in pairwise(reading.sentence.words))
    held_against = any(
        following == "if" and word not in _FINDING_OUT for word, following in pairwise(after)
    )
    return wished or "but" in after or held_against


_BETTER_DONE = word_set("better earlier sooner differently")

_FINDING_OUT = word_set("checked check see seen asked ask know known tested wondered wonder")


def _left_out(reading: Reading, index: int, verb: int) -> Match | None:
    """Match *Could have asked in the channel first*."""
    word = reading.word(verb)
    words = reading.lexicon
    asked = word in words.care_done | words.duty_done | _SPARED
    least = "least" in reading.sentence.words[index:verb]
    asked = asked or (least and words.is_participle(word))
    if word in words.human_deeds:
        asked = asked or not _BETTER_DONE.isdisjoint(reading.sentence.words[verb + 1 : verb + 6])
    return Match("counterfactual", index, verb) if asked else None


_SPARED = word_set("avoided prevented stopped called waited rolled reverted saved")
_PREPARED = word_set(
    "prepared organised organized informed involved disciplined focused focussed committed trained "
    "helpful communicative realistic strict systematic selective forthcoming understanding"
)


def _could_have_been(reading: Reading, index: int, been: int) -> Match | None:
    """*It could have been done by the teams*: by people, or easily; else only a quiet hint."""
    verb = reading.after_adverbs(been + 1)
    word = reading.word(verb)
    if denied(reading, index):
        return None
    subject = _doer(reading, index, word)
    judged = reading.word(verb + 1) in reading.lexicon.attitudes | _PREPARED
    if word in ("more", "better") and judged and subject and subject.sure >= Sure.NAMED:
        quiet = subject.who in (Who.NOBODY, Who.ANYBODY) or _was_considered(reading, subject, verb)
        return Match("counterfactual", subject.first, verb, subject, quiet=quiet)
    if not reading.lexicon.is_participle(word):
        return None
    if "easily" in reading.sentence.words[index : verb + 2]:
        return Match("hindsight", index, verb)
    if reading.word(verb + 1) == "by" and word not in ("caused", "affected", "hit"):
        person = reading.people_at(verb + 2)
        if person is not None:
            return Match("counterfactual", index, person.last, person)
    return None
