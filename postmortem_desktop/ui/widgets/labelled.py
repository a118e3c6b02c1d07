"""A field with its caption above it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.labels import plain_label


class Labelled(QWidget):
    """A caption, the field it belongs to, and a line below when there is something to say."""

    def __init__(
        self, caption: str, field: QWidget, remark: str = "", parent: QWidget | None = None
    ) -> None:
        """Put a field under a caption.

        Args:
            caption: what the field holds.
            field: the field; it becomes the caption's buddy.
            remark: a fainter word beside the caption.
            parent: the owner, if it is known already.
        """
        super().__init__(parent)
        self.field = field
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(4)
        label = plain_label(caption, "label")
        label.setBuddy(field)
        head.addWidget(label)
        if remark:
            head.addWidget(plain_label(f"· {remark}", "caption"))
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(field)
        self._note = plain_label("", "hint", wrap=True)
        self._note.hide()
        column.addWidget(self._note)
        self.offered = Button("", compact=True)
        self.offered.hide()
        column.addWidget(self.offered, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(field)

    def say(self, note: str) -> None:
        """Show a line below the field, or take it away with an empty text."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def offer(self, text: str, name: str) -> None:
        """Offer to take something else, or nothing with an empty text; ``name`` says it in full."""
        self.offered.setText(text)
        self.offered.setAccessibleName(name)
        self.offered.setToolTip(name)
        self.offered.setVisible(bool(text))
