"""The window: library or session, the actions, the palette, messages, and what is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from postmortem_desktop.errors import PostmortemError
from postmortem_desktop.i18n import _
from postmortem_desktop.settings import Settings
from postmortem_desktop.ui.action_spec import (
    ANYWHERE,
    LIBRARY,
    LOCAL,
    SESSION,
    ActionSpec,
    key_text,
)
from postmortem_desktop.ui.actions import ACTIONS, STEPS, build_actions
from postmortem_desktop.ui.commands import WindowCommands
from postmortem_desktop.ui.job_runner import end_jobs
from postmortem_desktop.ui.library.gestures import LibraryDesk
from postmortem_desktop.ui.library.page import LibraryGestures, LibraryPage
from postmortem_desktop.ui.menus import Menus
from postmortem_desktop.ui.problems import explain
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.top_bars import LibraryBar
from postmortem_desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from postmortem_desktop.ui.palette import CommandPalette, PaletteEntry
    from postmortem_desktop.ui.session_page import SessionPage, StepFactory
    from postmortem_desktop.ui.shortcut_sheet import ShortcutSheet
    from postmortem_desktop.ui.widgets.message_bar import MessageBar
    from postmortem_desktop.ui.wording.desk import WordingDesk
    from postmortem_desktop.ui.workspace import Workspace

FIRST_STEP = STEPS[0][0]
SMALLEST = QSize(1024, 640)
USUAL = QSize(1440, 900)
_REMEMBER_AFTER_MS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowParts:
    """What the composition root gives to the window."""

    gestures: LibraryGestures
    steps: Mapping[str, StepFactory]
    theme: ThemeSource
    settings: Settings
    save_settings: Callable[[Settings], object]
    state: WindowState
    library_file: Path


class MainWindow(QMainWindow):
    """Shows the library or one session; owns every action.

    What the first paint does not need is imported and made when it is first asked for.
    """

    session_left = Signal()
    """The session's widgets are gone; its workspace may be let go."""
    closed = Signal()

    def __init__(self, parts: WindowParts) -> None:
        super().__init__()
        self._parts = parts
        self.settings = parts.settings
        self.session: SessionPage | None = None
        self.wording: WordingDesk | None = None
        self._was_told_of_loss = False
        self.actions_by_key = build_actions(self)
        self._specs = {spec.key: spec for spec in ACTIONS}
        for action in self.actions_by_key.values():
            action.triggered.connect(self._run_sender)
            self.addAction(action)
        self._ground = QWidget()
        self.setCentralWidget(self._ground)
        self.pages = QStackedWidget()
        column = QVBoxLayout(self._ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self.library_bar = LibraryBar()
        self.library = LibraryPage(parts.gestures, parts.theme)
        self.pages.addWidget(self._library_side())
        self.desk = LibraryDesk(self.library, parts.gestures, self.tell)
        self._commands = WindowCommands(self, parts)
        self._handlers = {**self._commands.handlers(), **self.desk.handlers()}
        self._commands.mark_choices()
        self._menus = Menus(self, parts.theme)
        self._connect_library()
        self._remember = QTimer(self)
        self._remember.setSingleShot(True)
        self._remember.timeout.connect(self._remember_now)
        contrast = QGuiApplication.styleHints().accessibility().contrastPreferenceChanged
        contrast.connect(self._follow_system)
        parts.state.place_window(self, usual=USUAL, smallest=SMALLEST)
        self.show_library()

    # What floats over the pages

    @cached_property
    def messages(self) -> MessageBar:
        """The bar that says one sentence."""
        from postmortem_desktop.ui.widgets.message_bar import MessageBar

        def room(width: int) -> tuple[int, int] | None:
            return self.session.foot.room_for_message(width) if self.session else None

        return MessageBar(self._ground, room)

    @cached_property
    def palette_popup(self) -> CommandPalette:
        """The command palette."""
        from postmortem_desktop.ui.palette import CommandPalette
        from postmortem_desktop.ui.widgets.hint_commands import entries_at_focus

        return CommandPalette(self._ground, [self._action_entries, entries_at_focus, self._places])

    @cached_property
    def sheet(self) -> ShortcutSheet:
        """The sheet of all keys."""
        from postmortem_desktop.ui.shortcut_sheet import ShortcutSheet

        return ShortcutSheet(self._ground)

    # Pages

    def show_library(self) -> None:
        """Leave the session, if one is open, and show all sessions."""
        if not self._leave_session():
            return
        self.setWindowTitle(_("Library — Postmortem Desktop"))
        self.pages.setCurrentIndex(0)
        self.library.refresh()
        self.library.table.setFocus()
        self._refresh_actions()

    def _leave_session(self) -> bool:
        """Take the session's widgets down; False when there are words that were not saved."""
        if self.session is None:
            return True
        if not self._may_leave():
            return False
        self._remember_now()
        page, self.session, self.wording = self.session, None, None
        end_jobs(page)
        self.pages.removeWidget(page)
        page.hide()
        page.deleteLater()
        self._parts.state.remember_session("", "")
        self.session_left.emit()
        return True

    def _may_leave(self) -> bool:
        """Save what is being typed; stay once if that cannot be, and say so."""
        saved = self.session is None or self.session.workspace.flush()
        if saved or self._was_told_of_loss:
            self._was_told_of_loss = False
            return True
        self._was_told_of_loss = True
        self.tell(_("The last words could not be saved yet. Try again to leave without them."))
        return False

    def show_session(
        self, workspace: Workspace, step: str = "", made: QWidget | None = None
    ) -> bool:
        """Show a session, at a step if one is named, in place of the one before.

        Args:
            workspace: the session.
            step: the key of the step; empty for the first.
            made: the widget of that step, if it has been made already.

        Returns:
            False when the one before has words that were not saved, so that it stays.
        """
        if not self._leave_session():
            return False
        from postmortem_desktop.ui.session_page import SessionPage
        from postmortem_desktop.ui.wording.desk import WordingDesk

        self.messages.dismiss()
        undo, redo = self.actions_by_key["undo"], self.actions_by_key["redo"]
        page = SessionPage(workspace, self._parts.steps, undo, redo)
        self.session = page
        page.step_made.connect(self._adopt_step)
        page.step_left.connect(self.messages.dismiss)
        page.step_shown.connect(self._step_shown)
        page.noticed.connect(self.messages.say)
        page.bar.back_button.clicked.connect(self.show_library)
        for button in (page.bar.search_button, page.bar.search_glyph):
            button.clicked.connect(self.actions_by_key["palette"].trigger)
        page.bar.export_button.clicked.connect(self.actions_by_key["export_pdf"].trigger)
        page.bar.menu_button.clicked.connect(self._menus.show_main)
        workspace.failed.connect(self._tell_refusal)
        workspace.changed.connect(self._follow)
        workspace.preferred.connect(self._prefer)
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        if made is not None:
            page.take_in(step, made)
        page.show_step(step if step in self._parts.steps else FIRST_STEP)
        self._follow(None)
        # What it says about a person's own rules stays in sight.
        self.wording = WordingDesk(self, page, self._parts.theme)
        return True

    def _prefer(self, values: dict[str, object]) -> None:
        self._commands.change_settings(**values)

    def tell(self, text: str, offer: str = "", answer: Callable[[], object] | None = None) -> None:
        """Show a sentence in the message bar; see ``MessageBar.say``."""
        self.messages.say(text, offer, answer)

    # What happens

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed; stay once if that cannot be."""
        if not self._may_leave():
            event.ignore()
            return
        self._remember_now()
        event.accept()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape close the message when nothing else wants it."""
        if event.key() == Qt.Key.Key_Escape and self.messages.isVisible():
            self.messages.dismiss()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's colours while the preference says so."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ThemeChange:
            self._follow_system()

    def _follow_system(self) -> None:
        if self.settings.theme == "system":
            self._commands.wear_theme()

    def _run_sender(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.run(action.objectName())

    def run(self, key: str) -> None:
        """Carry out the action with this key."""
        handler = self._handlers.get(key) or self._step_handlers().get(key)
        if handler is not None:
            handler()

    def _connect_library(self) -> None:
        bar = self.library_bar
        bar.search.textChanged.connect(self.library.search)
        bar.palette_button.clicked.connect(self.actions_by_key["palette"].trigger)
        bar.import_button.clicked.connect(self.actions_by_key["import_file"].trigger)
        bar.new_button.clicked.connect(self.actions_by_key["new_session"].trigger)
        bar.menu_button.clicked.connect(self._menus.show_main)
        self.library.table.menu_wanted.connect(self._menus.show_for_chosen)

    def _library_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.library_bar)
        column.addWidget(self.library, 1)
        return side

    def _adopt_step(self, widget: QWidget) -> None:
        self._parts.state.restore_splitters(widget)
        for splitter in widget.findChildren(QSplitter):
            splitter.splitterMoved.connect(self._remember_soon)

    def _step_shown(self, key: str) -> None:
        if self.session is not None:
            self._parts.state.remember_session(self.session.workspace.dossier.postmortem.id, key)
        self._refresh_actions()

    def _follow(self, _edit: object) -> None:
        self.messages.dismiss()
        if self.session is not None:
            title = self.session.workspace.dossier.postmortem.title or _("Untitled session")
            self.setWindowTitle(_("{title} — Post-mortem").format(title=title))

    def _tell_refusal(self, error: PostmortemError) -> None:
        self.messages.say(explain(error))

    # Actions

    def _step_handlers(self) -> Mapping[str, Callable[[], object]]:
        return self.session.handlers() if self.session is not None else {}

    def _applies(self, spec: ActionSpec) -> bool:
        if spec.where in (LIBRARY, SESSION):
            return (self.session is not None) == (spec.where == SESSION)
        return spec.where == ANYWHERE or (
            self.session is not None
            and self.session.current_key == spec.where
            and spec.key in self._step_handlers()
        )

    def _refresh_actions(self) -> None:
        for key, action in self.actions_by_key.items():
            action.setEnabled(self._applies(self._specs[key]))

    def _action_entries(self) -> Iterable[PaletteEntry]:
        from postmortem_desktop.ui.palette import PaletteEntry

        for spec in ACTIONS:
            if spec.where == LOCAL or not spec.is_listed or not self._applies(spec):
                continue
            action = self.actions_by_key[spec.key]
            title = action.text().replace("&&", "&")
            yield PaletteEntry(title, _(spec.group), action.trigger, key_text(spec))

    def _places(self) -> Iterable[PaletteEntry]:
        if self.session is not None:
            yield from self.session.entries()
        yield from self.desk.entries()

    # What is remembered

    def _remember_soon(self) -> None:
        self._remember.start(_REMEMBER_AFTER_MS)

    def _remember_now(self) -> None:
        self._remember.stop()
        if self.session is not None:
            self._parts.state.remember_splitters(self.session)
        self._parts.state.remember_window(self)
