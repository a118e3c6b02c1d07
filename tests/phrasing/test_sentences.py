"""Whole files of sentences: how many of the judging ones are found, and how few of the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from postmortem_desktop.phrasing import find
from postmortem_desktop.phrasing.lexicon import lexicon
from postmortem_desktop.phrasing.rules import matcher_ids, matcher_rules
from postmortem_desktop.phrasing.subjects import Reading
from postmortem_desktop.phrasing.tokens import sentences

SENTENCES = Path(__file__).parent / "sentences"


def lines(name: str) -> list[str]:
    """Return the lines of a file that hold a sentence."""
    text = (SENTENCES / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def rows(name: str, *, judging: bool, kind: str = "") -> list[str]:
    """Return the sentences of one kind that have a hard label, or those that have none at all."""
    found: list[str] = []
    for line in lines(name):
        row = json.loads(line)
        hard = any(not label.get("soft") for label in row["labels"])
        if hard if judging else not row["labels"]:
            found += [row["text"]] if kind in ("", row["kind"]) else []
    return found


def share(texts: list[str]) -> float:
    """Return the share of sentences in which something is found."""
    return sum(bool(find(text)) for text in texts) / len(texts)


@pytest.mark.parametrize(
    ("name", "kind", "least"),
    [
        ("open.jsonl", "common", 0.98),
        ("open.jsonl", "real", 0.93),
        ("open.jsonl", "idiom", 0.84),
        ("more.jsonl", "common", 0.91),
        ("more.jsonl", "real", 0.83),
    ],
)
def test_most_judging_sentences_are_found(name, kind, least):
    assert share(rows(name, judging=True, kind=kind)) >= least


@pytest.mark.parametrize("name", ["open.jsonl", "more.jsonl"])
def test_nearly_everything_found_judges(name):
    right = sum(bool(find(text)) for text in rows(name, judging=True))
    wrong = sum(bool(find(text)) for text in rows(name, judging=False))
    assert right / (right + wrong) >= 0.98


def test_plain_reports_stay_nearly_silent():
    assert [line for line in lines("reports.txt") if find(line)][2:] == []


@pytest.mark.parametrize("text", lines("judging.txt"))
def test_a_judging_sentence_is_found(text):
    assert find(text)


@pytest.mark.parametrize("text", lines("plain.txt"))
def test_a_plain_sentence_is_left_alone(text):
    assert find(text) == []


def matched(texts: list[str]) -> set[str]:
    """Return the ids of the matchers that find something in some of the sentences."""
    rules = list(matcher_rules(lexicon()))
    found: set[str] = set()
    for sentence in (part for text in texts for part in sentences(text)):
        reading = Reading(sentence, lexicon(), ())
        for rule in rules:
            places = (n for n, word in enumerate(sentence.words) if word in rule.triggers)
            if rule.id not in found and any(rule.find(reading, place) for place in places):
                found.add(rule.id)
    return found


def test_every_matcher_is_heard_in_some_sentence():
    texts = [*lines("judging.txt"), *rows("open.jsonl", judging=True)]
    texts += rows("more.jsonl", judging=True)
    assert sorted(matcher_ids() - matched(texts)) == []
