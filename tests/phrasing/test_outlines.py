"""The look at bare words before a sentence is taken apart: it is quick, and it loses nothing."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from postmortem_desktop.phrasing.lexicon import lexicon
from postmortem_desktop.phrasing.outlines import Neighbours, may_hold
from postmortem_desktop.phrasing.phrases import built_in_phrases
from postmortem_desktop.phrasing.review import review
from postmortem_desktop.phrasing.rules import RuleTable, matcher_rules, phrase_rule
from postmortem_desktop.phrasing.segments import bare_words, lower_case, sentence_spans
from postmortem_desktop.phrasing.subjects import Reading
from postmortem_desktop.phrasing.tokens import odd_words, plain_words_in, read_sentence

SENTENCES = Path(__file__).parent / "sentences"
RULES = (*matcher_rules(lexicon()), *map(phrase_rule, built_in_phrases()))
TABLE = RuleTable(RULES)


def bare(text):
    return bare_words(lower_case(text))


def plain(sentence):
    """Return the plain words of a bare sentence."""
    words = sentence.split()
    return plain_words_in(words, odd_words(set(words)))


def asked_of(sentence):
    """Return the rules that are asked of a sentence which is looked at by itself."""
    return list(TABLE.candidates([bare(sentence)]).get(0, ()))


def found_without_a_look(text, by_word):
    """Return the ids of the rules that find something when all with their gate words are asked."""
    reading = Reading(read_sentence(text, lower_case(text), 0, len(text)), lexicon(), frozenset())
    words = reading.sentence.words
    present = frozenset(words)
    return {
        rule.id
        for index, word in enumerate(words)
        for rule in by_word[word]
        if not any(map(present.isdisjoint, rule.gate)) and rule.find(reading, index)
    }


def test_a_rule_that_would_find_something_is_always_asked():
    by_word = defaultdict(list)
    for rule in RULES:
        for word in rule.triggers:
            by_word[word].append(rule)
    lines = [
        line
        for name in ("open.jsonl", "more.jsonl")
        for line in (SENTENCES / name).read_text(encoding="utf-8").splitlines()
    ]
    lost = {}
    count = 0
    for text in (json.loads(line)["text"] for line in lines):
        for start, end in sentence_spans(text):
            sentence = text[start:end]
            asked = {rule.id for rule in asked_of(sentence)}
            finding = found_without_a_look(sentence, by_word)
            count += len(finding)
            if not finding <= asked:
                lost[sentence] = finding - asked
    assert count > 1_000
    assert lost == {}


@pytest.mark.parametrize(
    "text",
    [
        "We should add an alert on the pool that fires after ten minutes of timeouts.",
        "Marco decided to wait, because the queue had reached 1426 items.",
        "Lena expected the limit to apply to new connections only.",
        "The night operator kept a list of what had been tried.",
    ],
)
def test_plain_accounts_are_not_taken_apart(text):
    assert asked_of(text) == []


def test_sentences_looked_at_together_are_asked_the_same_as_each_by_itself():
    sentences = [
        json.loads(line)["text"]
        for line in (SENTENCES / "open.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    together = TABLE.candidates(map(bare, sentences))
    apart = {number: tuple(asked_of(sentence)) for number, sentence in enumerate(sentences)}
    assert together == {number: rules for number, rules in apart.items() if rules}


def test_the_words_of_a_sentence_are_told_without_marks_and_contractions():
    words = plain(bare("Well, you should’ve known (at 14:36), didn’t you?"))
    assert words == [
        *("well", "you", "should", "have", "known", "at", "14", "36", "did", "not", "you", "?"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He should of asked.", True),
        ("He shouldn't of asked.", True),
        ("You couldnt of known.", True),
        ("Half of the carts could not be paid.", False),
        ("A kind of lock.", False),
    ],
)
def test_of_counts_as_have_behind_a_modal(text, expected):
    words = plain(bare(text))
    assert ("have" in words) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("he was not really paid to sleep", True),
        ("he was paid for it", False),
        ("he was told that paid work waits", False),
        ("paid to sleep", False),
    ],
)
def test_a_neighbour_stands_next_to_the_trigger_but_for_adverbs(text, expected):
    near = Neighbours(
        before=frozenset(("he",)), behind=frozenset(("paid",)), then=frozenset(("to",))
    )
    assert near.stand(text.split(), frozenset(("was",))) is expected


def test_an_empty_neighbour_is_the_begin_of_the_sentence():
    near = Neighbours(before=frozenset(("", "oh")))
    triggers = frozenset(("nice",))
    assert near.stand(["nice", "work"], triggers)
    assert near.stand(["oh", "really", "nice"], triggers)
    assert not near.stand(["a", "nice", "day"], triggers)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (" he fell asleep at the wheel ", True),
        (" he fell soundly asleep at his own wheel ", True),
        (" the wheel was still when he fell asleep ", False),
        (" he fell off ", False),
    ],
)
def test_a_turn_is_told_by_the_order_of_its_words(line, expected):
    assert may_hold("fell ~ asleep at ...2 wheel", line) is expected


def test_a_rule_is_asked_once_however_many_of_its_words_a_sentence_holds():
    text = "You should have asked, you should have looked and you should have waited for the wheel."
    rules = asked_of(text)
    assert "should-have" in {rule.id for rule in rules}
    assert len(rules) == len(set(rules))


def test_a_long_sentence_is_taken_apart_without_a_look_at_the_order_of_its_words():
    said = "and then it ran at it again, "
    assert "here-we-go-again" not in {rule.id for rule in asked_of(said)}
    assert "here-we-go-again" in {rule.id for rule in asked_of(said * 20)}
    assert review(said * 20) == []
