"""Which question is offered next: the newest words, the rarer cue, other wordings, and silence."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from postmortem_desktop.phrasing import next_probe
from postmortem_desktop.phrasing.probes import probe_between


def cue_of(text, asked=()):
    probe = next_probe(text, asked)
    return probe.cue if probe else None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n",
        "The batch runs at two.",
        "14:05 to 14:30",
        "Between 14:05 and 14:30 the batch ran.",
        "From 14:05 until 14:30 the batch ran.",
        "It ran at 14:30, as it had at 14:05.",
        "14:05 first page. 14:10 second page, 14:19 third.",
        "The CPU was at 40 % in UTC terms.",
        "The LBR, our balancer, has two nodes.",
        "The load balancer (LBR) has two nodes.",
        "See PAY-4312 for the ticket.",
        "PLEASE READ THE RUNBOOK NOW",
        "The trace is clearly visible in the panel.",
        "The feature is generally available.",
        "The node came under memory load.",
        "It was just bad luck.",
        "The vendor’s disk has 4 TB.",
        "Priya raised the limit to 40.",
    ],
)
def test_where_nothing_asks_for_a_question_there_is_none(text):
    assert next_probe(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2030-01-02 14:05:11 ERROR it was broken, root cause unknown",
        "ERROR: pool exhausted, human error suspected",
        "```\nwe restarted it by mistake\n```",
        "The line `it was broken` stands in the code.",
        "Ben wrote “it was my fault, I knew it”.",
        'The page says "this was human error".',
        "> I knew it was broken.",
        "see https://example.org/root/human-error/we-restarted",
    ],
)
def test_what_machines_wrote_and_others_said_is_passed_over(text):
    assert next_probe(text) is None


def test_the_newest_words_are_asked_about():
    text = "The root cause was the pool. I was nervous. The lag was at 3 s."
    assert cue_of(text) == "feeling"
    assert cue_of(text[: text.index(" I was")]) == "root_cause"


def test_in_one_sentence_the_rarer_cue_comes_first():
    assert cue_of("We looked at it and I knew the LBR was broken.") == "knew"
    assert cue_of("Obviously we should have waited.") == "should_have"


def test_of_two_places_with_one_cue_the_later_counts():
    text = "I opened the board and then I closed it."
    probe = next_probe(text)
    assert text[probe.start : probe.end] == "I closed"


def test_a_cue_heard_again_is_asked_in_other_words_until_none_are_left():
    asked, questions = [], []
    while probe := next_probe("It was frustrating.", asked):
        asked.append(probe.id)
        questions.append(probe.question)
    assert asked == ["feeling.around", "feeling.pulled", "feeling.before"]
    assert len(set(questions)) == 3


def test_when_the_newest_words_have_been_asked_about_older_ones_get_their_turn():
    text = "I knew the cache was cold. It was frustrating."
    asked = {"feeling.around", "feeling.pulled", "feeling.before"}
    assert next_probe(text, asked).id == "knew.come_to_know"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("At 14:05 the graph looked odd.", "14:05"),
        ("The graph looked odd at 14:05.", "14:05"),
        ("At 14:05 the page came. The graph looked odd.", "14:05"),
        ("At 14:05 the graph looked odd and 14:12 was the end.", "14:05"),
        ("It looked odd around 2 pm.", "2 pm"),
        ("It looked odd around 2:30 p.m. or so.", "2:30 p.m"),
        ("The graph looked odd.", "that moment"),
        ("The graph looked odd. 14:05 was the next page.", None),
    ],
)
def test_the_time_in_or_before_the_sentence_is_named(text, when):
    expected = f"What exactly did you see at {when or 'that moment'}?"
    assert next_probe(text, ()).question == expected


def test_a_gap_names_its_two_times():
    probe = next_probe("The alert came at 14:05. The first node answered at 14:30.")
    assert probe.question == "What happened for you between 14:05 and 14:30?"


def test_a_short_form_is_quoted_in_the_question():
    question = next_probe("The LBR refused at 14:05.").question
    assert question == "What did “LBR” stand for, in plain words, at 14:05?"


def test_a_short_form_that_was_explained_anywhere_is_known():
    assert cue_of("The LBR refused. Our balancer (LBR) has two nodes.") is None


def test_two_accounts_that_differ_in_time_are_asked_what_was_to_be_seen():
    mine = "I had coffee at 13:50. The pool alert reached me at 14:05."
    other = "The pool alert reached everybody at 14:20. Lunch ended at 13:50."
    probe = probe_between(mine, other)
    assert mine[probe.start : probe.end] == "14:05"
    assert (probe.id, probe.cue) == ("two_stories.stood", "two_stories")
    assert probe.question == "What was to be seen at 14:05 from where you stood?"
    assert probe_between(mine, other, {probe.id}).id == "two_stories.place"


@pytest.mark.parametrize(
    "other",
    [
        "",
        "The pool alert reached everybody.",
        "The pool alert reached everybody at 14:05.",
        "Lunch ended at 13:50.",
        "At 14:20 or 14:25 the pool alert reached everybody.",
    ],
)
def test_accounts_that_agree_or_tell_of_something_else_are_left_alone(other):
    assert probe_between("The pool alert reached me at 14:05.", other) is None


WORDS = st.sampled_from(
    [
        *("so", "we", "I", "knew", "restarted", "was", "broken", "14:05", "14:30", "obviously"),
        *(",", ".", "!", "LBR", "(", "“", "”", '"', "'", "\n", ">", "```", "`", "had", "should"),
        *("have", "not", "'t", "been", "the", "a", "mistake", "my", "fault", "feel", "under"),
        *("pressure", "of", "2", "pm", "p.m.", "İ", "ß"),
    ]
)


@given(st.text() | st.lists(WORDS, max_size=60).map(" ".join))
@example("İ" * 30 + " I knew it was broken")
@example("At 14:05. At 14:30. So I restarted “it”")
def test_any_text_gives_one_sound_question_or_none(text):
    asked: set[str] = set()
    while probe := next_probe(text, asked):
        assert probe.id not in asked
        assert 0 <= probe.start < probe.end <= len(text)
        assert not re.search(r"\{\w+\}", probe.question)
        assert probe == next_probe(text, asked)
        asked.add(probe.id)
    assert probe_between(text, text) is None or probe_between(text, text).cue == "two_stories"


def test_a_book_without_end_marks_is_read_through():
    assert next_probe("the was we so very ran " * 20_000 + "nothing more").cue == "we"
    assert next_probe("a" * 200_000) is None
