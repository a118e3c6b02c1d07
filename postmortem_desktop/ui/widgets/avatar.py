"""A person as initials on a colour."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.ui.fonts import base_font
from postmortem_desktop.ui.theme import LIGHT

_WORD = re.compile(r"[^\W_]+")
_ORDER = (
    EventKind.ACTION,
    EventKind.OBSERVATION,
    EventKind.MESSAGE,
    EventKind.DECISION,
    EventKind.IMPACT,
    EventKind.CHANGE,
    EventKind.RECOVERY,
    EventKind.ALERT,
)


def initials(label: str) -> str:
    """Return two letters for a person: the first of the first two words."""
    words = _WORD.findall(label)
    if len(words) == 1:
        return words[0][:2].upper()
    return "".join(word[0] for word in words[:2]).upper()


class Avatar(QWidget):
    """A disc with initials, the same in both themes so that a person keeps their colour."""

    def __init__(
        self,
        label: str = "",
        colour: str = "",
        order: int = 0,
        parent: QWidget | None = None,
        *,
        size: int = 30,
    ) -> None:
        super().__init__(parent)
        self._size = size
        self.setFixedSize(size, size)
        self.set_person(label, colour, order)

    def set_person(self, label: str, colour: str = "", order: int = 0) -> None:
        """Show another person; without a colour their place in the list decides."""
        kinds = {str(kind): kind for kind in EventKind}
        self._initials = initials(label)
        self._colour = LIGHT.kind_colour(kinds.get(colour) or _ORDER[order % len(_ORDER)])
        self.setAccessibleName(label)
        self.update()

    def sizeHint(self) -> QSize:
        """Return its fixed size."""
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the disc and the letters."""
        font = base_font(round(self._size * 0.4))
        font.setWeight(font.Weight.DemiBold)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour)
            painter.drawEllipse(self.rect())
            painter.setPen(Qt.GlobalColor.white)
            painter.setFont(font)
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._initials)
