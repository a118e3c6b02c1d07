"""What can be done with all selected rows at once, each as one step."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from postmortem_desktop.domain.kinds import Basis, EventKind
from postmortem_desktop.domain.names import EVENT_KIND_NAMES
from postmortem_desktop.domain.records import Lane
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.ui.event_table.cell_editors import PlainLine
from postmortem_desktop.ui.event_table.columns import Column
from postmortem_desktop.ui.timeline.wording import BASIS_NAMES
from postmortem_desktop.ui.widgets.buttons import glyph_button
from postmortem_desktop.ui.widgets.choice import Choice
from postmortem_desktop.ui.widgets.flow import FlowLayout
from postmortem_desktop.ui.widgets.labels import plain_label


class SelectionBar(QFrame):
    """Lane, kind, basis, marks, a shift and deleting; the choices stand empty until one is made."""

    chosen = Signal(object, object)
    """A ``Column`` and the value that all selected rows get in it."""
    shift_entered = Signal(str)
    """The amount of time as typed."""
    delete_pressed = Signal()
    left = Signal()
    """Escape was pressed: back to the rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAccessibleName(_("Selected rows"))
        self.count = plain_label("", "strong")
        self.lane = Choice(_("Lane of all selected rows"))
        self.kind = Choice(_("Kind of all selected rows"))
        self.basis = Choice(_("From what all selected rows are known"))
        self.star = glyph_button("star", _("Star or unstar all selected rows"))
        self.lock = glyph_button("lock", _("Lock or unlock all selected rows"))
        self.shift = PlainLine(_("Shift all selected rows by"))
        self.shift.setPlaceholderText(_("Shift by +90s"))
        self.shift.setToolTip(_("Shift by an amount of time, such as +90s or -2m (Ctrl+M)"))
        self.shift.setFixedWidth(124)
        self.delete = glyph_button("trash", _("Delete all selected rows"))
        self.kind.set_options((kind.value, _(name)) for kind, name in EVENT_KIND_NAMES.items())
        self.basis.set_options((basis.value, _(name)) for basis, name in BASIS_NAMES.items())
        for choice, hint, width in (
            (self.lane, _("Lane"), 132),
            (self.kind, _("Kind"), 132),
            (self.basis, _("Known from"), 156),
        ):
            choice.setPlaceholderText(hint)
            choice.setFixedWidth(width)
            choice.choose(None)
        self._connect()
        row = FlowLayout(self, spacing=8)
        row.addWidget(self.count)
        for part in (self.lane, self.kind, self.basis, self.shift):
            row.addWidget(part)
        for part in (self.star, self.lock, self.delete):
            row.addWidget(part)

    def show_for(self, count: int, lanes: list[Lane]) -> None:
        """Say how many rows are selected, and offer the lanes as they are now."""
        counted = ngettext("{count} row selected", "{count} rows selected", count)
        self.count.setText(counted.format(count=count))
        self.lane.set_options((lane.id, lane.title) for lane in lanes)
        self.lane.choose(None)

    @property
    def is_in_use(self) -> bool:
        """Whether the keyboard is in it."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def ask_shift(self) -> None:
        """Type by how much the selected rows shall be shifted."""
        self.shift.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shift.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the rows on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.shift.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.lane.chosen.connect(partial(self._tell, self.lane, Column.LANE))
        self.kind.chosen.connect(partial(self._tell, self.kind, Column.KIND))
        self.basis.chosen.connect(partial(self._tell, self.basis, Column.BASIS))
        self.star.clicked.connect(self._mark_star)
        self.lock.clicked.connect(self._mark_lock)
        self.shift.returnPressed.connect(self._tell_shift)
        self.delete.clicked.connect(self.delete_pressed)

    def _tell(self, choice: Choice, column: Column, key: str) -> None:
        choice.choose(None)
        values = {Column.KIND: EventKind, Column.BASIS: Basis}
        self.chosen.emit(column, values[column](key) if column in values else key)

    def _mark_star(self) -> None:
        self.chosen.emit(Column.STAR, None)

    def _mark_lock(self) -> None:
        self.chosen.emit(Column.LOCK, None)

    def _tell_shift(self) -> None:
        self.shift_entered.emit(self.shift.text())
