"""The preferences come back as they were kept; what cannot be read takes its default."""

from __future__ import annotations

import json

import pytest

from postmortem_desktop.settings import Settings


def test_settings_come_back_as_they_were(tmp_path):
    path = tmp_path / "settings.json"
    kept = Settings(theme="dark", phrasing_hints=False, silent_kinds=("absolute", "hindsight"))
    kept.save(path)
    assert Settings.load(path) == kept


def test_all_kinds_of_hints_are_on_but_irony():
    assert Settings().phrasing_hints
    assert Settings().silent_kinds == ("sarcasm",)


@pytest.mark.parametrize("value", ["hindsight", 5, None, {"hindsight": True}])
def test_a_value_of_another_shape_takes_its_default(tmp_path, value):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"silent_kinds": value, "theme": "dark"}), encoding="utf-8")
    assert Settings.load(path) == Settings(theme="dark")


def test_kinds_that_are_no_text_are_left_out(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"silent_kinds": ["absolute", 5]}), encoding="utf-8")
    assert Settings.load(path).silent_kinds == ("absolute",)
