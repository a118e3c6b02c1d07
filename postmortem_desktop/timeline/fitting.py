"""The scale at which a whole timeline fits, its last titles included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.timeline.boxes import CardWidths
from postmortem_desktop.timeline.scale import TimeScale

_SHORT = 2
"""So many times as wide as its bar, a title may move others to stand behind it."""
_LEAST_SHARE = 0.6
"""Of the width that the times keep, however long the titles at the end are."""


def fit_with_titles(
    events: Sequence[TimelineEvent],
    span: tuple[datetime, datetime],
    width: float,
    margin: float,
    *,
    widths: CardWidths,
) -> TimeScale:
    """Return the finest scale that shows the span and every event with its title.

    Args:
        events: those whose titles are to be seen; undated ones are passed over.
        span: first and last moment to show, milestones included.
        width: of the lanes' content, in pixels.
        margin: in pixels, on both sides.
        widths: measures the cards.
    """
    first, last = span
    plain = TimeScale.fitting(first, last, width, margin)
    start = plain.origin + timedelta(seconds=margin / plain.px_per_second)
    room = width - 2 * margin
    fine = plain.px_per_second
    for event in events:
        if event.starts_at is None or event.starts_at <= start:
            continue
        label, length = widths.reckoned(event), event.duration.total_seconds()
        seconds = (event.starts_at - start).total_seconds()
        if length * plain.px_per_second * _SHORT < label:
            # Its title stands behind its bar.
            seconds += length
        fine = min(fine, (room - label) / seconds)
    fine = max(fine, plain.px_per_second * _LEAST_SHARE)
    return replace(plain, origin=start - timedelta(seconds=margin / fine), px_per_second=fine)
