"""The forms of verbs: by rule, with the last letter doubled, and irregular."""

from __future__ import annotations

import pytest

from postmortem_desktop.phrasing.verb_forms import forms, is_past


@pytest.mark.parametrize(
    ("base", "all_forms"),
    [
        ("walk", "walk walks walked walking"),
        ("drop", "drop drops dropped dropping"),
        ("botch", "botch botches botched botching"),
        ("ignore", "ignore ignores ignored ignoring"),
        ("carry", "carry carries carried carrying"),
        ("delay", "delay delays delayed delaying"),
        ("sneak", "sneak sneaks sneaked sneaking"),
        ("fix", "fix fixes fixed fixing"),
        ("quit", "quit quits quitted quitting"),
        ("oversee", "oversee oversees overseed overseeing"),
        ("happen", "happen happens happened happening"),
        ("forget", "forget forgets forgot forgotten forgetting"),
        ("lie", "lie lies lay lain lying"),
        ("go", "go goes went gone going"),
        ("sit", "sit sits sat sitting"),
    ],
)
def test_a_verb_has_the_forms_of_its_kind(base, all_forms):
    assert forms(base) == frozenset(all_forms.split())


def test_the_past_is_told_from_the_base_form():
    assert all(map(is_past, ("dropped", "sat", "went", "forgot")))
    assert not any(map(is_past, ("drop", "sits", "put", "going")))
