"""One sentence of an answer, and the time of day it names."""

from __future__ import annotations

import re
from datetime import datetime

from postmortem_desktop.clock import Clock
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.times import parse_moment
from postmortem_desktop.phrasing.tokens import sentences

_CLOSING = '"”’»)]'
_CLOCK = re.compile(
    r"(?<![\d:.])\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?(?![\d:])", re.IGNORECASE
)


def sentence_at(text: str, position: int) -> str:
    """Return the sentence at a position of the text on one line; empty where there is none."""
    found = ""
    for start, end in _spans(text):
        if start > position and found:
            break
        found = text[start:end]
    return one_line(found)


def one_line(text: str) -> str:
    """Return the text with every stretch of white space as one space."""
    return " ".join(text.split())


def moment_named_in(text: str, dossier: Dossier, clock: Clock) -> datetime | None:
    """Return the moment of the first time of day that the text states, as in “at 14:19”."""
    match = _CLOCK.search(text)
    if match is None:
        return None
    return parse_moment(match.group(), dossier.day(clock()), dossier.postmortem.zone)


def _spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence; closing quotation marks belong to the one before."""
    spans: list[tuple[int, int]] = []
    for sentence in sentences(text):
        if not sentence.starts:
            continue
        start, end = sentence.starts[0], sentence.ends[-1]
        if spans:
            start = max(start, spans[-1][1])
        while end < len(text) and text[end] in _CLOSING:
            end += 1
        if text[start:end].strip():
            spans.append((start, end))
    return spans
