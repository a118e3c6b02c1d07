"""The wording of action items."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from postmortem_desktop.phrasing import Tier, review, review_action
from postmortem_desktop.phrasing.actions import action_words, read_action_words
from postmortem_desktop.phrasing.lexicon import PhrasingDataError
from postmortem_desktop.resources import resource_path

DUE = date(2030, 1, 2)
DONE = "The drill runs without a page."
OPEN_END = "No end in sight"
PERSON = "Changing the person"
NO_VERB = "Does not begin with a verb"
MAYBE_NO_VERB = "Perhaps no verb at the beginning"
NOISE = "One more thing to watch"
SEVERAL = "More than one owner"


def titles(title, owner="Ada", due=DUE, done_test=""):
    return [hint.title for hint in review_action(title, owner, due, done_test or DONE)]


def hints_without_test(title):
    return review_action(title, "Ada", DUE)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Improve the monitoring", "Improve"),
        ("Optimise the queries", "Optimise"),
        ("Optimize the queries", "Optimize"),
        ("Increase test coverage", "Increase"),
        ("Investigate the queue", "Investigate"),
        ("Look into the alerts", "Look into"),
        ("Consider a cache", "Consider"),
        ("Review the thresholds", "Review"),
        ("Review and improve the thresholds", "Review"),
        ("Keep an eye on the lag", "Keep an eye"),
        ("Payments: further improve the runbooks", "improve"),
    ],
)
def test_a_vague_verb_without_an_end_is_asked_for_its_end(title, words):
    (hint,) = hints_without_test(title)
    assert (hint.title, title[hint.start : hint.end]) == (OPEN_END, words)
    assert hint.question == "What would show that it is done?"
    assert (hint.category, hint.tier) == ("action", Tier.HARD)


@pytest.mark.parametrize(
    "title",
    [
        "Improve start-up to below 2 s",
        "Improve start-up by a third",
        "Reduce the pages per week",
        "Investigate the queue until the next drill",
        "Investigate PAY-4312",
        "Investigate the queue and write a note",
        "Consider `statement_timeout` for the replica",
        "Investigate and fix the leak",
        "Review the failover runbook",
        "Look into the alert “pool wait”",
        "Increase the pool from 20 to 40",
    ],
)
def test_a_vague_verb_with_an_end_is_left_alone(title):
    assert hints_without_test(title) == []


def test_a_test_of_done_gives_a_vague_verb_its_end():
    assert titles("Improve the monitoring", done_test="The lag pages within a minute.") == []


@pytest.mark.parametrize(
    "title",
    [
        "Move the backups to a second region",
        "Document the failover in the runbook",
        "Alert on pool wait time over 500 ms",
        "Back up the database before each migration",
        "Prioritise paid orders in the queue",
        "Prioritize paid orders in the queue",
        "Analyse slow queries each Monday",
        "Re-run the drill in staging",
        "Redeploy the gateway from one image",
        "Load-test the checkout with 3× traffic",
        "Terraform the DNS zones",
        "Do not page for warnings",
        "Don’t page for warnings",
        "Please add a retry",
        "Automatically drain a node before its update",
        "1. Add a retry",
        "- Add a retry",
        "[PAY-12] Add a retry",
        "Payments: add a retry",
        "Process refunds in a queue of their own",
        "Access the vault through the proxy",
        "Implement a circuit breaker",
        "Position the switch away from the others",
        "Balance reads over both replicas",
        "Bring the runbook up to date",
        "Supply each region with its own key",
        "Witness two failovers",
        "`kubectl drain` with a budget",
    ],
)
def test_a_title_that_begins_with_a_verb_is_left_alone(title):
    assert hints_without_test(title) == []


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Better dashboards", "Better"),
        ("Dashboard for pool wait", "Dashboard"),
        ("Dashboards per region", "Dashboards"),
        ("Runbooks for the pool", "Runbooks"),
        ("Documentation of the failover", "Documentation"),
        ("Adding a retry", "Adding"),
        ("The team should own the lag", "The"),
        ("We need a retry", "We"),
        ("Someone checks the lag", "Someone"),
        ("To add a retry", "To"),
        ("PAY: no retry on writes", "no"),
    ],
)
def test_a_title_without_a_verb_first_is_asked_for_it(title, words):
    (hint,) = hints_without_test(title)
    assert (hint.title, title[hint.start : hint.end], hint.tier) == (NO_VERB, words, Tier.HARD)


def test_a_first_word_that_nobody_knows_is_a_quiet_hint():
    (hint,) = hints_without_test("DNS cache limit")
    assert (hint.title, hint.tier) == (MAYBE_NO_VERB, Tier.SOFT)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Be more careful with drains", "Be more careful"),
        ("Stay vigilant during drains", "Stay vigilant"),
        ("Pay more attention to the graphs", "Pay more attention"),
        ("Remember to drain first", "Remember to"),
        ("Don’t forget the replica", "Don’t forget"),
        ("Take more care with the replica", "Take more care"),
        ("Add a retry and be careful with it", "be careful"),
    ],
)
def test_asking_for_more_care_is_asked_for_the_conditions(title, words):
    (hint,) = (hint for hint in hints_without_test(title) if hint.title == PERSON)
    assert (title[hint.start : hint.end], hint.tier) == (words, Tier.HARD)
    assert hint.question == "What would make this hard to do, or easy to undo?"


@pytest.mark.parametrize(
    "title",
    [
        "Train the operators",
        "Retrain Ana and Ben on failover",
        "Remind everybody of the freeze",
        "Discipline the engineer",
        "Provide training for the on-call",
        "Send a reminder to all engineers",
        "Schedule a refresher for operators",
        "Organise mandatory training",
        "Organize mandatory training",
        "Raise awareness of the freeze",
        "Everyone to be retrained",
    ],
)
def test_teaching_people_as_the_only_remedy_is_asked_for_the_conditions(title):
    assert PERSON in titles(title)


@pytest.mark.parametrize(
    "title",
    [
        "Train the team on failover and write the runbook",
        "Write the runbook, then train the team",
        "Train the fraud model on fresh data",
        "Run the training job every night",
        "Add an automatic reminder to the release form",
        "Remember the last filter between sessions",
        "Take care of the certificates",
    ],
)
def test_teaching_beside_other_work_and_what_machines_learn_is_left_alone(title):
    assert titles(title) == []


@pytest.mark.parametrize(
    "title",
    [
        "Add an alert on pool wait time",
        "Set up an alert for the lag",
        "Create a queue depth dashboard",
        "Add alerting for the lag",
    ],
)
def test_one_more_alert_or_dashboard_is_a_note_on_noise(title):
    (hint,) = hints_without_test(title)
    assert (hint.title, hint.tier) == (NOISE, Tier.SOFT)


@pytest.mark.parametrize(
    "title", ["Add alert links to the runbook", "Remove the dashboard", "Tune the lag alert"]
)
def test_work_on_what_is_there_is_no_noise(title):
    assert titles(title) == []


@pytest.mark.parametrize(
    "owner",
    ["Ana and Ben", "Ana & Ben", "Ana, Ben", "Ana / Ben", "Ana; Ben", "team", "Payments team",
     "everyone", "the on-call engineers"],
)  # fmt: skip
def test_several_owners_get_a_gentle_note(owner):
    (hint,) = review_action("Add a retry", owner, DUE)
    assert (hint.title, hint.tier) == (SEVERAL, Tier.SOFT)
    assert (hint.start, hint.end) == (0, len("Add a retry"))


@pytest.mark.parametrize(
    "owner",
    ["Ana", "Ada Lovelace", "Payments", "Team lead", "DBA on-call", "Ana,", "R&D", "Sandy Anders"],
)
def test_one_owner_is_left_alone(owner):
    assert titles("Add a retry", owner) == []


def test_a_missing_owner_date_or_test_of_done_is_a_quiet_hint():
    title = "Add a retry"
    hints = review_action(title, "  ", None, " ")
    assert [(hint.title, hint.tier) for hint in hints] == [
        ("No owner", Tier.SOFT),
        ("No date", Tier.SOFT),
        ("No test of done", Tier.SOFT),
    ]
    assert all((hint.start, hint.end) == (0, len(title)) for hint in hints)


def test_a_test_of_done_that_is_not_asked_about_is_not_missed():
    assert review_action("Add a retry", "Ada", DUE) == []


@pytest.mark.parametrize("title", ["", "   ", "\n", "12", "- …"])
def test_an_action_still_being_written_gives_nothing(title):
    assert review_action(title, "", None, "") == []


def test_the_actions_of_the_sample_pass_but_the_one_that_shows_a_hint():
    sample = json.loads(resource_path("samples", "checkout-latency.json").read_text("utf-8"))
    actions = [r for r in sample["records"] if r["record"] == "ActionItem"]
    assert len(actions) == 6
    hard = {
        action["title"]: hint.title
        for action in actions
        for hint in review_action(
            action["title"], action["owner"], action["due"], action["done_test"]
        )
        if hint.tier is Tier.HARD
    }
    assert hard == {"Improve monitoring": OPEN_END}


def test_our_own_words_judge_nobody():
    for check in action_words().checks.values():
        assert review(f"{check.title}. {check.reason} {check.question}") == []
        assert check.question.count("?") == 1


WORDS = st.sampled_from(
    ["train", "and", "improve", "the", "be", "careful", ":", "[", "]", "add", "alert", "`x`", "PAY",
     "-", "4312", "a", "note", ".", "\n", "İ", "İmprove", "“", "reminder", "send", "not", "Don't"]
)  # fmt: skip


@given(st.text() | st.lists(WORDS, max_size=40).map(" ".join), st.text())
@example("[", "")
@example("a:", ",")
def test_any_title_and_owner_give_sound_hints(title, owner):
    for hint in review_action(title, owner, None, ""):
        assert 0 <= hint.start < hint.end <= len(title)
        assert (hint.title, hint.reason, hint.question).count("") == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "needs a table [vague]"),
        ("vague = 3", "needs a table [vague]"),
    ],
)
def test_a_missing_check_is_explained(tmp_path, content, said):
    path = tmp_path / "actions.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PhrasingDataError, match=re.escape(said)):
        read_action_words(path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[lists]", "[other]", "actions.toml, [lists]: “adverbs” needs a text"),
        ("\nlook into|at|after", "\n~ into", "actions.toml, [vague]: “~ into” has to begin"),
        ("<teach>", "<preach>", "actions.toml, [remedy]: <preach> is no list of [lists]"),
        ('title = "No date"', "", "actions.toml, [no_date]: “title” needs a text"),
    ],
)
def test_a_malformed_check_is_explained(tmp_path, old, new, said):
    content = resource_path("phrasing", "actions.toml").read_text("utf-8")
    assert old in content
    path = tmp_path / "actions.toml"
    path.write_text(content.replace(old, new), encoding="utf-8")
    with pytest.raises(PhrasingDataError, match=re.escape(said)):
        read_action_words(path)
