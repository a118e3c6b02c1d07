"""The program as the composition root builds it, and somebody who uses it by mouse and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from postmortem_desktop.app import compose
from postmortem_desktop.ui.crash import CrashReporter

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
STEPS_OF_A_DRAG = 12


class Facilitator:
    """Mouse and keys over the program's window, delivered to it as by a display server."""

    def __init__(self, qtbot: QtBot, application: QApplication) -> None:
        self.qtbot = qtbot
        self.reporter = CrashReporter()
        self.window, self.desk = compose(application, self.reporter)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitActive(self.window)

    @property
    def step(self) -> QWidget:
        """The step in front."""
        assert self.window.session is not None
        assert self.window.session.current_step is not None
        return self.window.session.current_step

    def resume(self) -> None:
        """Let the program do what it does after its first paint."""
        with self.qtbot.waitSignal(self.desk._opener.succeeded, timeout=20_000):
            self.desk.resume()

    def end(self) -> None:
        """Close the window and what stands behind it."""
        self.window.close()
        self.desk.close()

    # Mouse

    def hold(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        """Press and move in small steps, without letting go."""
        QTest.mousePress(self._surface, LEFT, PLAIN, self._on_window(widget, start))
        for step in range(1, STEPS_OF_A_DRAG + 1):
            self.move(widget, start + (end - start) * step / STEPS_OF_A_DRAG)

    def move(self, widget: QWidget, point: QPoint) -> None:
        """Move the pointer."""
        QTest.mouseMove(self._surface, self._on_window(widget, point))

    def let_go(self, widget: QWidget, point: QPoint) -> None:
        """Release the button."""
        QTest.mouseRelease(self._surface, LEFT, PLAIN, self._on_window(widget, point))

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        """Press, move and release."""
        self.hold(widget, start, end)
        self.let_go(widget, end)

    def click(self, widget: QWidget, point: QPoint | None = None) -> None:
        """Click into a widget, into its middle unless a point is named."""
        place = self._on_window(widget, widget.rect().center() if point is None else point)
        QTest.mouseClick(self._surface, LEFT, PLAIN, place)

    def double_click(self, widget: QWidget, point: QPoint) -> None:
        """Click twice."""
        QTest.mouseDClick(self._surface, LEFT, PLAIN, self._on_window(widget, point))

    def drop(self, widget: QWidget, mime: QMimeData, point: QPoint) -> None:
        """Bring a drag in and let it go: without a display Qt carries no drag from start to end."""
        copy = Qt.DropAction.CopyAction
        for kind in (QDragEnterEvent, QDragMoveEvent):
            QApplication.sendEvent(widget, kind(point, copy, mime, LEFT, PLAIN))
        event = QDropEvent(QPointF(point), copy, mime, LEFT, PLAIN)
        QApplication.sendEvent(widget, event)
        assert event.isAccepted()

    # Keys

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def ctrl(self, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def type(self, words: str) -> None:
        """Type where the focus is."""
        for letter in words:
            QTest.keyClicks(QApplication.focusWidget(), letter)

    def enter(self, line: str) -> None:
        """Type a line where the focus is, and Enter."""
        self.type(line)
        self.key(Qt.Key.Key_Return)

    def name_file(self, path: Path) -> None:
        """Answer the file dialog that stands open."""
        dialog = self.window.findChild(QFileDialog)
        self.qtbot.waitActive(dialog)
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        # Typed key by key, the dialog would complete what stands in its folder.
        line.setText(str(path))
        QTest.keyClick(line, Qt.Key.Key_Return)
        # No window manager is here to give the keys back to the window.
        self.window.activateWindow()
        self.qtbot.waitActive(self.window)

    @property
    def _surface(self):
        return self.window.windowHandle()

    def _on_window(self, widget: QWidget, point: QPoint) -> QPoint:
        # Nobody points at what has not been laid out yet.
        QApplication.sendPostedEvents()
        return widget.mapTo(self.window, point)


@pytest.fixture
def start(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Facilitator]]:
    """Return what starts the program on this test's data folder, on a computer in Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    started: list[Facilitator] = []

    def begin() -> Facilitator:
        started.append(Facilitator(qtbot, qapp))
        return started[-1]

    yield begin
    for facilitator in started:
        facilitator.end()
    qapp.setStyleSheet("")
