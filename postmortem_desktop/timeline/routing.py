"""Where the link between two events runs: along the gaps, not across other titles."""

from __future__ import annotations

from collections.abc import Sequence

from postmortem_desktop.timeline.boxes import Box, Metrics

Point = tuple[float, float]

_LEAD = 8.0
"""Pixels of the straight piece that carries the arrow."""
_INSET = 12.0
"""How far from a card's corner a link leaves it."""


def route(source: Box, target: Box, obstacles: Sequence[Box], metrics: Metrics) -> list[Point]:
    """Return the corners of a path from an edge of ``source`` to the left edge of ``target``.

    The path leaves at top or bottom, runs through the gap beside the target's sub-row and comes in
    from the left. Where it leaves is chosen so that it crosses as few other boxes as possible; to
    a mark in a folded lane it takes the straight way.
    """
    gap = (metrics.row_height - metrics.card_height) / 2
    below = target.y > source.y
    start_y = source.y if target.y < source.y else source.bottom
    channel_y = target.y - gap if below else target.bottom + gap
    entry_x = target.x - _LEAD
    middle_y = (target.y + target.bottom) / 2
    in_the_way = () if target.height < metrics.card_height else obstacles
    column = _best_column(source, entry_x, (start_y, channel_y), in_the_way)
    corners = [
        (column, start_y),
        (column, channel_y),
        (entry_x, channel_y),
        (entry_x, middle_y),
        (target.x, middle_y),
    ]
    return _without_repeats(corners)


def _best_column(
    source: Box, entry_x: float, run: tuple[float, float], obstacles: Sequence[Box]
) -> float:
    # A title behind a bar has no edge that a link could leave.
    width = source.bar_width if source.is_span else source.width
    inset = min(_INSET, width / 2)
    left, right = source.x + inset, source.x + width - inset
    straight = min(max(entry_x, left), right)
    columns = dict.fromkeys((straight, left, (left + right) / 2, right))
    top, bottom = min(run), max(run)
    between = [box for box in obstacles if box.y < bottom and box.bottom > top]

    def crossings(column: float) -> tuple[int, float]:
        crossed = sum(box.x <= column <= box.right for box in between)
        return crossed, abs(column - entry_x)

    return min(columns, key=crossings)


def _without_repeats(corners: list[Point]) -> list[Point]:
    kept = corners[:1]
    for corner in corners[1:]:
        if corner != kept[-1]:
            kept.append(corner)
    return kept
