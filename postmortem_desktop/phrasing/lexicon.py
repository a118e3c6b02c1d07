"""Dictionaries read, once and when first needed, from ``resources/phrasing``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import cast

from postmortem_desktop.errors import PostmortemError
from postmortem_desktop.resources import resource_path

_ABSTRACT = (
    "tion",
    "tions",
    "ness",
    "ity",
    "ities",
    "ance",
    "ence",
    "ware",
    "ism",
    "ology",
    "ings",
)


class Sure(IntEnum):
    """How sure it is that a noun stands for people."""

    UNKNOWN = 0
    """A noun that is in no dictionary."""
    NAMED = 1
    """Written with a capital, as names are."""
    PEOPLE = 2


class PhrasingDataError(PostmortemError):
    """A file of words, phrases or prompts has a part that cannot be understood."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by the part they play; each list is one key of a file in ``lexicon/``."""

    subject_pronouns: frozenset[str]
    be: frozenset[str]
    object_pronouns: frozenset[str]
    possessives: frozenset[str]
    roles: frozenset[str]
    teams: frozenset[str]
    machines: frozenset[str]
    outsiders: frozenset[str]
    given_names: frozenset[str]
    adverbs: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    closed: frozenset[str]
    participles: frozenset[str]
    not_participles: frozenset[str]
    care: frozenset[str]
    care_done: frozenset[str]
    care_doing: frozenset[str]
    duties: frozenset[str]
    knowing: frozenset[str]
    good_faith: frozenset[str]
    expectations: frozenset[str]
    incidents: frozenset[str]
    warnings: frozenset[str]
    rules: frozenset[str]
    judgements: frozenset[str]
    ambivalent: frozenset[str]
    harsh: frozenset[str]
    insults: frozenset[str]
    deeds: frozenset[str]
    poor: frozenset[str]
    works: frozenset[str]
    minds: frozenset[str]
    mentions: frozenset[str]
    works_of_people: frozenset[str]
    attitudes: frozenset[str]
    foreseeing: frozenset[str]
    bad_ends: frozenset[str]
    crafts: frozenset[str]
    doings: frozenset[str]
    team_names: frozenset[str]
    not_people: frozenset[str]
    crowds: frozenset[str]
    places: frozenset[str]
    manned: frozenset[str]
    things: frozenset[str]
    products: frozenset[str]
    human_deeds: frozenset[str]
    human_acts: frozenset[str]
    duty_acts: frozenset[str]
    machine_deeds: frozenset[str]
    doubtful_roles: frozenset[str]
    bodies: frozenset[str]
    firms: frozenset[str]
    duty_done: frozenset[str]
    duty_doing: frozenset[str]
    praise: frozenset[str]
    sad_ends: frozenset[str]
    quoted_people: frozenset[str]

    def is_adverb(self, word: str) -> bool:
        """Tell whether a word may stand between subject and verb without changing either."""
        return word in self.adverbs or (len(word) > 4 and word.endswith("ly"))

    def is_thing(self, word: str) -> bool:
        """Tell whether a noun, in the singular or plural, stands for a thing."""
        if word in self.things or word in self.products or word.endswith(_ABSTRACT):
            return True
        if not word.endswith("s"):
            return False
        return (
            word[:-1] in self.things or word[:-2] in self.things or word[:-3] + "y" in self.things
        )

    def least_sure(self, deed: str) -> Sure:
        """Return how sure a subject has to stand for people to be blamed for a deed."""
        if deed in self.human_deeds or deed in self.human_acts:
            return Sure.UNKNOWN
        return Sure.PEOPLE if deed in self.machine_deeds else Sure.NAMED

    def is_participle(self, word: str) -> bool:
        """Tell whether a word can follow "have" as a participle."""
        if word in self.participles:
            return True
        return word.endswith("ed") and len(word) > 3 and word not in self.not_participles


@dataclass(frozen=True, slots=True)
class KindText:
    """What is said about hints of one kind."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class CategoryText(KindText):
    """What is said about one category; ``own`` are the questions for self-blame."""

    questions: tuple[str, ...]
    own: tuple[str, ...]


def read_toml(path: Path) -> dict[str, object]:
    """Read one data file.

    Raises:
        PhrasingDataError: the file is missing or is no TOML; the text says where.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PhrasingDataError(f"{path.name} is not in {path.parent}; put it back.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PhrasingDataError(f"{path.name} cannot be read as TOML: {error}") from error


def text_of(table: Mapping[str, object], key: str, place: str) -> str:
    """Return the text under ``key``.

    Raises:
        PhrasingDataError: there is no text under that key.
    """
    value = table.get(key)
    if not isinstance(value, str):
        raise PhrasingDataError(f'{place}: “{key}” needs a text; write {key} = "…".')
    return value


def texts_of(table: Mapping[str, object], key: str, place: str) -> tuple[str, ...]:
    """Return the texts in the list under ``key``, at least one.

    Raises:
        PhrasingDataError: there is no such list.
    """
    value = table.get(key)
    texts = cast(list[object], value) if isinstance(value, list) else []
    if not texts or not all(isinstance(text, str) for text in texts):
        raise PhrasingDataError(f'{place}: “{key}” needs a list of texts; write {key} = ["…"].')
    return tuple(cast(list[str], texts))


def read_lexicon(folder: Path) -> Lexicon:
    """Read the word lists from the files of a folder.

    Raises:
        PhrasingDataError: a file cannot be read, or a list is missing or no text.
    """
    lists: dict[str, frozenset[str]] = {}
    for path in sorted(folder.glob("*.toml")):
        table = read_toml(path)
        for name in table:
            lists[name] = frozenset(text_of(table, name, path.name).split())
    for field in fields(Lexicon):
        if field.name not in lists:
            raise PhrasingDataError(
                f"The list “{field.name}” is in no file of {folder}; put it back."
            )
    return Lexicon(**{field.name: lists[field.name] for field in fields(Lexicon)})


def read_categories(path: Path) -> dict[str, CategoryText]:
    """Read title, reason and questions of every category from one file."""
    return {
        name: CategoryText(
            text_of(table, "title", place),
            text_of(table, "reason", place),
            texts_of(table, "questions", place),
            texts_of(table, "own", place),
        )
        for name, table, place in _tables(path)
    }


def _tables(path: Path) -> Iterator[tuple[str, Mapping[str, object], str]]:
    """Yield the tables of a file by name, each with its place as messages name it."""
    for name, value in read_toml(path).items():
        if not isinstance(value, dict):
            raise PhrasingDataError(f"{path.name}: “{name}” needs a table; write [{name}].")
        yield name, cast(dict[str, object], value), f"{path.name}, [{name}]"


@cache
def further_kind_texts() -> dict[str, KindText]:
    """Return what is said about the kinds of hints that are no category."""
    path = resource_path("phrasing", "further_kinds.toml")
    return {
        name: KindText(text_of(table, "title", place), text_of(table, "reason", place))
        for name, table, place in _tables(path)
    }


@cache
def lexicon() -> Lexicon:
    """Return the built-in word lists."""
    return read_lexicon(resource_path("phrasing", "lexicon"))


@cache
def category_texts() -> dict[str, CategoryText]:
    """Return what is said about each category."""
    return read_categories(resource_path("phrasing", "categories.toml"))
