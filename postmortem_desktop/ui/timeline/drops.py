"""What can be dropped on the canvas, and where it would land."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

from postmortem_desktop.domain.times import clock_text
from postmortem_desktop.editing.changes import shortened
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.timeline.boxes import title_text
from postmortem_desktop.timeline.index import TimelineIndex
from postmortem_desktop.timeline.snapping import SnapTargets, rounded, snap
from postmortem_desktop.ui.pictures.sources import has_pictures, picture_files
from postmortem_desktop.ui.timeline.looking import snap_targets
from postmortem_desktop.ui.timeline.preview import Preview
from postmortem_desktop.ui.timeline.tray_list import UNDATED_MIME
from postmortem_desktop.ui.timeline.view import View

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

EVIDENCE_MIME = "application/x-postmortem-evidence"
"""Item ids, one a line, or a JSON list of objects with ``id`` and ``at`` (ISO 8601, or null)."""
SENTENCE_MIME = "application/x-postmortem-sentence"
"""What the receiver of ``sentence_dropped`` needs to know where the words come from."""


@dataclass(frozen=True, slots=True)
class Drop:
    """Something held over the canvas, and where it would land now."""

    evidence_ids: tuple[str, ...]
    text: str
    payload: str
    own_moment: datetime | None
    """When the evidence says it happened; it lands there unless Alt is held."""
    lane_id: str = ""
    pointed: datetime | None = None
    takes_own: bool = False
    point: QPointF = field(default_factory=QPointF)
    undated_id: str = ""
    """The event without a time that would get one."""
    pictures: int = 0
    """How many pictures there are; an event gets them, or else a new one is made of them."""
    event_id: str = ""
    """The event that would get them."""

    @property
    def moment(self) -> datetime | None:
        """Where it would land."""
        return self.own_moment if self.takes_own else self.pointed

    def label(self, zone: str, lane_title: str) -> str:
        """Return what the preview says, such as ``Drop here · 14:22:10 · Support lead``."""
        parts = [_("Drop here")]
        if self.moment is not None:
            parts.append(clock_text(self.moment, zone))
        if lane_title:
            parts.append(lane_title)
        return " · ".join(parts)

    def preview(self, view: View, zone: str, index: TimelineIndex) -> Preview:
        """Return the guide and the words that say where it would land."""
        if self.moment is None:
            return Preview()
        box = view.layout.box_of(self.event_id) if self.event_id else None
        if box is not None:
            told = ngettext(
                "Add the picture to “{title}”", "Add the pictures to “{title}”", self.pictures
            )
            text = told.format(title=shortened(title_text(box.event)))
            return Preview(caught=(view.rect_of(box),), drop=(self.point, text))
        lane, x = index.lane(self.lane_id), view.x_of(self.moment)
        text = self.label(zone, lane.title if lane else "")
        return Preview(guide=x, drop=(QPointF(x, self.point.y()), text))

    def to(self, event: QDropEvent, view: View, targets: SnapTargets, *, snaps: bool) -> Drop:
        """Return the drop with the pointer there; Alt leaves own times and snapping aside.

        So it is without Alt where nothing ``snaps``.
        """
        point: QPointF = event.position()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier) or not snaps
        raw = view.moment_at(max(point.x(), view.plot.left()))
        found = None if alt else snap(raw, targets, view.scale)
        lane = view.lane_near(point.y())
        event_id = _event_at(point, view) if self.pictures else ""
        return replace(
            self,
            event_id=event_id,
            lane_id=lane.lane_id if lane and not event_id else "",
            pointed=found.moment if found else rounded(raw, 1),
            takes_own=self.own_moment is not None and not alt,
            point=point,
        )


class Holding(QObject):
    """What is held over one canvas, if anything; listens to the canvas's own drag events."""

    HEARS: ClassVar = frozenset(
        {
            QEvent.Type.DragEnter,
            QEvent.Type.DragMove,
            QEvent.Type.DragLeave,
            QEvent.Type.Drop,
        }
    )

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._targets = SnapTargets()
        self.drop: Drop | None = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the drag events of the canvas; everything else goes its way."""
        match event:
            case QDragEnterEvent():
                self.enter(event)
            case QDragMoveEvent():
                self.move(event)
            case QDragLeaveEvent():
                self.leave()
            case QDropEvent():
                self.let_go(event)
            case _:
                return False
        return True

    def enter(self, event: QDragEnterEvent) -> None:
        """Take what has a place on a timeline; leave the rest to others."""
        self.drop = read_drop(event.mimeData())
        if self.drop is None:
            event.ignore()
            return
        self._targets = snap_targets(self._canvas)
        self.move(event)

    def move(self, event: QDragMoveEvent) -> None:
        """Follow the pointer."""
        if self.drop is not None:
            before = self.drop
            self.drop = self._dropped(self.drop, event)
            event.acceptProposedAction()
            if (self.drop.lane_id, self.drop.event_id) == (before.lane_id, before.event_id):
                self._canvas.display.refresh_preview()
            else:
                self._canvas.display.refresh()

    def leave(self) -> None:
        """Forget it."""
        self.drop = None
        self._canvas.display.refresh()

    def let_go(self, event: QDropEvent) -> None:
        """Tell what was dropped, and where; the canvas itself writes nothing."""
        held = self.drop or read_drop(event.mimeData())
        self.leave()
        if held is None:
            event.ignore()
            return
        drop = self._dropped(held, event)
        # Never a move: a text field would give the dragged words away.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if drop.pictures:
            mime = event.mimeData()
            self._canvas.pictures_dropped.emit(mime, drop.event_id, drop.lane_id, drop.pointed)
        elif drop.undated_id:
            self._canvas.undated_dropped.emit(drop.undated_id, drop.lane_id, drop.pointed)
        elif drop.evidence_ids:
            moment = None if drop.takes_own else drop.pointed
            self._canvas.evidence_dropped.emit(list(drop.evidence_ids), drop.lane_id, moment)
        else:
            self._canvas.sentence_dropped.emit(drop.text, drop.payload, drop.lane_id, drop.moment)

    def _dropped(self, drop: Drop, event: QDropEvent) -> Drop:
        canvas = self._canvas
        return drop.to(event, canvas.view, self._targets, snaps=canvas.held.snaps)


def read_drop(mime: QMimeData) -> Drop | None:
    """Return what the data hold, or None if the canvas has no use for it."""
    if mime.hasFormat(EVIDENCE_MIME):
        return _evidence(_text_of(mime, EVIDENCE_MIME))
    if mime.hasFormat(UNDATED_MIME):
        return Drop((), "", "", None, undated_id=_text_of(mime, UNDATED_MIME))
    if mime.hasFormat(SENTENCE_MIME):
        payload = _text_of(mime, SENTENCE_MIME)
        return Drop((), mime.text().strip() or payload, payload, None)
    if has_pictures(mime):
        files = picture_files(mime)
        # Pictures among other files are left to whoever imports files.
        others = sum(url.isLocalFile() for url in mime.urls()) - len(files)
        return None if others else Drop((), "", "", None, pictures=max(len(files), 1))
    if mime.hasText() and not mime.hasUrls() and mime.text().strip():
        return Drop((), mime.text().strip(), "", None)
    return None


def _event_at(point: QPointF, view: View) -> str:
    """Return the event whose card is at a point of the widget; empty for none."""
    box = view.layout.box_at(*view.in_layout(point)) if view.plot.contains(point) else None
    return box.event_id if box is not None and not box.is_folded else ""


def _text_of(mime: QMimeData, name: str) -> str:
    return bytes(mime.data(name).data()).decode("utf-8", "replace").strip()


def _evidence(text: str) -> Drop | None:
    try:
        items = [dict(item) for item in json.loads(text)] if text.startswith("[") else None
    except (TypeError, ValueError):
        return None
    if items is None:
        items = [{"id": line.strip()} for line in text.splitlines()]
    ids = tuple(str(item["id"]) for item in items if item.get("id"))
    if not ids:
        return None
    moments = [_moment(item.get("at")) for item in items if item.get("id")]
    return Drop(ids, "", "", next((moment for moment in moments if moment), None))


def _moment(text: object) -> datetime | None:
    try:
        stated = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return stated.astimezone(UTC) if stated.tzinfo else stated.replace(tzinfo=UTC)
