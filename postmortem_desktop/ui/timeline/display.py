"""What the canvas paints, and as little of it as a change asks for.

Panning moves the pixels that stay; a preview is drawn over a kept picture of the timeline.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap, QRegion

from postmortem_desktop.timeline.layout import Stack
from postmortem_desktop.ui.timeline.lettering import shared_lettering
from postmortem_desktop.ui.timeline.look import Look, Words
from postmortem_desktop.ui.timeline.preview import NOTHING, region_between
from postmortem_desktop.ui.timeline.rest import Rest
from postmortem_desktop.ui.timeline.routes import Routes
from postmortem_desktop.ui.timeline.ruler import KnownMarks
from postmortem_desktop.ui.timeline.scene import Scene, boxes_with, draw_scene, links_in_sight
from postmortem_desktop.ui.timeline.sprites import Sprites
from postmortem_desktop.ui.timeline.tools import MoveDrag, ResizeDrag
from postmortem_desktop.ui.timeline.view import View

if TYPE_CHECKING:
    from postmortem_desktop.ui.theme import Theme
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

_WHOLE = 0.02
"""Pixels by which a shift may miss whole ones and still move what is drawn."""
_MOST_PARTS = 4
"""Of what was exposed that are painted one by one."""
_MOST_SETS = 8
_NONE: frozenset[str] = frozenset()


class Display:
    """Paints one canvas."""

    def __init__(self, canvas: TimelineCanvas, theme: Theme) -> None:
        self._canvas = canvas
        words = Words(canvas.devicePixelRatio())
        self.look = Look(theme, shared_lettering(), words, canvas.pictures)
        self._sprites: Sprites | None = None
        self._ground: QPixmap | None = None
        """The timeline without what is held, while something is."""
        self._routes = Routes()
        self._folded_in: tuple[Stack, float, dict[frozenset[str], frozenset[str]]]
        self._folded_in = Stack(), 0.0, {}
        self._marks = KnownMarks()
        self._preview = NOTHING
        self._covered: tuple[QRect, ...] = ()
        self._rest = Rest(canvas)

    def set_theme(self, theme: Theme) -> None:
        """Draw with other colours from now on."""
        self.look = replace(self.look, theme=theme)
        self._sprites = None
        self.refresh()

    def refresh(self) -> None:
        """Draw everything anew at the next chance."""
        self._rest.stop()
        self._ground = None
        self._preview = self._canvas.held.preview()
        self._covered = self._preview.places(self._canvas.view, self.look)
        self._canvas.update()

    def refresh_preview(self) -> None:
        """Draw anew what is held, where it was and where it is."""
        if self._ground is None:
            self.refresh()
            return
        canvas = self._canvas
        self._preview = canvas.held.preview()
        covered = self._preview.places(canvas.view, self.look)
        canvas.update(region_between(self._covered, covered))
        self._covered = covered

    def refresh_boxes(self, *event_ids: str) -> None:
        """Draw anew what is around single events, such as the one that the pointer rests on."""
        for event_id in event_ids:
            rect = self._canvas.rect_of(event_id) if event_id else None
            if rect is not None:
                self._ground = None
                self._canvas.update(rect.toAlignedRect().adjusted(-14, -14, 14, 14))

    def forget_faces(self, *event_ids: str) -> None:
        """Draw these events anew because their pictures are others; all if none are named."""
        if self._sprites is not None:
            self._sprites.forget(event_ids)
        self.refresh_boxes(*event_ids)

    def follow_view(self, before: View) -> None:
        """Show another part of the timeline, moving the pixels that stay if there are any."""
        view = self._canvas.view
        dx, dy = view.dx_from(before), before.scroll - view.scroll
        if (
            not self._canvas.is_still
            or view.metrics != before.metrics
            or view.layout.stack is not before.layout.stack
            or (view.width, view.height) != (before.width, before.height)
        ):
            self.refresh()
        elif view.scale.px_per_second != before.scale.px_per_second:
            self._ground = None
            self._rest.stop()
            plot, width = view.plot.toRect(), self._canvas.width()
            self._canvas.update(QRect(0, 0, width, plot.top()))
            column = 0 if dy else plot.left()
            self._canvas.update(QRect(column, plot.top(), width - column, plot.height() + 1))
        elif (
            abs(dx - round(dx)) > _WHOLE
            or abs(dy - round(dy)) > _WHOLE
            or max(abs(dx), abs(dy)) > min(view.width, view.height) / 2
        ):
            self.refresh()
        else:
            self._move_pixels(view, round(dx), round(dy))

    def _move_pixels(self, view: View, dx: int, dy: int) -> None:
        self._ground = None
        plot = view.plot.toRect()
        if dx or dy:
            self._canvas.scroll(dx, dy, plot)
        if dx:
            self._canvas.update(QRect(0, 0, self._canvas.width(), plot.top()))
            self._rest.disturb(dx)
        if dy:
            self._canvas.update(QRect(0, plot.top(), plot.left(), plot.height()))

    def paint(self, region: QRegion) -> None:
        """Draw what was exposed."""
        canvas, parts = self._canvas, _parts(region)
        with QPainter(canvas) as painter:
            if self._preview is NOTHING:
                scene = self._scene()
                for part in parts if len(parts) <= _MOST_PARTS else (region.boundingRect(),):
                    painter.setClipRect(part)
                    draw_scene(painter, scene, QRectF(part))
                    canvas.hover.draw(painter, self.look)
                return
            ratio = canvas.devicePixelRatio()
            if self._ground is None or self._ground.deviceIndependentSize() != canvas.size():
                self._ground = self._picture(ratio)
            for part in parts:
                painter.setClipRect(part)
                painter.drawPixmap(0, 0, self._ground)
            painter.setClipping(False)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._preview.draw(painter, canvas.view, self._ready_sprites())

    def _picture(self, ratio: float) -> QPixmap:
        size = self._canvas.size()
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        with QPainter(picture) as painter:
            draw_scene(painter, self._scene(), QRectF(0, 0, size.width(), size.height()))
        return picture

    def _scene(self) -> Scene:
        canvas, view = self._canvas, self._canvas.view
        at_keyboard, drag = canvas.is_at_keyboard, canvas.gesture
        held = frozenset(drag.event_ids) if isinstance(drag, MoveDrag | ResizeDrag) else _NONE
        selected, found = frozenset(canvas.selection), canvas.matches
        return Scene(
            view=view,
            look=self.look,
            zone=canvas.workspace.zone,
            index=canvas.shown,
            marks=self._marks.of(view, canvas.workspace.zone),
            links=links_in_sight(canvas.shown, view, selected),
            routes=self._routes,
            sprites=self._ready_sprites(),
            selected=selected,
            selected_boxes=self._boxes_with(view, selected),
            found_boxes=None if found is None else self._boxes_with(view, found),
            held_boxes=self._boxes_with(view, held),
            hovered=canvas.hover.event_id,
            focused=canvas.current_id if at_keyboard else "",
            framed=at_keyboard and not canvas.current_id,
            goal_lane_id=canvas.held.goal_lane_id(),
            invites=canvas.shown.is_empty and self._preview is NOTHING,
        )

    def _boxes_with(self, view: View, event_ids: frozenset[str]) -> frozenset[str]:
        """Return the ids of the boxes that show events; the same ones while the view is panned."""
        stack, fineness = view.layout.stack, view.scale.px_per_second
        if self._folded_in[0] is not stack or self._folded_in[1] != fineness:
            self._folded_in = stack, fineness, {}
        known = self._folded_in[2]
        if event_ids not in known:
            if len(known) > _MOST_SETS:
                known.clear()
            known[event_ids] = boxes_with(view, event_ids)
        return known[event_ids]

    def _ready_sprites(self) -> Sprites:
        ratio = self._canvas.devicePixelRatio()
        if self._sprites is None or self._sprites.ratio != ratio:
            self.look = replace(self.look, words=Words(ratio))
            self._sprites = Sprites(self.look, self._canvas.view.metrics, ratio)
        return self._sprites


def _parts(region: QRegion) -> list[QRect]:
    # PySide's own description of the class leaves out that it can be iterated.
    return list(cast("Iterable[QRect]", region))
