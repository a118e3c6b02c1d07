"""The import pane shows what a file holds, and takes it over as one step."""

from __future__ import annotations

from datetime import UTC, date, datetime
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from postmortem_desktop.domain.evidence import EvidenceBatch
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.milestone_edits import set_milestone
from postmortem_desktop.editing.postmortem_edits import change_postmortem
from postmortem_desktop.editing.timeline_edits import remove_events
from postmortem_desktop.errors import StorageError
from postmortem_desktop.ui.evidence.import_pane import ImportPane
from postmortem_desktop.ui.evidence.importer import Importer
from postmortem_desktop.ui.evidence.preview_model import REMARK, PreviewModel
from postmortem_desktop.ui.timeline.timeline_step import TimelineStep

TABLE = """time,lane,title
2026-10-14 14:10:04,Monitoring,pager rings
2026-10-14 14:31,Vendor,vendor answers
HH:mm,Vendor,not yet known
"""


@pytest.fixture
def pane(qtbot, workspace, importer, dressed):
    pane = ImportPane(workspace, importer)
    qtbot.addWidget(pane)
    pane.resize(900, 500)
    yield pane
    pane.runner.cancel()
    pane.runner.wait()


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "calls.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def read(qtbot, pane, *paths):
    with qtbot.waitSignal(pane.runner.succeeded, timeout=20_000):
        pane.read(paths)


def take(qtbot, pane, button):
    with qtbot.waitSignal(pane.imported, timeout=20_000) as told:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return told.args


def cells(pane):
    return [pane.preview.row(number).cells for number in range(pane.preview.rowCount())]


def test_a_file_is_shown_with_its_format_its_rows_and_counts(qtbot, pane, table, workspace):
    before = workspace.dossier.snapshot()
    read(qtbot, pane, table)
    assert pane.isVisible()
    assert pane.head.title.text() == "calls.csv"
    assert "CSV" in pane.head.format.text()
    first, second, third = cells(pane)
    assert first[:3] == ("14:10:04", "pager rings", "Monitoring")
    assert second[:3] == ("14:31", "vendor answers", "Vendor")
    assert third[0] == ""
    assert third[3] != ""
    assert pane.head.day.text() == "14 October 2026"
    assert pane._new.text() == "2 new"
    assert pane._rest.text() == "1 without a time, line 4"
    assert pane.add_button.text() == "Add 2 to the evidence"
    assert workspace.dossier == before


def test_adding_brings_the_items_in_as_one_step(qtbot, pane, table, workspace, library):
    postmortem_id = workspace.dossier.postmortem.id
    before = workspace.dossier.snapshot()
    total, _unplaced = workspace.evidence.counts(postmortem_id)
    read(qtbot, pane, table)
    assert take(qtbot, pane, pane.add_button) == [2, False]
    assert not pane.isVisible()
    assert workspace.evidence.counts(postmortem_id)[0] == total + 2
    assert workspace.dossier.events() == before.events()
    assert library.load(postmortem_id) == workspace.dossier
    workspace.undo()
    assert workspace.dossier == before
    assert workspace.evidence.counts(postmortem_id)[0] == total


def test_placing_also_makes_events_in_the_lanes_that_are_named(qtbot, pane, table, workspace):
    before = workspace.dossier.snapshot()
    read(qtbot, pane, table)
    assert take(qtbot, pane, pane.place_button) == [2, True]
    made = {
        event.title: event for event in workspace.dossier.events() if event not in before.events()
    }
    assert set(made) == {"pager rings", "vendor answers"}
    # 14:10:04 in Berlin, two hours ahead of UTC that day.
    assert made["pager rings"].starts_at == datetime(2026, 10, 14, 12, 10, 4, tzinfo=UTC)
    assert workspace.dossier.lanes()[-1].title == "Vendor"
    workspace.undo()
    assert workspace.dossier == before


def test_what_is_there_already_is_not_brought_in_twice(qtbot, pane, table):
    read(qtbot, pane, table)
    take(qtbot, pane, pane.add_button)
    read(qtbot, pane, table)
    assert pane._new.text() == "0 new"
    assert pane._rest.text() == "2 already there · 1 without a time, line 4"
    assert not pane.add_button.isEnabled()
    assert not pane.place_button.isEnabled()


