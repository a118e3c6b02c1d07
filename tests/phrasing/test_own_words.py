"""The program keeps to its own rules: what it says to people judges nobody."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from postmortem_desktop.phrasing import review

PACKAGE = Path(__file__).resolve().parents[2] / "postmortem_desktop"
MARKERS = {"_", "N_", "ngettext"}


def sentences_for_people() -> Iterator[str]:
    """Yield every text that is marked for translation."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKERS:
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value


def test_what_the_program_says_judges_nobody():
    texts = set(sentences_for_people())
    assert "that moment" in texts
    assert {text: review(text) for text in texts if review(text)} == {}
