"""A card that is open: its words, its kind, what it rests on, what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.findings import Finding, FindingKind
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.finding_edits import add_action, change_item, remove_item
from postmortem_desktop.editing.link_edits import unlink_records
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.learnings.columns import (
    KIND_NAMES,
    Learned,
    find_learned,
    link_learned,
    linked_records,
)
from postmortem_desktop.ui.widgets.buttons import Button, glyph_button
from postmortem_desktop.ui.widgets.flow import FlowLayout
from postmortem_desktop.ui.widgets.hinted_text_edit import HintedTextEdit
from postmortem_desktop.ui.widgets.labels import ElidedLabel
from postmortem_desktop.ui.widgets.references import (
    Go,
    find_reference,
    named_in_full,
    reference_chip,
    reference_text,
)
from postmortem_desktop.ui.widgets.toggle import ToggleSwitch
from postmortem_desktop.ui.workspace import Workspace

Selected = Callable[[], tuple[str, ...]]
"""Returns the ids of the events that are selected on the timeline."""


class CardEditor(QWidget):
    """Everything that can be said about one factor or finding."""

    closed = Signal()
    noticed = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        record: Learned,
        selected: Selected,
        go: Go,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._type = type(record)
        self._selected = selected
        self._go = go
        self.record_id = record.id
        self._hinted_title = HintedTextEdit(workspace, _("Title"), one_line=True)
        self._hinted_title.bind(record.id, record.title, partial(self._write, "title"))
        self.title = self._hinted_title.editor
        self.detail = HintedTextEdit(workspace, _("Detail"), lines=2, most_lines=10)
        self.detail.set_placeholder(_("Conditions rather than people"))
        self.detail.bind(record.id, record.detail, partial(self._write, "detail"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(_("Kind"))
        for kind, name in KIND_NAMES.items():
            self.kind.addItem(_(name), str(kind))
        self.kind.setVisible(isinstance(record, Finding))
        self.kind.activated.connect(self._choose_kind)
        self.link_field = QLineEdit()
        self.link_field.setPlaceholderText(_("E5 or Q7, then Enter"))
        self.link_field.setAccessibleName(_("Event or answer to link"))
        self.link_field.returnPressed.connect(self._link_typed)
        self.link_selection = Button(_("Link selection"), glyph="link", compact=True)
        self.link_selection.setToolTip(_("Link the events that are selected on the timeline"))
        self.link_selection.clicked.connect(self._link_selected)
        self.private = ToggleSwitch(_("Private"))
        self.private.setToolTip(_("Keep this on the desk: not on the stage, not in exports"))
        self.private.clicked.connect(self._set_private)
        self.make_action = Button(_("Make an action"), compact=True)
        self.make_action.clicked.connect(self._make_action)
        self.remove = glyph_button("trash", _("Delete"))
        self.remove.clicked.connect(self._remove)
        self.close_button = Button(_("Close"), compact=True)
        self.close_button.setToolTip(_("Close the card (Escape)"))
        self.close_button.clicked.connect(self.closed)
        self._lay_out()
        self.show_record(workspace.dossier, record)

    def show_record(self, dossier: Dossier, record: Learned) -> None:
        """Show the record as it is now; cursors stay."""
        self.title.show_text(record.title)
        self.detail.show_text(record.detail)
        if isinstance(record, Finding):
            self.kind.setCurrentIndex(self.kind.findData(str(record.kind)))
        with QSignalBlocker(self.private):
            self.private.setChecked(record.private)
        self._show_links(dossier)

    def hint_count(self) -> int:
        """Return how many wording hints are open."""
        return self._hinted_title.hint_count() + self.detail.hint_count()

    def flush(self) -> None:
        """Commit what is typed now."""
        self.title.flush()
        self.detail.flush()
        self._workspace.seal()

    def _lay_out(self) -> None:
        self._links = QGridLayout()
        self._links.setHorizontalSpacing(6)
        self._links.setVerticalSpacing(2)
        self._links.setColumnStretch(1, 1)
        linking = FlowLayout(spacing=6)
        self.link_field.setMinimumWidth(170)
        for widget in (self.link_field, self.link_selection):
            linking.addWidget(widget)
        choices = FlowLayout(spacing=10)
        for widget in (self.kind, self.private):
            choices.addWidget(widget)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self.make_action)
        foot.addStretch(1)
        foot.addWidget(self.remove)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._hinted_title, self.detail):
            column.addWidget(part)
        column.addLayout(choices)
        column.addLayout(self._links)
        column.addLayout(linking)
        column.addLayout(foot)

    def _show_links(self, dossier: Dossier) -> None:
        while (item := self._links.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, target in enumerate(linked_records(dossier, self.record_id)):
            cut = glyph_button(
                "close",
                _("Take the link to {name} away").format(name=reference_text(dossier, target)),
            )
            cut.clicked.connect(partial(self._unlink, target.id))
            reference = reference_chip(dossier, target, self._go)
            words = ElidedLabel(named_in_full(target), "caption")
            for column, widget in enumerate((reference, words, cut)):
                self._links.addWidget(widget, row, column)
                self._links.setAlignment(widget, Qt.AlignmentFlag.AlignVCenter)

    def _write(self, name: str, text: str) -> bool:
        if name == "title" and not text.strip():
            return False
        return self._change(merge=name, **{name: text})

    def _change(self, *, merge: str = "", **values: Any) -> bool:
        dossier = self._workspace.dossier
        if find_learned(dossier, self.record_id) is None:
            return False
        return self._workspace.perform(
            change_item(dossier, self._type, self.record_id, merge=merge, **values)
        )

    def _choose_kind(self, index: int) -> None:
        self.flush()
        self._change(kind=FindingKind(self.kind.itemData(index)))

    def _set_private(self, private: bool) -> None:  # noqa: FBT001 - a slot of Qt's signal
        self.flush()
        self._change(private=private)

    def _link_typed(self) -> None:
        text = self.link_field.text()
        target = find_reference(self._workspace.dossier, text)
        if target is None:
            self.noticed.emit(
                _("“{text}” names no event or answer; write it as E5 or Q7.").format(
                    text=text.strip()
                )
            )
        elif self._link(target):
            self.link_field.clear()

    def _link_selected(self) -> None:
        dossier = self._workspace.dossier
        events = [dossier.find(TimelineEvent, event_id) for event_id in self._selected()]
        if not events:
            self.noticed.emit(_("Select an event on the timeline first, then link it here."))
        for event in events:
            if event is not None:
                self._link(event)

    def _link(self, target: TimelineEvent | Answer) -> bool:
        space = self._workspace
        return space.perform(link_learned(space.dossier, space.ids, self.record_id, target))

    def _unlink(self, target_id: str) -> None:
        space = self._workspace
        space.perform(unlink_records(space.dossier, self.record_id, target_id))

    def _make_action(self) -> None:
        self.flush()
        space = self._workspace
        record = find_learned(space.dossier, self.record_id)
        if record is None:
            return
        edit = add_action(space.dossier, space.ids, record.title, from_id=record.id)
        if space.perform(edit):
            self.noticed.emit(_("There is an action for this now; it waits in Actions."))

    def _remove(self) -> None:
        self.flush()
        space = self._workspace
        if find_learned(space.dossier, self.record_id) is not None:
            space.perform(remove_item(space.dossier, self._type, self.record_id))
