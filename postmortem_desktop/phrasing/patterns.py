"""Patterns of words: their notation in the data files, and where one stands in a sentence.

A pattern is one line, read from left to right, its steps divided by blanks:

- ``a|b``: one of some words; ``<list>``: a word of that list of the same file,
- ``been?``: may be left out,
- ``...3``: up to three words of any kind; ``<word>``: one of any kind; ``~``: up to three adverbs,
- ``<past>``: a verb in the past,
- ``!a|b``: none of these words comes next,
- ``^`` in front of everything: only where a clause begins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from postmortem_desktop.phrasing.lexicon import PhrasingDataError, text_of

_MOST_ADVERBS = 3
_GAP = re.compile(r"\.\.\.([1-9])")

Lists = Mapping[str, frozenset[str]]
"""Words by the part they play; "adverbs", "past" and "not_past" have to be there."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a pattern: one of some words, or what ``part`` names.

    ``longest`` is how many words a part without words of its own may take.
    """

    words: frozenset[str]
    part: str = ""
    optional: bool = False
    longest: int = 1


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of words, as a line of ``probes.toml`` has it."""

    steps: tuple[Step, ...]
    lists: Lists
    opens_clause: bool = False

    def end_at(self, words: Sequence[str], index: int) -> int | None:
        """Return the place behind the pattern that begins at ``index``, None where none does."""
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
        fits = self._fits(step, word)
        places = [index + 1] if fits else []
        return [index, *places] if step.optional else places

    def _stretch(self, step: Step, words: Sequence[str], index: int) -> list[int]:
        """Return every place that a few adverbs, or words of any kind, lead to."""
        behind = index
        for word in words[index : index + step.longest]:
            if not word[:1].isalpha() or (step.part == "adverbs" and not self._is_adverb(word)):
                break
            behind += 1
        return list(range(index, behind + 1))

    def _fits(self, step: Step, word: str) -> bool:
        if step.part == "past":
            return self._is_past(word)
        return word[:1].isalpha() if step.part == "word" else word in step.words

    def _is_adverb(self, word: str) -> bool:
        return word in self.lists["adverbs"] or (len(word) > 4 and word.endswith("ly"))

    def _is_past(self, word: str) -> bool:
        if word in self.lists["past"]:
            return True
        return len(word) > 4 and word.endswith("ed") and word not in self.lists["not_past"]


class Patterns:
    """Some patterns, by the words they begin with."""

    def __init__(self, patterns: Sequence[Pattern] = ()) -> None:
        self._by_word: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            for word in pattern.steps[0].words:
                self._by_word.setdefault(word, []).append(pattern)

    def end_at(self, words: Sequence[str], index: int) -> int | None:
        """Return the place behind the longest pattern from ``index`` on, None without one."""
        if index >= len(words):
            return None
        ends = [pattern.end_at(words, index) for pattern in self._by_word.get(words[index], ())]
        longest = max((end for end in ends if end is not None), default=index)
        return longest if longest > index else None

    def find(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Return where each pattern found begins and the place behind it, the last one first."""
        if self._by_word.keys().isdisjoint(words):
            return []
        ends = ((index, self.end_at(words, index)) for index in range(len(words) - 1, -1, -1))
        return [(index, end) for index, end in ends if end is not None]


def read_lists(table: object, needed: Sequence[str], place: str) -> dict[str, frozenset[str]]:
    """Return the lists of words of a file; the two for ``<past>`` may be left out."""
    entries = cast(dict[str, object], table) if isinstance(table, dict) else {}
    lists = {key: frozenset(text_of(entries, key, place).split()) for key in (*needed, *entries)}
    return {"past": frozenset(), "not_past": frozenset(), **lists}


def read_patterns(lines: str, lists: Lists, place: str) -> Patterns:
    """Read patterns from their notation, one a line.

    Raises:
        PhrasingDataError: a line cannot be understood; the text names ``place``.
    """
    return Patterns([_pattern(line, lists, place) for line in lines.strip().splitlines()])


def _pattern(line: str, lists: Lists, place: str) -> Pattern:
    """Return one line of the notation as a pattern."""
    parts = line.split()
    opens_clause = parts[:1] == ["^"]
    steps = tuple(_step(part, lists, place) for part in parts[opens_clause:])
    if not steps or not steps[0].words or steps[0].optional or steps[0].part:
        raise PhrasingDataError(f"{place}: “{line.strip()}” has to begin with a plain word.")
    return Pattern(steps, lists, opens_clause)


def _step(source: str, lists: Lists, place: str) -> Step:
    """Return one step of a pattern from its notation."""
    if source == "~":
        return Step(frozenset(), "adverbs", longest=_MOST_ADVERBS)
    if gap := _GAP.fullmatch(source):
        return Step(frozenset(), "gap", longest=int(gap[1]))
    if source.rstrip("?") in ("<past>", "<word>"):
        return Step(frozenset(), source.strip("<>?"), source.endswith("?"))
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
