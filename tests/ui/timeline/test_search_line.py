"""Finding events on the timeline."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.timeline_edits import rename_event

ENTER, SHIFT = Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def search(step):
    """Return the line, opened, with nothing typed."""
    step.handlers()["find_event"]()
    assert step.middle.search.isVisible()
    return step.middle.search


def with_word(workspace, word):
    """Return the ids of the events that hold a word, dated ones by time."""
    return [
        event.id
        for event in workspace.dossier.events()
        if word in f"{event.title} {event.detail} {event.known_then}".lower()
    ]


def test_typing_finds_and_moves_nothing(qtbot, step, search, workspace):
    before = step.canvas.view
    told = []
    search.matches_changed.connect(told.append)
    qtbot.keyClicks(search.line, "POOL")
    expected = with_word(workspace, "pool")
    assert search.matches == expected
    assert told[-1] == frozenset(expected)
    assert search.count.text() == f"{len(expected)} found"
    assert (step.canvas.view.scale, step.canvas.view.scroll) == (before.scale, before.scroll)
    assert step.canvas.selection == ()


def test_enter_goes_on_and_shift_enter_back_around_the_ends(qtbot, step, search, workspace):
    qtbot.keyClicks(search.line, "pool")
    found = search.matches
    total = len(found)
    assert total > 2
    qtbot.keyClick(search.line, ENTER)
    assert step.canvas.selection == (found[0],)
    assert search.count.text() == f"1 of {total}"
    qtbot.keyClick(search.line, ENTER)
    assert step.canvas.selection == (found[1],)
    qtbot.keyClick(search.line, ENTER, SHIFT)
    qtbot.keyClick(search.line, ENTER, SHIFT)
    assert search.count.text() == f"{total} of {total}"
    assert step.canvas.selection == (found[-1],)
    assert search.line.text() == "pool"


def test_a_match_out_of_sight_is_brought_into_sight(qtbot, step, search):
    step.canvas.zoom(8, step.canvas.view.plot.left())
    qtbot.keyClicks(search.line, "status page")
    qtbot.keyClick(search.line, ENTER)
    (event_id,) = step.canvas.selection
    rect, plot = step.canvas.rect_of(event_id), step.canvas.view.plot
    assert plot.left() <= rect.left() < plot.right()
    assert plot.top() <= rect.top() < plot.bottom()


def test_an_undated_match_is_shown_in_the_tray(qtbot, step, search, workspace):
    undated = next(e for e in workspace.dossier.events() if e.starts_at is None)
    qtbot.keyClicks(search.line, undated.title)
    assert search.matches == [undated.id]
    qtbot.keyClick(search.line, ENTER)
    assert step.inspector.form.title.text() == undated.title
    assert step.middle.tray.list.currentItem().text() == undated.title


def test_accents_are_passed_over(qtbot, search, workspace):
    one = workspace.dossier.events()[0]
    workspace.perform(rename_event(workspace.dossier, one.id, "Zürich façade"))
    qtbot.keyClicks(search.line, "zurich FACADE")
    assert search.matches == [one.id]


def test_an_edit_is_followed(qtbot, search, workspace):
    qtbot.keyClicks(search.line, "xyzzy")
    assert search.count.text() == "None found"
    assert not search.next_button.isEnabled()
    one = workspace.dossier.events()[0]
    workspace.perform(rename_event(workspace.dossier, one.id, "Xyzzy"))
    qtbot.waitUntil(lambda: search.matches == [one.id])
    workspace.undo()
    qtbot.waitUntil(lambda: search.matches == [])


def test_hidden_events_are_not_found(qtbot, step, search, workspace):
    qtbot.keyClicks(search.line, "pool")
    hidden = frozenset(search.matches[:2])
    rest = search.matches[2:]
    search.set_hidden(hidden)
    qtbot.waitUntil(lambda: search.matches == rest)


def test_escape_closes_and_forgets_the_matches(qtbot, step, search):
    told = []
    qtbot.keyClicks(search.line, "pool")
    search.matches_changed.connect(told.append)
    qtbot.keyClick(search.line, Qt.Key.Key_Escape)
    assert not search.isVisible()
    assert told == [None]
    search.open_line()
    assert len(told[-1]) > 2
    assert search.line.selectedText() == "pool"


def test_the_buttons_go_as_the_keys_do(qtbot, step, search):
    qtbot.keyClicks(search.line, "pool")
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(search.next_button, left)
    qtbot.mouseClick(search.next_button, left)
    qtbot.mouseClick(search.previous_button, left)
    assert step.canvas.selection == (search.matches[0],)
    qtbot.mouseClick(search.close_button, left)
    assert not search.isVisible()


def test_every_match_is_an_event(qtbot, search, workspace):
    qtbot.keyClicks(search.line, "e")
    assert all(workspace.dossier.find(TimelineEvent, i) is not None for i in search.matches)
    assert len(search.matches) == len(set(search.matches))


def test_it_covers_no_event_but_stands_over_the_whole_incident(step, search):
    overview = step.middle.overview
    place = QRect(overview.mapTo(step.middle, QPoint()), overview.size())
    assert place.contains(search.geometry())
