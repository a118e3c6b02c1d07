"""The timeline, or a part of it, as a picture for documents: an image and a drawing.

It is laid out and drawn as the canvas is, but all of it, and from what its audience may see.
Nothing here touches a widget or a pixmap, so that it can be done on a thread.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html import unescape
from math import ceil, sqrt
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from postmortem_desktop.domain.audience import prepared_for
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, removed
from postmortem_desktop.domain.kinds import AudienceKind
from postmortem_desktop.domain.records import Lane, Link, Milestone, Participant, TimelineEvent
from postmortem_desktop.errors import ReportError
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.jobs import Progress
from postmortem_desktop.timeline.arranging import Arrangement
from postmortem_desktop.timeline.boxes import CardWidths, Metrics
from postmortem_desktop.timeline.index import TimelineIndex
from postmortem_desktop.timeline.layout import Layout
from postmortem_desktop.ui.fonts import FAMILIES, base_font
from postmortem_desktop.ui.theme import LIGHT, Theme
from postmortem_desktop.ui.timeline import ruler
from postmortem_desktop.ui.timeline.lettering import Lettering
from postmortem_desktop.ui.timeline.look import Look
from postmortem_desktop.ui.timeline.painter import lane_column
from postmortem_desktop.ui.timeline.picture_undated import UndatedRow
from postmortem_desktop.ui.timeline.scene import Scene, draw_scene, links_in_sight
from postmortem_desktop.ui.timeline.view import View

WIDTH = 1600
"""Of every picture, in its own pixels; the height is what the lanes need."""
FINENESS = 2.0
"""Pixels of the image for each of these, as long as it does not become too large."""

_MARGIN = 16.0
_FOOT = 38.0
_BETWEEN = 24.0
"""Between the two texts of the foot, at least."""
_MOST_PIXELS = 40_000_000
_LONGEST_SIDE = 32_000
"""Pixels; beyond it Qt's coordinates end."""
_BAND = 800
"""Rows of an image that are drawn at a time: between them, others have their turn."""
_DOTS_PER_INCH = 96
_DOTS_PER_METRE = _DOTS_PER_INCH / 0.0254
_FAMILIES = f"{FAMILIES[0]}, 'Helvetica Neue', Arial, sans-serif"
"""Who opens a drawing may lack the program's own font."""
_TEXT = re.compile(
    r'(<text [^>]*)font-family="[^"]*" font-size="(\d+)" font-weight="(\d+)"([^>]*)>([^<]*)<'
)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureOrder:
    """What somebody wants to have as a picture."""

    event_ids: frozenset[str] | None = None
    """Only these, with the lanes and the time that they take; None for the whole timeline."""
    hidden: frozenset[str] = frozenset()
    """What a filter keeps out of sight, and out of the picture of the whole timeline."""
    audience: AudienceKind = AudienceKind.OUTSIDE
    """For readers outside every name is a role; in full, people who chose it are named."""
    theme: Theme = LIGHT
    is_sight: bool = False
    """Whether ``event_ids`` are those in sight, and not chosen ones."""


class Drawn(NamedTuple):
    """A picture in the forms in which other programs take it."""

    image: QImage
    png: bytes
    svg: bytes


def draw_picture(dossier: Dossier, order: PictureOrder, progress: Progress) -> Drawn:
    """Draw what was ordered; a job for a thread, with a snapshot of the dossier.

    Raises:
        ReportError: nothing is left to be drawn for this audience.
        JobCancelledError: somebody stopped it.
    """
    with _nothing_collected():
        return _drawn(dossier, order, progress)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep Python from looking for garbage while very many records come into being.

    It would go through all those of the session at once, and every thread would wait for it.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _drawn(dossier: Dossier, order: PictureOrder, progress: Progress) -> Drawn:
    progress.step(0, 0)
    prepared = prepared_for(_ordered_part(dossier, order), order.audience)
    progress.step(0, 0)
    picture = TimelinePicture(prepared, order)
    progress.step(0, 0)
    image = picture.image()
    return Drawn(image, png_of(image), picture.svg())


