"""Runs the program as a user of a shell does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Return the place of a library that does not exist yet."""
    return tmp_path / "team" / "library.postmortems"


@pytest.fixture
def run() -> Run:
    """Return a function that runs ``postmortem-desktop`` with arguments."""

    def run(*arguments: object, text: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "postmortem_desktop", *map(str, arguments)],
            input=text,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    return run


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a file and returns its path."""

    def write(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write
