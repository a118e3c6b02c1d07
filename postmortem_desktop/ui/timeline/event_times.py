"""When an event was, how well that is known, and from what: one group of fields."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from postmortem_desktop.domain.kinds import Basis, Precision
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.timeline_edits import change_event, move_event, resize_event
from postmortem_desktop.editing.undated_edits import date_event, undate_events
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.timeline.wording import BASIS_NAMES, PRECISION_NAMES
from postmortem_desktop.ui.widgets.chips import restyled
from postmortem_desktop.ui.widgets.choice import Choice
from postmortem_desktop.ui.widgets.labelled import Labelled
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.widgets.moment_edit import MomentEdit
from postmortem_desktop.ui.workspace import Workspace

_CLOCK = len("14:08:10")
"""Letters of a time that has room in half the width."""


class EventTimes(QWidget):
    """Shows the fields that mean something: the edges of “between”, no end without a start."""

    undated = Signal(str)
    """The id of an event whose time was taken away here."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._event_id = ""
        self.start = MomentEdit(workspace, _("Start"))
        self.end = MomentEdit(workspace, _("End"))
        self.end.setPlaceholderText("—")
        self.earliest = MomentEdit(workspace, _("Earliest"))
        self.latest = MomentEdit(workspace, _("Latest"))
        self.precision = Choice(_("Precision of the time"))
        self.precision.set_options((key.value, _(name)) for key, name in PRECISION_NAMES.items())
        self.precision.chosen.connect(self._choose_precision)
        self.basis = Choice(_("How do we know?"))
        self.basis.set_options((key.value, _(name)) for key, name in BASIS_NAMES.items())
        self.basis.chosen.connect(self._choose_basis)
        self.note = plain_label(_("Locked: its time stays until it is unlocked (K)."), "caption")
        self._arrange()

    def show_event(self, event: TimelineEvent) -> None:
        """Show the times of an event as it is now; words being typed stay."""
        if event.id != self._event_id:
            for field in (self.start, self.end, self.earliest, self.latest):
                field.turn_to_another()
        self._event_id = event.id
        begins = event.starts_at
        day = self._workspace.dossier.day(self._workspace.clock())
        self.start.setPlaceholderText("" if event.starts_at else _("Type a time, such as 14:08"))
        self.start.bind(begins, partial(self._set_start, event.id), day, near=begins)
        self.end.bind(
            event.ends_at, partial(self._set_end, event.id), day, near=begins, follows=begins
        )
        for field, moment, name in (
            (self.earliest, event.earliest, "earliest"),
            (self.latest, event.latest, "latest"),
        ):
            field.bind(moment, partial(self._set_edge, event.id, name), day, near=begins)
        self.precision.choose(event.precision)
        self.basis.choose(event.basis)
        for labelled in (self.earliest_field, self.latest_field):
            labelled.setVisible(event.precision is Precision.BETWEEN)
        self.end_field.setVisible(event.starts_at is not None)
        self._give_room()
        self._let_type(not event.locked)

    # Inside

    def _arrange(self) -> None:
        self.start_field = Labelled(_("Start"), self.start)
        self.end_field = Labelled(_("End"), self.end)
        self.earliest_field = Labelled(_("Earliest"), self.earliest)
        self.latest_field = Labelled(_("Latest"), self.latest)
        for labelled, field in (
            (self.start_field, self.start),
            (self.end_field, self.end),
            (self.earliest_field, self.earliest),
            (self.latest_field, self.latest),
        ):
            field.remarked.connect(labelled.say)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        precision = Labelled(_("Precision"), self.precision)
        basis = Labelled(_("How do we know?"), self.basis)
        self._put((self.start_field, self.end_field), 0, wide=False)
        self._put((precision, basis), 2, wide=False)
        self._put((self.earliest_field, self.latest_field), 3, wide=False)
        for column in (0, 1):
            # The words at the right are longer.
            self._grid.setColumnStretch(column, 7 + 2 * column)
        self._grid.addWidget(self.note, 5, 0, 1, 2)

    def _put(self, pair: tuple[QWidget, QWidget], row: int, *, wide: bool) -> None:
        """Put two cells beside each other, or one below the other over the whole width."""
        first, second = pair
        top = Qt.AlignmentFlag.AlignTop
        for cell in pair:
            self._grid.removeWidget(cell)
        self._grid.addWidget(first, row, 0, 1, 2 if wide else 1, top)
        if wide:
            self._grid.addWidget(second, row + 1, 0, 1, 2, top)
        else:
            self._grid.addWidget(second, row, 1, top)

    def _give_room(self) -> None:
        """Let a time with its date have the whole width, and so the words where there is none."""
        for pair, fields, row in (
            ((self.start_field, self.end_field), (self.start, self.end), 0),
            ((self.earliest_field, self.latest_field), (self.earliest, self.latest), 3),
        ):
            is_long = any(len(field.text() or field.placeholderText()) > _CLOCK for field in fields)
            self._put(pair, row, wide=is_long)

    def _let_type(self, allowed: bool) -> None:  # noqa: FBT001 - one plain switch
        """Let the times be changed, or only be read while the event is locked."""
        for field in (self.start, self.end, self.earliest, self.latest):
            if field.isReadOnly() == allowed:
                field.setReadOnly(not allowed)
                field.setProperty("frameless", not allowed)
                restyled(field)
        self.precision.setEnabled(allowed)
        self.note.setVisible(not allowed)

    def _find(self, event_id: str) -> TimelineEvent | None:
        return self._workspace.dossier.find(TimelineEvent, event_id)

    def _set_start(self, event_id: str, at: datetime | None) -> bool:
        space, event = self._workspace, self._find(event_id)
        if event is None:
            return True
        if event.starts_at is None:
            # The moment stays typed when there is none to take away.
            return at is None or space.perform(
                date_event(space.dossier, event_id, at, event.lane_id)
            )
        if at is None:
            self.start_field.say(
                _("An event on the timeline has a start; choose “unknown” to take its time away.")
            )
            return False
        return space.perform(move_event(space.dossier, event_id, at, event.lane_id))

    def _set_end(self, event_id: str, at: datetime | None) -> bool:
        space, event = self._workspace, self._find(event_id)
        if event is None or event.starts_at is None:
            return True
        if at is not None and at < event.starts_at:
            self.end_field.say(_("This is before the start; type a later end, with its date."))
            return False
        return space.perform(resize_event(space.dossier, event_id, event.starts_at, at))

    def _set_edge(self, event_id: str, name: str, at: datetime | None) -> bool:
        event = self._find(event_id)
        if event is None:
            return True
        earliest = at if name == "earliest" else event.earliest
        latest = at if name == "latest" else event.latest
        if earliest is not None and latest is not None and latest < earliest:
            field = self.earliest_field if name == "earliest" else self.latest_field
            field.say(_("The latest time lies before the earliest; type them the other way round."))
            return False
        return self._change(event_id, **{name: at})

    def _choose_precision(self, key: str) -> None:
        space, event = self._workspace, self._find(self._event_id)
        if event is None:
            return
        if Precision(key) is Precision.UNKNOWN and event.starts_at is not None:
            if space.perform(undate_events(space.dossier, [event.id])):
                self.undated.emit(event.id)
        else:
            self._change(event.id, precision=Precision(key))

    def _choose_basis(self, key: str) -> None:
        self._change(self._event_id, basis=Basis(key))

    def _change(self, event_id: str, **values: Any) -> bool:
        dossier = self._workspace.dossier
        if dossier.find(TimelineEvent, event_id) is None:
            return True
        return self._workspace.perform(change_event(dossier, event_id, **values))
