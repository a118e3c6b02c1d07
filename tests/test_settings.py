"""The preferences come back from their file as they were."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from postmortem_desktop.settings import Settings


def test_what_was_chosen_is_there_at_the_next_start(tmp_path: Path):
    chosen = replace(
        Settings(),
        theme="dark",
        snap_seconds=300,
        recent_zones=("Asia/Tokyo", "UTC"),
        silent_kinds=("absolute", "hindsight"),
    )
    chosen.save(tmp_path / "config" / "settings.json")
    assert Settings.load(tmp_path / "config" / "settings.json") == chosen


def test_all_kinds_of_hints_are_on_but_irony():
    assert Settings().phrasing_hints
    assert Settings().silent_kinds == ("sarcasm",)


@pytest.mark.parametrize("several", ["UTC", [1, 2], {"UTC": 1}, None])
def test_what_is_of_the_wrong_kind_takes_its_default(tmp_path: Path, several: object):
    stored = {
        "recent_zones": several,
        "silent_kinds": several,
        "snap_seconds": "often",
        "theme": ["dark"],
        "language": "de",
    }
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(stored), encoding="utf-8")
    assert Settings.load(path) == replace(Settings(), language="de")
