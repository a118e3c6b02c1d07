"""From an empty laptop to a mailed PDF, in the window that the composition root builds."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication

from postmortem_desktop import paths
from postmortem_desktop.clock import Uuid7Source, system_clock
from postmortem_desktop.domain.interviews import Account, Answer
from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import Lane, Link, TimelineEvent
from postmortem_desktop.store.evidence import EvidencePages
from postmortem_desktop.store.library import Library
from postmortem_desktop.ui.widgets.buttons import Button

TITLE = "Checkout slow for an hour"
MONITORING = """time,lane,title
2026-10-14T12:05:00Z,Monitoring,p99 above two seconds
2026-10-14T12:31:00Z,Payments,Rolls the release back
2026-10-14T13:00:00Z,Monitoring,p99 back to normal
"""
SUPPORT = """time,title
2026-10-14T12:20:00Z,First customers write to support
"""
SENTENCE = "I opened the pool graph at 14:36."
ANSWER = f"{SENTENCE} It looked flat to me."
FACTOR = "The pool graph is on nobody's board"
ACTION = "Put the pool graph on the payments board"


def at(hour: int, minute: int) -> datetime:
    """Return a moment of the incident's day; the session's clock is two hours ahead."""
    return datetime(2026, 10, 14, hour, minute, tzinfo=UTC)


def lane_middle(canvas, title: str) -> int:
    lane = next(lane for lane in canvas.workspace.dossier.lanes() if lane.title == title)
    box = next(box for box in canvas.view.layout.lanes if box.lane_id == lane.id)
    return round(canvas.view.lane_rect(box).center().y())


def place_at(canvas, moment: datetime, lane_title: str) -> QPoint:
    return QPoint(round(canvas.view.x_of(moment)), lane_middle(canvas, lane_title))


def event_titled(dossier, title: str) -> TimelineEvent:
    return next(event for event in dossier.events() if event.title == title)


def card_of(canvas, title: str, dx: float) -> QPoint:
    """Return a point of an event's card, counted from the card's left edge."""
    rect = canvas.rect_of(event_titled(canvas.workspace.dossier, title).id)
    return QPointF(rect.left() + dx, rect.center().y()).toPoint()


def make_session(person) -> None:
    person.ctrl(Qt.Key.Key_N)
    person.enter(TITLE)
    assert person.window.session is not None
    assert person.window.session.workspace.zone == "Europe/Berlin"


def import_and_place(person, path) -> None:
    path.write_text(MONITORING, encoding="utf-8")
    pane = person.step.middle.import_pane
    person.click(person.step.inbox.import_button)
    with person.qtbot.waitSignal(pane.runner.succeeded, timeout=20_000):
        person.name_file(path)
    with person.qtbot.waitSignal(pane.imported, timeout=20_000) as told:
        person.click(pane.place_button)
    assert told.args == [3, True]


def import_into_the_inbox(person, path) -> None:
    path.write_text(SUPPORT, encoding="utf-8")
    pane = person.step.middle.import_pane
    person.key(Qt.Key.Key_I)
    with person.qtbot.waitSignal(pane.runner.succeeded, timeout=20_000):
        person.name_file(path)
    with person.qtbot.waitSignal(pane.imported, timeout=20_000) as told:
        person.click(pane.add_button)
    assert told.args == [1, False]


def add_by_double_click(person) -> None:
    canvas = person.step.canvas
    place = place_at(canvas, at(12, 12), "Payments")
    assert canvas.event_at(place) == "", "the place is free"
    person.double_click(canvas, place)
    person.enter("Looks at the dashboard")


def add_by_typing(person) -> None:
    person.key(Qt.Key.Key_E)
    person.enter("14:32 pool saturated")
    person.key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is person.step.canvas


def add_by_dragging_evidence(person) -> None:
    inbox, canvas = person.step.inbox, person.step.canvas
    index = next(
        index
        for row in range(inbox.model.rowCount())
        if not inbox.model.is_placed(index := inbox.model.index(row))
    )
    person.click(inbox.list.viewport(), inbox.list.visualRect(index).center())
    mime = inbox.model.mimeData(inbox.list.selectedIndexes())
    person.drop(canvas, mime, place_at(canvas, at(12, 50), "Monitoring"))


def arrange(person) -> None:
    """Move an event in time and lane, make it last, let go of a drag, go back and forth."""
    canvas, dossier = person.step.canvas, person.step.canvas.workspace.dossier
    grip = card_of(canvas, "pool saturated", 60)
    across = round(canvas.view.x_of(at(12, 40)) - canvas.view.x_of(at(12, 32)))
    person.drag(canvas, grip, QPoint(grip.x() + across, lane_middle(canvas, "Monitoring")))
    moved = event_titled(dossier, "pool saturated")
    assert (moved.starts_at, moved.ends_at) == (at(12, 40), None)

    foot = card_of(canvas, "pool saturated", 2)
    longer = round(canvas.view.x_of(at(12, 46)) - canvas.view.x_of(at(12, 40)))
    person.drag(canvas, foot, foot + QPoint(longer, 0))
    assert event_titled(dossier, "pool saturated").ends_at == at(12, 46)

    before = dossier.snapshot()
    grip = card_of(canvas, "p99 above two seconds", 60)
    person.hold(canvas, grip, grip + QPoint(90, 40))
    assert canvas.gesture is not None
    person.key(Qt.Key.Key_Escape)
    assert canvas.gesture is None
    person.let_go(canvas, grip + QPoint(90, 40))
    assert dossier == before

    person.ctrl(Qt.Key.Key_Z)
    assert event_titled(dossier, "pool saturated").ends_at is None
    person.ctrl(Qt.Key.Key_Y)
    assert dossier == before


def interview(person, monkeypatch) -> None:
    """Hear somebody, and drag their first sentence onto the timeline above."""
    person.ctrl(Qt.Key.Key_3)
    person.click(person.step.empty.findChild(Button))
    person.enter("Payments on-call")
    step = person.step
    person.click(step.pane.answer.words.editor.viewport())
    person.type(ANSWER)
    person.ctrl(Qt.Key.Key_Home)
    carried: list[QDrag] = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, _action: carried.append(drag))
    handle = step.pane.handle
    start = handle.rect().center()
    person.drag(handle, start, start - QPoint(0, 60))
    (drag,) = carried
    assert drag.mimeData().text() == SENTENCE
    person.drop(step.canvas, drag.mimeData(), place_at(step.canvas, at(12, 36), "Payments"))


def learn(person) -> None:
    person.ctrl(Qt.Key.Key_4)
    column = person.step.columns["factors"]
    person.click(column.add_button)
    person.enter(FACTOR)


def decide(person) -> None:
    """Add an action, then type owner and day into its row."""
    person.ctrl(Qt.Key.Key_5)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    person.key(Qt.Key.Key_N, modifiers)
    person.enter(ACTION)
    view = person.step.table.view
    for column, words in ((2, "platform team"), (3, "2026-11-02")):
        cell = view.visualRect(view.model().index(0, column)).center()
        person.click(view.viewport(), cell)
        person.enter(words)
        person.qtbot.waitUntil(view.hasFocus)


def export(person, path) -> None:
    person.ctrl(Qt.Key.Key_E)
    report = person.step
    with person.qtbot.waitSignal(report._exporter.succeeded, timeout=60_000):
        person.name_file(path)
    assert person.window.messages.label.text() == f"The report is at {path}."


def look_into_the_store() -> None:
    with Library.open(
        paths.library_file(), clock=system_clock, ids=Uuid7Source(), read_only=True
    ) as library:
        (postmortem,) = library.postmortems()
        assert postmortem.title == TITLE
        dossier = library.load(postmortem.id)
        look_at_the_timeline(dossier)
        look_at_the_links(dossier, EvidencePages(library))
        look_at_what_was_learned(dossier)
        look_at_the_history(library.load_history(postmortem.id))


def look_at_the_timeline(dossier) -> None:
    found = [
        (event.title, event.starts_at, event.ends_at, dossier.get(Lane, event.lane_id).title)
        for event in dossier.events()
    ]
    assert found == [
        ("p99 above two seconds", at(12, 5), None, "Monitoring"),
        ("Looks at the dashboard", at(12, 12), None, "Payments"),
        ("First customers write to support", at(12, 20), None, "Monitoring"),
        ("Rolls the release back", at(12, 31), None, "Payments"),
        (SENTENCE, at(12, 36), None, "Payments"),
        ("pool saturated", at(12, 40), at(12, 46), "Monitoring"),
        ("p99 back to normal", at(13, 0), None, "Monitoring"),
    ]


def look_at_the_links(dossier, evidence) -> None:
    """Imported events know their evidence; answer and event know each other."""
    (answer,) = dossier.all(Answer)
    assert (answer.text, answer.account) == (ANSWER, Account.ACTIONS)
    told = event_titled(dossier, SENTENCE)
    assert dossier.linked(answer.id, TimelineEvent) == [told]
    assert dossier.linked(told.id, Answer) == [answer]
    rows = evidence.page(dossier.postmortem.id)
    assert all(row.placed for row in rows)
    items = {row.item.id: row.item.text for row in rows}
    ties = [
        (event_titled(dossier, title).id, item_id, LinkKind.CAME_FROM)
        for item_id, title in items.items()
    ]
    assert len(ties) == 4
    links = {(link.source_id, link.target_id, link.kind) for link in dossier.all(Link)}
    assert links == {*ties, (told.id, answer.id, LinkKind.CAME_FROM)}


def look_at_what_was_learned(dossier) -> None:
    assert [person.role_then for person in dossier.participants()] == ["Payments on-call"]
    assert [factor.title for factor in dossier.factors()] == [FACTOR]
    (action,) = dossier.actions()
    assert (action.title, action.owner, action.due) == (ACTION, "platform team", date(2026, 11, 2))


def look_at_the_history(history) -> None:
    """Every gesture is one step that can still be taken back; the one let go of left none."""
    assert history.next_redo is None
    assert [entry.edit.label for entry in history._done] == [
        f"make “{TITLE}”",
        "import 3 items",
        "import 1 item",
        "add “Looks at the dashboard”",
        "add “pool saturated”",
        "place “First customers write to support”",
        "move “pool saturated”",
        "change the duration of “pool saturated”",
        "add “Payments on-call”",
        "write an answer",
        f"put “{SENTENCE}” on the timeline",
        f"add “{FACTOR}”",
        f"add “{ACTION}”",
        f"change “{ACTION}”",
        f"change “{ACTION}”",
    ]


def look_at_the_report(path) -> None:
    pages = PdfReader(path).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for words in (TITLE, "pool saturated", "14:40", SENTENCE, FACTOR, ACTION, "2 Nov"):
        assert words in text, words


def test_the_whole_journey(start, tmp_path, monkeypatch: pytest.MonkeyPatch):
    person = start()
    person.window.resize(1440, 900)
    person.resume()
    make_session(person)
    import_and_place(person, tmp_path / "monitoring.csv")
    import_into_the_inbox(person, tmp_path / "support.csv")
    add_by_double_click(person)
    add_by_typing(person)
    add_by_dragging_evidence(person)
    arrange(person)
    interview(person, monkeypatch)
    learn(person)
    decide(person)
    export(person, tmp_path / "report.pdf")
    person.end()

    look_into_the_store()
    look_at_the_report(tmp_path / "report.pdf")

    again = start()
    again.resume()
    assert again.window.session is not None
    assert again.window.session.workspace.dossier.postmortem.title == TITLE
    assert again.window.session.current_key == "report"
