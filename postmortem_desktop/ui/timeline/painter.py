"""Drawing of lanes, links and previews. Each function is given all it needs and asks nobody."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import Lane
from postmortem_desktop.timeline.boxes import LaneBox, Metrics
from postmortem_desktop.ui.timeline.lane_look import LANE_COLOURS, lane_colour, lane_glyph
from postmortem_desktop.ui.timeline.lettering import Lettering
from postmortem_desktop.ui.timeline.look import Look
from postmortem_desktop.ui.timeline.routes import LinkPath
from postmortem_desktop.ui.timeline.view import View

BESIDE_LANE_TITLE = 12.0
"""Between the end of a lane's title and the lane."""
TWISTY = 20.0
"""The width of the mark that folds a lane up, at the left of its title."""
_NESTED = 14.0
_WIDEST_COLUMN = 220.0
"""Of lane titles; a longer one is elided, and told in full where the pointer rests."""
_GLYPH = 16.0
_AFTER_GLYPH = 6.0
_STRIPE = 3.0
_AFTER_STRIPE = 5.0
_CORNER = 6.0
_BESIDE_WORDS = 10.0
"""Of a live label, on each side."""
_WIDER = 12
"""Pixels by which a live label becomes wider at a time."""
_BUBBLE, _FROM_CARD = 24.0, 10.0
"""The height of a live label, and how far from its card it stands."""
_HELD = 20.0
"""How far the picture of what is held reaches above and below the pointer."""
_CENTRE = Qt.AlignmentFlag.AlignCenter


def draw_lane(painter: QPainter, view: View, look: Look, lane: LaneBox) -> None:
    """Draw the hairline below a lane, over the whole width."""
    painter.fillRect(0, round(lane.bottom + view.dy), ceil(view.width), 1, look.theme.line)


def draw_lane_title(painter: QPainter, view: View, look: Look, lane: LaneBox, record: Lane) -> None:
    """Draw the title of a lane in the column at the left, in sight as long as the lane is."""
    rect = lane_title_rect(view, lane)
    _draw_twisty(painter, look, QRectF(0, rect.top(), TWISTY, rect.height()), lane)
    _draw_lane_mark(painter, look, rect, record)
    indent = lane_indent(record)
    room = view.metrics.label_column - indent - BESIDE_LANE_TITLE
    colour = look.theme.text_secondary if lane.is_collapsed else look.theme.text
    text = look.lettering.lane_title(record.title, room)
    look.write(
        painter, QPointF(indent, rect.top()), rect.height(), text, look.lettering.lane, colour
    )


def lane_title_rect(view: View, lane: LaneBox) -> QRectF:
    """Return where the title of a lane stands: at its top, or at that of the plot if it is cut."""
    rect, metrics = view.lane_rect(lane), view.metrics
    height = min(lane.height, metrics.card_height)
    padding = 0.0 if lane.is_collapsed else metrics.lane_padding
    top = min(max(rect.top(), view.plot.top()), rect.bottom() - height - 2 * padding) + padding
    return QRectF(0, top, metrics.label_column, height)


def lane_indent(record: Lane) -> float:
    """Return how far from the left the title of a lane begins."""
    return _mark_left(record) + _mark_width(record)


def lane_column(lettering: Lettering, lanes: Iterable[Lane]) -> float:
    """Return how wide the column of lane titles is, so that they are seen whole if possible."""
    widths = (lane_indent(lane) + lettering.lane_width(lane.title) for lane in lanes)
    widest = max(widths, default=0.0) + BESIDE_LANE_TITLE
    return min(max(ceil(widest), Metrics().label_column), _WIDEST_COLUMN)


def _mark_left(record: Lane) -> float:
    return TWISTY + (_NESTED if record.parent_id else 0.0)


def _mark_width(record: Lane) -> float:
    if lane_glyph(record):
        return _GLYPH + _AFTER_GLYPH
    return _STRIPE + _AFTER_STRIPE if record.colour in LANE_COLOURS else 0.0


def _draw_lane_mark(painter: QPainter, look: Look, rect: QRectF, record: Lane) -> None:
    """Draw the glyph of a lane in its colour, or a stripe of the colour alone."""
    colour, glyph = lane_colour(record, look.theme), lane_glyph(record)
    left, middle = _mark_left(record), rect.center().y()
    if glyph:
        tint = colour or look.theme.text_secondary
        look.draw_icon(painter, QPointF(left, middle - _GLYPH / 2), glyph, _GLYPH, tint)
    elif colour is not None:
        height = min(_GLYPH, rect.height() - 4.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(left, middle - height / 2, _STRIPE, height), 1.5, 1.5)


def _draw_twisty(painter: QPainter, look: Look, rect: QRectF, lane: LaneBox) -> None:
    """Draw the small triangle that folds a lane: to the right when folded up, else down."""
    at = QPointF(rect.center().x() + 1.0, rect.center().y())
    corners = [QPointF(-4.0, -2.0), QPointF(4.0, -2.0), QPointF(0.0, 3.0)]
    if lane.is_collapsed:
        corners = [QPointF(corner.y(), -corner.x()) for corner in corners]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.theme.text_secondary)
    painter.drawPolygon([at + corner for corner in corners])


