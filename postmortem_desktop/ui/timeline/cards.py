"""Drawing of events: cards, bars, marks in collapsed lanes, and folded moments."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.badges import badges_of, is_provisional
from postmortem_desktop.timeline.boxes import Box, Metrics, title_text
from postmortem_desktop.ui.theme import Theme, mixed
from postmortem_desktop.ui.timeline.look import Look
from postmortem_desktop.ui.timeline.view import View

CARD_RADIUS = 6.0
_BAR_TINT = 0.2
DOTS = 10
"""Pixels that the sign of a shortened title takes."""
_LEAST_WORDS = 60.0
"""Pixels of a title that come before its marks."""
_LONG = 80
"""Letters that may be too many for any card."""
_BADGE = 12.0
THUMB = QSize(36, 21)
"""Of a picture on a card."""
_BESIDE_THUMB = 7.0
"""Between a label and the thumbnail behind it."""
_RING = 3.0
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
    if box.is_span:
        draw_beyond(painter, view, look, box)
        body = QRectF(box.mark_x + view.dx, rect.top(), box.bar_width, rect.height())
    draw_ground(painter, body, look, Ground.of(box, emphasis), view.metrics)
    left, room = label_place(view, box)
    if box.is_folded:
        width = look.lettering.caption_width
        texts = (fold_text(box.holds), str(box.holds))
        text = next((text for text in texts if width(text) <= room), "")
        draw_count(painter, QRectF(left, rect.top(), room, rect.height()), look, text)
    else:
        thumb = look.thumb_of(event.id, painter.device().devicePixelRatio())
        if thumb is not None:
            label = label_width(look, view.metrics, event)
            room = draw_thumb(painter, view, box, thumb, label, room)
        draw_label(painter, QPointF(left, rect.top()), room, look, event, view.metrics)
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
    painter.setBrush(theme.surface if ground.is_provisional else theme.raised)
    radius = min(CARD_RADIUS, rect.width() / 2)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
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
    painter.setBrush(mixed(theme.surface, colour, tint))
    radius = min(CARD_RADIUS, rect.width() / 2)
    painter.drawRoundedRect(rect, radius, radius)
    if ground.selected or ground.hovered or ground.is_soft:
        pen = _outline(theme, ground)
        if ground.is_soft and not ground.selected:
            pen.setColor(colour)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    foot = QRectF(rect.left(), rect.bottom() - metrics.foot, rect.width(), metrics.foot)
    painter.fillRect(foot, colour)


def _draw_fold(painter: QPainter, rect: QRectF, theme: Theme, ground: Ground) -> None:
    """Draw a folded moment: a card with the edges of others behind it."""
    painter.setPen(_outline(theme, ground))
    painter.setBrush(theme.chip)
    radius = min(CARD_RADIUS, rect.width() / 2)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.edge)
    for offset in (0.0, 3.0):
        painter.drawRoundedRect(
            QRectF(rect.left() + offset, rect.top() + 3, 1.5, rect.height() - 6), 0.75, 0.75
        )


def draw_beyond(painter: QPainter, view: View, look: Look, box: Box) -> None:
    """Draw the ground of a title that reaches beyond its bar.

    The lines of milestones and links must not run through the words there.
    """
    over = box.right - box.bar_right
    if over > 0:
        area = QRectF(box.bar_right + view.dx, box.y + view.dy, over, box.height)
        painter.fillRect(area, look.veil)


def label_place(view: View, box: Box) -> tuple[float, float]:
    """Return where glyph and title of a box begin, and the room for both.

    Those of a long bar stay in sight while the bar is.
    """
    metrics, begin = view.layout.metrics, box.x + view.dx
    if box.holds > 1:
        return begin + 2 * metrics.foot, box.width - 2 * metrics.foot
    left, end = begin + metrics.foot + metrics.card_padding, begin + box.width
    if box.is_span:
        reach = end - metrics.text_offset - metrics.card_padding
        edge = metrics.label_column + view.stick + metrics.card_padding
        left = max(left, min(edge, reach))
    right = max(end - metrics.card_padding / 2, begin + box.bar_width)
    return left, min(right, view.width - 4.0) - left


def label_title(look: Look, metrics: Metrics, event: TimelineEvent) -> str:
    """Return the title of an event, not longer than any card can be."""
    title = title_text(event)
    return look.lettering.title(title, metrics.widest_card) if len(title) > _LONG else title


def label_width(look: Look, metrics: Metrics, event: TimelineEvent) -> float:
    """Return how wide glyph, title and marks of an event are where there is room for all."""
    words = look.lettering.card_width(label_title(look, metrics, event))
    return metrics.icon + metrics.icon_gap + words + metrics.badge * len(badges_of(event))


def thumb_rect(view: View, box: Box, label: float) -> QRectF | None:
    """Return where in the widget the thumbnail behind a label stands, or None without room.

    In a collapsed lane there is none.

    Args:
        view: what part of the timeline is shown.
        box: of one event that has pictures.
        label: how wide glyph, title and marks are.
    """
    metrics = view.metrics
    if box.height < metrics.card_height:
        return None
    if box.is_span:
        left, room = label_place(view, box)
    else:
        # A card that the edge of the view cuts keeps its thumbnail where it is.
        left = box.x + view.dx + metrics.foot + metrics.card_padding
        room = box.x + view.dx + box.width - metrics.card_padding / 2 - left
    reach = min(label, room - metrics.picture - metrics.card_padding / 2)
    if reach < label - 0.5 and reach < metrics.icon + metrics.icon_gap + _LEAST_WORDS:
        return None
    top = box.y + view.dy + (metrics.card_height - THUMB.height()) / 2
    return QRectF(left + reach + _BESIDE_THUMB, top, THUMB.width(), THUMB.height())


def draw_thumb(
    painter: QPainter, view: View, box: Box, thumb: QPixmap, label: float, room: float
) -> float:
    """Draw a thumbnail behind a label if there is room for both.

    Returns:
        the room that is left for the label.
    """
    rect = thumb_rect(view, box, label)
    if rect is None:
        return room
    painter.drawPixmap(round(rect.left()), round(rect.top()), thumb)
    return min(room, rect.left() - _BESIDE_THUMB - label_place(view, box)[0])


class LabelPlan(NamedTuple):
    """What of a label there is room for."""

    words: float
    """The width of the title, or of as much of it as fits; 0 if none does."""
    is_cut: bool
    marks: float
    """The width of the marks; 0 if there is no room for them."""
    marks_at: float
    """Where they begin, from the left of the label."""


def plan_label(
    look: Look, metrics: Metrics, title: str, words: float, marks: float, room: float
) -> LabelPlan:
    """Return what of a label there is room for: the glyph, the title cut between letters, marks.

    Args:
        look: measures the title.
        metrics: sizes of the surface.
        title: as it is drawn.
        words: its width.
        marks: the width of the marks behind it.
        room: for all of it.
    """
    start = metrics.icon + metrics.icon_gap
    if start + words + marks <= room + 0.5:
        return LabelPlan(words, False, marks, start + words)
    if room - start - marks < _LEAST_WORDS:
        marks = 0.0
    return LabelPlan(
        look.lettering.cut(title, room - start - marks - DOTS), True, marks, room - marks
    )


def draw_label(
    painter: QPainter,
    at: QPointF,
    room: float,
    look: Look,
    event: TimelineEvent,
    metrics: Metrics,
) -> None:
    """Draw glyph, title and marks of an event, as far as there is room."""
    icon, height, lettering = metrics.icon, metrics.card_height, look.lettering
    if room < icon:
        return
    colour = look.theme.kind_colour(event.kind)
    top = at.y() + (height - icon) / 2
    look.draw_icon(painter, QPointF(at.x(), top), event.kind.value, icon, colour)
    title, badges = label_title(look, metrics, event), badges_of(event)
    marks = metrics.badge * len(badges)
    plan = plan_label(look, metrics, title, lettering.card_width(title), marks, room)
    if plan.words:
        left, line = at.x() + icon + metrics.icon_gap, at.y() + lettering.card_baseline(height)
        painter.setFont(lettering.card)
        painter.setPen(look.theme.text_secondary if is_provisional(event) else look.theme.text)
        painter.drawText(QPointF(left, line), lettering.beginning(title, plan.words))
        if plan.is_cut:
            painter.drawText(QPointF(round(left + plan.words), line), "…")
    left = round(at.x() + plan.marks_at) + metrics.badge - _BADGE
    for badge in badges if plan.marks else ():
        place = QPointF(left, at.y() + (height - _BADGE) / 2)
        look.draw_icon(painter, place, badge, _BADGE, look.theme.text_secondary)
        left += metrics.badge


def draw_count(painter: QPainter, rect: QRectF, look: Look, text: str) -> None:
    """Draw how many events are folded."""
    painter.setFont(look.lettering.caption)
    painter.setPen(look.theme.text)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def fold_text(count: int) -> str:
    """Return what stands on a folded moment where there is room for it."""
    return _("{count} events").format(count=count)


def draw_rings(painter: QPainter, rect: QRectF, look: Look, emphasis: Emphasis) -> None:
    """Draw the rings around what was searched for and around where the keyboard is."""
    for wanted, colour in (
        (emphasis.found, look.theme.hint),
        (emphasis.focused, look.theme.accent),
    ):
        if wanted:
            painter.setPen(QPen(colour, 2.0))
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


def _outline(theme: Theme, ground: Ground) -> QPen:
    if ground.selected or ground.lifted:
        colour = theme.accent if ground.shape == "fold" else theme.kind_colour(ground.kind)
        pen = QPen(colour, 2.0)
    elif ground.is_soft or ground.hovered:
        pen = QPen(theme.edge, 1.0)
    else:
        pen = QPen(mixed(theme.line, theme.edge, 0.25), 1.0)
    if ground.is_soft:
        pen.setDashPattern([4.0 / pen.widthF(), 3.0 / pen.widthF()])
    return pen
