"""The fields of one event."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from postmortem_desktop.domain.kinds import Basis, Precision
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.timeline_edits import change_event, move_event, resize_event
from postmortem_desktop.i18n import N_, _
from postmortem_desktop.ui.icons import icon
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.wording import BASIS_NAMES, PRECISION_NAMES
from postmortem_desktop.ui.widgets.chips import ChipButton
from postmortem_desktop.ui.widgets.choice import Choice
from postmortem_desktop.ui.widgets.hinted_text_edit import HintedTextEdit
from postmortem_desktop.ui.widgets.labelled import Labelled
from postmortem_desktop.ui.widgets.moment_edit import MomentEdit
from postmortem_desktop.ui.workspace import Workspace

_MARKS = (
    ("starred", "star", N_("Starred"), N_("Matters to the story: stands out in the report")),
    ("locked", "lock", N_("Locked"), N_("Stays where it is when others are moved")),
    ("private", "note", N_("Private"), N_("Stays on the desk: not on the stage, not in exports")),
)
"""Field of the record, glyph, name and what it means."""


class EventForm(QWidget):
    """Every change is an edit at once; texts follow after a pause in typing."""

    def __init__(
        self, workspace: Workspace, theme: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._event_id = ""
        self._make_fields()
        self._make_marks()
        self._arrange()
        theme.changed.connect(self._tint)
        self._tint()

    def show_event(self, event: TimelineEvent) -> None:
        """Show an event as it is now; cursor and words being typed stay."""
        if event.id != self._event_id:
            self._bind(event)
        self.title.show_text(event.title)
        self.known_then.show_text(event.known_then)
        self.notes.show_text(event.detail)
        self._show_times(event)
        self.precision.choose(event.precision)
        self.basis.choose(event.basis)
        self.lane.set_options((lane.id, lane.title) for lane in self._workspace.dossier.lanes())
        self.lane.choose(event.lane_id)
        for name, chip in self.marks.items():
            chip.setChecked(getattr(event, name))
        for field in (self.start, self.end, self.lane, self.earliest, self.latest):
            field.setEnabled(not event.locked)

    def hint_count(self) -> int:
        """Return how many phrasing hints are open."""
        editors = (self._hinted_title, self.known_then, self.notes)
        return sum(editor.hint_count() for editor in editors)

    def _make_fields(self) -> None:
        space = self._workspace
        self._hinted_title = HintedTextEdit(space, _("What happened"), one_line=True)
        self._hinted_title.set_role("strong")
        self._hinted_title.set_placeholder(_("What happened?"))
        self.title = self._hinted_title.editor
        self.start = MomentEdit(space, _("Start"))
        self.end = MomentEdit(space, _("End"))
        self.end.setPlaceholderText("—")
        self.earliest = MomentEdit(space, _("Earliest"))
        self.latest = MomentEdit(space, _("Latest"))
        self.precision = Choice(_("Precision of the time"))
        self.precision.set_options((key.value, _(name)) for key, name in PRECISION_NAMES.items())
        self.precision.chosen.connect(self._choose_precision)
        self.basis = Choice(_("From what it is known"))
        self.basis.set_options((key.value, _(name)) for key, name in BASIS_NAMES.items())
        self.basis.chosen.connect(self._choose_basis)
        self.lane = Choice(_("Lane"))
        self.lane.chosen.connect(self._choose_lane)
        self.known_then = HintedTextEdit(space, _("What was known at that moment"), lines=3)
        self.known_then.set_placeholder(_("What could be seen at that time"))
        self.notes = HintedTextEdit(space, _("Notes"), lines=2)

    def _make_marks(self) -> None:
        self.marks: dict[str, ChipButton] = {}
        for name, _glyph, text, meaning in _MARKS:
            chip = ChipButton(f" {_(text)}", checkable=True)
            chip.setAccessibleName(_(text))
            chip.setToolTip(_(meaning))
            chip.clicked.connect(partial(self._mark, name))
            self.marks[name] = chip

    def _arrange(self) -> None:
        self._start_field = Labelled(_("Start"), self.start)
        self._end_field = Labelled(_("End"), self.end)
        self._range_fields = (
            Labelled(_("Earliest"), self.earliest),
            Labelled(_("Latest"), self.latest),
        )
        for labelled in (self._start_field, self._end_field, *self._range_fields):
            labelled.field.remarked.connect(labelled.say)  # type: ignore[attr-defined]
        pairs = QGridLayout()
        pairs.setHorizontalSpacing(10)
        pairs.setVerticalSpacing(12)
        cells = (
            (self._start_field, self._end_field),
            self._range_fields,
            (Labelled(_("Precision"), self.precision), Labelled(_("Known from"), self.basis)),
        )
        for row, pair in enumerate(cells):
            for column, cell in enumerate(pair):
                pairs.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
                pairs.setColumnStretch(column, 1)
        marks = QHBoxLayout()
        marks.setSpacing(6)
        for chip in self.marks.values():
            marks.addWidget(chip)
        marks.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Labelled(_("What happened"), self._hinted_title))
        column.addLayout(pairs)
        column.addWidget(Labelled(_("Lane"), self.lane))
        column.addWidget(Labelled(_("What was known at that moment"), self.known_then))
        column.addWidget(Labelled(_("Notes"), self.notes))
        column.addLayout(marks)

    def _bind(self, event: TimelineEvent) -> None:
        """Turn to another event; what was being typed goes into the one before."""
        self._event_id = event.id
        self._hinted_title.bind(event.id, event.title, partial(self._write, event.id, "title"))
        self.known_then.bind(
            event.id, event.known_then, partial(self._write, event.id, "known_then")
        )
        self.notes.bind(event.id, event.detail, partial(self._write, event.id, "detail"))

    def _show_times(self, event: TimelineEvent) -> None:
        self.start.bind(event.starts_at, partial(self._set_start, event.id))
        self.end.bind(event.ends_at, partial(self._set_end, event.id))
        self.earliest.bind(event.earliest, partial(self._set_moment, event.id, "earliest"))
        self.latest.bind(event.latest, partial(self._set_moment, event.id, "latest"))
        for labelled in self._range_fields:
            labelled.setVisible(event.precision is Precision.BETWEEN)

    def _change(self, event_id: str, *, merge: str = "", **values: Any) -> bool:
        dossier = self._workspace.dossier
        if dossier.find(TimelineEvent, event_id) is None:
            return True
        return self._workspace.perform(change_event(dossier, event_id, merge=merge, **values))

    def _write(self, event_id: str, name: str, text: str) -> bool:
        return self._change(event_id, merge=name, **{name: text})

    def _set_start(self, event_id: str, at: datetime | None) -> bool:
        event = self._workspace.dossier.find(TimelineEvent, event_id)
        if event is None:
            return True
        if at is None:
            self._start_field.say(_("An event on the timeline has a start, such as 14:08."))
            return False
        return self._workspace.perform(
            move_event(self._workspace.dossier, event_id, at, event.lane_id)
        )

    def _set_end(self, event_id: str, at: datetime | None) -> bool:
        event = self._workspace.dossier.find(TimelineEvent, event_id)
        if event is None or event.starts_at is None:
            return True
        if at is not None and at < event.starts_at:
            self._end_field.say(_("This is before the start; type a later end, with its date."))
            return False
        return self._workspace.perform(
            resize_event(self._workspace.dossier, event_id, event.starts_at, at)
        )

    def _set_moment(self, event_id: str, name: str, at: datetime | None) -> bool:
        return self._change(event_id, merge="", **{name: at})

    def _choose_precision(self, key: str) -> None:
        self._change(self._event_id, precision=Precision(key))

    def _choose_basis(self, key: str) -> None:
        self._change(self._event_id, basis=Basis(key))

    def _choose_lane(self, lane_id: str) -> None:
        self._change(self._event_id, lane_id=lane_id)

    def _mark(self, name: str) -> None:
        self._change(self._event_id, merge="", **{name: self.marks[name].isChecked()})

    def _tint(self) -> None:
        for name, glyph, _text, _meaning in _MARKS:
            self.marks[name].setIcon(icon(glyph, self._theme.theme.text_secondary))
