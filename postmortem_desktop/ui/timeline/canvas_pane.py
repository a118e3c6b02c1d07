"""The middle of the step: toolbar, canvas, what stands around it and what floats over it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QVBoxLayout, QWidget

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.event_table.event_table import EventTable
from postmortem_desktop.ui.evidence.import_pane import ImportPane
from postmortem_desktop.ui.evidence.importer import Importer
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.timeline.filter_chip import FilterPopup
from postmortem_desktop.ui.timeline.filtering import Filtering
from postmortem_desktop.ui.timeline.floating_note import FloatingNote
from postmortem_desktop.ui.timeline.lane_popup import LanePopup
from postmortem_desktop.ui.timeline.overview import OverviewStrip
from postmortem_desktop.ui.timeline.quick_add import QuickAdd
from postmortem_desktop.ui.timeline.search_line import SearchLine
from postmortem_desktop.ui.timeline.toolbar import TimelineToolbar
from postmortem_desktop.ui.timeline.tray import UndatedTray
from postmortem_desktop.ui.timeline.view_history import ViewHistory
from postmortem_desktop.ui.widgets.frames import hairline
from postmortem_desktop.ui.widgets.late_splitter import LateSplitter
from postmortem_desktop.ui.workspace import Workspace

_MARGIN = 16
_GAP = 8
_IMPORT_WIDTH = 980
_IMPORT_HEIGHT = 560
_TABLE_SHARE = 0.5
"""Of the height, when the table is first shown."""
_LARGEST_SHARE = 0.55
"""The same in a low window, where it is to have a few rows too."""
_TABLE_HEIGHT = 320
_RISE = 64
"""By how much a key makes it higher: two rows."""
_LOW = 640
"""A pane of less height has no room for the table and what stands below the canvas at once."""
_LOWEST = 480
"""The same of the line in which an event is typed."""
_READINGS_SHARE = 0.3
"""Of the height, at most, for the ways in which a line can be read; more of them scroll."""
_LEAST_LANES = 48
"""Of the lanes so much is always in sight: one row of events."""


class CanvasPane(QWidget):
    """Keeps what stands around the canvas in step with it, and what floats over it in its place."""

    events_selected = Signal(list)
    """The ids of the events selected in the table, undated ones among them."""
    event_activated = Signal(str)
    """An event was reached in the table."""
    imported = Signal(int, bool)
    import_closed = Signal()
    """Those of the import pane."""

    def __init__(
        self,
        workspace: Workspace,
        theme: ThemeSource,
        importer: Importer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.table: EventTable | None = None
        self._is_from_table = False
        self._workspace = workspace
        self._theme = theme
        self._importer = importer
        self._import_pane: ImportPane | None = None
        self.filtering = Filtering(workspace, self)
        self.toolbar = TimelineToolbar(workspace, self.filtering)
        self.canvas = TimelineCanvas(workspace, theme.theme)
        self.history = ViewHistory(self.canvas)
        self.tray = self.canvas.shelf = UndatedTray(workspace, theme, self)
        self.overview = OverviewStrip(self.canvas, theme)
        # Below the canvas and not over it: what was just added is never hidden.
        self.quick_add = QuickAdd(workspace, self.selected_event)
        self.splitter = LateSplitter(self.canvas)
        self.splitter.setObjectName("timelineTable")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._below = _stacked(self.tray, self.overview)
        for widget in (self.toolbar, hairline(), self.splitter, self._below):
            column.addWidget(widget, int(widget is self.splitter))
        column.addWidget(self.quick_add)
        self.search = SearchLine(workspace, self)
        self.filter_card = FilterPopup(
            workspace, self.filtering, theme, self.toolbar.filter_chip, self
        )
        self.lanes = LanePopup(self.canvas, self)
        self.note = FloatingNote(self)
        for floating in (self.quick_add.card, self.search):
            self._give_shadow(floating)
        self._connect()
        self._follow_view()

    def _connect(self) -> None:
        self._theme.changed.connect(self._dress)
        self.canvas.view_changed.connect(self._follow_view)
        self.toolbar.snap_chosen.connect(self._tell_snap)
        self.toolbar.filter_chip.clicked.connect(self.filter_card.open)
        self.filtering.hidden_changed.connect(self._hide)
        self.search.matches_changed.connect(self.canvas.set_matches)
        self.canvas.linking.noted.connect(self._say)
        self.quick_add.line.rows_pasted.connect(self._offer_rows)

    @property
    def import_pane(self) -> ImportPane:
        """The pane that shows what files hold, made when it is first asked for."""
        if self._import_pane is None:
            pane = self._import_pane = ImportPane(self._workspace, self._importer, self)
            self._give_shadow(pane)
            pane.imported.connect(self.imported)
            pane.closed.connect(self.import_closed)
            self._place()
        return self._import_pane

    def selected_event(self) -> TimelineEvent | None:
        """Return the event selected last, if there is one."""
        dossier = self._workspace.dossier
        events = (dossier.find(TimelineEvent, e) for e in reversed(self.canvas.selection))
        return next((event for event in events if event is not None), None)

    def lane_of_selection(self) -> str:
        """Return the lane of the event selected last; empty for none."""
        event = self.selected_event()
        return "" if event is None else event.lane_id

    @property
    def is_table_shown(self) -> bool:
        """Whether the events stand below the canvas as a table too."""
        return self.table is not None and self.table.isVisibleTo(self)

    def table_handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the pane does with the table for the window's actions."""
        return {
            "table": self.toggle_table,
            "higher_table": partial(self._change_table, _RISE),
            "lower_table": partial(self._change_table, -_RISE),
        }

    def _change_table(self, rise: int) -> None:
        if self.is_table_shown:
            self.splitter.move_by(rise)
        else:
            self.toggle_table()

    def toggle_table(self) -> None:
        """Show the table of events below the canvas, or only the canvas again."""
        if self.table is None:
            self.table = self._made_table()
        show = not self.is_table_shown
        self.table.setVisible(show)
        self._make_room()
        target = self.table if show else self.canvas
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def paste_rows(self) -> bool:
        """Let the table read text that is on the clipboard; return whether there is any.

        What may be a picture, or a file with one, is none of its.
        """
        mime = QGuiApplication.clipboard().mimeData()
        if mime is None or mime.hasImage() or mime.hasUrls() or not mime.text().strip():
            return False
        self._offer_rows()
        return True

    def _offer_rows(self) -> None:
        if not self.quick_add.line.text():
            self.quick_add.close_line()
        if not self.is_table_shown:
            self.toggle_table()
        if self.table is not None:
            self.table.paste()

    def _made_table(self) -> EventTable:
        table = EventTable(self._workspace, self._theme)
        table.hide()
        table.set_hidden(self.filtering.hidden)
        table.set_selection(self.canvas.selection)
        table.selection_changed.connect(self._select_from_table)
        table.event_activated.connect(self.event_activated)
        table.left.connect(self.canvas.setFocus)
        self.canvas.selection_changed.connect(self._select_in_table)
        height = self.splitter.height()
        wanted = max(height * _TABLE_SHARE, min(height * _LARGEST_SHARE, _TABLE_HEIGHT))
        self.splitter.take_lower(table, round(wanted))
        return table

    def _select_from_table(self, event_ids: list[str]) -> None:
        """Select on the canvas what was selected in the table, and leave the table as it is."""
        self._is_from_table = True
        self.canvas.set_selection(event_ids)
        self._is_from_table = False
        self.events_selected.emit(event_ids)

    def _select_in_table(self, event_ids: list[str]) -> None:
        if self.table is not None and not self._is_from_table:
            self.table.set_selection(event_ids)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what floats over the canvas."""
        super().resizeEvent(event)
        self.quick_add.choices.setMaximumHeight(round(self.height() * _READINGS_SHARE))
        self._make_room()
        self._place()

    def _make_room(self) -> None:
        """Leave the tray and the overview out where lanes, table or line need their place."""
        is_typing = not self.quick_add.isHidden()
        needed = max(_LOW * self.is_table_shown, _LOWEST * is_typing)
        self._below.setHidden(self.height() < needed)

    def event(self, event: QEvent) -> bool:
        """Follow what floats when it needs another height."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._make_room()
            self._place()
        return super().event(event)

    def _place(self) -> None:
        if self._import_pane is not None:
            self._place_import(self._import_pane)
        room, height = self._foot(), self.search.sizeHint().height()
        width = min(self.search.maximumWidth(), room.width() - 2 * _GAP)
        left = room.right() - width - _GAP
        self.search.setGeometry(left, room.center().y() - height // 2, width, height)
        self._place_note()

    def _say(self, sentence: str) -> None:
        self.note.say(sentence)
        self._place_note()

    def _place_note(self) -> None:
        self.note.stand_in(self._foot())

    def _foot(self) -> QRect:
        """Return where something can float without covering words: over the whole incident."""
        size = self.overview.size()
        if self._below.isHidden():
            corner = self.canvas.mapTo(self, QPoint(0, self.canvas.height() - size.height()))
        else:
            corner = self.overview.mapTo(self, QPoint())
        return QRect(corner, size).adjusted(int(self.canvas.view.plot.left()), 0, 0, 0)

    def _place_import(self, pane: ImportPane) -> None:
        top = self.splitter.y() + 4
        width = min(_IMPORT_WIDTH, self.width() - 2 * _MARGIN)
        wanted = pane.sizeHint().height() if pane.is_short else _IMPORT_HEIGHT
        height = min(wanted, self.height() - top - _MARGIN)
        pane.setGeometry((self.width() - width) // 2, top, width, height)

    def _follow_view(self) -> None:
        self._tell_snap()
        self.canvas.setMinimumHeight(round(self.canvas.view.plot.top()) + _LEAST_LANES)
        self.tray.set_column(self.canvas.view.plot.left())

    def _hide(self, event_ids: frozenset[str]) -> None:
        for shown in (self.canvas, self.overview, self.tray, self.search, self.table):
            if shown is not None:
                shown.set_hidden(event_ids)

    def _give_shadow(self, floating: QWidget) -> None:
        shadow = QGraphicsDropShadowEffect(floating)
        shadow.setBlurRadius(32)
        shadow.setOffset(0, 8)
        shadow.setColor(self._theme.theme.shadow)
        floating.setGraphicsEffect(shadow)

    def _tell_snap(self) -> None:
        self.toolbar.show_snap(self.canvas.snap_step, snaps=self.canvas.held.snaps)

    def toggle_snapping(self) -> None:
        """Let drags snap or not, also the one that is under way."""
        held = self.canvas.held
        held.toggle_snapping()
        self._tell_snap()
        told = _("Drags land where they are put; N lets them snap again.")
        self.canvas.noticed.emit(_("Drags snap again.") if held.snaps else told)

    def _dress(self) -> None:
        self.canvas.display.set_theme(self._theme.theme)


def _stacked(*widgets: QWidget) -> QWidget:
    """Return a part of the pane with some widgets below each other."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return part
