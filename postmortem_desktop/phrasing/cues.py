"""What is worth asking about in people's words: reads ``probes.toml`` and finds its cues.

A turn of words is written from left to right: plain words, ``a|b`` alternatives, ``<list>`` for a
word of a list of the same file. A mark behind a step, as in ``been?``, makes it optional.
``~`` is up to three adverbs, ``..`` one to three words of any kind, ``<past>`` a verb in the past;
``!a|b`` looks ahead and wants none of these words, ``^`` wants the beginning of a clause.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from postmortem_desktop.phrasing.lexicon import PhrasingDataError, read_toml, text_of
from postmortem_desktop.resources import resource_path

FINDERS = ("words", "gap", "jargon", "accounts")
"""How a cue is found: by its turns of words, or by a function of its own."""

_SLOTS = ("words", "when")
_SLOTS_OF_A_GAP = (*_SLOTS, "from", "to")
_SLOT = re.compile(r"\{(\w*)\}")
_ID = re.compile(r"[a-z][a-z_]*")
_LONGEST_GAP = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a turn: one of some words, or what ``part`` names."""

    words: frozenset[str]
    part: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of words, as a line of ``probes.toml`` has it."""

    steps: tuple[Step, ...]
    lists: Mapping[str, frozenset[str]]
    opens_clause: bool = False

    def end_at(self, words: Sequence[str], index: int) -> int | None:
        """Return the place behind the turn that begins at ``index``, None where none does."""
        if self.opens_clause and index and words[index - 1][:1].isalnum():
            return None
        return self._end(words, index, 0)

    def _end(self, words: Sequence[str], index: int, number: int) -> int | None:
        if number == len(self.steps):
            return index
        step = self.steps[number]
        for following in reversed(self._after(step, words, index)):
            end = self._end(words, following, number + 1)
            if end is not None:
                return end
        return None

    def _after(self, step: Step, words: Sequence[str], index: int) -> list[int]:
        """Return the places behind one step, the nearest first."""
        word = words[index] if index < len(words) else ""
        if step.part == "not":
            return [] if word in step.words else [index]
        if step.part in ("adverbs", "gap"):
            return self._stretch(step, words, index)
        fits = self._is_past(word) if step.part == "past" else word in step.words
        places = [index + 1] if fits else []
        return [index, *places] if step.optional else places

    def _stretch(self, step: Step, words: Sequence[str], index: int) -> list[int]:
        """Return every place that a few adverbs, or words of any kind, lead to."""
        behind = index
        for word in words[index : index + _LONGEST_GAP]:
            if not word[:1].isalpha() or (step.part == "adverbs" and not self._is_adverb(word)):
                break
            behind += 1
        return list(range(index if step.optional else index + 1, behind + 1))

    def _is_adverb(self, word: str) -> bool:
        return word in self.lists["adverbs"] or (len(word) > 4 and word.endswith("ly"))

    def _is_past(self, word: str) -> bool:
        if word in self.lists["past"]:
            return True
        return len(word) > 4 and word.endswith("ed") and word not in self.lists["not_past"]


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
    turns: Mapping[str, tuple[Turn, ...]]
    questions: tuple[Question, ...]

    def find(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Return the first word of each turn found and the place behind it, the last one first."""
        found: list[tuple[int, int]] = []
        if self.turns.keys().isdisjoint(words):
            return found
        for index in range(len(words) - 1, -1, -1):
            ends = [turn.end_at(words, index) for turn in self.turns.get(words[index], ())]
            longest = max((end for end in ends if end is not None), default=index)
            if longest > index:
                found.append((index, longest))
        return found


@dataclass(frozen=True, slots=True)
class CueBook:
    """Everything in ``probes.toml``; the rarer cues come first."""

    lists: Mapping[str, frozenset[str]]
    cues: tuple[Cue, ...]


def read_cues(path: Path) -> CueBook:
    """Read the cues from one file.

    Raises:
        PhrasingDataError: an entry cannot be understood; the text names it.
    """
    table = read_toml(path)
    lists = _lists(table.get("lists"), path.name)
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


def _lists(table: object, name: str) -> dict[str, frozenset[str]]:
    """Return the lists of words that turns may name."""
    entries = cast(dict[str, object], table) if isinstance(table, dict) else {}
    needed = ("adverbs", "past", "not_past", "known", "known_names", "common")
    return {
        key: frozenset(text_of(entries, key, f"{name}, [lists]").split())
        for key in (*needed, *(key for key in entries if key not in needed))
    }


def _cue(entry: Mapping[str, object], lists: Mapping[str, frozenset[str]], place: str) -> Cue:
    """Return one entry as a cue."""
    name = text_of(entry, "id", place)
    if not _ID.fullmatch(name):
        raise PhrasingDataError(f"{place}: “{name}” is no id; use small letters and _.")
    found_by = text_of(entry, "found_by", place) if "found_by" in entry else "words"
    if found_by not in FINDERS:
        raise PhrasingDataError(f"{place}: “found_by” has to be one of {', '.join(FINDERS)}.")
    turns: dict[str, list[Turn]] = {}
    if found_by == "words":
        for line in text_of(entry, "words", place).strip().splitlines():
            turn = _turn(line, lists, place)
            for word in turn.steps[0].words:
                turns.setdefault(word, []).append(turn)
    slots = _SLOTS_OF_A_GAP if found_by == "gap" else _SLOTS
    questions = _questions(entry.get("questions"), name, slots, place)
    sorted_turns = {word: tuple(found) for word, found in turns.items()}
    return Cue(name, text_of(entry, "intent", place), found_by, sorted_turns, questions)


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


def _turn(line: str, lists: Mapping[str, frozenset[str]], place: str) -> Turn:
    """Return one line of the notation as a turn."""
    parts = line.split()
    opens_clause = parts[:1] == ["^"]
    steps = tuple(_step(part, lists, place) for part in parts[opens_clause:])
    if not steps or not steps[0].words or steps[0].optional or steps[0].part:
        raise PhrasingDataError(f"{place}: “{line.strip()}” has to begin with a plain word.")
    return Turn(steps, lists, opens_clause)


def _step(source: str, lists: Mapping[str, frozenset[str]], place: str) -> Step:
    """Return one step of a turn from its notation."""
    part = {"~": "adverbs", "..": "gap", "<past>": "past"}.get(source.rstrip("?"))
    if part:
        return Step(frozenset(), part, optional=part == "adverbs" or source.endswith("?"))
    kind = "not" if source.startswith("!") else ""
    plain = source.removeprefix("!")
    optional = plain.endswith("?")
    words: set[str] = set()
    for word in plain.rstrip("?").split("|"):
        if word.startswith("<"):
            if word.strip("<>") not in lists:
                raise PhrasingDataError(f"{place}: {word} is no list of [lists].")
            words |= lists[word.strip("<>")]
        else:
            words.add(word)
    return Step(frozenset(words), kind, optional)


@cache
def cue_book() -> CueBook:
    """Return the built-in cues."""
    return read_cues(resource_path("phrasing", "probes.toml"))
