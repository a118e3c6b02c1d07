"""Lets proselint read texts; commands and answers are those of ``prose.mjs``.

Runs in an environment of its own, which ``prepare.sh`` makes.
"""

# pyright: reportMissingImports=false

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from time import process_time

from proselint.checks import __register__
from proselint.registry import CheckRegistry
from proselint.tools import LintFile


def remarks(text: str) -> int:
    """Return how many remarks there are on a text."""
    return len(LintFile("text", text).lint())


def read(text: str) -> dict[str, object]:
    """Return how many remarks there are, and the CPU seconds they took."""
    before = process_time()
    count = remarks(text)
    return {"remarks": count, "seconds": process_time() - before}


def main() -> None:
    """Answer until the input ends."""
    CheckRegistry().register_many(__register__)
    for line in sys.stdin:
        order = json.loads(line)
        match order["do"]:
            case "name":
                answer: dict[str, object] = {"version": version("proselint")}
            case "read":
                answer = read(order["text"])
            case _:
                answer = {"flags": [remarks(sentence) > 0 for sentence in order["sentences"]]}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
