"""Times as machines write them: ISO 8601, and counts since 1970."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.domain.times import EPOCH
from postmortem_desktop.evidence.stated import StatedDay, StatedTime
from postmortem_desktop.evidence.zones import Zone

FIRST_YEAR, LAST_YEAR = 1970, 2100


def iso_time(text: str) -> StatedTime | None:
    """Read ISO 8601 by the standard library: forty times faster than the grammar below it."""
    has_seconds = text.count(":", 0, 19) > 1
    machine_written = "T" in text[8:11] or has_seconds
    if not (machine_written and text[:8].isascii() and text[:4].isdigit()):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    exact = has_seconds or ":" not in text
    return _of_moment(moment, Precision.EXACT if exact else Precision.MINUTE)


def epoch_time(text: str) -> StatedTime | None:
    """Read seconds, milliseconds, microseconds or nanoseconds since 1970, told by magnitude."""
    whole, _dot, fraction = text.partition(".")
    if not (whole.isascii() and whole.isdigit()):
        return None
    units = {9: 1, 10: 1, 12: 10**3, 13: 10**3, 15: 10**6, 16: 10**6, 18: 10**9, 19: 10**9}
    per_second = units.get(len(whole))
    if per_second is None or (_dot and (per_second != 1 or not fraction.isdecimal())):
        return None
    seconds, rest = divmod(int(whole), per_second)
    microseconds = rest * 10**6 // per_second
    if fraction:
        microseconds = int(fraction.ljust(6, "0")[:6])
    moment = EPOCH + timedelta(seconds=seconds, microseconds=microseconds)
    return _of_moment(moment, Precision.EXACT) if 1990 <= moment.year < LAST_YEAR else None


def _of_moment(moment: datetime, precision: Precision) -> StatedTime:
    rules = moment.tzinfo
    label = "UTC" if rules is UTC else moment.strftime("UTC%z")
    return StatedTime(
        day=StatedDay(moment.month, moment.day, moment.year),
        clock=moment.time(),
        zone=None if rules is None else Zone(label, rules),
        precision=precision,
    )
