"""What every test stands on: its own folder, no display, and guards that name what was left behind.

A test that meets a fault on purpose asks for ``expected_warnings`` and looks at what was logged.
"""

from __future__ import annotations

import gc
import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

# Before the first import of Qt; the real-window tests bring their own platform with a display.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QCoreApplication, QEvent, QStandardPaths
from PySide6.QtWidgets import (
    QApplication,
    QColorDialog,
    QDialog,
    QFileDialog,
    QInputDialog,
    QMenu,
    QMessageBox,
    QWidget,
)

SOAK = os.environ.get("POSTMORTEM_SOAK") == "1"
SHARED = Path(__file__).resolve().parents[2] / "shared"
THREAD_PATIENCE_SECONDS = 5.0

# The quick profile repeats itself, so that a red run can be looked at twice.
settings.register_profile(
    "quick", max_examples=40, stateful_step_count=30, deadline=None, derandomize=True
)
settings.register_profile(
    "soak",
    max_examples=1_000,
    stateful_step_count=80,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("soak" if SOAK else "quick")

_outcome = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember whether the test's own part passed: a traceback keeps widgets alive."""
    report = yield
    if report.when == "call":
        item.stash[_outcome] = report.passed
    return report


@pytest.fixture(scope="session", autouse=True)
def _standard_paths_in_test_mode() -> None:
    QStandardPaths.setTestModeEnabled(True)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the library, settings and log of this test in its own folder (not made yet)."""
    folder = tmp_path / "data"
    monkeypatch.setenv("POSTMORTEM_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def shared_folder() -> Path:
    """Return the folder of real-world samples, or skip the test where there is none."""
    if not SHARED.is_dir():
        pytest.skip(f"the samples are not here: {SHARED} does not exist")
    return SHARED


@pytest.fixture
def soak() -> bool:
    """Tell whether this is the long run of ``make soak``."""
    return SOAK


@pytest.fixture(autouse=True)
def _no_modal_dialogs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a dialog that would block fail the test that opened it."""

    def refuse(*_arguments: object, **_options: object) -> None:
        pytest.fail("a modal dialog was opened; give the test an answer to it")

    for owner, names in (
        (QDialog, ("exec",)),
        (QMenu, ("exec",)),
        (QMessageBox, ("exec", "question", "warning", "critical", "information", "about")),
        (
            QFileDialog,
            (
                "exec",
                "getOpenFileName",
                "getOpenFileNames",
                "getSaveFileName",
                "getExistingDirectory",
            ),
        ),
        (QInputDialog, ("exec", "getText", "getMultiLineText", "getInt", "getDouble", "getItem")),
        (QColorDialog, ("exec", "getColor")),
    ):
        for name in names:
            monkeypatch.setattr(owner, name, refuse)


@pytest.fixture(autouse=True)
def _no_stray_threads() -> Iterator[None]:
    """Fail a test that leaves a thread running which would keep the program from ending."""
    before = set(threading.enumerate())
    yield
    strays = [
        thread
        for thread in threading.enumerate()
        if thread not in before and not thread.daemon and thread.is_alive()
    ]
    for thread in strays:
        thread.join(THREAD_PATIENCE_SECONDS)
    names = [thread.name for thread in strays if thread.is_alive()]
    assert not names, f"threads are still running: {names}"


@pytest.fixture(autouse=True)
def _no_widgets_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test after which a window without an owner is still there.

    Set up before and torn down after ``qtbot``, which closes what was given to ``addWidget``.
    """
    before = {id(widget) for widget in _windows()}
    yield
    leftovers = [widget for widget in _windows() if id(widget) not in before]
    if leftovers:
        # Released already, but in a cycle or waiting for the event loop.
        del leftovers
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        leftovers = [widget for widget in _windows() if id(widget) not in before]
    names = [f"{type(widget).__name__} {widget.windowTitle()!r}" for widget in leftovers]
    for widget in leftovers:
        widget.close()
        widget.deleteLater()
    if request.node.stash.get(_outcome, False):
        assert not names, f"windows are still there: {names}"


def _windows() -> list[QWidget]:
    if not isinstance(QApplication.instance(), QApplication):
        return []
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        # Qt keeps one label for all tool tips.
        if widget.parentWidget() is None and widget.metaObject().className() != "QTipLabel"
    ]


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _no_unexpected_warnings(request: pytest.FixtureRequest) -> Iterator[list[logging.LogRecord]]:
    """Fail a test in which the program logged a warning that nobody asked about.

    Also takes away the handlers that a test's own log file added.
    """
    logger = logging.getLogger("postmortem_desktop")
    handlers, level = list(logger.handlers), logger.level
    watch = _Warnings()
    logger.addHandler(watch)
    yield watch.records
    for handler in list(logger.handlers):
        if handler not in handlers:
            logger.removeHandler(handler)
            handler.close()
    logger.setLevel(level)
    if "expected_warnings" not in request.fixturenames:
        said = [f"{record.name}: {record.getMessage()}" for record in watch.records]
        assert not said, f"warnings were logged: {said}"


@pytest.fixture
def expected_warnings(
    _no_unexpected_warnings: list[logging.LogRecord],
) -> list[logging.LogRecord]:
    """Return the warnings logged so far; asking for it means that the test expects some."""
    return _no_unexpected_warnings
