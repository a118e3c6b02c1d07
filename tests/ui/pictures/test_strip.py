"""The strip in the inspector: paste, drop, choose, open, take away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from postmortem_desktop.ui.timeline.inspector import Inspector
from tests.pictures import BLUE, graph, picture, saved
from tests.ui.pictures.conftest import mime_of_files, mime_of_image

RED_GRAPH, BLUE_GRAPH = picture("red.png"), picture("blue.png", BLUE)


@pytest.fixture(autouse=True)
def _clear_clipboard(qapp):
    yield
    QGuiApplication.clipboard().clear()


def drop(widget, mime):
    """Drag over a widget and let go; return whether it took the drop."""
    at = QPoint(10, 10)
    button, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, button, plain)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    let_go = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, mime, button, plain)
    let_go.ignore()
    QApplication.sendEvent(widget, let_go)
    return let_go.isAccepted()


def names(strip):
    return [thumb.accessibleName() for thumb in strip.thumbs()]


def test_the_key_for_pasting_adds_the_picture_of_the_clipboard(qtbot, strip, kept):
    QGuiApplication.clipboard().setMimeData(mime_of_image())
    strip.paste_button.setFocus()
    qtbot.keyClick(strip.paste_button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(kept()) == 1)
    assert names(strip) == ["Picture: Picture"]
    assert not strip.state.isVisible()


def test_the_button_pastes_and_says_so_when_there_is_nothing(qtbot, strip, kept, refusals):
    QGuiApplication.clipboard().setText("words")
    qtbot.mouseClick(strip.paste_button, Qt.MouseButton.LeftButton)
    assert refusals == ["There is no picture in the clipboard; copy one and paste it again."]
    QGuiApplication.clipboard().setMimeData(mime_of_image())
    qtbot.mouseClick(strip.paste_button, Qt.MouseButton.LeftButton)
    assert strip.state.text() == "Adding…"
    qtbot.waitUntil(lambda: len(kept()) == 1)


def test_an_image_and_files_can_be_dropped_and_other_things_not(qtbot, strip, kept, tmp_path):
    assert drop(strip, mime_of_image())
    qtbot.waitUntil(lambda: len(kept()) == 1)
    path = tmp_path / "pool.png"
    path.write_bytes(saved(graph()))
    assert drop(strip, mime_of_files(path))
    qtbot.waitUntil(lambda: len(kept()) == 2)
    assert names(strip) == ["Picture: Picture", "Picture: pool.png"]
    assert not drop(strip, mime_of_files(tmp_path / "log.csv"))


def test_without_one_event_the_actions_say_what_to_do(strip, desk, kept, refusals):
    desk.findChild(Inspector).show_events([])
    QGuiApplication.clipboard().setMimeData(mime_of_image())
    strip.paste()
    strip.choose()
    assert refusals == ["Choose one event first; pictures are added to it."] * 2
    assert desk.findChild(QFileDialog) is None
    assert kept() == []


def test_files_can_be_chosen_in_a_dialog_that_stops_nothing(qtbot, strip, desk, kept, tmp_path):
    path = tmp_path / "pool.png"
    path.write_bytes(saved(graph()))
    qtbot.mouseClick(strip.choose_button, Qt.MouseButton.LeftButton)
    dialog = desk.findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.filesSelected.emit([str(path)])
    dialog.close()
    qtbot.waitUntil(lambda: [p.name for p in kept()] == ["pool.png"])


def test_delete_takes_a_picture_away_and_undo_brings_it_back(qtbot, strip, workspace, attach, kept):
    attach(RED_GRAPH, BLUE_GRAPH)
    first = strip.thumbs()[0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Delete)
    assert [p.name for p in kept()] == ["blue.png"]
    assert names(strip) == ["Picture: blue.png"]
    assert strip.thumbs()[0].hasFocus()
    workspace.undo()
    assert names(strip) == ["Picture: red.png", "Picture: blue.png"]


def test_the_strip_follows_the_event_that_is_shown(strip, desk, workspace, attach, event_id):
    assert strip.state.text() == "Paste or drop a screenshot here."
    attach(RED_GRAPH)
    assert len(strip.thumbs()) == 1
    other = next(e.id for e in workspace.dossier.events() if e.id != event_id)
    desk.findChild(Inspector).show_events([other])
    assert strip.thumbs() == []
    assert strip.state.isVisible()


def test_a_thumbnail_shows_the_picture(qtbot, strip, attach):
    with qtbot.waitSignal(strip.thumbnails.loaded):
        attach(RED_GRAPH)
        strip.thumbs()[0].repaint()
    image = strip.thumbs()[0].grab().toImage()
    # The picture of 60 by 40 fills 80 by 56, its upper left quarter is blue.
    assert image.pixelColor(20, 15).getRgb()[:3] == BLUE
    assert image.pixelColor(60, 40).getRgb()[:3] == (220, 20, 20)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_enter_and_a_click_open_the_picture_in_place(qtbot, strip, view, attach, kept, key):
    attach(RED_GRAPH, BLUE_GRAPH)
    strip.thumbs()[1].setFocus()
    qtbot.keyClick(strip.thumbs()[1], key)
    assert view.isVisible()
    assert view.picture_id == kept()[1].id
    view.close_picture()
    qtbot.mouseClick(strip.thumbs()[0], Qt.MouseButton.LeftButton)
    assert view.picture_id == kept()[0].id
    qtbot.waitUntil(lambda: view.sheet.size_in_pixels == (60, 40))
