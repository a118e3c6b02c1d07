"""How the cells of the action table are drawn and edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from postmortem_desktop.domain.findings import ActionKind, ActionStatus
from postmortem_desktop.domain.times import parse_day
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.action_items.model import COLUMNS, HINTED_ROLE, MISSING_ROLE

_WAVE_PX = 2

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


class TitleDelegate(TextDelegate):
    """What is to be done, with the wave of a hint under it while there is one on its wording."""

    def __init__(self, hint_colour: Callable[[], QColor], parent: QWidget) -> None:
        super().__init__(parent)
        self._hint_colour = hint_colour

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the words, and the wave as the editors have it."""
        super().paint(painter, option, index)
        if not index.data(HINTED_ROLE):
            return
        self.initStyleOption(option, index)
        widget: QWidget = option.widget  # type: ignore[attr-defined]
        place = (
            widget.style()
            .subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, widget)
            .adjusted(3, 0, -3, 0)
        )
        metrics = option.fontMetrics  # type: ignore[attr-defined]
        width = min(metrics.horizontalAdvance(str(index.data())), place.width())
        line = place.center().y() + metrics.height() // 2 + 1
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._hint_colour(), 1.2))
        steps = range(0, width + 1, _WAVE_PX)
        points = [QPointF(place.left() + x, line + n % 2 * _WAVE_PX) for n, x in enumerate(steps)]
        painter.drawPolyline(points)
        painter.restore()


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


class DateDelegate(TextDelegate):
    """A day, typed as it is read; what is no day changes nothing and is told."""

    remarked = Signal(str)
    """A sentence on what was typed."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a line that shows the form of a day."""
        line = super().createEditor(parent, option, index)
        assert isinstance(line, QLineEdit), "the line of any text"
        line.setPlaceholderText(_("YYYY-MM-DD"))
        return line

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the day, or an empty text for none, to the table."""
        assert isinstance(editor, QLineEdit), "createEditor made it"
        text = editor.text().strip()
        day = parse_day(text)
        if text and day is None:
            self.remarked.emit(
                _("“{text}” is no day; type one such as 2026-11-20.").format(text=text)
            )
            return
        model.setData(index, "" if day is None else day.isoformat())


def tint(option: QStyleOptionViewItem, role: QPalette.ColorRole) -> None:
    """Let a cell's text be drawn in another colour of the palette."""
    palette: QPalette = option.palette  # type: ignore[attr-defined]
    colour = palette.color(role)
    palette.setColor(QPalette.ColorRole.Text, colour)
    palette.setColor(QPalette.ColorRole.HighlightedText, colour)
    option.palette = palette  # type: ignore[attr-defined]
