"""Which kinds of wording hints are given: a switch for each, and one for all of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from postmortem_desktop.i18n import _
from postmortem_desktop.phrasing.kinds import KINDS, kind_reason, kind_title
from postmortem_desktop.settings import Settings
from postmortem_desktop.ui.widgets.buttons import glyph_button
from postmortem_desktop.ui.widgets.frames import hairline
from postmortem_desktop.ui.widgets.labels import escaped_tool_tip, plain_label
from postmortem_desktop.ui.widgets.popup import Popup
from postmortem_desktop.ui.widgets.toggle import ToggleSwitch

_ROWS = (len(KINDS) + 1) // 2


class KindsPanel(Popup):
    """Each switch counts at once; Escape or a click elsewhere closes it."""

    def __init__(
        self,
        parent: QWidget,
        settings: Callable[[], Settings],
        change: Callable[..., object],
    ) -> None:
        """Make it, hidden.

        Args:
            parent: it floats over.
            settings: returns the preferences as they are now.
            change: takes other values of preferences by their names.
        """
        super().__init__(parent, width=600, height=384)
        self.setAccessibleName(_("Wording hints"))
        self._settings, self._change = settings, change
        self.all = ToggleSwitch(_("Show wording hints"))
        self.all.clicked.connect(self._switch_all)
        self.kinds = {key: ToggleSwitch(kind_title(key)) for key in KINDS}
        for key, switch in self.kinds.items():
            switch.setToolTip(escaped_tool_tip(kind_reason(key)))
            switch.setAccessibleDescription(kind_reason(key))
            switch.clicked.connect(self._switch_kinds)
        self._lay_out()

    def open(self) -> None:
        """Show the switches as they stand."""
        self.refresh()
        self.pop_up(self.all)

    def refresh(self) -> None:
        """Show the preferences as they are now."""
        settings = self._settings()
        self.all.setChecked(settings.phrasing_hints)
        for key, switch in self.kinds.items():
            switch.setChecked(key not in settings.silent_kinds)
            switch.setEnabled(settings.phrasing_hints)

    def _lay_out(self) -> None:
        close = glyph_button("close", _("Close"))
        close.clicked.connect(self.go_away)
        head = QHBoxLayout()
        head.addWidget(plain_label(_("Wording hints"), "title"), 1)
        head.addWidget(close)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        for number, switch in enumerate(self.kinds.values()):
            grid.addWidget(switch, number % _ROWS, number // _ROWS)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 16, 20)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(
            plain_label(
                _("Hints change nothing that is written, and stay on this desk."), "secondary"
            )
        )
        column.addWidget(self.all)
        column.addWidget(hairline())
        column.addLayout(grid)
        column.addStretch(1)

    def _switch_all(self) -> None:
        self._change(phrasing_hints=self.all.isChecked())
        self.refresh()

    def _switch_kinds(self) -> None:
        known = set(self.kinds)
        others = [key for key in self._settings().silent_kinds if key not in known]
        off = [key for key, switch in self.kinds.items() if not switch.isChecked()]
        self._change(silent_kinds=(*others, *off))
