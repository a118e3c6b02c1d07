"""What stands on cards: glyph, title, marks, thumbnail, or how many events are folded."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.badges import badges_of
from postmortem_desktop.timeline.boxes import Box, Metrics, is_beside, title_text
from postmortem_desktop.ui.timeline.look import Look
from postmortem_desktop.ui.timeline.view import View

DOTS = 10
"""Pixels that the sign of a shortened title takes."""
_LEAST_WORDS = 60.0
"""Pixels of a title that come before its marks."""
_LEAST_CUT = 20.0
"""Pixels of a beginning that say more than the glyph alone."""
_LONG = 80
"""Letters that may be too many for any card."""
_BADGE = 12.0
THUMB = QSize(36, 21)
"""Of a picture on a card."""
_BESIDE_THUMB = 7.0
"""Between a label and the thumbnail behind it."""


def right_edge(view: View) -> float:
    """Return the column beyond which no label is written."""
    return view.width - 4.0


def label_place(view: View, box: Box) -> tuple[float, float]:
    """Return where glyph and title of a box begin, and the room for both.

    They stay in sight while the bar or the card is: a title behind its bar goes inside where the
    edge of the view leaves it less room than the bar does.
    """
    metrics, begin = view.layout.metrics, box.x + view.dx
    width, bar, last = box.width, box.bar_width, right_edge(view)
    if box.holds > 1:
        return begin + 2 * metrics.foot, width - 2 * metrics.foot
    if box.is_span:
        if is_beside(bar, width - bar, last - begin - bar):
            begin, width = begin + bar, width - bar
        else:
            width = bar
    padding, end = metrics.card_padding, begin + width
    if (spare := (width - metrics.foot - metrics.icon) / 2) < padding:
        padding = max(spare, 1.0)
    left = begin + metrics.foot + padding
    if left < (edge := metrics.label_column + view.stick + metrics.card_padding):
        left = max(left, min(edge, end - metrics.text_offset - metrics.card_padding))
    right = end - padding / 2
    return left, (right if right < last else last) - left


def label_title(look: Look, metrics: Metrics, event: TimelineEvent) -> str:
    """Return the title of an event, not longer than any card can be."""
    title = title_text(event)
    return look.lettering.title(title, metrics.widest_card) if len(title) > _LONG else title


class Label(NamedTuple):
    """What stands on the card of an event, measured."""

    kind: EventKind
    title: str
    words: float
    """The width of the title."""
    badges: tuple[str, ...]
    marks: float
    """The width of the marks behind it."""
    whole: float
    """The width of all, with the glyph before the title."""


def label_of(look: Look, metrics: Metrics, event: TimelineEvent) -> Label:
    """Return the label of an event."""
    title, badges = label_title(look, metrics, event), badges_of(event)
    words, marks = look.lettering.card_width(title), metrics.badge * len(badges)
    whole = metrics.icon + metrics.icon_gap + words + marks
    return Label(event.kind, title, words, badges, marks, whole)


def label_width(look: Look, metrics: Metrics, event: TimelineEvent) -> float:
    """Return how wide glyph, title and marks of an event are where there is room for all."""
    return label_of(look, metrics, event).whole


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

    letters: int
    """How many of the title fit."""
    words: float
    """The width of the title, or of as much of it as fits; 0 if none does."""
    is_cut: bool
    marks: float
    """The width of the marks; 0 if there is no room for them."""
    marks_at: float
    """Where they begin, from the left of the label."""


def plan_label(look: Look, metrics: Metrics, label: Label, room: float) -> LabelPlan:
    """Return what of a label there is room for: the glyph, the title cut between letters, marks."""
    start, marks = metrics.icon + metrics.icon_gap, label.marks
    if label.whole <= room + 0.5:
        return LabelPlan(len(label.title), label.words, False, marks, start + label.words)  # noqa: FBT003
    if room - start - marks < _LEAST_WORDS:
        marks = 0.0
    letters, cut = look.lettering.cut(label.title, room - start - marks - DOTS)
    if cut < _LEAST_CUT:
        letters, cut = 0, 0.0
    return LabelPlan(letters, cut, True, marks, room - marks)  # noqa: FBT003


def draw_label(
    painter: QPainter, at: QPointF, room: float, look: Look, metrics: Metrics, label: Label
) -> None:
    """Draw glyph, title and marks of an event, as far as there is room."""
    icon, height, lettering = metrics.icon, metrics.card_height, look.lettering
    if room < icon:
        return
    colour = look.theme.kind_colour(label.kind)
    top = at.y() + (height - icon) / 2
    look.draw_icon(painter, QPointF(at.x(), top), label.kind.value, icon, colour)
    plan = plan_label(look, metrics, label, room)
    if plan.words:
        left, line = at.x() + icon + metrics.icon_gap, at.y() + lettering.card_baseline(height)
        painter.setFont(lettering.card)
        painter.setPen(look.theme.text)
        painter.drawText(QPointF(left, line), label.title[: plan.letters])
        if plan.is_cut:
            painter.drawText(QPointF(round(left + plan.words), line), "…")
    left = round(at.x() + plan.marks_at) + metrics.badge - _BADGE
    for badge in label.badges if plan.marks else ():
        place = QPointF(left, at.y() + (height - _BADGE) / 2)
        look.draw_icon(painter, place, badge, _BADGE, look.theme.text_secondary)
        left += metrics.badge


def draw_count(painter: QPainter, at: QPointF, height: float, look: Look, text: str) -> None:
    """Draw how many events are folded, in the middle of a height."""
    painter.setFont(look.lettering.caption)
    painter.setPen(look.theme.text)
    painter.drawText(QPointF(at.x(), at.y() + look.lettering.caption_baseline(height)), text)


def fold_words() -> str:
    """Return what stands on folded moments, with ``{count}`` for how many events there are."""
    return _("{count} events")


def fold_text(count: int) -> str:
    """Return what stands on a folded moment where there is room for it."""
    return fold_words().format(count=count)
