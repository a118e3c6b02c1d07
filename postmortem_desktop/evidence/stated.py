"""Times as sources state them: any part may be missing until ``days.Calendar`` completes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.evidence.zones import Zone


@dataclass(frozen=True, slots=True)
class StatedDay:
    """A day as written; the year may be missing."""

    month: int
    day: int
    year: int | None = None

    def near(self, reference: date | None) -> date | None:
        """Return the day itself, or the one of its name nearest to ``reference``."""
        if self.year is not None:
            return date_or_none(self.year, self.month, self.day)
        if reference is None:
            return None
        years = (reference.year - 1, reference.year, reference.year + 1)
        days = (date_or_none(year, self.month, self.day) for year in years)
        return min((d for d in days if d), key=lambda d: abs(d - reference), default=None)


@dataclass(frozen=True, slots=True)
class StatedTime:
    """What a source says about one moment; at least a day or a clock is there."""

    day: StatedDay | None = None
    clock: time | None = None
    zone: Zone | None = None
    precision: Precision = Precision.MINUTE
    days_later: int = 0
    """1 for 24:00, which is the midnight after."""


@dataclass(frozen=True, slots=True)
class StatedSpan:
    """A moment, or a beginning and an end."""

    start: StatedTime
    end: StatedTime | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """A text that begins with a time: the time, as written, and what follows it."""

    span: StatedSpan
    time_text: str
    rest: str
    separated: bool
    """Whether a colon, a dash or the end of the text follows the time."""


def date_or_none(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
