"""Filtering in the card below the chip, and showing everything again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton

from postmortem_desktop.domain.kinds import EventKind, LinkKind
from postmortem_desktop.domain.records import Link, TimelineEvent
from postmortem_desktop.editing.timeline_edits import change_event
from postmortem_desktop.timeline.filtering import EventFilter
from postmortem_desktop.ui.interview.interview_step import InterviewsStep
from postmortem_desktop.ui.learnings.learnings_step import LearningsStep
from postmortem_desktop.ui.timeline.filter_chip import filter_text

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def card(qtbot, step):
    """Return the card, opened by a click on the chip."""
    qtbot.mouseClick(step.middle.toolbar.filter_chip, LEFT)
    assert step.middle.filter_card.isVisible()
    return step.middle.filter_card


def tick(qtbot, box):
    qtbot.keyClick(box, Qt.Key.Key_Space)


def of_kind(workspace, kind):
    return {event.id for event in workspace.dossier.events() if event.kind is kind}


def test_a_ticked_kind_leaves_only_its_events(qtbot, step, card, workspace):
    tick(qtbot, card.boxes["kinds", "alert"])
    everything = {event.id for event in workspace.dossier.events()}
    hidden = everything - of_kind(workspace, EventKind.ALERT)
    assert step.middle.filtering.hidden == hidden
    chips = step.middle.toolbar
    assert chips.filter_chip.text() == "Filter · Alert ▾"
    assert chips.filter_chip.accessibleName() == "Filter · Alert"
    assert chips.hidden_chip.isVisible()
    assert chips.hidden_chip.text() == f"{len(hidden)} hidden"
    shown = len(everything) - len(hidden)
    assert card.count.text() == f"{shown} of {len(everything)} events in sight"
    tick(qtbot, card.boxes["kinds", "decision"])
    assert chips.filter_chip.text() == "Filter · 2 kinds ▾"
    assert step.middle.filtering.hidden == hidden - of_kind(workspace, EventKind.DECISION)


def test_the_counter_shows_everything_again(qtbot, step, card):
    tick(qtbot, card.boxes["kinds", "alert"])
    qtbot.mouseClick(step.middle.toolbar.hidden_chip, LEFT)
    assert step.middle.filtering.hidden == frozenset()
    assert not card.boxes["kinds", "alert"].isChecked()
    assert not step.middle.toolbar.hidden_chip.isVisible()
    assert step.middle.toolbar.filter_chip.text() == "Filter ▾"


def test_the_button_of_the_card_shows_everything_again(qtbot, step, card):
    qtbot.keyClicks(card.words, "pool")
    assert step.middle.filtering.hidden
    qtbot.mouseClick(card.all_button, LEFT)
    assert card.words.text() == ""
    assert step.middle.filtering.chosen == EventFilter()


def test_lane_and_words_have_to_agree(qtbot, step, card, workspace, lane):
    tick(qtbot, card.boxes["lanes", lane("Database engineer").id])
    qtbot.keyClicks(card.words, "POOL")
    left = [e for e in workspace.dossier.events() if e.id not in step.middle.filtering.hidden]
    assert {e.lane_id for e in left} == {lane("Database engineer").id}
    assert left
    assert all("pool" in f"{e.title} {e.detail} {e.known_then}".lower() for e in left)
    assert step.middle.toolbar.filter_chip.text() == "Filter · 1 lane, words ▾"


def test_a_source_leaves_what_came_from_it(qtbot, step, card, workspace):
    (place,) = [place for place in card.boxes if place[0] == "sources"]
    tick(qtbot, card.boxes[place])
    dossier = workspace.dossier
    came = [link for link in dossier.all(Link) if link.kind is LinkKind.CAME_FROM]
    items = {item.id for item in workspace.evidence.get(link.target_id for link in came)}
    expected = {link.source_id for link in came if link.target_id in items}
    everything = {event.id for event in dossier.events()}
    assert expected
    assert step.middle.filtering.hidden == everything - expected


def test_only_stars(qtbot, step, card, workspace):
    tick(qtbot, card.starred)
    starred = {event.id for event in workspace.dossier.events() if event.starred}
    everything = {event.id for event in workspace.dossier.events()}
    assert step.middle.filtering.hidden == everything - starred


def test_an_edit_is_followed(qtbot, step, card, workspace, event):
    tick(qtbot, card.starred)
    other = next(e for e in workspace.dossier.events() if not e.starred)
    assert other.id in step.middle.filtering.hidden
    workspace.perform(change_event(workspace.dossier, other.id, starred=True))
    assert other.id not in step.middle.filtering.hidden
    workspace.undo()
    assert other.id in step.middle.filtering.hidden


def test_a_filter_is_no_edit(qtbot, card, workspace):
    before, label = workspace.dossier.snapshot(), workspace.undo_label
    tick(qtbot, card.boxes["kinds", "alert"])
    assert workspace.dossier == before
    assert workspace.undo_label == label


def test_an_event_that_is_asked_for_is_shown(qtbot, step, card, workspace):
    tick(qtbot, card.boxes["kinds", "alert"])
    wanted = next(iter(of_kind(workspace, EventKind.DECISION)))
    step.show_record(wanted)
    assert step.middle.filtering.hidden == frozenset()
    assert step.canvas.selection == (wanted,)


def test_hidden_events_have_no_card_in_the_tray(qtbot, step, card, workspace):
    assert step.middle.tray.isVisible()
    undated = next(e for e in workspace.dossier.events() if e.starts_at is None)
    other = next(kind for kind in EventKind if kind is not undated.kind)
    tick(qtbot, card.boxes["kinds", other.value])
    assert not step.middle.tray.isVisible()


def test_a_second_click_and_escape_close_the_card(qtbot, step, card):
    qtbot.mouseClick(step.middle.toolbar.filter_chip, LEFT)
    assert not card.isVisible()
    step.handlers()["filter"]()
    assert card.isVisible()
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_every_box_says_what_it_is(card, workspace):
    names = [box.accessibleName() for box in card.boxes.values()]
    assert "Kind: Alert" in names
    assert "Lane: Monitoring" in names
    assert "Told by: Payments on-call" in names
    assert len(names) == len(set(names))


def test_a_narrow_toolbar_keeps_the_counter(qtbot, step, card):
    tick(qtbot, card.boxes["kinds", "alert"])
    step.resize(1024, 560)
    tools = step.middle.toolbar
    qtbot.waitUntil(lambda: step.width() == 1024 and not tools.snap_chip.isVisible())
    assert tools.hidden_chip.isVisible()
    assert step.minimumSizeHint().width() <= 1024
    right = tools.fit_button.mapTo(step, tools.fit_button.rect().topRight()).x()
    assert right < step.width()


def test_the_words_of_the_chip():
    assert filter_text(EventFilter()) == ""
    assert filter_text(EventFilter(kinds=frozenset({EventKind.IMPACT}))) == "Impact"
    assert filter_text(EventFilter(kinds=frozenset(EventKind))) == "8 kinds"
    assert filter_text(EventFilter(starred_only=True)) == "starred"
    one = frozenset({"x"})
    assert filter_text(EventFilter(people=one, sources=one)) == "1 person, 1 source"
    assert filter_text(EventFilter(people=one, lanes=one, words="pool")) == "3 choices"


def test_what_is_filtered_by_a_lane_that_goes_is_seen_again(qtbot, step, card, workspace, lane):
    place = lane("Support lead").id
    tick(qtbot, card.boxes["lanes", place])
    assert step.middle.filtering.hidden
    from postmortem_desktop.editing.lane_edits import remove_lane

    workspace.perform(remove_lane(workspace.dossier, place))
    assert step.middle.filtering.hidden == frozenset()
    assert all(e.lane_id != place for e in workspace.dossier.all(TimelineEvent))


@pytest.mark.parametrize("make", [InterviewsStep, LearningsStep], ids=["interviews", "learnings"])
def test_other_steps_count_what_is_hidden_and_show_everything_again(
    qtbot, step, card, workspace, theme_source, make
):
    other = make(workspace, theme_source)
    qtbot.addWidget(other)
    other.resize(1280, 640)
    other.show()
    assert not other.hidden_chip.isVisible()
    tick(qtbot, card.boxes["kinds", "alert"])
    hidden = len(workspace.dossier.events()) - len(of_kind(workspace, EventKind.ALERT))
    assert other.hidden_chip.isVisible()
    assert other.hidden_chip.text() == f"{hidden} hidden"
    assert other.hidden_chip.accessibleName() == f"{hidden} hidden; show everything again"
    # It stands in the corner, above the name of the zone, and is whole.
    assert other.canvas.view.plot.left() > other.hidden_chip.geometry().right()
    assert other.hidden_chip.width() >= other.hidden_chip.sizeHint().width()
    qtbot.mouseClick(other.hidden_chip, LEFT)
    assert not other.hidden_chip.isVisible()
    assert not step.middle.toolbar.hidden_chip.isVisible()
    assert step.middle.filtering.chosen == EventFilter()
    assert not card.boxes["kinds", "alert"].isChecked()
    assert set(other.canvas.shown.event_ids) == {
        event.id for event in workspace.dossier.events() if event.starts_at is not None
    }
    assert set(step.canvas.shown.event_ids) == set(other.canvas.shown.event_ids)


def test_what_clears_the_words_stands_in_the_middle_of_its_line(qtbot, dressed, card):
    card.words.setText("pool")
    (clear,) = card.words.findChildren(QToolButton)
    qtbot.waitUntil(clear.isVisible)
    assert abs(clear.geometry().center().y() - card.words.rect().center().y()) <= 1


def test_an_event_written_on_the_canvas_that_the_filter_hides_is_told(qtbot, step, workspace):
    told = []
    step.noticed.connect(told.append)
    chosen = EventFilter(kinds=frozenset([EventKind.ALERT]))
    step.middle.filtering.choose(chosen)
    canvas, hidden = step.canvas, len(workspace.hidden)
    lane = canvas.view.layout.lanes[0]
    canvas.writing.new_event(lane.lane_id, canvas.view.moment_at(400), 200)
    line = canvas.findChild(QLineEdit, "timelineTitleEditor")
    qtbot.keyClicks(line, "rings support")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    made = next(e for e in workspace.dossier.events() if e.title == "rings support")
    assert made.id in workspace.hidden
    assert step.middle.filtering.chosen == chosen
    count = f"{hidden + 1} hidden"
    assert told == [f"Added “rings support”. The filter hides it; “{count}” shows everything."]
    assert step.middle.toolbar.hidden_chip.text() == count


def test_tab_goes_through_all_boxes_of_the_card(qtbot, step, card):
    qtbot.waitUntil(card.words.hasFocus)
    tick(qtbot, card.starred)
    reached = []
    for _press in range(len(card.boxes) + 2):
        QTest.keyClick(card.window().focusWidget(), Qt.Key.Key_Tab)
        reached.append(card.window().focusWidget())
    assert reached == [card.starred, *card.boxes.values(), card.all_button]
    assert card.isVisible()
