"""Wording that makes the outcome look obvious, foreseeable or easy."""

from __future__ import annotations

from collections.abc import Iterator

from postmortem_desktop.phrasing.lexicon import Lexicon
from postmortem_desktop.phrasing.matching import Match, Rule, accused, denied, rule, word_set
from postmortem_desktop.phrasing.subjects import Reading, Subject, Who

_PLAINLY = "obviously clearly evidently plainly"
_PAST = word_set("did was were had do does is are should")
_OWN_STATE = word_set("know expect realise realize understand see intend mean")

_SEEMS = ("was", "is", "were", "are", "'s", "been", "seems", "seemed", "looks")


def rules(_words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    yield rule(obviously_not, _PLAINLY)
    yield rule(obvious_that, "obvious clear", before=(*_SEEMS, "so", "pretty", "quite"))
    yield rule(foreseeable, "foreseeable predictable preventable avoidable inevitable")
    yield rule(every_reason, "reason", ("reason",), ("every", "ample"))
    yield rule(simple_step, _SMALL, _SMALL, ("would", "could"), _REVEALED)
    yield rule(easily, "easily", ("easily",), ("could", "would", "might"))
    yield rule(known_better, "better", ("better",), ("know", "known", "knew"))
    yield rule(must_have_known, "must", ("must",), _SEEN, behind=("have",))
    yield rule(
        warned_but,
        "dismissed ignored overrode silenced waved muted acknowledged",
        ("dismissed", "overrode", "silenced", "waved", "muted"),
        _WARNED,
    )
    yield rule(
        signs_were_there,
        "signs sign warnings clues symptoms",
        ("signs", "sign", "warnings", "clues", "symptoms"),
        ("there", "missed", "everywhere", "see", "ignored"),
    )
    yield rule(expert_would, "would", ("would",), _SKILLED)
    yield rule(how_wrong, "how", ("how",), ("wrong", "naive", "blind", "foolish", "stupid"))


def obviously_not(reading: Reading, index: int) -> Match | None:
    """*Obviously they did not test it*, *they clearly had not read it*."""
    person = _people_at(reading, index + 1)
    place = person.last + 1 if person else index + 1
    if person is None:
        person = reading.subject_before(index)
        if person is None or reading.word(person.first) in ("i", "it"):
            return None
    if reading.word(place) not in _PAST and reading.word(place) != "not":
        return None
    verb = reading.after_adverbs(place + 1)
    if reading.word(verb) == "have":
        verb = reading.after_adverbs(verb + 1)
    words = reading.sentence.words[place:verb]
    own = reading.word(person.first) in ("i", "we")
    if "not" not in words or (own and reading.word(verb) in _OWN_STATE):
        return None
    if reading.word(verb) in ("expect", "intend", "mean"):
        return None
    return Match("hindsight", min(index, person.first), max(index, verb), person)


def _people_at(reading: Reading, index: int) -> Subject | None:
    """Return the people named from ``index`` on; *these people* are people of the work as well."""
    if reading.word(index) in ("these", "those") and reading.word(index + 1) == "people":
        return reading.people_at(index) or Subject(index, index + 1, Who.OTHER)
    return reading.people_at(index, whole=False)


def obvious_that(reading: Reading, index: int) -> Match | None:
    """*It is now obvious that …*, *so obviously wrong*, *it was clear you should*."""
    be = reading.before_adverbs(index - 1)
    if reading.word(be) in ("so", "pretty", "quite"):
        be = reading.before_adverbs(be - 1)
    if reading.word(be) not in _SEEMS or denied(reading, index):
        return None
    if reading.word(index) == "clear" and reading.word(index + 1) != "from":
        said = reading.sentence.words[index + 1 : index + 4]
        return Match("hindsight", be, index + 2) if "should" in said else None
    now = {"now", "hindsight", "retrospect", "painfully", "blindingly", "always"} & set(
        reading.sentence.words[:index]
    )
    looking = {"look", "looking"} & set(reading.sentence.words[:3]) and reading.word(0) in (
        "just",
        "look",
    )
    it = reading.word(reading.before_adverbs(be - 1)) in (
        "it",
        "this",
        "that",
        "which",
        "signs",
        "cause",
        "answer",
    )
    if it and (now or looking) and reading.word(reading.before_adverbs(be - 1)) != "which":
        return Match("hindsight", be, index)
    after = set(reading.sentence.words[index + 1 : index + 6])
    if reading.word(index + 1) == "from" and {"first", "start", "outset", "beginning"} & after:
        return Match("hindsight", be, index + 1)
    if (
        reading.word(index + 1) in ("to", "that", "from")
        and it
        and {"anyone", "everyone", "everybody", "all"}
        & set(reading.sentence.words[index : index + 4])
    ):
        return Match("hindsight", be, index + 1)
    return None


def foreseeable(reading: Reading, index: int) -> Match | None:
    """*The risk was perfectly foreseeable*, *an entirely avoidable outage*."""
    if denied(reading, index):
        return None
    graded = reading.word(index - 1) in _GRADED
    be = reading.before_adverbs(index - 1)
    if reading.word(be) in ("was", "were", "is", "been"):
        ends = reading.word(index + 1) in _AFTER_FORESEEN
        plain = reading.word(index) in ("foreseeable", "preventable", "avoidable")
        return Match("hindsight", be, index) if graded or (plain and ends) else None
    return Match("hindsight", index - 1, index) if graded else None


_AFTER_FORESEEN = frozenset(("", ".", ",", "!", "for", "from", "and", "by", "had", "if"))
_GRADED = word_set(
    "perfectly entirely easily completely totally clearly eminently wholly so utterly quite"
)


def every_reason(reading: Reading, index: int) -> Match | None:
    """*The squad had every reason to expect it*."""
    verb = index - 2
    if reading.word(index - 1) not in ("every", "ample"):
        return None
    if reading.word(verb) not in ("had", "has", "have"):
        return None
    subject = reading.subject_before(verb)
    seen = reading.word(index + 2) in ("expect", "know", "suspect", "be", "check", "think", "doubt")
    return Match("hindsight", subject.first, index, subject) if subject and seen else None


_SMALL = word_set("simple quick single basic five-minute two-minute glance look brief call")
_REVEALED = word_set(
    "shown prevented caught revealed told avoided spotted found saved sufficed stopped "
    "exposed enough"
)


def simple_step(reading: Reading, index: int) -> Match | None:
    """*A simple dry run would have shown it*, *one look at the graph would have told them*."""
    if reading.word(index - 1) not in ("a", "one", "any", "the", "even"):
        return None
    for place in range(index + 1, index + 10):
        if reading.word(place) in ("would", "could"):
            have = reading.after_adverbs(place + 1)
            verb = reading.after_adverbs(have + 1)
            if reading.word(verb) == "been":
                verb += 1
            shown = reading.word(have) == "have" and reading.word(verb) in _REVEALED
            return Match("hindsight", index - 1, verb) if shown else None
    return None


_EASILY_DONE = word_set(
    "prevented avoided caught spotted foreseen seen noticed detected fixed found tested "
    "checked averted worked"
)
_GOES_WRONG = word_set("become gone led turned broken died happened lost")


def easily(reading: Reading, index: int) -> Match | None:
    """*This could easily have been prevented*, *who could easily have worked it out*."""
    words = reading.sentence.words
    if "have" not in words[max(0, index - 3) : index + 4] or denied(reading, index):
        return None
    back = range(index, max(-1, index - 4), -1)
    modal = next((i for i in back if words[i] in ("could", "would")), None)
    verb = next((i for i in range(index, index + 5) if _is_deed(reading, i)), None)
    if modal is None or verb is None or reading.word(verb) in _GOES_WRONG:
        return None
    if reading.doer_before(modal) is None and reading.word(verb) not in _EASILY_DONE:
        return None
    return Match("hindsight", modal, verb)


def _is_deed(reading: Reading, index: int) -> bool:
    word = reading.word(index)
    return reading.lexicon.is_participle(word) and word not in ("have", "been", "had")


_KNOWING = ("know", "known", "knew")


def known_better(reading: Reading, index: int) -> Match | None:
    """*He should know better*, *they knew better than that*."""
    know = reading.before_adverbs(index - 1)
    if reading.word(know) not in _KNOWING or denied(reading, know):
        return None
    verb = know
    while reading.word(reading.before_adverbs(verb - 1)) in (
        "have",
        "should",
        "ought",
        "to",
        "must",
        "really",
    ):
        verb = reading.before_adverbs(verb - 1)
    subject = reading.subject_before(verb)
    if subject is None:
        return None
    if reading.word(verb) == "knew" and reading.word(index + 1) in ("than",):
        before = reading.word(subject.first - 1)
        if before in ("thought", "think", "believed", "assumed"):
            return Match("mindset", subject.first - 1, index, subject)
        return Match("mindset", subject.first, index, subject)
    if verb == know:
        return None
    return Match("hindsight", subject.first, index, subject)


_SEEN = word_set("known seen noticed realised realized guessed heard felt suspected")


def must_have_known(reading: Reading, index: int) -> Match | None:
    """*You must have known that it would expire*."""
    have = reading.after_adverbs(index + 1)
    verb = reading.after_adverbs(have + 1)
    if reading.word(have) != "have" or reading.word(verb) not in _SEEN:
        return None
    subject = accused(reading, index)
    if subject is None or reading.word(subject.first) in ("i", "we"):
        return None
    return Match("hindsight", subject.first, verb, subject)


_WARNED = word_set("warned flagged warning warnings alert alerts aware raised reported told")


def warned_but(reading: Reading, index: int) -> Match | None:
    """*It was flagged before, but we dismissed the alert*."""
    words = reading.sentence.words
    if not {"but", "yet", "though", "although", "however"} & set(words):
        return None
    if reading.word(index) in ("ignored", "acknowledged"):
        return None
    subject = accused(reading, index)
    if subject is None or not _WARNED & set(words[:index] + words[index + 1 : index + 4]):
        return None
    return Match("hindsight", subject.first, index, subject)


def signs_were_there(reading: Reading, index: int) -> Match | None:
    """*In hindsight the signs were all there*, *it could have been a sign we missed*."""
    following = reading.after_adverbs(index + 1)
    if reading.word(following) in ("were", "was", "are"):
        there = reading.after_adverbs(following + 1)
        if reading.word(there) == "all":
            there += 1
        if reading.word(there) in ("there", "everywhere"):
            return Match("hindsight", index, there)
    person = reading.people_at(following, whole=False)
    if person is not None and reading.word(person.last + 1) == "missed":
        return Match("hindsight", index, person.last + 1, person)
    return None


_SKILLED = word_set(
    "competent decent good sane experienced seasoned senior reasonable serious real proper "
    "sensible "
    "responsible professional half-decent careful junior trained qualified thinking self- "
    "respecting "
    "first-year better attentive diligent"
)


def expert_would(reading: Reading, index: int) -> Match | None:
    """*Any competent engineer would have seen it*, *mistakes a seasoned admin would not make*."""
    subject = reading.subject_before(index)
    if subject is None or subject.pronoun:
        return None
    first = max(0, subject.last - 6)
    inside = reading.sentence.words[first : subject.last]
    if not _SKILLED & set(inside):
        return None
    if not {"any", "a", "an", "every", "no", "most", "some"} & set(inside):
        return None
    verb = reading.after_adverbs(index + 1)
    negated = "not" in reading.sentence.words[index:verb]
    if reading.word(verb) == "have" or negated or reading.word(verb) in ("know", "notice", "see"):
        proper = {"proper", "real"} & set(inside)
        category = "counterfactual" if proper else "hindsight"
        return Match(category, subject.first, verb, subject)
    return None


def how_wrong(reading: Reading, index: int) -> Match | None:
    """*How wrong could we have been!*, *how naive we were*."""
    judged = reading.word(index + 1)
    if judged not in ("wrong", "naive", "blind", "foolish", "stupid"):
        return None
    place = index + 2
    if reading.word(place) in ("could", "can", "were", "was", "are"):
        place += 1
    person = reading.people_at(place, whole=False)
    if person is None:
        return None
    category = "hindsight" if judged in ("wrong", "blind") else "competence"
    return Match(category, index, person.last, person)
