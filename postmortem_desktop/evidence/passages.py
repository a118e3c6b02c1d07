"""Prose taken out of a file, with the way back to where it stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of plain text that is read as a whole, such as one paragraph."""

    text: str
    starts: Sequence[int]
    """For each character of ``text``, where in the file begins what it stands for."""
    ends: Sequence[int]
    """For each character of ``text``, where that ends."""
    quoted: bool = False
    """Whether the document quotes it from somewhere else."""


def plain_passage(text: str) -> Passage:
    """Return a whole text without markup as one passage, whatever its lines end with."""
    lines = text.replace("\r\n", " \n").replace("\r", "\n")
    return Passage(lines, range(len(text)), range(1, len(text) + 1))
