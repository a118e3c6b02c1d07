"""The built-in turns of speech: figures of speech, and plain constructions.

They are read from ``resources/phrasing/idioms`` and ``constructions``, a file per category. A file
holds texts of these kinds: ``with_person``, where a person or a team has to stand before the turn,
``anywhere``, and each of them with ``quiet_`` in front for what gives soft hints only. With
``with_somebody`` the subject may be a noun in no dictionary, as the turn tells what only people do;
with ``_else`` behind, people who tell it of themselves get soft hints only.

Each turn is a line ``id: words``, in the notation of ``turn_notation``. Lines below it that begin
with ``+`` are sentences in which it is found, with ``-`` those in which it is not; tests read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from postmortem_desktop.phrasing.kinds import CATEGORIES, with_titles
from postmortem_desktop.phrasing.lexicon import (
    PhrasingDataError,
    Sure,
    read_toml,
    text_of,
)
from postmortem_desktop.phrasing.turn_notation import gate_of
from postmortem_desktop.phrasing.turns import Phrase
from postmortem_desktop.resources import resource_path

_KINDS = (
    *("with_person", "anywhere", "quiet_with_person", "quiet_anywhere"),
    *("with_somebody", "with_person_else", "with_somebody_else"),
)
FOLDERS = ("idioms", "constructions")
"""The folders of the built-in turns."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_phrases(folder: Path) -> tuple[Phrase, ...]:
    """Read every file of a folder.

    Raises:
        PhrasingDataError: an entry cannot be understood; the text names it.
    """
    phrases: list[Phrase] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        for name, turn, kind in _turns(path):
            if name in seen:
                raise PhrasingDataError(
                    f"{path.name}: “{name}” is in {seen[name]} already; give it another id."
                )
            seen[name] = path.name
            phrases.extend(phrase_of(name, path.stem, turn, path.name, kind=kind))
    return tuple(phrases)


def _turns(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield id, words and kind of each turn of one file."""
    table = read_toml(path)
    for kind in table:
        if kind not in _KINDS:
            raise PhrasingDataError(
                f"{path.name}: “{kind}” is no kind of turn; name it one of {', '.join(_KINDS)}."
            )
        for line in text_of(table, kind, path.name).split("\n"):
            if not line or line[0] in " #":
                continue
            name, colon, turn = line.partition(":")
            if not colon:
                raise PhrasingDataError(
                    f"{path.name}: “{line}” has no id; write it as an-id: {line}"
                )
            yield name, turn.strip(), kind


def phrase_of(name: str, category: str, turn: str, place: str, *, kind: str) -> Iterator[Phrase]:
    """Yield a phrase; one that begins with *was* also as a question: *were you …*.

    Raises:
        PhrasingDataError: a part cannot be understood; the text begins with ``place``.
    """
    if not _ID.fullmatch(name):
        raise PhrasingDataError(
            f"{place}: “{name}” is no id; write it in small letters with hyphens between them."
        )
    if category not in CATEGORIES:
        raise PhrasingDataError(
            f"{place}: “{category}” is no category; write one of {with_titles(CATEGORIES)}."
        )
    needs_person = "with_" in kind
    quiet = kind.startswith("quiet")
    gate = gate_of(turn.removeprefix("^"))
    if not gate.words:
        raise PhrasingDataError(f"{place}, {name}: it has to begin with a plain word.")
    least = Sure.UNKNOWN if "somebody" in kind else Sure.NAMED
    own = kind.endswith("_else")
    phrase = Phrase(name, category, turn, needs_person, quiet, gate, least=least, own_quiet=own)
    yield phrase
    first, _blank, rest = turn.partition(" ")
    if needs_person and ("<be>" in first or "were" in first.strip("()").split("|")):
        asked = f"{first} <person> {rest}"
        further = replace(gate, place=gate.place + 1)
        yield replace(phrase, turn=asked, needs_person=False, gate=further)


@cache
def built_in_phrases() -> tuple[Phrase, ...]:
    """Return the built-in phrases."""
    folders = (resource_path("phrasing", name) for name in FOLDERS)
    return tuple(phrase for folder in folders for phrase in read_phrases(folder))
