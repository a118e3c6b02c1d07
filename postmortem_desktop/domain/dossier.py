"""All records of one post-mortem in memory, and questions about them.

Imported evidence is not among them: it may run to hundreds of thousands of lines and stays in the
store. Records change only by ``apply``; there are no setters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar, cast

from postmortem_desktop.domain.agenda import ParkedIdea
from postmortem_desktop.domain.evidence import Attachment, EvidenceBatch
from postmortem_desktop.domain.fields import FieldValue
from postmortem_desktop.domain.findings import ActionItem, ContributingFactor, Finding
from postmortem_desktop.domain.interviews import Account, Answer, Interview
from postmortem_desktop.domain.kinds import LinkKind, MilestoneKind
from postmortem_desktop.domain.records import (
    KeptPhrase,
    Lane,
    Link,
    Milestone,
    Numbering,
    Participant,
    Postmortem,
    TimelineEvent,
)
from postmortem_desktop.domain.times import local
from postmortem_desktop.errors import RecordError, StaleEditError
from postmortem_desktop.i18n import _

if TYPE_CHECKING:
    from postmortem_desktop.domain.edits import Edit

Record = (
    Postmortem
    | Numbering
    | Participant
    | Lane
    | TimelineEvent
    | Milestone
    | Interview
    | Answer
    | ContributingFactor
    | Finding
    | ActionItem
    | ParkedIdea
    | EvidenceBatch
    | Attachment
    | FieldValue
    | KeptPhrase
    | Link
)
"""Everything that an Edit can change."""

RECORD_TYPES: tuple[type[Record], ...] = (
    Postmortem,
    Numbering,
    Participant,
    Lane,
    TimelineEvent,
    Milestone,
    Interview,
    Answer,
    ContributingFactor,
    Finding,
    ActionItem,
    ParkedIdea,
    EvidenceBatch,
    Attachment,
    FieldValue,
    KeptPhrase,
    Link,
)
"""Every kind of record, referred ones before those that refer to them."""

REFERENCES: dict[type[Record], dict[str, type[Record]]] = {
    Lane: {"parent_id": Lane},
    TimelineEvent: {"lane_id": Lane},
    Milestone: {"event_id": TimelineEvent},
    Interview: {"participant_id": Participant},
    Answer: {"interview_id": Interview, "event_id": TimelineEvent},
}
"""Fields that hold the id of another record. A link ties any two records and is not among them."""

R = TypeVar("R", bound=Record)

_STRETCH = 30
"""Seconds; the distance of every zone from UTC, and so its midnights, are multiples of it."""
_Keys = set[tuple[type[Any], str]]


class Dossier:
    """The records of one post-mortem by kind and id; one per kind and id."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._records: dict[type[Record], dict[str, Record]] = {kind: {} for kind in RECORD_TYPES}
        for record in records:
            self._records[type(record)][record.id] = record

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dossier) and self._records == other._records

    __hash__ = None  # type: ignore[assignment]

    @property
    def is_empty(self) -> bool:
        """Whether there is no record at all."""
        return not any(self._records.values())

    @property
    def postmortem(self) -> Postmortem:
        """The post-mortem itself."""
        return next(iter(self.all(Postmortem)))

    @property
    def numbering(self) -> Numbering:
        """The next free numbers."""
        return next(iter(self.all(Numbering)))

    def get(self, kind: type[R], record_id: str) -> R:
        """Return a record.

        Raises:
            KeyError: there is none of this kind with this id.
        """
        return cast("R", self._records[kind][record_id])

    def find(self, kind: type[R], record_id: str | None) -> R | None:
        """Return a record, or None if there is none of this kind with this id."""
        return None if record_id is None else cast("R | None", self._records[kind].get(record_id))

    def any(self, record_id: str) -> Record | None:
        """Return the record with this id, of whatever kind."""
        for records in self._records.values():
            if record_id in records:
                return records[record_id]
        return None

    def all(self, kind: type[R]) -> list[R]:
        """Return the records of a kind, in the order in which they were added."""
        return cast("list[R]", list(self._records[kind].values()))

    def everything(self) -> list[Record]:
        """Return all records, referred ones before those that refer to them."""
        return [record for records in self._records.values() for record in records.values()]

    def snapshot(self) -> Dossier:
        """Return a copy that later edits do not reach; records are frozen and shared."""
        copy = Dossier()
        copy._records = {kind: dict(records) for kind, records in self._records.items()}
        return copy

    # Questions

    def lanes(self) -> list[Lane]:
        """Return the lanes from top to bottom, each followed by those nested in it."""
        return sorted(self.all(Lane), key=self._lane_rank)

    def _lane_rank(self, lane: Lane) -> tuple[int, str, bool, int, str]:
        parent = self.find(Lane, lane.parent_id) or lane
        return (parent.order, parent.id, parent is not lane, lane.order, lane.id)

    def participants(self) -> list[Participant]:
        """Return the people in the order of the list."""
        return sorted(self.all(Participant), key=lambda person: (person.order, person.id))

    def events(self) -> list[TimelineEvent]:
        """Return the dated events by time, then the undated ones by their own order."""
        return sorted(self.all(TimelineEvent), key=event_order)

    def milestone(self, kind: MilestoneKind) -> Milestone | None:
        """Return the milestone of a kind, if it is set."""
        return next((m for m in self.all(Milestone) if m.kind is kind), None)

    def milestones(self) -> list[Milestone]:
        """Return the milestones by time."""
        return sorted(self.all(Milestone), key=lambda m: (m.at, m.kind))

    def links_of(self, record_id: str, kind: LinkKind | None = None) -> list[Link]:
        """Return the links that start or end at a record."""
        return [
            link
            for link in self.all(Link)
            if (link.source_id == record_id or link.target_id == record_id)
            and kind in (None, link.kind)
        ]

    def linked(self, record_id: str, kind: type[R]) -> list[R]:
        """Return the records of a kind that are tied to this one, either way round."""
        others = (
            link.target_id if link.source_id == record_id else link.source_id
            for link in self.links_of(record_id)
        )
        return [r for other in dict.fromkeys(others) if (r := self.find(kind, other)) is not None]

    def interview_of(self, participant_id: str) -> Interview | None:
        """Return the interview with a participant, if it has begun."""
        found = (i for i in self.all(Interview) if i.participant_id == participant_id)
        return next(found, None)

    def answers_of(self, interview_id: str, account: Account | None = None) -> list[Answer]:
        """Return the answers of an interview in the order given, of one account or of all."""
        answers = [
            answer
            for answer in self.all(Answer)
            if answer.interview_id == interview_id and account in (None, answer.account)
        ]
        return sorted(answers, key=lambda answer: (answer.order, answer.number))

    def factors(self) -> list[ContributingFactor]:
        """Return the contributing factors in their order."""
        return sorted(self.all(ContributingFactor), key=lambda f: (f.order, f.id))

    def findings(self) -> list[Finding]:
        """Return the findings in their order."""
        return sorted(self.all(Finding), key=lambda f: (f.order, f.id))

    def actions(self) -> list[ActionItem]:
        """Return the action items in their order."""
        return sorted(self.all(ActionItem), key=lambda a: (a.order, a.id))

    def value_of(self, owner_id: str, key: str) -> FieldValue | None:
        """Return the value of a custom field on a record, if it has one."""
        found = (v for v in self.all(FieldValue) if (v.owner_id, v.key) == (owner_id, key))
        return next(found, None)

    def span(self) -> tuple[datetime, datetime] | None:
        """Return the first and last moment of the timeline, milestones included, if any."""
        moments = [
            moment
            for event in self.all(TimelineEvent)
            for moment in (event.starts_at, event.ends_at)
            if moment is not None
        ]
        moments += [milestone.at for milestone in self.all(Milestone)]
        return (min(moments), max(moments)) if moments else None

    def day(self, otherwise: datetime) -> date:
        """Return the day that a clock without a date means; that of ``otherwise`` if open."""
        return self.known_day() or local(otherwise, self.postmortem.zone).date()

    def known_day(self) -> date | None:
        """Return the day that was set for the incident, else the one that the timeline tells.

        That is the day on which the impact began; while this is open, the day of the first dated
        event, so that an incident over midnight keeps its day. Events with a whole day without any
        between them belong to several runs; the one with most events counts, the earlier of
        equals. None while there is neither.
        """
        if self.postmortem.day is not None:
            return self.postmortem.day
        began = self.milestone(MilestoneKind.IMPACT_BEGAN)
        if began is not None:
            return local(began.at, self.postmortem.zone).date()
        starts = [e.starts_at for e in self.all(TimelineEvent) if e.starts_at is not None]
        # A milestone on its own tells the day as well, as long as there is no event.
        moments = starts or [milestone.at for milestone in self.all(Milestone)]
        # Every clock shows the same day throughout a stretch; very many events share a few.
        stretches = Counter(int(moment.timestamp()) // _STRETCH for moment in moments)
        counts: Counter[date] = Counter()
        for stretch, count in stretches.items():
            begin = datetime.fromtimestamp(stretch * _STRETCH, UTC)
            counts[local(begin, self.postmortem.zone).date()] += count
        return _first_of_fullest_run(counts)

    # Changes

    def check(self, edit: Edit) -> None:
        """Refuse an edit that does not fit the records as they are now.

        Raises:
            StaleEditError: a record is not what the edit says it was.
            RecordError: after it, a record would refer to one that is not there.
        """
        arriving = {(type(c.after), c.record_id) for c in edit.changes if c.after is not None}
        leaving = {(type(c.record), c.record_id) for c in edit.changes} - arriving
        for change in edit.changes:
            current = self._records[type(change.record)].get(change.record_id)
            if current is not change.before and current != change.before:
                raise StaleEditError(
                    _("This entry has changed in the meantime, so the change was not made.")
                )
            if change.after is not None:
                self._check_references(change.after, arriving, leaving)
        if leaving:
            self._check_remaining(arriving, leaving)

    def _check_references(self, record: Record, arriving: _Keys, leaving: _Keys) -> None:
        for name, kind in REFERENCES.get(type(record), {}).items():
            target: str | None = getattr(record, name)
            if target is None or (kind, target) in arriving:
                continue
            if target not in self._records[kind] or (kind, target) in leaving:
                raise RecordError(
                    _("This change refers to an entry that is no longer there, so it was not made.")
                )

    def _check_remaining(self, arriving: _Keys, leaving: _Keys) -> None:
        """Look at the records that an edit does not touch: none may refer to one that leaves."""
        touched = arriving | leaving
        for kind, references in REFERENCES.items():
            for name, other in references.items():
                gone = {record_id for of_kind, record_id in leaving if of_kind is other}
                for record in self._records[kind].values() if gone else ():
                    if getattr(record, name) in gone and (kind, record.id) not in touched:
                        raise RecordError(
                            _("Another entry still needs this one, so it was not removed.")
                        )

    def apply(self, edit: Edit) -> None:
        """Carry out a checked edit; only the Editor calls this, after the disk has it."""
        for change in edit.changes:
            records = self._records[type(change.record)]
            if change.after is None:
                del records[change.record_id]
            else:
                records[change.record_id] = change.after


def _first_of_fullest_run(counts: Mapping[date, int]) -> date | None:
    """Return the first of the days in a row that hold most; the earlier of equals."""
    held: dict[date, int] = {}
    first = before = date.min
    for day in sorted(counts):
        if day - before > timedelta(days=1):
            first = day
        held[first] = held.get(first, 0) + counts[day]
        before = day
    return max(held, key=held.__getitem__, default=None)


def event_order(event: TimelineEvent) -> tuple[bool, float, int, int]:
    """Return the key by which events are listed: by time, undated ones last by their order."""
    if event.starts_at is None:
        return (True, 0.0, event.order, event.number)
    return (False, event.starts_at.timestamp(), event.order, event.number)
