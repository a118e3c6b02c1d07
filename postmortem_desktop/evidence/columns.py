"""Which column of a table means what, by the names that people give to columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from postmortem_desktop.evidence.zones import Zone, zone_from, zone_stated


class Role(StrEnum):
    """What a column means to a timeline."""

    TIME = "time"
    DATE = "date"
    END = "end"
    LANE = "lane"
    KIND = "kind"
    TITLE = "title"
    DETAIL = "detail"


_NAMES: Mapping[Role, tuple[str, ...]] = {
    Role.TIME: (
        "datetime",
        "date time",
        "date and time",
        "date/time",
        "timestamp",
        "time",
        "when",
        "at",
        "start",
        "starts",
        "starts at",
        "start time",
        "started",
        "started at",
        "begin",
        "from",
        "occurred",
        "occurred at",
        "event time",
        "created",
        "created at",
        "clock",
        "date",
        "day",
    ),
    Role.DATE: ("date", "day", "start date"),
    Role.END: (
        "end",
        "ends",
        "ends at",
        "end time",
        "ended",
        "ended at",
        "finish",
        "finished",
        "finished at",
        "until",
        "to",
    ),
    Role.LANE: (
        "lane",
        "swimlane",
        "team",
        "who",
        "actor",
        "system",
        "service",
        "component",
        "source",
        "channel",
        "host",
    ),
    Role.KIND: ("kind", "type", "event type", "category"),
    Role.TITLE: (
        "title",
        "event",
        "summary",
        "what happened",
        "what",
        "headline",
        "subject",
        "message",
        "text",
        "description",
        "action",
        "name",
        "info",
        "log",
    ),
    Role.DETAIL: (
        "detail",
        "details",
        "description",
        "notes",
        "note",
        "comment",
        "comments",
        "message",
        "text",
        "body",
        "info",
    ),
}
"""Preferred names first. A name that has been taken by one role is not offered to the next."""

_ASIDE = re.compile(r"\s*[(\[].*?[)\]]")
_ZONE_WORD = re.compile(r"\s+(?:in\s+)?(?P<zone>[a-z]{2,4})$")


def roles_of(header: Sequence[str]) -> dict[Role, int]:
    """Return the columns whose names are known; the first of several of the same name."""
    names = [_normalised(name) for name in header]
    roles: dict[Role, int] = {}
    for role, known in _NAMES.items():
        free = [name for name in known if name in names and names.index(name) not in roles.values()]
        if free:
            roles[role] = names.index(free[0])
    return roles


def zone_of_column(name: str) -> Zone | None:
    """Return the zone in a column's name, such as "Date and Time in CET" or "time (UTC)"."""
    found = zone_stated(name.replace("_", " ").replace("(", " "))
    if found is not None:
        return found
    last = name.replace("_", " ").replace("(", " ").replace(")", " ").split()[-1:]
    return zone_from(last[0]) if last and last[0].upper() == last[0] else None


def _normalised(name: str) -> str:
    words = " ".join(
        _ASIDE.sub("", name[:200]).replace("_", " ").replace("-", " ").split()
    ).casefold()
    match = _ZONE_WORD.search(words)
    if match is not None and zone_from(match["zone"].upper()) is not None:
        words = words[: match.start()]
    return words
