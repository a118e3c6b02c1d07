"""The command ``check``: where a text blames, why that hides the story, what to ask instead."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.i18n import _
from postmortem_desktop.phrasing import Hint, Tier, review


def check(files: Sequence[str], *, as_json: bool) -> int:
    """Print the hints for each text; hints are no fault, so the status is 0 whatever is found."""
    found: list[dict[str, object]] = []
    for name in files:
        text = _text_of(name)
        hints = (hint for hint in review(text) if hint.tier is Tier.HARD)
        found.extend(_described(name, text, hint) for hint in hints)
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return 0
    for entry in found:
        place = f"{entry['file']}:{entry['line']}:{entry['column']}"
        print(f"{place}: “{entry['words']}” – {entry['title']}. {entry['reason']}")
        print(f"    {_('Ask')}: {entry['question']}")
    return 0


def _text_of(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise ImportRejectedError(
            _("{name} cannot be read: {reason}.").format(name=name, reason=error.strerror)
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRejectedError(
            _("{name} is no text in UTF-8; please save it as UTF-8.").format(name=name)
        ) from error


def _described(name: str, text: str, hint: Hint) -> dict[str, object]:
    before = text[: hint.start]
    return {
        "file": name,
        "line": before.count("\n") + 1,
        "column": hint.start - (before.rfind("\n") + 1) + 1,
        "start": hint.start,
        "end": hint.end,
        "category": hint.category,
        "title": hint.title,
        "words": text[hint.start : hint.end],
        "reason": hint.reason,
        "question": hint.question,
    }
