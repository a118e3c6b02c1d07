"""One line that becomes an event: stands below the canvas and stays for the next one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.domain.names import EVENT_KIND_NAMES
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.domain.times import clock_text, local, moment_text
from postmortem_desktop.editing.placing_edits import add_entry, first_lane_title, lane_for_entry
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.quick_entry import QuickEntry, read_entry
from postmortem_desktop.timeline.ticks import short_day_text
from postmortem_desktop.ui.widgets.labels import ElidedLabel
from postmortem_desktop.ui.workspace import Workspace

_WIDTH = 640


class QuickLine(QLineEdit):
    """The line itself; while it is empty, undo and redo are the window's."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the window while there is nothing typed."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if not self.text() and any(event.matches(key) for key in keys):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class QuickAdd(QFrame):
    """Enter adds the event and waits for the next line, Escape closes."""

    added = Signal(str)
    """The id of the event that was added."""
    closed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        lane_of_selection: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        """Make it, hidden.

        Args:
            workspace: takes the edits.
            lane_of_selection: returns the lane of the selected event; empty for none.
            parent: it stands below the canvas there.
        """
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._workspace = workspace
        self._lane_of_selection = lane_of_selection
        self._last_lane_id = ""
        self.line = QuickLine()
        self.line.setAccessibleName(_("New event in one line"))
        self.line.setPlaceholderText(_("14:32 Monitoring: what happened !alert"))
        self.line.textChanged.connect(self._preview)
        self.line.returnPressed.connect(self._add)
        self.line.left.connect(self.close_line)
        self.preview: QLabel = ElidedLabel("", "secondary")
        self.card = QFrame()
        self.card.setProperty("role", "popup")
        self.card.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self.preview)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 16)
        row.addStretch(1)
        row.addWidget(self.card, _WIDTH)
        row.addStretch(1)
        self.hide()

    def open_line(self) -> None:
        """Show it and type."""
        self._preview(self.line.text())
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def close_line(self) -> None:
        """Go; what was typed and not added is dropped."""
        self.line.clear()
        self.hide()
        self.closed.emit()

    def entry(self) -> QuickEntry | None:
        """Return the line as it is understood; None while it does not begin with a time."""
        dossier = self._workspace.dossier
        return read_entry(
            self.line.text(),
            day=dossier.day(self._workspace.clock()),
            zone=self._workspace.zone,
            lanes=dossier.lanes(),
        )

    def _add(self) -> None:
        entry = self.entry()
        if entry is None or not entry.title:
            self._preview(self.line.text())
            return
        space = self._workspace
        lane = self._lane_for(entry)
        edit = add_entry(space.dossier, space.ids, entry, lane.id if lane else "")
        if space.perform(edit):
            made = space.dossier.get(TimelineEvent, edit.changes[-1].record_id)
            self._last_lane_id = made.lane_id
            self.line.clear()
            self.preview.setText(
                _("Added “{title}”. Type the next one, or Esc.").format(title=entry.title)
            )
            self.added.emit(edit.changes[-1].record_id)

    def _preview(self, _text: str) -> None:
        entry = self.entry()
        if entry is None:
            self.preview.setText(
                _(
                    "Begin with a time: 14:32, 14:19–14:31 or ~14:10. “Monitoring: …” names the "
                    "lane, !alert the kind."
                )
            )
        else:
            self.preview.setText(self._in_words(entry))

    def _lane_for(self, entry: QuickEntry) -> Lane | None:
        return lane_for_entry(
            self._workspace.dossier,
            entry,
            selected=self._lane_of_selection(),
            last=self._last_lane_id,
        )

    def _in_words(self, entry: QuickEntry) -> str:
        zone = self._workspace.zone
        day = local(entry.starts_at, zone).date()
        time = clock_text(entry.starts_at, zone)
        if entry.precision is Precision.APPROXIMATE:
            time = f"≈ {time}"
        if entry.ends_at is not None:
            time = f"{time} – {moment_text(entry.ends_at, zone, day)}"
        lane = self._lane_for(entry)
        parts = (
            f"{short_day_text(day)} {day.year}  {time}",
            _("{lane} (a new lane)").format(lane=first_lane_title())
            if lane is None
            else lane.title,
            _(EVENT_KIND_NAMES[entry.kind]),
            entry.title or _("and now what happened"),
        )
        return "  ·  ".join(parts)
