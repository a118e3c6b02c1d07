"""A box to choose one of a few things by key."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QToolTip, QWidget

from postmortem_desktop.ui.widgets.labels import escaped_tool_tip


class Choice(QComboBox):
    """Shows texts, speaks of keys; scrolling past it with the wheel changes nothing."""

    chosen = Signal(str)
    """The key that a person chose; not emitted by ``choose``."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty box; ``name`` is what screen readers say."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.activated.connect(self._tell)

    def set_options(self, options: Iterable[tuple[str, str]]) -> None:
        """Offer other things, given as key and text; the choice stays if it can."""
        wanted = list(options)
        if wanted == [(self.itemData(i), self.itemText(i)) for i in range(self.count())]:
            return
        key = self.currentData()
        self.clear()
        for option, text in wanted:
            self.addItem(text, option)
        self.choose(key)

    def choose(self, key: str | None) -> None:
        """Show another choice, or none for a key that is not offered."""
        self.setCurrentIndex(-1 if key is None else self.findData(key))

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """End words that have no room in “…”, where the tool tip has all of them."""
        super().initStyleOption(option)
        option.currentText = self._fitting(option)  # type: ignore[attr-defined]

    def event(self, event: QEvent) -> bool:
        """Say in full what is elided."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            option = QStyleOptionComboBox()
            super().initStyleOption(option)
            if self._fitting(option) != self.currentText():
                QToolTip.showText(event.globalPos(), escaped_tool_tip(self.currentText()), self)
                return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls."""
        event.ignore()

    def _fitting(self, option: QStyleOptionComboBox) -> str:
        place = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        end = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.currentText(), end, place.width())

    def _tell(self, _index: int) -> None:
        self.chosen.emit(self.currentData())
