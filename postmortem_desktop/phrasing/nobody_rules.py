"""What nobody did, none of them, neither of them: everybody is accused without a name."""

from __future__ import annotations

from collections.abc import Iterator

from postmortem_desktop.phrasing.lexicon import Lexicon
from postmortem_desktop.phrasing.matching import Match, Rule, rule, word_set
from postmortem_desktop.phrasing.subjects import Reading
from postmortem_desktop.phrasing.turns import is_no_reason

_NOBODY = word_set("nobody noone no-one")
_ALSO_DONE = word_set(
    "picked acted reacted remembered stepped spoke opened rang phoned looked wondered "
    "bothered cared "
    "thought stopped owned took raised listened moved went came walked wrote kept lifted stood "
    "intervened volunteered apologised apologized woke realised realized gave got owned dared felt "
    "wanted made"
)
_ONLY_WITH: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("took", "gave"), word_set("the trouble to care charge any a responsibility it")
    ),
    **dict.fromkeys(
        ("felt", "cared", "wanted", "dared"), word_set("obliged responsible for to about the")
    ),
    **dict.fromkeys(
        ("got", "came", "went", "moved"), word_set("up in round around to back near out over")
    ),
    "said": word_set("a"),
    "spoke": word_set("up"),
    "paid": word_set("attention any heed"),
    "turned": word_set("up"),
    "made": word_set("sure a any an the"),
    "kept": word_set("an a track watch the"),
    "looked": word_set("at into up after in further for over"),
    "thought": word_set("of to about it that"),
    "picked": word_set("up"),
    "stepped": word_set("in up forward"),
    "stood": word_set("up"),
    "realised": frozenset(),
    "realized": frozenset(),
}
_PLACES = word_set("in on at from of among inside within with behind aboard")
_HELPING = word_set("had has have ever even bothered thought")
_TOLD = word_set("told informed warned mentioned shown explained taught")
_NONE = word_set("none neither one")
_NOT_UNTIL = word_set("until till")
_AT_NO_POINT = word_set(
    "walk go come pick take make get try speak show deploy run boot test wait attempt offer "
    "provide build verify roll install apologise apologize own disclose publish release"
)
_LONGEST_PHRASE = 7


def rules(words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    done = words.care_done | words.duty_done | _ALSO_DONE
    yield rule(nobody_did, _NOBODY)
    yield rule(no_one_did, "one", ("one",), ("no",), done | {"could"})
    yield rule(none_of_them_did, _NONE, _NONE, ("of",), done)
    yield rule(neither_did, "nor", ("nor",), ("neither",), done)
    yield rule(never_did_they, "did", ("did",), ("point", "once", "until", "stage", "only", "time"))


def nobody_did(reading: Reading, index: int) -> Match | None:
    """*Nobody checked*, *nobody in the yard picked up the phone*."""
    verb = _deed_after(reading, index)
    if verb is None or _was_so_then(reading) or is_no_reason(reading, index):
        return None
    return Match("failure_to_act", index, verb, quiet=_left_us_untold(reading, verb))


def _left_us_untold(reading: Reading, verb: int) -> bool:
    """Tell whether people say what they did not know: *nobody told us about it*."""
    return reading.word(verb) in _TOLD and reading.word(verb + 1) in ("us", "me")


def _was_so_then(reading: Reading) -> bool:
    """Tell whether a state of affairs is told: *nobody read the channel at that time*."""
    words = reading.sentence.words
    return words[-3:-1] in (["that", "time"], ["the", "time"]) or words[-2:-1] == ["before"]


def no_one_did(reading: Reading, index: int) -> Match | None:
    """*No one took the trouble to look*."""
    if reading.word(index - 1) != "no" or reading.word(index - 2) in ("almost", "but", "if"):
        return None
    verb = _deed_after(reading, index)
    if verb is None:
        return None
    return Match("failure_to_act", index - 1, verb, quiet=_left_us_untold(reading, verb))


def none_of_them_did(reading: Reading, index: int) -> Match | None:
    """*None of the four reviewers opened it*, *not one of you thought to call*."""
    word = reading.word(index)
    if reading.word(index + 1) != "of" or (word == "one" and reading.word(index - 1) != "not"):
        return None
    people = reading.people_at(index + 2, whole=False)
    if people is None and reading.word(index + 2) not in ("them", "those", "us", "you"):
        return None
    verb = None if _was_so_then(reading) else _deed_after(reading, index)
    return Match("failure_to_act", index, verb, people) if verb else None


def neither_did(reading: Reading, index: int) -> Match | None:
    """*Neither the bosun nor the mate secured the hatch*, *the tower neither asked nor warned*."""
    words = reading.sentence.words
    neither = next(
        (i for i in range(index - 1, max(-1, index - 14), -1) if words[i] == "neither"), None
    )
    if neither is None:
        return None
    if _is_deed(reading, neither + 1):
        doer = reading.doer_before(neither)
        return Match("failure_to_act", neither, neither + 1, doer) if doer else None
    if reading.somebody_at(neither + 1) is None and reading.somebody_at(index + 1) is None:
        return None
    for verb in range(index + 2, index + 14):
        if _is_deed(reading, verb):
            return Match("failure_to_act", neither, verb)
    return None


def _deed_after(reading: Reading, index: int) -> int | None:
    """Return the deed that nobody did, also behind a place: *nobody in the yard answered*."""
    place = reading.after_adverbs(index + 1)
    first = place
    if reading.word(place) in _PLACES:
        place = next(
            (i for i in range(place + 1, place + _LONGEST_PHRASE) if _is_deed(reading, i)), place
        )
        if any(
            reading.word(i) in ("knew", "could", "was", "were", ",") for i in range(first, place)
        ):
            return None
    if reading.word(place) == "had" and reading.word(reading.after_adverbs(place + 1)) in _TOLD:
        return None
    while reading.word(place) in _HELPING and reading.word(place) not in ("bothered", "thought"):
        place = reading.after_adverbs(place + 1)
    if reading.word(place) == "could" and reading.word(place + 2) == "bothered":
        return place + 2
    return place if _is_deed(reading, place) else None


def _is_deed(reading: Reading, index: int) -> bool:
    word, words = reading.word(index), reading.lexicon
    if word in ("replied", "answered", "responded"):
        return False
    if word in ("asked", "read") and {"for", "as"} & set(
        reading.sentence.words[index + 1 : index + 4]
    ):
        return False
    if word in _ONLY_WITH:
        return reading.word(index + 1) in _ONLY_WITH[word]
    return word in words.care_done or word in words.duty_done or word in _ALSO_DONE


def never_did_they(reading: Reading, index: int) -> Match | None:
    """*At no point did the operators walk over*, *not until noon did the principal tell us*."""
    words = reading.sentence.words[:index]
    at_no = "at" in words and "no" in words
    not_until = bool(_NOT_UNTIL & set(words)) and "not" in words
    if not (at_no or not_until or "once" in words or "only" in words):
        return None
    opening = words[0] in ("at", "not", "only", "never") or reading.word(index - 4) in (
        "at",
        "and",
        ",",
    )
    people = reading.somebody_at(index + 1)
    if not opening or people is None or reading.word(people.first) in ("i", "we", "it"):
        return None
    verb = reading.after_adverbs(people.last + 1)
    word = reading.word(verb)
    known = reading.lexicon
    told = word in known.care or word in known.duty_acts or word in known.human_acts
    walked = word in _AT_NO_POINT
    if not told and not (walked and at_no):
        return None
    return Match("failure_to_act", 0, verb, people)
