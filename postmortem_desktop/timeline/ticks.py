"""Which ticks and stretches a scale shows: on a zone's wall clock, right across clock changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from postmortem_desktop.domain.times import offset_text, zone_named
from postmortem_desktop.i18n import N_, _
from postmortem_desktop.timeline.scale import TimeScale

MINIMUM_GAP = 64.0
"""Pixels between two labelled ticks, unless the caller wants other numbers."""

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
CLOCK_STEPS = (
    1, 2, 5, 10, 15, 30,
    _MINUTE, 2 * _MINUTE, 5 * _MINUTE, 10 * _MINUTE, 15 * _MINUTE, 30 * _MINUTE,
    _HOUR, 2 * _HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR,
)  # fmt: skip
"""Steps below a day, in seconds; each divides a day."""
DAY_STEPS = (1, 2, 7)
_YEAR = 12
MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)

_SHORT_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)
_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


class Tick(NamedTuple):
    """One labelled line of the ruler. A head begins a new day, or another offset from UTC."""

    moment: datetime
    x: float
    label: str
    is_head: bool = False


class Stretch(NamedTuple):
    """A day, or at a coarser scale a month or year, above its ticks; it may begin out of sight.

    A day on which the clocks change is two stretches, each with its distance from UTC.
    """

    left: float
    right: float
    labels: tuple[str, ...]
    """The whole name first, then what is left of it where there is less and less room."""


def ticks(
    scale: TimeScale,
    width: float,
    zone: str,
    minimum_gap: float = MINIMUM_GAP,
    *,
    below_stretches: bool = False,
) -> list[Tick]:
    """Return the ticks between x = 0 and ``width``, from left to right.

    Args:
        scale: columns of the moments.
        width: where the last tick may stand.
        zone: on whose wall clock the ticks are round.
        minimum_gap: pixels between two ticks.
        below_stretches: whether the labels leave out what the ``stretches`` above them say.
    """
    first, last = scale.moment_at(0), scale.moment_at(width)
    there, step = zone_named(zone), _step_of(scale, minimum_gap)
    if step.seconds:
        readings = _clock_readings(first, last, step.seconds, there)
        return _clock_ticks(scale, there, readings, step.seconds, with_days=not below_stretches)
    if step.days:
        labelled = _weekday_label if below_stretches else _date_label
        return _date_ticks(scale, there, _by_days(first, last, step.days, there), labelled)
    labelled = _month_label if below_stretches else _date_label
    if step.months >= _YEAR:
        labelled = _year_label
    return _date_ticks(scale, there, _by_months(first, last, step.months, there), labelled)


def stretches(
    scale: TimeScale, width: float, zone: str, minimum_gap: float = MINIMUM_GAP
) -> list[Stretch]:
    """Return the days over ticks of hours, months over days, years over months; else nothing."""
    first, last = scale.moment_at(0), scale.moment_at(width)
    there, step = zone_named(zone), _step_of(scale, minimum_gap)
    if step.seconds:
        bounds = _bounds(first, last, there, _day, partial(_day, later=1))
        return [part for span in pairwise(bounds) for part in _day_stretches(scale, zone, *span)]
    if step.months >= _YEAR:
        return []
    months = 1 if step.days else _YEAR
    bounds = _bounds(first, last, there, partial(_month, months), partial(_month, months, later=1))
    labelled = (_month_year_label, _month_label) if step.days else (_year_label,)
    found: list[Stretch] = []
    for begin, end in pairwise(bounds):
        day = begin.astimezone(there).date()
        labels = tuple(label(day) for label in labelled)
        found.append(Stretch(scale.x_of(begin), scale.x_of(end), labels))
    return found


def clock_step(scale: TimeScale, minimum_gap: float = MINIMUM_GAP) -> int:
    """Return the seconds between two ticks; 0 where they are days or more apart."""
    return _step_of(scale, minimum_gap).seconds


def clock_moments(first: datetime, last: datetime, step: int, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the moments at which the zone's wall clock shows a whole multiple of ``step`` seconds.

    Each stride runs to the clock's next multiple. Where the clock is changed meanwhile, the
    stride may land beside one, and the next stride puts that right.
    """
    return (moment for moment, _wall in _clock_readings(first, last, step, zone))


def _clock_readings(
    first: datetime, last: datetime, step: int, zone: ZoneInfo
) -> Iterator[tuple[datetime, datetime]]:
    """Yield the ``clock_moments`` and what the wall clock shows at each."""
    stride, moment = timedelta(seconds=step), first
    while moment <= last:
        wall = moment.astimezone(zone)
        past = (wall.hour * _HOUR + wall.minute * _MINUTE + wall.second) % step
        if past or wall.microsecond:
            moment += stride - timedelta(seconds=past, microseconds=wall.microsecond)
        else:
            yield moment, wall
            moment += stride


def short_day_text(day: date) -> str:
    """Return a day such as ``14 Oct``."""
    return f"{day.day} {_(_SHORT_MONTHS[day.month - 1])}"


@dataclass(frozen=True, slots=True)
class _Step:
    """From one tick to the next: seconds of the clock, or days, or months."""

    seconds: int = 0
    days: int = 0
    months: int = 0


