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
    """Return ``14:32 → 14:40  ·  +8 min``, the difference between the clocks as they are shown."""
    shown, by = clock_text(new, zone), _in_seconds(new) - _in_seconds(old)
    if old == new:
        return shown
    return f"{clock_text(old, zone)} → {shown}  ·  {shift_text(by)}"


def _in_seconds(moment: datetime) -> datetime:
    """Return a moment without its fraction of a second, which no clock here shows."""
    return moment.replace(microsecond=0)


def span_label(
    start: datetime, end: datetime, zone: str, precision: Precision = Precision.MINUTE
) -> str:
    """Return ``14:32 – 14:40  ·  8 min``, with a ``~`` before times that are only roughly known."""
    rough = "~" if precision is Precision.APPROXIMATE else ""
    between = f"{rough}{clock_text(start, zone)} – {rough}{clock_text(end, zone)}"
    return f"{between}  ·  {exact_duration_text(_in_seconds(end) - _in_seconds(start))}"
