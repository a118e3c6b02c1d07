"""The editor of a custom field: one widget for each kind of field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from postmortem_desktop.domain.fields import (
    FieldDefinition,
    FieldKind,
    format_value,
    parse_value,
)
from postmortem_desktop.editing.postmortem_edits import set_value
from postmortem_desktop.errors import RecordError
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.widgets.commit_fields import CommitLineEdit, CommitTextEdit
from postmortem_desktop.ui.widgets.labelled import Labelled

if TYPE_CHECKING:
    from postmortem_desktop.ui.workspace import Workspace

_NOTHING = "–"


class FieldEditor(QWidget):
    """Shows the value of one custom field on one record, and writes changes of it."""

    def __init__(
        self,
        workspace: Workspace,
        definition: FieldDefinition,
        owner_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._definition = definition
        self._owner_id = owner_id
        self._field = self._made()
        self._field.setToolTip(definition.help)
        self._labelled = Labelled(definition.label, self._field, _("your field"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._labelled)
        self.setFocusProxy(self._field)
        self.refresh()

    def refresh(self) -> None:
        """Show the value as it is now."""
        stored = self._workspace.dossier.value_of(self._owner_id, self._definition.key)
        value = None if stored is None else stored.value
        text = format_value(self._definition, value)
        if isinstance(self._field, QComboBox):
            self._field.setCurrentIndex(max(0, self._field.findText(text)))
        else:
            self._field.show_text(text)

    def _made(self) -> QComboBox | CommitLineEdit | CommitTextEdit:
        definition = self._definition
        if definition.kind in (FieldKind.CHOICE, FieldKind.YES_NO):
            box = QComboBox()
            box.setAccessibleName(definition.label)
            choices = definition.choices
            if definition.kind is FieldKind.YES_NO:
                choices = (_("yes"), _("no"))
            box.addItems([_NOTHING, *choices])
            box.textActivated.connect(self._choose)
            return box
        if definition.kind is FieldKind.PARAGRAPH:
            paragraph = CommitTextEdit(self._workspace, definition.label)
            paragraph.bind("", self._commit)
            return paragraph
        line = CommitLineEdit(self._workspace, definition.label)
        line.setPlaceholderText(definition.help)
        line.bind("", self._commit)
        return line

    def _choose(self, text: str) -> None:
        self._commit("" if text == _NOTHING else text)

    def _commit(self, text: str) -> bool:
        try:
            value = parse_value(self._definition, text)
        except RecordError as error:
            self._labelled.say(str(error))
            return False
        self._labelled.say("")
        space = self._workspace
        return space.perform(
            set_value(
                space.dossier,
                space.ids,
                self._owner_id,
                self._definition.key,
                value,
                merge=f"field {self._definition.key}",
            )
        )
