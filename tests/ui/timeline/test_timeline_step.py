"""Inbox, canvas and inspector work together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.ui.actions import ACTIONS
from postmortem_desktop.ui.interview.sentence_events import sentence_payload
from postmortem_desktop.ui.theme import DARK
from postmortem_desktop.ui.timeline.looking import snap_targets


def test_the_counts_are_told(step):
    assert step.status_text() == "27 events · 5 lanes"


def test_every_key_that_the_step_answers_is_an_action(step):
    assert set(step.handlers()) <= {spec.key for spec in ACTIONS}


def test_a_record_is_selected_and_shown(step, event):
    wanted = event("Status page")
    step.show_record(wanted.id)
    assert step.canvas.selection == (wanted.id,)
    assert step.inspector.form.title.text() == wanted.title


def test_two_selected_events_are_linked_in_the_order_of_selecting(step, workspace, event):
    first, second = event("Latency SLO"), event("Asks for a database")
    step.canvas.set_selection([first.id, second.id])
    step.handlers()["link"]()
    (link,) = workspace.dossier.links_of(second.id, LinkKind.INFLUENCED)
    assert (link.source_id, link.target_id) == (first.id, second.id)


def test_after_link_the_next_event_that_is_clicked_is_the_second(qtbot, step, workspace, event):
    first, second = event("Latency SLO"), event("Asks for a database")
    step.show_record(first.id)
    step.handlers()["link"]()
    assert "led to" in step.middle.note.label.text()
    place = step.canvas.rect_of(second.id).center().toPoint()
    step.canvas.reveal(second.id)
    place = step.canvas.rect_of(second.id).center().toPoint()
    qtbot.mouseClick(step.canvas, Qt.MouseButton.LeftButton, pos=place)
    (link,) = workspace.dossier.links_of(second.id, LinkKind.INFLUENCED)
    assert (link.source_id, link.target_id) == (first.id, second.id)
    assert not step.middle.note.isVisible()


def test_escape_leaves_linking(qtbot, step, workspace, event):
    before = workspace.dossier.snapshot()
    step.show_record(event("Latency SLO").id)
    step.handlers()["link"]()
    qtbot.keyClick(step.canvas, Qt.Key.Key_Escape)
    step.canvas.set_selection([event("Asks for a database").id])
    assert workspace.dossier == before


def test_link_without_a_selection_says_what_to_choose(step, workspace):
    before, told = workspace.dossier.snapshot(), []
    step.noticed.connect(told.append)
    step.canvas.set_selection([])
    step.canvas.set_current("")
    step.handlers()["link"]()
    assert told == ["Choose the event that came first, then press L."]
    assert workspace.dossier == before


def test_dropped_evidence_becomes_an_event_where_it_fell(step, workspace, lane):
    row = next(
        r
        for r in workspace.evidence.page(workspace.dossier.postmortem.id, unplaced_only=True)
        if r.item.at is not None
    )
    lane_id = lane("Support lead").id
    at = datetime(2026, 10, 14, 12, 5, tzinfo=UTC)
    step.canvas.evidence_dropped.emit([row.item.id], lane_id, at)
    (event_id,) = step.canvas.selection
    made = workspace.dossier.get(TimelineEvent, event_id)
    assert (made.title, made.lane_id, made.starts_at) == (row.item.text, lane_id, at)
    (link,) = workspace.dossier.links_of(event_id)
    assert (link.target_id, link.kind) == (row.item.id, LinkKind.CAME_FROM)


def test_a_dropped_sentence_keeps_its_answer(step, workspace, lane):
    answer = workspace.dossier.all(Answer)[0]
    at = datetime(2026, 10, 14, 12, 5, tzinfo=UTC)
    payload = sentence_payload(answer.id, "I looked")
    step.canvas.sentence_dropped.emit("I looked", payload, lane("Monitoring").id, at)
    made = next(e for e in workspace.dossier.events() if e.title == "I looked")
    assert made.starts_at == at
    assert answer in workspace.dossier.linked(made.id, Answer)


def test_dropped_words_from_elsewhere_become_an_event(step, workspace, lane):
    at = datetime(2026, 10, 14, 12, 5, tzinfo=UTC)
    step.canvas.sentence_dropped.emit("seen on a screen", "", lane("Monitoring").id, at)
    made = next(e for e in workspace.dossier.events() if e.title == "seen on a screen")
    assert (made.starts_at, made.lane_id) == (at, lane("Monitoring").id)


def test_lanes_are_added_renamed_ordered_and_deleted(qtbot, step, workspace):
    step.handlers()["add_lane"]()
    popup = step.middle.lanes
    qtbot.keyClicks(popup.new_title, "Vendor")
    qtbot.keyClick(popup.new_title, Qt.Key.Key_Return)
    assert titles(workspace)[-1] == "Vendor"
    row = popup.rows[-1]
    row.title.selectAll()
    qtbot.keyClicks(row.title, "CDN vendor")
    qtbot.keyClick(row.title, Qt.Key.Key_Return)
    assert titles(workspace)[-1] == "CDN vendor"
    qtbot.mouseClick(popup.rows[-1].up, Qt.MouseButton.LeftButton)
    assert titles(workspace)[-2:] == ["CDN vendor", "Support lead"]
    events = len(workspace.dossier.events())
    on_it = len([e for e in workspace.dossier.events() if e.lane_id == last_lane(workspace).id])
    qtbot.mouseClick(popup.rows[-1].delete, Qt.MouseButton.LeftButton)
    assert titles(workspace)[-1] == "CDN vendor"
    assert len(workspace.dossier.events()) == events - on_it
    workspace.undo()
    assert titles(workspace)[-1] == "Support lead"
    assert len(popup.rows) == 6


def test_a_snap_is_chosen_for_the_canvas(step, workspace):
    step.middle.toolbar._snaps.actions()[3].trigger()
    assert workspace.settings.snap_seconds == 60
    chip = step.middle.toolbar.snap_chip
    scale = step.canvas.view.scale
    # A minute is 6 px, then 0.6 px: there five minutes would be 3 px, fifteen are 9 px.
    step.canvas.show_view(replace(scale, px_per_second=0.1))
    assert chip.text() == "Snap 1 min"
    step.canvas.show_view(replace(scale, px_per_second=0.01))
    assert chip.text() == "Snap 15 min"
    step.middle.toolbar._snaps.actions()[0].trigger()
    assert chip.text() == "No grid"
    assert snap_targets(step.canvas).grid_seconds == 0


def test_nothing_is_cut_at_the_smallest_window(qtbot, step, event):
    step.show_record(event("Pool saturated").id)
    step.resize(1024, 560)
    tools, inspector = step.middle.toolbar, step.inspector
    qtbot.waitUntil(lambda: step.width() == 1024)
    for button in (
        tools.event_button,
        tools.filter_chip,
        tools.zone_chip,
        tools.fit_button,
        tools.evidence_button,
        tools.fields_button,
        inspector.ask_button,
        inspector.delete_button,
        step.inbox.import_button,
    ):
        assert button.isVisible()
        qtbot.waitUntil(partial(is_whole, button))
        assert button.mapTo(step, button.rect().topRight()).x() < step.width()


def test_the_toolbar_gives_up_words_before_buttons(qtbot, step):
    tools = step.middle.toolbar
    step.resize(1600, 700)
    qtbot.waitUntil(lambda: tools.zone_chip.text() == "Europe/Berlin · UTC+02:00")
    assert (tools.event_button.text(), tools.snap_chip.text()[:4]) == ("Event", "Snap")
    step.resize(1024, 700)
    qtbot.waitUntil(lambda: tools.zone_chip.text() == "UTC+02:00")
    assert tools.event_button.text() == ""
    assert tools.event_button.accessibleName() == "Event"
    assert tools.zone_chip.accessibleName() == "Time zone: Europe/Berlin · UTC+02:00"
    step.resize(1600, 700)
    qtbot.waitUntil(lambda: tools.event_button.text() == "Event")


def test_what_a_magnified_toolbar_has_no_room_for_is_in_one_menu(qtbot, step, workspace):
    step.resize(950, 420)
    tools = step.middle.toolbar
    qtbot.waitUntil(lambda: step.width() == 950 and tools.lane_button.isHidden())
    assert tools.filter_chip.text() == "▾"
    assert tools.filter_chip.accessibleName() == "Filter"
    for button in (tools.event_button, tools.link_button, tools.filter_chip, tools.zone_chip):
        qtbot.waitUntil(partial(is_whole, button))
    assert tools.more_button.accessibleName() == "More of the toolbar"
    tools.more_button.setFocus()
    qtbot.keyClick(tools.more_button, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    offered = [action.text() for action in menu.actions()]
    assert offered == ["Lanes…", "Fit the whole incident", "Snap"]
    grids = menu.actions()[2].menu().actions()
    assert [grid.text() for grid in grids][1:3] == ["Snap 1 s", "Snap 10 s"]
    grids[3].trigger()
    assert workspace.settings.snap_seconds == 60
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert step.middle.lanes.isVisible()
    step.middle.lanes.hide()
    step.resize(1600, 700)
    qtbot.waitUntil(tools.lane_button.isVisible)
    assert tools.snap_chip.isVisible()
    assert not tools.more_button.isVisible()


def test_the_panes_beside_the_canvas_are_put_aside_and_come_back(qtbot, step, event):
    tools, panes = step.middle.toolbar, (step.inbox, step.inspector)
    step.show_record(event("Latency SLO").id)
    widths = [pane.width() for pane in panes]
    before = step.canvas.width()
    step.handlers()["evidence_pane"]()
    qtbot.mouseClick(tools.fields_button, Qt.MouseButton.LeftButton)
    assert not any(pane.isVisible() for pane in panes)
    # What the panes had, and two lines between.
    qtbot.waitUntil(lambda: step.canvas.width() == before + sum(widths) + 2)
    qtbot.mouseClick(tools.evidence_button, Qt.MouseButton.LeftButton)
    step.handlers()["fields_pane"]()
    qtbot.waitUntil(lambda: [pane.width() for pane in panes] == widths)


def test_the_keyboard_stays_when_its_pane_is_put_aside(qtbot, step):
    step.activateWindow()
    step.inbox.search.setFocus()
    qtbot.waitUntil(step.inbox.search.hasFocus)
    step.handlers()["evidence_pane"]()
    assert step.canvas.hasFocus()


def test_what_is_asked_for_in_the_evidence_brings_it_back(step, event):
    step.handlers()["evidence_pane"]()
    model = step.inbox.model
    step.inspector.evidence_requested.emit(model.item(model.index(2)))
    assert step.inbox.isVisible()
    assert step.inbox.list.currentIndex().row() == 2


def test_another_theme_reaches_the_canvas(step, theme_source):
    theme_source.set_theme(DARK)
    picture = step.canvas.grab().toImage()
    corner = picture.pixelColor(picture.width() - 4, picture.height() - 4)
    assert corner.lightness() < 64


def is_whole(button):
    return button.width() >= button.sizeHint().width()


def titles(workspace):
    return [lane.title for lane in workspace.dossier.lanes()]


def last_lane(workspace):
    return workspace.dossier.lanes()[-1]


def test_a_card_dragged_from_the_inbox_lands_in_the_lane_below_the_pointer(
    step, workspace, lane, library
):
    model, canvas = step.inbox.model, step.canvas
    row = next(r for r in range(20) if not model.is_placed(model.index(r)))
    item = model.item(model.index(row))
    mime = model.mimeData([model.index(row)])
    lane_id = lane("Monitoring").id
    box = next(b for b in canvas.view.layout.lanes if b.lane_id == lane_id)
    point = QPointF(400, canvas.view.lane_rect(box).center().y())
    buttons, no_keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(canvas, QDragEnterEvent(point.toPoint(), copy, mime, buttons, no_keys))
    QApplication.sendEvent(canvas, QDragMoveEvent(point.toPoint(), copy, mime, buttons, no_keys))
    QApplication.sendEvent(canvas, QDropEvent(point, copy, mime, buttons, no_keys))
    (event_id,) = canvas.selection
    made = library.load(workspace.dossier.postmortem.id).get(TimelineEvent, event_id)
    assert (made.title, made.lane_id, made.starts_at) == (item.text, lane_id, item.at)
    assert model.is_placed(model.index(row))
    assert step.inspector.form.title.text() == item.text
