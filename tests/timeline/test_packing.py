"""Sub-rows at one pixel a second; a card of ten letters takes 109 and keeps 8 free behind it."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.timeline.boxes import CardWidths
from postmortem_desktop.timeline.packing import (
    LanePacking,
    Row,
    end_of,
    most_rows_for,
    place_in,
    seconds_of,
    stretch_for,
)
from tests.timeline.ground import METRICS, NOON, contents, event, seven_a_letter

TALLEST = 40
INSEPARABLE = 0.15
WIDTHS = CardWidths(seven_a_letter, METRICS)


def packing_of(
    events: list[TimelineEvent], *, most_rows: int = 12, stretch: float = inf
) -> LanePacking:
    packing = LanePacking(
        1.0,
        most_rows=most_rows,
        gap=METRICS.card_gap,
        reckoned=WIDTHS.reckoned,
        stretch=stretch,
    )
    packing.pack(events, events)
    return packing


def names(packing: LanePacking) -> list[list[str]]:
    return [[e.id for e in row.events] for row in packing.rows]


def test_a_lane_without_events_has_no_rows():
    assert packing_of([]).rows == []


def test_cards_that_would_meet_take_rows_below_each_other():
    events = [event("one", 0), event("two", 116), event("three", 117), event("four", 233)]
    # 0 to 109, then 8 free: 116 is too early for the first row and 117 is not.
    assert names(packing_of(events)) == [["one", "three"], ["two", "four"]]


def test_once_there_are_enough_rows_a_card_follows_the_label_that_ends_soonest():
    events = [event("one", 0), event("two", 10), event("three", 20), event("four", 30)]
    assert names(packing_of(events, most_rows=2)) == [["one", "three"], ["two", "four"]]


def test_spans_that_overlap_take_more_rows_than_titles_may():
    events = [event(f"e{n}", n, 1000) for n in range(5)]
    assert names(packing_of(events, most_rows=1)) == [["e0"], ["e1"], ["e2"], ["e3"], ["e4"]]


def test_a_lane_is_never_taller_than_forty_rows():
    events = [event(f"e{n}", n, 1000 - n) for n in range(45)]
    packing = packing_of(events)
    assert len(packing.rows) == TALLEST
    # All end together: those too many go where the soonest ends, the first of equals.
    assert [row.overlaps for row in packing.rows] == [True] + 39 * [False]
    assert len(packing.rows[0].events) == 6


def test_events_of_nearly_one_moment_stand_in_rows_of_their_own():
    # However few rows titles may have: no zoom could tell them apart.
    events = [event("one", 0), event("two", 0.1), event("three", 0.2)]
    assert names(packing_of(events, most_rows=1)) == [["one", "three"], ["two"]]


def test_a_span_keeps_its_row_through_the_stretches_that_it_reaches_over():
    events = [event("long", 0, 1000), event("later", 450), event("last", 999), event("free", 1200)]
    packed = names(packing_of(events, stretch=100))
    assert packed == [["long", "free"], ["later", "last"]]


def test_a_change_is_felt_in_its_own_stretch_only():
    here, there = [event("h1", 0), event("h2", 50)], [event("t1", 1000), event("t2", 1050)]
    packing = packing_of([*here, *there], stretch=500)
    more = event("h3", 60)
    packing.pack([*here, more, *there], [more])
    assert names(packing) == [["h1", "t1"], ["h2", "t2"], ["h3"]]
    packing.pack([*here, *there], [more])
    assert names(packing) == [["h1", "t1"], ["h2", "t2"]]


def test_two_stretches_emptied_at_once_let_a_span_through():
    span, one, two, last = event("s", 0, 450), event("1", 150), event("2", 350), event("l", 430)
    packing = packing_of([span, one, two, last], stretch=100)
    short = event("s", 0, 10)
    packing.pack([short, last], [span, short, one, two])
    assert names(packing) == [["s", "l"]]
    packing.pack([span, last], [short, span])
    assert names(packing) == [["s"], ["l"]]


def test_titles_take_no_more_rows_because_others_of_the_lane_need_them():
    titles = [event(f"t{n}", n * 10) for n in range(6)]
    spans = [event(f"s{n}", 1000 + n, 100) for n in range(5)]
    packing = packing_of([*titles, *spans], most_rows=2, stretch=500)
    before = contents(packing.rows)
    renamed = replace(titles[3], detail="seen in the log")
    titles[3] = renamed
    packing.pack([*titles, *spans], [renamed])
    assert contents(packing.rows) == before
    assert [len(row.events) for row in packing.rows] == [4, 4, 1, 1, 1]


def test_a_row_tells_from_where_something_may_still_go_on():
    row = Row()
    assert row.beginning_of(5.0) == 5.0
    part = packing_of([event("long", 0, 100), event("short", 10, 5), event("late", 50, 5)]).rows[0]
    row.replace(-inf, inf, part)
    noon = NOON.timestamp()
    assert row.beginning_of(noon + 60) == noon + 60
    row.overlaps = True
    assert row.beginning_of(noon + 60) == noon
    assert row.beginning_of(noon + 200) == noon + 200


def test_a_crowded_lane_is_parted_so_that_a_stretch_has_a_hundred_events_or_more():
    # 1,000 events in an hour: 100 of them take 360 seconds; the next power of two is 512.
    assert stretch_for(1000, 3600) == 512
    assert stretch_for(0, 0) == 128
    assert stretch_for(100_000, 0) == 2**-9


@pytest.mark.parametrize(("lanes", "rows"), [(0, 12), (1, 12), (3, 10), (7, 4), (50, 4)])
def test_the_more_lanes_the_fewer_rows_each_may_have(lanes, rows):
    assert most_rows_for(lanes) == rows


def test_the_topmost_row_that_is_free_is_taken():
    assert place_in(10.0, 1.0, [12.0, 8.0, 2.0], [0.0, 0.0, 0.0], 3) == 1
    assert place_in(10.0, 1.0, [12.0], [0.0], 3) == 1
    assert place_in(10.0, 1.0, [12.0, 11.0, 5.0], [0.0, 0.0, 2.0], 3) == 1
    assert place_in(10.0, 1.0, [12.0, 11.0], [3.0, 2.0], 2) == 2


# Properties

starts = st.floats(-300, 600) | st.sampled_from([0.0, 0.05, 63.95, 64.0, 99.9, 100.0, 128.0])
lengths = st.none() | st.sampled_from([0.0, 0.1, 36.0, 64.0, 200.0]) | st.floats(0, 500)
titles = st.text("xy", max_size=50)
drawn = st.lists(st.tuples(starts, lengths, titles), max_size=80)
stretches = st.sampled_from([0.5, 8.0, 64.0, 256.0, inf])
most = st.sampled_from([1, 2, 12])


def made(found: list[tuple[float, float | None, str]]) -> list[TimelineEvent]:
    events = [
        event(str(n), start, length, "a", title) for n, (start, length, title) in enumerate(found)
    ]
    return sorted(events, key=seconds_of)


@given(drawn, most, stretches)
def test_events_that_go_on_at_one_time_share_no_row(found, most_rows, stretch):
    events = made(found)
    packing = packing_of(events, most_rows=most_rows, stretch=stretch)
    assert sorted(i for row in names(packing) for i in row) == sorted(e.id for e in events)
    assert len(packing.rows) <= TALLEST
    for row in packing.rows:
        assert list(row.starts) == [seconds_of(e) for e in row.events]
        assert list(row.ends) == [end_of(e) for e in row.events]
        assert list(row.starts) == sorted(row.starts)
        if not row.overlaps:
            for place, (before, after) in enumerate(pairwise(row.starts)):
                assert row.ends[place] <= after
                assert after - before >= INSEPARABLE - 1e-6


@given(drawn, most, stretches)
def test_a_row_overlaps_only_where_more_go_on_than_a_lane_has_rows(found, most_rows, stretch):
    events = made(found)
    packing = packing_of(events, most_rows=most_rows, stretch=stretch)
    times = [(seconds_of(e), max(end_of(e), seconds_of(e) + INSEPARABLE)) for e in events]
    at_once = max((sum(s <= at < e for s, e in times) for at, _end in times), default=0)
    if any(row.overlaps for row in packing.rows):
        assert at_once > TALLEST


@given(drawn, stretches)
def test_no_card_covers_another_where_there_are_rows_enough(found, stretch):
    packing = packing_of(made(found), most_rows=TALLEST, stretch=stretch)
    for row in packing.rows:
        for before, after in pairwise(row.events):
            one = seconds_of(before) // stretch == seconds_of(after) // stretch
            if one and len(packing.rows) < TALLEST:
                room = seconds_of(after) - seconds_of(before)
                assert room >= WIDTHS.reckoned(before) + METRICS.card_gap - 1e-3


class Packing(RuleBasedStateMachine):
    """A lane that is edited, against one that is packed anew each time."""

    most_rows = 2
    stretch = 64.0

    def __init__(self) -> None:
        super().__init__()
        self.events: list[TimelineEvent] = []
        self.count = 0
        self.packing = packing_of([], most_rows=self.most_rows, stretch=self.stretch)

    def exchange(self, gone: list[TimelineEvent], came: list[TimelineEvent]) -> None:
        stay = [e for e in self.events if e not in gone]
        self.events = sorted([*stay, *came], key=lambda e: (seconds_of(e), e.number))
        self.packing.pack(self.events, [*gone, *came])

    def some(self, data: st.DataObject) -> list[TimelineEvent]:
        if not self.events:
            return []
        return data.draw(st.lists(st.sampled_from(self.events), max_size=6, unique=True))

    @rule(found=st.lists(st.tuples(starts, lengths, titles), min_size=1, max_size=12))
    def add(self, found):
        first = self.count
        self.count += len(found)
        self.exchange(
            [], [event(f"{n}", s, d, "a", t, number=n) for n, (s, d, t) in enumerate(found, first)]
        )

    @rule(start=starts, count=st.integers(35, 60))
    def add_too_many_at_one_time(self, start, count):
        self.add([(start, 70.0, "")] * count)

    @rule(data=st.data())
    def remove(self, data):
        self.exchange(self.some(data), [])

    @rule(data=st.data(), by=starts)
    def move(self, data, by):
        chosen = self.some(data)
        shift = timedelta(seconds=by)
        moved = [e.moved_to(e.starts_at + shift, "a") for e in chosen]
        self.exchange(chosen, moved)

    @rule(data=st.data(), seconds=st.none() | st.floats(0, 700))
    def resize(self, data, seconds):
        chosen = self.some(data)
        length = None if seconds is None else timedelta(seconds=seconds)
        ends = [None if length is None else e.starts_at + length for e in chosen]
        resized = [replace(e, ends_at=end) for e, end in zip(chosen, ends, strict=True)]
        self.exchange(chosen, resized)

    @rule(data=st.data(), title=titles)
    def rename(self, data, title):
        chosen = self.some(data)
        self.exchange(chosen, [replace(e, title=title) for e in chosen])

    @rule()
    def remove_all(self):
        self.exchange(list(self.events), [])

    @invariant()
    def it_is_packed_as_if_anew(self):
        anew = packing_of(self.events, most_rows=self.most_rows, stretch=self.stretch)
        assert contents(self.packing.rows) == contents(anew.rows)


class FinePacking(Packing):
    """The same with stretches that nearly every span reaches over."""

    stretch = 8.0
    most_rows = 4


class OnePacking(Packing):
    """The same without stretches."""

    stretch = inf


TestPacking = Packing.TestCase
TestFinePacking = FinePacking.TestCase
TestOnePacking = OnePacking.TestCase
