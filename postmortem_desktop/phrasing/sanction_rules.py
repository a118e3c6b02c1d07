"""Punishment, and the person as the thing to fix."""

from __future__ import annotations

from collections.abc import Iterator

from postmortem_desktop.phrasing.lexicon import Lexicon, Sure
from postmortem_desktop.phrasing.matching import Match, Rule, denied, rule, word_set
from postmortem_desktop.phrasing.subjects import Reading, Subject, Who

_PUNISHED = word_set(
    "retrained dismissed suspended disciplined sanctioned fired sacked reprimanded demoted "
    "punished "
    "penalised penalized fined stripped barred banned terminated canned axed replaced removed "
    "taken "
    "moved excluded reassigned warned cautioned admonished written told spoken held sidelined "
    "taught reminded kept sent re-educated benched downgraded coached counselled counseled"
)
_OF_PEOPLE = word_set(
    "retrained dismissed disciplined sacked reprimanded demoted punished admonished cautioned "
    "taught "
    "reminded kept"
)
_FROM_WORK = word_set(
    "from off of by to up again immediately on for at accountable responsible and after over "
    "because"
)
_ONLY_WITH = {
    "removed": ("from", "as"),
    "taught": ("a", "to"),
    "reminded": ("to", "that", "of", "again"),
    "kept": ("away",),
    "sent": ("on", "home", "back"),
    "taken": ("off", "out"),
    "moved": ("off", "out", "away"),
    "stripped": ("of",),
    "written": ("up",),
    "held": ("accountable", "responsible", "to"),
    "spoken": ("to",),
    "told": ("off",),
    "replaced": ("", ".", "as"),
    "banned": ("from",),
    "barred": ("from",),
    "excluded": ("from",),
    "warned": ("formally", "in", "officially", "once", "that", "", ".", "and"),
    "reassigned": ("", ".", "to", "away"),
    "downgraded": ("", "."),
    "terminated": ("", ".", "for", "immediately"),
    "coached": ("on", "to", "again"),
    "suspended": ("", ".", "for", "without", "pending", "with", "until", "immediately", ",", "and"),
}
_SMALL = frozenset(("", ".", "to", "by", "and", "with", "as", "that", "a", "in"))
_TO = word_set("reminded spoken taught coached held reassigned warned")
_PENALTIES = word_set(
    "warning reprimand talking-to dressing-down punishment sanction penalty suspension dismissal "
    "disciplinary consequences repercussions retraining re-training"
)
_FORMAL = word_set("formal written verbal official final stern serious strong first last severe")
_LOSING = word_set("lose loses losing lost forfeit forfeits")
_PRIVILEGES = word_set(
    "access rights privileges permissions permission badge bonus job jobs licence license post "
    "position commit keys admin root password"
)
_TAKING_AWAY = word_set("revoke remove withdraw take taking revoking pull strip restrict cut")
_CAREFULNESS = word_set(
    "careful attentive vigilant diligent mindful cautious thorough disciplined focused alert "
    "precise "
    "conscientious"
)

_MORE = frozenset(("more", "extra", "most"))


