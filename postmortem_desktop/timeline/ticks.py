"""Which ticks and labels a scale shows: on the wall clock of a zone, right across clock changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
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


@dataclass(frozen=True, slots=True)
class Tick:
    """One labelled line of the ruler. A head begins a new day, or another offset from UTC."""

    moment: datetime
    x: float
    label: str
    is_head: bool = False


def ticks(
    scale: TimeScale, width: float, zone: str, minimum_gap: float = MINIMUM_GAP
) -> list[Tick]:
    """Return the ticks between x = 0 and ``width``, from left to right."""
    first, last = scale.moment_at(0), scale.moment_at(width)
    shortest = minimum_gap / scale.px_per_second
    for step in CLOCK_STEPS:
        if step >= shortest:
            moments = _on_the_clock(first, last, step, zone_named(zone))
            return _clock_ticks(scale, zone, moments, seconds=step < _MINUTE)
    days = next((n for n in DAY_STEPS if n * _DAY >= shortest), None)
    if days is not None:
        return _date_ticks(scale, zone, _by_days(first, last, days, zone_named(zone)))
    longest = MONTH_STEPS[-1]
    months = next((n for n in MONTH_STEPS if n * 28 * _DAY >= shortest), longest)
    return _date_ticks(
        scale, zone, _by_months(first, last, months, zone_named(zone)), years=months >= 12
    )


def short_day_text(day: date) -> str:
    """Return a day such as ``14 Oct``."""
    return f"{day.day} {_(_SHORT_MONTHS[day.month - 1])}"


def _on_the_clock(first: datetime, last: datetime, step: int, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the moments at which the zone's wall clock shows a whole multiple of ``step``.

    Each stride runs to the clock's next multiple. Where the clock is changed meanwhile, the
    stride may land beside one, and the next stride puts that right.
    """
    moment = first
    while moment <= last:
        wall = moment.astimezone(zone)
        past = timedelta(
            seconds=(wall.hour * _HOUR + wall.minute * _MINUTE + wall.second) % step,
            microseconds=wall.microsecond,
        )
        if not past:
            yield moment
        moment += timedelta(seconds=step) - past


def _by_days(first: datetime, last: datetime, step: int, zone: ZoneInfo) -> Iterator[datetime]:
    day = first.astimezone(zone).date()
    day = date.fromordinal(day.toordinal() // step * step)
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


def _clock_ticks(
    scale: TimeScale, zone: str, moments: Iterator[datetime], *, seconds: bool
) -> list[Tick]:
    found: list[Tick] = []
    there = zone_named(zone)
    before: datetime | None = None
    for moment in moments:
        wall = moment.astimezone(there)
        label, is_head = wall.strftime("%H:%M:%S" if seconds else "%H:%M"), False
        begins_day = not (wall.hour or wall.minute or wall.second)
        if begins_day or (before is not None and wall.date() != before.date()):
            label, is_head = short_day_text(wall.date()), True
        elif before is not None and wall.utcoffset() != before.utcoffset():
            label, is_head = f"{label} {offset_text(moment, zone).removeprefix('UTC')}", True
        found.append(Tick(moment, scale.x_of(moment), label.strip(), is_head))
        before = wall
    return found


def _date_ticks(
    scale: TimeScale, zone: str, moments: Iterator[datetime], *, years: bool = False
) -> list[Tick]:
    found: list[Tick] = []
    there = zone_named(zone)
    for moment in moments:
        day = moment.astimezone(there).date()
        is_head = day.day == 1 and day.month == 1
        if years or is_head:
            label = str(day.year)
        elif day.day == 1:
            label = f"{_(_SHORT_MONTHS[day.month - 1])} {day.year}"
        else:
            label = short_day_text(day)
        found.append(Tick(moment, scale.x_of(moment), label, is_head))
    return found
