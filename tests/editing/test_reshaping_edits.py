"""Copies, halves and wholes: what duplicate, split and merge make of events and their ties."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.dossier import Dossier, Record
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.evidence import Attachment
from postmortem_desktop.domain.fields import FieldValue
from postmortem_desktop.domain.interviews import Answer, Interview
from postmortem_desktop.domain.kinds import Basis, LinkKind, MilestoneKind, Precision
from postmortem_desktop.domain.records import (
    KeptPhrase,
    Lane,
    Link,
    Milestone,
    Numbering,
    Participant,
    Postmortem,
    TimelineEvent,
)
from postmortem_desktop.editing.reshaping_edits import (
    duplicate_events,
    merge_events,
    split_event,
)
from postmortem_desktop.errors import RecordError

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
OF = {"postmortem_id": "pm"}


def noon(minutes: int, seconds: int = 0) -> datetime:
    return NOON + timedelta(minutes=minutes, seconds=seconds)


def event(name: str, start: int | None, end: int | None = None, **values) -> TimelineEvent:
    return TimelineEvent(
        id=name,
        lane_id="lane",
        title=name.upper(),
        starts_at=None if start is None else noon(start),
        ends_at=None if end is None else noon(end),
        number="abcdef".index(name) + 1,
        **OF,
        **values,
    )


def link(source: str, target: str, kind: LinkKind = LinkKind.FOLLOWED) -> Link:
    return Link(id=f"{source}-{kind}-{target}", source_id=source, target_id=target, kind=kind, **OF)


def dossier(*records: Record) -> Dossier:
    return Dossier(
        [
            Postmortem(id="pm", title="x", created_at=NOON),
            Numbering(id="n", next_event=7, **OF),
            Lane(id="lane", title="Lane", **OF),
            Lane(id="other", title="Other", order=1, **OF),
            *records,
        ]
    )


def after(before: Dossier, edit: Edit) -> Dossier:
    """Return the dossier after an edit that undo takes back exactly."""
    before.check(edit)
    result = before.snapshot()
    result.apply(edit)
    back = result.snapshot()
    back.check(edit.inverted())
    back.apply(edit.inverted())
    assert back == before
    return result


def ties(of: Dossier) -> set[tuple[str, str, LinkKind]]:
    return {(link.source_id, link.target_id, link.kind) for link in of.all(Link)}


# Duplicate


def duplicated(before: Dossier, *event_ids: str) -> tuple[Dossier, list[TimelineEvent]]:
    edit = duplicate_events(before, CountingIds("copy"), event_ids)
    copies = [c.record for c in edit.changes if c.before is None]
    return after(before, edit), [copy for copy in copies if isinstance(copy, TimelineEvent)]


def test_a_copy_stands_at_the_same_time_in_the_same_lane_with_a_fresh_number():
    before = dossier(event("a", 0, 5, detail="why", locked=True), event("b", 3))
    result, (first, second) = duplicated(before, "a", "b")
    assert (first.title, first.detail, first.lane_id) == ("A", "why", "lane")
    assert (first.starts_at, first.ends_at) == (noon(0), noon(5))
    assert not first.locked
    assert result.get(TimelineEvent, "a").locked
    assert (first.number, second.number, result.numbering.next_event) == (7, 8, 9)


def test_a_copy_has_the_evidence_pictures_and_values_but_not_the_links_to_events():
    picture = Attachment(id="png", name="x", media_type="image/png", size=1, sha256="", **OF)
    before = dossier(
        event("a", 0),
        event("b", 1),
        picture,
        FieldValue(id="v", owner_id="a", key="region", value="EU", **OF),
        link("a", "b"),
        link("a", "item", LinkKind.CAME_FROM),
        link("png", "a", LinkKind.SUPPORTS),
        link("b", "a", LinkKind.SUPPORTS),
    )
    result, (copy,) = duplicated(before, "a")
    assert ties(result) - ties(before) == {
        (copy.id, "item", LinkKind.CAME_FROM),
        ("png", copy.id, LinkKind.SUPPORTS),
    }
    assert [v.value for v in result.all(FieldValue) if v.owner_id == copy.id] == ["EU"]


def test_a_copy_of_an_undated_event_follows_it():
    before = dossier(event("a", None, order=0), event("b", None, order=1))
    result, (copy,) = duplicated(before, "a")
    assert [e.id for e in result.events()] == ["a", copy.id, "b"]


def test_duplicating_nothing_changes_nothing():
    assert duplicate_events(dossier(), CountingIds(), []).is_empty


# Split


def test_a_span_becomes_two_touching_spans():
    before = dossier(event("a", 0, 10, detail="why", starred=True))
    result = after(before, split_event(before, CountingIds("new"), "a", noon(4)))
    first, second = result.events()
    assert (first.id, first.starts_at, first.ends_at) == ("a", noon(0), noon(4))
    assert (second.starts_at, second.ends_at) == (noon(4), noon(10))
    assert (first.title, second.title) == ("A", "A")
    assert (first.detail, second.detail) == ("why", "")
    assert (first.number, second.number) == (1, 7)
    assert (first.starred, second.starred) == (True, True)


def test_a_split_at_a_second_makes_both_times_exact():
    before = dossier(event("a", 0, 10))
    result = after(before, split_event(before, CountingIds(), "a", noon(4, 30)))
    assert [e.precision for e in result.events()] == [Precision.EXACT, Precision.EXACT]


def test_links_that_go_out_leave_from_the_second_and_evidence_speaks_for_both():
    before = dossier(
        event("a", 0, 10),
        event("b", 1),
        event("c", 20),
        Milestone(id="m", kind=MilestoneKind.DETECTED, at=noon(0), event_id="a", **OF),
        link("b", "a"),
        link("a", "c", LinkKind.INFLUENCED),
        link("a", "item", LinkKind.CAME_FROM),
    )
    result = after(before, split_event(before, CountingIds("new"), "a", noon(4)))
    (second,) = [e.id for e in result.events() if e.number == 7]
    assert ties(result) == {
        ("b", "a", LinkKind.FOLLOWED),
        (second, "c", LinkKind.INFLUENCED),
        ("a", "item", LinkKind.CAME_FROM),
        (second, "item", LinkKind.CAME_FROM),
    }
    assert result.get(Milestone, "m").event_id == "a"


@pytest.mark.parametrize(
    ("start", "end", "at"), [(0, None, 0), (None, None, 3), (0, 10, 0), (0, 10, 10), (0, 10, 12)]
)
def test_only_a_moment_inside_a_span_splits_it(start, end, at):
    with pytest.raises(RecordError, match="“A” can be split between its start and its end"):
        split_event(dossier(event("a", start, end)), CountingIds(), "a", noon(at))


# Merge


def merged(before: Dossier, *event_ids: str) -> Dossier:
    return after(before, merge_events(before, event_ids))


def test_the_earliest_lasts_to_the_latest_end_and_tells_what_the_others_told():
    before = dossier(
        event("b", 5, 8, detail="of b", starred=True, basis=Basis.CHAT),
        event("a", 2, detail="of a"),
        event("c", 6),
    )
    (whole,) = merged(before, "b", "c", "a").events()
    assert (whole.id, whole.title, whole.number) == ("a", "A", 1)
    assert (whole.starts_at, whole.ends_at) == (noon(2), noon(8))
    assert whole.detail == "of a\n\nB\nof b\n\nC"
    assert whole.starred
    assert whole.basis is Basis.CHAT


def test_instants_of_one_moment_stay_an_instant():
    (whole,) = merged(dossier(event("a", 2), event("b", 2)), "a", "b").events()
    assert (whole.starts_at, whole.ends_at) == (noon(2), None)


def test_an_undated_event_adds_its_words_but_no_doubt_about_the_time():
    before = dossier(event("a", None, precision=Precision.UNKNOWN), event("b", 2))
    (whole,) = merged(before, "a", "b").events()
    assert (whole.id, whole.detail) == ("b", "A")
    assert (whole.starts_at, whole.ends_at, whole.precision) == (noon(2), None, Precision.MINUTE)


def test_undated_events_merge_into_the_first_of_them():
    before = dossier(event("a", None, order=1), event("b", None, order=0))
    (whole,) = merged(before, "a", "b").events()
    assert (whole.id, whole.starts_at) == ("b", None)


def test_the_time_is_known_as_well_as_the_one_known_least():
    before = dossier(
        event("a", 0, precision=Precision.EXACT),
        event("b", 1, precision=Precision.BETWEEN, earliest=noon(-2), latest=noon(3)),
        event("c", 2, precision=Precision.APPROXIMATE),
    )
    (whole,) = merged(before, "a", "b", "c").events()
    assert whole.precision is Precision.BETWEEN
    assert (whole.earliest, whole.latest) == (noon(-2), noon(3))


def test_private_words_stay_private():
    (whole,) = merged(dossier(event("a", 0), event("b", 1, private=True)), "a", "b").events()
    assert whole.private


def test_ties_move_over_once_and_none_leads_to_itself():
    before = dossier(
        *(event(name, minute) for minute, name in enumerate("abcd")),
        Participant(id="p", **OF),
        Interview(id="i", participant_id="p", **OF),
        Answer(id="q", interview_id="i", event_id="b", **OF),
        Milestone(id="m", kind=MilestoneKind.DETECTED, at=noon(1), event_id="b", **OF),
        link("a", "b"),
        link("a", "d"),
        link("b", "d"),
        link("c", "d"),
        link("d", "c", LinkKind.CONTRADICTS),
        link("b", "item", LinkKind.CAME_FROM),
        FieldValue(id="v", owner_id="a", key="region", value="EU", **OF),
        FieldValue(id="w", owner_id="b", key="region", value="US", **OF),
        FieldValue(id="x", owner_id="b", key="team", value="Core", **OF),
        KeptPhrase(id="k", owner_id="c", category="blame", phrase="careless", **OF),
    )
    result = merged(before, "a", "b", "c")
    assert [e.id for e in result.events()] == ["a", "d"]
    assert ties(result) == {
        ("a", "d", LinkKind.FOLLOWED),
        ("d", "a", LinkKind.CONTRADICTS),
        ("a", "item", LinkKind.CAME_FROM),
    }
    assert len(result.all(Link)) == 3
    assert result.get(Milestone, "m") == Milestone(
        id="m", kind=MilestoneKind.DETECTED, at=noon(1), event_id="a", **OF
    )
    assert result.get(Answer, "q").event_id == "a"
    assert [(v.owner_id, v.value) for v in result.all(FieldValue)] == [("a", "EU"), ("a", "Core")]
    assert [k.owner_id for k in result.all(KeptPhrase)] == ["a"]


def test_a_split_event_merges_into_what_it_was():
    before = dossier(event("a", 0, 10, detail="why"), link("a", "item", LinkKind.CAME_FROM))
    halves = after(before, split_event(before, CountingIds("new"), "a", noon(4)))
    (whole,) = merged(halves, *(e.id for e in halves.events())).events()
    assert whole == before.get(TimelineEvent, "a")


def test_a_locked_event_does_not_merge():
    before = dossier(event("a", 0), event("b", 1, locked=True))
    with pytest.raises(RecordError, match="“B” is locked; unlock it"):
        merge_events(before, ["a", "b"])


@pytest.mark.parametrize("chosen", [[], ["a"], ["a", "a"]])
def test_one_event_alone_does_not_merge(chosen):
    with pytest.raises(RecordError, match="two or more"):
        merge_events(dossier(event("a", 0)), chosen)
