"""The wording of a whole post-mortem: open hints, loose actions, names that nobody knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.findings import ActionItem
from postmortem_desktop.domain.records import Lane, Participant, Postmortem
from postmortem_desktop.editing.wording import actions_without_owner_or_date, possible_names

NOW = datetime(2030, 1, 1, tzinfo=UTC)


def written(summary, *others):
    return Dossier([Postmortem(id="pm", title="Slow", summary=summary, created_at=NOW), *others])


def test_a_given_name_of_nobody_among_the_people_is_found_once():
    dossier = written(
        "Tom restarted the pool. Later Tom's call ended, and Maria joined.",
        Participant(id="a", postmortem_id="pm", name="Maria Lund", role_then="Operator"),
    )
    assert possible_names(dossier) == ["Tom"]


def test_names_in_lanes_and_actions_are_found_too():
    lane = Lane(id="l", postmortem_id="pm", title="Ruth")
    action = ActionItem(id="x", postmortem_id="pm", title="Let Oscar show the board")
    assert possible_names(written("", lane, action)) == ["Ruth", "Oscar"]


@pytest.mark.parametrize(
    "text",
    [
        "On 12 Jan the pool was full.",
        "Since Jan 12 the pool was full.",
        "Max connections reached.",
        "The rob flag was set on TIM.",
        "`Tom` is a table.",
    ],
)
def test_dates_measures_and_code_are_no_names(text):
    assert possible_names(written(text)) == []


def test_the_sample_names_nobody_who_is_not_among_its_people(desk):
    assert possible_names(desk.dossier) == []


def test_open_actions_without_owner_or_date_are_listed_in_order():
    whole = ActionItem(
        id="a", postmortem_id="pm", title="Add", owner="Payments", due=date(2030, 1, 2)
    )
    loose = [
        replace(whole, id="b", owner="", order=1),
        replace(whole, id="c", due=None, order=2),
    ]
    assert actions_without_owner_or_date(written("", whole, *loose)) == loose
