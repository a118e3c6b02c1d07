"""Icons are tinted, sharp on fine screens, and missing ones are named."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.ui.icons import icon, pixmap


@pytest.mark.parametrize("kind", EventKind)
def test_every_event_kind_has_a_glyph_in_the_colour_asked_for(qapp, kind):
    image = pixmap(kind, QColor("#c80000"), 16, 2.0).toImage()
    assert image.width() == 32
    inked = [
        image.pixelColor(x, y)
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() > 200
    ]
    assert inked
    assert all(ink.red() > 150 and ink.green() < 40 for ink in inked)


def test_an_icon_is_sharp_at_two_device_pixels_per_pixel(qapp):
    picture = icon("search", QColor("black"), 16).pixmap(16, 16)
    assert picture.width() == 16 * picture.devicePixelRatio()
    assert max(size.width() for size in icon("search", QColor("black"), 16).availableSizes()) == 48


def test_a_missing_icon_is_named(qapp):
    with pytest.raises(LookupError, match="no-such-icon"):
        icon("no-such-icon", QColor("black"))
