"""Which sentence the cursor is in, and which time of day it names."""

from datetime import UTC, datetime

import pytest

from postmortem_desktop.exchange.samples import load_sample
from postmortem_desktop.ui.interview.sentences import moment_named_in, one_line, sentence_at

NOON = datetime(2026, 10, 15, 12, 0, tzinfo=UTC)
TEXT = "I opened it. She said “it is green.” Then we waited\nfor the p95 to fall! Nothing."


@pytest.mark.parametrize(
    ("position", "sentence"),
    [
        (0, "I opened it."),
        (11, "I opened it."),
        (20, "She said “it is green.”"),
        (45, "Then we waited for the p95 to fall!"),
        (len(TEXT), "Nothing."),
    ],
)
def test_the_sentence_around_the_cursor_is_found(position, sentence):
    assert sentence_at(TEXT, position) == sentence


def test_there_is_no_sentence_in_nothing():
    assert sentence_at("", 0) == ""
    assert sentence_at("  \n ", 2) == ""


def test_white_space_becomes_one_space():
    assert one_line(" a\n\n b\t c ") == "a b c"


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("I purged it at 14:19.", 12, 19),
        ("About 2:05 pm we met", 12, 5),
        ("from 14:28 to 14:40", 12, 28),
    ],
)
def test_a_time_of_day_is_one_of_the_incident_s_day_and_zone(text, hour, minute):
    found = moment_named_in(text, load_sample().dossier, lambda: NOON)
    assert found == datetime(2026, 10, 14, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize("text", ["p95 at 4.20 s", "ratio 3:1", "99:99 of them", "10.0.0.1:8080"])
def test_other_figures_are_no_time(text):
    assert moment_named_in(text, load_sample().dossier, lambda: NOON) is None
