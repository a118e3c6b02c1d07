"""Whose fault it was said to be, and questions that look for a culprit."""

from __future__ import annotations

from postmortem_desktop.phrasing.matching import Match, accused, denied
from postmortem_desktop.phrasing.subjects import Reading, Who


def fault(reading: Reading, index: int) -> Match | None:
    """*Marco's fault*, *whoever added it was at fault*."""
    if denied(reading, index) or reading.is_any(index + 1, ("tolerance", "domain", "domains")):
        return None
    before = reading.word(index - 1)
    if before in ("own", "entire"):
        index, before = index - 1, reading.word(index - 2)
    if before in reading.lexicon.possessives:
        return Match("attribution", index - 1, index)
    if before == "'s":
        subject = reading.subject_before(index - 1)
        if subject is None or subject.who is Who.NOBODY:
            return None
        return Match("attribution", subject.first, index, subject)
    if before == "at" and reading.word(index - 2) in ("is", "was", "are", "were", "am"):
        subject = accused(reading, index - 2)
        return Match("attribution", subject.first, index, subject) if subject else None
    return None


def blame(reading: Reading, index: int) -> Match | None:
    """*Support is to blame*, *blame the network guys*."""
    if reading.word(index - 1) == "git" or denied(reading, index):
        return None
    if reading.word(index - 1) == "to":
        be = index - 2
        if reading.word(be) not in ("is", "are", "was", "were", "am"):
            return None
        subject = accused(reading, be)
        return Match("attribution", subject.first, index, subject) if subject else None
    place = index + 2 if reading.word(index + 1) == "on" else index + 1
    opens = reading.before_adverbs(index - 1) < 0
    if not opens and reading.subject_before(index) is None and reading.word(index - 1) != "can":
        return None
    person = reading.people_at(place)
    return Match("attribution", index, person.last, person) if person else None


def broke(reading: Reading, index: int) -> Match | None:
    """*Priya broke the build*, *you took down production*."""
    following = reading.word(index + 1)
    last = index
    if reading.word(index) in ("took", "brought"):
        down = next((i for i in range(index + 1, index + 5) if reading.word(i) == "down"), None)
        if down is None:
            return None
        last = down
    elif following in _BROKE_INTRANSITIVE or "into" in reading.sentence.words[index : index + 6]:
        return None
    subject = accused(reading, index)
    if subject is None or reading.word(subject.first) in ("who", "they"):
        return None
    return Match("attribution", subject.first, last, subject)


_BROKE_INTRANSITIVE = frozenset(
    ("", ".", ",", "out", "down", "even", "up", "through", "into", "off", "for")
)


def caused_by(reading: Reading, index: int) -> Match | None:
    """*Caused by the new contractor*, *because of the on-call engineer*."""
    link = {"caused": "by", "because": "of", "due": "to"}[reading.word(index)]
    if reading.word(index + 1) != link or denied(reading, index):
        return None
    person = reading.people_at(index + 2)
    if person is None or reading.word(person.last + 1) not in (
        "",
        ".",
        ",",
        "!",
        "and",
        "who",
        ";",
    ):
        return None
    if person.pronoun and person.who is not Who.OTHER and reading.word(index) == "due":
        return None
    return Match("attribution", index, person.last, person)


def responsible_for(reading: Reading, index: int) -> Match | None:
    """*She is responsible for the outage*; for a service it is a duty."""
    if reading.word(index + 1) != "for" or denied(reading, index):
        return None
    last = index + 3 if reading.word(index + 2) in reading.lexicon.determiners else index + 2
    if reading.word(last) not in reading.lexicon.incidents:
        return None
    be = reading.before_adverbs(index - 1)
    verb = be if reading.word(be) in ("is", "was", "are", "were", "'s", "am") else index
    subject = reading.subject_before(verb)
    return Match("attribution", index, last, subject) if subject else None


