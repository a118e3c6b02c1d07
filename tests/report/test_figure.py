"""The picture of the timeline: whole, unclipped, parted where one figure could not be read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.kinds import EventKind, MilestoneKind
from postmortem_desktop.domain.records import Lane, Milestone, Postmortem, TimelineEvent
from postmortem_desktop.report import styles
from postmortem_desktop.report.composition import Composition, record_number
from postmortem_desktop.report.elements import Elements
from postmortem_desktop.report.figure import METRICS, TimelineFigure
from postmortem_desktop.report.legend import Legend
from postmortem_desktop.report.strips import strips_of
from postmortem_desktop.report.text import Lettering
from postmortem_desktop.report.timeline_figure import timeline_figure

WIDTH, HEIGHT = 491.0, 734.0
"""Of the text on A4."""


@pytest.fixture
def composed(moment):
    """Return the figures of some records."""

    def compose(records) -> list[TimelineFigure]:
        elements = Elements(WIDTH, HEIGHT, Lettering())
        composition = Composition(Dossier(records), elements, frozenset())
        found = timeline_figure(composition)
        assert not found or isinstance(found[1], Legend)
        return [flowable for flowable in found if isinstance(flowable, TimelineFigure)]

    return compose


@pytest.fixture
def bare(records):
    """Return the records without events, milestones and what hangs on them."""
    return [r for r in records if isinstance(r, Postmortem | Lane)]


def boxes_of(figure) -> list:
    lanes = {lane.lane_id for lane in figure._content.lanes}
    return [box for box in figure._content.layout.boxes if box.lane_id in lanes]


def overlap(first, second) -> bool:
    return (
        first.x < second.right
        and second.x < first.right
        and first.y < second.bottom
        and second.y < first.bottom
    )


def assert_readable(figures, events):
    """Hold that each dated event stands in one figure, inside its frame and over no other."""
    shown = [box.event_id for figure in figures for box in boxes_of(figure)]
    assert sorted(shown) == sorted(e.id for e in events if e.starts_at is not None)
    for figure in figures:
        boxes = boxes_of(figure)
        assert figure.height <= HEIGHT
        assert all(box.x >= 0 for box in boxes)
        assert all(box.right <= WIDTH - METRICS.label_column + 0.01 for box in boxes)
        assert not any(overlap(a, b) for a, b in combinations(boxes, 2))
        # The title has the larger part of its box: beside a bar that is shorter, or all of it.
        rooms = [(box.title_room, box.width) for box in boxes]
        assert all(end - begin >= width / 2 - 0.01 for (begin, end), width in rooms)


def test_a_short_incident_is_one_figure_with_everything_in_it(records, composed):
    figures = composed(records)
    assert len(figures) == 1
    assert_readable(figures, [r for r in records if isinstance(r, TimelineEvent)])


def test_the_alternative_text_tells_the_timeline_in_words(records, composed):
    (figure,) = composed(records)
    assert figure.alternative_text.startswith(
        "Timeline of 5 March 2026. 09:00 Changes: Label service 4.2 rolled out; "
        "09:12–10:10 Printers: Labels come out twice; "
    )
    assert "≈ 09:30 Packing floor: ≈ Thinks of the spooler" in figure.alternative_text


def test_the_figure_shows_numbers_titles_and_milestones(records, write, text_of):
    path = write(Dossier(records), hidden_sections=("timeline_table", "accounts", "factors"))
    text = text_of(path)
    for label in ("E2 Labels come out twice", "E5 ≈ Thinks of the spooler"):
        assert label in text
    for name in ("Impact began", "Detected", "Mitigated", "Resolved", "Packing floor", "10:00"):
        assert name in text


def test_a_post_mortem_without_dated_events_has_no_figure(bare, make_event, composed):
    assert composed([*bare, make_event(1, None, "Some time")]) == []


def test_quiet_days_part_the_figure(bare, make_event, composed):
    day = 24 * 60
    events = [make_event(n, n * 10, f"First day {n}") for n in range(1, 4)]
    events += [make_event(n, 3 * day + n * 10, f"Later {n}") for n in range(4, 7)]
    figures = composed([*bare, *events])
    assert len(figures) == 2
    assert_readable(figures, events)


def test_a_crowded_lane_is_parted_by_time(bare, make_event, composed):
    events = [make_event(n, 5, f"All in the same minute, number {n}") for n in range(1, 131)]
    figures = composed([*bare, *events])
    assert len(figures) > 2
    assert_readable(figures, events)


def test_many_lanes_are_parted_between_figures_with_a_ruler_each(bare, make_event, composed):
    lanes = [
        Lane(id=f"lane-{n}", postmortem_id=bare[0].id, title=f"Team {n}", order=n)
        for n in range(40)
    ]
    events = [make_event(n, n, f"Event {n}", f"lane-{n}") for n in range(40)]
    figures = composed([bare[0], *lanes, *events])
    assert len(figures) > 1
    assert_readable(figures, events)
    assert all(figure._ticks for figure in figures)


def test_very_many_events_are_marks_without_titles(bare, make_event, composed):
    events = [make_event(n, n / 3, f"Event {n}") for n in range(1, 601)]
    (figure,) = composed([*bare, *events])
    assert figure.height < 100
    assert all(lane.is_collapsed for lane in figure._content.lanes)


def test_the_names_of_close_milestones_cover_none_of_each_other(bare, make_event, moment, composed):
    milestones = [
        Milestone(id=kind, postmortem_id=bare[0].id, kind=kind, at=moment(30 + n / 10))
        for n, kind in enumerate(MilestoneKind)
    ]
    events = [make_event(1, 0, "First"), make_event(2, 60, "Last")]
    (figure,) = composed([*bare, *events, *milestones])

    captions = figure._captions
    assert len(captions) == 5
    for first, second in combinations(captions, 2):
        is_clear = first.left + first.width < second.left or second.left + second.width < first.left
        assert first.row != second.row or is_clear


def test_a_collapsed_lane_is_unfolded_in_the_report(records, composed):
    folded = [replace(r, collapsed=True) if isinstance(r, Lane) else r for r in records]
    (figure,) = composed(folded)
    assert not any(lane.is_collapsed for lane in figure._content.lanes)


def test_only_a_long_quiet_gap_begins_a_strip(make_event, moment):
    hour = 60

    def strips(*hours):
        events = [make_event(n, h * hour, f"At {h}") for n, h in enumerate(hours)]
        return [len(strip.events) for strip in strips_of(events, [])]

    assert strips(0, 1, 2) == [3]
    assert strips(0, 12) == [2]
    assert strips(0, 13) == [1, 1]
    # Thirteen hours are 27 % of the whole 48: one strip.
    assert strips(0, 10, 23, 33, 40, 48) == [6]
    assert strips(0, 1, 30, 31, 300, 301) == [2, 2, 2]


def test_a_long_event_fills_the_gap(make_event, moment):
    events = [
        make_event(1, 0, "Degraded", ends_at=moment(40 * 60)),
        make_event(2, 41 * 60, "Restored"),
    ]
    assert len(strips_of(events, [])) == 1


def test_a_milestone_belongs_to_the_nearest_strip(make_event, moment):
    milestone = Milestone(id="m", postmortem_id="p", kind=MilestoneKind.RESOLVED, at=moment(90))
    events = [make_event(1, 0, "Begins"), make_event(2, 60 * 48, "Written up")]
    first, second = strips_of(events, [milestone])
    assert (first.milestones, first.last) == ((milestone,), moment(90))
    assert second.milestones == ()


@given(
    st.lists(
        st.tuples(
            st.floats(0, 60 * 24 * 12), st.one_of(st.none(), st.floats(0, 3000)), st.integers(0, 2)
        ),
        min_size=1,
        max_size=60,
    )
)
def test_any_timeline_is_drawn_whole_and_readable(rows):
    lanes = [Lane(id=f"lane-{n}", postmortem_id="p", title=f"Lane {n}", order=n) for n in range(3)]
    origin = Milestone(
        id="m", postmortem_id="p", kind=MilestoneKind.DETECTED, at=_moment(rows[0][0])
    )
    events = [
        TimelineEvent(
            id=f"e{n}",
            postmortem_id="p",
            lane_id=f"lane-{lane}",
            title=f"Something that happened {n}",
            starts_at=_moment(start),
            ends_at=None if length is None else _moment(start + length),
            number=n,
        )
        for n, (start, length, lane) in enumerate(rows)
    ]
    postmortem = Postmortem(id="p", title="Any", created_at=_moment(0))
    elements = Elements(WIDTH, HEIGHT, Lettering())
    dossier = Dossier([postmortem, *lanes, *events, origin])
    found = timeline_figure(Composition(dossier, elements, frozenset()))
    assert_readable([f for f in found if isinstance(f, TimelineFigure)], events)


def test_the_record_number_is_the_random_part_of_the_id():
    assert record_number("019a0000-0000-7000-8000-7f3a91c2beef") == "7f3a 91c2"
    assert record_number("short") == record_number("short")
    assert len(record_number("short")) == 9


def _moment(minutes):
    return datetime(2026, 3, 5, tzinfo=UTC) + timedelta(minutes=minutes)


def test_a_card_stands_left_of_its_time_only_where_the_frame_ends(records, composed):
    (figure,) = composed(records)
    room = WIDTH - METRICS.label_column
    for box in boxes_of(figure):
        if box.is_turned:
            assert box.mark_x + box.width - METRICS.foot > room
        else:
            assert box.x == box.mark_x


def test_a_late_card_has_room_at_the_right_of_its_time(bare, make_event, composed):
    events = [make_event(1, 0, "First"), make_event(2, 60, "Last")]
    (figure,) = composed([*bare, *events])
    assert [box.is_turned for box in boxes_of(figure)] == [False, False]


def test_milestones_have_the_colours_of_the_screen():
    assert styles.MILESTONES[MilestoneKind.ACKNOWLEDGED] == styles.KINDS[EventKind.CHANGE]
    assert styles.MILESTONES[MilestoneKind.MITIGATED] == styles.KINDS[EventKind.RECOVERY]


def six_lanes(bare, make_event):
    """Return records of a figure whose lanes have three cards below each other each."""
    lanes = [
        Lane(id=f"lane-{n}", postmortem_id=bare[0].id, title=f"Team {n}", order=n) for n in range(6)
    ]
    numbers = range(18)
    events = [make_event(n + 1, 5, f"Event {n + 1}", f"lane-{n // 3}") for n in numbers]
    return [bare[0], *lanes, *events], events


def test_a_figure_breaks_between_lanes_where_the_rest_of_a_page_is_worth_it(
    bare, make_event, composed
):
    records, events = six_lanes(bare, make_event)
    (figure,) = composed(records)
    assert figure.split(WIDTH, HEIGHT * 0.15) == []
    parts = figure.split(WIDTH, HEIGHT * 0.4)
    assert len(parts) == 2
    assert HEIGHT * 0.2 <= parts[0].height <= HEIGHT * 0.4
    assert_readable(parts, events)
    assert all(part._ticks for part in parts)
    assert "Team 0: Event 1;" in parts[0].alternative_text
    assert "Event 18" not in parts[0].alternative_text
    assert parts[1].alternative_text.endswith("Team 5: Event 18.")


def test_a_figure_with_one_lane_is_never_parted(bare, make_event, composed):
    events = [make_event(n, n / 10, f"Event {n}") for n in range(1, 20)]
    (figure,) = composed([*bare, *events])
    assert figure.split(WIDTH, figure.height - 1) == []
    assert figure.least_room == figure.height
