"""Linking two events: the first is chosen, the next one clicked is what it influenced."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.link_edits import link_records
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.workspace import Workspace

DEFAULT_KIND = LinkKind.INFLUENCED
"""What a new link says, until the inspector is told otherwise."""


class Linking(QObject):
    """Waits for the second event while ``is_waiting``."""

    noted = Signal(str)
    """What to do next; empty when there is nothing left to do."""

    def __init__(self, workspace: Workspace, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._workspace = workspace
        self._canvas = canvas
        self._first_id = ""
        canvas.selection_changed.connect(self._choose)

    @property
    def is_waiting(self) -> bool:
        """Whether the next event that is clicked becomes the second."""
        return bool(self._first_id)

    def begin(self) -> None:
        """Link the two selected events, or wait for the second one."""
        chosen = self._canvas.selection
        if len(chosen) == 2:
            self._link(*chosen)
        elif len(chosen) == 1 and chosen[0] != self._first_id:
            self._first_id = chosen[0]
            self.noted.emit(_("Click what it influenced, or Esc"))
        elif self.is_waiting:
            self.leave()
        else:
            self.noted.emit(_("Choose the event that came first, then press L"))

    def leave(self) -> None:
        """Stop waiting."""
        self._first_id = ""
        self.noted.emit("")

    def join(self, first: str, second: str) -> None:
        """Link two events, the first of which led to the second; nothing for an empty id."""
        if first and second and first != second:
            self._link(first, second)

    def _choose(self, event_ids: list[str]) -> None:
        first, self._first_id = self._first_id, ""
        self.noted.emit("")
        if first and event_ids and event_ids[-1] != first:
            self._link(first, event_ids[-1])

    def _link(self, first: str, second: str) -> None:
        space = self._workspace
        if space.dossier.find(TimelineEvent, first) is not None:
            space.perform(link_records(space.dossier, space.ids, first, second, DEFAULT_KIND))
