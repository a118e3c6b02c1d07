"""Measures the wording checks on sentences that no rule was written for.

    python -m bench.wording

Prints figures only: the sealed sentences stay unread, or they would measure nothing.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from bench.goals import Goals
from postmortem_desktop.phrasing import find

_SEALED = Path("tests/phrasing/sentences/sealed.jsonl")
_RECALL = {"common": 0.90, "idiom": 0.35, "real": 0.80}
_PRECISION = 0.93


def main() -> int:
    """Print recall by kind and the precision of all kinds; 1 when a goal is missed."""
    goals = Goals()
    counts: Counter[tuple[str, bool]] = Counter()
    wrong = 0
    for line in _SEALED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = bool(find(row["text"]))
        if any(not label.get("soft") for label in row["labels"]):
            counts[row["kind"], found] += 1
        elif not row["labels"]:
            wrong += found
    for kind, least in _RECALL.items():
        right, missed = counts[kind, True], counts[kind, False]
        goals.at_least(f"wording_recall_{kind}", right / (right + missed), least)
    right = sum(number for (_kind, found), number in counts.items() if found)
    goals.at_least("wording_precision", right / (right + wrong), _PRECISION)
    return goals.status


if __name__ == "__main__":
    sys.exit(main())
