"""The event table over the sample session, and the ways in which people use it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.ui.event_table.columns import COLUMNS, Column
from postmortem_desktop.ui.event_table.event_table import EventTable
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.workspace import Workspace


@pytest.fixture
def table(qtbot: QtBot, workspace: Workspace, theme_source: ThemeSource) -> EventTable:
    """Return the table, shown and active."""
    return shown(qtbot, EventTable(workspace, theme_source))


@pytest.fixture
def event(workspace: Workspace) -> Callable[[str], TimelineEvent]:
    """Return what finds the event whose title begins so, as it is now."""

    def find(start: str) -> TimelineEvent:
        return next(e for e in workspace.dossier.events() if e.title.startswith(start))

    return find


@pytest.fixture
def cell(table: EventTable, event: Callable[[str], TimelineEvent]) -> Callable[[str, Column], None]:
    """Return what takes a cell in hand, as a click does."""

    def choose(start: str, column: Column) -> None:
        index = table.rows.index(table.rows.row_of(event(start).id), COLUMNS.index(column))
        table.view.setCurrentIndex(index)
        table.view.setFocus()

    return choose


@pytest.fixture
def keys(qtbot: QtBot) -> Callable[..., None]:
    """Return what types letters, and presses keys, where the focus is."""

    def press(*what: str | Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        for part in what:
            if isinstance(part, str):
                for letter in part:
                    QTest.keyClicks(focus(), letter)
                    qtbot.wait(1)
            else:
                QTest.keyClick(focus(), part, modifier or Qt.KeyboardModifier.NoModifier)
                qtbot.wait(1)

    return press


def shown(qtbot: QtBot, table: EventTable) -> EventTable:
    qtbot.addWidget(table)
    table.resize(1200, 640)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    table.view.setFocus()
    return table


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
