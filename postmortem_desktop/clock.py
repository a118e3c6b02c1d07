"""Where "now" and new identifiers come from; passed in, so that tests and exports repeat."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the present moment, aware and in UTC."""

IdSource = Callable[[], str]
"""Returns an identifier never given before."""


def system_clock() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


class Uuid7Source:
    """Gives UUIDs of version 7 (RFC 9562): ordered by time of creation, random below that."""

    def __init__(self, clock: Clock = system_clock) -> None:
        self._clock = clock
        self._last_ms = 0
        self._counter = 0

    def __call__(self) -> str:
        """Return the next identifier, greater than all before it from this source."""
        now_ms = int(self._clock().timestamp() * 1000)
        if now_ms <= self._last_ms:
            self._counter += 1
        else:
            self._last_ms, self._counter = now_ms, secrets.randbits(10)
        if self._counter > 0xFFF:
            self._last_ms, self._counter = self._last_ms + 1, 0
        high = (self._last_ms << 16) | 0x7000 | self._counter
        low = (0b10 << 62) | secrets.randbits(62)
        text = f"{high:016x}{low:016x}"
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


class CountingIds:
    """Gives predictable identifiers, for tests and repeatable runs."""

    def __init__(self, prefix: str = "id") -> None:
        self._prefix = prefix
        self._count = 0

    def __call__(self) -> str:
        """Return the prefix with the next number."""
        self._count += 1
        return f"{self._prefix}-{self._count:06d}"
