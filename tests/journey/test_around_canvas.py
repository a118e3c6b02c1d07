"""What stands around the canvas is reached by the window's own keys, whatever has the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.ui import step as steps

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def person(qtbot, start):
    """Return somebody who looks at the timeline of the sample session."""
    person = start()
    person.resume()
    person.window.run("open_sample")
    qtbot.waitUntil(lambda: person.window.session is not None, timeout=20_000)
    person.window.session.show_step(steps.TIMELINE)
    person.step.canvas.setFocus()
    qtbot.waitUntil(person.step.canvas.hasFocus)
    return person


def test_find_and_come_back(person):
    step = person.step
    person.key(Qt.Key.Key_Slash)
    person.enter("status page")
    assert len(step.canvas.selection) == 1
    assert "tatus page" in step.inspector.form.title.text()
    person.key(Qt.Key.Key_Escape)
    assert step.canvas.hasFocus()
    person.ctrl(Qt.Key.Key_F)
    assert step.middle.search.line.hasFocus()


def test_the_view_before_and_the_selection(person):
    canvas = person.step.canvas
    whole = canvas.view.scale
    canvas.set_selection(canvas.shown.event_ids[3:5])
    person.key(Qt.Key.Key_S)
    close = canvas.view.scale
    assert close.px_per_second > whole.px_per_second
    person.key(Qt.Key.Key_B)
    assert canvas.view.scale == whole
    person.key(Qt.Key.Key_B, SHIFT)
    assert canvas.view.scale == close


def test_a_filter_without_the_mouse(person):
    step = person.step
    person.key(Qt.Key.Key_F, SHIFT)
    person.type("pool")
    assert step.middle.filtering.hidden
    person.key(Qt.Key.Key_Escape)
    assert step.canvas.hasFocus()
    assert step.middle.toolbar.hidden_chip.isVisible()
    assert set(step.canvas.shown.event_ids).isdisjoint(step.middle.filtering.hidden)


def test_the_table_comes_and_goes(person):
    middle = person.step.middle
    person.key(Qt.Key.Key_T)
    assert middle.is_table_shown
    assert middle.table.view.hasFocus()
    person.ctrl(Qt.Key.Key_T)
    assert not middle.is_table_shown
    assert person.step.canvas.hasFocus()


def test_a_time_is_taken_away_and_the_tray_ordered(person):
    step = person.step
    first = step.canvas.shown.event_ids[0]
    step.canvas.set_selection([first])
    person.ctrl(Qt.Key.Key_U)
    dossier = step.canvas.workspace.dossier
    assert dossier.get(TimelineEvent, first).starts_at is None
    tray = step.middle.tray
    tray.open()
    assert tray.list.event_ids()[-1] == first
    person.key(Qt.Key.Key_Left, ALT)
    assert tray.list.event_ids()[-2] == first
    assert person.window.session is not None
    person.ctrl(Qt.Key.Key_Z)
    person.ctrl(Qt.Key.Key_Z)
    assert step.canvas.shown.find(first) is not None