def why_did_they(reading: Reading, index: int) -> Match | None:
    """*Why did you …?*, *why didn't he …?*; why about a system is a fair question."""
    place = reading.after_adverbs(index + 1)
    while reading.word(place) in ("on", "earth", "the", "hell", "then"):
        place += 1
    auxiliary = reading.word(place)
    if auxiliary not in (
        *("did", "do", "were", "was", "would", "are", "have", "could", "can"),
        *("has", "had", "should", "does", "is"),
    ):
        return None
    who = reading.after_adverbs(place + 1)
    negated = "not" in reading.sentence.words[place:who]
    person = reading.people_at(who)
    if person is None:
        return None
    word = reading.word(who)
    present = auxiliary in ("do", "are", "can", "does", "is", "should", "could")
    if word in ("i", "we", "it") or (word == "they" and present):
        return None
    if auxiliary == "would" and person.who is not Who.ANYBODY:
        return None
    if present and not (word == "you" and (negated or auxiliary == "are")):
        return None
    if reading.word(reading.after_adverbs(person.last + 1)) in (
        "think",
        "feel",
        "believe",
        "expect",
    ):
        return None
    return Match("accusing_question", index, person.last, person)


def who_did(reading: Reading, index: int) -> Match | None:
    """*Who approved this?*: a search for a culprit."""
    before = reading.word(reading.before_adverbs(index - 1))
    if before not in ("", ",", "and", "but", "ask", "asked", "know", "wonder", ":", "-"):
        return None
    if before not in ("", "so") and reading.sentence.words[-1] != "?":
        return None
    verb = reading.after_adverbs(index + 1)
    blaming = (
        "approved caused broke authorised authorized allowed deleted forgot messed screwed let"
    )
    if reading.word(verb) in (*blaming.split(), "signed", "messed", "merged", "pushed"):
        return Match("accusing_question", index, verb)
    if reading.word(verb) == "did" and reading.word(verb + 1) in ("this", "that"):
        return Match("accusing_question", index, verb + 1)
    return None


def human_error(reading: Reading, index: int) -> Match | None:
    """*Human error*, *operator error*; not where the term is named, nor in "user error 422"."""
    kind = reading.word(index - 1)
    if kind not in ("human", "operator", "pilot", "user", "engineer", "admin"):
        return None
    before = reading.word(index - 2)
    if before in _NAMING or denied(reading, index) or reading.sentence.capital[index]:
        return None
    if kind == "user" and before not in ("as", "was", "to", "by", "pure", "simple", ""):
        return None
    following = reading.word(index + 1)
    if following[:1].isdigit() or following in ("rate", "rates", "code", "codes", "message", "can"):
        return None
    return Match("human_error", index - 1, index)


_NAMING = frozenset(
    ("of", "understanding", "behind", "after", "view", "views", "single", "about", "term", "on")
)


def mistake(reading: Reading, index: int) -> Match | None:
    """*Our biggest mistake*, *he made a mistake*, *it was a big mistake*."""
    first = _first_modifier(reading, index)
    before = reading.word(first - 1)
    if denied(reading, index) or reading.word(first - 2) in ("from", "by"):
        return None
    if before in reading.lexicon.possessives and before != "its":
        generic = before == "your" and reading.word(index).endswith("s")
        whole = reading.is_noun_end(index + 1)
        return Match("human_error", first - 1, index) if whole and not generic else None
    if before == "'s":
        subject = reading.subject_before(first - 1)
        if subject is None or subject.pronoun:
            return None
        return Match("human_error", subject.first, index, subject)
    if before in reading.lexicon.determiners:
        first -= 1
    verb = reading.before_adverbs(first - 1)
    if reading.word(verb) in _MADE:
        subject = accused(reading, verb)
        return Match("human_error", subject.first, index, subject) if subject else None
    return _that_mistake(reading, index, first, verb)


_MADE = ("made", "make", "makes", "making", "did")


def _first_modifier(reading: Reading, index: int) -> int:
    """Return where the adjectives before a noun begin."""
    first = index
    while index - first < 4 and reading.is_modifier(first - 1):
        if reading.word(first - 1) in _MADE:
            break
        first -= 1
    return first


def _that_mistake(reading: Reading, index: int, first: int, verb: int) -> Match | None:
    """Match *it was a mistake* and *the mistake we made*."""
    if reading.word(index) not in ("mistake", "blunder"):
        return None
    if reading.word(index + 1) in ("i", "we", "you", "he", "she", "they"):
        return Match("human_error", index, index + 1)
    if reading.word(verb) in ("was", "were", "been", "be"):
        return Match("human_error", first, index)
    return None