def rules(_words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    yield rule(
        personal_penalty,
        "dock docked docking fine fined",
        ("dock", "docked", "docking", "fine", "fined"),
        ("pay", "bonus", "salary", "wages", "him", "her", "them"),
    )
    be = "be being been was were is are get gets getting got"
    yield rule(is_punished, be, _PUNISHED - _ONLY_WITH.keys(), be.split(), behind=_PUNISHED)
    any_after = frozenset[str]().union(*_ONLY_WITH.values()) - _SMALL
    for verb, after in _ONLY_WITH.items():
        further = ("to", "accountable", "responsible", "again") if verb in _TO else any_after
        yield rule(is_punished, be, (verb,), be.split(), further, behind=(verb,), then=after)
    yield rule(penalty, _PENALTIES)
    yield rule(loses_rights, _LOSING, _LOSING, _PRIVILEGES)
    yield rule(rights_taken, _TAKING_AWAY, _TAKING_AWAY, _PRIVILEGES)
    yield rule(want_punished, "want wants like see", ("want", "wants", "see"), _PUNISHED)
    yield rule(more_careful, _CAREFULNESS, _CAREFULNESS, _MORE, ("be", "being", "become"))


_AWAY = frozenset(("course", "training", "away", "pay"))
_RESTING = frozenset(("sleep", "rest", "recover", "eat", "relieved", "nap"))


def is_punished(reading: Reading, index: int) -> Match | None:
    """*The two operators will be retrained*, *he has been dismissed*."""
    verb = reading.after_adverbs(index + 1)
    word = reading.word(verb)
    if word not in _PUNISHED or denied(reading, index):
        return None
    if word in _ONLY_WITH and reading.word(verb + 1) not in _ONLY_WITH[word]:
        return None
    if word == "reminded" and reading.word(index) not in ("be", "being"):
        return None
    behind = reading.sentence.words[verb:]
    rests = word == "taken" and not _RESTING.isdisjoint(behind)
    if rests or (word in ("sent", "kept") and _AWAY.isdisjoint(behind)):
        return None
    subject = _patient(reading, index, Sure.NAMED if word in _OF_PEOPLE else Sure.PEOPLE)
    if subject is None or subject.who is Who.NOBODY:
        return None
    if reading.word(subject.first) == "they" and word in ("removed", "excluded", "moved"):
        return None
    if subject.who in (Who.SELF, Who.GROUP) and word in ("told", "warned", "moved", "replaced"):
        return None
    last = verb + 1 if word in _ONLY_WITH and reading.word(verb + 1) in _FROM_WORK else verb
    return Match("sanction", subject.first, last, subject)


def _patient(reading: Reading, index: int, least: Sure = Sure.PEOPLE) -> Subject | None:
    """Return the people to whom something is done by a verb with auxiliaries before it."""
    place = index
    while reading.word(reading.before_adverbs(place - 1)) in _AUXILIARIES:
        place = reading.before_adverbs(place - 1)
    subject = reading.clause_subject(place)
    return subject if subject is not None and subject.sure >= least else None


_AUXILIARIES = word_set(
    "will should must shall has have had to ought needs need going are is be was"
)


def penalty(reading: Reading, index: int) -> Match | None:
    """*A formal warning to the technician*, *there must be consequences for them*."""
    before = reading.word(index - 1)
    word = reading.word(index)
    if denied(reading, index):
        return None
    if word == "warning":
        if before not in _FORMAL:
            return None
        about = reading.sentence.words[index + 1 : index + 4]
        given = reading.sentence.words[max(0, index - 6) : index]
        personal = {"to", "for"} & set(about) or {
            "issue",
            "issued",
            "get",
            "gets",
            "got",
            "given",
            "give",
            "receive",
            "received",
            "deserves",
            "deserve",
            "him",
            "her",
            "them",
        } & set(given)
        return Match("sanction", index - 1, index) if personal else None
    if word in ("talking-to", "dressing-down", "reprimand", "retraining", "re-training"):
        for place in (index + 2, index + 1):
            if reading.people_at(place) is not None:
                return Match("sanction", index, place)
        given = reading.sentence.words[max(0, index - 5) : index]
        if {"needs", "need", "deserves", "gets", "got", "is", "remedy", "him", "her", "them"} & set(
            given
        ):
            return Match("sanction", index, index)
    return None


def loses_rights(reading: Reading, index: int) -> Match | None:
    """*Whoever did this should lose their admin rights*."""
    near = range(index + 1, index + 5)
    owned = any(reading.word(i) in ("his", "her", "their", "your") for i in near)
    last = next((i for i in near if reading.word(i) in _PRIVILEGES), None)
    if last is None or not owned or denied(reading, index):
        return None
    subject = _patient(reading, index)
    if subject is None:
        return None
    return Match("sanction", index, last, subject)


def rights_taken(reading: Reading, index: int) -> Match | None:
    """*Take away his prod access until he learns*: a person's, not that of an account."""
    near = range(index + 1, index + 6)
    owner = next((i for i in near if reading.word(i) in ("his", "her", "their", "'s")), None)
    last = next((i for i in near if reading.word(i) in _PRIVILEGES), None)
    if last is None or owner is None or denied(reading, index):
        return None
    if reading.word(owner) == "'s" and reading.doer_before(owner) is None:
        return None
    if reading.contains(("leaver", "leavers", "left", "leaving", "offboarding", "compromised")):
        return None
    return Match("sanction", index, last)


def want_punished(reading: Reading, index: int) -> Match | None:
    """*I want him taken off the rota*."""
    person = reading.people_at(index + 1, whole=False)
    if person is None or denied(reading, index):
        return None
    verb = reading.after_adverbs(person.last + 1)
    if reading.word(verb) not in _PUNISHED:
        return None
    return Match("sanction", index, verb + 1, person)


def more_careful(reading: Reading, index: int) -> Match | None:
    """*Next time be more careful*, *the operators must be more vigilant*."""
    be = reading.before_adverbs(index - 1)
    while reading.word(be) in ("more", "extra", "much", "a", "lot", "very", "bit", "most"):
        be -= 1
    if reading.word(be) not in ("be", "being", "become") or denied(reading, index):
        return None
    more = _MORE & set(reading.sentence.words[be:index])
    if not more or reading.word(index + 1) in ("if", "not"):
        return None
    if reading.word(be - 1) in ("can", "could", "may"):
        return None
    return Match("sanction", be, index)


def personal_penalty(reading: Reading, index: int) -> Match | None:
    """*I would dock their pay*."""
    near = reading.sentence.words[index + 1 : index + 4]
    if reading.word(index).startswith("fine") and reading.word(index + 1) not in (
        "him",
        "her",
        "them",
    ):
        return None
    if not {"his", "her", "their", "him", "them", "your"} & set(near) or denied(reading, index):
        return None
    return Match("sanction", index, index + 2)
