"""A segmented control: one of a few, side by side."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget


class SegmentedControl(QFrame):
    """Exactly one of its segments is chosen; Tab enters it, the arrow keys move the choice."""

    chosen = Signal(str)
    """The key that a person chose; not emitted by ``choose``."""

    def __init__(
        self, segments: Iterable[tuple[str, str]], name: str, parent: QWidget | None = None
    ) -> None:
        """Make the control.

        Args:
            segments: key and text of each.
            name: what is chosen, for screen readers.
            parent: the owner, if it is known already.
        """
        super().__init__(parent)
        self.setProperty("role", "segments")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for key, text in segments:
            button = QPushButton(text, self)
            button.setProperty("tone", "segment")
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {text}")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button)
        next(iter(self._buttons.values())).setChecked(True)
        self._shown = self.current
        self._group.buttonToggled.connect(self._toggled)

    @property
    def current(self) -> str:
        """The key of the chosen segment."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def choose(self, key: str) -> None:
        """Show another choice."""
        self._shown = key
        self._buttons[key].setChecked(True)

    def button(self, key: str) -> QPushButton:
        """Return the button of a segment."""
        return self._buttons[key]

    def _toggled(self, button: QPushButton, checked: bool) -> None:  # noqa: FBT001 - Qt's
        key = next(key for key, known in self._buttons.items() if known is button)
        if checked and key != self._shown:
            self._shown = key
            self.chosen.emit(key)
