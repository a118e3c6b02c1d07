"""The closed list of forms in which sources write a time; what is not on it is not guessed at.

Parsing gives what was written (``stated``), with whatever part is missing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time

from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.evidence.machine_times import (
    FIRST_YEAR,
    LAST_YEAR,
    epoch_time,
    iso_time,
)
from postmortem_desktop.evidence.stated import (
    Lead,
    StatedDay,
    StatedSpan,
    StatedTime,
    date_or_none,
)
from postmortem_desktop.evidence.zones import Zone, zone_beside, zone_from
from postmortem_desktop.i18n import _

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+", re.IGNORECASE
)
_DATE = re.compile(
    r"(?P<y>\d{4})(?P<s>[-./])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)"
    r"|(?P<n1>\d{1,2})(?P<t>[-./])(?P<n2>\d{1,2})(?P=t)(?P<ny>\d{4})(?!\d)"
    rf"|(?P<wd>\d{{1,2}})(?:st|nd|rd|th)?\.?[ /-]?(?:of )?(?P<wm>{_MONTH})\.?"
    r"(?:,? (?P<wy>\d{4})(?!\d)|[/-](?P<wz>\d{4}|\d{2})(?!\d))?"
    rf"|(?P<em>{_MONTH})\.? (?P<ed>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:[-–]\d{{1,2}}(?![\d:]))?"
    r"(?:,? (?P<ey>\d{4})(?![\d:]))?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?P<h>\d{1,2}|\d[xX?])[:h](?P<m>\d{2}|[0-5][xX?]|[xX?]{2})"
    r"(?::(?P<s>\d{2})(?:[.,](?P<f>\d{1,9}))?)?(?:\s?(?P<half>[ap]\.?m\b\.?))?"
    r"|(?P<h2>\d{1,2})\s?(?P<half2>[ap]\.?m\b\.?)",
    re.IGNORECASE,
)
_UNKNOWN_CLOCK = re.compile(r",?\s*(?:--:--|\?\?:\?\?|[xX]{2}:[xX]{2})")
_BETWEEN_DATE_AND_CLOCK = re.compile(r"T|,?\s*(?:\bat\b|@|-|–|—)?\s*")
_BARE_OFFSET = re.compile(r"\s?(?P<zone>[+\-−]\d{2}:?[0-5]\d)(?![\d:])")
_ABOUT = re.compile(
    r"\s*(?P<sign>[~≈]|(?:about|around|approx(?:\.|imately)?|circa|ca?\.)\s)\s*", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*(?:between|from)\s+", re.IGNORECASE)
_TO = re.compile(r"\s*(?:[-–—]|\b(?:to|until|till|and)\b)\s*", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\s*\((?P<inside>[^()]{1,40})\)")
_DOUBT = re.compile(
    r"\b(?:maybe|perhaps|not sure|unsure|approx|about|around|roughly|circa|estimated?)\b|\?",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:[:|,;.]|[-–—](?!\w))+\s*|\s*$")
_PLACEHOLDER = re.compile(
    r"[\s*_`\[(<]*(?:\d{4}-\d{2}-\d{2}\s+)?"
    r"(?:(?:yyyy|hh:mm)\b|\{\{|[-?xX]{2}:[-?xX]{2}|<?(?:time|date)>|\[(?:time|date)\])",
    re.IGNORECASE,
)


def read_time(text: str, *, day_first: bool | None = None) -> StatedSpan | None:
    """Return what a text that is nothing but a time states, or None if it is something else.

    Args:
        text: such as ``2026-01-05T14:02:10Z``, ``~13:30-13:45``, ``19. April, 11:00`` or an epoch.
        day_first: how to read ``03/04/2026``; None leaves it unread.
    """
    text = text.strip()
    quick = iso_time(text) or epoch_time(text)
    if quick is not None:
        return StatedSpan(quick)
    found = _span(text, day_first=day_first)
    return found[0] if found and not text[found[1] :].strip() else None


def lead_time(text: str, *, day_first: bool | None = None) -> Lead | None:
    """Return the time with which a text begins, and what follows; None if it begins otherwise."""
    found = _span(text, day_first=day_first)
    if found is None:
        return None
    span, end = found
    separator = _SEPARATOR.match(text, end)
    if separator is None and (
        span.start.clock is None or text[end : end + 1].isalnum() or text[end : end + 1] == "%"
    ):
        return None
    rest = text[separator.end() if separator else end :].strip()
    return Lead(span, text[:end].strip(), rest, separator is not None)


def is_placeholder(text: str) -> bool:
    """Whether a text begins with the gap that a template leaves for a time."""
    return _PLACEHOLDER.match(text) is not None


def find_day(text: str) -> StatedDay | None:
    """Return the first day that a text mentions with its year."""
    for match in _DATE.finditer(text):
        day = _stated_day(match, day_first=True)
        if day is not None and day.year is not None:
            return day
    return None


def why_unread(text: str) -> str:
    """Return the sentence that says why a text is no time, and what to do."""
    if not text.strip():
        return _("No time is stated here; add one to bring it onto the timeline.")
    if is_placeholder(text):
        return _("The place of the time still holds a placeholder; write the time there.")
    return _("“{time}” cannot be read as a time; write it as 2026-01-31 14:02.").format(
        time=" ".join(text.split())[:60]
    )


def _span(text: str, *, day_first: bool | None) -> tuple[StatedSpan, int] | None:
    between = _BETWEEN.match(text)
    found = _moment(text, between.end() if between else 0, day_first=day_first)
    if found is None:
        return None
    start, end = found
    to = _TO.match(text, end)
    later = _moment(text, to.end(), day_first=day_first) if to else None
    if later is None or (start.clock is None) != (later[0].clock is None):
        return StatedSpan(start), end
    finish = later[0]
    if start.zone is None:
        start = replace(start, zone=finish.zone)
    if finish.precision is Precision.APPROXIMATE:
        start = replace(start, precision=Precision.APPROXIMATE)
    return StatedSpan(start, finish), later[1]


def _moment(text: str, at: int, *, day_first: bool | None) -> tuple[StatedTime, int] | None:
    about = _ABOUT.match(text, at)
    at = about.end() if about else at
    weekday = _WEEKDAY.match(text, at)
    at = weekday.end() if weekday else at
    day: StatedDay | None = None
    match = _DATE.match(text, at)
    clock_at, joined = at, False
    if match is not None:
        day = _stated_day(match, day_first=day_first)
        if day is None:
            return None
        at = match.end()
        gap = _BETWEEN_DATE_AND_CLOCK.match(text, at)
        clock_at = gap.end() if gap else at
        joined = gap is not None and gap[0] == "T"
    stated, at = _with_clock(text, at, clock_at, StatedTime(day=day), joined=joined)
    if stated.day is None and stated.clock is None:
        return None
    stated, at = _with_parentheses(text, at, stated)
    if about is not None:
        stated = replace(stated, precision=Precision.APPROXIMATE)
    return stated, at


def _with_clock(
    text: str, at: int, clock_at: int, stated: StatedTime, *, joined: bool
) -> tuple[StatedTime, int]:
    """Add the clock at ``clock_at``, if there is one, and the zone behind it."""
    unknown = _UNKNOWN_CLOCK.match(text, at)
    if unknown is not None:
        return stated, unknown.end() if stated.day else at
    match = _CLOCK.match(text, clock_at)
    clock = _clock(match) if match else None
    if match is None or clock is None:
        return stated, at
    stated = replace(
        stated, clock=clock.clock, precision=clock.precision, days_later=clock.days_later
    )
    beside = zone_beside(text, match.end()) or _bare_offset(text, match, stated, joined=joined)
    if beside is None:
        return stated, match.end()
    return replace(stated, zone=beside[0]), beside[1]


def _bare_offset(
    text: str, clock: re.Match[str], stated: StatedTime, *, joined: bool
) -> tuple[Zone, int] | None:
    """Read ``-07:00`` as an offset, but ``10:30-11:00`` as the span that it is among people."""
    match = _BARE_OFFSET.match(text, clock.end())
    if match is None:
        return None
    machine_written = joined or clock["s"] is not None
    if match["zone"][0] != "+" and not machine_written:
        other = _CLOCK.match(match["zone"], 1)
        until = _clock(other) if other else None
        if stated.day is None or not until or not until.clock or not stated.clock:
            return None
        if until.clock > stated.clock:
            return None
    zone = zone_from(match["zone"])
    return None if zone is None else (zone, match.end())


def _with_parentheses(text: str, at: int, stated: StatedTime) -> tuple[StatedTime, int]:
    """Take in what stands in parentheses behind a time: a zone, a day, a doubt."""
    match = _PARENTHESIS.match(text, at)
    if match is None:
        return stated, at
    inside = match["inside"].strip()
    zone = zone_beside(inside, 0)
    if zone is not None and stated.zone is None and stated.clock is not None:
        return replace(stated, zone=zone[0]), match.end()
    date_match = _DATE.fullmatch(inside)
    day = _stated_day(date_match, day_first=True) if date_match else None
    if day is not None and stated.day is None:
        return replace(stated, day=day), match.end()
    if _DOUBT.search(inside):
        return replace(stated, precision=Precision.APPROXIMATE), match.end()
    return stated, at


def _stated_day(match: re.Match[str], *, day_first: bool | None) -> StatedDay | None:
    if match["y"]:
        day = StatedDay(int(match["m"]), int(match["d"]), int(match["y"]))
    elif match["ny"]:
        first, second = int(match["n1"]), int(match["n2"])
        if match["t"] == "." or first > 12 or first == second:
            day_first = True
        elif second > 12:
            day_first = False
        if day_first is None:
            return None
        month, number = (second, first) if day_first else (first, second)
        day = StatedDay(month, number, int(match["ny"]))
    else:
        day = _day_in_words(match)
    known = date_or_none(day.year or 2000, day.month, day.day)
    return day if known and FIRST_YEAR <= known.year <= LAST_YEAR else None


def _day_in_words(match: re.Match[str]) -> StatedDay:
    month = _MONTHS.index((match["wm"] or match["em"])[:3].lower()) + 1
    year_text = match["wy"] or match["wz"] or match["ey"]
    year = int(year_text) if year_text else None
    if year is not None and year < 100:
        year += 2000
    return StatedDay(month, int(match["wd"] or match["ed"]), year)


def _clock(match: re.Match[str]) -> StatedTime | None:
    """Return the clock of a match; unknown digits count as zero and make it approximate."""
    hour_text, minute_text = match["h"] or match["h2"], match["m"] or "00"
    half = (match["half"] or match["half2"] or "")[:1].lower()
    unknown = any(mark in hour_text + minute_text for mark in "xX?")
    hour = int(re.sub("[xX?]", "0", hour_text))
    minute = int(re.sub("[xX?]", "0", minute_text))
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    fraction = int((match["f"] or "0").ljust(6, "0")[:6])
    exact = Precision.EXACT if match["s"] else Precision.MINUTE
    late = hour == 24 and minute == 0
    try:
        clock = time(0 if late else hour, minute, int(match["s"] or 0), fraction)
    except ValueError:
        return None
    precision = Precision.APPROXIMATE if unknown else exact
    return StatedTime(clock=clock, precision=precision, days_later=int(late))
