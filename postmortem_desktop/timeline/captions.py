"""Where the names of milestones stand above the ruler, so that close ones do not overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_FROM_LINE = 4.0
_BETWEEN = 8.0
_LEAST = 28.0
"""A caption with less room than this says nothing and is left out."""


@dataclass(frozen=True, slots=True)
class Caption:
    """The room of one caption; where it is narrower than the text, the text is elided."""

    index: int
    x: float
    width: float


def place_captions(
    lines: Sequence[float], widths: Sequence[float], left: float, right: float
) -> list[Caption]:
    """Place a caption beside each line: right of it if there is room, else left, else elided.

    Args:
        lines: the columns of the lines, ascending.
        widths: of the texts, in the same order.
        left: where the surface begins.
        right: where it ends.
    """
    placed: list[Caption] = []
    taken = left
    for index, (line, width) in enumerate(zip(lines, widths, strict=True)):
        if not left <= line <= right:
            continue
        following = lines[index + 1] - _BETWEEN if index + 1 < len(lines) else right
        after, room = line + _FROM_LINE, min(following, right) - line - _FROM_LINE
        before = line - _FROM_LINE - width
        if after >= taken and width <= room:
            placed.append(Caption(index, after, width))
        elif before >= taken:
            placed.append(Caption(index, before, width))
        elif min(room, width) >= _LEAST:
            placed.append(Caption(index, max(after, taken), min(room, width)))
        else:
            continue
        taken = placed[-1].x + placed[-1].width + _BETWEEN
    return placed
