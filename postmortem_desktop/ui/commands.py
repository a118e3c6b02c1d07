"""What the actions of the window do, apart from those of the steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QApplication

from postmortem_desktop import __version__
from postmortem_desktop.i18n import _
from postmortem_desktop.ui import theme
from postmortem_desktop.ui.action_spec import LIBRARY
from postmortem_desktop.ui.actions import STEPS
from postmortem_desktop.ui.announcing import announce
from postmortem_desktop.ui.step import REPORT

if TYPE_CHECKING:
    from postmortem_desktop.ui.main_window import MainWindow, WindowParts
    from postmortem_desktop.ui.wording.kinds_panel import KindsPanel

_THEMES = ("light", "dark", "system")


class WindowCommands:
    """The commands of one window, by the keys of the actions."""

    def __init__(self, window: MainWindow, parts: WindowParts) -> None:
        self._window = window
        self._parts = parts
        self._themes = QActionGroup(window)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what to do for each key."""
        window = self._window
        handlers: dict[str, Callable[[], object]] = {
            "palette": lambda: window.palette_popup.open(),
            "shortcuts": self._show_keys,
            "hints": self._toggle_hints,
            "hint_kinds": lambda: self.kinds_panel.open(),
            "wording": self._toggle_wording,
            "own_wording": self._open_own_wording,
            "high_contrast": self._toggle_high_contrast,
            "reduced_motion": self._toggle_reduced_motion,
            "full_screen": self._toggle_full_screen,
            "data_folder": self._show_data_folder,
            "about": self._show_about,
            "quit": window.close,
            "new_session": self._start_new_session,
            "import_file": self._parts.gestures.import_file,
            "open_sample": self._parts.gestures.open_sample,
            "find_session": window.library_bar.search.setFocus,
            "undo": self._undo,
            "redo": self._redo,
            "export_pdf": self._export_pdf,
            "library": window.show_library,
        }
        for name in _THEMES:
            handlers[f"theme_{name}"] = partial(self.change_settings, theme=name)
        for key, _name in STEPS:
            handlers[f"step_{key}"] = partial(self._show_step, key)
        return handlers

    @cached_property
    def kinds_panel(self) -> KindsPanel:
        """The switches of the kinds of hints."""
        from postmortem_desktop.ui.wording.kinds_panel import KindsPanel

        window = self._window
        ground = window.centralWidget()
        assert ground is not None, "the window makes it first"
        return KindsPanel(ground, lambda: window.settings, self.change_settings)

    def mark_choices(self) -> None:
        """Let the menu show which colours are chosen, and what else is switched on."""
        settings, actions = self._window.settings, self._window.actions_by_key
        for name in _THEMES:
            action = actions[f"theme_{name}"]
            action.setActionGroup(self._themes)
            action.setCheckable(True)
            action.setChecked(name == settings.theme)
        for key, is_on in (
            ("hints", settings.phrasing_hints),
            ("high_contrast", settings.high_contrast),
            ("reduced_motion", settings.reduced_motion),
        ):
            actions[key].setCheckable(True)
            actions[key].setChecked(is_on)

    def wear_theme(self) -> None:
        """Put the colours on that the preference names."""
        application = QApplication.instance()
        assert isinstance(application, QApplication), "a window needs one"
        window = self._window
        chosen = theme.theme_of(window.settings, application.styleHints())
        # All widgets are dressed in one turn of the event loop, and painted in another.
        window.setUpdatesEnabled(False)
        QTimer.singleShot(0, window, self._paint_again)
        theme.apply(application, chosen)
        self._parts.theme.set_theme(chosen)

    def _paint_again(self) -> None:
        self._window.setUpdatesEnabled(True)

    def change_settings(self, **values: object) -> None:
        """Change preferences in the window and the open session, and keep them."""
        window = self._window
        window.settings = replace(window.settings, **values)  # type: ignore[arg-type]
        try:
            self._parts.save_settings(window.settings)
        except OSError:
            window.tell(_("This choice holds until the program ends; it could not be written."))
        if window.session is not None:
            window.session.workspace.settings = window.settings
        self.mark_choices()
        if not values.keys().isdisjoint({"theme", "high_contrast"}):
            self.wear_theme()

    def _show_keys(self) -> None:
        session = self._window.session
        self._window.sheet.open(LIBRARY if session is None else session.current_key)

    def _toggle_hints(self) -> None:
        shown = not self._window.settings.phrasing_hints
        self.change_settings(phrasing_hints=shown)
        self._window.tell(
            _("Wording hints are shown.") if shown else _("Wording hints are not shown.")
        )

    def _toggle_wording(self) -> None:
        if self._window.wording is not None:
            self._window.wording.toggle()

    def _open_own_wording(self) -> None:
        if self._window.wording is not None:
            self._window.wording.own_file.open()

    def _toggle_high_contrast(self) -> None:
        self.change_settings(high_contrast=not self._window.settings.high_contrast)

    def _toggle_reduced_motion(self) -> None:
        still = not self._window.settings.reduced_motion
        self.change_settings(reduced_motion=still)
        self._window.tell(_("Views change at once.") if still else _("Views may glide."))

    def _toggle_full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _show_data_folder(self) -> None:
        path = self._parts.library_file
        self._window.tell(
            _("Your sessions lie in {path}, on this computer only.").format(path=path),
            _("Open folder"),
            self._open_data_folder,
        )

    def _open_data_folder(self) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        folder = self._parts.library_file.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _show_about(self) -> None:
        self._window.tell(
            _(
                "Postmortem Desktop {version}, under the MIT licence. It works offline and sends "
                "nothing anywhere."
            ).format(version=__version__)
        )

    def _start_new_session(self) -> None:
        if self._window.session is not None:
            self._window.show_library()
        self._window.library.start_new_session()

    def _undo(self) -> None:
        if self._window.session is None:
            self._window.messages.dismiss()
            self._window.desk.undo()
            return
        if self._window.messages.take_back():
            return
        workspace = self._window.session.workspace
        label, told = workspace.undo_label, _("Undone: {edit}")
        workspace.undo(partial(self._announce_step, told, label, workspace.zone))

    def _redo(self) -> None:
        if self._window.session is None:
            return
        workspace = self._window.session.workspace
        label, told = workspace.redo_label, _("Done again: {edit}")
        workspace.redo(partial(self._announce_step, told, label, workspace.zone))

    def _announce_step(self, told: str, label: str, zone: str) -> None:
        """Have a step of the history read out; a zone changes every time in sight, so show it."""
        window = self._window
        if window.session is not None and window.session.workspace.zone != zone:
            window.tell(told.format(edit=label))
        elif label:
            announce(window, told.format(edit=label))

    def _show_step(self, key: str) -> None:
        if self._window.session is not None:
            self._window.session.show_step(key)

    def _export_pdf(self) -> None:
        session = self._window.session
        if session is not None:
            session.show_step(REPORT)
            handler = session.handlers().get("export_pdf")
            if handler is not None:
                handler()
