"""A person's own phrases and silences, from ``phrasing.toml`` beside the library.

::

    mute = ["drop-the-ball", "sarcasm"]      # ids of phrases and rules, and kinds
    allow = ["human error budget"]           # words that are never marked
    people = "medic medics"                  # further words for people
    teams = "payments"                       # further words for groups

    [[phrases]]                              # in the notation of turn_notation
    id = "walk-the-plank"                    # the id of a built-in phrase replaces that
    category = "sanction"
    words = "walk* the plank"
    subject = "person"                       # optional: a person has to stand before it
    quiet = true                             # optional: a soft hint only
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import cast

from postmortem_desktop.phrasing.kinds import KINDS, kind_title, with_titles
from postmortem_desktop.phrasing.lexicon import (
    Lexicon,
    PhrasingDataError,
    lexicon,
    read_toml,
    text_of,
)
from postmortem_desktop.phrasing.phrases import built_in_phrases, phrase_of
from postmortem_desktop.phrasing.turn_notation import is_common, read_turn
from postmortem_desktop.phrasing.turns import Phrase

_KEYS = ("mute", "allow", "people", "teams", "phrases")
_PHRASE_KEYS = ("id", "category", "words", "subject", "quiet")


@dataclass(frozen=True, slots=True)
class OwnRules:
    """What a person added to the hints, and what they silenced."""

    phrases: tuple[Phrase, ...] = ()
    muted: frozenset[str] = frozenset()
    allowed: tuple[str, ...] = ()
    people: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    _allowed: re.Pattern[str] | None = None

    def mutes(self, rule: str, kind: str) -> bool:
        """Tell whether hints by a rule or phrase, or of a kind, are not wanted."""
        return rule in self.muted or kind in self.muted

    def allows(self, text: str, start: int, end: int) -> bool:
        """Tell whether words that are never marked stand in, over or around a stretch of text."""
        if self._allowed is None:
            return False
        longest = 2 * max(map(len, self.allowed))
        for match in self._allowed.finditer(text, max(0, start - longest)):
            if match.start() >= end:
                return False
            if match.end() > start:
                return True
        return False

    def merged(self, built_in: Iterable[Phrase]) -> tuple[Phrase, ...]:
        """Return all phrases; an own one takes the place of those with its id."""
        replaced = {phrase.id for phrase in self.phrases}
        return (*(phrase for phrase in built_in if phrase.id not in replaced), *self.phrases)

    def widened(self, words: Lexicon) -> Lexicon:
        """Return the dictionaries with the own words for people and teams."""
        if not self.people and not self.teams:
            return words
        return replace(words, roles=words.roles | self.people, teams=words.teams | self.teams)


def load_own(path: Path, rule_ids: Collection[str] = ()) -> OwnRules:
    """Read the file; one that does not exist changes nothing.

    ``rule_ids`` are the rules that may be muted beside phrases and kinds.

    Raises:
        PhrasingDataError: a part cannot be understood; the text says where and what to do. Nothing
            of the file counts then.
    """
    try:
        table = read_toml(path) if path.exists() else {}
    except OSError as error:
        raise PhrasingDataError(f"{path.name} cannot be opened: {error.strerror}.") from error
    for key in table:
        if key not in _KEYS:
            raise PhrasingDataError(
                f"{path.name}: “{key}” means nothing here; write {', '.join(_KEYS[:-1])} "
                "or [[phrases]]."
            )
    phrases = tuple(_phrases(table.get("phrases", []), path.name))
    muted = frozenset(_texts(table, "mute", path.name))
    _check_muted(muted, {*rule_ids, *(phrase.id for phrase in phrases)}, path.name)
    allowed = tuple(_texts(table, "allow", path.name))
    return OwnRules(
        phrases,
        muted,
        allowed,
        _words(table, "people", path.name),
        _words(table, "teams", path.name),
        _pattern(allowed),
    )


def _phrases(listed: object, name: str) -> Iterator[Phrase]:
    """Yield the own phrases."""
    if not isinstance(listed, list):
        raise PhrasingDataError(f"{name}: begin each phrase with [[phrases]].")
    seen: set[str] = set()
    for number, entry in enumerate(cast(list[object], listed), start=1):
        place = f"{name}, phrase {number}"
        if not isinstance(entry, dict):
            raise PhrasingDataError(f"{place} is no table; begin it with [[phrases]].")
        phrases = _phrase(cast(dict[str, object], entry), place)
        if phrases[0].id in seen:
            raise PhrasingDataError(
                f"{place}: “{phrases[0].id}” stands there already; give it another id."
            )
        seen.add(phrases[0].id)
        yield from phrases


def _phrase(entry: Mapping[str, object], place: str) -> list[Phrase]:
    """Return one entry as a phrase, and as a question where it can be one."""
    for key in entry:
        if key not in _PHRASE_KEYS:
            raise PhrasingDataError(
                f"{place}: “{key}” means nothing here; write {', '.join(_PHRASE_KEYS)}."
            )
    if entry.get("subject", "person") != "person":
        raise PhrasingDataError(f'{place}: write subject = "person", or leave “subject” out.')
    if not isinstance(entry.get("quiet", False), bool):
        raise PhrasingDataError(f"{place}: “quiet” is true or false, without quotation marks.")
    kind = "with_person" if "subject" in entry else "anywhere"
    phrases = list(
        phrase_of(
            text_of(entry, "id", place),
            text_of(entry, "category", place),
            text_of(entry, "words", place).lower().replace("’", "'"),
            place,
            kind=f"quiet_{kind}" if entry.get("quiet") else kind,
        )
    )
    first = phrases[0]
    read_turn(first.turn, lexicon(), f"{place}, {first.id}")
    if any(map(is_common, first.gate.words)):
        raise PhrasingDataError(
            f"{place}, {first.id}: “{first.turn}” would be found nearly everywhere; "
            "add a word that is rarer."
        )
    return phrases


def _check_muted(muted: frozenset[str], known: Collection[str], name: str) -> None:
    """Refuse to mute what there is not: a slip of the keys would silence nothing."""
    ids = {*known, *(phrase.id for phrase in built_in_phrases())}
    for muted_id in sorted(muted.difference(ids, KINDS)):
        raise PhrasingDataError(
            f"{name}: “{muted_id}” in “mute” is the name of no rule, phrase or kind; "
            f"write {_meant(muted_id, ids)}, or take it out."
        )


def _meant(written: str, ids: Collection[str]) -> str:
    """Return which name was probably meant, also where it is what the window calls a kind."""
    names = {name: name for name in ids} | {kind: with_titles([kind]) for kind in KINDS}
    names |= {kind_title(kind).casefold(): names[kind] for kind in KINDS}
    near = get_close_matches(written.casefold(), names, n=1)
    return names[near[0]] if near else f"the id of a phrase or rule, or one of {with_titles(KINDS)}"


def _texts(table: Mapping[str, object], key: str, name: str) -> list[str]:
    """Return the texts listed under a key, blanks at their ends removed."""
    listed = table.get(key, [])
    texts = cast(list[object], listed) if isinstance(listed, list) else [listed, None]
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise PhrasingDataError(f'{name}: “{key}” needs a list of texts; write {key} = ["…", "…"].')
    return [cast(str, text).strip() for text in texts]


def _words(table: Mapping[str, object], key: str, name: str) -> frozenset[str]:
    """Return the words of a text, in lower case."""
    return frozenset(text_of(table, key, name).lower().split()) if key in table else frozenset()


def _pattern(allowed: Collection[str]) -> re.Pattern[str] | None:
    """Return what finds each of some words in any case, spacing and kind of apostrophe."""
    if not allowed:
        return None
    texts = (re.escape(text.replace("’", "'")).replace("'", "['’]") for text in allowed)
    one = "|".join(r"\s+".join(text.split(r"\ ")) for text in texts)
    return re.compile(rf"(?<!\w)(?:{one})(?!\w)", re.IGNORECASE)
