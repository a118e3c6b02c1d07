"""Ready pictures of what stands on cards: glyph, title and marks, each drawn once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.timeline.badges import badges_of
from postmortem_desktop.timeline.boxes import Metrics
from postmortem_desktop.ui.timeline import labels
from postmortem_desktop.ui.timeline.look import Look

_MOST_FACES = 700


class Face(NamedTuple):
    """What stands on one card, as a picture; its sizes are in logical pixels."""

    event: TimelineEvent
    picture: QPixmap
    title: str
    start: float
    """Where the words begin."""
    words: float
    """How wide the words are."""
    marks: float
    """How wide the marks behind them are."""
    whole: float
    dots: QPixmap
    """The sign that the title goes on, in its colour."""
    thumb: QPixmap | None
    """The first of the event's pictures, small, if it has some."""


class Faces:
    """Pictures of the cards that were drawn lately, for one look and fineness of the screen."""

    def __init__(self, look: Look, metrics: Metrics, ratio: float) -> None:
        self._look, self._metrics, self._ratio = look, metrics, ratio
        self._faces: dict[str, Face] = {}
        self._seen: set[str] = set()
        """Events that were drawn once."""
        self._counts: dict[str, QPixmap | None] = {}
        self._beside: float | None = None
        self._dots: dict[str, QPixmap] = {}

    def of(self, event: TimelineEvent) -> Face | None:
        """Return the face of an event; None the first time, when a picture is not worth while."""
        face = self._faces.get(event.id)
        if face is not None and face.event is event:
            return face
        if face is None and event.id not in self._seen and not self._has_thumb(event.id):
            if len(self._seen) > _MOST_FACES:
                self._seen.clear()
            self._seen.add(event.id)
            return None
        if len(self._faces) >= _MOST_FACES:
            del self._faces[next(iter(self._faces))]
        face = self._faces[event.id] = self._made(event)
        return face

    def forget(self, event_ids: Collection[str]) -> None:
        """Make the faces of these events anew, or of all if none are named."""
        for event_id in event_ids or tuple(self._faces):
            self._faces.pop(event_id, None)

    def _has_thumb(self, event_id: str) -> bool:
        pictures = self._look.pictures
        return pictures is not None and bool(pictures.of(event_id))

    def counts(self, count: int) -> tuple[tuple[str, int], ...]:
        """Return the ways to say how many events are folded, the longest first, with widths."""
        lettering = self._look.lettering
        digits = sum(map(lettering.caption_width, str(count)))
        if self._beside is None:
            # All counts stand beside the same words.
            whole = lettering.caption_width(labels.fold_text(0))
            self._beside = whole - lettering.caption_width("0")
        ways = (labels.fold_text(count), digits + self._beside), (str(count), digits)
        return tuple((text, ceil(width) + 2) for text, width in ways)

    def count_picture(self, text: str, width: int) -> QPixmap | None:
        """Return the picture of a count; None the first time."""
        if text not in self._counts:
            if len(self._counts) > _MOST_FACES:
                self._counts.clear()
            self._counts[text] = None
            return None
        picture = self._counts[text]
        if picture is None:
            height = int(self._metrics.card_height)

            def draw(painter: QPainter) -> None:
                labels.draw_count(painter, QRectF(0, 0, width, height), self._look, text)

            picture = self._counts[text] = self.picture(width, height, draw)
        return picture

    def _made(self, event: TimelineEvent) -> Face:
        metrics, lettering = self._metrics, self._look.lettering
        title = labels.label_title(self._look, metrics, event)
        start, words = metrics.icon + metrics.icon_gap, lettering.card_width(title)
        marks = metrics.badge * len(badges_of(event))
        whole = start + words + marks + 1.0
        theme = self._look.theme
        colour = theme.text

        def draw(painter: QPainter) -> None:
            labels.draw_label(painter, QPointF(0, 0), whole + 1, self._look, event, metrics)

        picture = self.picture(ceil(whole) + 2, int(metrics.card_height), draw)
        thumb = self._look.thumb_of(event.id, self._ratio)
        return Face(event, picture, title, start, words, marks, whole, self._dots_in(colour), thumb)

    def _dots_in(self, colour: QColor) -> QPixmap:
        height = int(self._metrics.card_height)

        def draw(painter: QPainter) -> None:
            painter.setFont(self._look.lettering.card)
            painter.setPen(colour)
            painter.drawText(
                QRectF(0, 0, labels.DOTS + 4, height), Qt.AlignmentFlag.AlignVCenter, "…"
            )

        name = colour.name()
        if name not in self._dots:
            self._dots[name] = self.picture(labels.DOTS + 4, height, draw)
        return self._dots[name]

    def picture(self, width: int, height: int, draw: Callable[[QPainter], None]) -> QPixmap:
        """Return a picture of a size in logical pixels with something drawn on nothing."""
        ratio = self._ratio
        picture = QPixmap(max(ceil(width * ratio), 1), ceil(height * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter)
        return picture
