"""The small marks behind a title: how the event is known, whether it is starred or locked."""

from __future__ import annotations

from postmortem_desktop.domain.kinds import Basis
from postmortem_desktop.domain.records import TimelineEvent


def badges_of(event: TimelineEvent) -> tuple[str, ...]:
    """Return the names of the event's marks, from left to right."""
    basis = (f"basis-{event.basis.value}",) if event.basis is not Basis.NONE else ()
    return basis + ("star",) * event.starred + ("lock",) * event.locked


def is_provisional(event: TimelineEvent) -> bool:
    """Whether nothing supports the event yet, neither evidence nor anybody's memory."""
    return event.basis is Basis.NONE
