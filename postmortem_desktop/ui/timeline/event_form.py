"""The fields of one event."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.timeline_edits import change_event
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.event_marks import EventMarks
from postmortem_desktop.ui.timeline.event_times import EventTimes
from postmortem_desktop.ui.widgets.choice import Choice
from postmortem_desktop.ui.widgets.hinted_text_edit import HintedTextEdit
from postmortem_desktop.ui.widgets.labelled import Labelled
from postmortem_desktop.ui.workspace import Workspace


class EventForm(QWidget):
    """Every change is an edit at once; texts follow after a pause in typing."""

    def __init__(
        self, workspace: Workspace, theme: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._event_id = ""
        self.times = EventTimes(workspace)
        self.marks = EventMarks(theme)
        self.marks.switched.connect(self._mark)
        self._make_fields()
        self._arrange()

    def show_event(self, event: TimelineEvent) -> None:
        """Show an event as it is now; cursor and words being typed stay."""
        if event.id != self._event_id:
            self._bind(event)
        self.title.show_text(event.title)
        self.known_then.show_text(event.known_then)
        self.notes.show_text(event.detail)
        self.times.show_event(event)
        self.lane.set_options((lane.id, lane.title) for lane in self._workspace.dossier.lanes())
        self.lane.choose(event.lane_id)
        self.lane.setEnabled(not event.locked)
        self.marks.show_events([event])

    def hint_count(self) -> int:
        """Return how many wording hints are open."""
        editors = (self._hinted_title, self.known_then, self.notes)
        return sum(editor.hint_count() for editor in editors)

    def _make_fields(self) -> None:
        space = self._workspace
        self._hinted_title = HintedTextEdit(space, _("What happened"), one_line=True)
        self._hinted_title.set_role("strong")
        self._hinted_title.set_placeholder(_("What happened?"))
        self.title = self._hinted_title.editor
        self.lane = Choice(_("Lane"))
        self.lane.chosen.connect(self._choose_lane)
        self.known_then = HintedTextEdit(space, _("What was known at that moment"), lines=3)
        self.known_then.set_placeholder(_("What could be seen at that time"))
        self.notes = HintedTextEdit(space, _("Notes"), lines=2)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Labelled(_("What happened"), self._hinted_title))
        column.addWidget(self.times)
        column.addWidget(Labelled(_("Lane"), self.lane))
        column.addWidget(self.marks)
        column.addWidget(Labelled(_("What was known at that moment"), self.known_then))
        column.addWidget(Labelled(_("Notes"), self.notes))

    def _bind(self, event: TimelineEvent) -> None:
        """Turn to another event; what was being typed goes into the one before."""
        self._event_id = event.id
        self._hinted_title.bind(event.id, event.title, partial(self._write, event.id, "title"))
        self.known_then.bind(
            event.id, event.known_then, partial(self._write, event.id, "known_then")
        )
        self.notes.bind(event.id, event.detail, partial(self._write, event.id, "detail"))

    def _change(self, event_id: str, *, merge: str = "", **values: Any) -> bool:
        dossier = self._workspace.dossier
        if dossier.find(TimelineEvent, event_id) is None:
            return True
        return self._workspace.perform(change_event(dossier, event_id, merge=merge, **values))

    def _write(self, event_id: str, name: str, text: str) -> bool:
        return self._change(event_id, merge=name, **{name: text})

    def _choose_lane(self, lane_id: str) -> None:
        self._change(self._event_id, lane_id=lane_id)

    def _mark(self, name: str, is_on: bool) -> None:  # noqa: FBT001 - a slot
        values: dict[str, Any] = {name: is_on}
        self._change(self._event_id, **values)
