"""The notation of turns of speech, and the words they are looked up by.

A turn is read from left to right, its parts divided by blanks:

- ``a|b``: one of some words; ``drop*`` stands for every form of the verb,
- ``(at the wheel|on the job)``: one of some stretches of words,
- ``been?``, ``(right now)?``: may be left out,
- ``...3``: up to three words of any kind, within the clause,
- ``~``: adverbs, if there are any,
- ``<person>``, ``<somebody>``, ``<whose>``, ``<participle>``: a person, a role or a team; one of
  them or a word written like a name; *his* or *Marco's*;
  *written*; ``<roles>``: a word of that list of the lexicon,
- ``<end>``: the clause ends here,
- ``!a|b``: none of these words comes next,
- ``^`` in front of everything: only where a clause begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cache
from typing import cast

from postmortem_desktop.phrasing.lexicon import Lexicon, PhrasingDataError, read_toml, text_of
from postmortem_desktop.phrasing.tokens import sentences
from postmortem_desktop.phrasing.verb_forms import forms
from postmortem_desktop.resources import resource_path

Stretch = tuple[frozenset[str], ...]
"""Words that stand one behind the other, each with its alternatives."""

_ELEMENT = re.compile(r"!?\([^()]*\)\??|[^\s()]+")
_GAP = re.compile(r"\.\.\.([1-9])")
_WORD = re.compile(r"[^\W_][\w'-]*\*?|'s|'d|[',:;–—-]")
_LISTS = tuple(field.name for field in fields(Lexicon))
_LONGEST = {"person": 6, "somebody": 6, "participle": 1, "end": 0}
_RARE = 1e-4
"""How often any word stands in a sentence that is not among the common ones."""
_FORMS = 4
"""How many forms most verbs have."""
_COMMON = 1 / 150
"""From here on a word is one of the grammar rather than one that tells something."""


class Part(StrEnum):
    """What kind of element a turn has at a place."""

    WORDS = "words"
    GAP = "gap"
    ADVERBS = "adverbs"
    PERSON = "person"
    LAST_PERSON = "last person"
    SOMEBODY = "somebody"
    WHOSE = "whose"
    PARTICIPLE = "participle"
    END = "end"
    NONE_OF = "none of"


@dataclass(frozen=True, slots=True)
class Element:
    """One step of a turn; ``longest`` is how many words it may take."""

    part: Part
    stretches: tuple[Stretch, ...] = ()
    optional: bool = False
    longest: int = 1

    @property
    def first_words(self) -> frozenset[str]:
        """Return the words the element can begin with."""
        return frozenset[str]().union(*(stretch[0] for stretch in self.stretches))


def read_turn(source: str, words: Lexicon, place: str) -> tuple[Element, ...]:
    """Read a turn from its notation: lower case, straight apostrophes, no ``^`` in front.

    Raises:
        PhrasingDataError: the notation cannot be understood; the text begins with ``place``.
    """
    if source.count("(") != source.count(")"):
        raise PhrasingDataError(f"{place}: close each “(” of “{source}” with a “)”.")
    elements = [_element(part, words, place) for part in _ELEMENT.findall(source)]
    last = max((n for n, element in enumerate(elements) if element.longest), default=0)
    if elements and elements[last].part is Part.PERSON:
        elements[last] = replace(elements[last], part=Part.LAST_PERSON)
    if not elements or not elements[0].stretches or elements[0].optional:
        raise PhrasingDataError(f"{place}: it has to begin with a plain word.")
    return tuple(elements)


def _element(source: str, words: Lexicon, place: str) -> Element:
    """Return one step from its notation."""
    if source == "~":
        return Element(Part.ADVERBS, longest=3)
    if source.startswith("<"):
        return _tagged(source, words, place)
    if gap := _GAP.fullmatch(source):
        return Element(Part.GAP, optional=True, longest=int(gap[1]))
    return _words(source, words, place)


def _tagged(source: str, words: Lexicon, place: str) -> Element:
    """Return a step that is one of a part of speech, or of a list."""
    name, optional = source.rstrip("?").strip("<>"), source.endswith("?")
    if name in _LONGEST:
        return Element(Part(name), (), optional, _LONGEST[name])
    if name == Part.WHOSE:
        return Element(Part.WHOSE, ((_listed(name, words, place) | {"'s", "'"},),), optional)
    return Element(Part.WORDS, ((_listed(name, words, place),),), optional)


def _listed(name: str, words: Lexicon, place: str) -> frozenset[str]:
    """Return the words of a list; ``whose`` are the possessives of people."""
    if name == Part.WHOSE:
        return words.possessives - {"its"}
    if name in tuple(Part):
        raise PhrasingDataError(f"{place}: <{name}> cannot stand beside a “|”; write it alone.")
    listed = getattr(words, name, None)
    if not isinstance(listed, frozenset):
        raise PhrasingDataError(f"{place}: <{name}> is no list of the lexicon.")
    return cast(frozenset[str], listed)


def _words(source: str, words: Lexicon, place: str) -> Element:
    """Return alternatives: of words, or in parentheses of stretches of words."""
    refused = source[0] == "!"
    optional = source[-1] == "?"
    single: set[str] = set()
    longer: list[Stretch] = []
    for choice in source.strip("!?()").split("|"):
        if choice.isalpha():
            single.add(choice)
            continue
        stretch = _stretch(choice, words, place)
        if len(stretch) == 1:
            single |= stretch[0]
        elif stretch:
            longer.append(stretch)
        else:
            raise PhrasingDataError(f"{place}: “{source}” has a word too few beside a “|”.")
    stretches = ((frozenset(single),), *longer) if single else tuple(longer)
    longest = 0 if refused else max(map(len, stretches))
    return Element(Part.NONE_OF if refused else Part.WORDS, stretches, optional, longest)


def _stretch(source: str, words: Lexicon, place: str) -> Stretch:
    """Return one alternative: a word, or several that stand one behind the other."""
    stretch: Stretch = ()
    for part in source.split():
        if part[0] == "<":
            stretch += (_listed(part.strip("<>"), words, place),)
        elif part.isalpha() or _WORD.fullmatch(part):
            stretch += _plain(part)
        else:
            raise PhrasingDataError(f"{place}: “{part}” is no word and no sign of the notation.")
    return stretch


@cache
def _plain(part: str) -> Stretch:
    """Return one written word as it stands in a sentence: *couldn't* is two words there."""
    if part.endswith("*"):
        return (forms(part[:-1]),)
    if "'" in part and not part.startswith("'"):
        return tuple(frozenset((word,)) for word in next(sentences(part)).words)
    return (frozenset((part,)),)


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """What has to be in every sentence that a turn stands in.

    A word of ``words``, and with it, where it is one of ``stretches``, one of these stretches of
    words; and a word of ``beside``, unless that is empty.
    """

    place: int
    words: frozenset[str]
    stretches: Mapping[str, frozenset[str]]
    beside: frozenset[str]


