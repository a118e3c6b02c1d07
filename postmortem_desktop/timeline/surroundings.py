"""What a typed time is understood by, and which days a clock without a date can mean."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from postmortem_desktop.domain.records import TimelineEvent

_A_DAY = timedelta(days=1)
_ABOUT_HALF_A_DAY = timedelta(hours=15)
"""Of the two days around a moment, the farther one is as plausible up to here."""
_BESIDE = timedelta(hours=3)
"""A clock so near to something that happened may well belong to it."""
_OUTSIDE = timedelta(hours=6)
"""So far before or after everything, a clock may be of another day."""
_FARTHEST = timedelta(hours=18)
"""But that day is not offered beyond this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a typed time is understood by."""

    day: date
    """The day of the incident, which a clock without a date means while nothing is told."""
    is_day_known: bool = True
    """Whether the incident tells its day; a clock means the latest one that has passed else."""
    zone: str
    """On whose wall clock times are typed."""
    now: datetime
    relative_to: TimelineEvent | None = None
    """From which event ``+3m`` counts."""
    moments: Sequence[datetime] = ()
    """When things happened, in order; a clock of twelve hours is read as near to them as can be."""
    told: datetime | None = None
    """When that happened of which is being told: a clock means the day nearest to it."""

    def distance(self, moment: datetime) -> timedelta:
        """Return how far a moment is from the nearest of ``moments``; there must be one."""
        place = bisect(self.moments, moment)
        return min(abs(m - moment) for m in self.moments[max(0, place - 1) : place + 1])

    def days_of(self, clocks: Sequence[time], there: tzinfo) -> list[date]:
        """Return the days that a clock without a date can mean, the likeliest first; two at most.

        Args:
            clocks: the readings of the clock, two where the half of the day is open.
            there: on whose wall they are read.
        """
        if not clocks or not (self.told or self.moments):
            return [self._latest_day(clocks, there)]
        clock = _Clock(tuple(clocks), there, self)
        return clock.days_around_told() if self.told else clock.days_around_everything()

    def _latest_day(self, clocks: Sequence[time], there: tzinfo) -> date:
        """Return the day of the incident; where none is known, the last day with such a clock."""
        walls = (datetime.combine(self.day, clock, there) for clock in clocks)
        is_to_come = not self.is_day_known and all(wall > self.now for wall in walls)
        return self.day - _A_DAY if clocks and is_to_come else self.day


@dataclass(frozen=True, slots=True)
class _Clock:
    """A clock without a date among what is known."""

    readings: tuple[time, ...]
    there: tzinfo
    around: Surroundings

    def days_around_told(self) -> list[date]:
        """Return the day nearest to what is told, and another one if that is plausible too."""
        told = self.around.told
        assert told is not None, "looked at before"
        own_day = told.astimezone(self.there).date()
        days = dict.fromkeys((*_beside(own_day), self.around.day))
        first, *others = sorted(days, key=lambda day: self._from_told(day))
        is_outside = self._outside(first) >= _OUTSIDE
        for day in others:
            gap = self._from_told(day)
            # Twelve hours away is what leaving the half of the day open means; nothing new.
            may_be_far = len(self.readings) == 1 and (
                gap <= _ABOUT_HALF_A_DAY or (is_outside and gap <= _FARTHEST)
            )
            if day == own_day or may_be_far or self._from_everything(day) <= _BESIDE:
                return [first, day]
        return [first]

    def days_around_everything(self) -> list[date]:
        """Return the day of the incident, unless the clock would be far from all that happened."""
        own_day = self.around.day
        if self._outside(own_day) < _OUTSIDE:
            return [own_day]
        first, second, _last = sorted(_beside(own_day), key=self._from_everything)
        if first != own_day:
            return [first, own_day]
        return [first, second] if self._from_everything(second) <= _FARTHEST else [first]

    def _moments(self, day: date) -> list[datetime]:
        walls = (datetime.combine(day, clock, self.there) for clock in self.readings)
        return [wall.astimezone(UTC) for wall in walls]

    def _from_told(self, day: date) -> timedelta:
        told = self.around.told
        assert told is not None, "looked at before"
        return min(abs(moment - told) for moment in self._moments(day))

    def _from_everything(self, day: date) -> timedelta:
        if not self.around.moments:
            return timedelta.max
        return min(self.around.distance(moment) for moment in self._moments(day))

    def _outside(self, day: date) -> timedelta:
        """Return how far the clock of a day is before or after everything."""
        if not self.around.moments:
            return timedelta()
        first, last = self.around.moments[0], self.around.moments[-1]
        return min(max(first - m, m - last, timedelta()) for m in self._moments(day))


def _beside(day: date) -> tuple[date, date, date]:
    return day - _A_DAY, day, day + _A_DAY
