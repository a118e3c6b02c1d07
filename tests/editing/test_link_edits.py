"""Two records are tied once in each way, and what a tie says can change."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import Link, Postmortem
from postmortem_desktop.editing.link_edits import (
    change_link,
    link_records,
    remove_link,
    turn_links,
    unlink_records,
)

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
INFLUENCED, FOLLOWED, CONTRADICTS = (
    LinkKind.INFLUENCED,
    LinkKind.FOLLOWED,
    LinkKind.CONTRADICTS,
)


def dossier(*links: tuple[str, str, LinkKind]) -> Dossier:
    records = [
        Link(id=f"{number}", postmortem_id="pm", source_id=source, target_id=target, kind=kind)
        for number, (source, target, kind) in enumerate(links)
    ]
    return Dossier([Postmortem(id="pm", title="x", created_at=NOON), *records])


def ties(before: Dossier, edit: Edit) -> list[tuple[str, str, LinkKind]]:
    before.check(edit)
    result = before.snapshot()
    result.apply(edit)
    return [(link.source_id, link.target_id, link.kind) for link in result.all(Link)]


@pytest.mark.parametrize("kind", [INFLUENCED, FOLLOWED, CONTRADICTS])
def test_a_link_says_how_one_relates_to_the_other(kind):
    before = dossier()
    assert ties(before, link_records(before, CountingIds(), "a", "b", kind)) == [("a", "b", kind)]


def test_nothing_is_tied_to_itself():
    assert link_records(dossier(), CountingIds(), "a", "a", FOLLOWED).is_empty


def test_a_link_says_something_else():
    before = dossier(("a", "b", FOLLOWED), ("a", "c", FOLLOWED))
    edit = change_link(before, "0", CONTRADICTS)
    assert ties(before, edit) == [("a", "b", CONTRADICTS), ("a", "c", FOLLOWED)]


@pytest.mark.parametrize("other", [("a", "b", CONTRADICTS), ("b", "a", CONTRADICTS)])
def test_of_two_links_that_say_the_same_one_remains(other):
    before = dossier(("a", "b", FOLLOWED), other)
    assert ties(before, change_link(before, "0", CONTRADICTS)) == [other]


def test_a_link_that_says_it_already_stays():
    before = dossier(("a", "b", FOLLOWED))
    assert change_link(before, "0", FOLLOWED).is_empty


def test_all_links_between_two_are_taken_away_and_no_other():
    before = dossier(("a", "b", FOLLOWED), ("b", "a", CONTRADICTS), ("a", "c", FOLLOWED))
    assert ties(before, unlink_records(before, "b", "a")) == [("a", "c", FOLLOWED)]


def test_one_link_is_taken_away_and_another_between_the_same_two_stays():
    before = dossier(("a", "b", FOLLOWED), ("a", "b", CONTRADICTS))
    assert ties(before, remove_link(before, "0")) == [("a", "b", CONTRADICTS)]


def test_links_are_turned_round_and_say_what_they_said():
    before = dossier(("a", "b", FOLLOWED), ("a", "b", INFLUENCED), ("c", "a", FOLLOWED))
    assert ties(before, turn_links(before, ["0", "2"])) == [
        ("b", "a", FOLLOWED),
        ("a", "b", INFLUENCED),
        ("a", "c", FOLLOWED),
    ]
