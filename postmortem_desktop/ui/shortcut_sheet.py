"""The sheet of all keys, made from the actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from postmortem_desktop.i18n import _
from postmortem_desktop.ui.action_spec import ActionSpec, key_text
from postmortem_desktop.ui.actions import ACTIONS
from postmortem_desktop.ui.widgets.buttons import glyph_button
from postmortem_desktop.ui.widgets.frames import scrolled
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.widgets.popup import Popup

_Scroll = QAbstractSlider.SliderAction
_SCROLLS = {
    Qt.Key.Key_Up: _Scroll.SliderSingleStepSub,
    Qt.Key.Key_Down: _Scroll.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: _Scroll.SliderPageStepSub,
    Qt.Key.Key_PageDown: _Scroll.SliderPageStepAdd,
    Qt.Key.Key_Home: _Scroll.SliderToMinimum,
    Qt.Key.Key_End: _Scroll.SliderToMaximum,
}


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
        self._headings: dict[str, QLabel] = {}
        for group, members in groups.items():
            heading = self._headings[group] = plain_label(_(group), "strong")
            sides[0 if placed < total / 2 else 1].addLayout(_group(heading, members))
            placed += len(members)
        for side in sides:
            side.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 12, 16)
        column.setSpacing(12)
        column.addLayout(head)
        self._sheet, self.area = sheet, scrolled(sheet)
        column.addWidget(self.area, 1)

    def open(self, where: str) -> None:
        """Show it at the keys of a place, as ``ActionSpec.where`` names it; close it if it is open.

        A place without keys of its own shows it from the top.
        """
        if self.isVisible():
            self.go_away()
            return
        self.pop_up(self.close_button)
        layout = self.layout()
        assert layout is not None, "made with it"
        layout.activate()
        groups = (spec.group for spec in ACTIONS if spec.where == where and spec.sequences())
        heading = self._headings.get(next(groups, ""))
        top = 0 if heading is None else heading.mapTo(self._sheet, heading.rect().topLeft()).y()
        self.area.verticalScrollBar().setValue(top)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll; there is nothing else to do with the keys of a reader."""
        scroll = _SCROLLS.get(Qt.Key(event.key()))
        if scroll is None:
            super().keyPressEvent(event)
        else:
            self.area.verticalScrollBar().triggerAction(scroll)

    def focusNextPrevChild(self, _next: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Keep the keyboard in the sheet, at its only button."""
        return True


def _group(heading: QLabel, specs: list[ActionSpec]) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    grid.addWidget(heading, 0, 0, 1, 2)
    for row, spec in enumerate(specs, start=1):
        grid.addWidget(plain_label(_(spec.text)), row, 0)
        cap = plain_label(key_text(spec), "keycap")
        grid.addWidget(cap, row, 1, Qt.AlignmentFlag.AlignTrailing)
    return grid
