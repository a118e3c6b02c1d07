"""The order in which characters of mixed direction stand on a line.

This is the part of the Unicode bidirectional algorithm (UAX #9) that plain text needs: base
direction by the first strong character, weak and neutral characters, mirrored brackets. Explicit
embeddings and isolates are not among what people type into notes; ``text`` takes them out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_STRONG = {"L", "R", "AL"}
_NEUTRAL = {"B", "S", "WS", "ON", "BN"}
_MIRRORED = dict(zip("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤", strict=True))


def has_right_to_left(text: str) -> bool:
    """Return whether any character is written from right to left."""
    if text.isascii():
        return False
    return any(unicodedata.bidirectional(character) in ("R", "AL", "AN") for character in text)


def base_level(text: str) -> int:
    """Return 1 where the first strong character is written from right to left, else 0."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in _STRONG:
            return int(direction != "L")
    return 0


def levels_of(text: str) -> list[int]:
    """Return the embedding level of each character; odd ones run from right to left."""
    base = base_level(text)
    kinds = _resolved_weak([unicodedata.bidirectional(c) or "L" for c in text], base)
    _resolve_neutral(kinds, base)
    return [_level(kind, base) for kind in kinds]


def visual_order(text: str, levels: Sequence[int], base: int) -> list[int]:
    """Return the indices of one line's characters from left to right."""
    own = list(levels)
    for index in range(len(text) - 1, -1, -1):
        if not text[index].isspace():
            break
        own[index] = base
    order = list(range(len(text)))
    odd = [level for level in own if level % 2]
    if not odd:
        return order
    for level in range(max(own), min(odd) - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and own[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return order


def mirrored(character: str, level: int) -> str:
    """Return the character as it is drawn at a level: brackets turn round."""
    return _MIRRORED.get(character, character) if level % 2 else character


def in_visual_order(text: str) -> str:
    """Return one line as it is drawn from left to right."""
    if not has_right_to_left(text):
        return text
    levels = levels_of(text)
    order = visual_order(text, levels, base_level(text))
    return "".join(mirrored(text[index], levels[index]) for index in order)


def _resolved_weak(kinds: list[str], base: int) -> list[str]:
    """Apply rules W1 to W7: marks, digits and the signs beside them."""
    start = "R" if base else "L"
    strong = before = start
    for index, kind in enumerate(kinds):
        own = before if kind == "NSM" else kind
        strong = own if own in _STRONG else strong
        kinds[index] = before = "AN" if own == "EN" and strong == "AL" else own
    _join_separators(kinds)
    _join_terminators(kinds)
    strong = start
    for index, kind in enumerate(kinds):
        if kind in _STRONG:
            strong = "L" if kind == "L" else "R"
            kinds[index] = strong
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"
        elif kind in ("ES", "CS", "ET"):
            kinds[index] = "ON"
    return kinds


def _join_separators(kinds: list[str]) -> None:
    """Make a single sign between two numbers a part of the number (W4)."""
    for index in range(1, len(kinds) - 1):
        left, right = kinds[index - 1], kinds[index + 1]
        if left != right:
            continue
        if (kinds[index] == "ES" and left == "EN") or (
            kinds[index] == "CS" and left in ("EN", "AN")
        ):
            kinds[index] = left


def _join_terminators(kinds: list[str]) -> None:
    """Make percent and currency signs beside a number a part of it (W5)."""
    for indices in (range(1, len(kinds)), range(len(kinds) - 2, -1, -1)):
        step = -1 if indices.step > 0 else 1
        for index in indices:
            if kinds[index] == "ET" and kinds[index + step] == "EN":
                kinds[index] = "EN"


def _resolve_neutral(kinds: list[str], base: int) -> None:
    """Give spaces and signs the direction of their surroundings, else that of the paragraph."""
    edge = "R" if base else "L"
    index = 0
    while index < len(kinds):
        if kinds[index] not in _NEUTRAL:
            index += 1
            continue
        end = index
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        left = _side(kinds[index - 1]) if index else edge
        right = _side(kinds[end]) if end < len(kinds) else edge
        kinds[index:end] = [left if left == right else edge] * (end - index)
        index = end


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _level(kind: str, base: int) -> int:
    if kind in ("EN", "AN"):
        return 2
    if kind == "L":
        return base if base % 2 == 0 else base + 1
    return 1
