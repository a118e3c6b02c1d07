"""A small notation for turns of words, as the data files have them, and finding them in a sentence.

A turn is written on one line, from left to right: plain words, ``a|b`` alternatives, ``<list>`` for
a word of a list of the same file. A mark behind a step, as in ``been?``, makes it optional.
``~`` is up to three adverbs, ``..`` one to three words of any kind, ``<past>`` a verb in the past;
``!a|b`` looks ahead and wants none of these words, ``^`` wants the beginning of a clause.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from postmortem_desktop.phrasing.lexicon import PhrasingDataError, text_of

_LONGEST_GAP = 3

Lists = Mapping[str, frozenset[str]]
"""Words by the part they play; "adverbs", "past" and "not_past" have to be there."""


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
    lists: Lists
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


class Turns:
    """Some turns, by the words they begin with."""

    def __init__(self, turns: Sequence[Turn] = ()) -> None:
        self._by_word: dict[str, list[Turn]] = {}
        for turn in turns:
            for word in turn.steps[0].words:
                self._by_word.setdefault(word, []).append(turn)

    def end_at(self, words: Sequence[str], index: int) -> int | None:
        """Return the place behind the longest turn that begins at ``index``, None without one."""
        if index >= len(words):
            return None
        ends = [turn.end_at(words, index) for turn in self._by_word.get(words[index], ())]
        longest = max((end for end in ends if end is not None), default=index)
        return longest if longest > index else None

    def find(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Return the first word of each turn found and the place behind it, the last one first."""
        if self._by_word.keys().isdisjoint(words):
            return []
        ends = ((index, self.end_at(words, index)) for index in range(len(words) - 1, -1, -1))
        return [(index, end) for index, end in ends if end is not None]


def read_lists(table: object, needed: Sequence[str], place: str) -> dict[str, frozenset[str]]:
    """Return the lists of words of a file; the two for ``<past>`` may be left out."""
    entries = cast(dict[str, object], table) if isinstance(table, dict) else {}
    lists = {key: frozenset(text_of(entries, key, place).split()) for key in (*needed, *entries)}
    return {"past": frozenset(), "not_past": frozenset(), **lists}


def read_turns(lines: str, lists: Lists, place: str) -> Turns:
    """Read turns from their notation, one a line.

    Raises:
        PhrasingDataError: a line cannot be understood; the text names ``place``.
    """
    return Turns([_turn(line, lists, place) for line in lines.strip().splitlines()])


def _turn(line: str, lists: Lists, place: str) -> Turn:
    """Return one line of the notation as a turn."""
    parts = line.split()
    opens_clause = parts[:1] == ["^"]
    steps = tuple(_step(part, lists, place) for part in parts[opens_clause:])
    if not steps or not steps[0].words or steps[0].optional or steps[0].part:
        raise PhrasingDataError(f"{place}: “{line.strip()}” has to begin with a plain word.")
    return Turn(steps, lists, opens_clause)


def _step(source: str, lists: Lists, place: str) -> Step:
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