def _ordered_part(dossier: Dossier, order: PictureOrder) -> Dossier:
    """Return the records that a picture needs; links go with the events that they tie."""
    events = [
        replace(event, detail="", known_then="") if event.detail or event.known_then else event
        for event in dossier.all(TimelineEvent)
        if (
            event.id not in order.hidden if order.event_ids is None else event.id in order.event_ids
        )
    ]
    lanes, milestones = dossier.lanes(), dossier.all(Milestone)
    if order.event_ids is not None:
        lanes = _lanes_of(lanes, events)
        milestones = _milestones_among(milestones, events)
    people, links = dossier.all(Participant), dossier.all(Link)
    return Dossier([dossier.postmortem, *people, *lanes, *events, *milestones, *links])


def _lanes_of(lanes: list[Lane], events: list[TimelineEvent]) -> list[Lane]:
    """Return the lanes of events in their order, unfolded and side by side."""
    used = {event.lane_id for event in events}
    return [
        replace(lane, parent_id=None, collapsed=False, order=place)
        for place, lane in enumerate(lanes)
        if lane.id in used
    ]


def _without_bare_lanes(prepared: Dossier) -> Dossier:
    """Return the records without the lanes in which nothing has a time."""
    used = {event.lane_id for event in prepared.all(TimelineEvent) if event.starts_at is not None}
    result = prepared.snapshot()
    result.apply(Edit("", removed(*(lane for lane in prepared.lanes() if lane.id not in used))))
    return result


def _milestones_among(milestones: list[Milestone], events: list[TimelineEvent]) -> list[Milestone]:
    """Return the milestones in the time that events take."""
    moments = [m for e in events for m in (e.starts_at, e.ends_at) if m is not None]
    return [m for m in milestones if min(moments) <= m.at <= max(moments)] if moments else []


class TimelinePicture:
    """A prepared timeline as it is drawn on paper: nothing is chosen, and nothing is cut off."""

    def __init__(self, prepared: Dossier, order: PictureOrder) -> None:
        """Lay the picture out.

        Raises:
            ReportError: there is neither an event nor a milestone.
        """
        self._look = look = Look(order.theme, Lettering())
        self._title = " ".join(prepared.postmortem.title.split()) or _("Untitled")
        self._notes = " · ".join(_notes(order, zone := prepared.postmortem.zone))
        if order.event_ids is not None:
            prepared = _without_bare_lanes(prepared)
        index = TimelineIndex(prepared)
        undated = [event for event in prepared.events() if event.starts_at is None]
        view = _view_of(index, look.lettering)
        if view is None and not undated:
            raise ReportError(
                _("Nothing of this may leave the desk, so there is no picture of it.")
            )
        self._scene = None if view is None else _scene_of(view, look, zone, index)
        metrics = Metrics() if view is None else view.metrics
        self._lanes_end = 0.0 if view is None else view.height
        self._undated = UndatedRow(undated, look, metrics, WIDTH - 2 * _MARGIN)
        self.height = ceil(self._lanes_end + self._undated.height + _MARGIN + _FOOT)

    def draw(self, painter: QPainter, top: float, bottom: float) -> None:
        """Draw what stands between two heights, in the picture's own pixels."""
        band = QRectF(0, top, WIDTH, bottom - top)
        painter.setClipRect(band)
        painter.fillRect(band, self._look.theme.surface)
        shown = band.translated(-_MARGIN, -_MARGIN)
        painter.save()
        painter.translate(_MARGIN, _MARGIN)
        if self._scene is not None:
            whole = QRectF(0, 0, WIDTH - 2 * _MARGIN, self._lanes_end)
            draw_scene(painter, self._scene, shown & whole)
        self._undated.draw(painter, self._lanes_end, shown)
        painter.restore()
        painter.setClipRect(band)
        self._draw_foot(painter)

    def image(self) -> QImage:
        """Return the picture as fine as screens are, or as fine as 40 megapixels allow."""
        area = WIDTH * self.height
        finest = min(FINENESS, sqrt(_MOST_PIXELS / area), _LONGEST_SIDE / self.height)
        width = int(WIDTH * finest)
        ratio = width / WIDTH
        height = round(self.height * ratio)
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.setDotsPerMeterX(round(_DOTS_PER_METRE * ratio))
        image.setDotsPerMeterY(round(_DOTS_PER_METRE * ratio))
        with QPainter(image) as painter:
            painter.scale(ratio, ratio)
            for top in range(0, height, _BAND):
                self.draw(painter, top / ratio, min(top + _BAND, height) / ratio)
        return image

    def svg(self) -> bytes:
        """Return the picture as a drawing whose texts stay texts."""
        buffer = QBuffer()
        generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
        generator.setOutputDevice(buffer)
        generator.setResolution(_DOTS_PER_INCH)
        generator.setSize(QSize(WIDTH, self.height))
        generator.setViewBox(QRectF(0, 0, WIDTH, self.height))
        generator.setTitle(self._title)
        generator.setDescription(self._notes)
        with QPainter(generator) as painter:
            self.draw(painter, 0, self.height)
        text = _NOT_IN_XML.sub("", bytes(buffer.data().data()).decode())
        return _TEXT.sub(_fixed_in_width, text).encode()

    def _draw_foot(self, painter: QPainter) -> None:
        """Write what the picture shows, on whose clock and for whom."""
        look, lettering = self._look, self._look.lettering
        area = QRectF(_MARGIN, self.height - _FOOT, WIDTH - 2 * _MARGIN, _FOOT)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(lettering.ruler)
        painter.setPen(look.theme.text_secondary)
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, self._notes)
        taken = painter.fontMetrics().horizontalAdvance(self._notes) + _BETWEEN
        area.setWidth(area.width() - taken)
        painter.setFont(lettering.lane)
        painter.setPen(look.theme.text)
        title = lettering.lane_title(self._title, area.width())
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignLeft, title)


