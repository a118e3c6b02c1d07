"""What a screen reader finds on the canvas and hears of it, asked through Qt's own interfaces."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, RecordChange, created, removed
from postmortem_desktop.domain.kinds import EventKind, Precision
from postmortem_desktop.domain.records import Lane, Numbering, Postmortem, TimelineEvent
from postmortem_desktop.editing.editor import Editor
from postmortem_desktop.editing.history import History
from postmortem_desktop.editing.timeline_edits import (
    add_event,
    move_events,
    remove_events,
    rename_event,
)
from postmortem_desktop.settings import Settings
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.ui import theme
from postmortem_desktop.ui.timeline import accessible
from postmortem_desktop.ui.timeline.accessible_event import AccessibleEvent
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.timeline.spoken import spoken_name
from postmortem_desktop.ui.workspace import Workspace

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
"""14:00 in Berlin."""
NAME = QAccessible.Text.Name
Heard = list[tuple[str, str]]


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


def event(event_id: str, lane_id: str, start: float, **values) -> TimelineEvent:
    values = {"title": event_id, **values}
    return TimelineEvent(
        id=event_id, postmortem_id="p", lane_id=lane_id, starts_at=minutes(start), **values
    )


RECORDS = (
    Postmortem(id="p", title="Outage", created_at=NOON, zone="Europe/Berlin"),
    Numbering(id="n", postmortem_id="p", next_event=10),
    Lane(id="mon", postmortem_id="p", title="Monitoring", order=0),
    Lane(id="ops", postmortem_id="p", title="On-call", order=1),
    Lane(id="sup", postmortem_id="p", title="Support", order=2),
)
EVENTS = (
    event("alert", "mon", 10, title="Pool saturated", kind=EventKind.ALERT),
    event("purge", "ops", 20, ends_at=minutes(35), title="Purges the cache"),
    event("ticket", "sup", 40, precision=Precision.APPROXIMATE),
    event("fixed", "sup", 62, locked=True, starred=True),
)


def open_canvas(qtbot: QtBot | None, *events: TimelineEvent) -> TimelineCanvas:
    """Return a canvas over a session in memory; ``qtbot`` closes it in the end."""
    editor = Editor(
        Dossier([*RECORDS, *events]), History(), lambda _edit, _step: None, lambda: NOON
    )
    workspace = Workspace(editor, None, lambda: NOON, CountingIds(), Settings())  # type: ignore[arg-type]
    canvas = TimelineCanvas(workspace, theme.LIGHT)
    if qtbot is not None:
        qtbot.addWidget(canvas)
    canvas.resize(1160, 400)
    canvas.show()
    canvas.show_view(TimeScale(NOON, 1 / 6))
    return canvas


@pytest.fixture
def canvas(qtbot, dressed) -> TimelineCanvas:
    return open_canvas(qtbot, *EVENTS)


@pytest.fixture
def heard(canvas: TimelineCanvas, qtbot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
    """Return what a screen reader is told while the canvas has the keyboard."""
    told: Heard = []

    def hear(update) -> None:
        if isinstance(update, QAccessibleAnnouncementEvent):
            told.append(("Announcement", update.message()))
        else:
            told.append((update.type().name, update.accessibleInterface().text(NAME)))

    canvas.activateWindow()
    qtbot.waitActive(canvas)
    canvas.setFocus()
    QAccessible.setActive(True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    timeline_of(canvas).childCount()
    yield told
    monkeypatch.undo()
    QAccessible.setActive(False)


def timeline_of(canvas: TimelineCanvas):
    return QAccessible.queryAccessibleInterface(canvas)


def names(canvas: TimelineCanvas) -> list[str]:
    timeline = timeline_of(canvas)
    return [timeline.child(index).text(NAME) for index in range(timeline.childCount())]


# Names


def test_every_event_is_read_out_with_time_kind_title_and_lane(canvas):
    assert timeline_of(canvas).text(NAME) == "Incident timeline, 4 events"
    assert names(canvas) == [
        "14:10, Alert, Pool saturated, lane Monitoring",
        "14:20 to 14:35, Observation, Purges the cache, lane On-call",
        "about 14:40, Observation, ticket, lane Support",
        "15:02, Observation, fixed, lane Support, starred, locked",
    ]


@pytest.mark.parametrize(
    ("values", "time"),
    [
        ({"precision": Precision.BEFORE}, "before 14:10"),
        ({"precision": Precision.AFTER}, "after 14:10"),
        ({"precision": Precision.UNKNOWN}, "about 14:10"),
        (
            {
                "precision": Precision.BETWEEN,
                "earliest": minutes(5),
                "latest": minutes(15),
            },
            "between 14:05 and 14:15",
        ),
        (
            {"precision": Precision.APPROXIMATE, "ends_at": minutes(30)},
            "about 14:10 to 14:30",
        ),
        ({"precision": Precision.EXACT, "starts_at": minutes(10.5)}, "14:10:30"),
    ],
)
def test_how_well_a_time_is_known_is_said_in_words(values, time):
    known = replace(event("known", "mon", 10), **values)
    assert spoken_name(known, None, "Europe/Berlin") == f"{time}, Observation, known"


def test_past_midnight_the_day_is_said(qtbot, dressed):
    late = event("late", "mon", 590, ends_at=minutes(610))
    assert names(open_canvas(qtbot, late, event("later", "mon", 605))) == [
        "23:50 to 15 Oct 00:10, Observation, late, lane Monitoring",
        "15 Oct 00:05, Observation, later, lane Monitoring",
    ]


# Children


def test_a_child_knows_its_place_its_state_and_its_rectangle(canvas):
    timeline = timeline_of(canvas)
    first, last = timeline.child(0), timeline.child(3)
    assert timeline.child(4) is None
    assert [timeline.indexOfChild(child) for child in (first, last)] == [0, 3]
    canvas.set_selection(["alert"])
    assert [child.state().selected for child in (first, last)] == [1, 0]
    rect = canvas.rect_of("alert")
    middle = canvas.mapToGlobal((rect.topLeft() + QPointF(60, 12)).toPoint())
    assert first.rect().contains(middle)
    assert timeline.childAt(middle.x(), middle.y()) is first
    assert not first.state().offscreen
    canvas.show_view(TimeScale(minutes(200), 1 / 6))
    assert first.state().offscreen


def test_children_are_made_when_they_are_asked_for(qtbot, dressed):
    events = [event(f"e{n:05}", "mon", n / 10) for n in range(5_000)]
    canvas = open_canvas(qtbot, *events)
    timeline = timeline_of(canvas)
    assert timeline.childCount() == 5_000
    last = timeline.child(4_999)
    assert timeline.indexOfChild(last) == 4_999
    assert last.text(NAME).endswith("Observation, e04999, lane Monitoring")
    assert living_children(timeline) == 1


def living_children(timeline) -> int:
    gc.collect()
    return sum(
        isinstance(thing, AccessibleEvent) and isValid(thing) and thing.parent() is timeline
        for thing in gc.get_objects()
    )


def test_what_was_removed_is_let_go_of_and_what_was_added_is_found(canvas):
    timeline = timeline_of(canvas)
    first = timeline.child(0)
    number, trace = QAccessible.uniqueId(first), weakref.ref(first)
    canvas.workspace.perform(remove_events(canvas.workspace.dossier, ["alert"]))
    assert timeline.childCount() == 3
    assert not first.isValid()
    assert QAccessible.accessibleInterface(number) is None
    del first
    gc.collect()
    assert trace() is None
    canvas.workspace.undo()
    assert timeline.child(0).text(NAME) == "14:10, Alert, Pool saturated, lane Monitoring"


def test_thousands_of_events_come_and_go_without_a_trace(canvas, heard):
    timeline, workspace = timeline_of(canvas), canvas.workspace
    before = living_children(timeline)
    numbers: list[int] = []
    for turn in range(20):
        crowd = [event(f"t{turn}-{n}", "ops", n / 4) for n in range(150)]
        workspace.perform(Edit("add", created(*crowd)))
        children = [timeline.child(index) for index in range(timeline.childCount())]
        numbers += [QAccessible.uniqueId(child) for child in children]
        del children
        workspace.perform(Edit("remove", removed(*crowd)))
    assert sum(what == "ObjectCreated" for what, _name in heard) == 3_000
    assert sum(what == "ObjectDestroyed" for what, _name in heard) == 3_000
    assert timeline.childCount() == 4
    assert living_children(timeline) == before + 4
    assert sum(QAccessible.accessibleInterface(number) is not None for number in set(numbers)) == 4


def test_a_canvas_that_goes_takes_its_children_along(qtbot, dressed):
    canvas = open_canvas(None, *EVENTS)
    timeline = timeline_of(canvas)
    numbers = [QAccessible.uniqueId(timeline.child(index)) for index in range(4)]
    workspace, trace = canvas.workspace, weakref.ref(timeline.child(0))
    canvas.close()
    canvas.deleteLater()
    QApplication.sendPostedEvents(canvas, QEvent.Type.DeferredDelete.value)
    assert not isValid(timeline)
    assert not any(QAccessible.accessibleInterface(number) for number in numbers)
    gc.collect()
    assert trace() is None
    # What has gone does not follow.
    workspace.perform(remove_events(workspace.dossier, ["alert"]))
    another = open_canvas(qtbot, *EVENTS)
    assert timeline_of(another).childCount() == 4
    assert timeline not in accessible._timelines


# What is heard


def test_an_added_event_is_told_as_a_new_child(canvas, heard):
    workspace = canvas.workspace
    workspace.perform(add_event(workspace.dossier, workspace.ids, "sup", "calls", minutes(41)))
    name = "14:41, Observation, calls, lane Support"
    assert heard == [
        ("ObjectCreated", name),
        ("NameChanged", "Incident timeline, 5 events"),
        ("Announcement", f"Added: {name}"),
    ]


def test_a_removed_event_is_told_as_a_lost_child(canvas, heard):
    canvas.workspace.perform(remove_events(canvas.workspace.dossier, ["ticket"]))
    assert [what for what, _name in heard] == ["ObjectDestroyed", "NameChanged", "Announcement"]
    assert heard[-1] == ("Announcement", "Deleted: ticket")


def test_a_move_is_told_with_time_and_lane(canvas, heard):
    dossier = canvas.workspace.dossier
    canvas.workspace.perform(move_events(dossier, ["alert"], timedelta(minutes=22), 2))
    assert heard == [
        ("NameChanged", "14:32, Alert, Pool saturated, lane Support"),
        ("Announcement", "Moved to 14:32, lane Support"),
    ]
    heard.clear()
    canvas.workspace.undo()
    assert heard[-1] == ("Announcement", "Moved to 14:10, lane Monitoring")


def test_a_renamed_event_has_another_name(canvas, heard):
    canvas.workspace.perform(rename_event(canvas.workspace.dossier, "ticket", "first call"))
    assert heard == [
        ("NameChanged", "about 14:40, Observation, first call, lane Support"),
        ("Announcement", "Renamed to first call"),
    ]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"ends_at": minutes(18)}, "Now 14:10 to 14:18"),
        ({"precision": Precision.AFTER}, "Now after 14:10"),
        ({"kind": EventKind.IMPACT}, "Now of the kind Impact"),
        ({"starred": True}, "Starred"),
        ({"locked": True}, "Locked"),
        ({"starts_at": None}, "Taken off the timeline: Pool saturated"),
    ],
)
def test_other_changes_are_told_in_words_and_taken_back_in_words(canvas, heard, values, sentence):
    before = canvas.workspace.dossier.get(TimelineEvent, "alert")
    change = RecordChange(before, replace(before, **values))
    canvas.workspace.perform(Edit("change", (change,)))
    assert ("Announcement", sentence) in heard
    heard.clear()
    canvas.workspace.undo()
    assert any(what == "Announcement" for what, _sentence in heard)


def test_several_events_are_told_by_their_number(canvas, heard):
    workspace = canvas.workspace
    workspace.perform(move_events(workspace.dossier, ["alert", "purge"], timedelta(minutes=1), 0))
    assert heard[-1] == ("Announcement", "2 events moved")
    workspace.perform(remove_events(workspace.dossier, ["alert", "purge"]))
    assert heard[-1] == ("Announcement", "2 events deleted")
    workspace.undo()
    assert heard[-1] == ("Announcement", "2 events added")


def test_a_crowd_of_events_is_told_by_its_number_only(canvas, heard):
    crowd = [event(f"c{n}", "ops", n / 10) for n in range(201)]
    canvas.workspace.perform(Edit("import", created(*crowd)))
    assert heard == [
        ("NameChanged", "Incident timeline, 205 events"),
        ("Announcement", "201 events added"),
    ]


def test_a_lane_with_another_name_renames_what_was_read(canvas, heard):
    timeline_of(canvas).child(0)
    lane = canvas.workspace.dossier.get(Lane, "mon")
    change = RecordChange(lane, replace(lane, title="Alerting"))
    canvas.workspace.perform(Edit("rename the lane", (change,)))
    assert heard == [("NameChanged", "14:10, Alert, Pool saturated, lane Alerting")]


def test_the_focus_is_told_where_the_keyboard_goes(canvas, heard):
    QTest.keyClick(canvas, Qt.Key.Key_End)
    assert ("Focus", "15:02, Observation, fixed, lane Support, starred, locked") in heard
    heard.clear()
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert ("Focus", "14:10, Alert, Pool saturated, lane Monitoring") in heard
    assert timeline_of(canvas).focusChild() is timeline_of(canvas).child(0)
    assert timeline_of(canvas).child(0).state().focused


def test_nothing_is_announced_while_the_keyboard_is_elsewhere(canvas, heard):
    canvas.clearFocus()
    canvas.workspace.perform(rename_event(canvas.workspace.dossier, "ticket", "first call"))
    assert [what for what, _name in heard] == ["NameChanged"]


def test_what_a_filter_hides_is_no_child_until_it_is_shown_again(canvas, heard):
    timeline = timeline_of(canvas)
    assert len(names(canvas)) == 4
    canvas.set_hidden(frozenset({"purge", "ticket"}))
    assert heard == [
        ("ObjectDestroyed", ""),
        ("ObjectDestroyed", ""),
        ("NameChanged", "Incident timeline, 2 events"),
    ]
    assert timeline.childCount() == 2
    heard.clear()
    canvas.set_hidden(frozenset())
    assert heard == [("NameChanged", "Incident timeline, 4 events")]
    assert len(names(canvas)) == 4
