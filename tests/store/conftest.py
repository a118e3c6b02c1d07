"""A library of its own for each test, on a real file."""

from pathlib import Path

import pytest

from tests.store.samples import open_library


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.postmortems"


@pytest.fixture
def library(library_path):
    with open_library(library_path) as library:
        yield library
