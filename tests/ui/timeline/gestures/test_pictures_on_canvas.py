"""Screenshots dropped and pasted on the canvas: on cards, on empty ground, small, large, gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.domain.evidence import Attachment
from postmortem_desktop.domain.pictures import pictures_of
from postmortem_desktop.domain.records import Link, TimelineEvent
from postmortem_desktop.editing.attachment_edits import attach_picture
from postmortem_desktop.editing.timeline_edits import move_events, remove_events
from postmortem_desktop.ui import theme
from tests.pictures import BLUE, RED, graph, picture, saved
from tests.ui.timeline.gestures.conftest import Staged
from tests.ui.timeline.gestures.played import CTRL, Key, minutes

HALF_THUMB, INSET = QPointF(-21, 13), 3


def image(colour: tuple[int, ...] = RED) -> QMimeData:
    mime = QMimeData()
    mime.setImageData(QImage.fromData(saved(graph(colour=colour))))
    return mime


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


@pytest.fixture
def graphs(tmp_path: Path) -> Sequence[Path]:
    """Return two files with pictures."""
    paths = tmp_path / "latency graph.png", tmp_path / "second.png"
    for path, colour in zip(paths, (RED, BLUE), strict=True):
        path.write_bytes(saved(graph(colour=colour)))
    return paths


@pytest.fixture
def attach(staged: Staged) -> Callable[..., None]:
    """Return what puts pictures on an event and waits until the first is on the card."""

    def put(event_id: str, *colours: tuple[int, ...]) -> None:
        kept = [picture(f"{place}.png", colour) for place, colour in enumerate(colours)]
        space = staged.workspace
        space.evidence.keep_bytes(each.data for each in kept)
        assert space.perform(attach_picture(space.dossier, space.ids, event_id, *kept))
        staged.canvas.grab()

    return put


@pytest.fixture
def loaded(qtbot: QtBot, staged: Staged, attach: Callable[..., None]) -> Callable[..., None]:
    def put(event_id: str, *colours: tuple[int, ...]) -> None:
        with qtbot.waitSignal(staged.canvas.pictures.thumbnails.loaded):
            attach(event_id, *colours)

    return put


def names(staged: Staged, event_id: str) -> list[str]:
    """Return the names of an event's pictures as they stand on the disk."""
    return [kept.name for kept in pictures_of(staged.store, event_id)]


def thumb_at(staged: Staged, event_id: str) -> QPoint:
    """Return the middle of the thumbnail at the right end of a card."""
    return (staged.rect(event_id).topRight() + HALF_THUMB).toPoint()


def colour_at(staged: Staged, point: QPoint) -> QColor:
    return staged.canvas.grab().toImage().pixelColor(point)


def test_a_picture_dropped_on_a_card_becomes_its_own_in_one_step(qtbot, staged: Staged):
    with qtbot.waitSignal(staged.step.inspector.pictures.target.added):
        assert staged.drop(image(), staged.point("alert"))
    assert names(staged, "alert") == ["Picture"]
    assert staged.canvas.selection == ("alert",)
    assert staged.stored("alert").starts_at == minutes(10)
    staged.workspace.undo()
    assert names(staged, "alert") == []
    assert staged.store.all(Attachment) == []
    staged.workspace.redo()
    assert names(staged, "alert") == ["Picture"]


def test_while_it_is_held_over_a_card_the_card_says_what_will_happen(staged: Staged):
    assert staged.carry(image(), staged.point("alert"))
    held = staged.canvas.held.preview()
    assert held.drop[1] == "Add the picture to “Pool saturated”"
    assert held.caught == (staged.rect("alert"),)
    assert held.guide is None
    assert staged.canvas.held.goal_lane_id() == ""


def test_over_empty_ground_it_says_when_and_where(staged: Staged):
    assert staged.carry(image(), staged.ground(22, "sup"))
    held = staged.canvas.held.preview()
    assert held.drop[1] == "Drop here · 14:22 · Support"
    assert held.caught == ()
    assert staged.canvas.held.goal_lane_id() == "sup"


def test_several_files_are_spoken_of_as_several(staged: Staged, graphs):
    staged.carry(files(*graphs), staged.point("alert"))
    assert staged.canvas.held.preview().drop[1] == "Add the pictures to “Pool saturated”"


def test_files_dropped_on_the_ground_make_one_event_there(qtbot, staged: Staged, graphs):
    with qtbot.waitSignal(staged.step.inspector.pictures.target.added):
        assert staged.drop(files(*graphs), staged.ground(22, "sup"))
    made = staged.titled("latency graph")
    assert (made.lane_id, made.starts_at) == ("sup", minutes(22))
    assert names(staged, made.id) == ["latency graph.png", "second.png"]
    assert staged.canvas.selection == (made.id,)
    staged.workspace.undo()
    assert "latency graph" not in staged.stored_titles()
    assert staged.store.all(Attachment) == []


