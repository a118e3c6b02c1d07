"""The step Timeline over the sample session."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.ui.evidence.importer import Importer
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.timeline_step import TimelineStep
from postmortem_desktop.ui.workspace import Workspace


@pytest.fixture
def step(
    qtbot: QtBot, workspace: Workspace, theme_source: ThemeSource, importer: Importer
) -> TimelineStep:
    """Return the step, shown in a laptop's width."""
    step = TimelineStep(workspace, theme_source, importer)
    qtbot.addWidget(step)
    step.resize(1280, 700)
    step.show()
    return step


@pytest.fixture
def event(workspace: Workspace) -> Callable[[str], TimelineEvent]:
    """Return what finds the event whose title begins so, as it is now."""

    def find(start: str) -> TimelineEvent:
        return next(e for e in workspace.dossier.events() if e.title.startswith(start))

    return find


@pytest.fixture
def lane(workspace: Workspace) -> Callable[[str], Lane]:
    """Return what finds the lane with a title."""

    def find(title: str) -> Lane:
        return next(lane for lane in workspace.dossier.lanes() if lane.title == title)

    return find
