"""The times of day that somebody names while telling."""

from __future__ import annotations

import re
from dataclasses import dataclass

from postmortem_desktop.phrasing.tokens import Sentence

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?")
_HOUR = re.compile(r"1[0-2]|0?[1-9]")
_HALVES = {"am": 0, "a.m": 0, "pm": 12, "p.m": 12}
_MINUTES_OF_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in minutes after midnight, and where in the text it stands."""

    minutes: int
    start: int
    end: int

    def minutes_since(self, earlier: Clock) -> int:
        """Return the minutes from another time to this one, the shorter way round the clock."""
        minutes = (self.minutes - earlier.minutes) % _MINUTES_OF_DAY
        return minutes if minutes <= _MINUTES_OF_DAY // 2 else minutes - _MINUTES_OF_DAY


def clocks(text: str, sentence: Sentence) -> list[Clock]:
    """Return the times that a sentence of the text names, such as *14:05* and *2 pm*."""
    found: list[Clock] = []
    for index, (start, end) in enumerate(zip(sentence.starts, sentence.ends, strict=True)):
        if not text[start].isdigit():
            continue
        written = text[start:end]
        half = _half_day(text, sentence, index + 1)
        clock = _CLOCK.fullmatch(written)
        if clock is not None:
            hour, minute = int(clock[1]), int(clock[2])
        elif half is not None and _HOUR.fullmatch(written):
            hour, minute = int(written), 0
        else:
            continue
        if half is not None and hour <= 12:
            hour = hour % 12 + half
            end = sentence.ends[index + 1]
        found.append(Clock(hour * 60 + minute, start, end))
    return found


def _half_day(text: str, sentence: Sentence, index: int) -> int | None:
    """Return the hours to add for "am" and "pm", None where neither stands."""
    if index >= len(sentence.words):
        return None
    written = text[sentence.starts[index] : sentence.ends[index]]
    return _HALVES.get(written.lower()) if len(written) < 4 else None
