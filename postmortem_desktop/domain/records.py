"""The post-mortem itself, its people, its timeline, and the links that tie records together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from postmortem_desktop.domain.agenda import AgendaState
from postmortem_desktop.domain.kinds import (
    SOFT_PRECISIONS,
    AudienceKind,
    Basis,
    Consent,
    EventKind,
    LinkKind,
    MilestoneKind,
    Precision,
    Status,
)
from postmortem_desktop.domain.templates import Template
from postmortem_desktop.domain.times import require_day, require_utc, zone_named
from postmortem_desktop.errors import RecordError


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceSettings:
    """What the report was last set to: for whom, on which paper, without which sections."""

    audience: AudienceKind = AudienceKind.FULL
    paper: str = "a4"
    hidden_sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Postmortem:
    """One post-mortem; in the interface it is called a session, as facilitators say."""

    id: str
    title: str
    created_at: datetime
    reference: str = ""
    severity: str = ""
    services: tuple[str, ...] = ()
    zone: str = "UTC"
    """IANA name; the wall clock on which times are shown and typed."""
    day: date | None = None
    """The day that a clock without a date means; None lets the timeline tell."""
    summary: str = ""
    impact: str = ""
    status: Status = Status.PREPARING
    template: Template = field(default_factory=Template)
    audience: AudienceSettings = field(default_factory=AudienceSettings)
    agenda: AgendaState = field(default_factory=AgendaState)
    archived: bool = False
    deleted_at: datetime | None = None
    """Set while the post-mortem lies in the bin."""
    finished_at: datetime | None = None
    seal: str = ""
    """SHA-256 over all records' hashes, given when the post-mortem is finished."""

    def __post_init__(self) -> None:
        require_utc(self.created_at, self.deleted_at, self.finished_at)
        zone_named(self.zone)
        require_day(self.day)

    @property
    def postmortem_id(self) -> str:
        """Its own id, so that every record answers the same question."""
        return self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """The next free numbers of a post-mortem.

    What is deleted leaves its number unused; only undo, which takes the giving back, frees it.
    """

    id: str
    postmortem_id: str
    next_event: int = 1
    next_answer: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody who lived through the incident; shown by role unless they chose their name."""

    id: str
    postmortem_id: str
    name: str = ""
    role_then: str = ""
    """What they did in the incident, such as "Payments on-call"."""
    team: str = ""
    background: str = ""
    """How they came in, such as "joined at 14:36"."""
    alias: str = ""
    handles: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    show_name: bool = False
    consent: Consent = Consent.NOT_ASKED
    colour: str = ""
    """Name of an event-kind colour of the theme; empty lets the order decide."""
    order: int = 0
    private: bool = False

    @property
    def label(self) -> str:
        """What the desk calls them: the role, else the alias, else the name."""
        return self.role_then or self.alias or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A row of the timeline, for a person, a team or a system."""

    id: str
    postmortem_id: str
    title: str
    parent_id: str | None = None
    order: int = 0
    colour: str = ""
    glyph: str = ""
    collapsed: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvent:
    """Something that happened, as far as the group knows it today.

    An event without ``ends_at`` is an instant; one without ``starts_at`` is undated and stands
    where ``order`` puts it.
    """

    id: str
    postmortem_id: str
    lane_id: str
    title: str
    detail: str = ""
    kind: EventKind = EventKind.OBSERVATION
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    order: int = 0
    precision: Precision = Precision.MINUTE
    earliest: datetime | None = None
    latest: datetime | None = None
    known_at: datetime | None = None
    """When the fact was known to those who acted; None means when it happened."""
    known_then: str = ""
    """What was known at that moment, in the words of those who were there."""
    basis: Basis = Basis.NONE
    starred: bool = False
    locked: bool = False
    number: int = 0
    """The 12 of E12 in reports."""
    private: bool = False

    def __post_init__(self) -> None:
        require_utc(self.starts_at, self.ends_at, self.earliest, self.latest, self.known_at)
        if self.ends_at is not None and (self.starts_at is None or self.ends_at < self.starts_at):
            raise RecordError(f"“{self.title}” would end before it starts; choose a later end.")

    @property
    def duration(self) -> timedelta:
        """The time between start and end; zero for an instant."""
        if self.starts_at is None or self.ends_at is None:
            return timedelta()
        return self.ends_at - self.starts_at

    @property
    def is_soft(self) -> bool:
        """Whether the time is only roughly known, and is drawn so."""
        return self.precision in SOFT_PRECISIONS

    def moved_to(self, starts_at: datetime, lane_id: str) -> TimelineEvent:
        """Return this event at another time or lane, its duration and soft edges moving along."""
        if self.starts_at is None:
            return replace(self, starts_at=starts_at, lane_id=lane_id)
        shift = starts_at - self.starts_at
        return replace(
            self,
            starts_at=starts_at,
            lane_id=lane_id,
            ends_at=_shifted(self.ends_at, shift),
            earliest=_shifted(self.earliest, shift),
            latest=_shifted(self.latest, shift),
            known_at=_shifted(self.known_at, shift),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """The moment of one turning point, at most one of each kind in a post-mortem."""

    id: str
    postmortem_id: str
    kind: MilestoneKind
    at: datetime
    event_id: str | None = None

    def __post_init__(self) -> None:
        require_utc(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A tie between any two records: the one way in which they refer to each other's story."""

    id: str
    postmortem_id: str
    source_id: str
    target_id: str
    kind: LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPhrase:
    """Words that a person wants to stand as they were said; hints pass them over."""

    id: str
    postmortem_id: str
    owner_id: str
    """The record in which they stand; the post-mortem for words of the whole session."""
    category: str
    """The kind of hint that passes them over; empty for every kind, ``probe`` for the id of a probe
    that an interview shall not be offered again."""
    phrase: str


def _shifted(moment: datetime | None, shift: timedelta) -> datetime | None:
    return None if moment is None else moment + shift
