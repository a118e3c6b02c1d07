"""The shelf below the canvas with the events whose time is not known, in their own order."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.tray_list import TrayList
from postmortem_desktop.ui.widgets.frames import hairline
from postmortem_desktop.ui.widgets.labels import ElidedLabel
from postmortem_desktop.ui.workspace import Workspace

_HEIGHT = 56
_INDENT = 16


class UndatedTray(QFrame):
    """Is there while there is an undated event in sight."""

    chosen = Signal(str)
    """The id of the event whose card the keyboard or a click is at."""
    left = Signal()
    """Escape: the keyboard goes back to the canvas."""

    def __init__(
        self, workspace: Workspace, theme: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._workspace = workspace
        self._hidden: frozenset[str] = frozenset()
        self._shown: tuple[TimelineEvent, ...] = ()
        self.label = ElidedLabel(_("No time yet"), "secondary")
        self.label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.list = TrayList(workspace, theme)
        self.list.currentRowChanged.connect(self._tell)
        self.list.left.connect(self.left)
        row = QHBoxLayout()
        row.setContentsMargins(_INDENT, 0, 4, 0)
        row.setSpacing(0)
        row.addWidget(self.label)
        row.addWidget(self.list, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addLayout(row, 1)
        self.setFixedHeight(_HEIGHT)
        self.set_column(120.0)
        workspace.changed.connect(self._follow)
        self._refresh()

    def set_column(self, width: float) -> None:
        """Let the cards begin where the lanes do."""
        room = int(width) - _INDENT
        if self.label.width() != room:
            self.label.setFixedWidth(room)

    def set_hidden(self, event_ids: frozenset[str]) -> None:
        """Leave these events out."""
        self._hidden = event_ids
        self._refresh()

    def choose(self, event_id: str) -> None:
        """Put the keyboard's place at a card, without telling of it."""
        ids = [event.id for event in self._shown]
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.list.setCurrentRow(ids.index(event_id) if event_id in ids else -1)
        self.list.blockSignals(False)  # noqa: FBT003

    def open(self) -> None:
        """Take the keyboard."""
        if self._shown:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, edit: Edit) -> None:
        records = (record for change in edit.changes for record in (change.before, change.after))
        if any(isinstance(record, TimelineEvent) and not record.starts_at for record in records):
            self._refresh()

    def _refresh(self) -> None:
        events = (e for e in self._workspace.dossier.all(TimelineEvent) if e.starts_at is None)
        shown = tuple(
            sorted(
                (event for event in events if event.id not in self._hidden),
                key=lambda event: (event.order, event.number),
            )
        )
        if shown != self._shown:
            self._shown = shown
            self.list.show_events(shown)
        if not shown and self.list.hasFocus():
            self.left.emit()
        self.setVisible(bool(shown))

    def _tell(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            self.chosen.emit(self._shown[row].id)
