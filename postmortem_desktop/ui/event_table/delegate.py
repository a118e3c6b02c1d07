"""How the cells of the event table are drawn, and what they are edited with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QIcon, QKeyEvent, QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from postmortem_desktop.domain.kinds import Basis, EventKind
from postmortem_desktop.domain.names import EVENT_KIND_NAMES
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.event_table.cell_editors import ChoiceList, PlainLine
from postmortem_desktop.ui.event_table.columns import (
    CHOICES,
    COLUMNS,
    HEADINGS,
    MARKS,
    NOTHING,
    Column,
    event_name,
)
from postmortem_desktop.ui.event_table.model import EventRows
from postmortem_desktop.ui.fonts import base_font, tabular
from postmortem_desktop.ui.icons import icon, pixmap
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.wording import BASIS_NAMES
from postmortem_desktop.ui.widgets.labels import escaped_tool_tip
from postmortem_desktop.ui.widgets.line_hints import LineHints

Index = QModelIndex | QPersistentModelIndex

_MARK_PX = 16
_WRITING_PX = 420
_RADIUS = 4.0
_GLYPHS = {Column.STAR: "star", Column.LOCK: "lock"}
_FAINT = frozenset({Column.NUMBER, Column.BASIS})
_LEAVING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


class EventDelegate(QStyledItemDelegate):
    """Kinds with colour, glyph and name; marks as glyphs; a frame around the cell in hand."""

    left = Signal(QWidget, int)
    """An editor whose text is to be taken over, and the key with which it was left."""

    def __init__(self, rows: EventRows, theme: ThemeSource, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._rows, self._theme, self._view = rows, theme, parent

    # Drawing

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Add what the model does not know: colours and glyphs."""
        super().initStyleOption(option, index)
        cell: Any = option
        event, column = self._rows.event_at(index.row()), COLUMNS[index.column()]
        theme = self._theme.theme
        if column is Column.KIND:
            cell.icon = icon(event.kind.value, theme.kind_colour(event.kind))
            cell.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            _tint(option, theme.kind_text(event.kind))
        elif self._rows.draft_at(index) is not None:
            _tint(option, theme.hint)
        elif column in _FAINT or cell.text == NOTHING:
            _tint(option, theme.text_secondary)
        if column in MARKS:
            cell.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
            cell.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        super().paint(painter, option, index)
        column, cell = COLUMNS[index.column()], option
        rect: QRect = cell.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = cell.state  # type: ignore[attr-defined]
        if column in MARKS:
            self._draw_mark(painter, rect, column, self._rows.event_at(index.row()))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.theme.accent, self._theme.theme.focus_px))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -2), _RADIUS, _RADIUS)
            painter.restore()

    def _draw_mark(
        self, painter: QPainter, rect: QRect, column: Column, event: TimelineEvent
    ) -> None:
        theme, is_set = self._theme.theme, bool(getattr(event, column))
        if not is_set:
            return
        colour = theme.hint if column is Column.STAR else theme.text_secondary
        device = painter.device()
        picture = pixmap(_GLYPHS[column], colour, _MARK_PX, device.devicePixelRatioF())
        place = QRect(0, 0, _MARK_PX, _MARK_PX)
        place.moveCenter(rect.center())
        painter.drawPixmap(place, picture)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show the whole of a text that is cut."""
        text = str(index.data() or "") if index.isValid() else ""
        width = self.sizeHint(option, index).width() if text else 0
        if width <= view.visualRect(index).width():  # type: ignore[arg-type]
            QToolTip.hideText()
            return False
        QToolTip.showText(event.globalPos(), escaped_tool_tip(text), view)
        return True

    # Editing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a line or a list named after its column and event."""
        column, event = COLUMNS[index.column()], self._rows.event_at(index.row())
        name = _("{column} of {event}").format(column=_(HEADINGS[column]), event=event_name(event))
        if column in CHOICES:
            choices = ChoiceList(name, parent)
            for key, text, glyph in self._options(column):
                choices.addItem(glyph, text, key)
            # Before the first key, which is a beginning already.
            choices.setCurrentIndex(choices.findData(str(getattr(event, column))))
            choices.left.connect(self.left)
            return choices
        line = PlainLine(name, parent)
        line.setProperty("cell", True)  # noqa: FBT003 - Qt's own signature
        if column is Column.TITLE:
            LineHints(line, self._rows.hints_for(event.id))
        else:
            line.setFont(tabular(base_font()))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what stands in the record, or what was typed last and not taken."""
        if isinstance(editor, PlainLine):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed or chosen."""
        if isinstance(editor, PlainLine):
            model.setData(index, editor.text())  # type: ignore[arg-type]
        elif isinstance(editor, ChoiceList):
            model.setData(index, self._value(COLUMNS[index.column()], editor.currentData()))  # type: ignore[arg-type]

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Let the editor fill its cell; words get more room where there is some."""
        rect = QRect(option.rect)  # type: ignore[attr-defined]
        if COLUMNS[index.column()] is Column.TITLE:
            room = self._view.viewport().width() - rect.left()
            rect.setWidth(max(rect.width(), min(_WRITING_PX, room)))
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave a line by Enter and Tab in the table's own way."""
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, PlainLine)
            and Qt.Key(event.key()) in _LEAVING
        ):
            self.left.emit(watched, event.key())
            return True
        if isinstance(watched, ChoiceList) and event.type() is QEvent.Type.FocusOut:
            # Only what was chosen counts; the list itself tells when it is left.
            return False
        return super().eventFilter(watched, event)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Switch a mark by a click anywhere in its cell, or by Space."""
        if COLUMNS[index.column()] not in MARKS or not _switches(event):
            return False
        checked = index.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
        model.setData(index, not checked, Qt.ItemDataRole.CheckStateRole)  # type: ignore[arg-type]
        return True

    def _options(self, column: Column) -> Iterable[tuple[str, str, QIcon]]:
        if column is Column.KIND:
            theme = self._theme.theme
            for kind, name in EVENT_KIND_NAMES.items():
                yield kind.value, _(name), icon(kind.value, theme.kind_colour(kind))
        elif column is Column.LANE:
            for lane in self._rows.around.lanes.values():
                yield lane.id, lane.title, QIcon()
        else:
            for basis, name in BASIS_NAMES.items():
                yield basis.value, _(name), QIcon()

    def _value(self, column: Column, key: str) -> object:
        if column is Column.KIND:
            return EventKind(key)
        return Basis(key) if column is Column.BASIS else key


def _switches(event: QEvent) -> bool:
    if isinstance(event, QMouseEvent):
        is_release = event.type() is QEvent.Type.MouseButtonRelease
        return is_release and event.button() is Qt.MouseButton.LeftButton
    is_key = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
    return is_key and event.key() == Qt.Key.Key_Space  # type: ignore[attr-defined]


def _tint(option: QStyleOptionViewItem, colour: Any) -> None:
    palette: QPalette = option.palette  # type: ignore[attr-defined]
    palette.setColor(QPalette.ColorRole.Text, colour)
    palette.setColor(QPalette.ColorRole.HighlightedText, colour)
    option.palette = palette  # type: ignore[attr-defined]
