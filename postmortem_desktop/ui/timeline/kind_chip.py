"""The chip that shows the kind of an event and lets another one be chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QWidget

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.domain.names import EVENT_KIND_NAMES
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.icons import icon
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.widgets.chips import ChipButton, set_tone


class KindChip(ChipButton):
    """Space or a click opens the eight kinds; each has its colour, glyph and name."""

    chosen = Signal(str)
    """The value of the ``EventKind`` that a person chose."""

    def __init__(self, theme: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(_("Kind"), parent=parent)
        self._theme = theme
        self._kind: EventKind | None = None
        self.setToolTip(_("Choose the kind of event"))
        self._menu = QMenu(self)
        for kind, name in EVENT_KIND_NAMES.items():
            action = QAction(_(name), self._menu)
            action.setData(kind.value)
            self._menu.addAction(action)
        self._menu.triggered.connect(self._tell)
        self.setMenu(self._menu)
        theme.changed.connect(self._tint)
        self._tint()

    def show_kind(self, kind: EventKind | None) -> None:
        """Show a kind, or with None only that one can be chosen."""
        self._kind = kind
        name = _("Kind") if kind is None else _(EVENT_KIND_NAMES[kind])
        self.setText(name if kind is None else f" {name}")
        self.setAccessibleName(_("Kind: {kind}").format(kind=name))
        set_tone(self, "neutral" if kind is None else kind.value)
        self._tint()

    def _tell(self, action: QAction) -> None:
        self.chosen.emit(action.data())

    def _tint(self) -> None:
        theme = self._theme.theme
        for action in self._menu.actions():
            kind = EventKind(action.data())
            action.setIcon(icon(kind.value, theme.kind_colour(kind)))
        if self._kind is None:
            self.setIcon(QIcon())
        else:
            self.setIcon(icon(self._kind.value, theme.kind_text(self._kind)))
