"""A message is quiet: it takes no focus, offers one thing, and goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from postmortem_desktop.errors import PostmortemError, StorageError
from postmortem_desktop.ui.problems import explain
from postmortem_desktop.ui.widgets.message_bar import MessageBar


@pytest.fixture
def host(qtbot, dressed):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 600)
    host.field = QLineEdit()
    QVBoxLayout(host).addWidget(host.field)
    host.show()
    host.activateWindow()
    qtbot.waitActive(host)
    host.field.setFocus()
    return host


def test_it_leaves_the_focus_where_it_is_and_stands_at_the_foot(host):
    bar = MessageBar(host)
    bar.say("“Slow checkout” is in the bin.", "Undo", lambda: None)
    assert host.field.hasFocus()
    assert bar.geometry().bottom() < host.height()
    assert bar.geometry().top() > host.height() / 2
    host.resize(500, 300)
    QTest.qWait(0)
    assert host.rect().contains(bar.geometry())


def test_it_stands_where_there_is_room_for_it_and_grows_upwards(host):
    bar = MessageBar(host, lambda _width: (200, 800))
    bar.say("A sentence.")
    foot, height = bar.geometry().bottom(), bar.height()
    assert (bar.x(), bar.width()) == (200, 600)
    # It may rise six pixels above a foot of thirty, and stays within its parent.
    assert host.height() - 36 <= bar.y()
    assert foot < host.height()
    bar.say("A sentence. " * 20)
    assert (bar.x(), bar.width(), bar.geometry().bottom()) == (200, 600, foot)
    assert bar.height() > height


def test_a_long_sentence_wraps_and_stays_within(host):
    bar = MessageBar(host)
    bar.say("A rather long sentence about a folder. " * 8)
    assert host.rect().contains(bar.geometry())
    assert bar.label.height() >= bar.label.fontMetrics().lineSpacing() * 2
    assert not bar.button.isVisible()


def test_what_it_offers_is_done_once_and_it_goes(qtbot, host):
    done = []
    bar = MessageBar(host)
    bar.say("Gone.", "Undo", lambda: done.append(1))
    qtbot.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    assert done == [1]
    assert not bar.isVisible()


def test_it_can_be_closed(qtbot, host):
    bar = MessageBar(host)
    bar.say("Gone.")
    qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_conditions_speak_for_themselves():
    assert explain(StorageError("There is no space left.")) == "There is no space left."
    assert "safe" in explain(PostmortemError())
