"""The composition root: the only place that builds the parts of the window and connects them.

Until the first paint nothing is imported that the list of sessions does not need; the library
itself is opened after it, on a thread.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

# What knows no Qt comes first: PySide6 reads the source of every module imported after it.
from postmortem_desktop import paths
from postmortem_desktop.i18n import choose_language
from postmortem_desktop.logs import start_log
from postmortem_desktop.settings import Settings
from postmortem_desktop.store.recent import SessionSummary, read_sessions

# isort: split
from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from postmortem_desktop.ui import fonts, theme
from postmortem_desktop.ui.crash import CrashNotice, CrashReporter
from postmortem_desktop.ui.desk import Desk
from postmortem_desktop.ui.display import missing_display
from postmortem_desktop.ui.first_paint import after_first_paint
from postmortem_desktop.ui.main_window import MainWindow, WindowParts
from postmortem_desktop.ui.step_factories import step_factories, steps_in_turns
from postmortem_desktop.ui.tidying import Tidying
from postmortem_desktop.ui.window_state import WindowState

_SWITCH_SECONDS = 0.001
"""After which a job that computes gives way; the window asks for it several times in a turn."""


def run(*, with_sample: bool) -> int:
    """Open the window and return the exit status when it is closed."""
    complaint = missing_display()
    if complaint is not None:
        sys.stderr.write(f"{paths.APPLICATION}: {complaint}\n")
        return 2
    start_log(paths.log_file())
    # The option, because a call of setStyle returns a QStyle, whose Python side is dear to make.
    application = QApplication([*sys.argv[:1], "-style", "fusion"])
    reporter = CrashReporter()
    reporter.install()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    window, desk = compose(application, reporter)
    window.show()
    # What takes time comes after the first paint, above all to open the library.
    after_first_paint(window, lambda: _go_on(desk, with_sample=with_sample))
    status = application.exec()
    desk.close()
    reporter.uninstall()
    return status


def _go_on(desk: Desk, *, with_sample: bool) -> None:
    desk.resume(with_sample=with_sample)
    fonts.load_substitutes()


def compose(application: QApplication, reporter: CrashReporter) -> tuple[MainWindow, Desk]:
    """Build the window and what stands behind it; nothing is shown yet."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    settings = Settings.load(paths.settings_file())
    choose_language(settings.language)
    application.setApplicationName(paths.APPLICATION)
    application.setApplicationDisplayName("Postmortem Desktop")
    application.setDesktopFileName("org.postmortemdesktop.PostmortemDesktop")
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{settings.language}", folder):
        application.installTranslator(translator)
    chosen = theme.theme_of(settings, application.styleHints())
    theme.apply(application, chosen)
    colours = theme.ThemeSource(chosen, application)
    path = paths.library_file()
    state = WindowState(paths.window_state_file())
    desk = Desk(path, lambda: sessions_of(path), state)
    window = MainWindow(
        WindowParts(
            gestures=desk.gestures(),
            steps=step_factories(colours, desk.importer),
            theme=colours,
            settings=settings,
            save_settings=lambda changed: changed.save(paths.settings_file()),
            state=state,
            library_file=path,
        )
    )
    desk.serve(window, steps_in_turns(colours, desk.importer))
    application.fontDatabaseChanged.connect(window.update)
    CrashNotice(reporter, window.tell, window)
    tidying = Tidying((window, desk), window)
    desk.opened.connect(tidying.settle)
    return window, desk


def sessions_of(path: Path) -> Sequence[SessionSummary]:
    """Return the sessions of a library for the list."""
    return read_sessions(path, today=datetime.now(UTC).astimezone().date())
