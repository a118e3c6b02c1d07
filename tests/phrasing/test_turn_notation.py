"""The notation of turns of speech: what each sign stands for, and what is told when it is wrong."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem_desktop.phrasing.lexicon import PhrasingDataError, lexicon
from postmortem_desktop.phrasing.phrases import phrase_of
from postmortem_desktop.phrasing.turn_notation import gate_of, is_common, read_turn
from tests.phrasing.idioms import heard


def finds(turn: str, text: str, *, kind: str = "anywhere") -> bool:
    """Tell whether a turn is found in a text."""
    phrases = list(phrase_of("under-test", "sarcasm", turn, "a test", kind=kind))
    return bool(heard(text, phrases))


@pytest.mark.parametrize(
    ("turn", "found", "silent"),
    [
        ("ship|boat sank", "The boat sank.", "The raft sank."),
        ("drop* anchor", "They were dropping anchor.", "They were raising anchor."),
        ("asleep (at the wheel|on watch)", "Asleep on watch again.", "Asleep on the sofa."),
        ("so very? seasick", "So seasick!", "So utterly seasick!"),
        ("lost (all of)? bearings", "It lost bearings.", "It lost most of bearings."),
        ("walk ...2 plank", "Walk the long plank.", "Walk the very long plank."),
        ("walk ...2 plank", "Walk plank.", "Walk, the plank."),
        ("walk ...3 plank", "Walk on the plank.", "Walk on, said she, plank."),
        ("capsized ~ quickly", "It capsized really very quickly.", "It capsized and sank quickly."),
        ("mutiny by <person>", "A mutiny by the operators.", "A mutiny by the cluster."),
        ("<whose> parrot", "Marco's parrot", "The cluster's parrot"),
        ("<whose> parrot", "Ask her parrot.", "Ask its parrot."),
        ("badly <participle> sail", "A badly mended sail.", "A badly red sail."),
        ("marooned <roles>", "The marooned engineer.", "The marooned router."),
        ("abandon ship <end>", "Abandon ship!", "Abandon ship logs."),
        ("overboard !flag|flags", "He went overboard twice.", "The overboard flag was set."),
        ("^ahoy", "Well, ahoy!", "They said ahoy."),
        ("isn't seaworthy", "It isn’t seaworthy.", "It is seaworthy."),
    ],
)
def test_a_sign_stands_for_what_the_notation_says(turn, found, silent):
    assert finds(turn, found)
    assert not finds(turn, silent)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("The crew abandoned ship.", True),
        ("You did abandon ship.", True),
        ("They must have abandoned ship.", True),
        ("We were abandoning ship.", True),
        ("He decided to abandon ship.", True),
        ("Everyone abandoned ship.", True),
        ("Everyone abandons ship.", False),
        ("The crew never abandoned ship.", False),
        ("The crew did not abandon ship.", False),
        ("They will abandon ship.", False),
        ("We wanted to abandon ship.", False),
        ("If the crew abandoned ship, it would drift.", False),
        ("The cluster abandoned ship.", False),
        ("Nobody abandoned ship.", False),
    ],
)
def test_with_a_person_a_deed_is_told_of_somebody(text, is_found):
    assert finds("abandon* ship", text, kind="with_person") is is_found


def test_a_turn_that_begins_with_was_is_heard_in_a_question_too():
    assert finds("<be> seasick", "The crew was seasick.", kind="with_person")
    assert finds("<be> seasick", "Were you seasick?", kind="with_person")
    assert not finds("<be> seasick", "Was it seasick?", kind="with_person")


@pytest.mark.parametrize(
    ("turn", "place", "gate"),
    [
        ("drop* the anchor", 2, {"anchor"}),
        ("asleep (at the wheel|on watch)", 0, {"asleep"}),
        ("<be> (at the tiller|on watch)", 1, {"tiller", "watch"}),
        ("isn't (parrot|cutlass)", 1, {"parrot", "cutlass"}),
        ("very? big drift*", 2, {"drift", "drifts", "drifted", "drifting"}),
    ],
)
def test_a_turn_is_looked_up_by_its_rarest_words(turn, place, gate):
    found = gate_of(turn)
    assert (found.place, found.words) == (place, frozenset(gate))
    assert is_common("the")
    assert not is_common("anchor")


@pytest.mark.parametrize(
    ("turn", "said"),
    [
        ("", "it has to begin with a plain word"),
        ("~ x", "it has to begin with a plain word"),
        ("been? x", "it has to begin with a plain word"),
        ("<gossips> x", "here: <gossips> is no list of the lexicon"),
        ("x (<person>|y)", "here: <person> cannot stand beside a “|”; write it alone."),
        ("x (y", "here: close each “(” of “x (y” with a “)”."),
        ("x y||z", "here: “y||z” has a word too few beside a “|”."),
        ("x y%", "here: “y%” is no word and no sign of the notation."),
    ],
)
def test_what_is_wrong_with_a_turn_is_told(turn, said):
    with pytest.raises(PhrasingDataError, match=re.escape(said)):
        read_turn(turn, lexicon(), "here")


@given(st.text(alphabet="ab'’|*?()<>~!.^3 é", max_size=20))
def test_any_text_is_either_a_turn_or_explained(turn):
    try:
        elements = read_turn(turn, lexicon(), "here")
        gate_of(turn)
    except PhrasingDataError as error:
        told = str(error)
    else:
        told = f"here: {elements}"
    assert told.startswith("here: ")


def test_a_stretch_lets_a_sentence_pass_only_as_a_whole():
    found = gate_of("drop* (the anchor|a schooner) again")
    assert found.words == {"anchor", "schooner"}
    assert found.stretches == {"anchor": {"the anchor"}, "schooner": {"a schooner"}}
    assert found.beside >= {"dropped", "drops"}