def gate_of(source: str) -> Gate:
    """Return the gate of a turn: its rarest element, and the next rarest one beside it.

    Of a stretch only its rarest word is looked up, so that "asleep at the wheel" is found by
    "wheel". Works on the notation, so that a turn is only read when its words are met.
    """
    ranked = sorted(_needed_elements(source), key=lambda element: element[0])
    if not ranked:
        return Gate(0, frozenset(), {}, frozenset())
    _frequency, place, choices = ranked[0]
    stretches: dict[str, frozenset[str]] = {}
    words: set[str] = set()
    for choice in choices:
        rarest = _rarest(choice)
        if not rarest:
            return Gate(place, frozenset(), {}, frozenset())
        literal = _literal(choice, rarest)
        for word in rarest:
            known = (
                stretches.get(word, frozenset()) if word in stretches or word not in words else None
            )
            words.add(word)
            if literal and known is not None:
                stretches[word] = known | {literal}
            else:
                stretches.pop(word, None)
    beside: frozenset[str] = frozenset()
    for _frequency, _place, others in ranked[1:]:
        sets = [_rarest(choice) for choice in others]
        found = frozenset[str]().union(*sets)
        if all(sets) and found.isdisjoint(words):
            beside = found
            break
    return Gate(place, frozenset(words), stretches, beside)


def _needed_elements(source: str) -> Iterator[tuple[float, int, list[str]]]:
    """Yield how often an element that has to be there is met, its place, and its choices."""
    known = _frequencies()
    for number, part in enumerate(_ELEMENT.findall(source)):
        if part[0] not in "<~!." and part[-1] != "?":
            choices = part.strip("()").split("|")
            rarest = (min(choice.split() or [""], key=known.__getitem__) for choice in choices)
            yield sum(map(known.__getitem__, rarest)), number, choices


def _rarest(choice: str) -> frozenset[str]:
    """Return the forms of the rarest word of a choice; none if it is one of a whole list."""
    known = _frequencies()
    word = min(choice.split() or [""], key=known.__getitem__)
    if word.isalpha():
        return frozenset((word,))
    if word[:1] in ("", "<"):
        return frozenset()
    return min(_plain(word), key=lambda words: sum(map(known.__getitem__, words)))


_CONTRACTED = frozenset(("not", "have", "is", "are", "am", "will", "of", "has", "had", "would"))


def _literal(choice: str, rarest: frozenset[str]) -> str:
    """Return the longest plain run of words of a stretch around its rarest one, if there is one.

    Words that may be written together with their neighbours end the run.
    """
    run: list[str] = []
    for word in choice.split():
        if word.isalpha() and word not in _CONTRACTED:
            run.append(word)
        elif not rarest.isdisjoint(run):
            break
        else:
            run = []
    return " ".join(run) if len(run) > 1 and not rarest.isdisjoint(run) else ""


def frequency_of(words: Iterable[str]) -> float:
    """Return how often, roughly, one of some words stands in a sentence."""
    return sum(map(_frequencies().__getitem__, words))


def is_common(word: str) -> bool:
    """Tell whether a word stands in so many sentences that no phrase should be looked up by it."""
    return _frequencies()[word] > _COMMON


class _Frequencies(dict[str, float]):
    """How often, roughly, a word stands in a sentence: inverse to its rank."""

    def __missing__(self, word: str) -> float:
        if word.endswith("*"):
            return _FORMS * _RARE
        if "'" not in word:
            return _RARE
        return min(self.get(part, _RARE) for step in _plain(word) for part in step)


@cache
def _frequencies() -> _Frequencies:
    path = resource_path("phrasing", "common.toml")
    listed = text_of(read_toml(path), "words", path.name).split()
    known = _Frequencies({f"<{name}>": 1 for name in (*Part, *_LISTS)})
    for rank, word in reversed(list(enumerate(listed, start=2))):
        known[word] = known[f"{word}*"] = 1 / rank
    return known
