"""A large session is opened in a moment, and the window goes on answering until then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from postmortem_desktop.app import compose
from postmortem_desktop.clock import CountingIds, system_clock
from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.domain.records import Lane, Numbering, Postmortem, TimelineEvent
from postmortem_desktop.paths import library_file
from postmortem_desktop.store.library import Library
from postmortem_desktop.ui import step
from postmortem_desktop.ui.crash import CrashReporter

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
COUNT = 1_200
PATIENCE_MS = 20_000


def session(name):
    events = (
        TimelineEvent(
            id=f"{name}-{n}",
            postmortem_id=name,
            lane_id=f"{name}-lane",
            title=f"Event {n}",
            starts_at=NOON + timedelta(minutes=n),
            number=n + 1,
        )
        for n in range(COUNT)
    )
    return Edit(
        "set up",
        created(
            Postmortem(id=name, title=f"Session {name}", created_at=NOON),
            Numbering(id=f"{name}-numbers", postmortem_id=name, next_event=COUNT + 1),
            Lane(id=f"{name}-lane", postmortem_id=name, title="System"),
            *events,
        ),
    )


@pytest.fixture
def composed(qtbot, qapp):
    path = library_file()
    path.parent.mkdir(parents=True)
    with Library.open(path, clock=system_clock, ids=CountingIds()) as library:
        for name in ("a", "b"):
            library.editor(name).perform(session(name))
    window, desk = compose(qapp, CrashReporter())
    qtbot.addWidget(window)
    window.show()
    yield window, desk
    window.close()
    desk.close()
    qapp.setStyleSheet("")


def opened(qtbot, window):
    qtbot.waitUntil(lambda: window.session is not None, timeout=PATIENCE_MS)
    return window.session.workspace


def test_it_is_shown_at_its_step_once_it_has_been_read(qtbot, composed):
    window, desk = composed
    desk.open_session("a", step.TIMELINE)
    assert window.session is None
    assert "Opening" in window.messages.label.text()
    workspace = opened(qtbot, window)
    assert window.session.current_key == step.TIMELINE
    canvas = window.session.current_step.canvas
    assert len(canvas.shown.event_ids) == COUNT
    assert canvas.shown is workspace.timeline.index
    assert not window.messages.isVisible()


def test_it_can_be_worked_on_like_any_other(qtbot, composed):
    window, desk = composed
    desk.open_session("a", step.TIMELINE)
    workspace = opened(qtbot, window)
    canvas = window.session.current_step.canvas
    canvas.set_selection(["a-0"])
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert len(canvas.shown.event_ids) == COUNT - 1
    window.run("undo")
    assert len(canvas.shown.event_ids) == COUNT
    assert not workspace.undo_label


def test_the_last_wish_counts(qtbot, composed):
    window, desk = composed
    desk.open_session("a", step.TIMELINE)
    desk.open_session("b", step.PREPARE)
    assert opened(qtbot, window).dossier.postmortem.id == "b"
    assert window.session.current_key == step.PREPARE


def test_another_wish_counts_also_while_the_widgets_of_the_first_are_made(qtbot, composed):
    window, desk = composed
    desk.open_session("a", step.TIMELINE)
    qtbot.waitUntil(lambda: desk._opening_session._turns is not None, timeout=PATIENCE_MS)
    assert window.session is None
    desk.open_session("b", step.TIMELINE)
    assert opened(qtbot, window).dossier.postmortem.id == "b"
    assert len(window.session.current_step.canvas.shown.event_ids) == COUNT


def test_closing_meanwhile_leaves_nothing_running(qtbot, composed):
    window, desk = composed
    desk.open_session("a", step.TIMELINE)
    assert window.close()
    desk.close()
    assert not desk._opening_session.is_busy
    assert window.session is None


def test_a_small_session_asked_for_meanwhile_stays_in_front(qtbot, composed):
    window, desk = composed
    desk.open_session("a", step.TIMELINE)
    desk.new_session("Small")
    workspace = window.session.workspace
    qtbot.waitUntil(lambda: not desk._opening_session._runner.is_busy, timeout=PATIENCE_MS)
    assert window.session.workspace is workspace
    assert workspace.dossier.postmortem.title == "Small"


def test_a_session_that_goes_to_the_bin_meanwhile_is_not_shown(qtbot, composed):
    window, desk = composed
    desk.open_session("a", step.TIMELINE)
    desk.gestures().delete("a")
    qtbot.waitUntil(lambda: not desk._opening_session._runner.is_busy, timeout=PATIENCE_MS)
    assert window.session is None
    desk.gestures().restore("a")
    desk.open_session("a", step.TIMELINE)
    assert opened(qtbot, window).dossier.postmortem.deleted_at is None


def test_another_session_is_left_with_its_last_words_kept(qtbot, composed):
    window, desk = composed
    desk.open_session("a", step.PREPARE)
    opened(qtbot, window)
    line = window.session.current_step.incident.title
    line.setFocus()
    QTest.keyClicks(line, "!")
    desk.open_session("b", step.TIMELINE)
    assert opened(qtbot, window).dossier.postmortem.id == "b"
    with Library.open(
        library_file(), clock=system_clock, ids=CountingIds(), read_only=True
    ) as stored:
        assert stored.load("a").postmortem.title.count("!") == 1
