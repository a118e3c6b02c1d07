"""The desk behind the window: what it does with whole sessions, in a real library."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from postmortem_desktop.app import compose
from postmortem_desktop.clock import CountingIds, system_clock
from postmortem_desktop.exchange.samples import load_sample
from postmortem_desktop.exchange.session_file import export_json
from postmortem_desktop.paths import library_file
from postmortem_desktop.store.evidence import EvidencePages
from postmortem_desktop.store.library import Library
from postmortem_desktop.ui.crash import CrashReporter


@pytest.fixture
def composed(qtbot, qapp):
    window, desk = compose(qapp, CrashReporter())
    qtbot.addWidget(window)
    window.show()
    yield window, desk
    window.close()
    desk.close()
    qapp.setStyleSheet("")


def stored():
    return Library.open(library_file(), clock=system_clock, ids=CountingIds(), read_only=True)


def test_a_deleted_session_comes_back_by_the_undo_key(qtbot, composed):
    window, desk = composed
    desk.new_session("Queue backlog")
    window.show_library()
    window.activateWindow()
    qtbot.waitActive(window)
    table = window.library.table
    table.setCurrentIndex(table.model().index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    with stored() as library:
        assert library.postmortems()[0].deleted_at is not None
    QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    with stored() as library:
        assert library.postmortems()[0].deleted_at is None


def test_a_session_file_from_the_bin_is_out_of_it_again_and_told_of(composed, tmp_path):
    window, desk = composed
    sample = load_sample()
    path = tmp_path / "session.json"
    path.write_text(export_json(sample.dossier, sample.evidence), encoding="utf-8")
    desk.import_file(str(path))
    session_id = window.session.workspace.dossier.postmortem.id
    window.show_library()
    desk.gestures().delete(session_id)
    desk.import_file(str(path))
    assert window.session.workspace.dossier.postmortem.deleted_at is None
    assert "already" in window.messages.label.text()


def test_a_copy_holds_the_same_with_its_evidence_under_new_ids(composed):
    window, desk = composed
    desk.open_sample()
    session_id = window.session.workspace.dossier.postmortem.id
    window.show_library()
    desk.gestures().duplicate(session_id)
    with stored() as library:
        copy_id = next(p.id for p in library.postmortems() if p.id != session_id)
        first, copy = library.load(session_id), library.load(copy_id)
        pages = EvidencePages(library)
        ours, theirs = (pages.page(key, limit=50) for key in (session_id, copy_id))
    assert [len(first.everything()), len(ours)] == [len(copy.everything()), len(theirs)]
    assert [(r.item.text, r.item.at, r.placed) for r in ours] == [
        (r.item.text, r.item.at, r.placed) for r in theirs
    ]
    assert not {record.id for record in first.everything()} & {r.id for r in copy.everything()}
    assert copy.postmortem.title == "Checkout latency after pool change (copy)"


def test_a_picture_named_as_a_session_is_refused_in_one_sentence(composed, tmp_path):
    window, desk = composed
    path = tmp_path / "session.json"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    desk.import_file(str(path))
    assert window.session is None
    assert "session.json" in window.messages.label.text()
