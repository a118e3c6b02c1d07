"""The dossier: questions about its records, and which edits it refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from postmortem_desktop.domain.dossier import RECORD_TYPES, REFERENCES, Dossier
from postmortem_desktop.domain.edits import Edit, RecordChange, created, removed
from postmortem_desktop.domain.interviews import Account, Answer, Interview
from postmortem_desktop.domain.kinds import LinkKind, MilestoneKind, Precision
from postmortem_desktop.domain.records import (
    Lane,
    Link,
    Milestone,
    Participant,
    Postmortem,
    TimelineEvent,
)
from postmortem_desktop.errors import RecordError, StaleEditError

NOON = datetime(2026, 10, 14, 12, tzinfo=UTC)
LANE = Lane(id="lane", postmortem_id="p", title="Monitoring", order=1)


def event(event_id: str, minute: int | None, **values: object) -> TimelineEvent:
    starts_at = None if minute is None else NOON + timedelta(minutes=minute)
    return TimelineEvent(
        id=event_id,
        postmortem_id="p",
        lane_id="lane",
        title=event_id,
        starts_at=starts_at,
        **values,  # type: ignore[arg-type]
    )


def link(link_id: str, source: str, target: str, kind: LinkKind = LinkKind.FOLLOWED) -> Link:
    return Link(id=link_id, postmortem_id="p", source_id=source, target_id=target, kind=kind)


def test_an_edit_made_from_an_older_state_is_refused_and_changes_nothing() -> None:
    first = event("e", 0)
    dossier = Dossier([LANE, first])
    renamed = replace(first, title="renamed")
    dossier.apply(Edit("rename", (RecordChange(first, renamed),)))
    before = dossier.snapshot()
    with pytest.raises(StaleEditError):
        dossier.check(Edit("move", (RecordChange(first, replace(first, starred=True)),)))
    assert dossier == before


@pytest.mark.parametrize("change", [created(LANE), removed(replace(LANE, id="other"))])
def test_adding_what_is_there_and_removing_what_is_not_are_refused(
    change: tuple[RecordChange, ...],
) -> None:
    with pytest.raises(StaleEditError):
        Dossier([LANE]).check(Edit("x", change))


def test_a_reference_to_a_record_that_is_not_there_is_refused() -> None:
    with pytest.raises(RecordError):
        Dossier().check(Edit("x", created(event("e", 0))))
    milestone = Milestone(
        id="m", postmortem_id="p", kind=MilestoneKind.DETECTED, at=NOON, event_id="gone"
    )
    with pytest.raises(RecordError):
        Dossier([LANE]).check(Edit("x", created(milestone)))


def test_a_reference_to_a_record_that_arrives_with_it_is_fine() -> None:
    edit = Edit("x", created(event("e", 0), LANE))
    dossier = Dossier()
    dossier.check(edit)
    dossier.apply(edit)
    assert dossier.get(TimelineEvent, "e").lane_id == LANE.id


def test_a_record_that_others_still_refer_to_is_not_removed() -> None:
    dossier = Dossier([LANE, event("e", 0)])
    with pytest.raises(RecordError):
        dossier.check(Edit("x", removed(LANE)))


def test_a_reference_to_a_record_that_leaves_with_the_same_edit_is_refused() -> None:
    dossier = Dossier([LANE])
    with pytest.raises(RecordError):
        dossier.check(Edit("x", (*created(event("e", 0)), *removed(LANE))))


def test_records_that_others_refer_to_come_first() -> None:
    for kind, references in REFERENCES.items():
        for other in references.values():
            assert RECORD_TYPES.index(other) <= RECORD_TYPES.index(kind)


def test_a_snapshot_is_not_reached_by_later_edits() -> None:
    dossier = Dossier([LANE])
    snapshot = dossier.snapshot()
    dossier.apply(Edit("x", created(event("e", 0))))
    assert snapshot.all(TimelineEvent) == []
    assert snapshot != dossier


def test_events_come_by_time_and_undated_ones_last_in_their_own_order() -> None:
    dossier = Dossier(
        [
            LANE,
            event("undated second", None, order=2),
            event("late", 9),
            event("undated first", None, order=1),
            event("twin b", 3, number=2),
            event("twin a", 3, number=1),
        ]
    )
    assert [e.id for e in dossier.events()] == [
        "twin a",
        "twin b",
        "late",
        "undated first",
        "undated second",
    ]


def test_links_are_found_from_both_ends_and_each_record_once() -> None:
    dossier = Dossier(
        [
            LANE,
            event("a", 0),
            event("b", 1),
            link("l1", "a", "b"),
            link("l2", "b", "a", LinkKind.SUPPORTS),
            link("l3", "a", "lane"),
        ]
    )
    assert [e.id for e in dossier.linked("a", TimelineEvent)] == ["b"]
    assert [e.id for e in dossier.linked("b", TimelineEvent)] == ["a"]
    assert [x.id for x in dossier.links_of("b", LinkKind.SUPPORTS)] == ["l2"]
    assert dossier.linked("a", Lane) == [LANE]


def test_answers_come_in_the_order_given_and_by_account() -> None:
    def answer(answer_id: str, order: int, account: Account) -> Answer:
        return Answer(
            id=answer_id, postmortem_id="p", interview_id="i", order=order, account=account
        )

    dossier = Dossier(
        [
            Participant(id="person", postmortem_id="p", name="Ann"),
            Interview(id="i", postmortem_id="p", participant_id="person"),
            answer("later", 2, Account.EFFECTS),
            answer("first", 0, Account.EFFECTS),
            answer("other", 1, Account.ACTIONS),
        ]
    )
    assert dossier.interview_of("person") == dossier.get(Interview, "i")
    assert dossier.interview_of("nobody") is None
    assert [a.id for a in dossier.answers_of("i")] == ["first", "other", "later"]
    assert [a.id for a in dossier.answers_of("i", Account.EFFECTS)] == ["first", "later"]


def test_the_span_reaches_from_the_first_to_the_last_moment_with_milestones() -> None:
    assert Dossier([LANE, event("undated", None)]).span() is None
    milestone = Milestone(
        id="m", postmortem_id="p", kind=MilestoneKind.IMPACT_BEGAN, at=NOON - timedelta(minutes=5)
    )
    dossier = Dossier(
        [LANE, event("e", 0, ends_at=NOON + timedelta(minutes=30)), event("f", 9), milestone]
    )
    assert dossier.span() == (NOON - timedelta(minutes=5), NOON + timedelta(minutes=30))


DAY = 24 * 60
BERLIN = Postmortem(id="p", title="Slow", created_at=NOON, zone="Europe/Berlin")


def test_a_clock_means_the_day_that_was_set_whatever_the_timeline_tells() -> None:
    dossier = Dossier([replace(BERLIN, day=date(2026, 10, 12)), LANE, event("e", 0)])
    assert dossier.day(NOON + timedelta(days=40)) == date(2026, 10, 12)


def test_a_clock_means_the_day_on_which_the_impact_began_in_the_zone_of_the_session() -> None:
    # 22:30 in UTC is half past midnight of the next day in Berlin.
    late = NOON + timedelta(hours=10, minutes=30)
    began = Milestone(id="m", postmortem_id="p", kind=MilestoneKind.IMPACT_BEGAN, at=late)
    dossier = Dossier([BERLIN, LANE, event("a", 0), event("b", 1), began])
    assert dossier.day(NOON) == date(2026, 10, 15)


def test_a_clock_means_the_day_of_the_first_event_however_many_follow_after_midnight() -> None:
    # 23:50 in Berlin, then 0:10 and 0:25, and the whole of the next day.
    night = [event(f"e{n}", 590 + n) for n in (0, 20, 35, 300, 600)]
    for known in range(1, len(night) + 1):
        dossier = Dossier([BERLIN, LANE, *reversed(night[:known])])
        assert dossier.known_day() == date(2026, 10, 14)


def test_a_clock_means_the_day_where_most_events_are_so_that_one_far_away_turns_nothing() -> None:
    events = [event("long ago", -800 * DAY), event("a", 0), event("b", 5), event("after", 3 * DAY)]
    dossier = Dossier([BERLIN, LANE, *events, event("undated", None)])
    assert dossier.day(NOON + timedelta(days=40)) == date(2026, 10, 14)


def test_of_days_with_as_many_events_the_earlier_one_counts() -> None:
    events = [event("later", DAY), event("earlier", 0)]
    assert Dossier([BERLIN, LANE, *events]).day(NOON) == date(2026, 10, 14)


def test_a_milestone_tells_the_day_while_there_is_no_event() -> None:
    found = Milestone(id="m", postmortem_id="p", kind=MilestoneKind.DETECTED, at=NOON)
    assert Dossier([BERLIN, found]).known_day() == date(2026, 10, 14)


def test_while_nothing_tells_the_day_it_is_not_known_and_a_clock_means_the_one_given() -> None:
    dossier = Dossier([BERLIN, LANE, event("undated", None)])
    assert dossier.known_day() is None
    assert dossier.day(NOON + timedelta(hours=11)) == date(2026, 10, 15)


def test_an_event_cannot_end_before_it_starts_or_without_a_start() -> None:
    with pytest.raises(RecordError, match="would end before it starts"):
        event("e", 5, ends_at=NOON)
    with pytest.raises(RecordError):
        event("e", None, ends_at=NOON)
    assert event("e", 0, ends_at=NOON).duration == timedelta()


def test_a_moved_event_takes_its_end_and_its_soft_edges_along() -> None:
    minute = timedelta(minutes=1)
    soft = event(
        "e",
        10,
        ends_at=NOON + 15 * minute,
        precision=Precision.BETWEEN,
        earliest=NOON + 8 * minute,
        latest=NOON + 12 * minute,
        known_at=NOON + 20 * minute,
    )
    moved = soft.moved_to(NOON, "other")
    assert (moved.starts_at, moved.ends_at, moved.lane_id) == (NOON, NOON + 5 * minute, "other")
    assert (moved.earliest, moved.latest) == (NOON - 2 * minute, NOON + 2 * minute)
    assert moved.known_at == NOON + 10 * minute
    assert moved.duration == soft.duration
    assert moved.is_soft


def test_an_undated_event_that_is_given_a_place_becomes_an_instant() -> None:
    placed = event("e", None).moved_to(NOON, "lane")
    assert (placed.starts_at, placed.ends_at) == (NOON, None)


def test_merging_two_edits_keeps_the_first_before_and_the_last_after() -> None:
    a, b = event("a", 0), event("b", 1)
    a2, a3 = replace(a, title="a2"), replace(a, title="a3")
    first = Edit("one", (RecordChange(a, a2), RecordChange(None, b)), "k")
    merged = first.merged_with(Edit("two", (RecordChange(a2, a3), RecordChange(b, None)), "k"))
    assert merged.label == "two"
    assert set(merged.changes) == {RecordChange(a, a3), RecordChange(None, None)} or (
        merged.without_idle_changes().changes == (RecordChange(a, a3),)
    )


def test_an_edit_and_its_inverse_leave_the_dossier_as_it_was() -> None:
    dossier = Dossier([LANE, event("a", 0)])
    before = dossier.snapshot()
    a = dossier.get(TimelineEvent, "a")
    edit = Edit("x", (RecordChange(a, replace(a, title="z")), *created(event("b", 1))))
    dossier.apply(edit)
    dossier.apply(edit.inverted())
    assert dossier == before