def test_a_locked_card_takes_pictures_and_stays_where_it_is(qtbot, staged: Staged):
    with qtbot.waitSignal(staged.step.inspector.pictures.target.added):
        staged.drop(image(), staged.point("fixed"))
    assert names(staged, "fixed") == ["Picture"]
    assert staged.stored("fixed").starts_at == minutes(62)


def test_a_picture_that_illustrates_copied_words_counts_as_words(staged: Staged):
    mime = image()
    mime.setText("the graph went flat")
    staged.drop(mime, staged.ground(22, "sup"))
    assert staged.titled("the graph went flat").starts_at == minutes(22)
    assert staged.store.all(Attachment) == []


def test_a_picture_with_its_address_counts_as_a_picture(qtbot, staged: Staged):
    mime = image()
    mime.setText("https://graphs.example/latency.png")
    mime.setUrls([QUrl("https://graphs.example/latency.png")])
    with qtbot.waitSignal(staged.step.inspector.pictures.target.added):
        staged.drop(mime, staged.point("alert"))
    assert names(staged, "alert") == ["Picture"]


def test_pictures_among_other_files_are_left_to_the_import(qtbot, staged: Staged, graphs, tmp_path):
    table = tmp_path / "chat.csv"
    table.write_text("time,text\n2026-10-14T12:05:00Z,paged\n", encoding="utf-8")
    mime = files(graphs[0], table)
    staged.drop(mime, staged.point("alert"))
    assert staged.canvas.held.is_nothing
    qtbot.waitUntil(staged.step.middle.import_pane.place_button.isEnabled)
    assert staged.notices == ["Drop pictures onto an event or a lane, without other files."]


def test_pictures_dropped_beside_the_canvas_are_not_imported(staged: Staged, graphs):
    drop_on(staged.step, files(*graphs))
    assert staged.step.middle.import_pane.isHidden()
    assert len(staged.notices) == 1


def test_a_file_that_is_no_picture_inside_is_refused_in_a_sentence(qtbot, staged, tmp_path):
    broken = tmp_path / "graph.png"
    broken.write_bytes(b"nothing of the kind")
    with qtbot.waitSignal(staged.workspace.failed):
        staged.drop(files(broken), staged.point("alert"))
    assert names(staged, "alert") == []


def drop_on(widget: QWidget, mime: QMimeData) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy, at = Qt.DropAction.CopyAction, QPoint(5, 5)
    QApplication.sendEvent(widget, QDragEnterEvent(at, copy, mime, left, none))
    QApplication.sendEvent(widget, QDropEvent(QPointF(at), copy, mime, left, none))


def test_ctrl_v_puts_the_clipboard_on_the_event_at_which_the_keyboard_is(qtbot, staged: Staged):
    QGuiApplication.clipboard().setMimeData(image())
    staged.press_key(Key.Key_Home)
    assert staged.canvas.current_id == "alert"
    with qtbot.waitSignal(staged.step.inspector.pictures.target.added):
        staged.press_key(Key.Key_V, CTRL)
    assert names(staged, "alert") == ["Picture"]


def test_ctrl_v_without_a_picture_or_an_event_says_so(qtbot, staged: Staged):
    told: list[str] = []
    staged.workspace.failed.connect(lambda problem: told.append(str(problem)))
    QGuiApplication.clipboard().clear()
    staged.press_key(Key.Key_V, CTRL)
    staged.canvas.set_selection(["alert"])
    staged.press_key(Key.Key_V, CTRL)
    assert told == [
        "Choose one event first; pictures are added to it.",
        "There is no picture in the clipboard; copy one and paste it again.",
    ]


def test_the_card_grows_by_a_thumbnail_and_shrinks_again(staged: Staged, loaded):
    before = staged.rect("alert").width()
    loaded("alert", BLUE)
    assert staged.rect("alert").width() == before + 38
    shown = colour_at(staged, thumb_at(staged, "alert"))
    assert (shown.red() < 60, shown.blue() > 180) == (True, True)
    staged.workspace.undo()
    assert staged.rect("alert").width() == before
    plain = colour_at(staged, (staged.rect("alert").topRight() + QPointF(-4, 8)).toPoint())
    assert plain == theme.LIGHT.raised


def test_a_card_that_grows_makes_room_for_the_one_behind_it(staged: Staged, attach):
    space = staged.workspace
    others = {"id": "next", "postmortem_id": "p", "lane_id": "sup", "title": "next"}

    def share_a_row() -> bool:
        return staged.rect("ticket").top() == staged.rect("next").top()

    # The row behind it has to be free, or else what comes would take another one.
    space.perform(remove_events(space.dossier, ["fixed"]))
    # Come nearer minute by minute, as long as both stand in one sub-row.
    space.perform(Edit("add", created(TimelineEvent(starts_at=minutes(61), **others))))
    assert share_a_row()
    while share_a_row():
        space.perform(move_events(space.dossier, ["next"], timedelta(minutes=-1)))
    space.undo()
    assert share_a_row()
    attach("ticket", RED)
    assert not share_a_row()
    space.undo()
    assert share_a_row()


