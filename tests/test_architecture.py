"""The structure that import-linter cannot see, and the sizes that keep files readable."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "postmortem_desktop"
SOURCES = sorted(PACKAGE.rglob("*.py"))

# Review holds 300 and 40; the test bites a little later, when something is wrong for certain.
MOST_LINES_OF_A_FILE = 350
MOST_LINES_OF_A_FUNCTION = 50
EMPTY_NAMES = ("manager", "helper", "util", "mixin")

IMPORT_ALL = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"PySide6", "shiboken6"}))
"""


def module_name(path: Path) -> str:
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def shown(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def core_modules() -> list[str]:
    """Return all modules that must work without Qt; Alembic alone can load its own scripts."""
    outside = {"ui", "app.py", "__main__.py"}
    return [
        module_name(path)
        for path in SOURCES
        if path.relative_to(PACKAGE).parts[0] not in outside and "migrations" not in path.parts
    ]


def definitions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node


def test_the_whole_core_is_imported_without_qt():
    modules = core_modules()
    assert "postmortem_desktop.domain.records" in modules
    run = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, *modules],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == ""


def test_the_domain_needs_only_the_standard_library():
    foreign = []
    for path in (PACKAGE / "domain").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                top = name.partition(".")[0]
                if top != "postmortem_desktop" and top not in sys.stdlib_module_names:
                    foreign.append(f"{shown(path)} imports {name}")
    assert not foreign


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_files_and_functions_stay_short(path):
    text = path.read_text(encoding="utf-8")
    lines = len(text.splitlines())
    assert lines <= MOST_LINES_OF_A_FILE, f"{shown(path)} has {lines} lines"
    long = [
        f"{node.name} has {length} lines"
        for node in definitions(ast.parse(text))
        if not isinstance(node, ast.ClassDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1)
        > MOST_LINES_OF_A_FUNCTION
    ]
    assert not long


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_names_say_what_a_thing_is(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [
        path.stem,
        *(node.name for node in definitions(tree) if isinstance(node, ast.ClassDef)),
    ]
    empty = [name for name in names if any(word in name.lower() for word in EMPTY_NAMES)]
    assert not empty
