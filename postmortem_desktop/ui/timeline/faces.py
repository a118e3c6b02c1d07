"""What stands on cards: glyph, title and marks, each drawn once as a picture of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.timeline.boxes import Metrics
from postmortem_desktop.ui.timeline import labels
from postmortem_desktop.ui.timeline.labels import Label
from postmortem_desktop.ui.timeline.look import Look

_MOST_FACES = 700
_MOST_COUNTS = 1_000
_WORTH_WHILE = 6
"""So often a count is drawn before a picture is made of it, which takes as long."""


@dataclass(slots=True)
class Face:
    """What stands on one card, and on what."""

    event: TimelineEvent
    label: Label
    thumb: QPixmap | None
    """The first of the event's pictures, small, if it has some."""
    picture: QPixmap | None = None
    """Glyph, words and marks, once they were drawn before."""
    ground: QPixmap | None = None
    """What they stand on while the event does not stand out; known once that was drawn."""
    was_drawn: bool = False


@dataclass(slots=True)
class Count:
    """How many events are folded, in words or as a number."""

    text: str
    width: float
    picture: QPixmap | None = None
    draws: int = 0
    """How often it was drawn as letters."""


class Faces:
    """The cards that were drawn lately, for one look and fineness of the screen."""

    def __init__(self, look: Look, metrics: Metrics, ratio: float) -> None:
        self._look, self._metrics, self._ratio = look, metrics, ratio
        self._faces: dict[str, Face] = {}
        self._fold_words = labels.fold_words()
        self._counts: dict[int, tuple[Count, ...]] = {}
        self.start = metrics.icon + metrics.icon_gap
        """Where the words begin."""

    def of(self, event: TimelineEvent) -> Face:
        """Return the face of an event."""
        face = self._faces.get(event.id)
        if face is None or face.event is not event:
            if len(self._faces) >= _MOST_FACES:
                del self._faces[next(iter(self._faces))]
            face = self._faces[event.id] = self._made(event)
        return face

    def picture_of(self, face: Face) -> QPixmap | None:
        """Return glyph, title and marks; None the first time, when a picture is not worth while."""
        if face.picture is None and face.was_drawn:
            face.picture = self._drawn(face.label)
        face.was_drawn = True
        return face.picture

    def forget(self, event_ids: Collection[str]) -> None:
        """Make the faces of these events anew, or of all if none are named."""
        for event_id in event_ids or tuple(self._faces):
            self._faces.pop(event_id, None)

    def count_in(self, count: int, room: float) -> Count | None:
        """Return what says in some room how many events are folded, and is drawn there now.

        It is None where there is no room for a number either.
        """
        ways = self._counts.get(count)
        if ways is None:
            if len(self._counts) > _MOST_COUNTS:
                self._counts.clear()
            digits = self._look.lettering.caption_about(str(count))
            whole = self._fold_words.format(count=count)
            ways = Count(whole, digits + self._beside_count), Count(str(count), digits)
            self._counts[count] = ways
        for way in ways:
            if way.width + 2.0 <= room:
                if way.picture is None:
                    way.draws += 1
                    if way.draws > _WORTH_WHILE:
                        way.picture = self._counted(way)
                return way
        return None

    def _counted(self, count: Count) -> QPixmap:
        height = int(self._metrics.card_height)

        def draw(painter: QPainter) -> None:
            labels.draw_count(painter, QPointF(0, 0), height, self._look, count.text)

        return self.picture(ceil(count.width) + 2, height, draw)

    @cached_property
    def _beside_count(self) -> float:
        """How wide the words are that stand beside all counts."""
        width = self._look.lettering.caption_width
        return width(labels.fold_text(0)) - width("0")

    def _made(self, event: TimelineEvent) -> Face:
        label = labels.label_of(self._look, self._metrics, event)
        return Face(event, label, self._look.thumb_of(event.id, self._ratio))

    def _drawn(self, label: Label) -> QPixmap:
        def draw(painter: QPainter) -> None:
            labels.draw_label(
                painter, QPointF(0, 0), label.whole + 2.0, self._look, self._metrics, label
            )

        return self.picture(ceil(label.whole + 1.0) + 2, int(self._metrics.card_height), draw)

    @cached_property
    def dots(self) -> QPixmap:
        """The sign that a title goes on."""
        height = int(self._metrics.card_height)

        def draw(painter: QPainter) -> None:
            painter.setFont(self._look.lettering.card)
            painter.setPen(self._look.theme.text)
            area = QRectF(0, 0, labels.DOTS + 4, height)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, "…")

        return self.picture(labels.DOTS + 4, height, draw)

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
