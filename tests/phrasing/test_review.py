"""What a hint says, where it lies, and that no text can upset the reader."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import FrozenInstanceError
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from postmortem_desktop.phrasing import CATEGORIES, Hint, Tier, find, review
from postmortem_desktop.phrasing.lexicon import category_texts, lexicon
from postmortem_desktop.phrasing.rules import matcher_rules
from tests.phrasing.idioms import all_idioms

LANGUAGE = Path(__file__).resolve().parents[3] / "shared" / "language"
WRITTEN = LANGUAGE / "dev_written.jsonl"
needs_written = pytest.mark.skipif(not WRITTEN.exists(), reason=f"{WRITTEN} is not there")


def written_rows():
    return [json.loads(line) for line in WRITTEN.read_text(encoding="utf-8").splitlines()]


def test_a_hint_names_the_place_the_reason_and_one_question():
    text = "At 10:05 the night operator failed to call the vendor."
    (hint,) = review(text)
    assert text[hint.start : hint.end] == "the night operator failed to call"
    assert (hint.category, hint.tier) == ("failure_to_act", Tier.HARD)
    assert hint.title == "What was not done"
    assert "\n" not in hint.reason
    assert hint.question == "What else did the night operator have to deal with at 10:05?"
    assert hint.rule == "failed-to"


def test_a_question_names_the_time_that_the_text_is_about():
    (hint,) = review("Priya should have waited.", moment="14:31")
    assert hint.questions[0] == "What did Priya know at 14:31?"
    (named,) = review("At 09:15 Priya should have waited.", moment="14:31")
    assert named.questions[0] == "What did Priya know at 09:15?"


def test_self_blame_is_met_gently():
    (hint,) = review("I was stupid not to check the pool.")
    assert (hint.own, hint.category) == (True, "competence")
    assert hint.title == "Hard on oneself"
    assert hint.question == "What was visible from where you were looking?"
    (other,) = review("He was stupid not to check the pool.")
    assert (other.own, other.title) == (False, "A verdict on a person")


def test_a_hint_cannot_be_changed():
    (hint,) = review("He forgot to call.")
    with pytest.raises(FrozenInstanceError):
        hint.start = 3


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Priya should have waited.", "What did Priya know at that moment?"),
        ("The reviewer should have waited.", "What did the reviewer know at that moment?"),
        ("You should have waited.", "What did you know at that moment?"),
        ("They should have waited.", "What did people know at that moment?"),
        ("This should have been tested.", "What did people know at that moment?"),
        ("I should have waited.", "What was visible from where you were looking?"),
        ("I was stupid not to check.", "What was visible from where you were looking?"),
    ],
)
def test_the_question_is_asked_of_those_it_is_about(text, question):
    assert [hint.question for hint in review(text)] == [question]


def test_every_category_has_its_words_and_one_question():
    assert tuple(category_texts()) == CATEGORIES
    for words in category_texts().values():
        assert words.title
        assert words.reason.endswith(".")
        for question in (*words.questions, *words.own):
            assert question.count("?") == 1
            assert find(question.format(who="the operator", when="14:31")) == []


def test_irony_is_heard():
    found = find("Great job, now the backups are gone. Some genius decided that.")
    assert [category for _start, _end, category in found] == ["sarcasm", "sarcasm"]
    assert find("Great job, the backups are complete.") == []
    assert "sarcasm" in CATEGORIES


def test_offsets_count_characters_around_quotes_and_emoji():
    text = "🔥🔥 “Odd”, she wrote — she shouldn’t have merged it 👩‍💻. He forgot to ask…"
    spans = [(text[start:end], category) for start, end, category in find(text)]
    assert spans == [
        ("she shouldn’t have merged", "counterfactual"),
        ("He forgot", "failure_to_act"),
    ]


@pytest.mark.parametrize("quote", ['"{}"', "“{}”", "«{}»", "‘{}’", "'{}'"])
def test_reported_words_give_a_quiet_hint_only(quote):
    text = "The channel reads " + quote.format("you should have called") + " at 14:05."
    assert find(text) == []
    assert [hint.tier for hint in review(text)] == [Tier.SOFT]


def test_an_uncertain_case_is_a_quiet_hint():
    text = "We did not check the disk. He accidentally deleted the table."
    assert find(text) == []
    assert [(hint.category, hint.tier) for hint in review(text)] == [
        ("failure_to_act", Tier.SOFT),
        ("human_error", Tier.SOFT),
    ]


def test_hints_do_not_overlap_and_come_in_reading_order():
    text = (
        "It was obviously a bad decision by the careless lead, who should have known better. "
        "They keep making the same mistakes."
    )
    hints = review(text)
    assert len(hints) > 2
    assert all(a.end <= b.start for a, b in pairwise(hints))


@pytest.mark.parametrize("text", ["Marco failed to", "Marco often fails to "])
def test_a_sentence_that_is_still_being_written_is_read(text):
    (hint,) = review(text)
    assert text[hint.start : hint.end] == text.strip()


def test_an_empty_text_gives_nothing():
    assert review("") == []
    assert review(" \n\t") == []


TRIGGERS = sorted({word for rule in matcher_rules(lexicon()) for word in rule.triggers})
WORDS = st.sampled_from(
    [
        *TRIGGERS,
        "the",
        "team",
        "he",
        "of",
        "who",
        "and",
        "not",
        "to",
        "have",
        ",",
        ".",
        "“",
        "'s",
        "\n",
    ]
)


@given(st.one_of(st.text(), st.lists(WORDS, max_size=60).map(" ".join)))
@example("İİ shouldn’t’ve have forgotten’s")
@example("who " * 2000)
@example("the team of " * 800 + "failed to ask")
@example("and " * 3000 + "forgot to")
@example("." * 5000)
@example("a+" * 3000)
@example("`" * 3001)
def test_no_text_upsets_it_and_spans_lie_within(text):
    hints = review(text, ["Ada Lovelace"])
    for hint in hints:
        assert isinstance(hint, Hint)
        assert 0 <= hint.start < hint.end <= len(text)
        assert hint.category in CATEGORIES
    hard = [
        (hint.start, hint.end, hint.category) for hint in review(text) if hint.tier is Tier.HARD
    ]
    assert find(text) == hard


@needs_written
def test_the_written_examples_are_found_with_few_false_hints():
    spec = importlib.util.spec_from_file_location("score", LANGUAGE / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    result = score.score(find, written_rows())
    assert result["P"] >= 0.9, result["fps"]
    assert result["R"] >= 0.5


@needs_written
def test_the_blameless_rewrites_are_never_flagged():
    rewrites = [text for row in written_rows() for text in row.get("rewrites", [])]
    if not rewrites:
        pytest.skip(f"{WRITTEN.name} has no rewrites")
    assert [text for text in rewrites if find(text)] == []


@pytest.mark.parametrize(
    "text", ["It was my fault.", "My fault, sorry.", "I'm such an idiot.", "I feel so stupid."]
)
def test_people_who_blame_themselves_are_met_gently_also_without_a_verb(text):
    hint = review(text)[0]
    assert hint.own
    assert hint.title == "Hard on oneself"


def test_an_insult_to_somebody_else_is_not_taken_for_self_blame():
    assert not review("I think he is an idiot.")[0].own


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Thanks to Dave's screw-up we lost four hours.", "screw-up"),
        ("It’s now obvious that the cache was cold.", "now obvious"),
        ("Martin left it open, and nobody bothered to look.", "nobody bothered to"),
        ("The drivers, as on every previous occasion, were late.", "as on every previous occasion"),
        ("It took longer than we should have needed.", "we should have needed"),
        ("It stayed open because Devadas had forgotten it.", "Devadas had forgotten"),
        ("That is squarely on the planners.", "That is squarely on the planners"),
        ("Yet again the night porter had left.", "Yet again the night porter had"),
        ("But for his endless tinkering it would run.", "But for his endless tinkering"),
        ("It happened because of the on-call engineer.", "because of the on-call engineer"),
        ("If we had looked, it would run.", "If we had looked"),
        ("It doesn't take a genius to see it.", "doesn't take a genius"),
        (
            "I cannot help thinking that the author has left.",
            "cannot help thinking that the author",
        ),
        ("We underestimated the load.", "We underestimated"),
        ("The 'experts' had it open.", "The 'experts'"),
        ("We read (you should have checked) twice.", "you should have checked"),
    ],
)
def test_a_hint_stands_at_the_words_that_carry_the_verdict(text, words):
    assert [text[hint.start : hint.end] for hint in review(text)] == [words]


def test_no_hint_begins_or_ends_with_a_joining_word_or_in_the_middle_of_one():
    texts = [text for idiom in all_idioms() for text in idiom.found]
    stretches = [(text, hint.start, hint.end) for text in texts for hint in review(text)]
    assert len(stretches) > 1_000
    for text, start, end in stretches:
        words = text[start:end].lower().split()
        assert words[0] not in ("'s", "’s", "and", "or"), text
        assert words[-1] not in ("and", "or", "but", "the", "a", "an"), text
        assert text[start].isalpha(), text
        assert not text[max(0, start - 1) : start].isalpha(), text
        assert not text[end : end + 1].isalpha(), text
