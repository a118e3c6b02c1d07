"""Which events of a sub-row have a box of their own at a scale, and which are folded into one.

The time of a sub-row is parted into pieces whose borders are fixed moments: a piece with more
events than anybody could tell apart becomes one box at once, without a look at each event. So the
work depends on what is in sight, never on how many events there are, and panning changes nothing.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from math import ceil, floor, inf, log2

from postmortem_desktop.timeline.packing import Row

_PIECE = 160.0
"""Pixels of the narrowest piece; the widest is twice as wide."""
_CROWDED = 64.0
"""Pixels: with less for each event of a piece, no title could be read, and it is folded."""
_ROOMY = 2 * _CROWDED
"""Pixels that let an event of a crowded piece be read all the same."""
_FEW = 8
"""Events of a piece that are looked at one by one."""


Group = tuple[int, int]
"""Events of a row, from a first one up to but not including a last, that share one box."""


def groups_between(
    row: Row, start: float, end: float, px_per_second: float, least: float
) -> list[Group]:
    """Return the groups of a row that may be seen between two moments.

    Args:
        row: the sub-row.
        start: in seconds since 1970.
        end: likewise.
        px_per_second: of the scale.
        least: pixels that an event needs before the next one begins.
    """
    starts = row.starts
    piece = 2.0 ** ceil(log2(_PIECE / px_per_second))
    first = _begin(starts, max(bisect_right(starts, start) - 1, 0), piece)
    apart = least / px_per_second
    if first and starts[first] - starts[first - 1] < apart:
        # What stands before may be folded with this piece.
        first = _begin(starts, first - 1, piece)
    # What begins a little later may be folded with what is still seen.
    last = bisect_right(starts, end + apart, first)
    return _joined(starts, _pieces(row, first, last, piece, px_per_second), apart)


def _joined(starts: array[float], groups: list[Group], apart: float) -> list[Group]:
    """Join a group with the next one where too little room would be left for it."""
    joined: list[Group] = []
    begun = -inf
    for group in groups:
        began = starts[group[0]]
        if began - begun < apart:
            joined[-1] = joined[-1][0], group[1]
        else:
            joined.append(group)
            begun = began
    return joined


def _begin(starts: array[float], index: int, piece: float) -> int:
    """Return the first event of the piece that an event is in."""
    return bisect_left(starts, floor(starts[index] / piece) * piece, 0, index + 1)


def _pieces(row: Row, first: int, last: int, piece: float, px_per_second: float) -> list[Group]:
    groups: list[Group] = []
    starts, count = row.starts, len(row.starts)
    most = max(piece * px_per_second / _CROWDED, 1)
    while first < last:
        border = (floor(starts[first] / piece) + 1) * piece
        after = bisect_left(starts, border, first, count)
        if after - first > most:
            groups += _crowd(row, first, after, px_per_second)
        else:
            groups += [(index, index + 1) for index in range(first, after)]
        first = after
    return groups


def _crowd(row: Row, first: int, after: int, px_per_second: float) -> list[Group]:
    """Return a crowded piece as one group, but for what can be seen by itself all the same.

    Among many events only the last one can have room enough for that.
    """
    groups: list[Group] = []
    starts, ends = row.starts, row.ends
    seen = after - 1 if after - first > _FEW else first
    for index in range(seen, after):
        follows = starts[index + 1] if index + 1 < len(starts) else inf
        if (ends[index] - starts[index]) * px_per_second >= _CROWDED or (
            follows - starts[index]
        ) * px_per_second >= _ROOMY:
            if first < index:
                groups.append((first, index))
            groups.append((index, index + 1))
            first = index + 1
    if first < after:
        groups.append((first, after))
    return groups