def test_another_zone_reads_the_file_again(qtbot, pane, table, workspace):
    read(qtbot, pane, table)
    assert pane.head.zone.isVisible()
    assert pane.head.zone.zone == "Europe/Berlin"
    with qtbot.waitSignal(pane.runner.succeeded, timeout=20_000):
        line = pane.head.zone.lineEdit()
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
        line.selectAll()
        qtbot.keyClicks(line, "UTC")
        qtbot.keyClick(line, Qt.Key.Key_Return)
    # 14:10:04 UTC on the session's wall clock.
    assert cells(pane)[0][0] == "16:10:04"
    take(qtbot, pane, pane.add_button)
    assert workspace.dossier.all(EvidenceBatch)[-1].zone == "UTC"


def test_a_file_that_states_its_zone_needs_no_choice(qtbot, pane, tmp_path):
    path = tmp_path / "stated.csv"
    path.write_text("time,title\n2026-10-14T12:10:04Z,pager rings\n", encoding="utf-8")
    read(qtbot, pane, path)
    assert not pane.head.zone.isVisible()
    assert "shown in Europe/Berlin" in pane.head.note.text()
    assert cells(pane)[0][0] == "14:10:04"


@pytest.fixture
def clocks(tmp_path):
    path = tmp_path / "clocks.csv"
    path.write_text("time,title\n23:50,pager rings\n00:20,calm again\n", encoding="utf-8")
    return path


def test_clocks_without_a_date_are_of_the_day_of_the_incident_and_of_another_if_one_says_so(
    qtbot, pane, clocks, workspace
):
    read(qtbot, pane, clocks)
    assert pane.head.given_day_edit.isVisible()
    assert pane.head.given_day_edit.text() == "2026-10-14"
    assert [row[0] for row in cells(pane)] == ["23:50", "2026-10-15 00:20"]
    field = pane.head.given_day_edit
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    field.selectAll()
    qtbot.keyClicks(field, "2026-03-01")
    with qtbot.waitSignal(pane.runner.succeeded, timeout=20_000):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert pane.head.day.text() == "1 March 2026"
    take(qtbot, pane, pane.place_button)
    starts = {event.title: event.starts_at for event in workspace.dossier.events()}
    # Berlin is one hour ahead of UTC on that day.
    assert starts["pager rings"] == datetime(2026, 3, 1, 22, 50, tzinfo=UTC)
    assert starts["calm again"] == datetime(2026, 3, 1, 23, 20, tzinfo=UTC)
    assert workspace.dossier.postmortem.day == date(2026, 10, 14), "the session keeps its own"


def test_a_file_that_states_its_days_needs_no_day(qtbot, pane, table):
    read(qtbot, pane, table)
    assert not pane.head.given_day_edit.isVisible()


