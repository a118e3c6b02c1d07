"""For whom the report is, on which paper, with which sections."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from postmortem_desktop.domain.kinds import AudienceKind
from postmortem_desktop.domain.records import AudienceSettings
from postmortem_desktop.editing.postmortem_edits import change_postmortem
from postmortem_desktop.i18n import N_, _
from postmortem_desktop.ui.widgets.labelled import Labelled
from postmortem_desktop.ui.widgets.labels import ElidedLabel, plain_label
from postmortem_desktop.ui.widgets.segments import SegmentedControl
from postmortem_desktop.ui.widgets.toggle import ToggleSwitch
from postmortem_desktop.ui.workspace import Workspace

AUDIENCES = (
    (AudienceKind.FULL, N_("Full")),
    (AudienceKind.OUTSIDE, N_("Outside-safe")),
)
PAPERS = (("a4", N_("A4")), ("letter", N_("Letter")))
PROMISES = {
    AudienceKind.FULL: N_(
        "Roles instead of names, but for those who chose to be named. Private notes stay here."
    ),
    AudienceKind.OUTSIDE: N_(
        "Roles instead of every name, and no reference number. Private notes stay here."
    ),
}


class SettingsPane(QWidget):
    """Each choice is an Edit, so it can be undone and is remembered with the session."""

    def __init__(
        self,
        workspace: Workspace,
        sections: list[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.audience = SegmentedControl(
            [(str(kind), _(name)) for kind, name in AUDIENCES], _("For whom")
        )
        self.audience.chosen.connect(self._choose_audience)
        column.addWidget(Labelled(_("For whom"), self.audience))
        self._promise = plain_label("", "caption", wrap=True)
        column.addWidget(self._promise)
        self.paper = QComboBox()
        self.paper.setAccessibleName(_("Paper"))
        for key, name in PAPERS:
            self.paper.addItem(_(name), key)
        self.paper.activated.connect(self._choose_paper)
        column.addWidget(Labelled(_("Paper"), self.paper))
        column.addWidget(plain_label(_("Sections"), "label"))
        self.switches: dict[str, ToggleSwitch] = {}
        for key, title in sections:
            switch = ToggleSwitch()
            switch.setAccessibleName(title)
            name = ElidedLabel(title)
            name.setBuddy(switch)
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(switch)
            row.addWidget(name, 1)
            switch.clicked.connect(partial(self._switch, key))
            self.switches[key] = switch
            column.addLayout(row)
        self.refresh()

    def refresh(self) -> None:
        """Show the choices as they are now."""
        settings = self._settings
        self.audience.choose(str(settings.audience))
        self._promise.setText(_(PROMISES.get(settings.audience, "")))
        self.paper.setCurrentIndex(max(0, self.paper.findData(settings.paper)))
        for key, switch in self.switches.items():
            switch.setChecked(key not in settings.hidden_sections)

    @property
    def _settings(self) -> AudienceSettings:
        return self._workspace.dossier.postmortem.audience

    def _choose_audience(self, key: str) -> None:
        self._change(replace(self._settings, audience=AudienceKind(key)))

    def _choose_paper(self) -> None:
        self._change(replace(self._settings, paper=self.paper.currentData()))

    def _switch(self, key: str) -> None:
        hidden = set(self._settings.hidden_sections) ^ {key}
        ordered = tuple(section for section in self.switches if section in hidden)
        self._change(replace(self._settings, hidden_sections=ordered))

    def _change(self, settings: AudienceSettings) -> None:
        self._workspace.perform(change_postmortem(self._workspace.dossier, audience=settings))
        self.refresh()
