"""The inbox shows the imported items and lets them be placed."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt

from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.domain.evidence import EvidenceBatch, EvidenceItem
from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import Numbering, Postmortem, TimelineEvent
from postmortem_desktop.editing.placing_edits import place_items
from postmortem_desktop.jobs import Progress
from postmortem_desktop.settings import Settings
from postmortem_desktop.store.evidence import EvidencePages
from postmortem_desktop.ui.evidence.inbox import Inbox
from postmortem_desktop.ui.evidence.inbox_model import PAGE, InboxModel
from postmortem_desktop.ui.timeline.drops import EVIDENCE_MIME, read_drop
from postmortem_desktop.ui.timeline.timeline_step import TimelineStep
from postmortem_desktop.ui.workspace import Workspace


@pytest.fixture
def inbox(qtbot, workspace, theme_source):
    inbox = Inbox(workspace, theme_source)
    qtbot.addWidget(inbox)
    inbox.resize(264, 600)
    inbox.show()
    return inbox


def select(inbox, *rows):
    model = inbox.list.selectionModel()
    for row in rows:
        model.select(inbox.model.index(row), model.SelectionFlag.Select)


def test_the_model_keeps_the_rules_of_models(qtmodeltester, workspace):
    model = InboxModel(workspace)
    qtmodeltester.check(model)
    model.search("burn")
    qtmodeltester.check(model)


def test_items_stand_in_the_order_of_time_with_what_is_placed(inbox, workspace):
    times = [inbox.model.item(inbox.model.index(row)).at for row in range(inbox.model.rowCount())]
    assert times == sorted(times)
    words = inbox.model.data(inbox.model.index(0))
    assert words == (
        "13:46:31, deploy payments 4f2c9e1, platform settings 118 → 119, "
        "GitHub deployments, on timeline"
    )
    assert inbox._count.text() == str(inbox.model.rowCount())


def test_a_search_leaves_what_has_the_words(qtbot, inbox):
    qtbot.keyClicks(inbox.search, "SLO BURN")
    texts = [inbox.model.item(inbox.model.index(r)).text for r in range(inbox.model.rowCount())]
    assert texts
    assert all("slo burn" in text.lower() for text in texts)
    inbox.search.setText("there is no such item")
    assert inbox.model.rowCount() == 0
    assert inbox._nothing.isVisible()


def test_dragged_items_are_what_the_canvas_reads(inbox):
    indexes = [inbox.model.index(2), inbox.model.index(0)]
    mime = inbox.model.mimeData(indexes)
    items = [inbox.model.item(inbox.model.index(row)) for row in (0, 2)]
    assert json.loads(bytes(mime.data(EVIDENCE_MIME).data())) == [
        {"id": item.id, "at": item.at.isoformat()} for item in items
    ]
    drop = read_drop(mime)
    assert drop.evidence_ids == tuple(item.id for item in items)
    assert drop.own_moment == items[0].at


def test_placing_marks_the_item_and_keeps_the_selection(inbox, workspace):
    row = next(r for r in range(20) if not inbox.model.is_placed(inbox.model.index(r)))
    select(inbox, row)
    (item,) = inbox.selected()
    workspace.perform(place_items(workspace.dossier, [item], workspace.ids))
    assert inbox.model.is_placed(inbox.model.index(row))
    assert inbox.selected() == [item]
    workspace.undo()
    assert not inbox.model.is_placed(inbox.model.index(row))


def test_enter_places_the_selected_at_their_own_times(
    qtbot, workspace, theme_source, importer, library
):
    step = TimelineStep(workspace, theme_source, importer)
    qtbot.addWidget(step)
    step.show()
    free = [
        row
        for row in range(step.inbox.model.rowCount())
        if not step.inbox.model.is_placed(step.inbox.model.index(row))
    ][:2]
    select(step.inbox, *free)
    items = step.inbox.selected()
    before = workspace.dossier.snapshot()
    qtbot.keyClick(step.inbox.list, Qt.Key.Key_Return)
    made = [workspace.dossier.get(TimelineEvent, i) for i in step.canvas.selection]
    assert [(e.title, e.starts_at) for e in made] == [(i.text, i.at) for i in items]
    assert {
        link.target_id
        for event in made
        for link in workspace.dossier.links_of(event.id, LinkKind.CAME_FROM)
    } == {item.id for item in items}
    assert library.load(workspace.dossier.postmortem.id) == workspace.dossier
    qtbot.keyClick(step.inbox.list, Qt.Key.Key_Return)
    assert len(workspace.dossier.events()) == len(before.events()) + 2
    workspace.undo()
    assert workspace.dossier == before


def test_letters_on_a_card_go_on_to_the_window(qtbot, inbox):
    inbox.list.setCurrentIndex(inbox.model.index(3))
    qtbot.keyClick(inbox.list, Qt.Key.Key_E)
    assert inbox.list.currentIndex().row() == 3


def many(library, count):
    postmortem = Postmortem(id="big", title="Big", created_at=library.clock())
    batch = EvidenceBatch(
        id="batch", postmortem_id="big", source_name="a.csv", format="table",
        imported_at=library.clock(), item_count=count,
    )  # fmt: skip
    items = [
        EvidenceItem(
            id=f"i{n:04d}", postmortem_id="big", batch_id="batch", text=f"line {n}", order=n
        )
        for n in range(count)
    ]
    library.stage_evidence(((item, "") for item in items), Progress())
    editor = library.editor("big")
    numbering = Numbering(id="n", postmortem_id="big")
    editor.perform(Edit("new", created(postmortem, numbering, batch)))
    return Workspace(editor, EvidencePages(library), library.clock, library.ids, Settings())


def test_many_items_are_read_a_page_at_a_time(qapp, library, qtmodeltester):
    model = InboxModel(many(library, PAGE + 30))
    assert model.rowCount() == PAGE
    assert model.canFetchMore(model.index(-1))
    model.fetchMore(model.index(-1))
    assert model.rowCount() == PAGE + 30
    assert not model.canFetchMore(model.index(-1))
    model.refresh()
    assert model.rowCount() == PAGE + 30
    qtmodeltester.check(model)


def test_an_empty_inbox_teaches_and_offers_the_import(qtbot, library, theme_source):
    inbox = Inbox(many(library, 0), theme_source)
    qtbot.addWidget(inbox)
    inbox.show()
    assert not inbox.list.isVisible()
    assert not inbox.search.isVisible()
    with qtbot.waitSignal(inbox.import_requested):
        inbox.import_button.click()


def test_an_item_without_a_time_is_not_placed_by_enter(qtbot, library, theme_source, importer):
    workspace = many(library, 1)
    step = TimelineStep(workspace, theme_source, importer)
    qtbot.addWidget(step)
    select(step.inbox, 0)
    with qtbot.waitSignal(step.noticed) as noticed:
        qtbot.keyClick(step.inbox.list, Qt.Key.Key_Return)
    assert noticed.args == ["This states no time; drag it to where it belongs."]
    assert workspace.dossier.events() == []


def test_cards_are_as_high_as_their_words(inbox):
    texts = [inbox.model.item(inbox.model.index(r)).text for r in range(inbox.model.rowCount())]
    short = inbox.model.index(texts.index("Latency SLO burn alert fired"))
    high = inbox.list.visualRect(inbox.model.index(0)).height()
    low = inbox.list.visualRect(short).height()
    assert high - low == pytest.approx(inbox.list.fontMetrics().lineSpacing(), abs=1)
