from datetime import UTC, datetime, timedelta

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.timeline.density import Density

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)


def event(
    name: str,
    minute: float | None,
    end: float | None = None,
    lane_id: str = "a",
    kind: EventKind = EventKind.ACTION,
) -> TimelineEvent:
    start = None if minute is None else NOON + timedelta(minutes=minute)
    last = None if end is None else NOON + timedelta(minutes=end)
    return TimelineEvent(
        id=name,
        postmortem_id="p",
        lane_id=lane_id,
        title=name,
        kind=kind,
        starts_at=start,
        ends_at=last,
    )


def density(*events: TimelineEvent) -> Density:
    """Return an hour in 60 columns, with the lanes “a” and “b”."""
    made = Density(NOON, NOON + timedelta(hours=1), 60, {"a": 0, "b": 1}, 2)
    made.count(events)
    return made


def test_events_of_one_column_are_merged_and_counted():
    found = density(
        event("1", 5),
        event("2", 5.9, kind=EventKind.ALERT),
        event("3", 6),
        event("4", 5, None, "b"),
    )
    assert found.counts == {(0, 5): 2, (0, 6): 1, (1, 5): 1}
    assert found.kinds[0, 5] is EventKind.ACTION


def test_a_span_is_a_bar_over_its_columns():
    found = density(event("1", 10, 20.5, kind=EventKind.IMPACT))
    assert found.bars == {(0, 10, 20): EventKind.IMPACT}
    assert found.counts == {}


def test_a_span_shorter_than_a_column_is_a_mark():
    found = density(event("1", 10.2, 10.8))
    assert found.bars == {}
    assert found.counts == {(0, 10): 1}


def test_what_lies_beyond_the_ends_stands_at_them():
    found = density(event("1", -5), event("2", 60), event("3", 50, 90))
    assert found.counts == {(0, 0): 1, (0, 59): 1}
    assert found.bars == {(0, 50, 59): EventKind.ACTION}


def test_undated_events_and_unknown_lanes_are_passed_over():
    assert density(event("1", None), event("2", 5, None, "c")).counts == {}


def test_counting_piecemeal_is_counting_at_once():
    events = [event(str(i), i / 2) for i in range(100)]
    piecemeal = density(*events[:30])
    piecemeal.count(events[30:])
    assert piecemeal.counts == density(*events).counts
