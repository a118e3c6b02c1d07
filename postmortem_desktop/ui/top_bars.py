"""The bar at the head of the library, and what the bar of a session has in common with it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from postmortem_desktop.i18n import _
from postmortem_desktop.ui.widgets.buttons import Button, glyph_button
from postmortem_desktop.ui.widgets.labels import plain_label

HEIGHT_PX = 52


def bar_row(parent: QWidget) -> QHBoxLayout:
    """Make a widget a bar at the head of the window; return the layout for its parts."""
    parent.setProperty("role", "topbar")
    parent.setFixedHeight(HEIGHT_PX)
    row = QHBoxLayout(parent)
    row.setContentsMargins(12, 0, 16, 0)
    row.setSpacing(12)
    return row


class LibraryBar(QFrame):
    """Name of the page, search, import, new session."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search sessions by title, reference or service"))
        self.search.setAccessibleName(_("Search sessions"))
        # The cross is drawn when there is something to clear: its picture comes from the style.
        self.search.textChanged.connect(self._offer_to_clear)
        self.search.setMaximumWidth(520)
        self.palette_button = Button(_("Commands"), key="Ctrl K")
        self.import_button = Button(_("Import…"))
        self.new_button = Button(_("New session"), "primary")
        self.menu_button = glyph_button("menu", _("Menu"))
        row = bar_row(self)
        left, right = QWidget(), QWidget()
        left_row, right_row = QHBoxLayout(left), QHBoxLayout(right)
        for side in (left_row, right_row):
            side.setContentsMargins(0, 0, 0, 0)
            side.setSpacing(12)
        left_row.addSpacing(4)
        left_row.addWidget(plain_label(_("Library"), "title"))
        left_row.addStretch(1)
        right_row.addStretch(1)
        for button in (
            self.palette_button,
            self.import_button,
            self.new_button,
            self.menu_button,
        ):
            right_row.addWidget(button)
        row.addWidget(left, 1)
        row.addWidget(self.search, 2)
        row.addWidget(right, 1)

    def _offer_to_clear(self) -> None:
        self.search.setClearButtonEnabled(True)
