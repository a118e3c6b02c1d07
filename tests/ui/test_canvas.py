"""The canvas played with mouse and keys over a real library; what counts is read from the store."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.domain.kinds import EventKind, LinkKind, MilestoneKind, Precision
from postmortem_desktop.domain.records import (
    Lane,
    Link,
    Milestone,
    Numbering,
    Postmortem,
    TimelineEvent,
)
from postmortem_desktop.editing.lane_edits import change_lane
from postmortem_desktop.editing.milestone_edits import set_milestone
from postmortem_desktop.editing.timeline_edits import add_event, remove_events
from postmortem_desktop.settings import Settings
from postmortem_desktop.store.evidence import EvidencePages
from postmortem_desktop.store.library import Library
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.ui import theme
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.timeline.drops import EVIDENCE_MIME, SENTENCE_MIME, read_drop
from postmortem_desktop.ui.workspace import Workspace

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


@dataclass
class Played:
    """A canvas at one pixel for six seconds, whose lanes begin at x = 160, and its library."""

    canvas: TimelineCanvas
    workspace: Workspace
    library: Library

    def stored(self, event_id: str) -> TimelineEvent:
        return self.library.editor("p").dossier.get(TimelineEvent, event_id)

    def stored_titles(self) -> set[str]:
        return {e.title for e in self.library.editor("p").dossier.all(TimelineEvent)}

    def point(self, event_id: str, dx: float = 60, dy: float = 12) -> QPoint:
        rect = self.canvas.rect_of(event_id)
        assert rect is not None
        return (rect.topLeft() + QPointF(dx, dy)).toPoint()

    def column(self, moment: datetime) -> int:
        return round(self.canvas.view.x_of(moment))

    def lane_middle(self, lane_id: str) -> int:
        view = self.canvas.view
        lane = next(box for box in view.layout.lanes if box.lane_id == lane_id)
        return round(view.lane_rect(lane).center().y())

    def hold(self, start: QPoint, by: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> QPoint:
        """Press and drag in steps, without letting go."""
        QTest.mousePress(self.canvas, LEFT, modifiers, start)
        for step in (0.3, 0.7, 1.0):
            self.move(start + QPoint(round(by.x() * step), round(by.y() * step)), modifiers)
        return start + by

    def move(self, to: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        where = self.canvas.mapToGlobal(to)
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(to),
            QPointF(where),
            Qt.MouseButton.NoButton,
            LEFT,
            modifiers,
        )
        QApplication.sendEvent(self.canvas, event)

    def drag(self, start: QPoint, by: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        end = self.hold(start, by, modifiers)
        QTest.mouseRelease(self.canvas, LEFT, modifiers, end)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(self.canvas, key, modifiers)

    def editor(self) -> QLineEdit:
        found = self.canvas.findChild(QLineEdit, "timelineTitleEditor")
        assert found is not None
        return found


def event(name: str, lane_id: str, start: float, length: float | None = None, **values: object):
    ends_at = None if length is None else minutes(start + length)
    return TimelineEvent(
        id=name,
        postmortem_id="p",
        lane_id=lane_id,
        title=values.pop("title", name),
        starts_at=minutes(start),
        ends_at=ends_at,
        **values,
    )


RECORDS = (
    Postmortem(id="p", title="Outage", created_at=NOON, zone="Europe/Berlin"),
    Numbering(id="n", postmortem_id="p", next_event=10),
    Lane(id="mon", postmortem_id="p", title="Monitoring", order=0),
    Lane(id="ops", postmortem_id="p", title="On-call", order=1),
    Lane(id="sup", postmortem_id="p", title="Support", order=2),
    event("alert", "mon", 10, title="Pool saturated", kind=EventKind.ALERT),
    event("purge", "ops", 20, 15, title="Purges the cache", kind=EventKind.ACTION),
    event("ticket", "sup", 40, precision=Precision.APPROXIMATE),
    event("fixed", "sup", 62, locked=True),
    Milestone(id="m", postmortem_id="p", kind=MilestoneKind.IMPACT_BEGAN, at=minutes(8)),
    Milestone(id="r", postmortem_id="p", kind=MilestoneKind.RESOLVED, at=minutes(70)),
    Link(id="k", postmortem_id="p", source_id="alert", target_id="purge", kind=LinkKind.INFLUENCED),
)


def open_canvas(qtbot, library: Library, records) -> Played:
    library.editor("p").perform(Edit("set up", created(*records)))
    workspace = Workspace(
        library.editor("p"), EvidencePages(library), library.clock, library.ids, Settings()
    )
    canvas = TimelineCanvas(workspace, theme.LIGHT)
    qtbot.addWidget(canvas)
    canvas.resize(1160, 400)
    canvas.show()
    canvas.show_view(TimeScale(NOON, 1 / 6))
    return Played(canvas, workspace, library)


@pytest.fixture
def played(qtbot, dressed, library: Library) -> Played:
    return open_canvas(qtbot, library, RECORDS)


# Moving


def test_a_card_dragged_sideways_moves_in_time(played: Played):
    played.drag(played.point("alert"), QPoint(100, 0))
    # 100 pixels of 6 s are 10 min; the start of "purge" is there and attracts.
    assert played.stored("alert").starts_at == minutes(20)
    assert played.stored("alert").lane_id == "mon"
    assert played.workspace.undo_label == "move “Pool saturated”"


def test_a_drag_lands_on_the_minute_where_ten_seconds_cannot_be_aimed_at(played: Played):
    played.drag(played.point("alert"), QPoint(-31, 0))
    # 31 pixels are 186 s; 10 s would be less than two pixels, so 12:06:54 rounds to 12:07.
    assert played.stored("alert").starts_at == minutes(7)
    assert played.stored("alert").precision is Precision.MINUTE


def test_a_drag_lands_on_the_grid_of_ten_seconds_where_it_is_wide_enough(played: Played):
    played.canvas.show_view(TimeScale(minutes(5), 1.0))
    played.drag(played.point("alert"), QPoint(-94, 0))
    # One pixel a second: 12:08:26 rounds to 12:08:30, and seconds are no longer "to the minute".
    assert played.stored("alert").starts_at == minutes(8.5)
    assert played.stored("alert").precision is Precision.EXACT


def test_a_time_that_is_only_roughly_known_stays_so_with_seconds(played: Played):
    played.drag(played.point("ticket"), QPoint(15, 0), ALT)
    assert played.stored("ticket").starts_at == minutes(41.5)
    assert played.stored("ticket").precision is Precision.APPROXIMATE


def test_alt_leaves_snapping_aside(played: Played):
    played.drag(played.point("alert"), QPoint(99, 0), ALT)
    assert played.stored("alert").starts_at == minutes(10) + timedelta(seconds=594)


def test_a_card_dragged_straight_down_changes_only_its_lane(played: Played):
    start = played.point("alert")
    played.drag(start, QPoint(3, played.lane_middle("sup") - start.y()))
    assert played.stored("alert").lane_id == "sup"
    assert played.stored("alert").starts_at == minutes(10)


def ghost(played: Played, event_id: str) -> QRectF:
    view = played.canvas.view
    box = next(b for b in played.canvas.gesture.boxes(view) if b.event_id == event_id)
    return view.rect_of(box)


def lane_rect(played: Played, lane_id: str) -> QRectF:
    view = played.canvas.view
    return view.lane_rect(next(b for b in view.layout.lanes if b.lane_id == lane_id))


def test_what_is_held_is_drawn_inside_the_lane_that_will_receive_it(played: Played):
    space = played.workspace
    edit = add_event(space.dossier, space.ids, "mon", "Second row", minutes(11))
    space.perform(edit)
    second = edit.changes[-1].record_id
    assert played.canvas.rect_of(second).top() > played.canvas.rect_of("alert").bottom()
    start = played.point(second)
    played.hold(start, QPoint(0, played.lane_middle("sup") - start.y()))
    # "Support" has one sub-row, and nothing stands in it at that time.
    assert lane_rect(played, "sup").contains(ghost(played, second))
    played.canvas.cancel()
    played.hold(start, QPoint(0, played.lane_middle("ops") - start.y()))
    # In "On-call" the purge stands there: no row is free, and still it is drawn inside.
    assert lane_rect(played, "ops").contains(ghost(played, second))
    assert played.canvas.gesture.boxes(played.canvas.view)[0].lane_id == "ops"


def test_three_pixels_are_a_click_and_four_are_a_drag(played: Played):
    played.drag(played.point("alert"), QPoint(3, 0))
    assert played.workspace.undo_label == "set up" or not played.workspace.undo_label
    assert played.stored("alert").starts_at == minutes(10)
    played.drag(played.point("alert"), QPoint(4, 0), ALT)
    assert played.stored("alert").starts_at == minutes(10) + timedelta(seconds=24)


def test_a_group_keeps_its_distances_in_one_step(played: Played):
    played.canvas.set_selection(["alert", "purge"])
    played.drag(played.point("purge"), QPoint(-20, 0), ALT)
    assert played.stored("alert").starts_at == minutes(8)
    assert played.stored("purge").starts_at == minutes(18)
    assert played.stored("purge").ends_at == minutes(33)
    played.workspace.undo()
    assert played.stored("alert").starts_at == minutes(10)
    assert played.stored("purge").starts_at == minutes(20)


def test_a_locked_event_stays_where_it_is(played: Played):
    played.drag(played.point("fixed"), QPoint(100, 0))
    assert played.stored("fixed").starts_at == minutes(62)


@pytest.mark.parametrize("way_out", ["escape", "focus", "change"])
def test_a_cancelled_drag_leaves_no_trace(played: Played, way_out: str):
    before = played.library.editor("p").dossier
    end = played.hold(played.point("alert"), QPoint(80, 60))
    if way_out == "escape":
        played.key(Qt.Key.Key_Escape)
    elif way_out == "focus":
        QApplication.sendEvent(played.canvas, QFocusEvent(QEvent.Type.FocusOut))
    else:
        played.workspace.perform(remove_events(played.workspace.dossier, ["ticket"]))
        played.workspace.undo()
    played.move(end + QPoint(30, 0))
    QTest.mouseRelease(played.canvas, LEFT, PLAIN, end)
    assert played.library.editor("p").dossier == before


def test_nothing_is_written_before_the_release(played: Played):
    written: list[Edit] = []
    played.workspace.changed.connect(written.append)
    end = played.hold(played.point("alert"), QPoint(80, 0))
    assert written == []
    QTest.mouseRelease(played.canvas, LEFT, PLAIN, end)
    assert len(written) == 1


# Durations


def test_the_end_of_a_bar_can_be_dragged(played: Played):
    rect = played.canvas.rect_of("purge")
    grip = QPoint(played.column(minutes(35)), round(rect.center().y()))
    played.drag(grip, QPoint(30, 0), ALT)
    assert played.stored("purge").starts_at == minutes(20)
    assert played.stored("purge").ends_at == minutes(38)


def test_the_start_of_a_bar_can_be_dragged_as_far_as_its_end(played: Played):
    rect = played.canvas.rect_of("purge")
    grip = QPoint(played.column(minutes(20)), round(rect.center().y()))
    played.drag(grip, QPoint(400, 0), ALT)
    assert played.stored("purge").starts_at == minutes(35)
    assert played.stored("purge").ends_at is None


def test_the_foot_of_an_instant_gives_it_a_duration(played: Played):
    played.drag(played.point("alert", dx=2), QPoint(50, 0), ALT)
    assert played.stored("alert").starts_at == minutes(10)
    assert played.stored("alert").ends_at == minutes(15)


# Selecting and looking


def test_clicks_select_and_modifiers_add(played: Played, qtbot):
    with qtbot.waitSignal(played.canvas.event_activated) as activated:
        QTest.mouseClick(played.canvas, LEFT, PLAIN, played.point("alert"))
    assert activated.args == ["alert"]
    assert played.canvas.selection == ("alert",)
    QTest.mouseClick(played.canvas, LEFT, CTRL, played.point("purge"))
    assert played.canvas.selection == ("alert", "purge")
    QTest.mouseClick(played.canvas, LEFT, CTRL, played.point("alert"))
    assert played.canvas.selection == ("purge",)
    QTest.mouseClick(played.canvas, LEFT, PLAIN, QPoint(1100, 60))
    assert played.canvas.selection == ()


def test_shift_drag_over_empty_space_selects_what_it_encloses(played: Played):
    start = QPoint(200, round(played.canvas.view.plot.top()) + 4)
    by = QPoint(500, played.lane_middle("ops") - start.y())
    played.drag(start, by, SHIFT)
    assert set(played.canvas.selection) == {"alert", "purge"}


def test_dragging_empty_space_pans_without_an_edit(played: Played):
    before = played.canvas.view.x_of(NOON)
    played.drag(QPoint(900, round(played.canvas.view.plot.top()) + 4), QPoint(-120, 0))
    assert played.canvas.view.x_of(NOON) == pytest.approx(before - 120)


def wheel(played: Played, at: QPoint, turn: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(played.canvas.mapToGlobal(at)),
        QPoint(),
        turn,
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(played.canvas, event)


def test_the_wheel_zooms_and_keeps_the_moment_under_the_pointer(played: Played):
    moment = played.canvas.view.moment_at(700)
    wheel(played, QPoint(700, 200), QPoint(0, 240))
    assert played.canvas.view.scale.px_per_second == pytest.approx(1.44 / 6)
    assert played.canvas.view.x_of(moment) == pytest.approx(700, abs=0.01)


def test_the_wheel_pans_with_shift_and_sideways(played: Played):
    wheel(played, QPoint(700, 200), QPoint(0, -120), SHIFT)
    wheel(played, QPoint(700, 200), QPoint(-30, 0))
    assert played.canvas.view.x_of(NOON) == pytest.approx(160 - 150)
    assert played.canvas.view.scale.px_per_second == pytest.approx(1 / 6)


def test_lanes_scroll_when_they_are_higher_than_the_canvas(played: Played):
    played.canvas.resize(1160, 120)
    wheel(played, QPoint(700, 100), QPoint(0, -120), CTRL)
    assert played.canvas.view.scroll == pytest.approx(min(60, played.canvas.view.scrollable))
    wheel(played, QPoint(700, 100), QPoint(0, -12000), CTRL)
    assert played.canvas.view.scroll == pytest.approx(played.canvas.view.scrollable)


def test_fit_shows_every_event_with_its_title(played: Played):
    played.canvas.show_view(TimeScale(NOON - timedelta(days=3), 5.0))
    played.canvas.fit()
    for event_id in ("alert", "purge", "ticket", "fixed"):
        rect = played.canvas.rect_of(event_id)
        assert rect.left() >= 160
        assert rect.right() <= 1160


def test_a_change_does_not_move_the_view(played: Played):
    before = played.canvas.view.scale
    played.drag(played.point("alert"), QPoint(300, 0))
    played.workspace.undo()
    played.canvas.resize(900, 300)
    assert played.canvas.view.scale == before


# Writing


def test_a_double_click_on_a_lane_makes_an_event_there_in_one_step(played: Played):
    at = QPoint(played.column(minutes(50)), played.lane_middle("ops"))
    QTest.mouseDClick(played.canvas, LEFT, PLAIN, at)
    QTest.keyClicks(played.editor(), "Rolls back")
    QTest.keyClick(played.editor(), Qt.Key.Key_Return)
    (made,) = [
        e for e in played.library.editor("p").dossier.all(TimelineEvent) if e.title == "Rolls back"
    ]
    assert (made.lane_id, made.starts_at, made.number) == ("ops", minutes(50), 10)
    assert played.canvas.selection == (made.id,)
    played.workspace.undo()
    assert "Rolls back" not in played.stored_titles()


def test_escape_while_writing_a_new_event_leaves_no_trace(played: Played):
    before = played.library.editor("p").dossier
    QTest.mouseDClick(played.canvas, LEFT, PLAIN, QPoint(900, played.lane_middle("ops")))
    QTest.keyClicks(played.editor(), "Rolls")
    QTest.keyClick(played.editor(), Qt.Key.Key_Escape)
    assert played.library.editor("p").dossier == before


def test_the_first_event_of_an_empty_session_brings_its_lane(qtbot, dressed, library: Library):
    played = open_canvas(qtbot, library, RECORDS[:2])
    QTest.mouseDClick(played.canvas, LEFT, PLAIN, QPoint(760, 200))
    QTest.keyClicks(played.editor(), "Pool saturated")
    QTest.keyClick(played.editor(), Qt.Key.Key_Return)
    dossier = played.library.editor("p").dossier
    (made,) = dossier.all(TimelineEvent)
    assert made.starts_at == minutes(60)
    assert [lane.id for lane in dossier.lanes()] == [made.lane_id]


@pytest.mark.parametrize("how", ["double click", "F2", "Enter"])
def test_a_card_is_renamed_in_its_place(played: Played, how: str):
    if how == "double click":
        QTest.mouseDClick(played.canvas, LEFT, PLAIN, played.point("alert"))
    else:
        played.canvas.set_selection(["alert"])
        played.key(Qt.Key.Key_F2 if how == "F2" else Qt.Key.Key_Return)
    assert played.editor().text() == "Pool saturated"
    assert abs(played.editor().x() - played.canvas.rect_of("alert").x()) <= 4
    QTest.keyClicks(played.editor(), "Pool used up")
    QTest.keyClick(played.editor(), Qt.Key.Key_Return)
    assert played.stored("alert").title == "Pool used up"


def test_what_is_being_written_is_kept_when_the_window_asks_for_it(played: Played):
    played.canvas.rename("alert")
    played.editor().setText("Pool used up")
    played.workspace.flush()
    assert played.stored("alert").title == "Pool used up"


def test_a_lane_is_renamed_by_a_double_click_on_its_title(played: Played):
    QTest.mouseDClick(played.canvas, LEFT, PLAIN, QPoint(40, played.lane_middle("mon")))
    played.editor().setText("Alerts")
    QTest.keyClick(played.editor(), Qt.Key.Key_Return)
    assert played.library.editor("p").dossier.get(Lane, "mon").title == "Alerts"


# Keys


def test_delete_removes_what_is_selected_but_not_what_is_locked(played: Played):
    played.canvas.set_selection(["alert", "fixed"])
    played.key(Qt.Key.Key_Delete)
    assert played.stored_titles() == {"Purges the cache", "ticket", "fixed"}
    assert played.canvas.selection == ("fixed",)


@pytest.mark.parametrize(
    ("key", "modifiers", "seconds", "lane_id"),
    [
        (Qt.Key.Key_Right, PLAIN, 60, "ops"),
        (Qt.Key.Key_Left, PLAIN, -60, "ops"),
        (Qt.Key.Key_Right, SHIFT, 600, "ops"),
        (Qt.Key.Key_Up, PLAIN, 0, "mon"),
        (Qt.Key.Key_Down, PLAIN, 0, "sup"),
    ],
)
def test_arrows_nudge_the_selection(played: Played, key, modifiers, seconds, lane_id):
    played.canvas.set_selection(["purge"])
    played.key(key, modifiers)
    moved = played.stored("purge")
    assert moved.starts_at == minutes(20) + timedelta(seconds=seconds)
    assert moved.duration == timedelta(minutes=15)
    assert moved.lane_id == lane_id


def test_two_presses_of_an_arrow_are_two_steps_back(played: Played):
    played.canvas.set_selection(["purge"])
    played.key(Qt.Key.Key_Right)
    played.key(Qt.Key.Key_Right)
    played.workspace.undo()
    assert played.stored("purge").starts_at == minutes(21)


def test_tab_walks_through_the_events_in_time_and_then_leaves(played: Played):
    visited = []
    for _ in range(4):
        assert played.canvas.focusNextPrevChild(True)
        visited.append(played.canvas.current_id)
    assert visited == ["alert", "purge", "ticket", "fixed"]
    assert not played.canvas.focusNextPrevChild(True)
    assert played.canvas.focusNextPrevChild(False)
    assert played.canvas.current_id == "ticket"
    # Walking chooses nothing: a key pressed next moves no event.
    assert played.canvas.selection == ()


def test_walking_brings_an_event_out_of_sight_into_view(played: Played):
    played.canvas.show_view(TimeScale(minutes(-600), 1 / 6))
    played.key(Qt.Key.Key_Home)
    rect = played.canvas.rect_of("alert")
    assert rect.left() >= 160
    assert rect.right() <= 1160


# Dropping


def drop(played: Played, mime: QMimeData, at: QPoint, modifiers=PLAIN) -> bool:
    """Carry data over the canvas and let go; return whether it was taken."""
    actions = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(at, actions, mime, LEFT, modifiers)
    QApplication.sendEvent(played.canvas, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(played.canvas, QDragMoveEvent(at, actions, mime, LEFT, modifiers))
    played.canvas.grab()
    QApplication.sendEvent(played.canvas, QDropEvent(QPointF(at), actions, mime, LEFT, modifiers))
    return True


def evidence_mime(at: str | None) -> QMimeData:
    mime = QMimeData()
    mime.setData(EVIDENCE_MIME, json.dumps([{"id": "i1", "at": at}, {"id": "i2"}]).encode())
    return mime


@pytest.mark.parametrize(
    ("at", "modifiers", "expected"),
    [
        ("2026-10-14T12:22:10+00:00", PLAIN, None),
        ("2026-10-14T12:22:10+00:00", ALT, minutes(50)),
        (None, PLAIN, minutes(50)),
    ],
)
def test_evidence_lands_at_its_own_time_unless_alt_is_held(played: Played, at, modifiers, expected):
    landed: list[object] = []
    played.canvas.evidence_dropped.connect(lambda *values: landed.append(values))
    point = QPoint(played.column(minutes(50)), played.lane_middle("ops"))
    assert drop(played, evidence_mime(at), point, modifiers)
    assert landed == [(["i1", "i2"], "ops", expected)]


def test_evidence_as_plain_lines_lands_at_the_pointer(played: Played):
    landed: list[object] = []
    played.canvas.evidence_dropped.connect(lambda *values: landed.append(values))
    mime = QMimeData()
    mime.setData(EVIDENCE_MIME, b"i1\ni2\n")
    assert drop(played, mime, QPoint(played.column(minutes(50)), played.lane_middle("mon")))
    assert landed == [(["i1", "i2"], "mon", minutes(50))]


def test_a_sentence_lands_at_the_pointer(played: Played):
    landed: list[object] = []
    played.canvas.sentence_dropped.connect(lambda *values: landed.append(values))
    mime = QMimeData()
    mime.setData(SENTENCE_MIME, b'{"answer": "a1"}')
    mime.setText(" I looked at the cache. ")
    point = QPoint(played.column(minutes(50)), played.lane_middle("sup"))
    assert drop(played, mime, point)
    other = QMimeData()
    other.setText("from elsewhere")
    assert drop(played, other, point)
    assert landed == [
        ("I looked at the cache.", '{"answer": "a1"}', "sup", minutes(50)),
        ("from elsewhere", "", "sup", minutes(50)),
    ]


def test_data_without_a_place_on_a_timeline_are_left_to_others(played: Played):
    empty = QMimeData()
    empty.setData(EVIDENCE_MIME, b"[1, 2]")
    for mime in (QMimeData(), empty):
        assert not drop(played, mime, QPoint(500, 100))


# Drawing


def test_the_canvas_draws_in_both_themes_and_while_everything_is_going_on(played: Played):
    played.canvas.set_selection(["alert", "purge"])
    light = played.canvas.grab().toImage()
    played.canvas.set_theme(theme.DARK)
    dark = played.canvas.grab().toImage()
    corner = QPoint(5, 380)
    assert light.pixelColor(corner) == theme.LIGHT.surface
    assert dark.pixelColor(corner) == theme.DARK.surface
    played.hold(played.point("alert"), QPoint(100, 60))
    assert played.canvas.grab().toImage() != dark
    played.canvas.cancel()
    assert played.canvas.grab().toImage() == dark


# Words


def test_a_drag_says_old_and_new_time_and_the_difference(played: Played):
    played.hold(played.point("alert"), QPoint(100, 0))
    assert played.canvas.gesture.label("Europe/Berlin") == "14:10 → 14:20  ·  +10 min"
    played.canvas.cancel()
    grip = QPoint(played.column(minutes(35)), played.lane_middle("ops"))
    played.hold(grip, QPoint(-50, 0), ALT)
    assert played.canvas.gesture.label("Europe/Berlin") == "14:20 – 14:30  ·  10 min"


def test_what_is_held_says_where_it_would_land():
    held = read_drop(evidence_mime("2026-10-14T12:22:10+00:00"))
    assert held is not None
    assert replace(held, takes_own=True).label("Europe/Berlin", "Support lead") == (
        "Drop here · 14:22:10 · Support lead"
    )
    assert held.label("Europe/Berlin", "") == "Drop here"


def test_an_empty_timeline_shows_its_first_event_wherever_it_is(qtbot, dressed, library: Library):
    played = open_canvas(qtbot, library, RECORDS[:5])
    played.canvas.grab()
    dossier = played.workspace.dossier
    a_year_ago = NOON - timedelta(days=365)
    edit = add_event(dossier, played.workspace.ids, "ops", "Long ago", a_year_ago)
    played.workspace.perform(edit)
    rect = played.canvas.rect_of(edit.changes[-1].record_id)
    assert rect is not None
    assert 160 <= rect.left() <= 1160


@pytest.mark.parametrize("from_bottom", [200, 3])
def test_where_a_drop_would_land_is_said_inside_the_canvas_and_beside_the_pointer(
    played: Played, from_bottom: int
):
    mime = QMimeData()
    mime.setText("from elsewhere")
    at = QPoint(played.column(minutes(50)), played.canvas.height() - from_bottom)
    actions = Qt.DropAction.CopyAction
    QApplication.sendEvent(played.canvas, QDragEnterEvent(at, actions, mime, LEFT, PLAIN))
    picture = played.canvas.grab().toImage()
    ground = theme.LIGHT.accent_soft
    found = [
        y
        for y in range(picture.height())
        if picture.pixelColor(at.x() + 8, y).rgb() == ground.rgb()
    ]
    # The card is 27 high, whole, and 20 away from the pointer.
    assert len(found) >= 22
    assert max(found) < picture.height()
    assert all(abs(y - at.y()) >= 18 for y in found)


def test_the_column_is_as_wide_as_the_longest_lane_title_up_to_a_limit(played: Played):
    space, lettering = played.workspace, played.canvas.display.look.lettering
    space.perform(change_lane(space.dossier, "mon", title="Systems and their changes"))
    needed = lettering.lane_width("Systems and their changes")
    assert 160 < played.canvas.view.metrics.label_column < 220
    assert played.canvas.view.metrics.label_column >= 16 + needed + 12
    space.perform(change_lane(space.dossier, "mon", title="x" * 200))
    assert played.canvas.view.metrics.label_column == 220


def test_the_head_grows_for_close_milestones_and_stays_while_the_view_is_panned(played: Played):
    assert played.canvas.view.metrics.ruler_height == 66
    space = played.workspace
    for number, kind in enumerate((MilestoneKind.DETECTED, MilestoneKind.ACKNOWLEDGED)):
        at = minutes(9 + number)
        space.perform(set_milestone(space.dossier, space.ids, kind, at))
    # From 12:08 to 12:10 there are 20 pixels, and left of 12:08 too few for a name: each of the
    # three stands right of its line, in a row of 18 of its own.
    assert played.canvas.view.metrics.ruler_height == 66 + 2 * 18
    top = played.canvas.rect_of("alert").top()
    played.drag(QPoint(900, 120), QPoint(-600, 0))
    assert played.canvas.rect_of("alert").top() == top
    played.canvas.zoom(40)
    assert played.canvas.view.metrics.ruler_height == 66
