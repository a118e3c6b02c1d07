"""The list of sessions by one raw query, ready before SQLAlchemy is imported."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from postmortem_desktop.domain.kinds import Status
from postmortem_desktop.domain.times import EPOCH
from postmortem_desktop.store import driver

_QUERY = """
    WITH turning_points AS (
        SELECT postmortem_id,
            max(at) FILTER (WHERE kind = 'impact_began') AS began,
            max(at) FILTER (WHERE kind = 'resolved') AS resolved
        FROM milestones GROUP BY postmortem_id
    ),
    open_actions AS (
        SELECT postmortem_id, count(*) AS count, count(*) FILTER (WHERE due < :today) AS overdue
        FROM action_items WHERE status IN ('open', 'in_progress') GROUP BY postmortem_id
    )
    SELECT p.id, p.title, p.reference, p.severity, p.status, p.services, p.zone,
        coalesce(
            t.began,
            (SELECT min(starts_at) FROM timeline_events e WHERE e.postmortem_id = p.id),
            p.created_at
        ) AS occurred_at,
        CASE WHEN t.resolved >= t.began THEN t.resolved - t.began END AS duration,
        coalesce(a.count, 0) AS open_actions,
        coalesce(a.overdue, 0) AS overdue,
        p.archived, p.deleted_at, p.created_at
    FROM postmortems p
    LEFT JOIN turning_points t ON t.postmortem_id = p.id
    LEFT JOIN open_actions a ON a.postmortem_id = p.id
    ORDER BY occurred_at DESC, p.id DESC
"""


class SessionSummary(NamedTuple):
    """One line of the list of sessions.

    Attributes:
        occurred_at: when the impact began, else the first event, else when the session was made.
        duration: from *impact began* to *resolved*, where both are set and in this order.
        overdue: how many of the open actions were due before today.
    """

    id: str
    title: str
    reference: str
    severity: str
    status: Status
    services: tuple[str, ...]
    zone: str
    occurred_at: datetime
    duration: timedelta | None
    open_actions: int
    overdue: int
    archived: bool
    deleted_at: datetime | None
    created_at: datetime


def read_sessions(path: Path, *, today: date) -> list[SessionSummary]:
    """Return all sessions, the latest incident first; none where there is no library.

    Never writes, whoever has the library open.

    Raises:
        NewerLibraryError, DamagedLibraryError: the file cannot be read.
    """
    path = path.resolve()
    if driver.stored_revision(path) == 0:
        return []
    with (
        driver.explained(path),
        closing(driver.connect(path, driver.reading_mode(path))) as connection,
    ):
        rows = connection.execute(_QUERY, {"today": today.isoformat()}).fetchall()
    with driver.damage_explained("postmortems"):
        return [_summary(row) for row in rows]


def _summary(row: tuple[Any, ...]) -> SessionSummary:
    (key, title, reference, severity, status, services, zone, *rest) = row
    (occurred_at, duration, open_actions, overdue, archived, deleted_at, created_at) = rest
    return SessionSummary(
        key,
        title,
        reference,
        severity,
        Status(status),
        _names(services),
        zone,
        _moment(occurred_at),
        None if duration is None else timedelta(0, 0, duration),
        open_actions,
        overdue,
        bool(archived),
        None if deleted_at is None else _moment(deleted_at),
        _moment(created_at),
    )


@lru_cache(maxsize=256)
def _names(services: str) -> tuple[str, ...]:
    """Return the services of a session; many sessions name the same ones."""
    return tuple(json.loads(services))


def _moment(count: int) -> datetime:
    return EPOCH + timedelta(0, 0, count)