def draw_link(
    painter: QPainter, look: Look, path: LinkPath, kind: LinkKind, *, strong: bool
) -> None:
    """Draw the line of a link.

    A contradiction is dashed; a link of a selected event is strong.
    """
    colour = look.theme.accent if strong else look.theme.edge
    pen = QPen(colour, 2.0 if strong else 1.5)
    if kind is LinkKind.CONTRADICTS:
        pen.setDashPattern([4.0, 3.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path.line)


def draw_link_ends(painter: QPainter, look: Look, path: LinkPath, *, strong: bool) -> None:
    """Draw the dot where a link begins and the arrow where it ends, which no card covers."""
    tip = path.tip
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.theme.accent if strong else look.theme.edge)
    painter.drawPolygon([tip, tip + QPointF(-6, -3.5), tip + QPointF(-6, 3.5)])
    painter.drawEllipse(path.start, 2.5, 2.5)


def draw_guide(painter: QPainter, view: View, look: Look, x: float) -> None:
    """Draw the line that helps to aim a dragged edge."""
    plot = view.plot
    painter.fillRect(round(x), int(plot.top()), 1, ceil(plot.height()), look.theme.accent)


def draw_loose_arrow(painter: QPainter, look: Look, start: QPointF, end: QPointF) -> None:
    """Draw a link that is being dragged out of a card."""
    pen = QPen(look.theme.accent, 2.0)
    pen.setDashPattern([4.0, 3.0])
    painter.setPen(pen)
    painter.drawLine(start, end)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.theme.accent)
    painter.drawEllipse(start, 3.5, 3.5)
    painter.drawEllipse(end, 3.5, 3.5)


def draw_lane_line(painter: QPainter, view: View, look: Look, y: float) -> None:
    """Draw where a dragged lane would be put."""
    painter.setPen(QPen(look.theme.accent, 2.0))
    painter.drawLine(QPointF(0, y), QPointF(view.width, y))


def draw_target_lane(painter: QPainter, view: View, look: Look, lane: LaneBox) -> None:
    """Tint the lane into which something would fall."""
    tint = QColor(look.theme.accent)
    tint.setAlphaF(0.07)
    painter.fillRect(view.lane_rect(lane) & view.plot, tint)


def draw_band(painter: QPainter, look: Look, rect: QRectF) -> None:
    """Draw the rubber band."""
    tint = QColor(look.theme.accent)
    tint.setAlphaF(0.1)
    painter.setPen(QPen(look.theme.accent, 1.0))
    painter.setBrush(tint)
    painter.drawRect(rect)


def bubble_rect(view: View, look: Look, anchor: QPointF, text: str) -> QRectF:
    """Return where the live label of a card at a point stands, kept inside the widget.

    It stands above the card, or below it where it would cover the ruler.
    """
    words = look.lettering.caption_about(text) + 2 * _BESIDE_WORDS
    # In steps, so that it keeps its size and its picture while the time in it runs on.
    width = ceil(words / _WIDER) * _WIDER
    left = min(max(anchor.x() - 12.0, 4.0), view.width - width - 4.0)
    top = anchor.y() - _BUBBLE - _FROM_CARD
    if top < view.plot.top():
        top = anchor.y() + view.metrics.card_height + _FROM_CARD
    top = min(top, view.height - _BUBBLE - 2.0)
    return QRectF(round(left), round(top), width, _BUBBLE)


def draw_bubble(painter: QPainter, look: Look, rect: QRectF, text: str) -> None:
    """Draw a live label."""
    look.plate(painter, rect, 7, look.theme.accent)
    painter.setPen(look.theme.on_accent)
    painter.setFont(look.lettering.caption)
    line = rect.top() + look.lettering.caption_baseline(rect.height())
    begin = rect.left() + (rect.width() - look.lettering.caption_about(text)) / 2
    painter.drawText(QPointF(begin, line), text)


def drop_rect(view: View, look: Look, pointer: QPointF, text: str) -> QRectF:
    """Return where the card stands that says where a drop would land; its left edge is the time.

    It stands below the pointer, where the picture of what is held does not cover it; above it
    at the lower edge of the canvas.
    """
    width = look.lettering.caption_width(text) + 24.0
    rect = QRectF(pointer.x(), pointer.y() + _HELD, width, view.metrics.card_height)
    if rect.bottom() > view.height - 4.0:
        rect.moveBottom(max(pointer.y() - _HELD, rect.height() + 4.0))
    rect.moveLeft(max(min(rect.left(), view.width - 4.0 - width), view.plot.left()))
    return rect


def draw_drop(painter: QPainter, view: View, look: Look, pointer: QPointF, text: str) -> None:
    """Draw the dashed card that says where a drop would land."""
    rect = drop_rect(view, look, pointer, text)
    pen = QPen(look.theme.accent, 1.5)
    pen.setDashPattern([3.0, 2.5])
    painter.setPen(pen)
    painter.setBrush(look.theme.accent_soft)
    painter.drawRoundedRect(rect, _CORNER, _CORNER)
    painter.setPen(look.theme.accent)
    painter.setFont(look.lettering.caption)
    painter.drawText(rect, _CENTRE, text)
