"""The forms of English verbs: *drop* stands for drops, dropped and dropping as well."""

from __future__ import annotations

from functools import cache

from postmortem_desktop.phrasing.lexicon import read_toml, text_of
from postmortem_desktop.resources import resource_path

_VOWELS = "aeiou"
_PAST_ONLY = 2
"""An irregular verb with more forms than past and participle lists every form."""


@cache
def forms(base: str) -> frozenset[str]:
    """Return every form of a verb given in its base form, the base included."""
    irregular = _irregular().get(base)
    if irregular is not None and len(irregular) > _PAST_ONLY:
        return frozenset((base, *irregular))
    past = irregular or (_past(base),)
    return frozenset((base, _third_person(base), _gerund(base), *past))


def is_past(word: str) -> bool:
    """Tell whether a word is the past of a verb, and not its base form too."""
    return word.endswith("ed") or word in _pasts()


@cache
def _pasts() -> frozenset[str]:
    """Return the irregular forms of the past that are no base form at the same time."""
    listed = {word for past in _irregular().values() if len(past) <= _PAST_ONLY for word in past}
    return frozenset(listed - _irregular().keys() | {"was", "were", "had"})


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    """Return past and participle by base form; with more than two, they are all forms."""
    path = resource_path("phrasing", "verbs.toml")
    lines = text_of(read_toml(path), "irregular", path.name).split("\n")
    return {words[0]: tuple(words[1:]) for words in map(str.split, lines) if words}


@cache
def _doubling() -> frozenset[str]:
    """Return the longer verbs that double their last letter, as *forget* does."""
    path = resource_path("phrasing", "verbs.toml")
    return frozenset(text_of(read_toml(path), "doubling", path.name).split())


def _third_person(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    return base[:-1] + "ies" if _ends_in_consonant_and_y(base) else base + "s"


def _gerund(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return _stem(base) + "ing"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if _ends_in_consonant_and_y(base) else _stem(base) + "ed"


def _stem(base: str) -> str:
    """Return the verb with its last letter doubled where that is how it is written."""
    return base + base[-1] if base in _doubling() or _is_short(base) else base


def _is_short(base: str) -> bool:
    """Tell whether a verb is one syllable that ends in one vowel and one consonant."""
    if len(base) < 3 or base[-1] in "wxyaeiou" or base[-2] not in _VOWELS:
        return False
    before = base[:-2].replace("qu", "q")
    return not any(letter in _VOWELS for letter in before)


def _ends_in_consonant_and_y(base: str) -> bool:
    return base.endswith("y") and base[-2:-1] not in _VOWELS
