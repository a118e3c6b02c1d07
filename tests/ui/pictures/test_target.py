"""What is pasted or dropped becomes pictures of an event, as one step, read on a thread."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QMimeData, QUrl

from postmortem_desktop.domain.evidence import Attachment
from postmortem_desktop.domain.pictures import pictures_of
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.timeline_edits import remove_events
from postmortem_desktop.errors import StorageError
from postmortem_desktop.ui.pictures import target as target_module
from postmortem_desktop.ui.pictures.sources import has_pictures
from postmortem_desktop.ui.pictures.target import PictureTarget
from tests.pictures import BLUE, graph, opened, png_that_claims, saved
from tests.ui.pictures.conftest import event_named, mime_of_files, mime_of_image

MOMENT = datetime(2026, 10, 14, 12, 34, tzinfo=UTC)


@pytest.fixture
def target(workspace):
    return PictureTarget(workspace)


@pytest.fixture
def file(tmp_path):
    def make(name="Pool graph.png", data=None, **options):
        path = tmp_path / name
        path.write_bytes(saved(graph(), **options) if data is None else data)
        return path

    return make


def test_an_image_of_the_clipboard_is_kept_in_the_library(
    qtbot, target, workspace, library, event_id, kept
):
    with qtbot.waitSignal(target.added) as added:
        assert target.add_pictures(event_id, mime_of_image())
    assert added.args == [event_id]
    (picture,) = kept()
    stored = library.load(workspace.dossier.postmortem.id)
    assert [one.id for one in pictures_of(stored, event_id)] == [picture.id]
    data = workspace.evidence.picture_bytes(picture.id)
    assert opened(data).getpixel((3, 3)) == BLUE
    assert (picture.media_type, picture.size) == ("image/png", len(data))


def test_an_image_that_comes_as_a_file_in_the_clipboard_loses_its_texts(
    qtbot, target, workspace, event_id, kept
):
    from PIL import PngImagePlugin

    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Ines Halloran")
    mime = QMimeData()
    mime.setData("image/png", saved(graph(), pnginfo=notes))
    with qtbot.waitSignal(target.added):
        assert target.add_pictures(event_id, mime)
    assert b"Halloran" not in workspace.evidence.picture_bytes(kept()[0].id)


def test_several_files_are_one_step(qtbot, target, workspace, event_id, kept, file):
    before = workspace.dossier.snapshot()
    paths = file("one.png"), file("two.jpg", saved(graph(), "JPEG"))
    with qtbot.waitSignal(target.added):
        assert target.add_pictures(event_id, mime_of_files(*paths))
    assert [(p.name, p.media_type) for p in kept()] == [
        ("one.png", "image/png"),
        ("two.jpg", "image/jpeg"),
    ]
    workspace.undo()
    assert workspace.dossier == before
    workspace.redo()
    assert [p.name for p in kept()] == ["one.png", "two.jpg"]
    assert all(workspace.evidence.picture_bytes(p.id) for p in kept())


def test_on_empty_ground_a_picture_makes_an_event_at_that_moment(
    qtbot, target, workspace, event_id, file
):
    lane_id = workspace.dossier.lanes()[1].id
    with qtbot.waitSignal(target.added) as added:
        assert target.add_event(lane_id, MOMENT, mime_of_files(file("Pool graph.png")))
    made = event_named(workspace, "Pool graph")
    assert added.args == [made.id]
    assert (made.starts_at, made.lane_id) == (MOMENT, lane_id)
    assert [p.name for p in pictures_of(workspace.dossier, made.id)] == ["Pool graph.png"]
    workspace.undo()
    assert workspace.dossier.find(TimelineEvent, made.id) is None
    assert workspace.dossier.all(Attachment) == []


def test_of_several_files_those_that_are_pictures_are_taken_and_the_other_is_told(
    qtbot, target, event_id, kept, file, refusals
):
    paths = file("one.png"), file("two.png", b"no picture")
    with qtbot.waitSignal(target.added):
        target.add_pictures(event_id, mime_of_files(*paths))
    qtbot.waitUntil(lambda: not target.is_busy)
    assert [p.name for p in kept()] == ["one.png"]
    assert refusals == ["two.png is no picture that can be read; choose a PNG, JPEG or WebP file."]


def test_too_many_pixels_are_told_and_nothing_is_added(
    qtbot, target, event_id, kept, file, refusals
):
    target.add_pictures(event_id, mime_of_files(file("wall.png", png_that_claims(8200, 5000))))
    qtbot.waitUntil(lambda: bool(refusals))
    assert refusals == [
        "wall.png has more than 40 megapixels; cut out the part that matters and add that."
    ]
    assert kept() == []


def test_pictures_that_come_while_others_are_read_wait_for_their_turn(
    qtbot, target, event_id, kept, file
):
    for name in ("one.png", "two.png", "three.png"):
        target.add_files(event_id, [file(name)])
    qtbot.waitUntil(lambda: not target.is_busy)
    assert [p.name for p in kept()] == ["one.png", "two.png", "three.png"]


def test_an_event_that_has_gone_meanwhile_gets_no_picture(
    qtbot, target, workspace, event_id, refusals
):
    target.add_pictures(event_id, mime_of_image())
    workspace.perform(remove_events(workspace.dossier, [event_id]))
    qtbot.waitUntil(lambda: bool(refusals))
    assert refusals == ["The event is gone, so the picture was not added."]
    assert workspace.dossier.all(Attachment) == []


def test_a_disk_that_refuses_leaves_nothing_behind(
    qtbot, target, workspace, library, event_id, kept, refusals, monkeypatch
):
    def refuse(*_arguments):
        raise StorageError("There is no space left.")

    monkeypatch.setattr("postmortem_desktop.store.library.write_bytes", refuse)
    target.add_pictures(event_id, mime_of_image())
    qtbot.waitUntil(lambda: bool(refusals))
    assert refusals == ["There is no space left."]
    assert kept() == []
    assert library.load(workspace.dossier.postmortem.id).all(Attachment) == []


def test_pictures_are_read_on_another_thread(qtbot, target, event_id, monkeypatch):
    threads = []
    real = target_module._read

    def noting(*arguments):
        threads.append(threading.current_thread())
        return real(*arguments)

    monkeypatch.setattr(target_module, "_read", noting)
    with qtbot.waitSignal(target.added):
        target.add_pictures(event_id, mime_of_image())
    assert threads != []
    assert threading.main_thread() not in threads


def mime_with(**values):
    mime = QMimeData()
    for key, value in values.items():
        getattr(mime, f"set{key.capitalize()}")(value)
    return mime


def test_text_with_a_picture_of_it_is_text_and_an_address_is_not(tmp_path):
    assert has_pictures(mime_of_image())
    cells = mime_of_image()
    cells.setText("14:05\tPool is full")
    assert not has_pictures(cells)
    dragged = mime_of_image()
    dragged.setText("https://grafana.example/d/1.png")
    assert has_pictures(dragged)
    assert not has_pictures(mime_with(text="words"))
    assert not has_pictures(mime_of_files(tmp_path / "log.csv"))
    assert has_pictures(mime_of_files(tmp_path / "log.csv", tmp_path / "GRAPH.PNG"))
    assert not has_pictures(mime_with(urls=[QUrl("https://grafana.example/d/1.png")]))


def test_what_holds_no_picture_is_left_to_others(target, event_id, kept):
    assert not target.add_pictures(event_id, mime_with(text="words"))
    assert not target.is_busy
    assert kept() == []
