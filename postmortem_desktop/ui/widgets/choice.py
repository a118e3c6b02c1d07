"""A box to choose one of a few things by key."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget


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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls."""
        event.ignore()

    def _tell(self, _index: int) -> None:
        self.chosen.emit(self.currentData())
