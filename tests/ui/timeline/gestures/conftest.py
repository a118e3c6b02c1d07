"""The canvas by itself, and the whole step in a window that has the program's keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from postmortem_desktop.domain.evidence import EvidenceBatch, EvidenceItem
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.jobs import Progress
from postmortem_desktop.store.library import Library
from postmortem_desktop.transfer.importing import read_incoming, stage
from postmortem_desktop.ui.actions import build_actions
from postmortem_desktop.ui.evidence.importer import Importer
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.timeline_step import TimelineStep
from tests.ui.timeline.gestures.played import (
    NOON,
    PLAIN,
    RECORDS,
    SCALE,
    Played,
    minutes,
    open_canvas,
    open_workspace,
)


@pytest.fixture
def played(qtbot: QtBot, dressed: QApplication, library: Library) -> Played:
    return open_canvas(qtbot, library, RECORDS)


@dataclass
class Staged(Played):
    """A canvas in its step, where what is dropped and linked becomes edits."""

    step: TimelineStep
    window: QMainWindow
    notices: list[str] = field(default_factory=list)

    def press_key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key of the window while the canvas has the focus."""
        self.canvas.setFocus()
        self.key(key, modifiers)


EVIDENCE = (
    EvidenceBatch(
        id="b", postmortem_id="p", source_name="chat.csv", format="csv",
        imported_at=NOON, item_count=2,
    ),
    EvidenceItem(
        id="i1", postmortem_id="p", batch_id="b", text="acknowledged by on-call", at=minutes(22)
    ),
    EvidenceItem(id="i2", postmortem_id="p", batch_id="b", text="a graph without a time"),
)  # fmt: skip


@pytest.fixture
def staged(
    qtbot: QtBot, dressed: QApplication, library: Library, theme_source: ThemeSource
) -> Iterator[Staged]:
    """Return the step in a window with the program's actions; the same records as ``played``."""
    undated = TimelineEvent(id="whenever", postmortem_id="p", lane_id="ops", title="Calls a friend")
    batch, *items = EVIDENCE
    library.stage_evidence(((item, "") for item in items), Progress())
    workspace = open_workspace(library, (*RECORDS, undated, batch))
    importer = Importer(
        read=partial(read_incoming, library, "p", clock=library.clock, ids=library.ids),
        stage=partial(stage, library),
    )
    step = TimelineStep(workspace, theme_source, importer)
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = build_actions(window)
    for name, handle in step.handlers().items():
        if name in actions:
            actions[name].triggered.connect(partial(_call, handle))
            window.addAction(actions[name])
    window.setCentralWidget(step)
    window.resize(1600, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    step.canvas.show_view(SCALE)
    shown = Staged(step.canvas, workspace, library, step, window)
    step.noticed.connect(shown.notices.append)
    yield shown
    step.middle.import_pane.runner.cancel()
    step.middle.import_pane.runner.wait()


def _call(handle: Callable[[], object], _checked: bool = False) -> None:
    handle()
