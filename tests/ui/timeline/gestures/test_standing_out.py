"""What is selected stands out more than where the keyboard is; words stay readable at the edge."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.ui.theme import THEMES, Theme
from postmortem_desktop.ui.timeline import cards, labels
from postmortem_desktop.ui.timeline.cards import PLAIN, Emphasis
from tests.ui.timeline.gestures.played import Played, minutes

SIZE = 1200, 700
FAR = QColor("#ff00ff")
TITLED = ("alert", "purge")
"""A card and a bar."""


def drawn(played: Played, event_id: str, emphasis: Emphasis) -> QImage:
    view = played.canvas.view
    box = view.layout.box_of(event_id)
    assert box is not None
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(FAR)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cards.draw_event(painter, view, played.canvas.display.look, box, emphasis)
    return image


def changed(before: QImage, after: QImage, played: Played, event_id: str) -> int:
    """Return how many points of an event and around it are others."""
    place = played.rect(event_id).toAlignedRect().adjusted(-6, -6, 6, 6)
    return sum(
        before.pixel(x, y) != after.pixel(x, y)
        for x in range(place.left(), place.right())
        for y in range(place.top(), place.bottom())
    )


@pytest.mark.parametrize("event_id", TITLED)
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_selection_stands_out_more_than_the_ring_of_the_keyboard(
    played: Played, theme: Theme, event_id: str
):
    played.canvas.display.set_theme(theme)
    plain = drawn(played, event_id, PLAIN)
    selected = changed(plain, drawn(played, event_id, Emphasis(selected=True)), played, event_id)
    focused = changed(plain, drawn(played, event_id, Emphasis(focused=True)), played, event_id)
    assert 0 < focused < selected / 2


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_selected_card_is_read_as_well_as_any(played: Played, theme: Theme):
    played.canvas.display.set_theme(theme)
    image = drawn(played, "alert", Emphasis(selected=True))
    rect = played.rect("alert")
    ground = image.pixelColor(round(rect.right() - 4), round(rect.top() + 5))
    assert ground not in (FAR, theme.raised)
    assert contrast(theme.text, ground) >= 4.5


def test_the_title_of_a_card_that_begins_left_of_the_view_stays_at_the_edge(played: Played):
    canvas = played.canvas
    rect = played.rect("alert")
    # The card begins 40 px left of the lanes.
    left = canvas.view.plot.left()
    canvas.show_view(TimeScale(minutes(10 + 4), 1 / 6))
    canvas.set_stick(0.0)
    view = canvas.view
    box = view.layout.box_of("alert")
    assert box is not None
    assert round(view.rect_of(box).left() - left) == -40
    begin, room = labels.label_place(view, box)
    assert begin == left + view.metrics.card_padding
    assert begin + room <= view.rect_of(box).right()
    assert rect.width() == view.rect_of(box).width()


def test_a_stump_of_a_card_shows_no_letters(played: Played):
    canvas = played.canvas
    width = played.rect("alert").width()
    # Only its last 12 px are in sight.
    canvas.show_view(TimeScale(minutes(10), 1 / 6).panned(-round(width - 12)))
    canvas.set_stick(0.0)
    view = canvas.view
    box = view.layout.box_of("alert")
    assert box is not None
    label = labels.label_of(canvas.display.look, view.metrics, box.event)
    _begin, room = labels.label_place(view, box)
    plan = labels.plan_label(canvas.display.look, view.metrics, label, room)
    assert (plan.letters, plan.marks) == (0, 0.0)


def test_the_way_of_a_link_is_seen_at_both_ends(played: Played):
    canvas = played.canvas
    canvas.set_selection([])
    view = canvas.view
    (link,) = canvas.shown.links_between(minutes(0), minutes(60), 10, frozenset())
    path = canvas.display._routes.path_of(link, view.layout)
    image = canvas.grab().toImage()
    shift = QPointF(view.dx, view.dy)
    edge = canvas.display.look.theme.edge
    for point in (path.start + shift, path.tip + shift - QPointF(3, 0)):
        # But for the smoothing at a rim.
        assert abs(image.pixelColor(point.toPoint()).lightness() - edge.lightness()) < 16


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def bar_and_words(played: Played, event_id: str) -> tuple[float, float, float, float]:
    """Return where in the widget a bar begins and ends, and the room of its label."""
    view = played.canvas.view
    box = view.layout.box_of(event_id)
    assert box is not None
    begin, room = labels.label_place(view, box)
    return box.mark_x + view.dx, box.bar_right + view.dx, begin, begin + room


@pytest.mark.parametrize("px_per_minute", [0.5, 2, 5, 8, 10, 20, 60])
@pytest.mark.parametrize("left", [-30, 0, 25, 34])
def test_no_title_stands_across_the_end_of_its_bar(played: Played, px_per_minute, left):
    canvas = played.canvas
    canvas.show_view(TimeScale(minutes(left), px_per_minute / 60))
    canvas.set_stick(0.0)
    begin, end, words, words_end = bar_and_words(played, "purge")
    assert words > end or (words > begin and words_end <= end)


def test_a_title_goes_inside_where_the_edge_of_the_view_hides_the_room_behind(played: Played):
    canvas = played.canvas
    # A bar of 75 pixels, its title behind it.
    scale = TimeScale(minutes(0), 5 / 60)
    canvas.show_view(scale)
    _begin, end, words, _words_end = bar_and_words(played, "purge")
    assert words > end
    canvas.show_view(scale.panned(round(canvas.width() - end - 40)))
    canvas.set_stick(0.0)
    begin, end, words, words_end = bar_and_words(played, "purge")
    assert begin < words < words_end <= end == canvas.width() - 40
