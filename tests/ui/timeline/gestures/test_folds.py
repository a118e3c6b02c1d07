"""Where many events stand close together one box counts them, and opens when it is clicked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from postmortem_desktop.timeline.boxes import Box
from postmortem_desktop.timeline.scale import TimeScale
from tests.ui.timeline.gestures.played import (
    EMPTY,
    LANES,
    LEFT,
    PLAIN,
    SHIFT,
    Key,
    Played,
    event,
    minutes,
    open_canvas,
)

COARSE = TimeScale(minutes(-2000), 1 / 240)
"""A pixel for four minutes."""


def opened(qtbot, library, events) -> Played:
    played = open_canvas(qtbot, library, (*EMPTY, *LANES, *events))
    played.canvas.show_view(COARSE)
    return played


@pytest.fixture
def close(qtbot, dressed, library) -> Played:
    """Return a canvas with three hundred events within five hours, each minute one."""
    return opened(qtbot, library, [event(f"e{n}", "ops", n) for n in range(300)])


@pytest.fixture
def at_once(qtbot, dressed, library) -> Played:
    """Return a canvas with sixty events at the very same moment."""
    return opened(qtbot, library, [event(f"e{n:02}", "ops", 0) for n in range(60)])


def fullest(played: Played) -> Box:
    box = max(played.canvas.view.boxes_in(played.canvas.view.plot), key=lambda box: box.holds)
    assert box.is_folded
    return box


def middle_of(played: Played, box: Box) -> QPoint:
    rect = played.canvas.view.rect_of(box)
    return QPointF(rect.left() + min(rect.width(), 40) / 2, rect.center().y()).toPoint()


def test_every_event_is_counted_once(close: Played):
    boxes = [box for box in close.canvas.view.layout.boxes() if box.lane_id == "ops"]
    assert sum(box.holds for box in boxes) == 300
    assert any(box.is_folded for box in boxes)


def test_a_click_zooms_to_the_events_that_are_folded(close: Played):
    before, box = close.store, fullest(close)
    events = close.canvas.view.layout.folded(box)
    assert len(events) == box.holds
    close.click(middle_of(close, box))
    view = close.canvas.view
    # The first and the last stand 4 per cent of the width from the edges.
    first, last = events[0].starts_at, events[-1].starts_at
    width = view.plot.width()
    assert view.x_of(first) == pytest.approx(view.plot.left() + width * 0.04, abs=0.1)
    assert view.x_of(last) == pytest.approx(view.plot.right() - width * 0.04, abs=0.1)
    assert close.store == before
    assert close.canvas.selection == ()


def test_opening_goes_on_until_each_event_has_a_card_of_its_own(close: Played):
    for _ in range(8):
        boxes = close.canvas.view.boxes_in(close.canvas.view.plot)
        if not any(box.is_folded for box in boxes):
            break
        close.click(middle_of(close, fullest(close)))
    seen = close.canvas.view.boxes_in(close.canvas.view.plot)
    assert len(seen) >= 2
    assert not any(box.is_folded for box in seen)


def menu_of(played: Played, qtbot) -> QMenu:
    qtbot.waitUntil(lambda: any(m.isVisible() for m in played.canvas.findChildren(QMenu)))
    (menu,) = [menu for menu in played.canvas.findChildren(QMenu) if menu.isVisible()]
    return menu


def test_what_no_zoom_can_part_is_listed_and_can_be_chosen(at_once: Played, qtbot):
    box = fullest(at_once)
    events, scale = at_once.canvas.view.layout.folded(box), at_once.canvas.view.scale
    at_once.click(middle_of(at_once, box))
    menu = menu_of(at_once, qtbot)
    names = [action.text().replace("&", "") for action in menu.actions()]
    assert names[:3] == [f"14:00  {each.title}" for each in events[:3]]
    assert at_once.canvas.view.scale == scale
    activated: list[str] = []
    at_once.canvas.event_activated.connect(activated.append)
    second = menu.actions()[1]
    QTest.mouseClick(menu, LEFT, PLAIN, menu.actionGeometry(second).center())
    assert at_once.canvas.selection == (events[1].id,)
    assert at_once.canvas.current_id == events[1].id
    assert activated == [events[1].id]
    # From here the keys reach it, though it is folded.
    at_once.key(Key.Key_Right)
    assert at_once.stored(events[1].id).starts_at == minutes(60)


def test_escape_closes_the_list_and_changes_nothing(at_once: Played, qtbot):
    before = at_once.store
    at_once.click(middle_of(at_once, fullest(at_once)))
    menu = menu_of(at_once, qtbot)
    QTest.keyClick(menu, Key.Key_Escape)
    assert not menu.isVisible()
    assert at_once.canvas.selection == ()
    assert at_once.store == before


def test_a_folded_box_is_no_card_to_drag_or_rename(close: Played):
    before, box = close.store, fullest(close)
    at = middle_of(close, box)
    close.double_click(at)
    assert not close.canvas.writing.is_open
    close.drag(at, QPoint(100, 0))
    assert close.store == before


def test_a_rubber_band_chooses_what_is_folded_too(close: Played):
    close.canvas.resize(1160, 900)
    view = close.canvas.view
    start = QPoint(round(view.x_of(minutes(-200))), round(view.plot.top()) + 2)
    end = QPoint(round(view.x_of(minutes(500))), 880)
    close.drag(start, end - start, SHIFT)
    assert set(close.canvas.selection) == {f"e{n}" for n in range(300)}
