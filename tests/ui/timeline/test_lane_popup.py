"""The card of the lanes: their place, their look, by key and by button."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from postmortem_desktop.domain.records import Lane

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def popup(qtbot, step):
    """Return the card, open."""
    step.activateWindow()
    qtbot.waitUntil(step.isActiveWindow)
    step.handlers()["add_lane"]()
    return step.middle.lanes


def row_of(popup, title):
    return next(row for row in popup.rows if row.title.text() == title)


def titles(workspace):
    return [lane.title for lane in workspace.dossier.lanes()]


def test_alt_with_an_arrow_moves_the_lane_and_the_keyboard_goes_along(popup, workspace, library):
    before = titles(workspace)
    row_of(popup, before[1]).title.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up, ALT)
    stored = library.load(workspace.dossier.postmortem.id).lanes()
    assert [lane.title for lane in stored] == [before[1], before[0], *before[2:]]
    assert QApplication.focusWidget() is row_of(popup, before[1]).title
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down, ALT)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down, ALT)
    assert titles(workspace) == [before[0], before[2], before[1], *before[3:]]
    for _step in range(3):
        workspace.undo()
    assert titles(workspace) == before


def test_words_being_typed_are_kept_when_the_lane_is_moved(popup, workspace):
    before = titles(workspace)
    title = row_of(popup, before[1]).title
    title.setFocus()
    title.selectAll()
    QTest.keyClicks(title, "Alerts")
    QTest.keyClick(title, Qt.Key.Key_Up, ALT)
    assert titles(workspace)[:2] == ["Alerts", before[0]]


def test_a_row_offers_what_the_menu_of_the_title_does(popup, workspace, lane):
    row = row_of(popup, "Monitoring")
    row.menu.aboutToShow.emit()
    row.menu.findChild(QAction, "glyph_server").trigger()
    assert lane("Monitoring").glyph == "server"
    row.menu.aboutToShow.emit()
    row.menu.findChild(QAction, f"nest_{lane('Support lead').id}").trigger()
    assert lane("Monitoring").parent_id == lane("Support lead").id
    nested, parent = row_of(popup, "Monitoring"), row_of(popup, "Support lead")
    QApplication.sendPostedEvents()
    popup.layout().activate()
    nested.layout().activate()
    assert popup.isVisible()
    assert nested.mark.x() > parent.mark.x()
    assert not nested.up.isEnabled()
    assert not nested.down.isEnabled()
    nested.menu.aboutToShow.emit()
    nested.menu.findChild(QAction, "lift_lane").trigger()
    assert workspace.dossier.get(Lane, lane("Monitoring").id).parent_id is None
