"""What every format is given to read with, and what reading gives back."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from postmortem_desktop.clock import IdSource
from postmortem_desktop.domain.evidence import EvidenceItem
from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.evidence.guard import MAXIMUM_RAW
from postmortem_desktop.jobs import Progress


class ZoneSource(StrEnum):
    """How the zone of the times is known."""

    STATED = "stated"
    """The data say it."""
    GIVEN = "given"
    """The data say nothing, the facilitator said it."""
    ASSUMED = "assumed"
    """Nobody said it, and UTC was taken."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One place of a source that was left out, and why."""

    line: int
    """From 1; of a row over several lines, its first."""
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadResult:
    """Everything that a source gave: nothing in it is half read."""

    format: str
    items: tuple[EvidenceItem, ...]
    raws: tuple[str, ...]
    """The source's own text of each item, in the order of ``items``, cut at 64 kB."""
    problems: tuple[Problem, ...]
    zone_used: str
    """The zone of the times as the source names it, or the IANA name given or assumed."""
    zone_source: ZoneSource
    lacks_day: bool = False
    """Whether it has times whose day it does not tell, so that the given one counts."""
    title: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """What a reader needs besides the text."""

    postmortem_id: str
    batch_id: str
    ids: IdSource
    zone: str | None = None
    """IANA name; counts only where the data state none."""
    day: date | None = None
    """The day of a clock, where the data state none at all."""
    progress: Progress = field(default_factory=Progress)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A moment or span in UTC, and how well it is known."""

    at: datetime
    ends_at: datetime | None
    precision: Precision


@dataclass(slots=True)
class Findings:
    """Gathers the items and problems of one source while it is read."""

    format: str
    request: ReadRequest
    items: list[EvidenceItem] = field(default_factory=list[EvidenceItem])
    raws: list[str] = field(default_factory=list[str])
    problems: list[Problem] = field(default_factory=list[Problem])
    _seen: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])

    def add(
        self,
        text: str,
        resolved: Resolved,
        *,
        time_text: str,
        line: int,
        raw: str,
        detail: str = "",
        lane: str = "",
        kind: str = "",
        link: str = "",
    ) -> None:
        """Keep one statement with its time."""
        self._seen[time_text, text] += 1
        item = EvidenceItem(
            id=self.request.ids(),
            postmortem_id=self.request.postmortem_id,
            batch_id=self.request.batch_id,
            text=text,
            detail=detail,
            at=resolved.at,
            ends_at=resolved.ends_at,
            precision=resolved.precision,
            time_text=time_text,
            lane=lane,
            kind=kind,
            source_id=self._source_id(time_text, text),
            link=link,
            line=line,
            order=len(self.items),
        )
        self.items.append(item)
        self.raws.append(raw[:MAXIMUM_RAW])

    def report(self, line: int, text: str, reason: str) -> None:
        """Keep one place that was left out."""
        self.problems.append(Problem(line, text.strip()[:200], reason))

    def _source_id(self, time_text: str, text: str) -> str:
        """The same statement read again has the same id; a repeated one counts its occurrences."""
        occurrence = self._seen[time_text, text]
        parts = "\x1f".join((self.format, time_text, text, str(occurrence)))
        return hashlib.sha256(parts.encode("utf-8")).hexdigest()[:32]
