"""Thumbnails are loaded when asked for, on a thread, and told of when they are there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize

from postmortem_desktop.evidence.pictures import read_picture
from postmortem_desktop.ui.pictures.thumbnails import Thumbnails
from tests.pictures import graph, picture, saved

SIZE = QSize(90, 90)


@pytest.fixture
def thumbnails(workspace):
    return Thumbnails(workspace)


def test_a_thumbnail_comes_after_it_was_asked_for(qtbot, thumbnails, attach, kept):
    attach(read_picture(saved(graph(900, 600)), "wide.png"))
    (wide,) = kept()
    with qtbot.waitSignal(thumbnails.loaded) as loaded:
        assert thumbnails.pixmap(wide.id, SIZE) is None
        assert thumbnails.pixmap(wide.id, SIZE) is None
    assert loaded.args == [wide.id]
    pixmap = thumbnails.pixmap(wide.id, SIZE)
    assert pixmap.size() == QSize(90, 60)
    assert thumbnails.pixmap(wide.id, SIZE) is pixmap
    sharp = thumbnails.pixmap(wide.id, SIZE, 2.0)
    assert sharp.size() == QSize(180, 120)
    assert sharp.deviceIndependentSize().toSize() == QSize(90, 60)


def test_one_that_fills_its_room_shows_the_top_of_a_tall_picture(qtbot, thumbnails, attach, kept):
    attach(read_picture(saved(graph(90, 900)), "tall.png"))
    with qtbot.waitSignal(thumbnails.loaded):
        thumbnails.pixmap(kept()[0].id, SIZE, fill=True)
    image = thumbnails.pixmap(kept()[0].id, SIZE, fill=True).toImage()
    assert image.size() == SIZE
    # The upper half of the picture is blue at the left and red at the right.
    assert image.pixelColor(20, 80).blue() > 200
    assert image.pixelColor(70, 80).red() > 200


def test_many_are_loaded_one_after_the_other(qtbot, thumbnails, attach, kept):
    attach(*(picture(f"{n}.png", (n, 0, 0)) for n in range(12)))
    told = []
    thumbnails.loaded.connect(told.append)
    for one in kept():
        thumbnails.pixmap(one.id, SIZE)
    qtbot.waitUntil(lambda: len(told) == 12)
    assert set(told) == {one.id for one in kept()}
    reds = [thumbnails.pixmap(one.id, SIZE).toImage().pixelColor(50, 30).red() for one in kept()]
    assert reds == list(range(12))


def test_one_that_cannot_be_loaded_is_not_tried_again(qtbot, thumbnails):
    with qtbot.waitSignal(thumbnails.loaded):
        assert thumbnails.pixmap("unknown", SIZE) is None
    assert thumbnails.pixmap("unknown", SIZE) is None
    assert not thumbnails._runner.is_busy
