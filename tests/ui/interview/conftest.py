"""The interviews as a window of the program shows them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from postmortem_desktop.domain.records import Participant
from postmortem_desktop.ui.actions import build_actions
from postmortem_desktop.ui.interview.interview_step import InterviewsStep
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.workspace import Workspace


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def open_step(
    qtbot: QtBot, window: QMainWindow, workspace: Workspace, theme_source: ThemeSource
) -> Callable[[], InterviewsStep]:
    """Return what shows the step in a window that has the program's actions."""

    def opened() -> InterviewsStep:
        step = InterviewsStep(workspace, theme_source)
        window.setCentralWidget(step)
        for key, action in build_actions(window).items():
            if key in step.handlers():
                action.triggered.connect(step.handlers()[key])
                window.addAction(action)
        window.resize(1600, 916)
        window.show()
        window.activateWindow()
        qtbot.waitActive(window)
        return step

    return opened


def person(workspace: Workspace, role: str = "Payments on-call") -> Participant:
    """Return who had a role at the time."""
    return next(p for p in workspace.dossier.participants() if p.role_then == role)
