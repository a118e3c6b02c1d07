"""Words with their offsets, sentences, and what is masked."""

from __future__ import annotations

import pytest

from postmortem_desktop.phrasing.segments import quoted_spans
from postmortem_desktop.phrasing.tokens import MASK, sentences


def words(text):
    return [sentence.words for sentence in sentences(text) if sentence.words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shouldn't", ["should", "not"]),
        ("shouldn’t", ["should", "not"]),
        ("shouldnt", ["should", "not"]),
        ("can't", ["can", "not"]),
        ("won’t", ["will", "not"]),
        ("cannot", ["can", "not"]),
        ("should've", ["should", "have"]),
        ("couldve", ["could", "have"]),
        ("should of", ["should", "have"]),
        ("shouldnt of", ["should", "not", "have"]),
        ("kind of", ["kind", "of"]),
        ("Marco's", ["marco", "'s"]),
        ("u", ["you"]),
        ("on-call", ["on-call"]),
    ],
)
def test_contractions_are_taken_apart(text, expected):
    assert words(text) == [expected]


def test_offsets_lead_back_to_the_text():
    text = "Ada shouldn’t wait."
    (sentence, *_rest) = sentences(text)
    pieces = [text[a:b] for a, b in zip(sentence.starts, sentence.ends, strict=True)]
    assert pieces == ["Ada", "should", "n’t", "wait", "."]


@pytest.mark.parametrize(
    "text",
    ["`rm -rf x`", "https://a.example/b", "/var/log/x.log", "~/notes", "a_b",
     "config.yml", "ops@example.org"],
)  # fmt: skip
def test_what_machines_write_is_one_masked_word(text):
    assert words(f"see {text} now") == [["see", MASK, "now"]]


def test_a_block_of_code_is_not_read_and_ends_the_sentence():
    assert words("see ```\nyou forgot it\n``` now") == [["see"], ["now"]]


@pytest.mark.parametrize(
    "line",
    [
        "2024-05-01T10:00:02Z ERROR you forgot it",
        "[10:00:02] WARN you forgot it",
        "May  1 10:00:02 host app: you forgot it",
        "ERROR: you forgot it",
        "$ blame him",
    ],
)
def test_log_lines_are_not_read(line):
    assert words(f"Before.\n{line}\nAfter.") == [["before", "."], ["after", "."]]


def test_a_line_of_the_timeline_is_read():
    assert words("14:05 Ada called")[0] == ["14:05", "ada", "called"]


def test_sentences_end_at_marks_and_list_items():
    assert words("One. Two! e.g. three\n- four\n\nfive") == [
        ["one", "."],
        ["two", "!"],
        [MASK, "three"],
        ["-", "four"],
        ["five"],
    ]


def test_an_apostrophe_opens_no_quotation():
    assert quoted_spans("Marco's and Lena's don't") == []
    assert quoted_spans('it\'s ‘so’ "said"') == [(5, 9), (10, 16)]


def test_a_sentence_may_end_with_a_number():
    ends = [
        s.ends[-1] for s in sentences("I looked at 14:36. It was 3.5 s, then 4. Flat.") if s.ends
    ]
    assert ends == [18, 40, 46]
