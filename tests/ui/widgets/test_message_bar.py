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


def test_it_leaves_the_foot_of_the_window_free(host):
    bar = MessageBar(host, above=30)
    bar.say("A sentence. " * 20)
    assert bar.geometry().bottom() < host.height() - 30


def test_one_line_covers_no_more_than_the_strip_below_the_timeline(host):
    bar = MessageBar(host, above=30)
    bar.say("A sentence.")
    # The foot takes 30, the strip 52.
    assert host.height() - 30 - 52 <= bar.y()
    assert bar.y() + bar.height() == host.height() - 30 - 4


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
