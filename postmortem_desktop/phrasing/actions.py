"""The wording of action items: a check of its own, apart from the hints on what people wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from postmortem_desktop.phrasing.action_titles import Title, read_title
from postmortem_desktop.phrasing.kinds import ACTION
from postmortem_desktop.phrasing.lexicon import PhrasingDataError, read_toml, text_of
from postmortem_desktop.phrasing.patterns import Lists, Patterns, read_lists, read_patterns
from postmortem_desktop.phrasing.review import Hint, Tier
from postmortem_desktop.resources import resource_path

_CHECKS = (
    *("vague", "person", "remedy", "no_verb", "no_verb_maybe", "noise"),
    *("owners", "no_owner", "no_date", "no_done_test"),
)
_QUIET = frozenset(
    ("no_verb_maybe", "noise", "owners", "no_owner", "no_date", "no_done_test"),
)
_LISTS = (
    *("adverbs", "verbs", "nouns", "noun_endings", "prefixes", "verb_endings", "objects"),
    *("joiners", "people_things", "artefacts", "determiners", "groups", "leads"),
)
_BETWEEN_OWNERS = (" and ", " or ", " & ", " + ", ",", ";", "/", "\n")


@dataclass(frozen=True, slots=True)
class Check:
    """What one check looks for, and what it says."""

    patterns: Patterns
    title: str
    reason: str
    question: str


@dataclass(frozen=True, slots=True)
class ActionWords:
    """Everything in ``actions.toml``."""

    bounds: frozenset[str]
    lists: Lists
    checks: dict[str, Check]


def review_action(
    title: str, owner: str, due: object | None, done_test: str | None = None
) -> list[Hint]:
    """Return hints on an action item: its wording, who has it, by when, and how its end shows.

    A title without words gives none: it is still being written. Nothing is said about the test of
    done where it is left out; an empty one is asked for.
    """
    words = action_words()
    read = read_title(title, words.lists)
    if read is None:
        return []
    found = [*_in_title(words, read, bounded=bool(done_test and done_test.strip()))]
    whole = (0, len(title))
    if not owner.strip():
        found.append(("no_owner", *whole))
    elif _is_shared(owner, words.lists):
        found.append(("owners", *whole))
    if due is None:
        found.append(("no_date", *whole))
    if done_test is not None and not done_test.strip():
        found.append(("no_done_test", *whole))
    return [_hint(words, *row) for row in found]


def _in_title(words: ActionWords, title: Title, *, bounded: bool) -> Iterator[tuple[str, int, int]]:
    """Yield each check that finds something in a title, with the stretch it found."""
    checks = words.checks
    vague = checks["vague"].patterns.end_at(title.words, title.first)
    if vague is not None and not bounded and not _has_end(words, title, vague):
        yield "vague", *title.stretch(title.first, vague)
    careful = checks["person"].patterns.find(title.words)
    taught = [] if careful else checks["remedy"].patterns.find(title.words)
    if careful:
        yield "person", *title.stretch(*careful[-1])
    elif taught and title.is_only_remedy(taught):
        yield "remedy", *title.stretch(*taught[-1])
    if vague is None:
        yield from _about_the_verb(checks["no_verb"].patterns, title)
    noise = checks["noise"].patterns.find(title.words)
    if noise:
        yield "noise", *title.stretch(*noise[-1])


def _has_end(words: ActionWords, title: Title, vague: int) -> bool:
    """Tell whether something behind a vague verb ends the work: a bound, or an act that is not."""
    patterns = words.checks["vague"].patterns
    return title.has_end(vague, words.bounds) or any(
        patterns.end_at(title.words, act) is None for act in title.further_acts()
    )


def _about_the_verb(not_verbs: Patterns, title: Title) -> Iterator[tuple[str, int, int]]:
    """Yield the first word when it is no verb, or may be none."""
    behind = not_verbs.end_at(title.words, title.first)
    if behind is not None or title.begins_with_noun():
        yield "no_verb", *title.stretch(title.first, title.first + 1)
    elif not title.begins_with_verb():
        yield "no_verb_maybe", *title.stretch(title.first, title.first + 1)


def _is_shared(owner: str, lists: Lists) -> bool:
    """Tell whether an owner is several people, or a group that is no single person."""
    if any(mark in owner.strip(" ,;/\n") for mark in _BETWEEN_OWNERS):
        return True
    words = [word.strip("()[].").lower() for word in owner.split()]
    return not lists["groups"].isdisjoint(words) and words[-1] not in lists["leads"]


def _hint(words: ActionWords, name: str, start: int, end: int) -> Hint:
    """Return what one check says about a stretch of the title."""
    check = words.checks[name]
    tier = Tier.SOFT if name in _QUIET else Tier.HARD
    return Hint(start, end, ACTION, tier, check.title, check.reason, (check.question,))


def read_action_words(path: Path) -> ActionWords:
    """Read the checks from one file.

    Raises:
        PhrasingDataError: a part of it cannot be understood; the text names it.
    """
    table = read_toml(path)
    for name in _CHECKS:
        if not isinstance(table.get(name), dict):
            raise PhrasingDataError(f"{path.name} needs a table [{name}].")
    lists = read_lists(table.get("lists"), _LISTS, f"{path.name}, [lists]")
    checks: dict[str, Check] = {}
    for name in _CHECKS:
        texts = cast(dict[str, object], table[name])
        place = f"{path.name}, [{name}]"
        checks[name] = Check(
            read_patterns(text_of(texts, "words", place), lists, place),
            text_of(texts, "title", place),
            text_of(texts, "reason", place),
            text_of(texts, "question", place),
        )
    return ActionWords(frozenset(text_of(table, "bounds", path.name).split()), lists, checks)


@cache
def action_words() -> ActionWords:
    """Return the built-in checks."""
    return read_action_words(resource_path("phrasing", "actions.toml"))
