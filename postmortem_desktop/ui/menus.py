"""The menus of the window: its own, and that of a session in the library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from postmortem_desktop.ui.actions import ACTIONS
from postmortem_desktop.ui.theme import ThemeSource

if TYPE_CHECKING:
    from postmortem_desktop.ui.main_window import MainWindow

_SESSION = ("undo", "redo", "", "table", "evidence_pane", "fields_pane", "")
_LIBRARY = ("new_session", "import_file", "open_sample", "undo", "")
_REST = ("palette", "shortcuts", "full_screen", "")
_REST += ("theme_light", "theme_dark", "theme_system", "high_contrast", "")
_REST += ("reduced_motion", "hints", "hint_kinds", "own_wording", "")
_REST += ("data_folder", "about", "quit")


class Menus(QObject):
    """Made of the window's actions when they are asked for; an empty key is a line between."""

    def __init__(self, window: MainWindow, theme: ThemeSource) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme

    def show_main(self) -> None:
        """Open the menu of the window below the button that was pressed."""
        button = self.sender()
        first = _LIBRARY if self._window.session is None else _SESSION
        if isinstance(button, QWidget):
            self._pop_up((*first, *_REST), button.mapToGlobal(button.rect().bottomLeft()))

    def show_for_chosen(self, place: QPoint) -> None:
        """Open the menu of the session that is chosen in the library."""
        self._pop_up(self._window.desk.menu_keys(), place)

    def _pop_up(self, keys: Iterable[str], place: QPoint) -> None:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key in keys:
            if key:
                menu.addAction(self._tinted(key))
            else:
                menu.addSeparator()
        menu.popup(place)

    def _tinted(self, key: str) -> QAction:
        """Return an action with its icon in the colour of the theme."""
        from postmortem_desktop.ui.icons import icon

        action = self._window.actions_by_key[key]
        glyph = next(spec.glyph for spec in ACTIONS if spec.key == key)
        if glyph and not action.isCheckable():
            action.setIcon(icon(glyph, self._theme.theme.text_secondary))
        return action
