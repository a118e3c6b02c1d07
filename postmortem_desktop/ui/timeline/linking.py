"""Linking two events by key or click: one is led from, the next one taken is what it led to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.link_edits import link_records, turn_links
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.timeline.preview import NOTHING, Preview
from postmortem_desktop.ui.timeline.tools import LinkDrag, Reach

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

DEFAULT_KIND = LinkKind.INFLUENCED
"""What a new link says, until the inspector is told otherwise."""
TURNING = (LinkKind.INFLUENCED, LinkKind.FOLLOWED)
"""The links between events that read otherwise the other way round."""


class Linking(QObject):
    """While ``is_waiting`` keys only walk, and nothing is linked before an event is taken."""

    HEARS: ClassVar = frozenset({QEvent.Type.MouseMove, QEvent.Type.Leave})

    noted = Signal(str)
    """What to do next; empty when there is nothing left to do."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._first_id = ""
        self._pointer: QPointF | None = None
        """Where the pointer has moved over the canvas since it waits."""
        canvas.selection_changed.connect(self._stop)

    @property
    def is_waiting(self) -> bool:
        """Whether the next event that is taken becomes the second."""
        return bool(self._first_id)

    def begin(self) -> None:
        """Link the two selected events, or wait for the second one; once more stops waiting."""
        canvas = self._canvas
        canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        chosen = canvas.selection or tuple(filter(None, (canvas.current_id,)))
        if self.is_waiting:
            self.leave()
        elif len(chosen) == 2:
            self.join(*chosen)
        elif len(chosen) == 1:
            canvas.set_selection(chosen)
            self._first_id = chosen[0]
            self.noted.emit(
                _("Choose the event it led to: click it, or arrows or Tab, then Enter; Esc stops")
            )
            canvas.display.refresh()
        else:
            canvas.noticed.emit(_("Choose the event that came first, then press L."))

    def take(self, event_id: str) -> None:
        """Link to an event, which is selected then; the first one itself leaves things open."""
        first = self._first_id
        if event_id and event_id != first:
            self._stop()
            self.join(first, event_id)
            self._canvas.set_selection([event_id])
            self._canvas.event_activated.emit(event_id)

    def leave(self) -> None:
        """Stop waiting, and go back to where it began."""
        if self.is_waiting:
            self._canvas.set_current(self._first_id)
        self._stop()

    def join(self, first: str, second: str) -> None:
        """Link two events, the first of which led to the second; nothing for an empty id."""
        space = self._canvas.workspace
        is_there = space.dossier.find(TimelineEvent, first) is not None
        if is_there and second and first != second:
            space.perform(link_records(space.dossier, space.ids, first, second, DEFAULT_KIND))

    def turn_round(self) -> None:
        """Turn the links between the two selected events, or the only link of the one."""
        canvas, dossier = self._canvas, self._canvas.workspace.dossier
        chosen = canvas.selection or tuple(filter(None, (canvas.current_id,)))
        links = [
            link
            for link in (dossier.links_of(chosen[0]) if chosen else ())
            if link.kind in TURNING
            and {link.source_id, link.target_id}.issuperset(chosen)
            and all(dossier.find(TimelineEvent, i) for i in (link.source_id, link.target_id))
        ]
        if not links or len(chosen) > 2 or (len(chosen) == 1 and len(links) > 1):
            canvas.noticed.emit(_("Choose the two events of a link to turn it round."))
        else:
            canvas.perform(turn_links(dossier, [link.id for link in links]))

    def preview(self) -> Preview:
        """Return the links that a click and Enter would make.

        One goes to the pointer, one to the event at the keyboard.
        """
        canvas, first, view = self._canvas, self._first_id, self._canvas.view
        if not first:
            return NOTHING
        start, ways = canvas.hover.port_of(first), list[LinkDrag]()
        there = canvas.rect_of(canvas.current_id)
        if there is not None and canvas.current_id != first:
            end = QPointF(there.left(), there.center().y())
            ways.append(LinkDrag(first, start, end, canvas.current_id))
        if self._pointer is not None:
            ways.append(LinkDrag(first, start, start).to(Reach(self._pointer), view))
        shown = [way.preview(view, canvas.workspace.zone) for way in ways]
        return Preview(
            arrows=tuple(arrow for each in shown for arrow in each.arrows),
            caught=tuple(rect for each in shown for rect in each.caught),
        )

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let the loose link follow the pointer."""
        if self.is_waiting:
            self._pointer = event.position() if isinstance(event, QMouseEvent) else None
            self._canvas.display.refresh_preview()
        return False

    def _stop(self) -> None:
        if self.is_waiting:
            self._first_id, self._pointer = "", None
            self.noted.emit("")
            self._canvas.display.refresh()
