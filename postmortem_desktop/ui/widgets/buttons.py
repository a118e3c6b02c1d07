"""Buttons: primary, quiet and plain, with an icon and the cap of the key that does the same."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from postmortem_desktop.ui.icons import icon
from postmortem_desktop.ui.widgets.labels import plain_label

_GAP = 8
_ICON_PX = 16
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_TONE_COLOURS = {
    "primary": QPalette.ColorRole.BrightText,
    "plain": QPalette.ColorRole.PlaceholderText,
}


class Button(QPushButton):
    """A push button in one of the tones ``quiet``, ``primary``, ``plain`` and ``hint``."""

    def __init__(
        self,
        text: str = "",
        tone: str = "quiet",
        parent: QWidget | None = None,
        *,
        glyph: str = "",
        key: str = "",
        compact: bool = False,
    ) -> None:
        """Make a button.

        Args:
            text: what pressing it does; may be empty if ``glyph`` is given and the caller sets
                an accessible name.
            tone: how loud it is.
            parent: the owner, if it is known already.
            glyph: name of an icon to stand before the text.
            key: the key that does the same, shown as a cap, such as ``Ctrl K``.
            compact: whether it is for a narrow place.
        """
        super().__init__(text, parent)
        self.setProperty("tone", tone)
        self.setProperty("compact", compact)
        self.setProperty("keyed", bool(key))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._tone = tone
        self._glyph = ""
        self._cap: QLabel | None = None
        if key:
            self._cap = plain_label(key, "keycap", self)
            self._cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_glyph(glyph)

    def set_glyph(self, name: str) -> None:
        """Show another icon, or none for an empty name."""
        self._glyph = name
        self._tint()

    def show_key(self, *, shown: bool) -> None:
        """Show the cap of the key, or do without it where room is scarce."""
        if self._cap is not None and self._cap.isHidden() == shown:
            self._cap.setVisible(shown)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Make room for the key cap."""
        hint = super().sizeHint()
        if self._cap is not None and not self._cap.isHidden():
            hint.setWidth(hint.width() + self._cap.sizeHint().width() + _GAP)
        return hint

    def minimumSizeHint(self) -> QSize:
        """Never cut the text."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to what is around; Qt would move on by them as by Tab, to anywhere."""
        if event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the key cap at the end."""
        super().resizeEvent(event)
        self._place_cap()

    def event(self, event: QEvent) -> bool:
        """Place the key cap anew when it has another size, as it may in another theme."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place_cap()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icon anew when the theme changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._tint()

    def _place_cap(self) -> None:
        if self._cap is not None:
            size = self._cap.sizeHint()
            at_end = self.width() - size.width() - _GAP
            x = _GAP if self.isRightToLeft() else at_end
            self._cap.setGeometry(
                x, (self.height() - size.height() + 1) // 2, size.width(), size.height()
            )

    def _tint(self) -> None:
        if not self._glyph:
            self.setIcon(QIcon())
            return
        role = _TONE_COLOURS.get(self._tone, QPalette.ColorRole.ButtonText)
        self.setIcon(icon(self._glyph, QApplication.palette().color(role), _ICON_PX))
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))


def glyph_button(glyph: str, name: str, parent: QWidget | None = None) -> Button:
    """Return a small plain button with an icon only; ``name`` is its tool tip and spoken name."""
    button = Button("", "plain", parent, compact=True)
    set_glyph_button(button, glyph, name)
    return button


def set_glyph_button(button: Button, glyph: str, name: str) -> None:
    """Give a button with an icon only another icon, tool tip and spoken name."""
    button.set_glyph(glyph)
    button.setAccessibleName(name)
    button.setToolTip(name)
