"""Drawing of events: cards, bars, marks in collapsed lanes, and folded moments."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.timeline.badges import is_provisional
from postmortem_desktop.timeline.boxes import Box, Metrics
from postmortem_desktop.ui.theme import Theme, mixed
from postmortem_desktop.ui.timeline import labels
from postmortem_desktop.ui.timeline.look import Look
from postmortem_desktop.ui.timeline.view import View

CARD_RADIUS = 6.0
_BAR_TINT = 0.2
_SELECTED_TINT = 0.16
_RING = 3.0
_DOTS = [1.0, 1.5]
"""The dashes and gaps of the ring at the keyboard, as wide as its line each."""
_WORDS = 19
"""The height of a line of words."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Emphasis(NamedTuple):
    """How one event stands out."""

    selected: bool = False
    hovered: bool = False
    found: bool = False
    """Whether it is among what is searched for."""
    focused: bool = False
    """Whether the keyboard is at it."""
    lifted: bool = False
    """Whether it is being dragged."""


PLAIN = Emphasis()


class Ground(NamedTuple):
    """What the ground of an event looks like, whatever its width."""

    shape: str
    """``card``, ``bar`` or ``fold``."""
    kind: EventKind
    is_soft: bool = False
    is_provisional: bool = False
    selected: bool = False
    hovered: bool = False
    lifted: bool = False

    @classmethod
    def of(cls, box: Box, emphasis: Emphasis) -> Ground:
        """Return the ground of an event in a box."""
        if box.holds > 1:
            return cls.of_fold(emphasis)
        event = box.event
        chosen = emphasis.selected, emphasis.hovered, emphasis.lifted
        shape = "bar" if box.is_span else "card"
        return cls(shape, event.kind, event.is_soft, is_provisional(event), *chosen)

    @classmethod
    def of_fold(cls, emphasis: Emphasis) -> Ground:
        """Return the ground of a folded moment."""
        if emphasis is PLAIN:
            return _PLAIN_FOLD
        return _PLAIN_FOLD._replace(
            selected=emphasis.selected, hovered=emphasis.hovered, lifted=emphasis.lifted
        )


_PLAIN_FOLD = Ground("fold", EventKind.OBSERVATION)


def draw_event(
    painter: QPainter,
    view: View,
    look: Look,
    box: Box,
    emphasis: Emphasis = PLAIN,
) -> None:
    """Draw one event as vectors: a card, a bar with its title, a folded moment or a mark."""
    rect, event = view.rect_of(box), box.event
    if box.height < view.metrics.card_height:
        draw_mark(painter, rect, look.theme.kind_colour(event.kind), selected=emphasis.selected)
        return
    if emphasis.lifted:
        _draw_shadow(painter, rect, look.theme)
    body = rect
    left, room = labels.label_place(view, box)
    if box.is_span:
        if left > box.mark_x + box.bar_width + view.dx:
            draw_beyond(painter, view, look, box)
        body = QRectF(box.mark_x + view.dx, rect.top(), box.bar_width, rect.height())
    draw_ground(painter, body, look, Ground.of(box, emphasis), view.metrics)
    if box.is_folded:
        width = look.lettering.caption_width
        texts = (labels.fold_text(box.holds), str(box.holds))
        text = next((text for text in texts if width(text) <= room), "")
        at = QPointF(left + (room - width(text)) / 2, rect.top())
        labels.draw_count(painter, at, rect.height(), look, text)
    else:
        thumb = look.thumb_of(event.id, painter.device().devicePixelRatio())
        label = labels.label_of(look, view.metrics, event)
        if thumb is not None:
            room = labels.draw_thumb(painter, view, box, thumb, label.whole, room)
        if room >= view.metrics.icon:
            labels.draw_label(painter, QPointF(left, rect.top()), room, look, view.metrics, label)
    draw_rings(painter, rect, look, emphasis)


def draw_ground(
    painter: QPainter, rect: QRectF, look: Look, ground: Ground, metrics: Metrics
) -> None:
    """Draw what an event's words stand on."""
    match ground.shape:
        case "card":
            _draw_card(painter, rect, look.theme, ground, metrics)
        case "bar":
            _draw_bar(painter, rect, look.theme, ground, metrics)
        case _:
            _draw_fold(painter, rect, look.theme, ground)


def _draw_card(
    painter: QPainter, rect: QRectF, theme: Theme, ground: Ground, metrics: Metrics
) -> None:
    painter.setPen(_outline(theme, ground))
    painter.setBrush(_base(theme, ground, theme.surface if ground.is_provisional else theme.raised))
    _draw_body(painter, rect, ground)
    foot = QRectF(rect.left(), rect.top() - 1, metrics.foot, rect.height() + 2)
    if ground.is_provisional:
        # A hollow foot: nothing supports it yet.
        painter.setPen(QPen(theme.kind_colour(ground.kind), 1.0))
        painter.setBrush(theme.surface)
        painter.drawRoundedRect(foot.adjusted(0.5, 0.5, 0.5, -0.5), 1.5, 1.5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.kind_colour(ground.kind))
        painter.drawRoundedRect(foot, 1.5, 1.5)


