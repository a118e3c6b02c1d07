"""A box with all time zones, to be searched by typing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from postmortem_desktop.domain.times import zone_names
from postmortem_desktop.i18n import _


class ZoneChoice(QComboBox):
    """Holds one of the known zones; what is none of them gives way to the last one chosen."""

    chosen = Signal()
    """Another zone was chosen; not emitted by ``choose``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Time zone of the file"))
        self.addItems(zone_names())
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(18)
        completer = self.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        line = self.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._take)
        self.textActivated.connect(self._take)
        self.zone = self.currentText()
        """IANA name of the zone that counts."""

    def choose(self, zone: str) -> None:
        """Show another zone."""
        self.zone = zone
        self.setCurrentText(zone)

    def _take(self) -> None:
        text = self.currentText().strip()
        if self.findText(text, Qt.MatchFlag.MatchFixedString) < 0:
            self.setCurrentText(self.zone)
        elif text != self.zone:
            self.zone = self.itemText(self.findText(text, Qt.MatchFlag.MatchFixedString))
            self.setCurrentText(self.zone)
            self.chosen.emit()
