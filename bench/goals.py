"""The lines in which a benchmark says how its goals stand."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median


class Goals:
    """Prints each goal as it is known, and remembers whether one was missed."""

    def __init__(self) -> None:
        self.missed = 0

    def at_most(self, name: str, value: float, limit: float) -> None:
        """Tell a value that is to be as small as the limit."""
        self._tell(name, value, limit, passed=value <= limit)

    def at_least(self, name: str, value: float, limit: float) -> None:
        """Tell a value that is to be as great as the limit."""
        self._tell(name, value, limit, passed=value >= limit)

    @property
    def status(self) -> int:
        """The exit status: 1 when a goal was missed."""
        return 1 if self.missed else 0

    def _tell(self, name: str, value: float, limit: float, *, passed: bool) -> None:
        self.missed += not passed
        print(f"goal {name} {value:.2f} {limit:g} {'PASS' if passed else 'FAIL'}", flush=True)


def median_ratio(values: Sequence[float], floors: Sequence[float]) -> float:
    """Return the median of the ratios of what was measured in the same rounds."""
    return median(value / floor for value, floor in zip(values, floors, strict=True))
