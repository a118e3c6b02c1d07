"""The library page shows the sessions, and every gesture reaches the library."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QVBoxLayout, QWidget

from postmortem_desktop.domain.kinds import Status
from postmortem_desktop.store.recent import SessionSummary
from postmortem_desktop.ui.library.gestures import LibraryDesk
from postmortem_desktop.ui.library.model import (
    COLUMNS,
    Column,
    Filter,
    SessionModel,
    actions_text,
    cell_text,
    filters_of,
)
from postmortem_desktop.ui.library.page import LibraryGestures, LibraryPage
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.widgets.message_bar import MessageBar

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)


def session(key, title, **values):
    defaults = {
        "id": key,
        "title": title,
        "reference": "",
        "severity": "",
        "status": Status.PREPARING,
        "services": (),
        "zone": "Europe/Berlin",
        "occurred_at": NOON,
        "duration": None,
        "open_actions": 0,
        "overdue": 0,
        "archived": False,
        "deleted_at": None,
        "created_at": NOON,
    }
    return SessionSummary(**defaults | values)


class Shelf:
    """Sessions in memory, with the gestures that the composition root gives."""

    def __init__(self, *sessions):
        self.sessions = {each.id: each for each in sessions}
        self.heard = []

    def change(self, key, **values):
        self.sessions[key] = self.sessions[key]._replace(**values)

    def gestures(self):
        return LibraryGestures(
            sessions=lambda: list(self.sessions.values()),
            new_session=lambda title: self.heard.append(("new", title)),
            open_session=lambda key: self.heard.append(("open", key)),
            duplicate=lambda key: self.heard.append(("duplicate", key)),
            archive=lambda key, archived: self.change(key, archived=archived),
            delete=lambda key: self.change(key, deleted_at=NOON),
            restore=lambda key: self.change(key, deleted_at=None),
            open_sample=lambda: self.heard.append(("sample",)),
            import_file=lambda: self.heard.append(("import",)),
        )


@pytest.fixture
def shelf():
    return Shelf(
        session("a", "Slow checkout", status=Status.IN_SESSION, services=("payments",)),
        session("b", "Search lag", status=Status.FINISHED, occurred_at=NOON - timedelta(days=9)),
        session("c", "Old story", archived=True, occurred_at=NOON - timedelta(days=90)),
        session("d", "Invoices twice", open_actions=3, overdue=1, severity="SEV 2"),
    )


@pytest.fixture
def host(qtbot, dressed):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1280, 800)
    QVBoxLayout(host)
    host.show()
    host.activateWindow()
    qtbot.waitActive(host)
    return host


@pytest.fixture
def library(host, shelf):
    page = LibraryPage(shelf.gestures(), ThemeSource())
    host.layout().addWidget(page)
    page.messages = MessageBar(host)
    page.desk = LibraryDesk(page, shelf.gestures(), page.messages.say)
    page.refresh()
    page.table.setFocus()
    return page


def titles(page):
    shown = page.table.shown
    return [shown.summary(row).title for row in range(shown.rowCount())]


def test_archived_and_deleted_sessions_stand_only_where_they_belong():
    put_away = session("x", "Away", archived=True)
    thrown = session("y", "Gone", archived=True, deleted_at=NOON)
    done = session("z", "Done", status=Status.FINISHED)
    places = {f: [s.title for s in (put_away, thrown, done) if f in filters_of(s)] for f in Filter}
    assert places == {
        Filter.ALL: ["Done"],
        Filter.IN_PROGRESS: [],
        Filter.FINISHED: ["Done"],
        Filter.ARCHIVED: ["Away"],
        Filter.BIN: ["Gone"],
    }


def test_cells_say_things_in_words():
    late = session("x", "", duration=timedelta(minutes=62), services=("a", "b"))
    assert cell_text(late, Column.TITLE) == "Untitled session"
    assert cell_text(late, Column.DATE) == "14 October 2026"
    assert cell_text(late, Column.DURATION) == "62 min"
    assert cell_text(late, Column.SERVICES) == "a, b"
    assert actions_text(3, 1) == "3 open · 1 overdue"
    assert actions_text(0, 0) == ""


def test_the_latest_incident_comes_first_and_is_chosen(library):
    assert titles(library)[-1] == "Search lag"
    assert library.table.current_id in ("a", "d")


def test_search_finds_titles_and_services(library):
    library.search("PAY")
    assert titles(library) == ["Slow checkout"]
    library.search("nothing like it")
    assert titles(library) == []
    assert library._nothing.isVisible()
    library.search("")
    assert len(titles(library)) == 3


def test_a_filter_chip_shows_its_sessions(qtbot, library):
    qtbot.mouseClick(library._chips[Filter.ARCHIVED], Qt.MouseButton.LeftButton)
    assert titles(library) == ["Old story"]
    assert library._chips[Filter.ALL].text() == "All 3"


def test_enter_and_double_click_open(qtbot, library, shelf):
    library.table.choose("b")
    qtbot.keyClick(library.table, Qt.Key.Key_Return)
    assert shelf.heard == [("open", "b")]


def test_a_new_session_takes_a_title_and_enter(qtbot, library, shelf):
    library.start_new_session()
    qtbot.keyClicks(library.new_line.field, "  Queue backlog ")
    qtbot.keyClick(library.new_line.field, Qt.Key.Key_Return)
    assert shelf.heard == [("new", "Queue backlog")]
    assert not library.new_line.isVisible()


def test_an_empty_title_makes_nothing_and_escape_leaves(qtbot, library, shelf):
    library.start_new_session()
    qtbot.keyClick(library.new_line.field, Qt.Key.Key_Return)
    assert library.new_line.isVisible()
    qtbot.keyClick(library.new_line.field, Qt.Key.Key_Escape)
    assert not library.new_line.isVisible()
    assert shelf.heard == []


def test_deleting_can_be_taken_back_from_the_message(qtbot, library, shelf):
    library.table.choose("d")
    library.desk.handlers()["delete_session"]()
    assert "Invoices twice" not in titles(library)
    assert "Invoices twice" in library.messages.label.text()
    qtbot.mouseClick(library.messages.button, Qt.MouseButton.LeftButton)
    assert shelf.sessions["d"].deleted_at is None
    assert library.table.current_id == "d"
    assert not library.messages.isVisible()


def test_archiving_can_be_taken_back_and_restored_later(qtbot, library, shelf):
    library.table.choose("b")
    library.desk.handlers()["archive_session"]()
    assert shelf.sessions["b"].archived
    library.messages.dismiss()
    library.show_filter(Filter.ARCHIVED)
    library.table.choose("b")
    assert library.desk.menu_keys() == ("restore_session",)
    library.desk.handlers()["restore_session"]()
    assert not shelf.sessions["b"].archived


def test_the_dots_offer_what_can_be_done(qtbot, library):
    index = library.table.shown.index(0, COLUMNS.index(Column.MORE))
    with qtbot.waitSignal(library.table.menu_wanted):
        qtbot.mouseClick(
            library.table.viewport(),
            Qt.MouseButton.LeftButton,
            pos=library.table.visualRect(index).center(),
        )
    assert "delete_session" in library.desk.menu_keys()


def test_figures_count_only_what_is_there(library):
    assert library._session_count.text() == "3 sessions · 2 in progress"
    assert library._action_count.text() == "3 open · 1 overdue"


def test_an_empty_library_teaches_how_to_begin(qtbot, host):
    empty = Shelf()
    page = LibraryPage(empty.gestures(), ThemeSource())
    host.layout().addWidget(page)
    page.show()
    page.refresh()
    assert page._content.currentIndex() == 1
    page.start_new_session()
    assert page.new_line.field.isVisible()


def test_the_table_is_drawn_in_both_themes_at_the_smallest_size(qtbot, host, library):
    host.resize(1024, 640)
    assert not library.grab().isNull()
    assert library.table.isColumnHidden(COLUMNS.index(Column.SERVICES))
    host.resize(1600, 900)
    assert not library.table.isColumnHidden(COLUMNS.index(Column.SERVICES))


def test_the_model_keeps_the_rules_of_models(qtbot, shelf):
    model = SessionModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_sessions(list(shelf.sessions.values()))
    model.set_sessions([])
    assert model.rowCount() == 0
