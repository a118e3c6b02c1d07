"""A picture opened large over its ground: keys, zoom, description, and the way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from postmortem_desktop.domain.evidence import Attachment
from postmortem_desktop.editing.timeline_edits import remove_events
from postmortem_desktop.evidence.pictures import read_picture
from postmortem_desktop.ui.pictures.sheet import GROUND
from tests.pictures import BLUE, RED, graph, picture, saved

RED_GRAPH, BLUE_GRAPH = picture("red.png"), picture("blue.png", BLUE)
LARGE = read_picture(saved(graph(3000, 2000)), "large.png")


@pytest.fixture
def open_picture(qtbot, view, strip, attach, kept, event_id):
    """Return what puts pictures on the event and opens one of them."""

    def show(*pictures, place=0):
        attach(*pictures)
        strip.thumbs()[place].setFocus()
        view.open(event_id, kept()[place].id)
        qtbot.waitUntil(lambda: view.sheet.size_in_pixels != (0, 0))

    return show


def press(qtbot, view, key):
    qtbot.keyClick(view.sheet, key)


def test_it_covers_its_ground_and_draws_the_picture_on_a_dark_backdrop(view, open_picture):
    open_picture(RED_GRAPH)
    assert view.geometry() == view.parentWidget().rect()
    image = view.sheet.grab().toImage()
    middle = view.sheet.rect().center()
    assert image.pixelColor(0, 0) == GROUND
    assert image.pixelColor(middle + QPoint(-15, -10)).getRgb()[:3] == BLUE
    assert image.pixelColor(middle + QPoint(15, 10)).getRgb()[:3] == RED
    assert not view.isWindow()


def test_it_stays_over_its_ground_when_that_changes_size(view, desk, open_picture):
    open_picture(RED_GRAPH)
    desk.resize(1300, 800)
    assert view.geometry() == view.parentWidget().rect()


def test_escape_closes_it_and_gives_the_focus_back(qtbot, view, strip, open_picture):
    open_picture(RED_GRAPH)
    assert view.sheet.hasFocus()
    press(qtbot, view, Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert view.picture_id == ""
    assert strip.thumbs()[0].hasFocus()


def test_escape_closes_it_from_the_description_too(qtbot, view, open_picture):
    open_picture(RED_GRAPH)
    view.description.setFocus()
    qtbot.keyClick(view.description, Qt.Key.Key_Escape)
    assert not view.isVisible()


def test_arrows_turn_to_the_next_picture_and_stop_at_the_ends(qtbot, view, open_picture, kept):
    open_picture(RED_GRAPH, BLUE_GRAPH)
    first, second = kept()
    assert view.place.text() == "1 of 2"
    assert not view.previous.isEnabled()
    press(qtbot, view, Qt.Key.Key_Right)
    press(qtbot, view, Qt.Key.Key_Right)
    assert view.picture_id == second.id
    assert view.place.text() == "2 of 2"
    assert view.sheet.accessibleName() == "Picture: blue.png"
    qtbot.waitUntil(lambda: view.sheet.size_in_pixels == (60, 40))
    middle = view.sheet.rect().center() + QPoint(15, 10)
    assert view.sheet.grab().toImage().pixelColor(middle).getRgb()[:3] == BLUE
    press(qtbot, view, Qt.Key.Key_Left)
    assert view.picture_id == first.id


def test_a_picture_alone_has_no_neighbours_to_offer(view, open_picture):
    open_picture(RED_GRAPH)
    assert not view.place.isVisible()
    assert not view.next.isVisible()


def test_a_large_picture_is_fitted_and_comes_nearer(qtbot, view, open_picture):
    open_picture(LARGE)
    sheet = view.sheet
    assert sheet.is_fitted
    assert sheet.rect().toRectF().contains(sheet.picture_rect())
    # 16 pixels are left free at each side of the narrower measure.
    assert sheet.picture_rect().width() == pytest.approx(sheet.width() - 32)
    press(qtbot, view, Qt.Key.Key_1)
    assert sheet.picture_rect().width() == pytest.approx(3000)
    assert view.zoom_button.text() == "100 %"
    press(qtbot, view, Qt.Key.Key_Plus)
    assert sheet.percent == 125
    press(qtbot, view, Qt.Key.Key_Minus)
    assert sheet.percent == 100
    press(qtbot, view, Qt.Key.Key_0)
    assert sheet.is_fitted


def test_arrows_move_a_picture_that_is_larger_than_the_room(qtbot, view, open_picture):
    open_picture(LARGE, RED_GRAPH)
    press(qtbot, view, Qt.Key.Key_1)
    before = view.sheet.picture_rect()
    press(qtbot, view, Qt.Key.Key_Right)
    assert view.sheet.picture_rect().left() == pytest.approx(before.left() - 64)
    for _step in range(100):
        press(qtbot, view, Qt.Key.Key_Right)
    assert view.sheet.picture_rect().right() == pytest.approx(view.sheet.width())
    press(qtbot, view, Qt.Key.Key_PageDown)
    assert view.place.text() == "2 of 2"


def test_the_wheel_zooms_at_the_pointer(view, open_picture):
    open_picture(LARGE)
    sheet = view.sheet
    sheet.actual_size()
    at = QPointF(100, 120)
    under = at - sheet.picture_rect().topLeft()
    nothing = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    turned = QWheelEvent(
        at,
        sheet.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        *nothing,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(sheet, turned)
    assert sheet.percent == 125
    now = at - sheet.picture_rect().topLeft()
    assert (now.x(), now.y()) == pytest.approx((under.x() * 1.25, under.y() * 1.25))


def test_dragging_moves_the_picture(qtbot, view, open_picture):
    open_picture(LARGE)
    view.sheet.actual_size()
    before = view.sheet.picture_rect().topLeft()
    qtbot.mousePress(view.sheet, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    qtbot.mouseMove(view.sheet, QPoint(150, 170))
    qtbot.mouseRelease(view.sheet, Qt.MouseButton.LeftButton, pos=QPoint(150, 170))
    after = view.sheet.picture_rect().topLeft()
    assert (after - before).toPoint() == QPoint(-50, -30)


def test_the_description_is_changed_where_it_is_read(qtbot, view, open_picture, workspace, library):
    open_picture(RED_GRAPH)
    view.description.selectAll()
    qtbot.keyClicks(view.description, "Pool at its limit")
    qtbot.keyClick(view.description, Qt.Key.Key_Return)
    stored = library.load(workspace.dossier.postmortem.id).get(Attachment, view.picture_id)
    assert stored.name == "Pool at its limit"
    assert view.sheet.accessibleName() == "Picture: Pool at its limit"
    workspace.undo()
    assert view.description.text() == "red.png"


def test_delete_takes_the_picture_away_and_shows_its_neighbour(
    qtbot, view, open_picture, workspace, kept
):
    open_picture(RED_GRAPH, BLUE_GRAPH, place=1)
    press(qtbot, view, Qt.Key.Key_Delete)
    assert [p.name for p in kept()] == ["red.png"]
    assert view.picture_id == kept()[0].id
    press(qtbot, view, Qt.Key.Key_Delete)
    assert not view.isVisible()
    workspace.undo()
    workspace.undo()
    assert [p.name for p in kept()] == ["red.png", "blue.png"]


def test_it_closes_when_the_event_goes(view, open_picture, workspace, event_id):
    open_picture(RED_GRAPH)
    workspace.perform(remove_events(workspace.dossier, [event_id]))
    assert not view.isVisible()


def test_bytes_that_are_gone_are_told_on_the_sheet(qtbot, view, attach, kept, event_id, library):
    attach(RED_GRAPH)
    with library.writing() as connection:
        connection.exec_driver_sql("DELETE FROM attachment_bytes")
    view.open(event_id, kept()[0].id)
    told = "The picture is not in the library; please add it again."
    qtbot.waitUntil(lambda: view.sheet._words == told)


def test_the_focus_stays_within_while_it_is_open(qtbot, view, open_picture):
    open_picture(RED_GRAPH, BLUE_GRAPH)
    seen = set()
    for _step in range(12):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert view.isAncestorOf(QApplication.focusWidget())
        seen.add(QApplication.focusWidget())
    assert {view.sheet, view.description, view.next, view.zoom_button, view.close_button} <= seen


def test_the_key_of_the_window_opens_the_first_picture(view, strip, attach, kept, refusals):
    strip.open_first()
    assert refusals == ["There is no picture to open; choose an event that has one."]
    attach(RED_GRAPH, BLUE_GRAPH)
    strip.open_first()
    assert view.picture_id == kept()[0].id
