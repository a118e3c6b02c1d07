"""What may leave the desk for whom: names become roles, private text goes.

This happens before anything is made of a dossier: all that leaves the desk (stage, PDF,
pictures, clipboard, files) comes from the dossier that ``prepared_for`` returns, never from
the raw one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, cast
from unicodedata import normalize

from postmortem_desktop.domain.dossier import REFERENCES, Dossier, Record
from postmortem_desktop.domain.evidence import Attachment
from postmortem_desktop.domain.fields import FieldValue
from postmortem_desktop.domain.interviews import Answer, Interview
from postmortem_desktop.domain.kinds import AudienceKind
from postmortem_desktop.domain.records import KeptPhrase, Link, Participant, Postmortem
from postmortem_desktop.i18n import _

_NEVER_REPLACED = frozenset(
    {
        "id",
        "postmortem_id",
        "zone",
        "seal",
        "colour",
        "glyph",
        "key",
        "sha256",
        "format",
        "paper",
        "hidden_sections",
        "phase",
        "account",
        "stage",
        "prompts",
        "condition",
    }
)
"""Fields that hold no words of people, also within the template and other parts of a record."""

_INITIALS = re.compile(r"(?:\w\. ?){2,}")

_ALSO_WORD = re.compile(
    "art|bill|case|chase|chip|dawn|dean|drew|faith|flow|frank|grace|guy|hope|hunter|jack|june|lane"
    "|major|mark|mason|max|may|miles|page|pat|penny|price|ray|reed|rich|rob|rose|sky|sue|summer"
    "|trace|wade|ward|will|young",
    re.IGNORECASE,
)
"""Names that are ordinary words too; in lower case they are taken for the word."""

_TOO_COMMON = re.compile("an|as|at|be|by|do|go|he|if|in|is|it|me|my|no|of|on|or|so|to|up|us|we")
"""Short parts of names that nearly every sentence has; they count only within the whole name."""

_LONGEST_PARTICLE = 3
"""In letters: ``de``, ``la``, ``van`` and ``von`` in lower case tell nothing by themselves."""

_ALSO_SPELT = {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "'": "’", "’": "'"}
"""Other spellings of what has no accent to leave out; of ä, ö and ü an ``e`` may follow."""

_UMLAUT = "\u0308"

_MARKS = "\u0300-\u036f"
"""Accents that stand apart from their letter, as they do in decomposed text."""

_NOT_AFTER, _NOT_BEFORE = rf"(?<![^\W_{_MARKS}])(?<![{_MARKS}])", rf"(?![^\W_]|[{_MARKS}])"
"""A name ends at an underscore, as in ``ines_halloran``."""

_FIRST_EAST_ASIAN = "\u1100"


@dataclass(frozen=True, slots=True)
class NameCover:
    """Replaces the names of people by their roles, wherever they stand in a text."""

    roles: tuple[str, ...]
    """The role to show for each group of the pattern, in their order."""
    pattern: re.Pattern[str] | None

    def cover(self, text: str) -> str:
        """Return the text with every known name replaced by its role."""
        if self.pattern is None:
            return text
        covered, count = self.pattern.subn(self._role_of, normalize("NFD", text))
        return normalize("NFC", covered) if count else text

    def _role_of(self, match: re.Match[str]) -> str:
        return self.roles[(match.lastindex or 1) - 1]


def cover_for(participants: Iterable[Participant], *, keep_shown: bool) -> NameCover:
    """Return the cover for these people; ``keep_shown`` spares those who chose their name."""
    roles: dict[str, str] = {}
    for number, person in enumerate(participants, 1):
        if keep_shown and person.show_name:
            continue
        role = role_of(person, number)
        for word in _words_for(person):
            roles.setdefault(_pattern_of(word), role)
    if not roles:
        return NameCover((), None)
    longest_first = sorted(roles, key=len, reverse=True)
    choices = "|".join(f"({pattern})" for pattern in longest_first)
    pattern = re.compile(choices, re.IGNORECASE)
    return NameCover(tuple(roles[pattern] for pattern in longest_first), pattern)


def _pattern_of(word: str) -> str:
    """Return the pattern of a name, with or without its accents and however far apart.

    What may be a word as well counts only as a name is written: initials such as ``E.G.`` in
    capitals, ``Will`` with one. A name stands by itself, except in scripts without spaces.
    """
    pattern = "".join(map(_letter_pattern, normalize("NFC", word)))
    letters = re.sub(f"[{_MARKS}]", "", normalize("NFD", word))
    if _INITIALS.fullmatch(letters):
        pattern = f"(?-i:{pattern})"
    elif _ALSO_WORD.fullmatch(letters):
        pattern = f"(?-i:{letters[0].upper()}){pattern.removeprefix(letters[0])}"
    return pattern if letters[0] >= _FIRST_EAST_ASIAN else rf"{_NOT_AFTER}{pattern}{_NOT_BEFORE}"


def _letter_pattern(letter: str) -> str:
    """Return the pattern of one letter of a name, in text whose accents stand apart."""
    if letter.isspace():
        return r"\s+"
    apart = normalize("NFD", letter)
    bare = re.sub(f"[{_MARKS}]", "", apart)
    other = _ALSO_SPELT.get(letter.lower())
    pattern = f"(?:{re.escape(bare)}|{other})" if other else re.escape(bare)
    return f"{pattern}(?:[{_MARKS}]*|e)" if _UMLAUT in apart else f"{pattern}[{_MARKS}]*"


def role_of(person: Participant, number: int) -> str:
    """Return what a covered person is called: their role, else "Participant 3"."""
    return person.role_then or _("Participant {number}").format(number=number)


def prepared_for(dossier: Dossier, audience: AudienceKind) -> Dossier:
    """Return the dossier as this audience may see it.

    Private records are left out with the links to them, and so are the facilitator's notes,
    questions without an answer, kept phrases, and pictures, in which nobody can cover a name. Names
    become roles except those of people who chose to be named; for readers outside, theirs do too.
    """
    cover = cover_for(dossier.participants(), keep_shown=audience is not AudienceKind.OUTSIDE)
    people = {person.id: number for number, person in enumerate(dossier.participants(), 1)}
    kept = [
        _shown(_covered(record, cover), people, audience)
        for record in dossier.everything()
        if not _stays_on_desk(record)
    ]
    return Dossier(_without_loose_ends(kept))


def _stays_on_desk(record: Record) -> bool:
    if isinstance(record, KeptPhrase | Attachment):
        return True
    if isinstance(record, Answer) and record.is_waiting:
        return True
    return bool(getattr(record, "private", False))


def _covered(value: Any, cover: NameCover) -> Any:
    """Return a record, or a value within one, with every name in its words replaced."""
    if type(value) is str:
        return cover.cover(value)
    if isinstance(value, tuple):
        return tuple(_covered(item, cover) for item in cast("tuple[Any, ...]", value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {
        field.name: _covered(getattr(value, field.name), cover)
        for field in fields(value)
        if field.name not in _NEVER_REPLACED and not field.name.endswith("_id")
    }
    return replace(value, **changed)


def _shown(record: Record, people: dict[str, int], audience: AudienceKind) -> Record:
    """Return a record without what this audience has no use for."""
    match record:
        case Participant():
            named = record.show_name and audience is not AudienceKind.OUTSIDE
            return replace(
                record,
                name=record.name if named else "",
                role_then=record.role_then or role_of(record, people[record.id]),
                alias="",
                handles=(),
                emails=(),
            )
        case Interview():
            return replace(record, notes="")
        case Postmortem() if audience is AudienceKind.OUTSIDE:
            return replace(record, reference="")
        case _:
            return record


def _without_loose_ends(records: list[Record]) -> list[Record]:
    """Drop what refers to a record that is not shown, and cut optional references to one."""
    present = {record.id for record in records}
    settled = False
    while not settled:
        kept: list[Record] = []
        for record in records:
            loose = [
                name
                for name in REFERENCES.get(type(record), {})
                if getattr(record, name) is not None and getattr(record, name) not in present
            ]
            if any(name in ("lane_id", "interview_id", "participant_id") for name in loose):
                continue
            kept.append(replace(record, **dict.fromkeys(loose)) if loose else record)
        settled = len(kept) == len(records)
        records, present = kept, {record.id for record in kept}
    return [record for record in records if _ends_of(record) <= present]


def _ends_of(record: Record) -> set[str]:
    """Return the ids without which a tie or a custom value would speak of something not shown."""
    match record:
        case Link():
            return {record.source_id, record.target_id}
        case FieldValue():
            return {record.owner_id}
        case _:
            return set()


def _words_for(person: Participant) -> Iterable[str]:
    """Yield everything that would give a person away: name and its parts, alias, handles, mail."""
    whole = person.name.strip()
    if whole:
        yield whole
        parts = whole.split()
        yield from filter(_tells_apart, re.split(r"[\s\-\u2010\u2011]+", whole))
        if len(parts) > 1:
            yield "".join(parts)
            yield from _shortened(parts)
    for word in (person.alias, *person.handles, *person.emails):
        if word.strip():
            yield word.strip()
            yield word.strip().lstrip("@")


def _tells_apart(part: str) -> bool:
    """Whether a part of a name gives the person away when it stands alone."""
    if len(part) < 2 or _TOO_COMMON.fullmatch(part.lower()):
        return False
    return not (part.islower() and len(part) <= _LONGEST_PARTICLE)


def _shortened(parts: Sequence[str]) -> Iterable[str]:
    """Yield the ways in which a name of several parts is abbreviated: I. Halloran, Ines H., I.H."""
    first, last = parts[0], parts[-1]
    yield f"{first[0]}. {last}"
    yield f"{first} {last[0]}."
    yield f"{first} {last[0]}"
    initials = [f"{part[0]}." for part in parts]
    yield "".join(initials)
    yield " ".join(initials)
