"""The marks of events as chips to switch: starred, locked, private."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.i18n import N_, _
from postmortem_desktop.ui.icons import icon
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.widgets.chips import ChipButton
from postmortem_desktop.ui.widgets.flow import FlowLayout

_MARKS = (
    ("starred", "star", N_("Starred"), N_("Matters to the story: stands out in the report (*)")),
    ("locked", "lock", N_("Locked"), N_("Stays where it is when others are moved (K)")),
    ("private", "note", N_("Private"), N_("Stays on the desk: not on the stage, not in exports")),
)
"""Field of the record, glyph, name and what it means."""


class EventMarks(QWidget):
    """A mark is on when all of the events that are shown have it."""

    switched = Signal(str, bool)
    """The field of the record, and whether all of the events shall have it."""

    def __init__(self, theme: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chips: dict[str, ChipButton] = {}
        """Each chip by the field of the record."""
        row = FlowLayout(self)
        for name, _glyph, text, meaning in _MARKS:
            chip = ChipButton(f" {_(text)}", checkable=True)
            chip.setAccessibleName(_(text))
            chip.setToolTip(_(meaning))
            chip.clicked.connect(partial(self._tell, name))
            self.chips[name] = chip
            row.addWidget(chip)
        theme.changed.connect(self._tint)
        self._tint()

    def show_events(self, events: Sequence[TimelineEvent]) -> None:
        """Show which marks all of these events have."""
        for name, chip in self.chips.items():
            chip.setChecked(bool(events) and all(getattr(event, name) for event in events))
        self._tint()

    def _tell(self, name: str) -> None:
        self.switched.emit(name, self.chips[name].isChecked())

    def _tint(self) -> None:
        theme = self._theme.theme
        for name, glyph, _text, _meaning in _MARKS:
            chip = self.chips[name]
            colour = theme.accent if chip.isChecked() else theme.text_secondary
            chip.setIcon(icon(glyph, colour))
