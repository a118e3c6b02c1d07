"""The table of sessions: Enter or a double click opens, the dots at the end offer the rest."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from postmortem_desktop.i18n import _
from postmortem_desktop.ui.library.delegate import ROW_PX, SessionDelegate
from postmortem_desktop.ui.library.model import COLUMNS, Column, SessionModel
from postmortem_desktop.ui.theme import ThemeSource

_WIDTHS = {
    Column.SEVERITY: 96,
    Column.DATE: 150,
    Column.STATUS: 120,
    Column.SERVICES: 200,
    Column.DURATION: 110,
    Column.ACTIONS: 150,
    Column.MORE: 52,
}
_DISPENSABLE = ((1180, Column.SERVICES), (960, Column.DURATION))
"""Columns that go when the table is narrower than this many pixels."""


class SessionTable(QTableView):
    """Whole rows are chosen; columns give way where there is no room."""

    opened = Signal(str)
    """The id of the session to open."""
    menu_wanted = Signal(QPoint)
    """What else can be done with the chosen session shall be offered here, in global pixels."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Sessions"))
        self.shown = SessionModel(self)
        self.setModel(self.shown)
        self.setItemDelegate(SessionDelegate(source, self))
        source.changed.connect(self._repaint)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place, column in enumerate(COLUMNS[1:], start=1):
            header.resizeSection(place, _WIDTHS[column])
        header.setSortIndicator(COLUMNS.index(Column.DATE), Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer_menu)
        self.doubleClicked.connect(self._open)
        self.clicked.connect(self._click)

    @property
    def current_id(self) -> str:
        """The id of the chosen session; empty when there is none."""
        index = self.currentIndex()
        return self.shown.summary(index.row()).id if index.isValid() else ""

    def choose(self, session_id: str) -> None:
        """Choose a session if it is shown, else the first one."""
        for row in range(self.shown.rowCount()):
            if self.shown.summary(row).id == session_id:
                self.selectRow(row)
                return
        if self.shown.rowCount():
            self.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the columns that there is room for."""
        super().resizeEvent(event)
        for least, column in _DISPENSABLE:
            self.setColumnHidden(COLUMNS.index(column), self.width() < least)

    def _repaint(self) -> None:
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.shown.summary(index.row()).id)

    def _click(self, index: QModelIndex) -> None:
        if COLUMNS[index.column()] is Column.MORE:
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def _offer_menu(self, place: QPoint) -> None:
        if self.indexAt(place).isValid():
            self.menu_wanted.emit(self.viewport().mapToGlobal(place))