def test_while_no_day_is_known_none_is_made_up_and_the_remark_says_what_to_do(
    qtbot, pane, workspace, clocks
):
    dossier = workspace.dossier
    workspace.perform(change_postmortem(dossier, day=None))
    workspace.perform(remove_events(dossier, [event.id for event in dossier.events()]))
    for milestone in dossier.milestones():
        workspace.perform(set_milestone(dossier, workspace.ids, milestone.kind, None))
    read(qtbot, pane, clocks)
    remark = "This time has no day; set the day of the incident in Prepare, or add a date."
    assert [row[3] for row in cells(pane)] == [remark, remark]
    assert pane.head.given_day_edit.text() == ""
    # The whole remark stands in its cell: it is wider than the column, so the row has grown.
    width = pane.table.columnWidth(REMARK)
    metrics = pane.table.fontMetrics()
    assert metrics.horizontalAdvance(remark) > width
    lines = -(-metrics.horizontalAdvance(remark) // (width - 20))
    assert pane.table.rowHeight(0) >= lines * metrics.height()
    assert pane.head.given_day_edit.hasFocus()
    qtbot.keyClicks(pane.head.given_day_edit, "2026-03-01")
    with qtbot.waitSignal(pane.runner.succeeded, timeout=20_000):
        qtbot.keyClick(pane.head.given_day_edit, Qt.Key.Key_Return)
    assert [row[0] for row in cells(pane)] == ["23:50", "2026-03-02 00:20"]


def test_enter_takes_over_what_was_read(qtbot, pane, table, workspace):
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    read(qtbot, pane, table)
    assert pane.add_button.hasFocus()
    with qtbot.waitSignal(pane.imported, timeout=20_000):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert workspace.dossier.all(EvidenceBatch)[-1].item_count == 2


def test_several_files_come_in_together(qtbot, pane, table, tmp_path, workspace):
    other = tmp_path / "more.csv"
    other.write_text("time,title\n2026-10-14 15:00,calm again\n", encoding="utf-8")
    read(qtbot, pane, table, other)
    assert pane.head.title.text() == "2 files"
    before = workspace.dossier.snapshot()
    assert take(qtbot, pane, pane.add_button) == [3, False]
    workspace.undo()
    assert workspace.dossier == before


def test_a_file_that_cannot_be_read_is_told_in_one_sentence(qtbot, pane, tmp_path, workspace):
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    with qtbot.waitSignal(pane.runner.failed, timeout=20_000):
        pane.read([path])
    assert "picture.png" in pane.problem.text()
    assert pane.problem.isVisible()
    assert not pane.add_button.isVisible()
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    assert not pane.isVisible()


def waiting_importer(importer, begun):
    """Return an importer that reads for ever, until it is stopped."""

    def read_for_ever(path, *, zone, day, progress):
        begun.set()
        while True:
            progress.step(0, 0)

    return Importer(read=read_for_ever, stage=importer.stage)


def test_cancel_stops_the_reading_and_leaves_the_session_as_it_is(
    qtbot, workspace, importer, dressed, table
):
    begun = Event()
    pane = ImportPane(workspace, waiting_importer(importer, begun))
    qtbot.addWidget(pane)
    before = workspace.dossier.snapshot()
    pane.read([table])
    assert begun.wait(10)
    with qtbot.waitSignal(pane.runner.cancelled):
        qtbot.mouseClick(pane.cancel_button, Qt.MouseButton.LeftButton)
    assert not pane.isVisible()
    assert not pane.runner.is_busy
    assert workspace.dossier == before


def test_another_file_takes_the_place_of_one_that_is_being_read(
    qtbot, workspace, importer, dressed, table
):
    begun = Event()
    slow = waiting_importer(importer, begun)

    def read_second(path, *, zone, day, progress):
        chosen = slow if path.name == "slow.csv" else importer
        return chosen.read(path, zone=zone, day=day, progress=progress)

    pane = ImportPane(workspace, Importer(read=read_second, stage=importer.stage))
    qtbot.addWidget(pane)
    pane.read([table.with_name("slow.csv")])
    assert begun.wait(10)
    with qtbot.waitSignal(pane.runner.succeeded, timeout=20_000):
        pane.read([table])
    assert pane.head.title.text() == "calls.csv"
    assert pane._new.text() == "2 new"


def test_a_disk_that_refuses_is_told_and_nothing_comes_in(
    qtbot, workspace, importer, dressed, table
):
    def refuse(incoming, progress):
        raise StorageError("There is no room on the disk; nothing was added.")

    pane = ImportPane(workspace, Importer(read=importer.read, stage=refuse))
    qtbot.addWidget(pane)
    before = workspace.dossier.snapshot()
    read(qtbot, pane, table)
    with qtbot.waitSignal(pane.runner.failed):
        qtbot.mouseClick(pane.add_button, Qt.MouseButton.LeftButton)
    assert pane.problem.text() == "There is no room on the disk; nothing was added."
    assert workspace.dossier == before


def test_the_preview_keeps_the_rules_of_models(qtmodeltester, qtbot, pane, table):
    qtmodeltester.check(PreviewModel())
    read(qtbot, pane, table)
    qtmodeltester.check(pane.preview)


@pytest.fixture
def step(qtbot, workspace, theme_source, importer):
    step = TimelineStep(workspace, theme_source, importer)
    qtbot.addWidget(step)
    step.resize(1280, 700)
    step.show()
    yield step
    step.middle.import_pane.runner.cancel()
    step.middle.import_pane.runner.wait()


def test_a_file_dropped_on_the_step_is_read(qtbot, step, table):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(table))])
    drop = QDropEvent(
        QPointF(20, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    pane = step.middle.import_pane
    with qtbot.waitSignal(pane.runner.succeeded, timeout=20_000):
        step.dropEvent(drop)
    assert pane.isVisible()
    assert pane._new.text() == "2 new"
    with qtbot.waitSignal(step.noticed, timeout=20_000) as noticed:
        qtbot.mouseClick(pane.place_button, Qt.MouseButton.LeftButton)
    assert noticed.args == ["2 items are on the timeline; undo takes them back."]
    titles = {event.title for event in step.canvas.workspace.dossier.all(TimelineEvent)}
    assert "vendor answers" in titles


def test_the_file_is_chosen_without_stopping_anything(qtbot, step):
    step.choose_files()
    (dialog,) = step.window().findChildren(QFileDialog)
    assert dialog.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: not step.window().findChildren(QFileDialog))
