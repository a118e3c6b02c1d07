"""What a right click and the Menu key offer on the canvas; what counts is read from the dossier."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from postmortem_desktop.domain.kinds import MilestoneKind
from postmortem_desktop.domain.records import Lane

MOUSE = QContextMenuEvent.Reason.Mouse
KEYBOARD = QContextMenuEvent.Reason.Keyboard


@pytest.fixture
def menu(step, qtbot) -> Callable[..., QMenu]:
    """Return what asks for the menu at a point of the canvas."""

    def ask(point: QPoint, reason: QContextMenuEvent.Reason = MOUSE) -> QMenu:
        canvas = step.canvas
        event = QContextMenuEvent(reason, point, canvas.mapToGlobal(point))
        QApplication.sendEvent(canvas, event)
        (opened,) = canvas.findChildren(
            QMenu, "timelineContextMenu", Qt.FindChildOption.FindDirectChildrenOnly
        )
        assert opened.isVisible()
        return opened

    return ask


def choose(menu: QMenu, name: str) -> None:
    action = menu.findChild(QAction, name)
    assert action is not None
    assert action.isEnabled()
    action.trigger()
    menu.close()
    menu.deleteLater()
    QApplication.sendPostedEvents()
    QTest.qWait(0)


def title_of(step, lane: Lane) -> QPoint:
    view = step.canvas.view
    box = next(box for box in view.layout.lanes if box.lane_id == lane.id)
    return QPoint(40, round(view.lane_rect(box).top()) + 20)


def card_of(step, event) -> QPoint:
    step.canvas.reveal(event.id)
    return (step.canvas.rect_of(event.id).topLeft()).toPoint() + QPoint(30, 12)


def titles(workspace) -> list[str]:
    return [lane.title for lane in workspace.dossier.lanes()]


def write(step, text: str) -> None:
    editor = step.canvas.findChild(QLineEdit, "timelineTitleEditor")
    editor.setText(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_a_lane_is_renamed_moved_and_deleted_from_its_title(step, workspace, menu, lane):
    before = titles(workspace)
    choose(menu(title_of(step, lane(before[1]))), "lane_up")
    assert titles(workspace)[:2] == [before[1], before[0]]
    choose(menu(title_of(step, lane(before[1]))), "lane_down")
    assert titles(workspace) == before
    choose(menu(title_of(step, lane(before[1]))), "rename_lane")
    write(step, "Alerts and graphs")
    assert titles(workspace)[1] == "Alerts and graphs"
    gone = lane("Alerts and graphs")
    choose(menu(title_of(step, gone)), "delete_lane")
    assert titles(workspace) == [before[0], *before[2:]]
    assert all(event.lane_id != gone.id for event in workspace.dossier.events())
    workspace.undo()
    assert titles(workspace)[1] == "Alerts and graphs"


def test_the_first_lane_cannot_go_up(step, workspace, menu, lane):
    opened = menu(title_of(step, lane(titles(workspace)[0])))
    assert not opened.findChild(QAction, "lane_up").isEnabled()
    assert opened.findChild(QAction, "lane_down").isEnabled()


def test_an_event_is_locked_starred_marked_and_deleted(step, workspace, menu, event):
    name = "Connection wait"
    choose(menu(card_of(step, event(name))), "star")
    assert event(name).starred
    choose(menu(card_of(step, event(name))), "milestone_resolved")
    assert workspace.dossier.milestone(MilestoneKind.RESOLVED).event_id == event(name).id
    choose(menu(card_of(step, event(name))), "lock")
    assert event(name).locked
    opened = menu(card_of(step, event(name)))
    assert not opened.findChild(QAction, "delete").isEnabled()
    choose(opened, "lock")
    gone = event(name)
    choose(menu(card_of(step, gone)), "delete")
    assert gone.id not in {kept.id for kept in workspace.dossier.events()}


def test_an_event_is_renamed_and_asked_about(step, qtbot, menu, event):
    choose(menu(card_of(step, event("Connection wait"))), "rename")
    write(step, "The second alert")
    chosen = event("The second alert")
    with qtbot.waitSignal(step.step_requested) as asked:
        choose(menu(card_of(step, chosen)), "ask")
    assert asked.args == ["interviews", chosen.id]


def test_the_menu_key_opens_the_menu_of_the_event_at_which_the_keyboard_is(step, menu, event):
    step.activateWindow()
    step.canvas.setFocus()
    step.canvas.set_current(event("Connection wait").id)
    choose(menu(QPoint(0, 0), KEYBOARD), "star")
    assert event("Connection wait").starred


def test_empty_ground_offers_an_event_and_a_lane(step, workspace, menu, event):
    view = step.canvas.view
    first = view.layout.lanes[0]
    point = QPoint(round(view.plot.left()) + 6, round(view.lane_rect(first).center().y()))
    assert not step.canvas.event_at(point)
    choose(menu(point), "add_event")
    write(step, "Something before")
    made = event("Something before")
    assert made.lane_id == first.lane_id
    assert made.starts_at.second == 0
    choose(menu(point), "add_lane")
    write(step, "Network")
    assert titles(workspace)[-1] == "Network"
