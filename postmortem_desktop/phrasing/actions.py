"""The wording of action items: a check of its own, apart from the hints on what people wrote."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from postmortem_desktop.phrasing.lexicon import PhrasingDataError, read_toml, text_of
from postmortem_desktop.phrasing.review import Hint, Tier
from postmortem_desktop.phrasing.tokens import Sentence, sentences
from postmortem_desktop.resources import resource_path

CATEGORY = "action"
"""The category of every hint given here; it is none of the categories of ``review``."""

_CHECKS = ("vague", "person", "no_verb", "no_owner", "no_date")


@dataclass(frozen=True, slots=True)
class Check:
    """What one check looks for, each entry a turn of one or more words, and what it says."""

    turns: frozenset[tuple[str, ...]]
    title: str
    reason: str
    question: str

    def match_at(self, sentence: Sentence, index: int) -> int | None:
        """Return the last word of a turn that begins at ``index``, None where none does."""
        lengths = (len(t) for t in self.turns if t == tuple(sentence.words[index : index + len(t)]))
        longest = max(lengths, default=0)
        return index + longest - 1 if longest else None


@dataclass(frozen=True, slots=True)
class ActionWords:
    """Everything in ``actions.toml``."""

    bounds: frozenset[str]
    checks: dict[str, Check]


def review_action(title: str, owner: str, due: object | None) -> list[Hint]:
    """Return hints on an action item: its wording, who has it, and by when.

    A title without words gives none: it is still being written.
    """
    words = action_words()
    sentence = next(sentences(title))
    if not sentence.words:
        return []
    hints = [
        _hint(name, sentence.starts[first], sentence.ends[last], Tier.HARD)
        for name, first, last in _turns(words, sentence)
    ]
    if not owner.strip():
        hints.append(_hint("no_owner", 0, len(title), Tier.SOFT))
    if due is None:
        hints.append(_hint("no_date", 0, len(title), Tier.SOFT))
    return hints


def _turns(words: ActionWords, sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    """Yield each check that finds something in a title, with the words it found."""
    vague = words.checks["vague"].match_at(sentence, 0)
    if vague is not None and not _has_bound(sentence, vague, words.bounds):
        yield "vague", 0, vague
    for index in range(len(sentence.words)):
        person = words.checks["person"].match_at(sentence, index)
        if person is not None:
            yield "person", index, person
            break
    no_verb = words.checks["no_verb"].match_at(sentence, 0)
    if no_verb is not None:
        yield "no_verb", 0, no_verb


def _has_bound(sentence: Sentence, verb: int, bounds: Collection[str]) -> bool:
    """Tell whether words behind the verb say where it ends: a number, *so that*, *until*."""
    return any(word in bounds or word[0].isdigit() for word in sentence.words[verb + 1 :])


def _hint(name: str, start: int, end: int, tier: Tier) -> Hint:
    """Return what one check says about a stretch of the title."""
    check = action_words().checks[name]
    return Hint(start, end, CATEGORY, tier, check.title, check.reason, (check.question,))


def read_action_words(path: Path) -> ActionWords:
    """Read the checks from one file.

    Raises:
        PhrasingDataError: a part of it cannot be understood; the text names it.
    """
    table = read_toml(path)
    checks: dict[str, Check] = {}
    for name in _CHECKS:
        entry = table.get(name)
        if not isinstance(entry, dict):
            raise PhrasingDataError(f"{path.name} needs a table [{name}].")
        texts = cast(dict[str, object], entry)
        place = f"{path.name}, [{name}]"
        turns = text_of(texts, "words", place).split()
        checks[name] = Check(
            frozenset(tuple(turn.split("|")) for turn in turns),
            text_of(texts, "title", place),
            text_of(texts, "reason", place),
            text_of(texts, "question", place),
        )
    return ActionWords(frozenset(text_of(table, "bounds", path.name).split()), checks)


@cache
def action_words() -> ActionWords:
    """Return the built-in checks."""
    return read_action_words(resource_path("phrasing", "actions.toml"))
