"""What was imported: where from, how it is known, and when it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.domain.times import require_utc


class ActorKind(StrEnum):
    """Who or what a piece of evidence speaks of."""

    PERSON = "person"
    BOT = "bot"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceBatch:
    """What one import brought; its items are there for the eye while this record is."""

    id: str
    postmortem_id: str
    source_name: str
    """Name of the file, without its folder."""
    format: str
    imported_at: datetime
    zone: str = ""
    """IANA name of the zone that counted where the data stated none; empty if none was needed."""
    clock_shift_seconds: int = 0
    withdrawn: bool = False
    item_count: int = 0
    sha256: str = ""

    def __post_init__(self) -> None:
        require_utc(self.imported_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """One imported statement. Items stay in the store and are paged in; they are never edited."""

    id: str
    postmortem_id: str
    batch_id: str
    text: str
    detail: str = ""
    at: datetime | None = None
    ends_at: datetime | None = None
    precision: Precision = Precision.EXACT
    time_text: str = ""
    """The time as the source gives it."""
    lane: str = ""
    """The lane that the source names, if it does."""
    kind: str = ""
    """The event kind that the source names or suggests, or empty."""
    actor: str = ""
    actor_kind: ActorKind = ActorKind.SYSTEM
    severity: str = ""
    thread: str = ""
    source_id: str = ""
    """Stable within its source: the same statement imported again has the same."""
    link: str = ""
    line: int = 0
    """Line or row of the source, from 1."""
    attachment_id: str | None = None
    order: int = 0
    private: bool = False

    def __post_init__(self) -> None:
        require_utc(self.at, self.ends_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A picture or file kept in the library; its bytes stand in a table of their own."""

    id: str
    postmortem_id: str
    name: str
    media_type: str
    size: int
    """In bytes."""
    sha256: str
    private: bool = False
