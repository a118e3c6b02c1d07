"""The notation of turns of words."""

from __future__ import annotations

import pytest

from postmortem_desktop.phrasing.turns import read_turns

LISTS = {
    "adverbs": frozenset(("then",)),
    "past": frozenset(("ran",)),
    "not_past": frozenset(("need",)),
    "i": frozenset(("i", "we")),
}


@pytest.mark.parametrize(
    ("turn", "sentence", "found"),
    [
        ("root cause|causes", "the root causes were", "root causes"),
        ("<i> knew", "and we knew", "we knew"),
        ("i ~ knew", "i then really knew", "i then really knew"),
        ("i ~ knew", "i knew", "i knew"),
        ("i ~ knew", "i often then really knew", None),
        ("i been? there", "i there", "i there"),
        ("i been? there", "i been there", "i been there"),
        ("let .. down", "let them all down", "let them all down"),
        ("let .. down", "let down", None),
        ("let ..? down", "let down", "let down"),
        ("let .. down", "let a b c d down", None),
        ("let .. down", "let , down", None),
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
def test_a_turn_is_read_from_left_to_right(turn, sentence, found):
    words = sentence.split()
    places = read_turns(turn, LISTS, "x").find(words)
    assert [" ".join(words[first:behind]) for first, behind in places] == ([found] if found else [])


def test_of_two_turns_at_one_place_the_longer_counts_and_the_last_place_comes_first():
    turns = read_turns("root\nroot cause\ncause of", LISTS, "x")
    assert turns.find(["the", "root", "cause", "of", "a", "root"]) == [(5, 6), (2, 4), (1, 3)]
    assert turns.end_at(["the", "root"], 0) is None
    assert turns.end_at(["the", "root"], 2) is None
