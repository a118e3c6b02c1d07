"""What one typed line says: when, in which lane, of which kind, and what happened.

``14:32 Monitoring: pool saturated !alert`` is an alert in the lane *Monitoring*; ``14:19–14:31`` is
a span and ``~14:10`` an approximate time. A date may stand before a clock, and lane and kind before
the time: ``!alert Monitoring: 14:32 pool saturated``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from postmortem_desktop.domain.kinds import EventKind, Precision
from postmortem_desktop.domain.names import EVENT_KIND_NAMES
from postmortem_desktop.domain.records import Lane
from postmortem_desktop.domain.times import local, parse_moment, zone_named
from postmortem_desktop.i18n import _

_CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?"
_MOMENT = rf"(?:\d{{4}}-\d{{2}}-\d{{2}}[T ]\s*)?{_CLOCK}"
_ENTRY = re.compile(
    rf"\s*(?P<rough>[~≈]?)\s*(?P<start>{_MOMENT})(?:\s*[-–—]\s*(?P<end>{_MOMENT}))?"
    r"(?!\w|:\d)[\s,:;–—-]*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = re.compile(
    rf"\s*(?P<head>(?:!\w+\s+)?(?:[^\d\s!~≈:][^:]*:\s+)?(?:!\w+\s+)?)(?P<tail>[~≈]?\s*{_MOMENT}.*)",
    re.IGNORECASE | re.DOTALL,
)
"""Kind and lane may stand before the time as well as after it."""
_KIND = re.compile(r"(?:^|\s)!(?P<kind>\w+)")
_LANE = re.compile(r"(?P<lane>[^:]{2,}?)\s*:\s+(?P<title>\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class QuickEntry:
    """A line as it was understood; ``title`` is empty while only the time is typed."""

    title: str
    starts_at: datetime
    ends_at: datetime | None
    precision: Precision
    kind: EventKind
    lane_id: str
    """Of the lane that the line names; empty when it names none."""
    states_kind: bool = False
    """Whether the line says of which kind it is; else it is an observation."""


def read_entry(text: str, *, day: date, zone: str, lanes: Sequence[Lane]) -> QuickEntry | None:
    """Return what a line says, or None while it does not begin with a time.

    Args:
        text: the line as typed.
        day: the day that a clock without a date means.
        zone: on whose wall clock times are typed.
        lanes: in the order in which a shortened lane title is looked for among them.
    """
    headed = _HEAD.fullmatch(text)
    match = _ENTRY.fullmatch(headed["tail"] if headed else text)
    if match is None:
        return None
    starts_at = _moment(match["start"], day, zone)
    if starts_at is None:
        return None
    ends_at = None
    if match["end"]:
        ends_at = _end(match["end"], starts_at, zone)
        if ends_at is None:
            return None
    head = headed["head"] if headed else ""
    kind, rest = _kind(f"{head}{match['rest']}")
    lane_id, title = _lane(" ".join(rest.split()), lanes)
    return QuickEntry(
        title=title,
        starts_at=starts_at,
        ends_at=None if ends_at == starts_at else ends_at,
        precision=_precision(match["rough"], match["start"]),
        kind=kind or EventKind.OBSERVATION,
        lane_id=lane_id,
        states_kind=kind is not None,
    )


def _moment(text: str, day: date, zone: str) -> datetime | None:
    stated = re.match(r"(\d{4}-\d{2}-\d{2})[T ]\s*", text, re.IGNORECASE)
    if stated is None:
        return parse_moment(text, day, zone)
    try:
        return parse_moment(text[stated.end() :], date.fromisoformat(stated[1]), zone)
    except ValueError:
        return None


def _end(text: str, starts_at: datetime, zone: str) -> datetime | None:
    """Return the end of a span; a clock earlier than the start is of the following day."""
    ends_at = _moment(text, local(starts_at, zone).date(), zone)
    if ends_at is None or ends_at >= starts_at:
        return ends_at
    if re.match(r"\d{4}-", text):
        return None
    next_day = ends_at.astimezone(zone_named(zone)) + timedelta(days=1)
    return next_day.astimezone(UTC)


def _precision(rough: str, start: str) -> Precision:
    if rough:
        return Precision.APPROXIMATE
    return Precision.EXACT if re.search(r":\d{2}:\d{2}", start) else Precision.MINUTE


def _kind(rest: str) -> tuple[EventKind | None, str]:
    """Take ``!alert`` out of the words; a beginning is enough when it fits one kind only."""
    for match in _KIND.finditer(rest):
        word = match["kind"].casefold()
        fitting = [
            kind
            for kind, name in EVENT_KIND_NAMES.items()
            if kind.value.startswith(word) or _(name).casefold().startswith(word)
        ]
        if len(fitting) == 1:
            return fitting[0], f"{rest[: match.start()]} {rest[match.end() :]}"
    return None, rest


def _lane(rest: str, lanes: Sequence[Lane]) -> tuple[str, str]:
    """Take ``Monitoring:`` off the words if a lane is called or begins so."""
    match = _LANE.fullmatch(rest)
    if match is None:
        return "", rest
    name = match["lane"].casefold()
    titles = [(lane.id, lane.title.strip().casefold()) for lane in lanes]
    named = [lane_id for lane_id, title in titles if title == name]
    named += [lane_id for lane_id, title in titles if title.startswith(name)]
    return (named[0], match["title"]) if named else ("", rest)
