"""What can be done with the chosen events besides dragging them: each command is one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.reshaping_edits import (
    duplicate_events,
    merge_events,
    split_event,
)
from postmortem_desktop.editing.timeline_edits import change_event, change_events
from postmortem_desktop.errors import RecordError
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.timeline.lane_titles import toggle_lane
from postmortem_desktop.ui.timeline.shift_popup import ShiftPopup
from postmortem_desktop.ui.timeline.split_popup import SplitPopup

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas


class EventCommands(QObject):
    """Works on what is selected, or else on the event at which the keyboard is."""

    choosing = Signal()
    """What a command has made is about to be chosen, in place of what was."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._workspace = canvas.workspace
        self._source: Callable[[], Sequence[str]] = lambda: canvas.selection
        self._split: SplitPopup | None = None
        self._shift: ShiftPopup | None = None
        self._before: tuple[str, ...] = ()
        self._made: frozenset[str] = frozenset()
        """What a command has made and chosen, and (before) what was chosen when it did."""
        self._workspace.changed.connect(self._follow)

    def work_on(self, source: Callable[[], Sequence[str]]) -> None:
        """Ask for the ids of the chosen events elsewhere: undated ones are not on the canvas."""
        self._source = source

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what is done for the window's actions."""
        return {
            "duplicate": self.duplicate,
            "split": self.split,
            "merge": self.merge,
            "shift": self.shift,
            "star": partial(self.toggle, "starred"),
            "lock": partial(self.toggle, "locked"),
            "fold_lane": self.fold_lane,
        }

    def chosen(self) -> list[TimelineEvent]:
        """Return the chosen events, as they are now."""
        ids = self._source() or (self._canvas.current_id,)
        found = (self._workspace.dossier.find(TimelineEvent, event_id) for event_id in ids)
        return [event for event in found if event is not None]

    @property
    def split_popup(self) -> SplitPopup:
        """The card in which the moment to split at is typed; it floats over the canvas's window."""
        if self._split is None or self._split.parent() is not self._canvas.window():
            self._split = SplitPopup(self._canvas, self.split_at, self._canvas.window())
        return self._split

    @property
    def shift_popup(self) -> ShiftPopup:
        """The card in which a shift is typed; it floats over the canvas's window."""
        if self._shift is None or self._shift.parent() is not self._canvas.window():
            self._shift = ShiftPopup(self._workspace, self._canvas.window())
        return self._shift

    # The commands

    def duplicate(self) -> None:
        """Put a copy beside each chosen event, and choose the copies."""
        ids = self._ids()
        space = self._workspace
        if ids:
            self._do(
                lambda: duplicate_events(space.dossier, space.ids, ids),
                lambda edit: self._choose(_new_events(edit)),
            )

    def merge(self) -> None:
        """Make one event of those that are chosen, and choose it."""
        ids = self._ids()
        self._do(
            lambda: merge_events(self._workspace.dossier, ids),
            lambda edit: self._choose([edit.changes[0].record_id]),
        )

    def split(self) -> None:
        """Ask where to split the chosen event."""
        spans = [event for event in self.chosen() if event.duration]
        if len(spans) == 1 and spans[0].locked:
            sentence = _("“{title}” is locked; unlock it to split it.")
            self._canvas.noticed.emit(sentence.format(title=spans[0].title))
        elif len(spans) == 1:
            self.split_popup.open(spans[0])
        else:
            self._canvas.noticed.emit(_("Choose one event with a start and an end to split it."))

    def split_at(self, event_id: str, moment: datetime) -> bool:
        """Make two events of one at a moment, and choose the second; return whether it was done."""
        space = self._workspace
        return self._do(
            lambda: split_event(space.dossier, space.ids, event_id, moment),
            lambda edit: self._choose(_new_events(edit)),
        )

    def shift(self) -> None:
        """Ask by how much to shift the chosen events, their lane or a source."""
        self.shift_popup.open(self._ids(), self._lane_id())

    def shift_lane(self, lane_id: str) -> None:
        """Ask by how much the clock of a lane was off."""
        self.shift_popup.open((), lane_id)

    def toggle(self, name: str) -> None:
        """Give the chosen events a mark, or take it away when all of them have it."""
        events = self.chosen()
        if events:
            value = not all(getattr(event, name) for event in events)
            self.set_values([event.id for event in events], **{name: value})

    def set_values(self, event_ids: Sequence[str], **values: Any) -> None:
        """Give fields of events the same values, as one step."""
        dossier = self._workspace.dossier
        if len(event_ids) == 1:
            self._workspace.perform(change_event(dossier, event_ids[0], **values))
        elif event_ids:
            self._workspace.perform(change_events(dossier, event_ids, **values))

    def fold_lane(self) -> None:
        """Fold up the lane of the event chosen last, or unfold it."""
        lane_id = self._lane_id()
        if lane_id:
            toggle_lane(self._canvas, lane_id)
        else:
            self._canvas.noticed.emit(_("Choose an event to fold up its lane."))

    # Inside

    def _ids(self) -> tuple[str, ...]:
        return tuple(event.id for event in self.chosen())

    def _lane_id(self) -> str:
        events = self.chosen()
        return events[-1].lane_id if events else ""

    def _choose(self, event_ids: Sequence[str]) -> None:
        """Select events; of undated ones, which are not on the canvas, the last one is shown."""
        self.choosing.emit()
        self._before, self._made = self._ids(), frozenset(event_ids)
        self._canvas.set_selection(event_ids)
        if not self._canvas.selection:
            self._canvas.event_activated.emit(event_ids[-1])

    def _follow(self, _edit: Edit) -> None:
        """Choose again what was chosen before, when undo takes away what a command has made."""
        dossier, canvas = self._workspace.dossier, self._canvas
        if not self._made or any(dossier.find(TimelineEvent, made) for made in self._made):
            return
        if self._made.issuperset(canvas.selection):
            canvas.set_selection(self._before)
        self._made = frozenset()

    def _do(self, make: Callable[[], Edit], then: Callable[[Edit], object]) -> bool:
        """Make an edit and carry it out, or tell why it cannot be; return whether it is done."""
        try:
            edit = make()
        except RecordError as refusal:
            self._canvas.noticed.emit(str(refusal))
            return False
        return bool(edit.changes) and self._workspace.perform(edit, lambda: then(edit))


def _new_events(edit: Edit) -> list[str]:
    """Return the ids of the events that an edit brings into being."""
    return [
        change.record_id
        for change in edit.changes
        if change.before is None and isinstance(change.after, TimelineEvent)
    ]
