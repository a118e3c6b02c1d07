"""A splitter whose side panes can be put aside, so that what is between them has the room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget


class SidePanes(QSplitter):
    """What is put aside keeps its width for when it comes back."""

    put_aside_changed = Signal()
    """Another pane is in sight, or one less."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._sides = {"left": left, "right": right}
        for place, pane in enumerate((left, middle, right)):
            self.addWidget(pane)
            self.setStretchFactor(place, int(pane is middle))
            # A pane that was dragged shut could still be reached with Tab.
            self.setCollapsible(place, False)  # noqa: FBT003 - Qt's own signature

    def toggle(self, pane: QWidget) -> None:
        """Put a side pane aside, or bring it back."""
        pane.setVisible(pane.isHidden())
        self.put_aside_changed.emit()

    def bring_back(self, pane: QWidget) -> None:
        """Have a side pane in sight."""
        if pane.isHidden():
            self.toggle(pane)

    @property
    def put_aside(self) -> tuple[str, ...]:
        """The names of the sides that are put aside: ``left``, ``right``."""
        return tuple(side for side, pane in self._sides.items() if pane.isHidden())

    def put_only_aside(self, sides: tuple[str, ...]) -> None:
        """Put these sides aside, and have the others in sight."""
        for side, pane in self._sides.items():
            pane.setVisible(side not in sides)
        self.put_aside_changed.emit()
