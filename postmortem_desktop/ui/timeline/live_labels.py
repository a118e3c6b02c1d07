"""What is said of times while they are being changed: old and new, both ends, how much it is."""

from __future__ import annotations

from datetime import datetime

from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.domain.times import clock_text, exact_duration_text
from postmortem_desktop.editing.clock_edits import shift_text
from postmortem_desktop.i18n import ngettext


def moved_label(count: int, old: datetime, new: datetime, zone: str) -> str:
    """Return ``3 events  ·  14:32 → 14:40  ·  +8 min``; of one event its times alone."""
    times = times_label(old, new, zone)
    if count == 1:
        return times
    events = ngettext("{count} event", "{count} events", count).format(count=count)
    return f"{events}  ·  {times}"


def times_label(old: datetime, new: datetime, zone: str) -> str:
    """Return ``14:32 → 14:40  ·  +8 min``."""
    if old == new:
        return clock_text(new, zone)
    return f"{clock_text(old, zone)} → {clock_text(new, zone)}  ·  {shift_text(new - old)}"


def span_label(
    start: datetime, end: datetime, zone: str, precision: Precision = Precision.MINUTE
) -> str:
    """Return ``14:32 – 14:40  ·  8 min``, with a ``~`` before times that are only roughly known."""
    rough = "~" if precision is Precision.APPROXIMATE else ""
    between = f"{rough}{clock_text(start, zone)} – {rough}{clock_text(end, zone)}"
    return f"{between}  ·  {exact_duration_text(end - start)}"
