"""The prompt bank keeps to the rules it teaches; the choice of the next prompt."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from postmortem_desktop.phrasing import find
from postmortem_desktop.phrasing.lexicon import PhrasingDataError
from postmortem_desktop.phrasing.prompts import (
    STAGES,
    Prompt,
    fill,
    load_prompts,
    next_prompts,
    read_prompts,
)

ACCOUNTS = ("actions", "effects", "expectations", "assumptions", "own_timeline")
CATEGORIES = {
    *("opening", "ordinary_work", "cues", "interpretation", "expectations", "assumptions"),
    *("goals", "choices", "action_and_effect", "experience", "rules_and_tools", "load", "help"),
    *("communication", "looking_ahead", "typical_or_odd", "own_time", "what_held", "outcome"),
    *("zoom_out", "learning_and_close"),
}
OPENERS = {"what", "how", "which", "where", "when", "who", "whose", "whom"}
OUTCOME = re.compile(
    r"\b(outage|fail\w*|wrong|mistakes?|errors?|caus\w*|fault|prevent\w*|broke\w*|breakage"
    r"|should|problem|damage|root|incident)\b",
    re.IGNORECASE,
)

PROMPTS = load_prompts()
TEXTS = [(p, text) for p in PROMPTS for text in (p.text, p.follow_up)]


def prompt(prompt_id, account="actions", *conditions):
    return Prompt(prompt_id, "goals", "", account, "deepen", "What?", "How?", conditions)


@pytest.mark.parametrize(("item", "text"), TEXTS, ids=[text for _, text in TEXTS])
def test_every_prompt_is_one_short_open_question_that_judges_nobody(item, text):
    asked = fill(text, "14:05", "pool resized")
    words = re.findall(r"[\w’'-]+", asked)
    assert text.count("?") == 1
    assert text.endswith("?")
    assert len(words) < 20
    assert words[0].lower() in OPENERS
    assert not OUTCOME.search(text)
    assert not re.search(r"\bwhy\b|\bor (?:not|was|did)\b", text, re.IGNORECASE)
    assert find(asked) == []
    assert bool(re.search(r"[{}]", text)) <= item.about_event
    assert set(re.findall(r"\{(\w*)\}", text)) <= {"time", "event"}


def test_a_prompt_about_a_moment_names_that_moment():
    for item in PROMPTS:
        named = "{time}" in item.text or "{event}" in item.text
        assert named == item.about_event, item.id


def test_every_account_has_enough_prompts_and_some_need_no_moment():
    counts = Counter(item.account for item in PROMPTS)
    assert set(counts) == {*ACCOUNTS, ""}
    assert all(counts[account] >= 8 for account in ACCOUNTS)
    assert sum(counts[account] for account in ACCOUNTS) >= 40
    for account in ACCOUNTS:
        assert len(next_prompts(PROMPTS, (), account, False)) >= 3


def test_the_bank_is_well_formed():
    assert len({item.id for item in PROMPTS}) == len(PROMPTS)
    assert len({text for _item, text in TEXTS}) == len(TEXTS)
    for item in PROMPTS:
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", item.id)
        assert item.category in CATEGORIES
        assert item.stage in STAGES
        assert item.intent
        assert set(item.conditions) <= {"about_event"}


def test_the_bank_opens_and_closes_without_an_account():
    assert {item.stage for item in PROMPTS if not item.account} >= {"settle", "close"}
    assert {item.category for item in PROMPTS} == CATEGORIES


def test_the_guide_follows_the_arc_of_an_interview():
    stages = [STAGES.index(item.stage) for item in PROMPTS]
    assert stages == sorted(stages)


def test_what_was_not_asked_comes_first_in_guide_order():
    bank = [prompt("a"), prompt("b"), prompt("c"), prompt("other", "effects")]
    chosen = next_prompts(bank, {"a"}, "actions", True)
    assert [item.id for item in chosen] == ["b", "c", "a"]


def test_a_prompt_about_a_moment_waits_for_one():
    bank = [prompt("a", "actions", "about_event"), prompt("b")]
    assert [item.id for item in next_prompts(bank, (), "actions", False)] == ["b"]
    assert [item.id for item in next_prompts(bank, (), "actions", True)] == ["a", "b"]


def test_slots_are_filled_once_and_with_anything():
    text = "What did you expect after “{event}” at {time}?"
    assert fill(text, "14:05", "set {time} = 5") == (
        "What did you expect after “set {time} = 5” at 14:05?"
    )
    assert fill(text, "", "x") == "What did you expect after “x” at that moment?"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("prompts = [", "cannot be read as TOML"),
        ("", "holds no prompts"),
        ('[[prompts]]\nid = "a"', "prompt 1: “category” needs a text"),
    ],
)
def test_a_malformed_bank_is_explained(tmp_path, content, said):
    path = tmp_path / "mine.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PhrasingDataError, match=re.escape(said)) as caught:
        read_prompts([path])
    assert "mine.toml" in str(caught.value)


def test_an_id_that_is_taken_is_explained(tmp_path):
    entry = "[[prompts]]\n" + "".join(
        f'{key} = "{value}"\n'
        for key, value in {
            "id": "a.b",
            "category": "goals",
            "intent": "x",
            "account": "",
            "stage": "close",
            "text": "What?",
            "follow_up": "How?",
        }.items()
    )
    path = tmp_path / "mine.toml"
    path.write_text(entry, encoding="utf-8")
    assert [item.id for item in read_prompts([path])] == ["a.b"]
    path.write_text(entry * 2, encoding="utf-8")
    with pytest.raises(PhrasingDataError, match=r"prompt 2: the id “a\.b” is taken"):
        read_prompts([path])
