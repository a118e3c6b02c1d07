"""Learnings as they are caught: added in a row, opened in place, linked, moved, taken away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from postmortem_desktop.clock import CountingIds, system_clock
from postmortem_desktop.domain.findings import ActionItem, ContributingFactor, Finding, FindingKind
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import Link, TimelineEvent
from postmortem_desktop.store.library import Library
from postmortem_desktop.ui import step as steps
from postmortem_desktop.ui.learnings.card import card_mime
from postmortem_desktop.ui.learnings.learnings_step import LearningsStep
from postmortem_desktop.ui.widgets.line_hints import LineHints


@pytest.fixture
def step(qtbot, workspace, theme_source):
    step = LearningsStep(workspace, theme_source)
    qtbot.addWidget(step)
    step.resize(1600, 916)
    step.show()
    step.activateWindow()
    qtbot.waitActive(step)
    return step


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def card(step, title):
    cards = [c for column in step.columns.values() for c in column.cards.values()]
    return next(c for c in cards if c._record.title == title)


def titles(step, key):
    return [c._record.title for c in step.columns[key].cards.values()]


def numbered_event(workspace, number):
    return next(e for e in workspace.dossier.all(TimelineEvent) if e.number == number)


def numbered_answer(workspace, number):
    return next(a for a in workspace.dossier.all(Answer) if a.number == number)


def open_card(step, title):
    found = card(step, title)
    QTest.mouseDClick(found, Qt.MouseButton.LeftButton, pos=QPoint(60, 8))
    assert found.editor is not None
    return found.editor


def carry(widget, record_id, *points):
    """Carry a card over a widget through points and let it go at the last one."""
    mime, actions = card_mime(record_id), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QDragEnterEvent(points[0], actions, mime, left, none))
    for point in points:
        QApplication.sendEvent(widget, QDragMoveEvent(point, actions, mime, left, none))
    drop = QDropEvent(QPointF(points[-1]), actions, mime, left, none)
    QApplication.sendEvent(widget, drop)
    return drop


def test_the_columns_show_the_sample(step):
    assert titles(step, "factors") == [
        "Signal not where people look",
        "A default changed far from its effect",
        "A plausible first explanation",
        "The watch after a release ends early",
    ]
    assert [len(titles(step, key)) for key in step.columns] == [4, 4, 3, 2, 1]
    assert step.columns["helped"].count.text() == "4"
    assert step.status_text() == ("4 factors · 4 helped or hindered · 3 luck · 2 open · 1 learning")


def test_cards_are_added_one_after_the_other_with_enter(step, workspace):
    column = step.columns["open"]
    click(column.add_button)
    for title in ("Who reads the channel?", "When was the board made?"):
        QTest.keyClicks(column.add_line, title)
        QTest.keyClick(column.add_line, Qt.Key.Key_Return)
    assert column.add_line.hasFocus()
    assert titles(step, "open")[2:] == ["Who reads the channel?", "When was the board made?"]
    kinds = {f.kind for f in workspace.dossier.findings() if f.title in titles(step, "open")}
    assert kinds == {FindingKind.OPEN_QUESTION}
    QTest.keyClick(column.add_line, Qt.Key.Key_Escape)
    assert column.add_button.isVisible()
    assert not column.add_line.isVisible()
    workspace.undo()
    assert titles(step, "open")[2:] == ["Who reads the channel?"]


def test_a_card_opens_in_place_and_keeps_what_is_typed(step, workspace):
    editor = open_card(step, "A plausible first explanation")
    assert editor.title.hasFocus()
    editor.title.selectAll()
    QTest.keyClicks(editor.title, "A first explanation that fitted")
    editor.detail.setFocus()
    editor.detail.editor.selectAll()
    QTest.keyClicks(editor.detail.editor, "It had been the CDN in August.")
    QTest.keyClick(editor.detail.editor, Qt.Key.Key_Escape)
    shown = card(step, "A first explanation that fitted")
    assert shown.editor is None
    assert shown.hasFocus()
    factor = workspace.dossier.get(ContributingFactor, shown.record_id)
    assert factor.detail == "It had been the CDN in August."
    workspace.undo()
    assert workspace.dossier.get(ContributingFactor, factor.id).detail.startswith("The CDN")
    workspace.undo()
    assert "A plausible first explanation" in titles(step, "factors")


def test_opening_a_card_closes_the_one_that_was_open(step):
    open_card(step, "A plausible first explanation")
    open_card(step, "Between two meetings")
    assert card(step, "A plausible first explanation").editor is None


def test_enter_opens_a_card_from_the_keyboard(step):
    found = card(step, "Rollback by region")
    found.setFocus()
    QTest.keyClick(found, Qt.Key.Key_Return)
    assert found.editor is not None


def test_a_typed_name_links_an_event_and_an_answer(step, workspace):
    editor = open_card(step, "Who owns the pool defaults?")
    for name in ("e21", "Q5"):
        QTest.keyClicks(editor.link_field, name)
        QTest.keyClick(editor.link_field, Qt.Key.Key_Return)
    event, answer = numbered_event(workspace, 21), numbered_answer(workspace, 5)
    links = workspace.dossier.links_of(editor.record_id)
    assert {(link.source_id, link.target_id, link.kind) for link in links} == {
        (event.id, editor.record_id, LinkKind.SUPPORTS),
        (editor.record_id, answer.id, LinkKind.CAME_FROM),
    }
    assert editor.link_field.text() == ""


def test_a_name_that_stands_for_nothing_says_so(qtbot, step, workspace):
    editor = open_card(step, "Who owns the pool defaults?")
    QTest.keyClicks(editor.link_field, "E99")
    with qtbot.waitSignal(step.noticed) as said:
        QTest.keyClick(editor.link_field, Qt.Key.Key_Return)
    assert said.args == ["“E99” names no event or answer; write it as E5 or Q7."]
    assert workspace.dossier.links_of(editor.record_id) == []


def test_the_selected_events_are_linked_by_a_button(step, workspace):
    event = numbered_event(workspace, 21)
    editor = open_card(step, "Who owns the pool defaults?")
    step.canvas.set_selection([event.id])
    click(editor.link_selection)
    assert workspace.dossier.linked(editor.record_id, TimelineEvent) == [event]


def test_a_link_is_taken_away_with_its_cross(step, workspace):
    editor = open_card(step, "Rollback by region")
    cross = editor._links.itemAtPosition(0, 2).widget()
    assert cross.accessibleName() == "Take the link to E22 away"
    click(cross)
    assert workspace.dossier.links_of(editor.record_id) == []
    workspace.undo()
    assert workspace.dossier.linked(editor.record_id, TimelineEvent) == [
        numbered_event(workspace, 22)
    ]


def test_a_card_dropped_on_an_event_is_linked_to_it(step, workspace):
    event = numbered_event(workspace, 5)
    record_id = card(step, "Who owns the pool defaults?").record_id
    rect = step.canvas.rect_of(event.id)
    drop = carry(step.canvas, record_id, QPoint(5, 5), rect.center().toPoint())
    assert drop.isAccepted()
    assert workspace.dossier.linked(record_id, TimelineEvent) == [event]
    assert step.canvas.selection == (event.id,)


def test_a_card_dropped_beside_the_events_changes_nothing(step, workspace):
    links = workspace.dossier.all(Link)
    record_id = card(step, "Who owns the pool defaults?").record_id
    drop = carry(step.canvas, record_id, QPoint(5, 5))
    assert not drop.isAccepted()
    assert workspace.dossier.all(Link) == links


def test_a_chip_goes_to_what_it_names(qtbot, step, workspace):
    chips = card(step, "Signal not where people look")._chips
    with qtbot.waitSignal(step.step_requested) as asked:
        click(chips.itemAt(2).widget())
    assert asked.args == [steps.INTERVIEWS, numbered_answer(workspace, 4).id]


def test_alt_and_arrows_move_a_card_past_those_of_its_column_only(step, workspace):
    found = card(step, "A board that may be minutes behind")
    found.setFocus()
    others = titles(step, "luck")
    QTest.keyClick(found, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(step, "helped") == [
        "Wait-event chart in the call",
        "Rollback by region",
        "A board that may be minutes behind",
        "One person kept the notes",
    ]
    assert found.hasFocus()
    assert titles(step, "luck") == others
    QTest.keyClick(found, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(found, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(step, "helped")[-1] == "A board that may be minutes behind"


def test_a_card_is_dragged_to_another_place_of_its_column(step):
    column = step.columns["factors"]
    last = card(step, "The watch after a release ends early")
    carry(column, last.record_id, QPoint(40, column.height() - 2), QPoint(40, 2))
    assert titles(step, "factors")[0] == "The watch after a release ends early"
    carry(column, last.record_id, QPoint(40, 2), QPoint(40, column.height() - 2))
    assert titles(step, "factors")[-1] == "The watch after a release ends early"


def test_a_card_dragged_to_another_column_becomes_of_its_kind(step, workspace):
    found = card(step, "Between two meetings")
    column = step.columns["learnings"]
    carry(column, found.record_id, QPoint(40, 60))
    assert workspace.dossier.get(Finding, found.record_id).kind is FindingKind.LEARNING
    assert "Between two meetings" in titles(step, "learnings")


def test_a_factor_cannot_become_a_finding_by_dragging(step):
    found = card(step, "A plausible first explanation")
    drop = carry(step.columns["learnings"], found.record_id, QPoint(40, 60))
    assert not drop.isAccepted()
    assert "A plausible first explanation" in titles(step, "factors")


def test_choosing_another_kind_moves_the_open_card(step, workspace):
    editor = open_card(step, "Wait-event chart in the call")
    index = editor.kind.findData("hindered")
    editor.kind.setCurrentIndex(index)
    editor.kind.activated.emit(index)
    assert workspace.dossier.get(Finding, editor.record_id).kind is FindingKind.HINDERED
    index = editor.kind.findData("learning")
    editor.kind.setCurrentIndex(index)
    editor.kind.activated.emit(index)
    moved = card(step, "Wait-event chart in the call")
    assert moved.record_id in step.columns["learnings"].cards
    assert moved.editor is not None


def test_an_action_is_made_from_a_card(step, workspace):
    editor = open_card(step, "A plausible first explanation")
    before = len(workspace.dossier.all(ActionItem))
    click(editor.make_action)
    assert len(workspace.dossier.all(ActionItem)) == before + 1
    (action,) = [
        a
        for a in workspace.dossier.linked(editor.record_id, ActionItem)
        if a.title == "A plausible first explanation"
    ]
    assert action.owner == ""


def test_a_private_card_says_so(step, workspace):
    editor = open_card(step, "Rollback by region")
    click(editor.private)
    assert workspace.dossier.get(Finding, editor.record_id).private
    click(editor.close_button)
    chips = card(step, "Rollback by region")._chips
    assert "Private" in [chips.itemAt(i).widget().text() for i in range(chips.count())]


def test_a_deleted_card_comes_back_with_its_links(step, workspace):
    editor = open_card(step, "Rollback by region")
    record_id = editor.record_id
    click(editor.remove)
    assert "Rollback by region" not in titles(step, "helped")
    workspace.undo()
    assert "Rollback by region" in titles(step, "helped")
    assert len(workspace.dossier.linked(record_id, TimelineEvent)) == 1


def test_a_record_asked_for_is_opened(step, workspace):
    record_id = card(step, "Between two meetings").record_id
    step.show_record(record_id)
    assert card(step, "Between two meetings").editor is not None


@pytest.mark.parametrize(("width", "across"), [(1600, 5), (1272, 5), (1024, 4), (800, 3), (420, 1)])
def test_columns_wrap_where_the_window_is_narrow(step, width, across):
    step.resize(width, 800)
    places = [step._grid.indexOf(column) for column in step.columns.values()]
    columns = {step._grid.getItemPosition(place)[1] for place in places}
    assert len(columns) == across


def test_in_a_laptops_window_all_columns_are_in_sight_also_with_an_open_card(qtbot, step):
    step.resize(1272, 680)
    open_card(step, "The status-page rule was unknown")
    ground, room = step._area.widget(), step._area.viewport()
    qtbot.waitUntil(lambda: 0 < ground.width() <= room.width())
    for column in step.columns.values():
        corner = column.mapTo(room, column.rect().topRight())
        assert corner.x() < room.width()
        assert column.width() >= column.minimumSizeHint().width()


def test_reopening_the_library_shows_the_same(qtbot, step, workspace, library, theme_source):
    column = step.columns["learnings"]
    click(column.add_button)
    QTest.keyClicks(column.add_line, "Ask for the map first")
    QTest.keyClick(column.add_line, Qt.Key.Key_Return)
    editor = open_card(step, "Ask for the map first")
    QTest.keyClicks(editor.link_field, "E5")
    QTest.keyClick(editor.link_field, Qt.Key.Key_Return)
    shown = {key: titles(step, key) for key in step.columns}
    path, postmortem_id = library.path, workspace.dossier.postmortem.id
    library.close()
    with Library.open(path, clock=system_clock, ids=CountingIds("later")) as again:
        workspace._editor = again.editor(postmortem_id)
        later = LearningsStep(workspace, theme_source)
        qtbot.addWidget(later)
        assert {key: titles(later, key) for key in later.columns} == shown
        chips = card(later, "Ask for the map first")._chips
        assert chips.itemAt(0).widget().text() == "E5"


def test_blame_on_a_new_card_is_heard_while_it_is_typed_and_counted_afterwards(qtbot, step):
    column = step.columns["learnings"]
    assert step.hint_text() == ""
    column.begin_card()
    QTest.keyClicks(column.add_line, "Marco should have checked the graph")
    hints = column.add_line.findChild(LineHints)
    qtbot.waitUntil(lambda: [hint.category for hint in hints.hints] == ["counterfactual"])
    assert hints.note.isVisible()
    QTest.keyClick(column.add_line, Qt.Key.Key_Return)
    assert step.hint_text() == "1 wording hint"
    QTest.keyClick(column.add_line, Qt.Key.Key_Escape)
    assert not hints.note.isVisible()
