"""Which moments a typed time can mean, the likeliest first, and what tells them apart in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from http import HTTPStatus

from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.domain.times import clock_text, exact_duration_text, zone_named
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.surroundings import Surroundings
from postmortem_desktop.timeline.time_forms import (
    TIME,
    stated_clocks,
    stated_day,
    stated_duration,
    stated_offset,
    states_half,
)

NOTE_GAP = "  ·  "
"""Between two things that have to be said about one reading."""
_STATUSES = frozenset(str(status.value) for status in HTTPStatus)
_LONGEST_OVERNIGHT = timedelta(hours=12)
"""A longer span over midnight may have its clocks the other way round."""


@dataclass(frozen=True, slots=True)
class TypedTime:
    """One meaning of a typed time."""

    starts_at: datetime
    ends_at: datetime | None
    precision: Precision
    note: str = ""
    """What has to be said beside the moment itself; often empty."""


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A stretch of the line that is written as a time."""

    start: int
    stop: int
    times: tuple[TypedTime, ...]
    """Likeliest first; empty when there is no such moment."""
    is_doubtful: bool = False
    """Whether it may as well be part of the words."""
    is_rather_words: bool = False
    """Whether that is even likelier."""
    is_digits: bool = False
    """Whether nothing but three or four digits says that it is a time."""
    note: str = ""
    """Why there is no such moment."""


def find_times(text: str, around: Surroundings) -> Iterator[FoundTime]:
    """Yield what is written as a time, from left to right; single spaces are expected."""
    for match in TIME.finditer(text):
        yield _found(match, around)


def _found(match: re.Match[str], around: Surroundings) -> FoundTime:
    is_digits = bool(match["bare"]) and not match["day"]
    found = FoundTime(match.start(), match.end(), (), is_digits=is_digits)
    try:
        if match["away"]:
            found = replace(found, is_doubtful=match.start() > 0)
            if around.relative_to is None or around.relative_to.starts_at is None:
                return replace(found, note=_("nothing dated yet to count from"))
            return replace(found, times=(_relative(match, around),))
        if match["now"]:
            return replace(found, times=(_now(match, around),), is_doubtful=True)
        times = tuple(_clock_times(match, around))
    except (ValueError, OverflowError):
        times = ()
    if not times:
        said = match.group().strip()
        return replace(found, note=_("“{time}” is not on the clock or calendar").format(time=said))
    has_dot = re.fullmatch(r"\d+\.\d+", match["start"]) is not None and not match["day"]
    is_code = is_digits and match["bare"] in _STATUSES
    return replace(found, times=times, is_doubtful=is_digits or has_dot, is_rather_words=is_code)


def _relative(match: re.Match[str], around: Surroundings) -> TypedTime:
    anchor = around.relative_to
    assert anchor is not None, "looked at before"
    assert anchor.starts_at is not None, "looked at before"
    length = stated_duration(match["away"])
    is_before = match["away"][0] in "-−"
    starts_at = anchor.starts_at - length if is_before else anchor.starts_at + length
    note = _("{time} before “{title}”") if is_before else _("{time} after “{title}”")
    is_soft = match["near"] is not None or anchor.is_soft
    typed = _typed(starts_at, match["lasting"], is_soft=is_soft)
    title = anchor.title if len(anchor.title) <= 40 else f"{anchor.title[:39].rstrip()}…"
    said = note.format(time=exact_duration_text(length), title=title)
    return replace(typed, note=f"{said} ({clock_text(anchor.starts_at, around.zone)})")


def _now(match: re.Match[str], around: Surroundings) -> TypedTime:
    typed = _typed(around.now.replace(second=0, microsecond=0), match["going_on"])
    return replace(typed, note=_("the clock of this moment"))


def _typed(starts_at: datetime, lasting: str | None, *, is_soft: bool = False) -> TypedTime:
    ends_at = starts_at + stated_duration(lasting) if lasting else None
    return TypedTime(starts_at, _later(starts_at, ends_at), _precision(starts_at, is_soft=is_soft))


