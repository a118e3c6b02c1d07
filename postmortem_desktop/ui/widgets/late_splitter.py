"""A splitter whose lower part is made when it is first asked for."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QWidget


class LateSplitter(QSplitter):
    """Keeps the share of the lower part also while that is not there yet."""

    def __init__(self, upper: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._state = QByteArray()
        self._take(upper)

    def take_lower(self, lower: QWidget, height: int) -> None:
        """Take the lower part, as high as it was the last time, at first ``height``."""
        self._take(lower)
        if self._state.isEmpty():
            self.setSizes([self.height() - height, height])
        else:
            super().restoreState(self._state)

    def move_by(self, rise: int) -> None:
        """Make the lower part higher by so many pixels, as if the handle were dragged."""
        self.moveSplitter(self.sizes()[0] - rise, 1)

    def saveState(self) -> QByteArray:
        """Return the sizes, those of the last time while there is one part."""
        return super().saveState() if self.count() > 1 else self._state

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:
        """Take sizes over, now or when the lower part comes."""
        self._state = QByteArray(state)
        return self.count() < 2 or super().restoreState(state)

    def _take(self, part: QWidget) -> None:
        self.addWidget(part)
        self.setCollapsible(self.count() - 1, False)  # noqa: FBT003 - Qt's own signature
