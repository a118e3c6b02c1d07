"""Actions that are called errors and mistakes."""

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

_KINDS = word_set("human operator pilot user engineer admin pebkac driver staff")
_MADE = word_set("make made makes making did do commit commited committed done")
_GRAVE = word_set(
    "big bigger biggest huge grave serious fatal costly critical major terrible horrible glaring "
    "worst classic basic rookie beginner beginners newbie elementary devastating stupid silly dumb "
    "avoidable unforced unforgivable inexcusable embarrassing massive colossal schoolboy expensive "
    "fundamental key real simple careless unfortunate crucial monumental first second third other "
    "another largest greatest"
)


_HONEST = word_set("honest understandable natural innocent common")
_SLIPS = word_set("typo typos mistake error slip blunder misconfiguration oversight")

_MADE_BY = ("made", "introduced", "committed", "caused")


def rules(_words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    yield rule(wrongly_did, "wrongly erroneously incorrectly mistakenly falsely")
    yield rule(wrong_one, "wrong", ("wrong",), _HANDLED)
    yield rule(got_wrong, "wrong", ("wrong",), ("got", "get", "gets", "getting", "had"))
    errors = ("error", "errors", "mistake", "mistakes", "failure")
    yield rule(human_error, errors, errors, _KINDS)
    yield rule(mistake, "mistake mistakes error blunder blunders")
    yield rule(mistake, "errors", ("errors",), (*_MADE, "my", "our", "your", "his", "her", "their"))
    by = ("by", "of", "from")
    yield rule(error_by, _SLIPS, _SLIPS, by, behind=(*by, *_MADE_BY))
    yield rule(oversight, "oversight oversights")
    yield rule(
        did_wrong,
        "misconfigured mis-configured mistyped misread misjudged mishandled "
        "mismanaged miscalculated misinterpreted botched bungled fumbled fat-fingered goofed "
        "botching bungling mishandling mismanaging fat-fingering mixed mistook miskeyed misplaced "
        "miscounted misrouted misheard misdirected misfiled confused muddled misspelt misspelled "
        "miscopied "
        "mislabelled mislabeled misdialled stuffed cocked flubbed "
        "screwed messed",
    )


def human_error(reading: Reading, index: int) -> Match | None:
    """*Human error*, *operator error*; not where the term is named, nor in "user error 422"."""
    kind = reading.word(index - 1)
    if kind not in _KINDS or denied(reading, index):
        return None
    before = reading.word(index - 2)
    if before in _NAMING or (reading.sentence.capital[index] and not _shouts(reading)):
        return None
    following = reading.word(index + 1)
    if kind == "user" and before not in _SAID_OF_USERS and following != "was":
        return None
    if following[:1].isdigit() or following in _OF_MACHINES:
        return None
    denied_after = following in ("is", "was") and reading.word(index + 2) in ("not", "never")
    if (index == 1 and following == "is") or denied_after or _is_called(reading, index):
        return None
    return Match("human_error", index - 1, index)


def _is_called(reading: Reading, index: int) -> bool:
    """Tell whether the term is talked about: *calling it human error tells us nothing*."""
    return bool(
        {"call", "calling", "calls"} & set(reading.sentence.words[max(0, index - 4) : index])
    )


_NAMING = frozenset(
    (
        "of",
        "understanding",
        "behind",
        "after",
        "view",
        "views",
        "single",
        "about",
        "term",
        "on",
        "any",
        "reduce",
    )
)
_SAID_OF_USERS = frozenset(
    ("as", "was", "to", "by", "pure", "simple", "", "just", "a", "is", ":", ".")
)
_OF_MACHINES = word_set(
    "rate rates code codes message messages can page pages handling log logs id counter counters "
    "metric panel alert alerts category categories field class type types budget model models "
    "analysis study studies research count counts tab box probability theory column list"
)


def _shouts(reading: Reading) -> bool:
    """Tell whether a whole sentence is written in capitals."""
    return all(
        reading.sentence.capital[i] for i, w in enumerate(reading.sentence.words) if w.isalpha()
    )


def mistake(reading: Reading, index: int) -> Match | None:
    """*Our biggest mistake*, *he made a mistake*, *it was a big mistake*."""
    first = _first_modifier(reading, index)
    before = reading.word(first - 1)
    honest = not _HONEST.isdisjoint(reading.sentence.words[first:index])
    if honest or _taken_back(reading, first) or reading.word(first - 2) in ("from", "by"):
        return None
    word = reading.word(index)
    if before in reading.lexicon.possessives and before != "its":
        generic = before == "your" and word.endswith("s")
        whole = reading.is_noun_end(index + 1)
        return Match("human_error", first - 1, index) if whole and not generic else None
    if before in ("'s", "'"):
        subject = reading.subject_before(first - 1)
        if subject is None or subject.pronoun or denied(reading, subject.first + 1):
            return None
        return Match("human_error", subject.first, index, subject)
    if before in reading.lexicon.determiners or before in ("two", "several", "few", "three"):
        first -= 1
    verb = reading.before_adverbs(first - 1)
    if reading.word(verb) in _MADE:
        subject = accused(reading, verb)
        if subject is None or _is_anybody(reading, subject, verb):
            return None
        return Match("human_error", subject.first, index, subject)
    return _that_mistake(reading, index, first, verb)


def _is_anybody(reading: Reading, subject: Subject, verb: int) -> bool:
    """Tell whether people in general are meant: *operators make mistakes*."""
    bare = subject.first == subject.last and reading.word(subject.last).endswith("s")
    return bare and not subject.pronoun and reading.word(verb) in ("make", "do")


def _taken_back(reading: Reading, first: int) -> bool:
    """Tell whether a noun phrase that begins at ``first`` is denied: *it was not his mistake*."""
    for place in range(first, max(-1, first - 5), -1):
        word = reading.word(place)
        if word in ("no", "not", "never", "nobody", "noone", "whose", "without", "nor", "avoid"):
            return True
        if word in (",", ";", ":", "but", "because", "so", "was") and place < first:
            return False
    return False


def _first_modifier(reading: Reading, index: int) -> int:
    """Return where the adjectives before a noun begin."""
    first = index
    while index - first < 4 and reading.is_modifier(first - 1):
        if reading.word(first - 1) in _MADE:
            break
        first -= 1
    return first


def _that_mistake(reading: Reading, index: int, first: int, verb: int) -> Match | None:
    """Match *it was a mistake*, *the mistake we made*, *a second critical mistake*."""
    word = reading.word(index)
    person = reading.people_at(index + 1, whole=False)
    made = person is not None and reading.word(reading.after_adverbs(person.last + 1)) in _MADE
    if person is not None and made and (word in _ONE or person.pronoun):
        return Match("human_error", first, person.last + 1, person)
    if word not in ("mistake", "blunder", "mistakes", "blunders"):
        return None
    if reading.word(index + 1) in ("i", "we", "you", "he", "she", "they"):
        last = index + 2 if reading.word(index + 2) in _MADE else index + 1
        single = last == index + 2 or not word.endswith("s")
        return Match("human_error", index, last) if single else None
    if reading.word(verb) == "be" and reading.word(reading.before_adverbs(verb - 1)) in _SUPPOSING:
        return None
    if word in _ONE and reading.word(verb) in ("was", "were", "been", "be", "as"):
        return Match("human_error", first, index)
    return Match("human_error", first, index) if _is_grave(reading, first, index) else None


_ONE = ("mistake", "error", "blunder")
_SUPPOSING = ("can", "would", "will", "could", "might", "may")
_AFTER_GRAVE = frozenset(
    ("", ".", ",", "was", "involved", "that", "in", "is", "were", "on", "here", "!", "with", ":")
) | {"about", "of"}


def _is_grave(reading: Reading, first: int, index: int) -> bool:
    """Tell whether adjectives make a verdict of it: *a second critical mistake*."""
    if reading.contains(("everyone", "everybody", "humans", "people")):
        return False
    modifiers = set(reading.sentence.words[first:index])
    graded = modifiers & _GRAVE or any(m.endswith("est") for m in modifiers)
    if not graded or modifiers & {"common", "same", "possible", "spelling"}:
        return False
    return reading.word(index + 1) in _AFTER_GRAVE


def error_by(reading: Reading, index: int) -> Match | None:
    """*A typo made by the intern*, *a mistake by the provider's staff*."""
    place = index + 1
    if reading.word(place) == "," and reading.word(place + 1) in _MADE_BY:
        place += 1
    if reading.word(place) in _MADE_BY:
        place += 1
    link = reading.word(place)
    if link not in ("by", "of", "from") or _taken_back(reading, index):
        return None
    if reading.sentence.capital[index] and index > 0:
        return None  # a title
    person = reading.somebody_at(place + 1)
    if person is None:
        return None
    ours = reading.word(place + 1) in ("me", "us")
    if link != "by" and not ours and reading.word(place + 1) not in reading.lexicon.determiners:
        return None
    return Match("human_error", index, person.last, person)


def oversight(reading: Reading, index: int) -> Match | None:
    """*That was a big oversight*; a bare one is only a quiet hint, and that of a board is none."""
    graded = reading.word(index - 1) in _GRAVE
    by = reading.word(index + 1) == "by" and reading.people_at(index + 2) is not None
    ours = reading.word(index - 1) in ("my", "our", "his", "her", "their", "your")
    if _taken_back(reading, index - 1) or not (graded or by or ours):
        return None
    if reading.word(index + 1) in ("of", "board", "committee", "body"):
        return None
    return Match("failure_to_act", index - 1, index)


def did_wrong(reading: Reading, index: int) -> Match | None:
    """*Somebody fat-fingered it*, *the admin simply misconfigured the switch*."""
    word = reading.word(index)
    following = reading.word(index + 1)
    if word in ("screwed", "messed") and following not in ("up", "with", "this", "that"):
        return None
    if word in ("mixed", "stuffed", "cocked") and following != "up":
        return None
    subject = accused(reading, index)
    last = index + 1 if reading.word(index + 1) == "up" else index
    if subject is not None:
        return Match("human_error", subject.first, last, subject)
    if word.endswith("ing") and reading.word(reading.before_adverbs(index - 1)) in (
        "after",
        "by",
        "for",
        "of",
    ):
        return Match("competence", index, last)
    if word in ("botched", "bungled", "fat-fingered", "fumbled"):
        by = reading.word(index + 1) == "by" or reading.word(reading.before_adverbs(index - 1)) in (
            "",
            "a",
            "the",
            "i",
            "was",
        )
        return Match("human_error", index, last) if by and not denied(reading, index) else None
    return None


def wrongly_did(reading: Reading, index: int) -> Match | None:
    """*The bursar erroneously released the payments*."""
    verb = index + 1
    sure = reading.word(index) in ("incorrectly", "falsely")
    least = Sure.PEOPLE if sure else max(Sure.NAMED, reading.lexicon.least_sure(reading.word(verb)))
    subject = accused(reading, index, least)
    if subject is None or not reading.lexicon.is_participle(reading.word(verb)):
        return None
    own = subject.who in (Who.SELF, Who.GROUP)
    return Match("human_error", subject.first, verb, subject, quiet=own)


def wrong_one(reading: Reading, index: int) -> Match | None:
    """*Someone connected it to the wrong relay*; what *you* may have done is no account."""
    if reading.word(index + 1) in ("place", "order", "light", "way", "") or denied(reading, index):
        return None
    for verb in range(index - 1, max(0, index - 8), -1):
        if reading.word(verb) in _HANDLED:
            subject = accused(reading, verb, Sure.PEOPLE)
            if subject is None or subject.who is Who.ADDRESSED:
                return None
            told = subject.who in (Who.SELF, Who.GROUP) or explained(reading, index)
            return Match("human_error", subject.first, index, subject, quiet=told)
    return None


_HANDLED = word_set(
    "put ran installed deployed applied deleted opened closed pulled connected restarted pressed "
    "hit turned cut flipped picked chose loaded sent typed entered selected grabbed pushed changed "
    "gave took used unplugged clicked rebooted wiped dropped shut signed filled administered "
    "prescribed removed operated plugged copied drilled delivered edited attached booked hung "
    "poured logged merged committed tagged killed released scaled drained uploaded shared fitted "
    "measured reset mounted formatted approved rebuilt stopped"
)


def got_wrong(reading: Reading, index: int) -> Match | None:
    """*We got it wrong*, *Goran got the sign wrong*: said of people, not of a forecast."""
    verb = next(
        (i for i in range(index - 1, max(-1, index - 6), -1) if reading.word(i) in _GOT), None
    )
    if verb is None or reading.word(index - 1) in ("the", "a", "something", "go", "went"):
        return None
    if reading.word(index + 1) in ("and", "end") and reading.word(index + 2) == "right":
        return None
    subject = accused(reading, verb, Sure.NAMED)
    if subject is None or "both" in reading.sentence.words or denied(reading, verb):
        return None
    return Match("human_error", subject.first, index, subject)


_GOT = ("got", "get", "gets")
