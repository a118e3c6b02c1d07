"""The notation of cues, and what is said about a file that cannot be understood."""

from __future__ import annotations

import re

import pytest

from postmortem_desktop.phrasing.cues import cue_book, read_cues
from postmortem_desktop.phrasing.lexicon import PhrasingDataError

LISTS = """
[lists]
adverbs = "then"
past = "ran"
not_past = "need"
known = ""
known_names = ""
common = ""
i = "i we"
"""
QUESTIONS = '[cues.questions]\none = "What did you see at {when}?"\n'


def written(tmp_path, content):
    path = tmp_path / "probes.toml"
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("cues = ", "probes.toml cannot be read as TOML"),
        ("", "probes.toml, [lists]: “adverbs” needs a text"),
        (LISTS, "probes.toml holds no cues; begin each with [[cues]]"),
        ("cues = [3]\n" + LISTS, "cue 1 is no table"),
        (LISTS + "[[cues]]\n", "cue 1: “id” needs a text"),
        (LISTS + '[[cues]]\nid = "A b"\n', "“A b” is no id"),
        (LISTS + '[[cues]]\nid = "a"\n', "cue 1: “words” needs a text"),
        (LISTS + '[[cues]]\nid = "a"\nfound_by = "luck"\n', "“found_by” has to be one of words"),
        (LISTS + '[[cues]]\nid = "a"\nwords = "~ x"\n', "“~ x” has to begin with a plain word"),
        (LISTS + '[[cues]]\nid = "a"\nwords = "x? y"\n', "has to begin with a plain word"),
        (LISTS + '[[cues]]\nid = "a"\nwords = "!x y"\n', "has to begin with a plain word"),
        (LISTS + '[[cues]]\nid = "a"\nwords = "^"\n', "has to begin with a plain word"),
        (LISTS + '[[cues]]\nid = "a"\nwords = "x <y>"\n', "<y> is no list of [lists]"),
        (LISTS + '[[cues]]\nid = "a"\nwords = "x"\n', "“a” needs a table [cues.questions]"),
        (
            LISTS + '[[cues]]\nid = "a"\nwords = "x"\n[cues.questions]\none = "What {who}?"\n',
            "nothing fills {who}",
        ),
        (
            LISTS + '[[cues]]\nid = "a"\nwords = "x"\n[cues.questions]\none = "What {to}?"\n',
            "nothing fills {to}",
        ),
        (
            LISTS + f'[[cues]]\nid = "a"\nintent = "x"\nwords = "x"\n{QUESTIONS}' * 2,
            "cue 2: the id “a” is taken",
        ),
    ],
)
def test_a_malformed_book_of_cues_is_explained(tmp_path, content, said):
    with pytest.raises(PhrasingDataError, match=re.escape(said)):
        read_cues(written(tmp_path, content))


def test_the_built_in_cues_are_read_once():
    assert cue_book() is cue_book()
    assert len({cue.id for cue in cue_book().cues}) == len(cue_book().cues)
