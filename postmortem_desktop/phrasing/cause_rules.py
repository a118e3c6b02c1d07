"""People named as the cause of what went wrong."""

from __future__ import annotations

from collections.abc import Iterator

from postmortem_desktop.phrasing.blame_rules import BE, CLAUSE_ENDS
from postmortem_desktop.phrasing.lexicon import Lexicon, Sure
from postmortem_desktop.phrasing.matching import Match, Rule, accused, denied, rule, word_set
from postmortem_desktop.phrasing.omission_rules import deed_before
from postmortem_desktop.phrasing.subjects import Reading, Subject, Who

_BREAKING = "broke broken caused nuked wrecked killed crashed destroyed ruined wiped trashed"


_CAUSED = word_set(
    "broke broken caused killed crashed destroyed wiped deleted dropped took brought started let "
    "allowed pushed merged ruined nuked wrecked triggered introduced trashed moved changed "
    "cancelled removed switched disabled left ordered decided signed insisted approved unplugged "
    "cut knocked forgot lost skipped ignored refused delayed overruled muted silenced locked "
    "overwrote renamed"
)


def rules(_words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    yield rule(broke, _BREAKING)
    yield rule(broke, "took brought", ("took", "brought"), ("down", "offline"))
    yield rule(
        caused_by,
        "caused because due thanks",
        ("caused", "because", "due", "thanks"),
        ("by", "of", "to"),
        behind=("by", "of", "to"),
    )
    yield rule(thereby_breaking, "thereby", ("thereby",), _RUIN)
    yield rule(cause_is, "cause culprit reason", ("cause", "culprit", "reason"))
    yield rule(responsible_for, "responsible")
    yield rule(
        it_was_who,
        "who that",
        ("who", "that"),
        ("it", "it's", "its"),
        _CAUSED,
    )
    yield rule(is_the_reason, "reason cause problem link", ("reason", "cause", "problem", "link"))
    yield rule(
        down_to, "down", ("down",), ("to",), ("comes", "came", "is", "was", "it's", "that's", "all")
    )


_RUIN = word_set(
    "breaking destroying knocking deleting losing causing cutting wiping taking exposing disabling "
    "blocking killing ruining corrupting overwriting erasing endangering making leaving violating"
)


_BROKE_NOTHING = frozenset(
    ("", ".", ",", "out", "down", "even", "up", "through", "into", "off", "for", "it's", "away")
)


_NO_BLAME = word_set("sorry apologise apologize apologies maintenance planned agreed scheduled")


_ROUTINE = word_set("container pod process job node session connection queue query thread port")


def broke(reading: Reading, index: int) -> Match | None:
    """*Priya broke the build*, *you took down production*, *you removed it, which broke …*."""
    last = _breaks(reading, index)
    if last is None or reading.contains(_NO_BLAME):
        return None
    owned = _owned_deed(reading, index)
    if owned is not None:
        return Match("attribution", owned.first, last, owned)
    which = reading.before_adverbs(index - 1)
    if reading.word(which) == "which" and reading.word(which - 1) == ",":
        subject = _doer_before(reading, which - 1)
    else:
        named = reading.word(index) in ("took", "brought", "broke", "wiped", "ruined", "nuked")
        least = Sure.NAMED if named else Sure.PEOPLE
        subject = accused(reading, index, least)
        if subject is not None and reading.word(subject.first) in ("who", "they"):
            return None
    return Match("attribution", subject.first, last, subject) if subject else None


def _owned_deed(reading: Reading, index: int) -> Subject | None:
    """Return whose deed broke it: *it was Farouk's deployment that broke the export*."""
    that = reading.before_adverbs(index - 1)
    if reading.word(that) in ("that", "which"):
        that -= 1
    for place in range(that, max(0, that - 4), -1):
        if reading.word(place) == "'s":
            return _named_before(reading, place)
        if not reading.is_modifier(place):
            return None
    return None


def _named_before(reading: Reading, place: int) -> Subject | None:
    subject = reading.doer_before(place)
    if subject is None or subject.pronoun or subject.sure is Sure.UNKNOWN:
        return None
    return subject


def _breaks(reading: Reading, index: int) -> int | None:
    """Return where the verb ends, None where nothing is broken."""
    word, following = reading.word(index), reading.word(index + 1)
    words = reading.sentence.words
    if word in ("took", "brought"):
        reach = range(index + 1, index + 6)
        return next((i for i in reach if reading.word(i) in ("down", "offline")), None)
    if following in _BROKE_NOTHING or "into" in words[index : index + 6]:
        return None
    if word == "crashed" and following in reading.lexicon.prepositions:
        return None
    if word in ("killed", "crashed", "wiped", "broken"):
        have = reading.word(reading.before_adverbs(index - 1))
        if word == "broken" and have not in ("have", "has", "had", "'s"):
            return None
        if not _ROUTINE.isdisjoint(words[index + 1 : index + 5]):
            return None
    return index


def _doer_before(reading: Reading, end: int) -> Subject | None:
    """Return the people whose past act stands in the clause that ends at ``end``."""
    for place in range(end - 1, max(-1, end - 16), -1):
        word = reading.word(place)
        if word in ("you", "he", "she") or reading.is_name(place):
            verb = reading.word(reading.after_adverbs(place + 1))
            if reading.lexicon.is_participle(verb) or verb in ("ran", "did", "wrote"):
                return reading.subject_before(place + 1)
    return None


def caused_by(reading: Reading, index: int) -> Match | None:
    """*Caused by the new contractor*, *because of the on-call engineer*."""
    link = {"caused": "by", "because": "of", "due": "to", "thanks": "to"}[reading.word(index)]
    place = reading.after_adverbs(index + 1)
    if reading.word(place) != link or denied(reading, index):
        return None
    person = reading.people_at(place + 1) or _named_at(reading, place + 1)
    if person is None:
        return None
    after = reading.word(person.last + 1)
    doing = after.endswith("ing") and reading.word(index) != "thanks"
    if after not in (*CLAUSE_ENDS, "of", "at", "from", "that") and not doing:
        return None
    if reading.word(index) == "thanks" and not reading.contains(
        ("lost", "down", "broke", "broken")
    ):
        return None
    if person.pronoun and person.who is not Who.OTHER and reading.word(index) == "due":
        return None
    return Match("attribution", index, person.last, person)


def thereby_breaking(reading: Reading, index: int) -> Match | None:
    """*The content team removed the pages, thereby knocking out all the links*."""
    subject = deed_before(reading, index - 1)
    verb = reading.after_adverbs(index + 1)
    if subject is None or subject.sure is not Sure.PEOPLE or reading.word(verb) not in _RUIN:
        return None
    own = subject.who in (Who.SELF, Who.GROUP)
    return Match("attribution", index, verb, subject, quiet=own)


def _named_at(reading: Reading, index: int) -> Subject | None:
    """Return a single word with a capital that is no thing: *caused by Yuki running it*."""
    capital = index < len(reading.sentence.capital) and reading.sentence.capital[index]
    if not capital or reading.is_thing(index) or not reading.word(index + 1).endswith("ing"):
        return None
    return Subject(index, index, Who.OTHER, sure=Sure.NAMED)


def cause_is(reading: Reading, index: int) -> Match | None:
    """*Root cause: the DBA team.*."""
    sign = reading.after_adverbs(index + 1)
    if reading.word(sign) not in (":", "is", "was", "=", "-", "—", "–") or denied(reading, index):
        return None
    place = reading.after_adverbs(sign + 1)
    person = reading.people_at(place)
    if (
        person is None
        or person.pronoun
        or reading.word(person.last + 1) not in ("", ".", ",", "!", "and", "again")
    ):
        return None
    if reading.word(person.first) in ("people", "users", "customers"):
        return None
    return Match("attribution", person.first, person.last, person)


def responsible_for(reading: Reading, index: int) -> Match | None:
    """*She is responsible for the outage*; for a service it is a duty."""
    if reading.word(index + 1) != "for" or denied(reading, index):
        return None
    last = _harm_after(reading, index + 2)
    if last is None:
        return None
    be = reading.before_adverbs(index - 1)
    verb = be if reading.word(be) in BE else index
    subject = reading.subject_before(verb)
    return Match("attribution", index, last, subject) if subject else None


_HARMING = word_set(
    "breaking deleting cutting causing wiping crashing destroying dropping killing disabling "
    "corrupting overwriting leaking exposing losing"
)


def _harm_after(reading: Reading, index: int) -> int | None:
    """Return where the harm ends that somebody is said to be responsible for."""
    if reading.word(index) in _HARMING:
        return index
    for place in range(index, index + 4):
        word = reading.word(place)
        if word in reading.lexicon.incidents:
            return place
        if not reading.is_modifier(place) and word not in reading.lexicon.determiners:
            return None
    return None


def it_was_who(reading: Reading, index: int) -> Match | None:
    """*It was Deepika who caused the mess*, *it was Sales who had moved the date*."""
    verb = reading.after_adverbs(index + 1)
    if reading.word(verb) == "had":
        verb = reading.after_adverbs(verb + 1)
    if reading.word(verb) not in _CAUSED or denied(reading, index):
        return None
    subject = reading.doer_before(index)
    if subject is None or subject.sure < Sure.NAMED:
        return None
    be = reading.before_adverbs(subject.first - 1)
    if reading.word(be) not in BE or reading.word(be - 1) not in ("it", "that", "this", "and"):
        return None
    return Match("attribution", subject.first, verb, subject)


def is_the_reason(reading: Reading, index: int) -> Match | None:
    """*The vendor is the real problem here*, *Ana was the reason for the delay*."""
    place = index - 1
    while reading.word(place) in (
        "real",
        "only",
        "main",
        "root",
        "sole",
        "actual",
        "biggest",
        "weak",
        "weakest",
    ):
        place -= 1
    if reading.word(place) != "the" or denied(reading, index):
        return None
    if reading.word(index) == "link" and reading.word(index - 1) not in ("weak", "weakest"):
        return None
    be = reading.before_adverbs(place - 1)
    if reading.word(be) not in BE:
        return None
    subject = accused(reading, be, Sure.NAMED)
    if subject is None or (subject.pronoun and reading.word(subject.first) in ("i", "we", "they")):
        return None
    return Match("attribution", subject.first, index, subject)


def down_to(reading: Reading, index: int) -> Match | None:
    """*It all comes down to the night shift*."""
    verb = reading.before_adverbs(index - 1)
    if reading.word(verb) == "all":
        verb = reading.before_adverbs(verb - 1)
    if reading.word(index + 1) != "to" or reading.word(verb) not in (
        "comes",
        "came",
        "is",
        "was",
        "'s",
        "be",
    ):
        return None
    if denied(reading, index):
        return None
    person = reading.people_at(index + 2)
    if person is None or reading.word(person.last + 1) not in (*CLAUSE_ENDS, "for", "not", "who"):
        doing = person is not None and reading.word(person.last + 1).endswith("ing")
        if not doing:
            return None
    return Match("attribution", verb, person.last, person) if person else None
