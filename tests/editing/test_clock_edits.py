"""A clock is set right: events shift together, say so, and come back exactly."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.dossier import Dossier, Record
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.evidence import EvidenceBatch, EvidenceItem
from postmortem_desktop.domain.kinds import LinkKind, MilestoneKind, Precision
from postmortem_desktop.domain.records import (
    Lane,
    Link,
    Milestone,
    Numbering,
    Postmortem,
    TimelineEvent,
)
from postmortem_desktop.domain.times import at_local, clock_text, moment_text
from postmortem_desktop.editing.clock_edits import (
    shift_events,
    shift_lane,
    shift_source,
    shift_text,
)
from postmortem_desktop.editing.placing_edits import place_items
from postmortem_desktop.editing.timeline_edits import move_events
from postmortem_desktop.errors import RecordError

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
BERLIN = "Europe/Berlin"
OF = {"postmortem_id": "pm"}


def event(name: str, starts_at: datetime | None, lane_id: str = "m", **values) -> TimelineEvent:
    return TimelineEvent(
        id=name, lane_id=lane_id, title=name.upper(), starts_at=starts_at, **OF, **values
    )


def dossier(*records: Record) -> Dossier:
    return Dossier(
        [
            Postmortem(id="pm", title="x", created_at=NOON, zone=BERLIN),
            Numbering(id="n", **OF),
            Lane(id="m", title="Monitoring", **OF),
            Lane(id="s", title="Support", order=1, **OF),
            *records,
        ]
    )


def after(before: Dossier, *edits: Edit) -> Dossier:
    result = before.snapshot()
    for edit in edits:
        result.check(edit)
        result.apply(edit)
    return result


def shifted(before: Dossier, *shifts: timedelta) -> Dossier:
    for by in shifts:
        before = after(before, shift_lane(before, "m", by))
    return before


def test_the_dated_unlocked_events_of_the_lane_shift_and_say_so():
    before = dossier(
        event("a", NOON, ends_at=NOON + MINUTE, earliest=NOON - MINUTE, detail="why"),
        event("locked", NOON, locked=True),
        event("undated", None),
        event("elsewhere", NOON, "s"),
    )
    result = shifted(before, 12 * SECOND)
    moved = result.get(TimelineEvent, "a")
    assert (moved.starts_at, moved.ends_at) == (NOON + 12 * SECOND, NOON + 72 * SECOND)
    assert moved.earliest == NOON - 48 * SECOND
    assert moved.detail == "why\nTime shifted by +12 s: clock of Monitoring."
    for name in ("locked", "undated", "elsewhere"):
        assert result.get(TimelineEvent, name) == before.get(TimelineEvent, name)


def test_shifts_of_one_clock_add_up_in_one_note():
    result = shifted(dossier(event("a", NOON)), 12 * SECOND, 90 * MINUTE, -2 * SECOND)
    (moved,) = result.events()
    assert moved.starts_at == NOON + 5410 * SECOND
    assert moved.detail == "Time shifted by +1 h 30 min 10 s: clock of Monitoring."


@pytest.mark.parametrize("detail", ["", "why", "why\n", "\n", "one\n\ntwo"])
def test_back_at_zero_everything_is_as_before(detail):
    before = dossier(event("a", NOON, detail=detail))
    assert shifted(before, 12 * SECOND, -5 * SECOND, -7 * SECOND) == before


def test_words_written_below_a_note_stay_where_they_are():
    note = "Time shifted by +12 s: clock of Monitoring."
    (moved,) = shifted(dossier(event("a", NOON, detail=f"{note}\nlater")), 3 * SECOND).events()
    assert moved.detail == "Time shifted by +15 s: clock of Monitoring.\nlater"


def test_two_clocks_have_two_notes():
    before = dossier(event("a", NOON))
    first = after(before, shift_lane(before, "m", SECOND))
    second = after(first, shift_events(first, ["a"], -MINUTE, "summer time of the router"))
    assert second.events()[0].detail.split("\n") == [
        "Time shifted by +1 s: clock of Monitoring.",
        "Time shifted by −1 min: summer time of the router.",
    ]


def test_a_clock_set_right_makes_no_time_better_known():
    (moved,) = shifted(dossier(event("a", NOON)), 12 * SECOND).events()
    assert moved.precision is Precision.MINUTE


def test_milestones_at_the_start_or_end_of_a_shifted_event_move_along():
    kinds = list(MilestoneKind)
    moments = (("a", NOON), ("a", NOON + MINUTE), ("a", NOON + HOUR), (None, NOON), ("s", NOON))
    milestones = [
        Milestone(id=f"{n}", kind=kinds[n], at=at, event_id=event_id, **OF)
        for n, (event_id, at) in enumerate(moments)
    ]
    before = dossier(event("a", NOON, ends_at=NOON + MINUTE), event("s", NOON, "s"), *milestones)
    result = shifted(before, 12 * SECOND)
    assert [result.get(Milestone, m.id).at - m.at for m in milestones] == [
        12 * SECOND,
        12 * SECOND,
        timedelta(),
        timedelta(),
        timedelta(),
    ]


def test_a_shift_beyond_the_calendar_is_refused_with_a_sentence():
    with pytest.raises(RecordError, match="beyond the calendar"):
        shift_lane(dossier(event("a", NOON)), "m", timedelta(days=3_000_000))


@pytest.mark.parametrize(
    ("by", "text"),
    [
        (12 * SECOND, "+12 s"),
        (-90 * MINUTE, "−1 h 30 min"),
        (timedelta(days=2, seconds=1), "+2 d 1 s"),
        (timedelta(milliseconds=500), "+0.5 s"),
        (timedelta(), "+0 s"),
    ],
)
def test_a_shift_is_written_to_the_last_fraction(by, text):
    assert shift_text(by) == text


# Sources


def sourced() -> tuple[Dossier, set[str]]:
    batch = EvidenceBatch(id="b", source_name="chat.json", format="slack", imported_at=NOON, **OF)
    came_from = {"kind": LinkKind.CAME_FROM, **OF}
    before = dossier(
        batch,
        event("a", NOON),
        event("b", NOON, "s"),
        event("by hand", NOON),
        Link(id="1", source_id="a", target_id="i1", **came_from),
        Link(id="2", source_id="b", target_id="i2", **came_from),
        Link(id="3", source_id="by hand", target_id="another", **came_from),
    )
    return before, {"i1", "i2", "i3"}


def test_a_source_shifts_its_events_in_every_lane_and_remembers_by_how_much():
    before, items = sourced()
    result = after(before, shift_source(before, "b", items, -30 * SECOND))
    starts = {event.id: event.starts_at for event in result.all(TimelineEvent)}
    assert starts == {"a": NOON - 30 * SECOND, "b": NOON - 30 * SECOND, "by hand": NOON}
    noted = "Time shifted by −30 s: clock of chat.json."
    assert result.get(TimelineEvent, "b").detail == noted
    assert result.get(EvidenceBatch, "b").clock_shift_seconds == -30
    again = after(result, shift_source(result, "b", items, 30 * SECOND))
    assert again == before


def test_an_item_placed_later_stands_on_the_clock_that_was_set_right():
    before, items = sourced()
    before = after(before, shift_source(before, "b", items, -30 * SECOND))
    late = EvidenceItem(id="i3", batch_id="b", text="late", at=NOON, **OF)
    result = after(before, place_items(before, [late], CountingIds(), "m"))
    (placed,) = [event for event in result.events() if event.title == "late"]
    assert placed.starts_at == NOON - 30 * SECOND
    assert placed.detail == "Time shifted by −30 s: clock of chat.json."
    dropped = after(before, place_items(before, [late], CountingIds(), "m", at=NOON + HOUR))
    (by_hand,) = [event for event in dropped.events() if event.title == "late"]
    assert (by_hand.starts_at, by_hand.detail) == (NOON + HOUR, "")


# Days that are not like others


def test_an_hour_over_the_end_of_summer_time_is_an_hour():
    # 01:30 in summer is 23:30 UTC of the day before; the clocks go back at 01:00 UTC.
    first = at_local(date(2026, 10, 25), time(1, 30), BERLIN)
    assert first == datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    before = dossier(event("a", first, ends_at=first + 3 * HOUR))
    for hours, shown in ((1, "02:30 +02:00"), (2, "02:30 +01:00"), (3, "03:30")):
        (moved,) = shifted(before, hours * HOUR).events()
        assert clock_text(moved.starts_at, BERLIN) == shown
        assert moved.duration == 3 * HOUR
    assert shifted(before, 3 * HOUR, -3 * HOUR) == before


def test_a_group_moves_over_midnight_and_keeps_its_distances():
    late = at_local(date(2026, 10, 14), time(23, 50), BERLIN)
    before = dossier(event("a", late), event("b", late + 15 * MINUTE, "s"))
    result = after(before, move_events(before, ["a", "b"], 11 * MINUTE))
    assert [moment_text(e.starts_at, BERLIN) for e in result.events()] == [
        "2026-10-15 00:01",
        "2026-10-15 00:16",
    ]


def test_the_day_after_28_february_2028_is_the_29th():
    eve = at_local(date(2028, 2, 28), time(23, 59, 55), BERLIN)
    before = dossier(event("a", eve))
    assert moment_text(shifted(before, 12 * SECOND).events()[0].starts_at, BERLIN) == (
        "2028-02-29 00:00:07"
    )
    day = timedelta(days=1)
    assert moment_text(shifted(before, day, 12 * SECOND).events()[0].starts_at, BERLIN) == (
        "2028-03-01 00:00:07"
    )