def _precision(starts_at: datetime, *, is_soft: bool) -> Precision:
    if is_soft:
        return Precision.APPROXIMATE
    return Precision.EXACT if starts_at.second else Precision.MINUTE


def _later(starts_at: datetime, ends_at: datetime | None) -> datetime | None:
    return None if ends_at == starts_at else ends_at


# Clocks


def _clock_times(match: re.Match[str], around: Surroundings) -> Iterator[TypedTime]:
    named = match["day"] or match["day_after"] or match["on_day"]
    if named:
        stated = stated_day(named, around.day)
        days = [] if stated is None else [stated]
    else:
        offset = _offset_of(match)
        there = zone_named(around.zone) if offset is None else timezone(offset)
        days = around.days_of(stated_clocks(match["start"]), there)
    for day in days:
        for there, has_end in _zones_of(match, day, around):
            yield from _times_on(day, match, there, around, has_end=has_end)


def _times_on(
    day: date, match: re.Match[str], there: tzinfo, around: Surroundings, *, has_end: bool
) -> Iterator[TypedTime]:
    """Yield what the clock can mean on one day, on one wall."""
    is_soft = bool(match["rough"] or match["late_rough"])
    is_exact = re.search(r":\d{2}:\d{2}", match["start"]) is not None and not is_soft
    for starts_at, note in _starts(match, day, there, around):
        elsewhere = _elsewhere(match, starts_at, there, around.zone)
        spans = _spans(match, starts_at, there, around) if has_end else [(starts_at, None, "")]
        for begin, end, way in spans:
            precision = Precision.EXACT if is_exact else _precision(begin, is_soft=is_soft)
            said = NOTE_GAP.join(filter(None, (elsewhere, note, way)))
            yield TypedTime(begin, _later(begin, end), precision, said)


def _offset_of(match: re.Match[str]) -> timedelta | None:
    """Return the distance from UTC that is written behind a clock or the end of a span."""
    return stated_offset(match["offset"] or match["end_offset"] or "")


def _elsewhere(match: re.Match[str], starts_at: datetime, there: tzinfo, zone: str) -> str:
    """Return what a clock of another zone is on the wall clock here; empty for one of this zone."""
    wall = starts_at.astimezone(there)
    if wall.utcoffset() == starts_at.astimezone(zone_named(zone)).utcoffset():
        return ""
    named = (match["offset"] or match["end_offset"] or "").strip().upper()
    clock = f"{wall:%H:%M:%S}" if wall.second else f"{wall:%H:%M}"
    written = named or wall.isoformat()[-6:]
    return _("{clock} {there} = {here} {zone}").format(
        clock=clock, there=written, here=clock_text(starts_at, zone), zone=zone
    )


def _zones_of(match: re.Match[str], day: date, around: Surroundings) -> list[tuple[tzinfo, bool]]:
    """Return the zones that a clock can be of, and whether what follows a dash is an end then.

    ``2026-10-14T14:05-05:00`` ends in an offset, as does ``01:30 -04:00`` in the repeated hour.
    ``14:05 -05:00`` may be meant so; the end of a span stands so only by chance.
    """
    has_end = any(match[name] for name in ("end", "short", "duration"))
    zone, offset = zone_named(around.zone), _offset_of(match)
    if offset is not None:
        return [(timezone(offset), has_end)]
    plain: list[tuple[tzinfo, bool]] = [(zone, has_end)]
    if not match["end"] or not re.fullmatch(r"\d{2}:\d{2}", match["end"]) or match["end_day"]:
        return plain
    west = stated_offset(f"-{match['end']}")
    if west is None:
        return plain
    if match["joint"] in ("T", "t") and match["dash"] == "-":
        return [(timezone(west), False)]
    if match["dash"] != " -":
        return plain
    clocks = stated_clocks(match["start"])
    folds = [m for clock in clocks[:1] for m, _note in _moments(day, clock, zone)]
    if len(folds) > 1 and west in [m.astimezone(zone).utcoffset() for m in folds]:
        return [(timezone(west), False)]
    ends_later = any(clock < end for clock in clocks[:1] for end in stated_clocks(match["end"])[:1])
    offsets: list[tuple[tzinfo, bool]] = [(timezone(west), False)]
    return [*plain, *offsets] if ends_later else [*offsets, *plain]


