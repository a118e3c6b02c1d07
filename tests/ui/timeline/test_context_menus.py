"""What a right click and the Menu key offer on the canvas; what counts is read from the dossier."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from postmortem_desktop.domain.kinds import MilestoneKind
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.editing.lane_edits import nest_lane
from postmortem_desktop.editing.timeline_edits import change_event
from postmortem_desktop.ui.timeline.lane_titles import twisty_rect
from postmortem_desktop.ui.timeline.painter import lane_indent

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


def close_menus(step) -> None:
    for opened in step.canvas.findChildren(QMenu, "timelineContextMenu"):
        opened.close()
        opened.deleteLater()
    QApplication.sendPostedEvents()
    QTest.qWait(0)


def title_of(step, lane: Lane, down: int = 20) -> QPoint:
    view = step.canvas.view
    box = next(box for box in view.layout.lanes if box.lane_id == lane.id)
    return QPoint(40, round(view.lane_rect(box).top()) + down)


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


def test_a_lane_gets_a_colour_and_a_glyph_that_stand_beside_its_title(
    step, workspace, library, menu, lane, theme_source
):
    wanted, before = lane("Monitoring"), workspace.dossier.snapshot()
    opened = menu(title_of(step, wanted))
    assert opened.findChild(QAction, "colour_alert").isChecked()
    choose(opened, "glyph_database")
    choose(menu(title_of(step, wanted)), "colour_decision")
    stored = library.load(workspace.dossier.postmortem.id).get(Lane, wanted.id)
    assert (stored.colour, stored.glyph) == ("decision", "database")
    assert lane_indent(stored) > lane_indent(wanted)
    violet = theme_source.theme.kind_colour("decision")
    at = title_of(step, stored)
    image = step.canvas.grab(QRect(20, at.y() - 12, 16, 24)).toImage()
    inks = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    assert violet.name() in inks
    workspace.undo()
    workspace.undo()
    assert workspace.dossier == before


def test_a_lane_is_nested_moved_among_its_siblings_and_lifted(step, workspace, menu, lane):
    parent, child, other = lane("Payments on-call"), lane("Database engineer"), lane("Support lead")
    choose(menu(title_of(step, child)), f"nest_{parent.id}")
    assert lane("Database engineer").parent_id == parent.id
    assert lane_indent(lane("Database engineer")) > lane_indent(child)
    opened = menu(title_of(step, lane("Database engineer")))
    assert not opened.findChild(QAction, "lane_up").isEnabled()
    assert not opened.findChild(QAction, "lane_down").isEnabled()
    close_menus(step)
    assert not menu(title_of(step, parent)).findChild(QAction, "nest").isEnabled()
    close_menus(step)
    workspace.perform(nest_lane(workspace.dossier, other.id, parent.id))
    choose(menu(title_of(step, lane("Support lead"))), "lane_up")
    assert titles(workspace)[-2:] == ["Support lead", "Database engineer"]
    choose(menu(title_of(step, lane("Support lead"))), "lift_lane")
    assert lane("Support lead").parent_id is None


def test_a_lane_is_folded_and_its_clock_shifted_from_its_title(step, workspace, menu, lane):
    choose(menu(title_of(step, lane("Monitoring"))), "fold_lane")
    assert lane("Monitoring").collapsed
    opened = menu(title_of(step, lane("Monitoring"), down=6))
    assert opened.findChild(QAction, "fold_lane").text().startswith("Unfold")
    choose(opened, "shift_lane")
    popup = step.canvas.menus.commands.shift_popup
    assert popup.target.current == "lane"
    assert popup.lane.currentText() == "Monitoring"
    QTest.keyClicks(popup.amount, "-10s")
    QTest.keyClick(popup.amount, Qt.Key.Key_Return)
    assert workspace.undo_label == "shift the lane “Monitoring” by −10 s"


def test_a_click_on_the_twisty_folds_the_lane(step, lane):
    view = step.canvas.view
    box = next(box for box in view.layout.lanes if box.lane_id == lane("Monitoring").id)
    at = twisty_rect(view, box).center().toPoint()
    QTest.mouseClick(step.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert lane("Monitoring").collapsed


def test_a_span_is_split_where_it_was_clicked(step, workspace, menu, event):
    span = event("Purges CDN")
    step.canvas.zoom(4.0)
    step.canvas.reveal(span.id)
    rect = step.canvas.rect_of(span.id)
    moment = span.starts_at + timedelta(minutes=5)
    point = QPoint(round(step.canvas.view.x_of(moment)), round(rect.center().y()))
    choose(menu(point), "split_here")
    assert event("Purges CDN").ends_at == moment
    second = workspace.dossier.get(TimelineEvent, step.canvas.selection[0])
    assert (second.starts_at, second.ends_at) == (moment, span.ends_at)


def test_several_events_are_merged_shifted_and_undated_from_the_menu(step, workspace, menu, event):
    first, second = event("Latency SLO"), event("Connection wait")
    step.canvas.set_selection([first.id, second.id])
    opened = menu(card_of(step, second))
    assert opened.findChild(QAction, "split") is None
    choose(opened, "merge")
    merged = event("Latency SLO")
    assert merged.ends_at == second.starts_at
    choose(menu(card_of(step, merged)), "duplicate")
    copy_id = step.canvas.selection[0]
    choose(menu(card_of(step, workspace.dossier.get(TimelineEvent, copy_id))), "undate")
    assert workspace.dossier.get(TimelineEvent, copy_id).starts_at is None


def test_a_locked_event_offers_neither_split_nor_shift(step, workspace, menu, event):
    workspace.perform(change_event(workspace.dossier, event("Purges CDN").id, locked=True))
    opened = menu(card_of(step, event("Purges CDN")))
    assert opened.findChild(QAction, "split_here") is None
    assert not opened.findChild(QAction, "shift").isEnabled()
    assert not opened.findChild(QAction, "undate").isEnabled()
