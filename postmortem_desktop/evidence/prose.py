"""Running text cut into a title and the rest."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[^a-z\s])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|ca|no|cf|incl|resp|dr|mr|ms)|\b[A-Z])\.$", re.I
)


def first_sentence(text: str) -> tuple[str, str]:
    """Return the first sentence or line of a text, and what follows it."""
    head, _newline, tail = text.strip().partition("\n")
    for match in _SENTENCE_END.finditer(head):
        before = head[max(0, match.start() - 8) : match.start() + 1]
        if not _ABBREVIATION.search(before):
            rest = "\n".join(part for part in (head[match.end() :].strip(), tail) if part)
            return head[: match.end()].rstrip(), rest.strip("\n")
    return head.strip(), tail.strip("\n")
