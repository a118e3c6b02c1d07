"""From what a source states about a time to the moment it means: the day, the zone, the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.evidence.reading import Resolved, ZoneSource
from postmortem_desktop.evidence.stated import StatedDay, StatedSpan, StatedTime
from postmortem_desktop.evidence.zones import Zone, given_zone
from postmortem_desktop.i18n import _

EVENING, MORNING = 18, 6
_MIDNIGHT = time(0)
_HALF_A_DAY = timedelta(hours=12)

Overnight = Callable[[time | None, time | None], bool]
"""Whether midnight has passed between two clocks."""


class Zones:
    """Which zone counts where a time states none: the source's own, else the given, else UTC."""

    def __init__(self, given: str | None) -> None:
        self._given = None if given is None else given_zone(given)
        self.stated: Zone | None = None
        self._used: dict[ZoneSource, str] = {}

    def of(self, stated: StatedTime) -> Zone:
        """Return the zone of one time; remembers how it was known."""
        zone = stated.zone or self.stated
        source = ZoneSource.STATED
        if zone is None or (zone.rules is None and self._given is not None):
            zone = self._given or Zone("UTC", UTC)
            source = ZoneSource.GIVEN if self._given else ZoneSource.ASSUMED
        self._used.setdefault(source, zone.label)
        return zone

    @property
    def outcome(self) -> tuple[str, ZoneSource]:
        """The zone that was used, the least certain one first, and how it was known."""
        for source in (ZoneSource.ASSUMED, ZoneSource.GIVEN, ZoneSource.STATED):
            if source in self._used:
                return self._used[source], source
        if self.stated is not None:
            return self.stated.label, ZoneSource.STATED
        return (self._given.label, ZoneSource.GIVEN) if self._given else ("UTC", ZoneSource.ASSUMED)


class Calendar:
    """Follows the days through a source, so that a bare clock finds the day it belongs to.

    A clock earlier than the one before is the same day, unless midnight has passed between them.
    """

    def __init__(
        self,
        zones: Zones,
        day: date | None = None,
        given: date | None = None,
        overnight: Overnight | None = None,
    ) -> None:
        """Begin on a day.

        Args:
            zones: which zone counts where a time states none.
            day: on which the source begins, if it tells.
            given: the day that counts while the source has told none.
            overnight: tells whether midnight has passed; None for ``midnight_between``.
        """
        self.day = day
        self._overnight = overnight or midnight_between
        self.lacks_day = False
        """Whether a time needed the given day, be there one or not."""
        self._given = given
        self._zones = zones
        self._last: time | None = None

    def open_day(self, stated: StatedDay) -> None:
        """Take the day of a heading for what follows."""
        self.day = self._dated(stated) or self.day
        self._last = None

    def resolve(self, span: StatedSpan) -> Resolved | str:
        """Return the moment that a span means, or the reason why that cannot be known."""
        start = span.start
        zone = self._zones.of(start)
        if zone.rules is None:
            return _("“{zone}” can mean several time zones; say which one is meant.").format(
                zone=zone.label
            )
        day = self._day_of(start)
        if day is None:
            return _("This time has no day; set the day of the incident in Prepare, or add a date.")
        self.day, self._last = day, start.clock
        if start.clock is None:
            return self._whole_days(day, span, zone.rules)
        at, firm = _moment(day, start, zone.rules)
        precision = start.precision if firm else Precision.APPROXIMATE
        if span.end is None:
            return Resolved(at, None, precision)
        ends_at = self._end(day, span.end, start, zone.rules)
        if ends_at is None or ends_at < at:
            return _("This ends before it starts; check both times.")
        return Resolved(at, ends_at, precision)

    def _day_of(self, stated: StatedTime) -> date | None:
        if stated.day is not None:
            return self._dated(stated.day)
        day = self._reference()
        if day is None or not self._overnight(self._last, stated.clock):
            return day
        return day + timedelta(days=1)

    def _dated(self, stated: StatedDay) -> date | None:
        return stated.near(self._reference() if stated.year is None else None)

    def _reference(self) -> date | None:
        """Return the day so far; the given one while the source has told none."""
        if self.day is None:
            self.lacks_day = True
            self.day = self._given
        return self.day

    def _end(self, day: date, end: StatedTime, start: StatedTime, rules: tzinfo) -> datetime | None:
        own_rules = end.zone.rules if end.zone else rules
        if own_rules is None or end.clock is None or start.clock is None:
            return None
        if end.day is not None:
            stated_day = end.day.near(day)
            return None if stated_day is None else _moment(stated_day, end, own_rules)[0]
        late = end.days_later == 0 and end.clock < start.clock and start.days_later == 0
        past_midnight = late and self._overnight(start.clock, end.clock)
        return _moment(day + timedelta(days=past_midnight), end, own_rules)[0]

    def _whole_days(self, day: date, span: StatedSpan, rules: tzinfo) -> Resolved | str:
        """A day without a clock: it happened somewhere between its two midnights."""
        last = day
        if span.end is not None and span.end.day is not None:
            last = span.end.day.near(day) or day
        if last < day:
            return _("This ends before it starts; check both times.")
        midnight = StatedTime(clock=_MIDNIGHT)
        return Resolved(
            _moment(day, midnight, rules)[0],
            _moment(last + timedelta(days=1), midnight, rules)[0],
            Precision.BETWEEN,
        )


def midnight_between(before: time | None, after: time | None) -> bool:
    """Whether one clock is of the evening and the next one of the early morning."""
    if before is None or after is None:
        return False
    return before.hour >= EVENING and after.hour <= MORNING


def nearer_overnight(before: time | None, after: time | None) -> bool:
    """Whether midnight has passed, or a clock would be nearer to the one before if it had."""
    if before is None or after is None:
        return False
    earlier = datetime.combine(date.min, before) - datetime.combine(date.min, after)
    return earlier > _HALF_A_DAY or midnight_between(before, after)


def _moment(day: date, stated: StatedTime, rules: tzinfo) -> tuple[datetime, bool]:
    """Return the moment in UTC, and whether the wall clock showed that time exactly once."""
    assert stated.clock is not None
    wall = datetime.combine(day + timedelta(days=stated.days_later), stated.clock)
    there = wall.replace(tzinfo=rules)
    at = there.astimezone(UTC)
    exists = at.astimezone(rules).replace(tzinfo=None) == wall
    once = there.utcoffset() == there.replace(fold=1).utcoffset()
    return at, exists and once