def _spans(
    match: re.Match[str], starts_at: datetime, there: tzinfo, around: Surroundings
) -> Iterator[tuple[datetime, datetime, str]]:
    """Yield the spans that begin so, likeliest first, with what has to be said about each.

    A span that would take most of a day has its clocks the other way round, or goes over midnight.
    """
    for ends_at in _ends(match, starts_at, there, around):
        is_stated = match["end_day"] or match["duration"]
        if is_stated or ends_at - starts_at <= _LONGEST_OVERNIGHT:
            yield starts_at, ends_at, ""
            continue
        earlier = (ends_at.astimezone(there) - timedelta(days=1)).astimezone(UTC)
        yield earlier, starts_at, _("the other way round")
        yield starts_at, ends_at, _("over midnight")


def _starts(
    match: re.Match[str], day: date, there: tzinfo, around: Surroundings
) -> list[tuple[datetime, str]]:
    """Return the moments of the first clock, likeliest first."""
    text = match["start"]
    if states_half(match["end"] or "") and not states_half(text):
        # The half that stands at the end counts for both, unless the span begins before noon.
        halves = [clock for half in ("am", "pm") for clock in stated_clocks(f"{text} {half}")]
        starts = [_moments(day, clock, there)[0] for clock in halves]
        last = [m for clock in stated_clocks(match["end"]) for m in _moments(day, clock, there)]
        before = [start for start in starts if last and start[0] <= last[0][0]]
        if before or starts:
            return [max(before) if before else starts[-1]]
    clocks = stated_clocks(text)
    found = [_moments(day, clock, there) for clock in clocks]
    if len(found) > 1:
        # Without am or pm: as it is written, unless the afternoon is nearer to what happened.
        if not around.moments or around.distance(found[0][0][0]) <= around.distance(found[1][0][0]):
            found.pop()
        else:
            found.reverse()
    return [start for starts in found for start in starts]


def _ends(
    match: re.Match[str], starts_at: datetime, there: tzinfo, around: Surroundings
) -> list[datetime]:
    """Return the ends of a span: the next time that its clock shows this, even past midnight."""
    if match["duration"]:
        return [starts_at + stated_duration(match["duration"])]
    start = starts_at.astimezone(there)
    if match["short"]:
        return [end for end in _short_ends(int(match["short"]), start) if end > starts_at]
    clocks = stated_clocks(match["end"])
    if match["end_day"]:
        days = [stated_day(match["end_day"], around.day)]
    else:
        days = [start.date(), start.date() + timedelta(days=1)]
    found = [
        [moment for moment, _note in _moments(day, clock, there) if moment >= starts_at]
        for day in days
        if day is not None
        for clock in clocks
    ]
    reachable = [ends for ends in found if ends]
    return min(reachable, key=lambda ends: ends[0]) if reachable else []


def _short_ends(number: int, start: datetime) -> Iterator[datetime]:
    """Yield what ``14:05-20`` can end at: minute 20 of the same hour, and 20 o'clock."""
    if start.minute < number < 60:
        yield start.replace(minute=number, second=0).astimezone(UTC)
    if start.hour < number < 24:
        yield start.replace(hour=number, minute=0, second=0).astimezone(UTC)


def _moments(day: date, clock: time, there: tzinfo) -> list[tuple[datetime, str]]:
    """Return the moments at which a wall clock shows this, with what has to be said about each.

    Two in the hour that is repeated in autumn. In the hour that is skipped in spring, the moment
    that a clock not yet put forward would mean.
    """
    walls = [datetime.combine(day, clock.replace(fold=fold), there) for fold in (0, 1)]
    first, second = (wall.astimezone(UTC) for wall in walls)
    if first == second:
        return [(first, "")]
    if first < second:
        return [
            (first, _("before the clock went back")),
            (second, _("after the clock went back")),
        ]
    skipped = _("{clock} was skipped that night: the clock went forward")
    return [(first, skipped.format(clock=clock.strftime("%H:%M")))]
