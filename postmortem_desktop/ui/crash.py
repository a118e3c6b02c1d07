"""Mistakes of this program: caught, logged without anybody's words, told in one calm sentence."""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtWidgets import QApplication

from postmortem_desktop import __version__
from postmortem_desktop.i18n import _

log = logging.getLogger(__name__)

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”")
_ROOT = Path(__file__).resolve().parents[2]


class CrashReporter(QObject):
    """Hears of every mistake that nobody caught, on whatever thread, and tells the window."""

    crashed = Signal(str)
    """The report to copy; arrives on the thread of the window."""

    def install(self) -> None:
        """Listen from now on."""
        sys.excepthook = self._hear
        threading.excepthook = self._hear_thread
        sys.unraisablehook = self._hear_unraisable
        qInstallMessageHandler(_log_qt)

    def uninstall(self) -> None:
        """Give Python and Qt their own ways back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        qInstallMessageHandler(None)

    def _hear(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = report_of(error)
        log.error("Unexpected condition\n%s", report)
        self.crashed.emit(report)

    def _hear_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None and arguments.exc_type is not SystemExit:
            self._hear(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _hear_unraisable(self, arguments: sys.UnraisableHookArgs) -> None:
        if arguments.exc_value is not None:
            self._hear(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)


class CrashNotice(QObject):
    """Says in the window that something unexpected happened, and offers the report."""

    def __init__(
        self,
        reporter: CrashReporter,
        tell: Callable[[str, str, Callable[[], object]], object],
        parent: QObject,
    ) -> None:
        """Listen to a reporter; ``tell`` is as ``MessageBar.say``."""
        super().__init__(parent)
        self._say = tell
        self._report = ""
        reporter.crashed.connect(self._tell)

    def _tell(self, report: str) -> None:
        self._report = report
        self._say(
            _(
                "Something unexpected happened inside the program. Your work is saved up to the "
                "last change; you can go on."
            ),
            _("Copy report"),
            self._copy,
        )

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._report)


def report_of(error: BaseException) -> str:
    """Return what helps to mend a mistake: versions, kinds and places, never values or texts."""
    import platform  # a part of the library that only a report needs

    lines = [
        f"Postmortem Desktop {__version__}, Python {platform.python_version()}, "
        f"Qt {qVersion()}, {platform.platform()}",
    ]
    current: BaseException | None = error
    while current is not None:
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        lines.extend(
            f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        )
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def _short(filename: str) -> str:
    """Return a path without the folders of whoever runs the program."""
    path = Path(filename)
    if path.is_relative_to(_ROOT):
        return path.relative_to(_ROOT).as_posix()
    return "/".join(path.parts[-2:])


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Log what Qt says, without what it quotes."""
    level = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }.get(kind, logging.ERROR)
    log.log(level, "Qt (%s): %s", context.category, _QUOTED.sub("“…”", message))
