"""The facts of the incident: title, severity, services, zone, day, milestones, own fields."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QWidget,
)

from postmortem_desktop.domain.fields import FieldOwner
from postmortem_desktop.domain.kinds import MilestoneKind
from postmortem_desktop.domain.milestones import COUNTED_FROM, MILESTONE_NAMES, out_of_order
from postmortem_desktop.domain.times import zone_names
from postmortem_desktop.editing.milestone_edits import set_milestone
from postmortem_desktop.editing.postmortem_edits import change_postmortem
from postmortem_desktop.errors import RecordError
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.widgets.commit_fields import CommitLineEdit
from postmortem_desktop.ui.widgets.day_line_edit import DayLineEdit
from postmortem_desktop.ui.widgets.field_editor import FieldEditor
from postmortem_desktop.ui.widgets.frames import Card
from postmortem_desktop.ui.widgets.hinted_text_edit import HintedTextEdit
from postmortem_desktop.ui.widgets.labelled import Labelled
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.widgets.moment_edit import MomentEdit
from postmortem_desktop.ui.workspace import Workspace

_FIELDS_IN_A_ROW = 3


class IncidentCard(Card):
    """Everything about the incident that is not on the timeline."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._workspace = workspace
        template = workspace.dossier.postmortem.template.name
        head = QHBoxLayout()
        head.addWidget(plain_label(_("The incident"), "heading"))
        head.addStretch(1)
        head.addWidget(plain_label(_("Template: {name}").format(name=template), "secondary"))
        self.body.addLayout(head)
        self._make_fields()
        self.body.addLayout(self._facts())
        self.body.addLayout(self._milestone_row())
        self.order_note = plain_label("", "hint", wrap=True)
        self.body.addWidget(self.order_note)
        self.body.addWidget(Labelled(_("What happened, in short"), self.summary))
        self.body.addWidget(Labelled(_("Impact, in the words of those who felt it"), self.impact))
        self._own = self._own_fields()
        self.refresh()

    def refresh(self) -> None:
        """Show the facts as they are now."""
        dossier = self._workspace.dossier
        facts = dossier.postmortem
        self.title.show_text(facts.title)
        self.reference.show_text(facts.reference)
        self.services.show_text(", ".join(facts.services))
        self._show_choice(self.severity, facts.severity)
        self._show_choice(self.zone, facts.zone)
        self.summary.show_text(facts.summary)
        self.impact.show_text(facts.impact)
        self.day.bind(facts.day, dossier.day(self._workspace.clock()), self._set_day)
        for kind, field in self.milestones.items():
            milestone = dossier.milestone(kind)
            before = dossier.milestone(COUNTED_FROM[kind]) if kind in COUNTED_FROM else None
            field.bind(
                None if milestone is None else milestone.at,
                partial(self._set, kind),
                follows=None if before is None else before.at,
            )
        self._show_order()
        for editor in self._own:
            editor.refresh()

    def _show_order(self) -> None:
        """Say so when a milestone stands before the one that its time counts from."""
        found = out_of_order(self._workspace.dossier)
        self.order_note.setVisible(found is not None)
        if found is not None:
            later, earlier = (_(MILESTONE_NAMES[kind]) for kind in found)
            self.order_note.setText(
                _(
                    "{later} stands before {earlier}; one of the two times may need another look."
                ).format(later=later, earlier=earlier)
            )

    def _make_fields(self) -> None:
        facts = self._workspace.dossier.postmortem
        self.title = CommitLineEdit(self._workspace, _("Title"))
        self.title.bind(facts.title, partial(self._change, "title"))
        self.reference = CommitLineEdit(self._workspace, _("Reference"))
        self.reference.setPlaceholderText("INC-2291")
        self.reference.bind(facts.reference, partial(self._change, "reference"))
        self.services = CommitLineEdit(self._workspace, _("Services"))
        self.services.setPlaceholderText(_("payments, checkout"))
        self.services.bind(", ".join(facts.services), self._change_services)
        self.severity = _choice(_("Severity"), ["", *facts.template.severities])
        self.severity.textActivated.connect(self._choose_severity)
        self.zone = _choice(_("Time zone"), zone_names())
        line = self.zone.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._choose_zone)
        self.zone.textActivated.connect(self._choose_zone)
        self.day = DayLineEdit(_("Day of the incident"))
        self.day.setToolTip(_("The day that a time without a date means"))
        self._workspace.flush_requested.connect(self.day.flush)
        self.summary = HintedTextEdit(self._workspace, _("What happened, in short"), lines=3)
        self.summary.bind(f"{facts.id} summary", facts.summary, partial(self._change, "summary"))
        self.impact = HintedTextEdit(self._workspace, _("Impact"), lines=2)
        self.impact.bind(f"{facts.id} impact", facts.impact, partial(self._change, "impact"))

    def _facts(self) -> QLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        for column, stretch in enumerate((2, 1, 1)):
            grid.setColumnStretch(column, stretch)
        self._zone_field = Labelled(_("Time zone"), self.zone)
        day_field = Labelled(_("Day of the incident"), self.day)
        self.day.remarked.connect(day_field.say)
        rows = (
            (
                Labelled(_("Title"), self.title),
                Labelled(_("Severity"), self.severity),
                Labelled(_("Reference"), self.reference),
            ),
            (
                Labelled(_("Services"), self.services),
                day_field,
                self._zone_field,
            ),
        )
        top = Qt.AlignmentFlag.AlignTop
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                grid.addWidget(cell, row, column, top)
        return grid

    def _milestone_row(self) -> QLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.milestones: dict[MilestoneKind, MomentEdit] = {}
        for kind in MilestoneKind:
            name = _(MILESTONE_NAMES[kind])
            field = MomentEdit(self._workspace, name)
            labelled = Labelled(name, field)
            field.remarked.connect(labelled.say)
            field.offered.connect(labelled.offer)
            labelled.offered.clicked.connect(field.take_other)
            self.milestones[kind] = field
            row.addWidget(labelled, 1, Qt.AlignmentFlag.AlignTop)
        return row

    def _own_fields(self) -> list[FieldEditor]:
        facts = self._workspace.dossier.postmortem
        editors = [
            FieldEditor(self._workspace, definition, facts.id)
            for definition in facts.template.fields
            if definition.owner is FieldOwner.POSTMORTEM
        ]
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        for number, editor in enumerate(editors):
            row, column = divmod(number, _FIELDS_IN_A_ROW)
            grid.addWidget(editor, row, column, Qt.AlignmentFlag.AlignTop)
        for column in range(_FIELDS_IN_A_ROW):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        return editors

    def _change(self, name: str, text: str) -> bool:
        edit = change_postmortem(self._workspace.dossier, merge=name, **{name: text})
        return self._workspace.perform(edit)

    def _change_services(self, text: str) -> bool:
        services = tuple(part.strip() for part in text.split(",") if part.strip())
        edit = change_postmortem(self._workspace.dossier, merge="services", services=services)
        return self._workspace.perform(edit)

    def _choose_severity(self, text: str) -> None:
        self._workspace.perform(change_postmortem(self._workspace.dossier, severity=text))

    def _choose_zone(self) -> None:
        text = self.zone.currentText().strip()
        try:
            edit = change_postmortem(self._workspace.dossier, zone=text)
        except RecordError as error:
            self._zone_field.say(str(error))
            return
        self._zone_field.say("")
        self._workspace.perform(edit)

    def _set_day(self, day: date | None) -> bool:
        return self._workspace.perform(change_postmortem(self._workspace.dossier, day=day))

    def _set(self, kind: MilestoneKind, at: datetime | None) -> bool:
        space = self._workspace
        return space.perform(set_milestone(space.dossier, space.ids, kind, at))

    def _show_choice(self, box: QComboBox, text: str) -> None:
        if box.hasFocus() and box.isEditable():
            return
        if box.findText(text) < 0:
            box.addItem(text)
        box.setCurrentText(text)


class _SearchLine(QLineEdit):
    """A line in which what is typed takes the place of what is there, however one comes to it."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark all of it; a click puts the cursor somewhere first."""
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.MouseFocusReason:
            QTimer.singleShot(0, self, self.selectAll)


def _choice(name: str, texts: Sequence[str]) -> QComboBox:
    """Return a box with many or few texts; many can be searched by typing."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.addItems(texts)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    if len(texts) > 20:
        box.setLineEdit(_SearchLine())
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = box.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    return box
