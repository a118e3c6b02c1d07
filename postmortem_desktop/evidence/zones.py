"""The closed list of ways to name a time zone; what may mean several zones is never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, timedelta, timezone, tzinfo

from postmortem_desktop.domain.times import zone_named
from postmortem_desktop.errors import ImportRejectedError, RecordError
from postmortem_desktop.i18n import _


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone as a source names it; ``rules`` is None where the name may mean several."""

    label: str
    rules: tzinfo | None


_BY_OFFSET = (
    (-10, "HST"),
    (-9, "AKST"),
    (-8, "PST AKDT"),
    (-7, "PDT"),
    (-6, "MDT"),
    (-5, "EST CDT"),
    (-4, "EDT"),
    (-3, "BRT ART"),
    (0, "UTC GMT Z WET"),
    (1, "WEST CET MEZ"),
    (2, "CEST MESZ EET SAST"),
    (3, "EEST MSK"),
    (8, "HKT SGT AWST"),
    (9, "JST KST"),
    (9.5, "ACST"),
    (10, "AEST"),
    (10.5, "ACDT"),
    (11, "AEDT"),
    (12, "NZST"),
    (13, "NZDT"),
)
ABBREVIATIONS = {name: hours for hours, names in _BY_OFFSET for name in names.split()}
"""Hours from UTC."""

AMBIGUOUS = frozenset({"CST", "IST", "BST", "AST", "MST", "SST", "ECT", "AMT", "GST", "PKT", "ADT"})

_NAMES = {
    "coordinated universal time": "UTC",
    "greenwich mean time": "UTC",
    "central european summer time": "CEST",
    "central european time": "CET",
    "eastern european summer time": "EEST",
    "eastern european time": "EET",
    "british summer time": "UTC+1",
    "japan standard time": "JST",
    "india standard time": "Asia/Kolkata",
    "pacific time": "America/Los_Angeles",
    "mountain time": "America/Denver",
    "central time": "America/Chicago",
    "eastern time": "America/New_York",
    "pt": "America/Los_Angeles",
    "et": "America/New_York",
    "uc/pacific": "US/Pacific",  # a slip of the pen that stands in a published report
}

_OFFSET = re.compile(r"(?:(?:UTC|GMT)\s?)?([+\-−])(\d{1,2})(?::?([0-5]\d))?")
_TOKEN = (
    r"(?P<zone>[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(?:-[A-Za-z_]+)*(?:[+-]\d{1,2})?(?:/[A-Z][A-Za-z_]+)?"
    r"|(?:UTC|GMT|utc|gmt)\s?[+\-−]\d{1,2}(?::?[0-5]\d)?(?!\d)"
    r"|(?i:" + "|".join(name for name in _NAMES if " " in name) + r")"
    r"|(?:utc|gmt|[A-Z]{1,5})(?![\w/]))"
)
_BESIDE_CLOCK = re.compile(r"\s?" + _TOKEN)
_SENTENCE = re.compile(
    r"\b(?i:date/time|time|dates?)(?i:s|stamps?|zones?)?\b"
    r"(?:(?i:all|and|are|is|as|at|below|dates?|given|here|in|listed|local|noted|of|on|our"
    r"|shown|stated|the|this|document|page|times?|using|zone)\b|[\s:=(,*_–-]){0,24}" + _TOKEN
)


def zone_from(name: str) -> Zone | None:
    """Return the zone that a name or offset stands for, or None when it is no zone."""
    label = name.strip()
    key = _NAMES.get(label.casefold(), label)
    upper = key.upper()
    if upper in ABBREVIATIONS:
        return Zone(label, _fixed(ABBREVIATIONS[upper]))
    if upper in AMBIGUOUS:
        return Zone(label, None)
    offset = _OFFSET.fullmatch(key)
    if offset is not None:
        return _offset_zone(label, offset)
    if "/" not in key:
        return None
    try:
        return Zone(label, zone_named(key))
    except RecordError:
        return None


def given_zone(name: str) -> Zone:
    """Return the zone that the facilitator named.

    Raises:
        ImportRejectedError: there is no such zone, or the name may mean several.
    """
    try:
        return Zone(name, zone_named(name))
    except RecordError as problem:
        zone = zone_from(name)
        if zone is None or zone.rules is None:
            raise ImportRejectedError(
                _("“{name}” names no single time zone; use a name such as Europe/Berlin.").format(
                    name=name
                )
            ) from problem
        return zone


def zone_beside(text: str, position: int) -> tuple[Zone, int] | None:
    """Return the zone written directly behind a clock, and where it ends."""
    match = _BESIDE_CLOCK.match(text, position)
    zone = zone_from(match["zone"]) if match else None
    return None if match is None or zone is None else (zone, match.end())


def zone_stated(text: str) -> Zone | None:
    """Return the zone of a sentence such as "All times in CEST", if the text holds one."""
    for match in _SENTENCE.finditer(text):
        zone = zone_from(match["zone"])
        if zone is not None:
            return zone
    return None


def _fixed(hours: float) -> tzinfo:
    return timezone(timedelta(hours=hours)) if hours else UTC


def _offset_zone(label: str, offset: re.Match[str]) -> Zone | None:
    hours, minutes = int(offset[2]), int(offset[3] or 0)
    if hours > 14:
        return None
    distance = timedelta(hours=hours, minutes=minutes)
    return Zone(label, timezone(distance if offset[1] == "+" else -distance))
