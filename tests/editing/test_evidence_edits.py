"""What an import brings, and how evidence comes onto the timeline; performed by a real Editor."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.evidence import EvidenceBatch, EvidenceItem
from postmortem_desktop.domain.kinds import Basis, EventKind, LinkKind, Precision
from postmortem_desktop.domain.records import Lane, Link, Numbering, Postmortem, TimelineEvent
from postmortem_desktop.editing.editor import Editor
from postmortem_desktop.editing.evidence_edits import import_and_place, import_batch, place_item
from postmortem_desktop.editing.history import History

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
def editor() -> Editor:
    dossier = Dossier(
        [
            Postmortem(id="p", title="", created_at=NOON, summary="ours"),
            Numbering(id="n", postmortem_id="p", next_event=7),
            Lane(id="lane", postmortem_id="p", title="Platform", order=0),
        ]
    )
    return Editor(dossier, History(), lambda _edit, _step: None, lambda: NOON)


def batch(read_as: str = "table", count: int = 2) -> EvidenceBatch:
    return EvidenceBatch(
        id="b",
        postmortem_id="p",
        source_name="events.csv",
        format=read_as,
        imported_at=NOON,
        item_count=count,
    )


def item(number: int, **values) -> EvidenceItem:
    return EvidenceItem(
        id=f"i{number}",
        postmortem_id="p",
        batch_id="b",
        **{"text": f"thing {number}", "at": NOON + timedelta(minutes=number), **values},
    )


def test_an_import_brings_the_batch_and_undo_takes_it_back(editor):
    edit = editor.perform(import_batch(editor.dossier, batch(count=42)))

    assert edit.label == "import 42 items"
    assert [b.id for b in editor.dossier.all(EvidenceBatch)] == ["b"]
    editor.undo()
    assert editor.dossier.all(EvidenceBatch) == []


def test_placing_makes_numbered_events_with_links_in_one_undoable_edit(editor):
    before = editor.dossier.snapshot()
    items = [item(1, kind="alert", detail="why"), item(2, at=None), item(3, lane="platform")]

    editor.perform(import_and_place(editor.dossier, batch(), items, CountingIds(), "events"))

    events = editor.dossier.events()
    assert [(event.number, event.title, event.starts_at) for event in events] == [
        (7, "thing 1", NOON + timedelta(minutes=1)),
        (8, "thing 3", NOON + timedelta(minutes=3)),
    ]
    assert (events[0].kind, events[0].detail, events[0].basis) == (
        EventKind.ALERT,
        "why",
        Basis.LOG,
    )
    assert editor.dossier.numbering.next_event == 9
    links = editor.dossier.all(Link)
    assert [(link.source_id, link.target_id, link.kind) for link in links] == [
        (events[0].id, "i1", LinkKind.CAME_FROM),
        (events[1].id, "i3", LinkKind.CAME_FROM),
    ]
    editor.undo()
    assert editor.dossier == before


def test_a_lane_of_the_same_title_is_used_again_and_new_ones_go_below(editor):
    items = [item(1), item(2, lane="Platform"), item(3, lane="Support"), item(4, lane="Support")]

    editor.perform(import_and_place(editor.dossier, batch(), items, CountingIds(), "events.csv"))

    lanes = editor.dossier.lanes()
    assert [lane.title for lane in lanes] == ["Platform", "events.csv", "Support"]
    titles = {lane.id: lane.title for lane in lanes}
    assert [titles[event.lane_id] for event in editor.dossier.events()] == [
        "events.csv",
        "Platform",
        "Support",
        "Support",
    ]


def test_title_and_summary_are_filled_only_where_they_are_empty(editor):
    edit = import_and_place(
        editor.dossier, batch(), [item(1)], CountingIds(), "x", title="Culler", summary="theirs"
    )
    editor.perform(edit)

    assert editor.dossier.postmortem.title == "Culler"
    assert editor.dossier.postmortem.summary == "ours"


@pytest.mark.parametrize(
    ("read_as", "basis"),
    [("table", Basis.LOG), ("slack", Basis.CHAT), ("markdown", Basis.NONE)],
)
def test_the_format_says_how_it_is_known(editor, read_as, basis):
    edit = import_and_place(editor.dossier, batch(read_as), [item(1)], CountingIds(), "x")
    editor.perform(edit)

    assert editor.dossier.events()[0].basis is basis


def test_a_range_of_doubt_becomes_the_edges_of_an_instant(editor):
    soft = item(1, ends_at=NOON + timedelta(hours=5), precision=Precision.BETWEEN)
    span = item(2, ends_at=NOON + timedelta(hours=1), precision=Precision.APPROXIMATE)

    editor.perform(import_and_place(editor.dossier, batch(), [soft, span], CountingIds(), "x"))

    first, second = editor.dossier.events()
    assert (first.ends_at, first.earliest, first.latest) == (None, soft.at, soft.ends_at)
    assert (second.ends_at, second.earliest) == (span.ends_at, None)


def test_one_item_is_placed_at_its_own_time(editor):
    editor.perform(import_batch(editor.dossier, batch("slack")))

    edit = editor.perform(place_item(editor.dossier, item(1), CountingIds(), "lane"))

    event, link = edit.changes[-2].after, edit.changes[-1].after
    assert edit.label == "place “thing 1”"
    assert (event.starts_at, event.number, event.basis) == (item(1).at, 7, Basis.CHAT)
    assert (link.source_id, link.target_id) == (event.id, "i1")


def test_one_item_dropped_elsewhere_takes_its_duration_along(editor):
    span = item(1, ends_at=NOON + timedelta(minutes=11))
    later = NOON + timedelta(hours=2)

    editor.perform(place_item(editor.dossier, span, CountingIds(), "lane", at=later))

    (event,) = editor.dossier.events()
    assert (event.starts_at, event.ends_at) == (later, later + timedelta(minutes=10))


def test_an_item_without_a_time_is_undated_or_roughly_where_it_was_dropped(editor):
    ids = CountingIds()
    for number in (1, 2):
        editor.perform(place_item(editor.dossier, item(number, at=None), ids, "lane"))
    editor.perform(place_item(editor.dossier, item(3, at=None), ids, "lane", at=NOON))

    dropped, first, second = editor.dossier.events()
    assert (dropped.starts_at, dropped.precision) == (NOON, Precision.APPROXIMATE)
    assert [(e.title, e.starts_at, e.precision) for e in (first, second)] == [
        ("thing 1", None, Precision.UNKNOWN),
        ("thing 2", None, Precision.UNKNOWN),
    ]


def test_ten_thousand_items_are_one_edit(editor):
    items = [item(number) for number in range(10_000)]

    editor.perform(import_and_place(editor.dossier, batch(), items, CountingIds(), "x"))

    assert len(editor.dossier.all(TimelineEvent)) == 10_000
    assert editor.dossier.numbering.next_event == 10_007
    editor.undo()
    assert editor.dossier.all(TimelineEvent) == []