def _step_of(scale: TimeScale, minimum_gap: float) -> _Step:
    shortest = minimum_gap / scale.px_per_second
    for seconds in CLOCK_STEPS:
        if seconds >= shortest:
            return _Step(seconds=seconds)
    for days in DAY_STEPS:
        if days * _DAY >= shortest:
            return _Step(days=days)
    months = (count for count in MONTH_STEPS if count * 28 * _DAY >= shortest)
    return _Step(months=next(months, MONTH_STEPS[-1]))


def _by_days(first: datetime, last: datetime, step: int, zone: ZoneInfo) -> Iterator[datetime]:
    day = first.astimezone(zone).date()
    # Weeks begin on a Monday, as the calendar's first day was one.
    day = date.fromordinal((day.toordinal() - 1) // step * step + 1)
    while (moment := _midnight(day, zone)) <= last:
        if moment >= first:
            yield moment
        day += timedelta(days=step)


def _by_months(first: datetime, last: datetime, step: int, zone: ZoneInfo) -> Iterator[datetime]:
    there = first.astimezone(zone)
    count = (there.year * 12 + there.month - 1) // step * step
    while (moment := _midnight(date(count // 12, count % 12 + 1, 1), zone)) <= last:
        if moment >= first:
            yield moment
        count += step


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _bounds(
    first: datetime,
    last: datetime,
    zone: ZoneInfo,
    start_of: Callable[[date], date],
    next_of: Callable[[date], date],
) -> Iterator[datetime]:
    """Yield where stretches begin, from the one that holds ``first`` to the end of the last."""
    day = start_of(first.astimezone(zone).date())
    while (moment := _midnight(day, zone)) <= last:
        yield moment
        day = next_of(day)
    yield moment


def _day(day: date, later: int = 0) -> date:
    return day + timedelta(days=later)


def _month(months: int, day: date, later: int = 0) -> date:
    """Return the first day of the month or year of a day, or of a later one."""
    count = ((day.year * _YEAR + day.month - 1) // months + later) * months
    return date(count // _YEAR, count % _YEAR + 1, 1)


def _day_stretches(
    scale: TimeScale, zone: str, begin: datetime, end: datetime
) -> Iterator[Stretch]:
    """Yield a day, in two parts if the clocks change on it."""
    there = zone_named(zone)
    if begin >= end:
        # A day that the zone left out, when it moved across the date line.
        return
    day = begin.astimezone(there).date()
    without_year = f"{_weekday(day)} {short_day_text(day)}"
    labels = (f"{without_year} {day.year}", without_year, short_day_text(day))
    left, right = scale.x_of(begin), scale.x_of(end)
    change = _change_of_clocks(begin, end, there)
    if change is None:
        yield Stretch(left, right, labels)
        return
    middle = scale.x_of(change)
    for first, last, moment in ((left, middle, begin), (middle, right, change)):
        offset = offset_text(moment, zone)
        told = tuple(f"{label} · {offset}" for label in labels[:2])
        yield Stretch(first, last, (*told, *labels[1:]))


@lru_cache(64)
def _change_of_clocks(begin: datetime, end: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the first moment of the offset with which a day ends, if it began with another."""

    def offset(moment: datetime) -> timedelta | None:
        return moment.astimezone(zone).utcoffset()

    last = end - timedelta(seconds=1)
    ends_with = offset(last)
    if offset(begin) == ends_with:
        return None
    low, high = 0, int((last - begin).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if offset(begin + timedelta(seconds=middle)) == ends_with:
            high = middle
        else:
            low = middle
    return begin + timedelta(seconds=high)


def _clock_ticks(
    scale: TimeScale,
    zone: ZoneInfo,
    readings: Iterator[tuple[datetime, datetime]],
    step: int,
    *,
    with_days: bool,
) -> list[Tick]:
    found: list[Tick] = []
    before: datetime | None = None
    for moment, wall in readings:
        # The first tick in sight is a head, too, if the one out of sight before it says so.
        before = before or (moment - timedelta(seconds=step)).astimezone(zone)
        label, is_head = f"{wall.hour:02}:{wall.minute:02}", False
        if step < _MINUTE:
            label = f"{label}:{wall.second:02}"
        if wall.day != before.day or not (wall.hour or wall.minute or wall.second):
            label, is_head = short_day_text(wall.date()) if with_days else label, True
        elif wall.utcoffset() != before.utcoffset():
            label, is_head = f"{label} {wall.isoformat()[-6:]}", True
        found.append(Tick(moment, scale.x_of(moment), label, is_head))
        before = wall
    return found


def _date_ticks(
    scale: TimeScale, zone: ZoneInfo, moments: Iterator[datetime], labelled: Callable[[date], str]
) -> list[Tick]:
    days = ((moment, moment.astimezone(zone).date()) for moment in moments)
    return [
        Tick(moment, scale.x_of(moment), labelled(day), day.month == day.day == 1)
        for moment, day in days
    ]


def _date_label(day: date) -> str:
    if day.day != 1:
        return short_day_text(day)
    return _year_label(day) if day.month == 1 else _month_year_label(day)


def _weekday_label(day: date) -> str:
    return f"{_weekday(day)} {day.day}"


def _month_year_label(day: date) -> str:
    return f"{_month_label(day)} {day.year}"


def _month_label(day: date) -> str:
    return _(_SHORT_MONTHS[day.month - 1])


def _year_label(day: date) -> str:
    return str(day.year)


def _weekday(day: date) -> str:
    return _(_WEEKDAYS[day.weekday()])
