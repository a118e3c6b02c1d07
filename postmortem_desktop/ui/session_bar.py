"""The bar at the head of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from postmortem_desktop.domain.kinds import Status
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.actions import STEPS
from postmortem_desktop.ui.library.model import STATUS_NAMES
from postmortem_desktop.ui.top_bars import bar_row
from postmortem_desktop.ui.widgets.buttons import Button, glyph_button
from postmortem_desktop.ui.widgets.chips import chip, set_tone, severity_tone
from postmortem_desktop.ui.widgets.labels import ElidedLabel
from postmortem_desktop.ui.widgets.segments import SegmentedControl

if TYPE_CHECKING:
    from postmortem_desktop.domain.records import Postmortem

_SEVERITY_FROM_PX = 1200
_STATUS_FROM_PX = 1540
_SEARCH_TEXT_FROM_PX = 1160


class SessionBar(QFrame):
    """The way back, what session this is, its steps, search and export."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back_button = Button(_("Library"), "plain", glyph="chevron-left", compact=True)
        self.title = ElidedLabel("", "title")
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.severity = chip("")
        self.status = chip("")
        self.steps = SegmentedControl([(key, _(name)) for key, name in STEPS], _("Step"))
        self.search_button = Button(_("Search"), key="Ctrl K")
        self.search_glyph = glyph_button("search", _("Search and commands (Ctrl+K)"))
        self.export_button = Button(_("Export PDF"), "primary")
        self.menu_button = glyph_button("menu", _("Menu"))
        left, right = QWidget(), QWidget()
        left_row, right_row = QHBoxLayout(left), QHBoxLayout(right)
        for side in (left_row, right_row):
            side.setContentsMargins(0, 0, 0, 0)
            side.setSpacing(8)
        left_row.addWidget(self.back_button)
        left_row.addWidget(self.title)
        left_row.addWidget(self.severity)
        left_row.addWidget(self.status)
        left_row.addStretch(1)
        right_row.addStretch(1)
        for widget in (
            self.search_button,
            self.search_glyph,
            self.export_button,
            self.menu_button,
        ):
            right_row.addWidget(widget)
        row = bar_row(self)
        row.addWidget(left, 1)
        row.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(right, 1)
        self._fit()

    def show_facts(self, postmortem: Postmortem) -> None:
        """Show title, severity and status."""
        self.title.setText(postmortem.title or _("Untitled session"))
        self.severity.setText(postmortem.severity)
        set_tone(self.severity, severity_tone(postmortem.severity))
        self.status.setText(_(STATUS_NAMES[postmortem.status]))
        set_tone(self.status, "accent" if postmortem.status is Status.IN_SESSION else "neutral")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let go of what a narrow window has no room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        has_severity = bool(self.severity.text())
        self.severity.setVisible(has_severity and self.width() >= _SEVERITY_FROM_PX)
        self.status.setVisible(bool(self.status.text()) and self.width() >= _STATUS_FROM_PX)
        has_text = self.width() >= _SEARCH_TEXT_FROM_PX
        self.search_button.setVisible(has_text)
        self.search_glyph.setVisible(not has_text)
        words = self.title.fontMetrics().horizontalAdvance(self.title.text()) + 4
        self.title.setMinimumWidth(min(words, 60))
