"""Places and sizes of the window, its splitters, the last session and step."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from postmortem_desktop.ui.widgets.side_panes import SidePanes

_FRAME = QSize(8, 40)
"""What the system puts around a window; not known before it is shown."""


class WindowState:
    """Kept in a file of its own; nothing else is lost when that file is."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def session_id(self) -> str:
        """The session that was open last; empty when it was the library."""
        return self._text("session/id")

    @property
    def step(self) -> str:
        """The step that was shown last."""
        return self._text("session/step")

    def remember_session(self, session_id: str, step: str) -> None:
        """Take note of what is open."""
        self._settings.setValue("session/id", session_id)
        self._settings.setValue("session/step", step)

    def remember_window(self, window: QMainWindow) -> None:
        """Take note of place and size."""
        self._settings.setValue("window/geometry", window.saveGeometry())
        self._settings.sync()

    def restore_window(self, window: QMainWindow) -> bool:
        """Put the window where it was; False when nothing is known."""
        geometry = self._bytes("window/geometry")
        return not geometry.isEmpty() and window.restoreGeometry(geometry)

    def place_window(self, window: QMainWindow, *, usual: QSize, smallest: QSize) -> None:
        """Put the window where it was, or give it its usual size; never beyond the screen."""
        if not self.restore_window(window):
            window.resize(usual)
        room = window.screen().availableGeometry().adjusted(0, 0, -_FRAME.width(), -_FRAME.height())
        window.setMinimumSize(smallest.boundedTo(room.size()))
        window.resize(window.size().boundedTo(room.size()))
        if not room.contains(window.geometry()):
            window.move(room.topLeft())

    def remember_splitters(self, owner: QWidget) -> None:
        """Take note of the splitters below a widget that have a name."""
        for splitter in owner.findChildren(QSplitter):
            name = splitter.objectName()
            if name:
                self._settings.setValue(f"splitters/{name}", splitter.saveState())
            if isinstance(splitter, SidePanes):
                self._settings.setValue(f"aside/{name}", " ".join(splitter.put_aside))

    def restore_splitters(self, owner: QWidget) -> None:
        """Put the splitters below a widget where they were."""
        for splitter in owner.findChildren(QSplitter):
            state = self._bytes(f"splitters/{splitter.objectName()}")
            if splitter.objectName() and not state.isEmpty():
                splitter.restoreState(state)
            if isinstance(splitter, SidePanes):
                aside = self._text(f"aside/{splitter.objectName()}")
                splitter.put_only_aside(tuple(aside.split()))

    def _text(self, key: str) -> str:
        value = self._settings.value(key, "", type=str)
        return value if isinstance(value, str) else ""

    def _bytes(self, key: str) -> QByteArray:
        value = self._settings.value(key, QByteArray(), type=QByteArray)
        return value if isinstance(value, QByteArray) else QByteArray()
