"""What every section is given, and how it speaks of events, answers and people."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.kinds import Consent, Precision
from postmortem_desktop.domain.records import Participant, TimelineEvent
from postmortem_desktop.domain.times import clock_text, day_text, local
from postmortem_desktop.i18n import _
from postmortem_desktop.report.elements import Elements
from postmortem_desktop.report.paragraphs import Span
from postmortem_desktop.timeline.ticks import short_day_text


@dataclass(frozen=True)
class Composition:
    """One report in the making."""

    dossier: Dossier
    elements: Elements
    shown: frozenset[str]
    """Keys of the sections that the report has; links lead only there."""

    @property
    def zone(self) -> str:
        """The zone on whose clock all times are given."""
        return self.dossier.postmortem.zone

    @cached_property
    def span(self) -> tuple[datetime, datetime] | None:
        """First and last moment of the timeline."""
        return self.dossier.span()

    @cached_property
    def is_one_day(self) -> bool:
        """Whether the clock alone says when something happened."""
        if self.span is None:
            return True
        first, last = (local(moment, self.zone).date() for moment in self.span)
        return first == last

    @cached_property
    def told(self) -> list[tuple[Participant, list[Answer]]]:
        """The people who were heard and did not withhold it, with their answers."""
        found: list[tuple[Participant, list[Answer]]] = []
        for person in self.dossier.participants():
            interview = self.dossier.interview_of(person.id)
            if interview is None or person.consent is Consent.WITHHELD:
                continue
            answers = [a for a in self.dossier.answers_of(interview.id) if a.text.strip()]
            if answers:
                found.append((person, answers))
        return found

    @cached_property
    def _quoted(self) -> frozenset[str]:
        return frozenset(answer.id for _person, answers in self.told for answer in answers)

    def day(self, moment: datetime) -> str:
        """Return the day of a moment in words."""
        return day_text(moment, self.zone)

    def days(self, first: datetime, last: datetime) -> str:
        """Return the days of a stretch of time in words."""
        begin, end = (local(moment, self.zone).date() for moment in (first, last))
        if begin == end:
            return self.day(first)
        is_same_month = (begin.year, begin.month) == (end.year, end.month)
        shown = str(begin.day) if is_same_month else self.day(first)
        return _("{first} to {last}").format(first=shown, last=self.day(last))

    def clock(self, moment: datetime) -> str:
        """Return the time of a moment, with its day where the report spans several."""
        time = clock_text(moment, self.zone)
        if self.is_one_day:
            return time
        return f"{short_day_text(local(moment, self.zone).date())} {time}"

    def time_of(self, event: TimelineEvent) -> str:
        """Return when an event was, below the head of its day: ``14:02``, ``≈ 14:08–15:10``."""
        if event.starts_at is None:
            return ""
        start = clock_text(event.starts_at, self.zone)
        if event.precision is Precision.BETWEEN and event.earliest and event.latest:
            early, late = (clock_text(m, self.zone) for m in (event.earliest, event.latest))
            return _("between {early} and {late}").format(early=early, late=late)
        if event.ends_at is not None and event.ends_at != event.starts_at:
            end = clock_text(event.ends_at, self.zone)
            is_same_day = self.day(event.starts_at) == self.day(event.ends_at)
            if not is_same_day:
                end = f"{short_day_text(local(event.ends_at, self.zone).date())} {end}"
            start = f"{start}–{end}" if len(start + end) <= 10 else f"{start}–\n{end}"
        match event.precision:
            case Precision.BEFORE:
                return _("before {time}").format(time=start)
            case Precision.AFTER:
                return _("after {time}").format(time=start)
            case _:
                return f"≈ {start}" if event.is_soft else start

    def references(self, records: Iterable[TimelineEvent | Answer]) -> list[Span]:
        """Return ``E12 · Q7`` as links to where these stand."""
        spans: list[Span] = []
        for record in records:
            if isinstance(record, TimelineEvent):
                label, section = event_label(record), "timeline_table"
            else:
                label, section = answer_label(record), "accounts"
            if not label or (section == "accounts" and record.id not in self._quoted):
                continue
            if spans:
                spans.append(Span(" · "))
            spans.append(Span(label, link=label if section in self.shown else ""))
        return spans


def event_label(event: TimelineEvent) -> str:
    """Return the stable number of an event, such as ``E12``."""
    return f"E{event.number}" if event.number else ""


def answer_label(answer: Answer) -> str:
    """Return the stable number of an answer, such as ``Q7``."""
    return f"Q{answer.number}" if answer.number else ""


def person_label(person: Participant) -> str:
    """Return what the report calls somebody: the role, and the name of those who want it there."""
    if person.show_name and person.name and person.role_then:
        return f"{person.name}, {person.role_then}"
    return person.label


def record_number(postmortem_id: str) -> str:
    """Return eight digits by which people find the record of a printed report."""
    try:
        digits = UUID(postmortem_id).hex[-12:]
    except ValueError:
        digits = hashlib.sha256(postmortem_id.encode()).hexdigest()
    return f"{digits[:4]} {digits[4:8]}"
