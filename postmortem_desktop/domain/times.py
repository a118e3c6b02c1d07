"""Moments and durations: UTC inside, the wall clock of a zone only where people read or type.

A moment that falls into the repeated hour at the end of daylight-saving time is shown with its
offset, because the clock alone would be ambiguous there.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from postmortem_desktop.errors import RecordError
from postmortem_desktop.i18n import _

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2100, 12, 31)
"""Between these an incident can have happened."""

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))(?::(?P<second>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?",
    re.IGNORECASE,
)

_CLOCK_OFFSET = re.compile(r"\s+([+-]\d{2}:\d{2})$")
_NAMED_DAY = re.compile(
    r"(?:(?P<day>\d{1,2})\.?\s+(?P<month>[^\W\d]{3,})\.?|(?P<month_first>[^\W\d]{3,})\.?\s+"
    r"(?P<day_behind>\d{1,2}))(?:,?\s+(?P<year>\d{4}))?(?:,?\s+(?P<rest>\S.*))?"
)


def require_utc(*moments: datetime | None) -> None:
    """Refuse a moment that is not aware and in UTC.

    Raises:
        RecordError: one of the moments has another zone or none.
    """
    for moment in moments:
        if moment is not None and moment.tzinfo is not UTC:
            raise RecordError(f"{moment} is not in UTC")


def require_day(day: date | None) -> None:
    """Refuse a day on which no incident can have happened, such as one in the year 1.

    Raises:
        RecordError: it lies before ``FIRST_DAY`` or after ``LAST_DAY``.
    """
    if day is not None and not FIRST_DAY <= day <= LAST_DAY:
        raise RecordError(
            _("{day} is too far away for an incident; use a day such as 2026-10-14.").format(
                day=day.isoformat()
            )
        )


def zone_named(name: str) -> ZoneInfo:
    """Return the zone with an IANA name such as ``Europe/Berlin``.

    Raises:
        RecordError: no such zone is known.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise RecordError(
            _("“{name}” is no time zone; use a name such as Europe/Berlin or UTC.").format(
                name=name
            )
        ) from error


@cache
def zone_names() -> tuple[str, ...]:
    """Return the names of all zones in order; to find them takes a walk through their files."""
    return tuple(sorted(available_timezones()))


def local(moment: datetime, zone: str) -> datetime:
    """Return the moment on the wall clock of ``zone``."""
    return moment.astimezone(zone_named(zone))


def at_local(day: date, clock: time, zone: str) -> datetime:
    """Return the UTC moment at which a wall clock in ``zone`` showed this; the earlier of two."""
    return datetime.combine(day, clock, zone_named(zone)).astimezone(UTC)


@lru_cache(1024)
def clock_text(moment: datetime, zone: str, *, seconds: bool | None = None) -> str:
    """Return ``14:02`` or ``14:02:10``; seconds are shown when there are any, unless told.

    In the repeated hour the offset follows: ``02:30 +01:00``.
    """
    there = local(moment, zone)
    text = f"{there.hour:02}:{there.minute:02}"
    if there.second if seconds is None else seconds:
        text = f"{text}:{there.second:02}"
    return f"{text} {there.isoformat()[-6:]}" if _is_twice(there) else text


def comes_twice(moment: datetime, zone: str) -> bool:
    """Whether the wall clock shows the same at another moment, because it was put back."""
    return _is_twice(local(moment, zone))


def _is_twice(there: datetime) -> bool:
    return there.replace(fold=1 - there.fold).utcoffset() != there.utcoffset()


def day_text(moment: datetime, zone: str) -> str:
    """Return the day in words, such as ``14 October 2026``."""
    there = local(moment, zone)
    return f"{there.day} {_(_MONTHS[there.month - 1])} {there.year}"