def _draw_bar(
    painter: QPainter, rect: QRectF, theme: Theme, ground: Ground, metrics: Metrics
) -> None:
    colour = theme.kind_colour(ground.kind)
    painter.setPen(Qt.PenStyle.NoPen)
    tint = _BAR_TINT / 2 if ground.is_provisional else _BAR_TINT
    painter.setBrush(mixed(_base(theme, ground, theme.surface), colour, tint))
    radius = min(CARD_RADIUS, rect.width() / 2)
    painter.drawRoundedRect(rect, radius, radius)
    if ground.selected or ground.hovered or ground.is_soft or theme.is_high_contrast:
        pen = _outline(theme, ground)
        if (ground.is_soft or theme.is_high_contrast) and not ground.selected:
            pen.setColor(colour)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        _draw_body(painter, rect, ground)
    foot = QRectF(rect.left(), rect.bottom() - metrics.foot, rect.width(), metrics.foot)
    painter.fillRect(foot, colour)


def _draw_fold(painter: QPainter, rect: QRectF, theme: Theme, ground: Ground) -> None:
    """Draw a folded moment: a card with the edges of others behind it."""
    painter.setPen(_outline(theme, ground))
    painter.setBrush(_base(theme, ground, theme.chip))
    _draw_body(painter, rect, ground)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.edge)
    for offset in (0.0, 3.0):
        painter.drawRoundedRect(
            QRectF(rect.left() + offset, rect.top() + 3, 1.5, rect.height() - 6), 0.75, 0.75
        )


def draw_beyond(painter: QPainter, view: View, look: Look, box: Box) -> None:
    """Draw the ground of a title that stands behind its bar.

    The lines of milestones and links must not run through the words there; it is no higher than
    these, so that a line is seen to go on above and below.
    """
    left = round(box.mark_x + box.bar_width + view.dx)
    right = round(box.x + box.width + view.dx)
    top = round(box.y + view.dy + (box.height - _WORDS) / 2)
    painter.fillRect(left, top, right - left, _WORDS, look.veil)


def draw_rings(painter: QPainter, rect: QRectF, look: Look, emphasis: Emphasis) -> None:
    """Draw the rings around what was searched for and around where the keyboard is.

    That of the keyboard is dotted: it must not be taken for a selection.
    """
    width = look.theme.focus_px
    if emphasis.found:
        draw_ring(painter, rect, QPen(look.theme.hint, width))
    if emphasis.focused:
        pen = QPen(look.theme.accent, width - 0.5)
        pen.setDashPattern(_DOTS)
        draw_ring(painter, rect, pen)


def draw_ring(painter: QPainter, rect: QRectF, pen: QPen) -> None:
    """Draw a ring a little outside of a card."""
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = rect.adjusted(-_RING, -_RING, _RING, _RING)
    painter.drawRoundedRect(ring, CARD_RADIUS + _RING, CARD_RADIUS + _RING)


def draw_mark(painter: QPainter, rect: QRectF, colour: QColor, *, selected: bool) -> None:
    """Draw an event in a collapsed lane."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    grown = rect.adjusted(-1, -2, 1, 2) if selected else rect
    painter.drawRoundedRect(grown, 2, 2)


def _draw_shadow(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    shade = QColor(theme.shadow)
    shade.setAlpha(max(shade.alpha() // 3, 1))
    painter.setBrush(shade)
    for spread in (1.0, 3.0, 5.0):
        painter.drawRoundedRect(
            rect.adjusted(-spread, -spread + 2, spread, spread + 3),
            CARD_RADIUS + spread,
            CARD_RADIUS + spread,
        )


def _draw_body(painter: QPainter, rect: QRectF, ground: Ground) -> None:
    """Draw a rounded rectangle whose outline stays within ``rect``."""
    inset = _outline_px(ground) / 2
    radius = min(CARD_RADIUS, rect.width() / 2)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def _base(theme: Theme, ground: Ground, plain: QColor) -> QColor:
    """Return what a ground is filled with: a tint of the accent where it is selected."""
    return mixed(plain, theme.accent, _SELECTED_TINT) if ground.selected else plain


def _outline_px(ground: Ground) -> float:
    return 2.0 if ground.selected or ground.lifted else 1.0


def _outline(theme: Theme, ground: Ground) -> QPen:
    if ground.selected or ground.lifted:
        pen = QPen(theme.accent, _outline_px(ground))
    elif ground.is_soft or ground.hovered:
        pen = QPen(theme.edge, 1.0)
    else:
        pen = QPen(mixed(theme.line, theme.edge, 0.25), 1.0)
    if ground.is_soft:
        pen.setDashPattern([4.0 / pen.widthF(), 3.0 / pen.widthF()])
    return pen
