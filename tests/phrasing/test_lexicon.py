"""The data files: each can be read, and a malformed one says what to do."""

from __future__ import annotations

import re

import pytest

from postmortem_desktop.phrasing.actions import read_action_words
from postmortem_desktop.phrasing.lexicon import (
    PhrasingDataError,
    lexicon,
    read_categories,
    read_lexicon,
)
from postmortem_desktop.resources import resource_path

LEXICON = resource_path("phrasing", "lexicon")


def test_the_lists_are_read_once():
    assert lexicon() is lexicon()


def test_a_name_that_is_also_a_word_of_grammar_is_in_no_list_of_names():
    words = lexicon()
    assert not words.given_names & (words.closed | words.prepositions | words.determiners)


def test_a_missing_list_is_named(tmp_path):
    (tmp_path / "people.toml").write_text('roles = "a"', encoding="utf-8")
    with pytest.raises(PhrasingDataError, match="The list “subject_pronouns” is in no file"):
        read_lexicon(tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("roles = ", "people.toml cannot be read as TOML"),
        ("subject_pronouns = 3", "people.toml: “subject_pronouns” needs a text"),
    ],
)
def test_a_malformed_lexicon_is_explained(tmp_path, content, said):
    (tmp_path / "people.toml").write_text(content, encoding="utf-8")
    with pytest.raises(PhrasingDataError, match=re.escape(said)):
        read_lexicon(tmp_path)


def test_bytes_that_are_no_text_are_explained(tmp_path):
    (tmp_path / "people.toml").write_bytes(b'roles = "\xff"')
    with pytest.raises(PhrasingDataError, match="cannot be read as TOML"):
        read_lexicon(tmp_path)


def test_malformed_categories_and_checks_are_explained(tmp_path):
    path = tmp_path / "words.toml"
    path.write_text("hindsight = 3", encoding="utf-8")
    with pytest.raises(PhrasingDataError, match="“hindsight” needs a table"):
        read_categories(path)
    with pytest.raises(PhrasingDataError, match=r"needs a table \[vague\]"):
        read_action_words(path)
