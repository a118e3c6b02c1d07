"""The notation of turns of speech, and the words they are looked up by.

A turn is read from left to right, its parts divided by blanks:

- ``a|b``: one of some words; ``drop*`` stands for every form of the verb,
- ``(at the wheel|on the job)``: one of some stretches of words,
- ``been?``, ``(right now)?``: may be left out,
- ``...3``: up to three words of any kind, within the clause,
- ``~``: adverbs, if there are any,
- ``<person>``, ``<somebody>``, ``<whose>``, ``<participle>``: a person, a role or a team; one of
  them or a word written like a name; *his* or *Marco's*;
  *written*; ``<roles>``: a word of that list of ``lexicon.toml``,
- ``<end>``: the clause ends here,
- ``!a|b``: none of these words comes next,
- ``^`` in front of everything: only where a clause begins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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
_WORD = re.compile(r"[^\W_][\w'-]*\*?|'s|'d|[,:;–—-]")
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
        return Element(Part.WHOSE, ((_listed(name, words, place) | {"'s"},),), optional)
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


def gate_of(source: str) -> tuple[int, frozenset[str], frozenset[str]]:
    """Return which element is the rarest, the words of which one has to be there, and others.

    Of a stretch only its rarest word counts, so that "asleep at the wheel" is looked up by "wheel".
    One of the others, of a second element, has to be there too; without such an element there are
    none.
    Works on the notation, so that a turn is only read when one of its rare words is met.
    """
    known = _frequencies()
    found: list[tuple[float, int, list[str]]] = []
    for number, part in enumerate(_ELEMENT.findall(source)):
        if part[0] not in "<~!." and part[-1] != "?":
            words = part.strip("()").split("|")
            if " " in part:
                words = [min(c.split(), key=known.__getitem__) if " " in c else c for c in words]
            found.append((sum(map(known.__getitem__, words)), number, words))
    if not found:
        return 0, frozenset(), frozenset()
    found.sort(key=lambda choice: choice[0])
    _frequency, place, chosen = found[0]
    others = (_plain_words(words) for _often, _number, words in found[1:])
    return place, _plain_words(chosen), next(filter(None, others), frozenset[str]())


def _plain_words(chosen: list[str]) -> frozenset[str]:
    """Return chosen words as they stand in a sentence; none where one is a list or missing."""
    known = _frequencies()
    gate: set[str] = set()
    for word in chosen:
        if word.isalpha():
            gate.add(word)
        elif word[:1] in ("", "<"):
            return frozenset()
        else:
            gate |= min(_plain(word), key=lambda words: sum(map(known.__getitem__, words)))
    return frozenset(gate)


def companions(source: str, place: int) -> Mapping[str, frozenset[str]]:
    """Return, of the stretches at a place, their next rarest words by the rarest.

    "asleep at the wheel" needs *asleep* beside *wheel*; a word that is enough by itself is not
    among them.
    """
    known = _frequencies()
    found: dict[str, set[str]] = {}
    alone: set[str] = set()
    for choice in _ELEMENT.findall(source)[place].strip("()").split("|"):
        written = sorted(choice.split(), key=known.__getitem__)
        plain = [word for word in written[:2] if word.isalpha()]
        if len(plain) == 2:
            found.setdefault(plain[0], set()).add(plain[1])
        else:
            alone |= _plain_words(written[:1])
    return {word: frozenset(with_) for word, with_ in found.items() if word not in alone}


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
