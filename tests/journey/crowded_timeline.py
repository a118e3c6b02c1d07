"""A timeline on which crowds of events come and go while somebody listens on the bus.

Begins once its events were asked for, and writes in the end what is left of them, as JSON.
"""

from __future__ import annotations

import gc
import json
import sys
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, created, removed
from postmortem_desktop.domain.records import Lane, Numbering, Postmortem, TimelineEvent
from postmortem_desktop.editing.editor import Editor
from postmortem_desktop.editing.history import History
from postmortem_desktop.settings import Settings
from postmortem_desktop.ui import theme
from postmortem_desktop.ui.timeline.accessible_event import AccessibleEvent
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.workspace import Workspace

TURNS, CROWD = 30, 100
PAUSE_MS = 60
NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)


def event(event_id: str, minute: float) -> TimelineEvent:
    at = NOON + timedelta(minutes=minute)
    return TimelineEvent(
        id=event_id, postmortem_id="p", lane_id="ops", title=event_id, starts_at=at
    )


RECORDS = (
    Postmortem(id="p", title="Crowded", created_at=NOON),
    Numbering(id="n", postmortem_id="p"),
    Lane(id="ops", postmortem_id="p", title="On-call"),
    event("first", 0),
    event("last", 120),
)


class Crowds(QObject):
    """Adds a crowd, and takes it away a moment later, turn by turn."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._workspace = canvas.workspace
        self._turn, self._present = 0, ()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        self._timer.start(PAUSE_MS)

    def _next(self) -> None:
        if self._turn == 0 and not living():
            return
        if self._present:
            self._workspace.perform(Edit("remove", removed(*self._present)))
            self._present = ()
        elif self._turn < TURNS:
            self._turn += 1
            self._present = tuple(event(f"t{self._turn}-{n}", n) for n in range(CROWD))
            self._workspace.perform(Edit("add", created(*self._present)))
        else:
            self._timer.stop()
            print(json.dumps({"living": living()}), flush=True)
            QApplication.quit()


def living() -> int:
    """Return how many children of the canvas there are in the memory."""
    gc.collect()
    return sum(isinstance(thing, AccessibleEvent) and isValid(thing) for thing in gc.get_objects())


def main() -> int:
    application = QApplication(sys.argv)
    editor = Editor(Dossier(RECORDS), History(), lambda _edit, _step: None, lambda: NOON)
    workspace = Workspace(editor, None, lambda: NOON, CountingIds(), Settings())  # type: ignore[arg-type]
    canvas = TimelineCanvas(workspace, theme.LIGHT)
    canvas.resize(1000, 500)
    canvas.setWindowTitle("Crowded")
    canvas.show()
    crowds = Crowds(canvas)
    status = application.exec()
    del crowds
    return status


if __name__ == "__main__":
    sys.exit(main())
