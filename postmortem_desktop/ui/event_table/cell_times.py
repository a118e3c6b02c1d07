"""What people type where a time, an end or a shift is asked for."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.domain.times import (
    FIRST_DAY,
    LAST_DAY,
    local,
    parse_clock,
    parse_day,
    parse_moment,
    zone_named,
)
from postmortem_desktop.timeline.surroundings import Surroundings
from postmortem_desktop.timeline.typed_times import TypedTime, find_times

_ROUGH = re.compile(r"[~≈]\s*")
_DATED = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:T|\s+)(?P<clock>\S.*)", re.IGNORECASE)
_SECONDS = re.compile(r":\d{2}:\d{2}")
_AMOUNT = re.compile(
    r"(?P<sign>[+\-−])?\s*(?:(?P<clock>\d{1,3}:\d{2}(?::\d{2})?)|(?P<units>(?:\d+\s*[a-z]+\s*)+))",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(\d+)\s*([a-z]+)", re.IGNORECASE)
_UNIT_SECONDS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3600),
    **dict.fromkeys(("d", "day", "days"), 86400),
}


def read_start(text: str, around: Surroundings) -> TypedTime | None:
    """Return the time that a text states, or None when it states none.

    Takes all that a line for a new event takes: ``14:05``, ``~1405``, ``2026-10-25 01:30``,
    ``14:05-14:20``, ``yesterday 23:50``, ``now``; ``+3m`` counts from the event of the cell.
    """
    text = " ".join(text.split())
    rough = _ROUGH.match(text)
    bare = text[rough.end() if rough else 0 :]
    typed = _stated(bare, around, is_rough=rough is not None) or _found(text, around)
    if typed is None or not FIRST_DAY < typed.starts_at.date() < LAST_DAY:
        return None
    return typed


def read_end(text: str, starts_at: datetime, zone: str) -> datetime | None:
    """Return the end that a text states: a clock after the start, a moment, or ``+15m`` from it.

    A clock earlier than the start is of the following day.
    """
    if text.strip().startswith("+"):
        amount = read_shift(text)
        return None if amount is None else starts_at + amount
    there = local(starts_at, zone)
    around = Surroundings(day=there.date(), zone=zone, now=starts_at)
    typed = read_start(text, around)
    if typed is None or typed.ends_at is not None:
        return None
    ends_at = typed.starts_at
    if ends_at >= starts_at or _DATED.fullmatch(text.strip()):
        return ends_at
    return (ends_at.astimezone(zone_named(zone)) + timedelta(days=1)).astimezone(UTC)


def read_shift(text: str) -> timedelta | None:
    """Return an amount of time such as ``+90s``, ``-2 min``, ``1h 30m`` or ``-0:05``, or None."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        return None
    seconds = 0
    if match["clock"]:
        hours, minutes, *rest = (int(part) for part in match["clock"].split(":"))
        seconds = hours * 3600 + minutes * 60 + sum(rest)
    else:
        for count, unit in _UNIT.findall(match["units"]):
            if unit.lower() not in _UNIT_SECONDS:
                return None
            seconds += int(count) * _UNIT_SECONDS[unit.lower()]
    try:
        amount = timedelta(seconds=seconds)
    except OverflowError:
        return None
    return -amount if match["sign"] in ("-", "−") else amount


def _stated(bare: str, around: Surroundings, *, is_rough: bool) -> TypedTime | None:
    """Return the time of a clock or date in the form in which the table shows it."""
    clock = parse_clock(bare)
    days = around.days_of([clock], zone_named(around.zone)) if clock else [around.day]
    moment = _moment(bare, days[0], around.zone)
    if moment is None:
        return None
    known = Precision.EXACT if _SECONDS.search(bare) else Precision.MINUTE
    return TypedTime(moment, None, Precision.APPROXIMATE if is_rough else known)


def _found(text: str, around: Surroundings) -> TypedTime | None:
    """Return the likeliest time in the forms of a typed line, if the whole text is one."""
    found = next(find_times(text, around), None)
    if found is None or (found.start, found.stop) != (0, len(text)):
        return None
    return next(iter(found.times), None)


def _moment(text: str, day: date, zone: str) -> datetime | None:
    """Return the moment of a clock or of a date and a clock, with its offset where it needs one."""
    dated = _DATED.fullmatch(text)
    stated = parse_day(dated["day"]) if dated else None
    if dated is not None and stated is not None:
        moment = parse_moment(dated["clock"], stated, zone)
        if moment is not None:
            return moment
    return parse_moment(text, day, zone)
