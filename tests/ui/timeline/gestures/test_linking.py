"""Two events are linked by dragging from a port, and by a key; the step makes the link."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import Link
from tests.ui.timeline.gestures.conftest import Staged
from tests.ui.timeline.gestures.played import LEFT, PLAIN, SHIFT, Key, Played, minutes


def port(played: Played, event_id: str) -> QPoint:
    """Let the port of an event come up, and return where it is."""
    played.hover(played.point(event_id, dx=30))
    return played.canvas.hover.port_of(event_id).toPoint()


def links(played: Played) -> set[tuple[str, str]]:
    return {(link.source_id, link.target_id) for link in played.store.all(Link)}


def test_a_link_is_dragged_from_the_port_of_a_card_to_another_one(staged: Staged):
    start = port(staged, "purge")
    staged.drag(start, staged.point("ticket", dx=30) - start)
    assert links(staged) == {("alert", "purge"), ("purge", "ticket")}
    (made,) = [link for link in staged.store.all(Link) if link.source_id == "purge"]
    assert made.kind is LinkKind.INFLUENCED
    assert staged.stored("purge").starts_at == minutes(20)
    staged.workspace.undo()
    assert links(staged) == {("alert", "purge")}


def test_what_a_dragged_link_would_reach_is_shown(staged: Staged):
    start = port(staged, "purge")
    staged.hold(start, staged.point("ticket", dx=30) - start)
    held = staged.canvas.held.preview()
    assert held.caught == (staged.rect("ticket"),)
    assert len(held.arrows) == 1
    staged.canvas.cancel()


@pytest.mark.parametrize("goal", ["empty ground", "itself"])
def test_a_link_let_go_on_no_other_event_is_none(staged: Staged, goal: str):
    start = port(staged, "purge")
    end = staged.ground(90, "mon") if goal == "empty ground" else staged.point("purge")
    staged.drag(start, end - start)
    assert links(staged) == {("alert", "purge")}
    assert staged.stored("purge").lane_id == "ops"


def test_the_port_belongs_to_the_event_under_the_pointer_only(staged: Staged):
    start = port(staged, "purge")
    staged.hover(staged.ground(90, "mon"))
    staged.drag(start, QPoint(-30, 0))
    # Without the pointer on the card there was no port: the card moved.
    assert links(staged) == {("alert", "purge")}
    assert staged.stored("purge").starts_at == minutes(17)


def test_l_links_the_chosen_event_to_the_one_that_is_clicked_next(staged: Staged):
    staged.click(staged.point("alert"))
    staged.press_key(Key.Key_L)
    assert staged.step.linking.is_waiting
    staged.click(staged.point("ticket", dx=30))
    assert links(staged) == {("alert", "purge"), ("alert", "ticket")}
    assert not staged.step.linking.is_waiting
    staged.workspace.undo()
    assert links(staged) == {("alert", "purge")}


def test_l_links_two_chosen_events_at_once(staged: Staged):
    staged.canvas.set_selection(["purge", "fixed"])
    staged.press_key(Key.Key_L)
    assert links(staged) == {("alert", "purge"), ("purge", "fixed")}


def test_l_without_the_mouse_begins_at_the_keyboard_and_links_at_enter(staged: Staged):
    for key in (Key.Key_Home, Key.Key_L, Key.Key_End):
        staged.press_key(key)
    assert links(staged) == {("alert", "purge")}
    staged.press_key(Key.Key_Return)
    assert links(staged) == {("alert", "purge"), ("alert", "fixed")}
    assert staged.canvas.selection == ("fixed",)
    assert not staged.step.linking.is_waiting


def test_while_a_link_is_led_tab_and_arrows_only_walk_and_show_what_enter_would_do(
    staged: Staged,
):
    staged.click(staged.point("purge"))
    staged.press_key(Key.Key_L)
    note = staged.step.middle.note
    assert note.isVisible()
    assert note.label.text() == (
        "Choose the event it led to: click it, or arrows or Tab, then Enter; Esc stops"
    )
    assert staged.canvas.held.preview().arrows == ()
    staged.press_key(Key.Key_Tab)
    assert staged.canvas.current_id == "ticket"
    assert staged.canvas.selection == ("purge",)
    shown = staged.canvas.held.preview()
    assert shown.caught == (staged.rect("ticket"),)
    ((_start, end),) = shown.arrows
    assert end.x() == staged.rect("ticket").left()
    staged.press_key(Key.Key_Right)
    assert staged.canvas.current_id == "fixed"
    staged.press_key(Key.Key_Tab)
    assert staged.canvas.current_id == "fixed"
    assert staged.canvas.hasFocus()
    staged.press_key(Key.Key_Backtab, SHIFT)
    staged.press_key(Key.Key_Up)
    assert staged.canvas.current_id == "purge"
    assert staged.stored("purge").starts_at == minutes(20)
    assert links(staged) == {("alert", "purge")}
    # Enter where it began leaves things open.
    staged.press_key(Key.Key_Return)
    assert staged.step.linking.is_waiting
    assert links(staged) == {("alert", "purge")}


def test_while_a_link_is_led_a_line_follows_the_pointer_too(staged: Staged):
    staged.click(staged.point("purge"))
    staged.press_key(Key.Key_L)
    staged.press_key(Key.Key_Tab)
    staged.hover(staged.point("fixed", dx=8))
    to_keyboard, to_pointer = staged.canvas.held.preview().arrows
    assert to_keyboard[0] == to_pointer[0]
    assert to_keyboard[1].x() == staged.rect("ticket").left()
    assert to_pointer[1] == QPointF(staged.point("fixed", dx=8))
    assert staged.canvas.held.preview().caught == (staged.rect("ticket"), staged.rect("fixed"))
    QApplication.sendEvent(staged.canvas, QEvent(QEvent.Type.Leave))
    assert staged.canvas.held.preview().arrows == (to_keyboard,)


def test_what_to_do_next_stands_where_it_covers_no_event(staged: Staged):
    staged.click(staged.point("purge"))
    staged.press_key(Key.Key_L)
    middle = staged.step.middle
    overview = middle.overview
    place = QRect(overview.mapTo(middle, QPoint()), overview.size())
    assert place.contains(middle.note.geometry())


def test_what_to_do_next_is_read_out(staged: Staged, monkeypatch: pytest.MonkeyPatch):
    said: list[str] = []

    def hear(told: object) -> None:
        if isinstance(told, QAccessibleAnnouncementEvent):
            said.append(told.message())

    staged.click(staged.point("purge"))
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    staged.press_key(Key.Key_L)
    told = "Choose the event it led to: click it, or arrows or Tab, then Enter; Esc stops"
    assert said == [told]


def test_the_pieces_of_a_link_that_is_led_are_painted(staged: Staged):
    staged.click(staged.point("purge"))
    staged.press_key(Key.Key_L)
    before = staged.canvas.grab().toImage()
    staged.press_key(Key.Key_End)
    after = staged.canvas.grab().toImage()
    _start, end = staged.canvas.held.preview().arrows[-1]
    accent = staged.canvas.display.look.theme.accent.rgb()
    at_end = end.toPoint() - QPoint(1, 0)
    assert after.pixelColor(at_end).rgb() == accent
    assert before.pixelColor(at_end).rgb() != accent


def test_escape_stops_a_link_that_is_led_where_it_began(staged: Staged):
    staged.click(staged.point("purge"))
    for key in (Key.Key_L, Key.Key_End, Key.Key_Escape):
        staged.press_key(key)
    assert not staged.step.linking.is_waiting
    assert not staged.step.middle.note.isVisible()
    assert staged.canvas.current_id == "purge"
    assert staged.canvas.selection == ("purge",)
    staged.press_key(Key.Key_Return)
    assert links(staged) == {("alert", "purge")}
    staged.canvas.writing.finish()


def test_a_press_that_links_moves_nothing(staged: Staged):
    staged.click(staged.point("alert"))
    staged.press_key(Key.Key_L)
    staged.drag(staged.point("ticket", dx=30), QPoint(50, 0))
    assert links(staged) == {("alert", "purge"), ("alert", "ticket")}
    assert staged.stored("ticket").starts_at == minutes(40)


@pytest.mark.parametrize("way", ["another selection", "the event goes", "the focus goes"])
def test_what_takes_the_first_event_away_stops_the_linking(staged: Staged, way: str):
    staged.click(staged.point("alert"))
    staged.press_key(Key.Key_L)
    if way == "another selection":
        staged.step.show_record("ticket")
    elif way == "the event goes":
        staged.press_key(Key.Key_Delete)
    else:
        staged.step.inspector.form.title.setFocus()
    assert not staged.step.linking.is_waiting
    assert not staged.step.middle.note.isVisible()
    assert {pair for pair in links(staged) if pair != ("alert", "purge")} == set()


def test_escape_leaves_the_waiting_for_a_second_event(staged: Staged):
    staged.click(staged.point("alert"))
    staged.press_key(Key.Key_L)
    staged.press_key(Key.Key_Escape)
    QTest.mouseClick(staged.canvas, LEFT, PLAIN, staged.point("ticket", dx=30))
    assert links(staged) == {("alert", "purge")}


# Turning round


@pytest.mark.parametrize("chosen", [["alert"], ["purge"], ["alert", "purge"]])
def test_r_turns_the_link_of_what_is_selected_round_as_one_step(staged: Staged, chosen: list[str]):
    staged.canvas.set_selection(chosen)
    staged.press_key(Key.Key_R)
    assert links(staged) == {("purge", "alert")}
    assert [link.id for link in staged.store.all(Link)] == ["k"]
    staged.workspace.undo()
    assert links(staged) == {("alert", "purge")}


def test_where_it_is_not_clear_which_link_is_meant_nothing_turns(staged: Staged):
    staged.canvas.set_selection(["purge", "fixed"])
    staged.press_key(Key.Key_L)
    for chosen in (["purge"], ["alert", "fixed"], ["alert", "purge", "fixed"], []):
        staged.canvas.set_selection(chosen)
        staged.canvas.set_current("")
        staged.press_key(Key.Key_R)
        assert staged.notices.pop() == "Choose the two events of a link to turn it round."
        staged.canvas.set_selection(chosen)
    assert links(staged) == {("alert", "purge"), ("purge", "fixed")}


# The row beside the canvas


def kind_button(staged: Staged, title: str) -> QPushButton:
    buttons = staged.step.inspector.ties.findChildren(QPushButton)
    (found,) = [b for b in buttons if b.menu() and title in b.accessibleName() and b.isVisible()]
    return found


def choose_in_menu(button: QPushButton, name: str) -> None:
    """Open the menu of a button by key, walk down to a line of it and take that."""
    button.setFocus()
    QTest.keyClick(button, Key.Key_Space)
    menu = button.menu()
    assert menu is not None
    for _line in menu.actions():
        QTest.keyClick(menu, Key.Key_Down)
        if menu.activeAction().objectName() == name:
            break
    QTest.keyClick(menu, Key.Key_Return)


@pytest.mark.parametrize("name", ["link_followed", "turn_link"])
def test_the_keyboard_stays_at_the_link_that_is_changed(staged: Staged, name: str):
    staged.canvas.set_selection(["purge"])
    choose_in_menu(kind_button(staged, "Pool saturated"), name)
    (link,) = staged.store.all(Link)
    if name == "turn_link":
        assert (link.source_id, link.target_id) == ("purge", "alert")
    else:
        assert link.kind is LinkKind.FOLLOWED
    assert kind_button(staged, "Pool saturated").hasFocus()


def test_the_keyboard_goes_on_from_a_link_that_is_taken_away(staged: Staged):
    staged.canvas.set_selection(["purge", "fixed"])
    staged.press_key(Key.Key_L)
    staged.canvas.set_selection(["purge"])
    choose_in_menu(kind_button(staged, "Pool saturated"), "unlink")
    assert links(staged) == {("purge", "fixed")}
    assert kind_button(staged, "fixed").hasFocus()
    choose_in_menu(kind_button(staged, "fixed"), "unlink")
    assert links(staged) == set()
    focus = staged.window.focusWidget()
    assert staged.step.inspector.isAncestorOf(focus)