def _scene_of(view: View, look: Look, zone: str, index: TimelineIndex) -> Scene:
    marks, links = ruler.visible_ticks(view, zone), links_in_sight(index, view, frozenset())
    return Scene(view=view, look=look, zone=zone, index=index, marks=marks, links=links)


def _view_of(index: TimelineIndex, lettering: Lettering) -> View | None:
    """Return a view that shows a whole timeline, its last titles included; None for nothing."""
    width = WIDTH - 2 * _MARGIN
    metrics = replace(Metrics(), label_column=lane_column(lettering, index.lanes))
    widths = CardWidths(lettering.card_width, metrics)
    arrangement = Arrangement(index, widths, metrics)
    room = width - metrics.label_column
    scale = arrangement.fitting(room)
    if scale is None:
        return None
    layout = Layout(scale, metrics, widths, arrangement.stack(room, {}), index.events)
    names = ruler.captions(View(layout, scale, 0.0, width, 0.0), lettering, index.milestones)
    rows = max((name.row + 1 for name in names), default=0)
    head = metrics.ruler_height + (rows - 1) * ruler.CAPTION_ROW
    layout = replace(layout, metrics=replace(metrics, ruler_height=head))
    return View(layout, scale, 0.0, width, head + layout.height)


def _notes(order: PictureOrder, zone: str) -> list[str]:
    notes = [_("All times in {zone}").format(zone=zone)]
    if order.audience is AudienceKind.OUTSIDE:
        notes.append(_("Names shown as roles"))
    if order.event_ids is not None:
        notes.append(_("Part of the timeline"))
    elif order.hidden:
        count = len(order.hidden)
        left_out = ngettext("{count} event left out", "{count} events left out", count)
        notes.append(left_out.format(count=count))
    return notes


def _fixed_in_width(text: re.Match[str]) -> str:
    """Return an element of text that takes the same room in whatever font it is shown."""
    begin, size, weight, end, content = text.groups()
    metrics = QFontMetricsF(base_font(int(size), QFont.Weight(int(weight))))
    room = metrics.horizontalAdvance(unescape(content))
    return (
        f'{begin}font-family="{_FAMILIES}" font-size="{size}" font-weight="{weight}"'
        f' textLength="{room:.1f}" lengthAdjust="spacingAndGlyphs"{end}>{content}<'
    )


def png_of(image: QImage) -> bytes:
    """Return an image as the bytes of a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
