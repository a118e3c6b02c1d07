"""Events come out of the tray onto the timeline, go back, and keep an order there."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from postmortem_desktop.domain.dossier import Dossier, Record
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.domain.records import Lane, Numbering, Postmortem, TimelineEvent
from postmortem_desktop.domain.times import at_local, clock_text
from postmortem_desktop.editing.undated_edits import (
    date_event,
    reorder_undated,
    undate_events,
)

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
OF = {"postmortem_id": "pm"}


def event(name: str, starts_at: datetime | None, order: int = 0, **values) -> TimelineEvent:
    values = {"lane_id": "lane", **values}
    return TimelineEvent(
        id=name, title=name.upper(), starts_at=starts_at, order=order, **OF, **values
    )


def dossier(*records: Record) -> Dossier:
    return Dossier(
        [
            Postmortem(id="pm", title="x", created_at=NOON, zone="Europe/Berlin"),
            Numbering(id="n", **OF),
            Lane(id="lane", title="Lane", **OF),
            Lane(id="other", title="Other", order=1, **OF),
            *records,
        ]
    )


def after(before: Dossier, edit: Edit) -> Dossier:
    before.check(edit)
    result = before.snapshot()
    result.apply(edit)
    return result


def tray(of: Dossier) -> list[str]:
    return [event.id for event in of.events() if event.starts_at is None]


def test_an_event_of_unknown_time_gets_one_that_is_approximate():
    before = dossier(event("a", None, 4, precision=Precision.UNKNOWN))
    (dated,) = after(before, date_event(before, "a", NOON, "other")).events()
    assert (dated.starts_at, dated.lane_id, dated.order) == (NOON, "other", 0)
    assert dated.precision is Precision.APPROXIMATE


def test_a_time_with_seconds_is_exact_where_nobody_was_in_doubt():
    before = dossier(event("a", None))
    (dated,) = after(before, date_event(before, "a", NOON + timedelta(seconds=5), "lane")).events()
    assert dated.precision is Precision.EXACT


def test_the_second_half_past_two_can_be_chosen_when_clocks_go_back():
    second = at_local(date(2026, 10, 25), time(2, 30, fold=1), "Europe/Berlin")
    before = dossier(event("a", None))
    (dated,) = after(before, date_event(before, "a", second, "lane")).events()
    assert dated.starts_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert clock_text(dated.starts_at, "Europe/Berlin") == "02:30 +01:00"


def test_events_without_their_times_go_behind_the_others_in_their_order():
    before = dossier(
        event("waiting", None, 3),
        event("late", NOON + MINUTE),
        event("early", NOON, ends_at=NOON + MINUTE, earliest=NOON, latest=NOON, starred=True),
    )
    result = after(before, undate_events(before, ["late", "early"]))
    assert tray(result) == ["waiting", "early", "late"]
    undated = result.get(TimelineEvent, "early")
    assert (undated.ends_at, undated.earliest, undated.latest) == (None, None, None)
    assert (undated.precision, undated.starred) == (Precision.UNKNOWN, True)


def test_locked_and_undated_events_keep_their_place():
    before = dossier(event("a", None, 1), event("locked", NOON, locked=True))
    assert undate_events(before, ["a", "locked"]).is_empty


@pytest.mark.parametrize(
    ("position", "expected"),
    [(0, ["c", "a", "b"]), (1, ["a", "c", "b"]), (2, ["a", "b", "c"]), (9, ["a", "b", "c"])],
)
def test_an_undated_event_takes_a_position_among_the_undated(position, expected):
    before = dossier(
        event("a", None, 0), event("b", None, 5), event("c", None, 7), event("dated", NOON)
    )
    result = after(before, reorder_undated(before, "c", position))
    assert tray(result) == expected
    assert result.get(TimelineEvent, "dated") == before.get(TimelineEvent, "dated")


def test_events_of_the_same_order_can_be_told_apart():
    before = dossier(event("a", None, 2, number=1), event("b", None, 2, number=2))
    assert tray(after(before, reorder_undated(before, "b", 0))) == ["b", "a"]


def test_a_dated_event_has_no_place_in_the_tray():
    before = dossier(event("a", None), event("dated", NOON))
    assert reorder_undated(before, "dated", 0).is_empty
