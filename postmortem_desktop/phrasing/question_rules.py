"""Questions that ask people for a defence, or look for a culprit."""

from __future__ import annotations

from collections.abc import Iterator

from postmortem_desktop.phrasing.lexicon import Lexicon
from postmortem_desktop.phrasing.matching import Match, Rule, rule, word_set
from postmortem_desktop.phrasing.subjects import Reading, Subject, Who

_AUXILIARIES = word_set("did do were was would are have could can has had should does is")
_PRESENT = word_set("do are can does is should could")
_FAIR = word_set("think feel believe expect decide choose pick see notice suspect prefer")

_WISHES = _FAIR | word_set("want need have be like know look use")
_BLAMING = word_set(
    "approved caused broke authorised authorized allowed deleted forgot messed screwed let "
    "signed touched left decided changed gave ordered bypassed overrode muted silenced "
    "started killed "
    "reset turned switched unplugged told put installed removed opened closed bought hired "
    "moved ran kicked restarted "
    "merged pushed dropped disabled ignored skipped missed ordered deployed"
)


def rules(words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    yield rule(why_did_they, "why")
    yield rule(who_did, "who", ("who",), _BLAMING | {"did", "thought", "came"})
    asked = _ASKING | words.care | words.duty_acts
    yield rule(did_you_even, "did do does have has are can could", asked, ("?",))
    yield rule(
        what_possessed,
        "what",
        ("what",),
        (
            "possessed",
            "thinking",
            "thought",
            "excuse",
            "earth",
            "hell",
            "playing",
            "gave",
            "made",
            "smoking",
        ),
    )
    yield rule(
        how_could_they, "how", ("how",), ("could", "can", "did", "come"), _OVERSEEN | {"not"}
    )
    yield rule(and_did_you, "did do have were", ("you", "he", "she", "they"), ("?",), (",",))
    yield rule(
        does_nobody,
        "does did do has have is was",
        ("nobody", "noone", "anyone", "anybody", "one", "people"),
        ("does", "did", "has", "is", "was", "do", "are"),
        ("?",),
    )


def why_did_they(reading: Reading, index: int) -> Match | None:
    """*Why did you …?*, *why didn't he …?*; why about a system is a fair question."""
    place = reading.after_adverbs(index + 1)
    while reading.word(place) in ("on", "earth", "the", "hell", "then", "in", "world", "heck"):
        place += 1
    auxiliary = reading.word(place)
    if auxiliary in ("you", "u") and reading.word(place + 1) in ("no", "not"):
        return Match("accusing_question", index, place + 1, reading.people_at(place))
    if auxiliary not in _AUXILIARIES:
        return _told_why(reading, index, place)
    who = reading.after_adverbs(place + 1)
    negated = "not" in reading.sentence.words[place:who]
    person = reading.somebody_at(who)
    if person is None:
        return None
    if not negated and reading.word(person.last + 1) == "not":
        negated = True
    if not _asks_for_defence(reading, auxiliary, person, negated=negated):
        return None
    verb = reading.word(reading.after_adverbs(person.last + 1))
    fair = verb in (_WISHES if auxiliary == "would" else _FAIR)
    return None if fair and not negated else Match("accusing_question", index, person.last, person)


def _asks_for_defence(reading: Reading, auxiliary: str, person: Subject, *, negated: bool) -> bool:
    """Tell whether such a question wants a person to justify what they did."""
    word = reading.word(person.first)
    present = auxiliary in _PRESENT
    if word in ("i", "it") or (word == "we" and not (negated and auxiliary in ("did", "had"))):
        return False
    if word == "they" and present:
        return False
    if auxiliary == "would":
        meant = word in ("he", "she", "you", "the", "our") or not person.pronoun
        return meant or word in ("anyone", "anybody", "someone", "somebody", "people")
    return not present or (word == "you" and (negated or auxiliary == "are"))


def _told_why(reading: Reading, index: int, place: int) -> Match | None:
    """*I wonder why Ops didn't …*, *explain why you ignored it*."""
    nobody = _nobody_asked(reading, place)
    if nobody is not None:
        return Match("accusing_question", index, nobody)
    if reading.word(reading.before_adverbs(index - 1)) not in _ASKING_WHY:
        return None
    person = reading.somebody_at(place)
    last = person.last if person else place
    capital = last < len(reading.sentence.capital) and reading.sentence.capital[last]
    if reading.word(last) in ("i", "we", "it") or not (person or capital):
        return None
    after = reading.word(last + 1)
    negated = "not" in reading.sentence.words[last + 1 : last + 4]
    if after in ("did", "had", "was", "were") and negated:
        return Match("accusing_question", index, last + 2, person)
    if person is not None and reading.word(person.first) == "you" and after in _YOUR_DEEDS:
        return Match("accusing_question", index, last + 1, person)
    return None


_ASKING_WHY = word_set("wonder explain wondering ask asks justify understand me")
_YOUR_DEEDS = word_set("ignored skipped deleted merged pushed restarted disabled did")


def _nobody_asked(reading: Reading, place: int) -> int | None:
    """Return where *nobody* ends in *why nobody bothered*, *why no one did*."""
    one = reading.word(place) == "no" and reading.word(place + 1) == "one"
    if not one and reading.word(place) not in ("nobody", "noone", "no-one"):
        return None
    after = reading.word(place + 1 + one)
    return place if after in ("has", "have", "did", "was", "had", "bothered") else None


def who_did(reading: Reading, index: int) -> Match | None:
    """*Who approved this?*: a search for a culprit."""
    if not _is_asked(reading, index):
        return None
    verb = reading.after_adverbs(index + 1)
    while reading.word(verb) in ("exactly", "on", "earth", "the", "hell", "precisely", "else"):
        verb += 1
    word, following = reading.word(verb), reading.word(verb + 1)
    if word in _BLAMING:
        return Match("accusing_question", index, verb)
    if following in _FOLLOWED.get(word, ()) or (word == "had" and following in _BLAMING):
        return Match("accusing_question", index, verb + 1)
    return None


_FOLLOWED = {
    "did": ("this", "that"),
    "came": ("up",),
    "thought": ("it", "that", "this"),
    "wrote": ("this", "that"),
}
_WONDERING = word_set("asked asks ask wonder question investigate")
_BEFORE_WHO = frozenset(
    (
        *("", ",", "and", "but", "ask", "asked", "know", "wonder", ":", "-", "out", "so"),
        *(";", "–", "—"),
    )
)


def _is_asked(reading: Reading, index: int) -> bool:
    """Tell whether "who" asks, and is not about a noun: *the engineer who opened it*."""
    words = reading.sentence.words
    before = reading.word(reading.before_adverbs(index - 1))
    if before not in _BEFORE_WHO and _WONDERING.isdisjoint(words[:index]):
        return False
    wanted = before == "know" and not {"like", "want", "love"}.isdisjoint(words[:index])
    if before not in ("", "so", "out") and not wanted and words[-1] != "?":
        return False
    fair = words[-1] == "?" and not {"see", "saw", "notice"}.isdisjoint(words[index:])
    return not fair and (words[-1] != "." or {"is", "was"}.isdisjoint(words[index:]))


_ASKING = word_set(
    "check test read look think see notice ask tell realise realize know understand care "
    "listen follow "
    "review warn call pay bother try learn checked tested read looked thought asked heard"
)
_OPENING = frozenset(
    ("", ",", "so", "and", "but", ":", ";", "-", "–", "—", "seriously", "honestly", "wow")
)


def did_you_even(reading: Reading, index: int) -> Match | None:
    """*Did you even read it?*, *didn't you check first?*, *do you people ever test?*."""
    if reading.word(index - 1) not in _OPENING or reading.sentence.words[-1] != "?":
        return None
    place = index + 1
    negated = reading.word(place) == "not"
    place += negated
    person = reading.people_at(place, whole=False)
    if person is None or reading.word(person.first) in ("i", "we", "it"):
        return None
    verb = reading.after_adverbs(person.last + 1)
    while reading.word(verb) in ("guys", "people", "lot", "lads"):
        verb = reading.after_adverbs(verb + 1)
    between = reading.sentence.words[place + 1 : verb]
    scornful = negated or bool(
        {"even", "ever", "actually", "not", "really", "seriously"} & set(between)
    )
    known = _ASKING
    if reading.word(index) == "did":
        known |= reading.lexicon.care | reading.lexicon.duty_acts
    if not scornful or reading.word(verb) not in known:
        return None
    return Match("accusing_question", index, verb, person)


def and_did_you(reading: Reading, index: int) -> Match | None:
    """*You never even read it, did you?*: a question that waits for a confession."""
    words = reading.sentence.words
    if reading.word(index - 1) != "," or words[index + 2 :] != ["?"]:
        return None
    person = reading.people_at(index + 1, whole=False)
    if person is None or {"not", "never"}.isdisjoint(words[:index]):
        return None
    return Match("accusing_question", index, index + 1, person)


def what_possessed(reading: Reading, index: int) -> Match | None:
    """*What possessed you?*, *what were they thinking?*, *what is your excuse?*."""
    place = index + 1
    while reading.word(place) in ("on", "in", "earth", "the", "hell", "world", "heck", "ever"):
        place += 1
    word = reading.word(place)
    if word in ("possessed", "gave"):
        person = reading.people_at(place + 1, whole=False)
        right = word == "possessed" or "right" in reading.sentence.words[place : place + 5]
        return Match("accusing_question", index, person.last, person) if person and right else None
    if word not in ("were", "was", "are", "is", "'s"):
        return None
    person = reading.people_at(reading.after_adverbs(place + 1), whole=False)
    if person is None:
        return None
    verb = reading.word(reading.after_adverbs(person.last + 1))
    mocking = place > index + 1 or verb in ("thinking", "playing", "smoking") or verb == "excuse"
    if not mocking or (
        verb == "thinking" and reading.word(person.last + 2) in ("about", "of", "at")
    ):
        return None
    return Match("accusing_question", index, person.last + 1, person)


_NOT_SEEN = word_set("miss overlook fail forget ignore")
_OVERSEEN = _NOT_SEEN | word_set("notice see let think allow merge approve deploy push")


def how_could_they(reading: Reading, index: int) -> Match | None:
    """*How could you miss it?*, *how come nobody noticed?*."""
    place = reading.after_adverbs(index + 1)
    word = reading.word(place)
    if word == "come":
        person = reading.people_at(place + 1, whole=False)
        after = reading.sentence.words[person.last + 1 : person.last + 4] if person else []
        negative = person is not None and ("not" in after or person.who is Who.NOBODY)
        return Match("accusing_question", index, place, person) if negative else None
    if word not in ("could", "can", "did"):
        return None
    person = reading.people_at(reading.after_adverbs(place + 1), whole=False)
    verb = reading.after_adverbs(person.last + 1) if person is not None else place
    if person is None or reading.word(person.first) in ("it", "we"):
        return None
    if reading.word(person.first) == "i" and reading.word(verb) not in _NOT_SEEN:
        return None
    negated = "not" in reading.sentence.words[place : verb + 1]
    word = reading.word(verb)
    if negated and reading.word(verb) not in ("lose", "run", "fail", "have"):
        return Match("accusing_question", index, verb, person)
    if word not in _OVERSEEN or (
        word in ("notice", "see", "think") and not negated and person.who is not Who.NOBODY
    ):
        return None
    if reading.word(place) == "did" and word in (
        "let",
        "allow",
        "merge",
        "approve",
        "deploy",
        "push",
    ):
        return None
    return Match("accusing_question", index, verb, person)


def does_nobody(reading: Reading, index: int) -> Match | None:
    """*Does nobody review changes?*, *did no one think of it?*, *has anyone even read it?*."""
    before = reading.word(reading.before_adverbs(index - 1))
    if before not in ("", ",", "but", "and", "so", ":", "-") or reading.sentence.words[-1] != "?":
        return None
    nobody = reading.word(index + 1) in ("nobody", "noone", "no-one")
    last = index + 1
    if reading.word(index + 1) == "no" and reading.word(index + 2) == "one":
        nobody, last = True, index + 2
    anybody = reading.word(index + 1) in ("anyone", "anybody") or (
        reading.word(index + 1) == "not" and reading.word(index + 2) in ("anyone", "anybody")
    )
    if anybody:
        last = index + (2 if reading.word(index + 1) == "not" else 1)
        scornful = reading.word(index + 1) == "not" or reading.word(last + 1) in (
            "even",
            "ever",
            "actually",
            "here",
        )
        anybody = scornful
    if not nobody and not anybody:
        return None
    return Match("accusing_question", index, last + 1)
