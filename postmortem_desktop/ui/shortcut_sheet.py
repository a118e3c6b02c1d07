"""The sheet of all keys, made from the actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from postmortem_desktop.i18n import _
from postmortem_desktop.ui.action_spec import ActionSpec, key_text
from postmortem_desktop.ui.actions import ACTIONS
from postmortem_desktop.ui.widgets.buttons import glyph_button
from postmortem_desktop.ui.widgets.frames import scrolled
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.widgets.popup import Popup


class ShortcutSheet(Popup):
    """Every action that has a key, by group."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=760, height=560)
        self.setAccessibleName(_("Keyboard shortcuts"))
        head = QHBoxLayout()
        head.addWidget(plain_label(_("Keyboard shortcuts"), "title"), 1)
        self.close_button = glyph_button("close", _("Close"))
        self.close_button.clicked.connect(self.go_away)
        head.addWidget(self.close_button)
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(0, 0, 12, 0)
        columns.setSpacing(40)
        sides = [QVBoxLayout(), QVBoxLayout()]
        for side in sides:
            side.setSpacing(20)
            columns.addLayout(side, 1)
        groups: dict[str, list[ActionSpec]] = {}
        for spec in ACTIONS:
            if spec.sequences():
                groups.setdefault(spec.group, []).append(spec)
        total, placed = sum(map(len, groups.values())), 0
        for group, members in groups.items():
            sides[0 if placed < total / 2 else 1].addLayout(_group(group, members))
            placed += len(members)
        for side in sides:
            side.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 12, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(scrolled(sheet), 1)

    def open(self) -> None:
        """Show it."""
        self.pop_up(self.close_button)


def _group(title: str, specs: list[ActionSpec]) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    grid.addWidget(plain_label(_(title), "strong"), 0, 0, 1, 2)
    for row, spec in enumerate(specs, start=1):
        grid.addWidget(plain_label(_(spec.text)), row, 0)
        cap = plain_label(key_text(spec), "keycap")
        grid.addWidget(cap, row, 1, Qt.AlignmentFlag.AlignTrailing)
    return grid
