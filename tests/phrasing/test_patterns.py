"""The notation of patterns of words."""

from __future__ import annotations

import pytest

from postmortem_desktop.phrasing.patterns import read_patterns

LISTS = {
    "adverbs": frozenset(("then",)),
    "past": frozenset(("ran",)),
    "not_past": frozenset(("need",)),
    "i": frozenset(("i", "we")),
}


@pytest.mark.parametrize(
    ("pattern", "sentence", "found"),
    [
        ("root cause|causes", "the root causes were", "root causes"),
        ("<i> knew", "and we knew", "we knew"),
        ("i ~ knew", "i then really knew", "i then really knew"),
        ("i ~ knew", "i knew", "i knew"),
        ("i ~ knew", "i often then really knew", None),
        ("i been? there", "i there", "i there"),
        ("i been? there", "i been there", "i been there"),
        ("let <word> ...2 down", "let them all down", "let them all down"),
        ("let <word> ...2 down", "let down", None),
        ("let ...3 down", "let down", "let down"),
        ("let <word> ...2 down", "let a b c d down", None),
        ("let <word> ...2 down", "let , down", None),
        ("let ...1 down", "let a b down", None),
        ("i <past>", "i ran", "i ran"),
        ("i <past>", "i waited", "i waited"),
        ("i <past>", "i need", None),
        ("clearly !visible", "clearly visible", None),
        ("clearly !visible", "clearly late", "clearly"),
        ("clearly !visible", "clearly", "clearly"),
        ("^ ran", "ran it", "ran"),
        ("^ ran", "so , ran it", "ran"),
        ("^ ran", "it ran", None),
    ],
)
def test_a_turn_is_read_from_left_to_right(pattern, sentence, found):
    words = sentence.split()
    places = read_patterns(pattern, LISTS, "x").find(words)
    assert [" ".join(words[first:behind]) for first, behind in places] == ([found] if found else [])


def test_of_two_turns_at_one_place_the_longer_counts_and_the_last_place_comes_first():
    patterns = read_patterns("root\nroot cause\ncause of", LISTS, "x")
    assert patterns.find(["the", "root", "cause", "of", "a", "root"]) == [(5, 6), (2, 4), (1, 3)]
    assert patterns.end_at(["the", "root"], 0) is None
    assert patterns.end_at(["the", "root"], 2) is None
