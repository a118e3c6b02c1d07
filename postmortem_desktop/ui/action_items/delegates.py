"""How the cells of the action table are drawn and edited."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QAbstractItemModel, QDate, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from postmortem_desktop.domain.findings import ActionKind, ActionStatus
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.action_items.model import COLUMNS, MISSING_ROLE

Index = QModelIndex | QPersistentModelIndex


class TextDelegate(QStyledItemDelegate):
    """One line of text; an empty cell asks its question in a fainter colour."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a question fainter than an answer."""
        super().initStyleOption(option, index)
        if index.data(MISSING_ROLE):
            tint(option, QPalette.ColorRole.PlaceholderText)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a line editor named after its column."""
        line = QLineEdit(parent)
        line.setAccessibleName(_(COLUMNS[index.column()][1]))
        return line


class ChoiceDelegate(QStyledItemDelegate):
    """One of a few, chosen from a list that opens at once."""

    def __init__(
        self, names: Mapping[ActionKind, str] | Mapping[ActionStatus, str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._names = {str(key): name for key, name in names.items()}
        self._kinds = {str(key): key for key in names}

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a box that takes a choice over the moment it is made."""
        box = QComboBox(parent)
        box.setAccessibleName(_(COLUMNS[index.column()][1]))
        for key, name in self._names.items():
            box.addItem(_(name), key)
        box.activated.connect(self._take_over)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the present choice."""
        assert isinstance(editor, QComboBox), "createEditor made it"
        editor.setCurrentIndex(editor.findData(str(index.data(Qt.ItemDataRole.EditRole))))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the choice to the table."""
        assert isinstance(editor, QComboBox), "createEditor made it"
        model.setData(index, self._kinds[editor.currentData()])

    def _take_over(self) -> None:
        box = self.sender()
        assert isinstance(box, QComboBox), "only the boxes made here send this"
        self.commitData.emit(box)
        self.closeEditor.emit(box)


class DayEdit(QDateEdit):
    """A day that can be typed as it is shown, hyphens included, or picked from a calendar."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy-MM-dd")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass over the hyphen behind a part that is whole: the field has gone on by itself."""
        part = self.sectionText(self.currentSection())
        if event.text() != "-" or self.lineEdit().selectedText() != part:
            super().keyPressEvent(event)


class DateDelegate(TextDelegate):
    """A day, typed or picked from a calendar."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a field for a day."""
        field = DayEdit(parent)
        field.setAccessibleName(_(COLUMNS[index.column()][1]))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the day, or two weeks from today where there is none yet."""
        assert isinstance(editor, QDateEdit), "createEditor made it"
        stored = index.data(Qt.ItemDataRole.EditRole)
        if stored:
            day = date.fromisoformat(str(stored))
            editor.setDate(QDate(day.year, day.month, day.day))
        else:
            editor.setDate(QDate.currentDate().addDays(14))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the day to the table."""
        assert isinstance(editor, QDateEdit), "createEditor made it"
        model.setData(index, editor.date().toString("yyyy-MM-dd"))


def tint(option: QStyleOptionViewItem, role: QPalette.ColorRole) -> None:
    """Let a cell's text be drawn in another colour of the palette."""
    palette: QPalette = option.palette  # type: ignore[attr-defined]
    colour = palette.color(role)
    palette.setColor(QPalette.ColorRole.Text, colour)
    palette.setColor(QPalette.ColorRole.HighlightedText, colour)
    option.palette = palette  # type: ignore[attr-defined]