def offset_text(moment: datetime, zone: str) -> str:
    """Return the distance from UTC at that moment, such as ``UTC+02:00``."""
    offset = local(moment, zone).utcoffset() or timedelta()
    if not offset:
        return "UTC"
    minutes = int(offset.total_seconds() // 60)
    sign = "+" if minutes >= 0 else "-"
    return f"UTC{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def moment_text(moment: datetime, zone: str, day: date | None = None) -> str:
    """Return a moment as it can be typed: only the clock on ``day``, else with its date."""
    clock = clock_text(moment, zone)
    there = local(moment, zone).date()
    return clock if there == day else f"{there.isoformat()} {clock}"


def duration_text(duration: timedelta) -> str:
    """Return a duration as people say it: ``45 s``, ``50 min``, ``4 h 10 min``, ``2 d 3 h``."""
    seconds = round(duration.total_seconds())
    sign = "−" if seconds < 0 else ""
    seconds = abs(seconds)
    if seconds < 60:
        return f"{sign}{seconds} s"
    minutes, rest = divmod(seconds, 60)
    if minutes < 10 and rest:
        return f"{sign}{minutes} min {rest} s"
    minutes = round(seconds / 60)
    if minutes < 120:
        return f"{sign}{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{sign}{hours} h {minutes} min" if minutes else f"{sign}{hours} h"
    days, hours = divmod(hours, 24)
    return f"{sign}{days} d {hours} h" if hours else f"{sign}{days} d"


def exact_duration_text(duration: timedelta) -> str:
    """Return a duration to its last fraction, such as ``10 min 50 s`` or ``1 d 2 h``."""
    size = abs(duration)
    minutes, seconds = divmod(size.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{size.microseconds:06d}".rstrip("0").rstrip(".")
    parts = ((size.days, "d"), (hours, "h"), (minutes, "min"), (f"{seconds}{fraction}", "s"))
    text = " ".join(f"{number} {unit}" for number, unit in parts if number not in (0, "0"))
    return f"{'−' if duration < timedelta() else ''}{text or '0 s'}"


def parse_clock(text: str) -> time | None:
    """Return the time of day that the text states (``14:02``, ``2:02 pm``), or None."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hour, half = int(match["hour"]), (match["half"] or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        return None


def parse_day(text: str) -> date | None:
    """Return the day that typed text states, such as ``2026-10-14``, or None."""
    try:
        day = date.fromisoformat(text.strip())
        require_day(day)
    except (ValueError, RecordError):
        return None
    return day


def _named_day(typed: re.Match[str], near: date) -> date | None:
    """Return the day of ``25 Oct 2026``, ``25 October`` or ``Oct 25``; None for no such day."""
    word = (typed["month"] or typed["month_first"]).casefold()
    months = [number for number, name in enumerate(_MONTHS, 1) if _begins(word, name)]
    if len(months) != 1:
        return None
    number = int(typed["day"] or typed["day_behind"])
    years = [int(typed["year"])] if typed["year"] else range(near.year - 1, near.year + 2)
    found: list[date] = []
    for year in years:
        try:
            found.append(date(year, months[0], number))
            require_day(found[-1])
        except (ValueError, RecordError):
            continue
    return min(found, key=lambda day: abs(day - near), default=None)


def _begins(word: str, month: str) -> bool:
    """Whether a word in small letters is a month or its beginning, also in the chosen language."""
    return any(name.casefold().startswith(word) for name in (month, _(month)))


def parse_moment(text: str, day: date, zone: str) -> datetime | None:
    """Return the moment that typed text states, or None when it states none.

    Accepts a clock (on ``day``, in the repeated hour with its offset), or a date and a clock such
    as ``2026-10-14 14:02`` or ``14 Oct 14:02``, or ISO 8601 with an offset. Without an offset the
    wall clock of ``zone`` counts, without a year the one that is nearest to ``day``.
    """
    text = text.strip().lstrip("~≈").strip()
    if named := _NAMED_DAY.fullmatch(text):
        stated, text = _named_day(named, day), named["rest"] or ""
        if stated is None:
            return None
        day = stated
    clock = parse_clock(_CLOCK_OFFSET.sub("", text))
    if clock is not None:
        return _on_day(day, clock, _CLOCK_OFFSET.search(text), zone)
    try:
        stated = datetime.fromisoformat(text)
        if stated.tzinfo is None:
            if len(text) <= len("2026-10-14"):
                return None
            stated = stated.replace(tzinfo=zone_named(zone))
        return stated.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _on_day(day: date, clock: time, offset: re.Match[str] | None, zone: str) -> datetime | None:
    """Return the moment of a clock on a day; None for an offset that the zone does not have."""
    if offset is None:
        return at_local(day, clock, zone)
    for fold in (0, 1):
        there = datetime.combine(day, clock.replace(fold=fold), zone_named(zone))
        if there.isoformat()[-6:] == offset[1]:
            return there.astimezone(UTC)
    return None


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
