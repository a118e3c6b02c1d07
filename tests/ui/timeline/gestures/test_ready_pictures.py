"""Events drawn from ready pictures: nothing but their own place is touched, and it is filled."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBitmap, QColor, QImage, QPainter, QRegion

from postmortem_desktop.editing.timeline_edits import add_event
from postmortem_desktop.ui.timeline import cards
from postmortem_desktop.ui.timeline.cards import PLAIN
from postmortem_desktop.ui.timeline.sprites import Sprites
from tests.ui.timeline.gestures.played import Played, minutes

SIZE = 1160, 400
EMPTY = Qt.GlobalColor.black
AROUND = 3
"""Pixels that an outline or a foot may reach beyond a box."""


def touched(image: QImage) -> QRect:
    """Return the smallest rectangle around all that is not empty any more."""
    mask = image.createMaskFromColor(QColor(EMPTY).rgb(), Qt.MaskMode.MaskInColor)
    return QRegion(QBitmap.fromImage(mask)).boundingRect()


@pytest.mark.parametrize(
    ("start", "length"),
    [
        pytest.param(-5, 1, id="a short bar left of the edge, its title in sight"),
        pytest.param(-30, 29, id="a bar that ends just before the edge"),
        pytest.param(-30, 31, id="a bar that reaches a little over the edge"),
        pytest.param(-200, 260, id="a long bar that comes in from the left"),
        pytest.param(10, 2, id="a bar narrower than its corners"),
        pytest.param(10, 0, id="an instant"),
        pytest.param(20, 44, id="a bar about as long as its picture"),
        pytest.param(20, 75, id="a bar longer than its picture"),
        pytest.param(90, 400, id="a bar that goes out at the right"),
    ],
)
def test_an_event_is_drawn_in_its_place_only(played: Played, start: int, length: int):
    space = played.workspace
    begin = minutes(start)
    edit = add_event(
        space.dossier,
        space.ids,
        "mon",
        "A title of its own",
        begin,
        ends_at=minutes(start + length) if length else None,
    )
    space.perform(edit)
    view = played.canvas.view
    box = view.layout.box_of(edit.changes[-1].record_id)
    assert box is not None
    sprites = Sprites(played.canvas.display.look, view.metrics, 1.0)
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(EMPTY)
    with QPainter(image) as painter:
        sprites.draw(painter, view, box, PLAIN, (view.plot.left(), view.plot.right()))
    place = view.rect_of(box).toAlignedRect().adjusted(-AROUND, -AROUND, AROUND, AROUND)
    changed = touched(image)
    assert not changed.isEmpty()
    assert place.contains(changed)
    # As far as it is in sight it is filled: what vectors cover, pictures cover too.
    drawn = QImage(*SIZE, QImage.Format.Format_RGB32)
    drawn.fill(EMPTY)
    with QPainter(drawn) as painter:
        cards.draw_event(painter, view, played.canvas.display.look, box, PLAIN)
    inside = (QRectF(view.rect_of(box)) & view.plot).toRect().adjusted(2, 4, -2, -4)
    for x in range(inside.left(), inside.right()):
        for y in (inside.top(), inside.center().y()):
            assert (image.pixelColor(x, y) == EMPTY) == (drawn.pixelColor(x, y) == EMPTY)
