"""The wording of action items."""

from __future__ import annotations

from datetime import date

import pytest

from postmortem_desktop.phrasing import Tier, find, review_action
from postmortem_desktop.phrasing.actions import action_words

DUE = date(2030, 1, 2)


def titles(title, owner="Ada", due=DUE):
    return [hint.title for hint in review_action(title, owner, due)]


@pytest.mark.parametrize(
    "title",
    ["Improve the monitoring", "Investigate the queue", "Look into the alerts", "Consider a cache"],
)
def test_a_vague_verb_without_an_end_is_asked_for_its_end(title):
    (hint,) = review_action(title, "Ada", DUE)
    assert hint.question == "What would show that it is done?"
    assert (hint.category, hint.tier, hint.start) == ("action", Tier.HARD, 0)


@pytest.mark.parametrize(
    "title",
    [
        "Improve start-up to below 2 s",
        "Investigate the queue until the next drill",
        "Add an alert on pool wait time",
        "Move the backups to a second region",
        "Document the failover in the runbook",
    ],
)
def test_an_action_with_an_end_is_left_alone(title):
    assert titles(title) == []


@pytest.mark.parametrize(
    "title",
    ["Be more careful with drains", "Remind everybody of the freeze", "Train the operators",
     "Pay more attention to the graphs"],
)  # fmt: skip
def test_fixing_the_person_is_asked_for_the_conditions(title):
    assert "Changing the person" in titles(title)
    questions = [hint.question for hint in review_action(title, "Ada", DUE)]
    assert "What would make this hard to do, or easy to undo?" in questions


def test_a_title_without_a_verb_first_is_asked_for_it():
    (hint,) = review_action("Better dashboards", "Ada", DUE)
    assert (hint.start, hint.end, hint.title) == (0, 6, "Does not begin with a verb")


def test_a_missing_owner_or_date_is_a_quiet_hint():
    hints = review_action("Add an alert", "  ", None)
    assert [(hint.title, hint.tier) for hint in hints] == [
        ("No owner", Tier.SOFT),
        ("No date", Tier.SOFT),
    ]
    assert all((hint.start, hint.end) == (0, len("Add an alert")) for hint in hints)


@pytest.mark.parametrize("title", ["", "   ", "\n"])
def test_an_action_still_being_written_gives_nothing(title):
    assert review_action(title, "", None) == []


def test_our_own_words_judge_nobody():
    for check in action_words().checks.values():
        assert find(f"{check.title}. {check.reason} {check.question}") == []