def test_a_bar_shows_it_behind_its_title(staged: Staged, loaded):
    title = staged.canvas.display.look.lettering.card_width("Purges the cache")
    loaded("purge", BLUE)
    # The bar of 150 pixels has no room for both. Foot, padding, glyph and gap come before the
    # title, seven pixels behind it.
    left = staged.rect("purge").left() + 150 + 3 + 8 + 14 + 6 + title + 7
    shown = colour_at(staged, QPoint(round(left) + 18, round(staged.rect("purge").center().y())))
    assert shown.blue() > 180
    assert shown.red() < 60


def test_of_several_the_first_is_shown_with_how_many_more(staged: Staged, loaded):
    loaded("alert", BLUE, RED, RED)
    corner = staged.rect("alert").topRight()
    image_of = staged.canvas.grab().toImage()
    patch = image_of.pixelColor((corner + QPointF(-6, 6)).toPoint())
    picture_part = image_of.pixelColor((corner + QPointF(-30, 13)).toPoint())
    assert patch.lightness() < 60
    assert picture_part.blue() > 180


def test_a_click_on_the_thumbnail_opens_it_over_the_canvas(qtbot, staged: Staged, loaded):
    loaded("alert", RED)
    staged.click(thumb_at(staged, "alert"))
    view = staged.step.picture_view
    assert view.isVisible()
    assert view.picture_id == pictures_of(staged.store, "alert")[0].id
    assert staged.canvas.selection == ("alert",)
    qtbot.keyClick(view.sheet, Key.Key_Escape)
    assert not view.isVisible()


def test_a_click_beside_the_thumbnail_opens_nothing(staged: Staged, loaded):
    loaded("alert", RED)
    staged.click(staged.point("alert", 40))
    assert not staged.step.picture_view.isVisible()


def test_dragging_a_card_by_its_thumbnail_moves_the_card(staged: Staged, loaded):
    loaded("alert", RED)
    staged.drag(thumb_at(staged, "alert"), QPoint(50, 0))
    assert staged.stored("alert").starts_at == minutes(15)
    assert not staged.step.picture_view.isVisible()


def test_the_pointer_is_a_hand_on_the_thumbnail_only(staged: Staged, loaded):
    loaded("alert", RED)
    staged.hover(thumb_at(staged, "alert"))
    assert staged.canvas.cursor().shape() is Qt.CursorShape.PointingHandCursor
    staged.hover(staged.point("alert", 40))
    assert staged.canvas.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_o_opens_the_picture_of_the_chosen_event(staged: Staged, loaded):
    loaded("alert", RED)
    staged.canvas.set_selection(["alert"])
    staged.press_key(Key.Key_O)
    assert staged.step.picture_view.isVisible()


def test_its_spoken_name_counts_the_pictures(staged: Staged, attach):
    staged.canvas.setFocus()
    interface = QAccessible.queryAccessibleInterface(staged.canvas)
    child = interface.child(0)
    assert "picture" not in child.text(QAccessible.Text.Name)
    attach("alert", RED)
    assert child.text(QAccessible.Text.Name).endswith("lane Monitoring, 1 picture")
    attach("alert", BLUE)
    assert child.text(QAccessible.Text.Name).endswith("lane Monitoring, 2 pictures")
    assert staged.canvas.spoken_name("alert").endswith("2 pictures")


def test_what_came_and_went_is_said(staged: Staged, attach, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(
        "postmortem_desktop.ui.timeline.accessible.announce",
        lambda _canvas, text: said.append(text),
    )
    staged.canvas.setFocus()
    QAccessible.queryAccessibleInterface(staged.canvas).childCount()
    attach("alert", RED, BLUE)
    staged.workspace.undo()
    assert said == ["2 pictures added", "2 pictures deleted"]


def test_deleting_an_event_and_undoing_brings_its_pictures_back(staged: Staged, loaded):
    loaded("alert", RED)
    width = staged.rect("alert").width()
    staged.workspace.perform(remove_events(staged.workspace.dossier, ["alert"]))
    assert not [link for link in staged.store.all(Link) if link.target_id == "alert"]
    staged.workspace.undo()
    assert staged.rect("alert").width() == width
    assert staged.canvas.pictures.of("alert") == (pictures_of(staged.store, "alert")[0].id,)


@pytest.mark.parametrize("chosen", [theme.LIGHT, theme.DARK], ids=lambda one: one.name)
def test_it_has_a_frame_in_every_theme(staged: Staged, loaded, chosen):
    loaded("alert", RED)
    staged.canvas.display.set_theme(chosen)
    edge = (staged.rect("alert").topRight() + QPointF(-21, INSET)).toPoint()
    assert colour_at(staged, edge) == chosen.edge
