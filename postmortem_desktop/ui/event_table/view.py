"""The table of events itself: walking, typing and marking by key, rows chosen as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from postmortem_desktop.i18n import _
from postmortem_desktop.ui.event_table.columns import CHOICES, COLUMNS, MARKS, TEXTS, Column
from postmortem_desktop.ui.event_table.delegate import EventDelegate
from postmortem_desktop.ui.event_table.model import EventRows
from postmortem_desktop.ui.event_table.widths import ColumnWidths
from postmortem_desktop.ui.event_table.writing import locked_sentence
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex

_ROW_PX = 32
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_NO_HINT = QAbstractItemDelegate.EndEditHint.NoHint
_SELECT_ROWS = QItemSelectionModel.SelectionFlag.Rows
_Modifier = Qt.KeyboardModifier


class EventView(QTableView):
    """Tab goes from cell to cell, Ctrl+Tab out of the table; a letter begins to write."""

    copy_pressed, paste_pressed, delete_pressed = Signal(), Signal(), Signal()
    shift_pressed = Signal()
    event_activated = Signal(str)
    """An event was reached, by key or by pointer."""
    ids_selected = Signal(list)
    """The ids of the selected rows, from top to bottom."""
    remarked = Signal(str)
    """A sentence on what was tried."""

    def __init__(
        self, rows: EventRows, workspace: Workspace, theme: ThemeSource, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.rows = rows
        self._chosen: list[str] = []
        self._current_id = ""
        self.setAccessibleName(_("Events"))
        self.setAccessibleDescription(
            _(
                "F2 edits a cell, Space switches a mark, Esc goes back to the timeline, "
                "Ctrl+T takes the table away."
            )
        )
        self.setModel(rows)
        self._delegate = EventDelegate(rows, theme, self)
        self._delegate.left.connect(self._leave_editor)
        self.setItemDelegate(self._delegate)
        rows.together = self.selected_ids
        self._dress()
        self._widths = ColumnWidths(self, workspace)
        theme.changed.connect(self.viewport().update)
        workspace.flush_requested.connect(self.take_over)
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        self.selectionModel().currentRowChanged.connect(self._tell_current)

    # What the table asks

    def selected_ids(self) -> list[str]:
        """Return the ids of the selected rows, from top to bottom."""
        selection = self.selectionModel().selection()
        ranges = (selection.at(place) for place in range(selection.count()))
        spans = sorted((part.top(), part.bottom()) for part in ranges)
        chosen: dict[str, None] = {}
        for top, bottom in spans:
            chosen.update(dict.fromkeys(self.rows.ids[top : bottom + 1]))
        return list(chosen)

    @property
    def current_id(self) -> str:
        """The id of the event in hand; empty when there is none."""
        index = self.currentIndex()
        return self.rows.ids[index.row()] if index.isValid() else ""

    def select(self, event_ids: Iterable[str]) -> None:
        """Select these rows and no others, without telling; the last one is in hand."""
        wanted = list(event_ids)
        places = sorted(row for event_id in wanted if (row := self.rows.row_of(event_id)) >= 0)
        selection, last = QItemSelection(), len(COLUMNS) - 1
        for first, final in _runs(places):
            selection.select(self.rows.index(first, 0), self.rows.index(final, last))
        self._chosen = [self.rows.ids[row] for row in places]
        in_hand = self.rows.row_of(wanted[-1]) if wanted else -1
        if in_hand >= 0:
            self._current_id = wanted[-1]
            column = max(self.currentIndex().column(), 0)
            index = self.rows.index(in_hand, column)
            self.selectionModel().setCurrentIndex(index, _flag("NoUpdate"))
            self.scrollTo(index)
        self.selectionModel().select(selection, _flag("ClearAndSelect"))

    def go_to(self, event_id: str, column: Column = Column.TITLE) -> None:
        """Take the row of an event in hand, if it is shown."""
        row = self.rows.row_of(event_id)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row, COLUMNS.index(column)))

    def take_over(self) -> None:
        """Commit what is being typed."""
        editor = self._editor()
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, _NO_HINT)

    # Keys

    def event(self, event: QEvent) -> bool:
        """Claim the keys of the table; a letter would be an action of the window otherwise."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_own(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for."""
        index, key = self.currentIndex(), event.key()
        if self.state() is self.State.EditingState or not self._handle(event, index):
            if key in _STEPS and event.modifiers() & _Modifier.ControlModifier:
                self._go_outside(forward=key == Qt.Key.Key_Tab)
            elif key in _STEPS and not self._beside(index, _STEPS[Qt.Key(key)]).isValid():
                event.ignore()
            else:
                super().keyPressEvent(event)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Keep several rows selected while the cell in hand moves within one of them."""
        same_row = index.isValid() and index.row() == self.currentIndex().row()
        plain = isinstance(event, QKeyEvent) and event.key() in (
            *_STEPS,
            Qt.Key.Key_Left,
            Qt.Key.Key_Right,
        )
        if plain and same_row and self.selectionModel().isRowSelected(index.row(), QModelIndex()):
            return _flag("NoUpdate")
        return super().selectionCommand(index, event)

    def keyboardSearch(self, search: str) -> None:
        """Look for a number only; in other cells what is typed is for the cell in hand."""
        if COLUMNS[self.currentIndex().column()] is Column.NUMBER:
            super().keyboardSearch(search)

    def edit(self, index: Index, trigger: QAbstractItemView.EditTrigger, event: QEvent) -> bool:  # type: ignore[override]
        """Begin to edit a cell, or say why it stays as it is."""
        begins = trigger & self.editTriggers() and index.isValid()
        column = COLUMNS[index.column()] if begins else Column.NUMBER
        is_space = isinstance(event, QKeyEvent) and event.text() == " "
        if begins and column in CHOICES and is_space:
            trigger = QAbstractItemView.EditTrigger.EditKeyPressed
        if begins and column in TEXTS | CHOICES:
            sentence = locked_sentence(self.rows.event_at(index.row()), column)
            if sentence:
                self.remarked.emit(sentence)
                return False
        return super().edit(index, trigger, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the titles the room that the other columns leave."""
        super().resizeEvent(event)
        self._widths.fit()

    # Inside

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setAccessibleName(_("Columns; a click sorts by one"))
        header.setHighlightSections(False)
        # With ours it would ask for every row of a selection at each paint.
        header.setSelectionModel(QItemSelectionModel(self.rows, header))
        header.setMinimumSectionSize(44)
        header.setSortIndicator(COLUMNS.index(Column.TIME), Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def _is_own(self, event: QKeyEvent) -> bool:
        standard = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Paste)
        if any(event.matches(key) for key in standard):
            return True
        if event.key() == Qt.Key.Key_Delete:
            return True
        is_typed = bool(event.text().strip()) and event.text().isprintable()
        return is_typed and not event.modifiers() & ~_Modifier.ShiftModifier

    def _handle(self, event: QKeyEvent, index: Index) -> bool:
        """Do what a key of the table's own stands for; return whether it was one."""
        key, modifiers = event.key(), event.modifiers()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_pressed.emit()
        elif key == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif key == Qt.Key.Key_M and modifiers == _Modifier.ControlModifier:
            self.shift_pressed.emit()
        elif not index.isValid():
            return False
        elif key in _ENTER and not modifiers & ~_Modifier.KeypadModifier:
            self._begin(index)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and modifiers == (
            _Modifier.AltModifier | _Modifier.ShiftModifier
        ):
            is_up = key == Qt.Key.Key_Up
            order = Qt.SortOrder.AscendingOrder if is_up else Qt.SortOrder.DescendingOrder
            self.sortByColumn(index.column(), order)
        else:
            return key == Qt.Key.Key_Escape and self.rows.drop_draft(index)
        return True

    def _go_outside(self, *, forward: bool) -> None:
        """Leave the table for what is after or before it."""
        self.setTabKeyNavigation(False)
        self.focusNextPrevChild(forward)
        self.setTabKeyNavigation(True)

    def _begin(self, index: Index) -> None:
        """Edit a cell; a mark is switched instead."""
        if COLUMNS[index.column()] in MARKS:
            checked = index.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
            self.rows.setData(index, not checked, Qt.ItemDataRole.CheckStateRole)
        else:
            self.edit(
                index, QAbstractItemView.EditTrigger.EditKeyPressed, QEvent(QEvent.Type.None_)
            )

    def _leave_editor(self, editor: QWidget, key: int) -> None:
        """Take a cell over and go on: Enter to the row that was below, Tab to the next cell."""
        index = self.currentIndex()
        if key == Qt.Key.Key_Escape:
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
            return
        event_id = self.current_id
        below = self.rows.ids[index.row() + 1 : index.row() + 2]
        self.commitData(editor)
        self.closeEditor(editor, _NO_HINT)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        here = self.currentIndex()
        if self.rows.draft_at(here) is not None or self.current_id != event_id:
            return
        if key in _ENTER:
            row = self.rows.row_of(below[0]) if below else -1
            target = self.rows.index(row, here.column()) if row >= 0 else QModelIndex()
        else:
            target = self._beside(here, _STEPS[Qt.Key(key)])
        # With several rows in hand the next thing is done with them, too.
        if target.isValid() and (key not in _ENTER or len(self.selected_ids()) < 2):
            keeps = target.row() == here.row()
            self.selectionModel().setCurrentIndex(
                target, _flag("NoUpdate" if keeps else "ClearAndSelect")
            )

    def _beside(self, index: Index, step: int) -> QModelIndex:
        """Return the cell after or before one, over the ends of rows; none at the very end."""
        row, column = index.row(), index.column()
        while 0 <= row < len(self.rows.ids):
            column += step
            if not 0 <= column < len(COLUMNS):
                row, column = row + step, -1 if step > 0 else len(COLUMNS)
            elif not self.isColumnHidden(column):
                return self.rows.index(row, column)
        return QModelIndex()

    def _editor(self) -> QWidget | None:
        index = self.currentIndex()
        return self.indexWidget(index) if index.isValid() else None

    def _tell_selection(self) -> None:
        chosen = self.selected_ids()
        if chosen != self._chosen:
            self._chosen = chosen
            self.ids_selected.emit(chosen)

    def _tell_current(self) -> None:
        current = self.current_id
        if current != self._current_id:
            self._current_id = current
            if current:
                self.event_activated.emit(current)


def _flag(name: str) -> QItemSelectionModel.SelectionFlag:
    return QItemSelectionModel.SelectionFlag[name] | _SELECT_ROWS


def _runs(places: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Yield the first and last of each run of neighbouring numbers."""
    first = last = -2
    for place in places:
        if place != last + 1:
            if last >= 0:
                yield first, last
            first = place
        last = place
    if last >= 0:
        yield first, last
