"""Reads the sentences that stand below each idiom, and tells which idioms a sentence holds."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from postmortem_desktop.phrasing.lexicon import lexicon
from postmortem_desktop.phrasing.phrases import FOLDERS, built_in_phrases
from postmortem_desktop.phrasing.subjects import Reading
from postmortem_desktop.phrasing.tokens import sentences
from postmortem_desktop.phrasing.turns import Phrase, by_gate, matches
from postmortem_desktop.resources import resource_path


@dataclass(frozen=True)
class Idiom:
    """An entry of a file of idioms with the sentences below it."""

    id: str
    category: str
    found: tuple[str, ...]
    silent: tuple[str, ...]

    def phrases(self) -> list[Phrase]:
        """Return what the entry is read as."""
        return [phrase for phrase in built_in_phrases() if phrase.id == self.id]


def all_idioms() -> list[Idiom]:
    """Return the entries of every file."""
    paths = [p for name in FOLDERS for p in sorted(resource_path("phrasing", name).glob("*.toml"))]
    return [idiom for path in paths for idiom in _idioms_of(path)]


def _idioms_of(path: Path) -> Iterator[Idiom]:
    for listed in tomllib.loads(path.read_text(encoding="utf-8")).values():
        for block in _blocks(listed.splitlines()):
            below = [line.strip() for line in block[1:]]
            assert {line[:2] for line in below} <= {"+ ", "- "}, block
            yield Idiom(
                block[0].partition(":")[0],
                path.stem,
                tuple(line[2:] for line in below if line[0] == "+"),
                tuple(line[2:] for line in below if line[0] == "-"),
            )


def _blocks(lines: Iterable[str]) -> list[list[str]]:
    """Return each entry with the lines below it."""
    blocks: list[list[str]] = []
    for line in lines:
        if line.startswith("  "):
            blocks[-1].append(line)
        elif line and not line.startswith("#"):
            blocks.append([line])
    return blocks


def heard(text: str, phrases: Iterable[Phrase]) -> list[tuple[str, str]]:
    """Return category and words of what some phrases find in a text."""
    gates = by_gate(phrases)
    return [
        (match.category, text[sentence.starts[match.first] : sentence.ends[match.last]])
        for sentence in sentences(text)
        for match in matches(Reading(sentence, lexicon(), frozenset()), gates)
    ]
