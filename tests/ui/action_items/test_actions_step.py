"""Actions as they are agreed: typed into cells, reviewed, parked, decided against, taken back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton

from postmortem_desktop.domain.agenda import IdeaOutcome, ParkedIdea
from postmortem_desktop.domain.findings import ActionItem, ActionKind, ActionStatus
from postmortem_desktop.editing.finding_edits import add_action
from postmortem_desktop.ui.action_items.actions_step import ActionsStep
from postmortem_desktop.ui.action_items.model import COLUMNS, HINTED_ROLE, ActionTable

COLUMN = {name: number for number, (name, _heading) in enumerate(COLUMNS)}
VAGUE = "Improve monitoring"


@pytest.fixture
def step(qtbot, workspace, dressed):
    step = ActionsStep(workspace)
    qtbot.addWidget(step)
    step.resize(1440, 900)
    step.show()
    step.activateWindow()
    qtbot.waitActive(step)
    return step


def action(workspace, title):
    return next(a for a in workspace.dossier.actions() if a.title == title)


def click(widget, place=None):
    arguments = () if place is None else (Qt.KeyboardModifier.NoModifier, place)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, *arguments)


def add(step, title):
    step.handlers()["actions.add"]()
    QTest.keyClicks(step.table.new_title, title)
    QTest.keyClick(step.table.new_title, Qt.Key.Key_Return)


def choose_cell(step, title, column):
    """Click into a cell."""
    QApplication.sendPostedEvents()
    view = step.table.view
    rows = range(step.table.model.rowCount())
    row = next(row for row in rows if step.table.model.item_at(row).title == title)
    index = step.table.model.index(row, COLUMN[column])
    click(view.viewport(), view.visualRect(index).center())
    assert view.currentIndex() == index


def type_into_cell(qtbot, step, title, column, words):
    """Click into a cell, type, and Enter; letters go where the focus is."""
    choose_cell(step, title, column)
    for letter in words:
        QTest.keyClicks(QApplication.focusWidget(), letter)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(step.table.view.hasFocus)


def button(widget, text):
    return next(b for b in widget.findChildren(QPushButton) if b.text() == text)


def rows_of(card):
    return [card._rows.itemAt(number).widget() for number in range(card._rows.count())]


def texts(row):
    return [label.text() for label in row.findChildren(QLabel)]


def test_the_table_is_a_model_as_qt_asks_for(workspace, qtmodeltester, step):
    model = ActionTable(workspace)
    qtmodeltester.check(model)
    assert model.rowCount() == 5
    add(step, "Try the rollback in staging")
    qtmodeltester.check(model)
    assert model.rowCount() == 6
    workspace.undo()
    assert model.rowCount() == 5


def test_the_foot_counts_what_is_not_decided_against(step):
    assert step.status_text() == "5 actions · 1 without owner or date"
    assert step.hint_text() == "1 wording hint"


def test_actions_are_added_one_after_the_other_with_enter(step, workspace):
    for title in ("Rehearse the rollback", "  ", "Write the runbook"):
        add(step, title)
    titles = [a.title for a in workspace.dossier.actions()]
    assert titles[-2:] == ["Rehearse the rollback", "Write the runbook"]
    assert len(titles) == 8
    assert step.table.new_title.hasFocus()
    assert step.table.model.item_at(step.table.view.currentIndex().row()).title == titles[-1]


@pytest.mark.parametrize(
    ("column", "words", "value"),
    [
        ("title", "Put pool wait on the board", "Put pool wait on the board"),
        ("owner", "Ana Paz", "Ana Paz"),
        ("due", "2027-01-31", date(2027, 1, 31)),
        ("due", "20270131", date(2027, 1, 31)),
        ("tracker", "PAY-4400", "PAY-4400"),
        ("done_test", "a pool that fills pages somebody", "a pool that fills pages somebody"),
    ],
)
def test_a_cell_takes_what_is_typed(qtbot, step, workspace, column, words, value):
    item = action(workspace, VAGUE)
    type_into_cell(qtbot, step, VAGUE, column, words)
    assert getattr(workspace.dossier.get(ActionItem, item.id), column) == value
    workspace.undo()
    assert workspace.dossier.get(ActionItem, item.id) == item


def test_what_is_no_day_changes_nothing_and_is_told(qtbot, step, workspace):
    item = action(workspace, VAGUE)
    with qtbot.waitSignal(step.noticed) as told:
        type_into_cell(qtbot, step, VAGUE, "due", "next friday")
    assert "next friday" in told.args[0]
    assert workspace.dossier.get(ActionItem, item.id) == item


def test_escape_leaves_a_cell_as_it_was(qtbot, step, workspace):
    before = workspace.dossier.snapshot()
    choose_cell(step, VAGUE, "owner")
    QTest.keyClick(step.table.view, Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "Somebody")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(step.table.view.hasFocus)
    assert workspace.dossier == before


def test_a_title_cannot_be_emptied(qtbot, step, workspace):
    choose_cell(step, VAGUE, "title")
    QTest.keyClick(step.table.view, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(step.table.view.hasFocus)
    assert action(workspace, VAGUE).title == VAGUE


@pytest.mark.parametrize(
    ("column", "downs", "value"),
    [("kind", 1, ActionKind.MITIGATE), ("status", 1, ActionStatus.IN_PROGRESS)],
)
def test_kind_and_status_are_chosen_by_key(qtbot, step, workspace, column, downs, value):
    choose_cell(step, VAGUE, column)
    QTest.keyClick(step.table.view, Qt.Key.Key_F2)
    box = QApplication.focusWidget()
    assert isinstance(box, QComboBox)
    for _press in range(downs):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert getattr(action(workspace, VAGUE), column) is value


def test_an_open_end_is_hinted_at_until_it_is_kept_as_said(step, workspace):
    step.show_record(action(workspace, VAGUE).id)
    bar = step.table.bar
    assert bar.isVisible()
    assert bar.title.text() == "No end in sight: “Improve”"
    click(bar.keep_button)
    assert not bar.isVisible()
    assert step.hint_text() == ""
    workspace.undo()
    assert bar.isVisible()


def test_a_test_of_done_gives_an_open_end_its_end(qtbot, step, workspace):
    type_into_cell(qtbot, step, VAGUE, "done_test", "a pool that fills pages somebody")
    assert not step.table.bar.isVisible()
    assert step.hint_text() == ""
    workspace.undo()
    assert step.table.bar.title.text() == "No end in sight: “Improve”"


def test_what_is_decided_against_keeps_its_reason_and_can_be_reopened(qtbot, step, workspace):
    item = action(workspace, VAGUE)
    choose_cell(step, VAGUE, "title")
    click(step.table.decline_button)
    assert step.table.model.row_of(item.id) == -1
    row = next(r for r in rows_of(step.decided_against) if r.findChild(QLineEdit) is not None)
    field = row.findChildren(QLineEdit)[-1]
    QTest.keyClicks(field, "Too wide to be done")
    QTest.keyClick(field, Qt.Key.Key_Return)
    declined = workspace.dossier.get(ActionItem, item.id)
    assert declined.status is ActionStatus.DECLINED
    assert declined.declined_reason == "Too wide to be done"
    row = next(r for r in rows_of(step.decided_against) if "Too wide to be done" in texts(r))
    click(button(row, "Reopen"))
    assert workspace.dossier.get(ActionItem, item.id).status is ActionStatus.OPEN
    assert step.table.model.row_of(item.id) >= 0


def test_an_idea_is_parked_and_becomes_an_action(step, workspace):
    step.handlers()["actions.park"]()
    QTest.keyClicks(step.parking.new_idea, "Chaos day")
    QTest.keyClick(step.parking.new_idea, Qt.Key.Key_Return)
    idea = next(i for i in workspace.dossier.all(ParkedIdea) if i.text == "Chaos day")
    rows = rows_of(step.parking)
    assert len(rows) == 3
    click(button(rows[-1], "Make an action"))
    assert action(workspace, "Chaos day").status is ActionStatus.OPEN
    assert workspace.dossier.get(ParkedIdea, idea.id).outcome is IdeaOutcome.ACTION
    assert len(rows_of(step.parking)) == 2
    workspace.undo()
    assert len(rows_of(step.parking)) == 3


def test_an_idea_is_declined_with_its_reason(step, workspace):
    first = rows_of(step.parking)[0]
    reason = first.findChild(QLineEdit)
    assert not reason.isVisible()
    click(button(first, "Decline"))
    assert reason.hasFocus()
    QTest.keyClicks(reason, "The other team owns it")
    QTest.keyClick(reason, Qt.Key.Key_Return)
    (idea,) = (i for i in workspace.dossier.all(ParkedIdea) if i.outcome is IdeaOutcome.DECLINED)
    assert idea.reason == "The other team owns it"
    assert len(rows_of(step.parking)) == 1


def test_an_action_is_deleted_by_key_and_comes_back(step, workspace):
    before = workspace.dossier.snapshot()
    item = action(workspace, VAGUE)
    choose_cell(step, VAGUE, "title")
    QTest.keyClick(step.table.view, Qt.Key.Key_Delete)
    assert workspace.dossier.find(ActionItem, item.id) is None
    workspace.undo()
    assert workspace.dossier == before


def test_the_line_for_a_new_action_gets_hints_of_its_own_while_it_is_written(qtbot, step):
    table = step.table
    assert table.bar.isVisible()
    step.handlers()["actions.add"]()
    QTest.keyClicks(table.new_title, "Be more careful with deploys")
    qtbot.waitUntil(table.line_bar.isVisible)
    assert table.line_bar.words in "Be more careful with deploys"
    assert table.line_bar.question_text
    assert not table.bar.isVisible()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(table.new_title, Qt.Key.Key_Q, both)
    assert QApplication.clipboard().text() == table.line_bar.question_text
    table.new_title.clear()
    qtbot.waitUntil(lambda: not table.line_bar.isVisible())
    assert table.bar.isVisible()


def test_f8_goes_from_the_line_for_a_new_action_to_the_hints_of_the_rows(step, workspace):
    step.handlers()["actions.add"]()
    QTest.keyClick(step.table.new_title, Qt.Key.Key_F8)
    assert step.table.view.hasFocus()
    row = step.table.view.currentIndex().row()
    assert step.table.model.item_at(row).title == VAGUE


def test_a_row_with_a_hint_on_its_wording_can_be_told_from_the_others(step, workspace):
    table, model = step.table, step.table.model
    for title in ("Be careful with restarts", "Test the pool size in CI"):
        workspace.perform(add_action(workspace.dossier, workspace.ids, title))
    titles = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    hinted = [title for row, title in enumerate(titles) if model.index(row, 0).data(HINTED_ROLE)]
    assert hinted[-1:] == ["Be careful with restarts"]
    assert "Test the pool size in CI" not in hinted

    def wave_pixels(title):
        rect = table.view.visualRect(model.index(titles.index(title), 0))
        image = table.view.viewport().grab(rect).toImage()
        columns, rows = range(image.width()), range(image.height() * 2 // 3, image.height())
        hues = (image.pixelColor(x, y).hsvHue() for x in columns for y in rows)
        return sum(abs(hue - table.bar.colour.hsvHue()) < 8 for hue in hues)

    assert wave_pixels("Be careful with restarts") > 20
    assert wave_pixels("Test the pool size in CI") == 0
