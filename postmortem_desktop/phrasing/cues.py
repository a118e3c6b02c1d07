"""What is worth asking about in people's words, and the questions: reads ``probes.toml``."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from postmortem_desktop.phrasing.lexicon import PhrasingDataError, read_toml, text_of
from postmortem_desktop.phrasing.patterns import Lists, Patterns, read_lists, read_patterns
from postmortem_desktop.resources import resource_path

FINDERS = ("words", "gap", "jargon", "accounts")
"""How a cue is found: by its patterns of words, or by a function of its own."""

_SLOTS = ("words", "when")
_SLOTS_OF_A_GAP = (*_SLOTS, "from", "to")
_SLOT = re.compile(r"\{(\w*)\}")
_ID = re.compile(r"[a-z][a-z_]*")
_LISTS = ("adverbs", "past", "not_past", "known", "known_names", "common")


@dataclass(frozen=True, slots=True)
class Question:
    """One wording of a question; ``text`` may hold slots."""

    id: str
    text: str

    def filled(self, slots: Mapping[str, str]) -> str:
        """Return the question with its slots filled, each once."""
        return _SLOT.sub(lambda slot: slots[slot.group(1)], self.text)


@dataclass(frozen=True, slots=True)
class Cue:
    """One kind of wording that is worth a question, and the questions."""

    id: str
    intent: str
    found_by: str
    patterns: Patterns
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class CueBook:
    """Everything in ``probes.toml``; the rarer cues come first."""

    lists: Lists
    cues: tuple[Cue, ...]


def read_cues(path: Path) -> CueBook:
    """Read the cues from one file.

    Raises:
        PhrasingDataError: an entry cannot be understood; the text names it.
    """
    table = read_toml(path)
    lists = read_lists(table.get("lists"), _LISTS, f"{path.name}, [lists]")
    entries = table.get("cues")
    if not isinstance(entries, list) or not entries:
        raise PhrasingDataError(f"{path.name} holds no cues; begin each with [[cues]].")
    cues: dict[str, Cue] = {}
    for number, entry in enumerate(cast(list[object], entries), start=1):
        place = f"{path.name}, cue {number}"
        if not isinstance(entry, dict):
            raise PhrasingDataError(f"{place} is no table; begin it with [[cues]].")
        cue = _cue(cast(dict[str, object], entry), lists, place)
        if cue.id in cues:
            raise PhrasingDataError(f"{place}: the id “{cue.id}” is taken; choose another.")
        cues[cue.id] = cue
    return CueBook(lists, tuple(cues.values()))


def _cue(entry: Mapping[str, object], lists: Lists, place: str) -> Cue:
    """Return one entry as a cue."""
    name = text_of(entry, "id", place)
    if not _ID.fullmatch(name):
        raise PhrasingDataError(f"{place}: “{name}” is no id; use small letters and _.")
    found_by = text_of(entry, "found_by", place) if "found_by" in entry else "words"
    if found_by not in FINDERS:
        raise PhrasingDataError(f"{place}: “found_by” has to be one of {', '.join(FINDERS)}.")
    lines = text_of(entry, "words", place) if found_by == "words" else ""
    patterns = read_patterns(lines, lists, place)
    slots = _SLOTS_OF_A_GAP if found_by == "gap" else _SLOTS
    questions = _questions(entry.get("questions"), name, slots, place)
    return Cue(name, text_of(entry, "intent", place), found_by, patterns, questions)


def _questions(table: object, cue: str, slots: Collection[str], place: str) -> tuple[Question, ...]:
    """Return the wordings of a cue's question in the order of the file."""
    if not isinstance(table, dict) or not table:
        raise PhrasingDataError(f"{place}: “{cue}” needs a table [cues.questions].")
    entries = cast(dict[str, object], table)
    questions = [Question(f"{cue}.{key}", text_of(entries, key, place)) for key in entries]
    for question in questions:
        unknown = set(_SLOT.findall(question.text)) - set(slots)
        if unknown:
            raise PhrasingDataError(f"{place}: nothing fills {{{min(unknown)}}}; use {{when}}.")
    return tuple(questions)


@cache
def cue_book() -> CueBook:
    """Return the built-in cues."""
    return read_cues(resource_path("phrasing", "probes.toml"))
