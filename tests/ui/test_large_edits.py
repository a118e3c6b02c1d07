"""Edits of hundreds of records are written on a thread: whole or not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from postmortem_desktop.app import compose
from postmortem_desktop.clock import CountingIds, system_clock
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.domain.records import Lane, Numbering, Postmortem, TimelineEvent
from postmortem_desktop.editing.editor import Editor
from postmortem_desktop.editing.history import History
from postmortem_desktop.editing.postmortem_edits import change_postmortem
from postmortem_desktop.editing.timeline_edits import move_events, remove_events
from postmortem_desktop.errors import StillSavingError, StorageError
from postmortem_desktop.paths import library_file
from postmortem_desktop.settings import Settings
from postmortem_desktop.store.evidence import EvidencePages
from postmortem_desktop.store.library import Library
from postmortem_desktop.store.verify import verify
from postmortem_desktop.timeline.arranging import ReadyTimeline
from postmortem_desktop.ui.crash import CrashReporter
from postmortem_desktop.ui.widgets.commit_fields import CommitLineEdit
from postmortem_desktop.ui.workspace import Workspace

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
COUNT = 600


def records():
    events = [
        TimelineEvent(
            id=f"e{n}",
            postmortem_id="pm",
            lane_id="lane",
            title=f"Event {n}",
            starts_at=NOON + n * MINUTE,
            number=n + 1,
        )
        for n in range(COUNT)
    ]
    return [
        Postmortem(id="pm", title="Crowded", created_at=NOON),
        Numbering(id="numbers", postmortem_id="pm", next_event=COUNT + 1),
        Lane(id="lane", postmortem_id="pm", title="System"),
        *events,
    ]


IDS = [f"e{n}" for n in range(COUNT)]


@pytest.fixture
def crowded(qapp, library):
    """Return a session with six hundred events that was made before the program was started."""
    library.editor("pm").perform(Edit("set up", created(*records())))
    editor, settings = library.editor("pm"), Settings(typing_pause_ms=60)
    return Workspace(editor, EvidencePages(library), library.clock, library.ids, settings)


def shift(workspace, minutes=1):
    return move_events(workspace.dossier, IDS, minutes * MINUTE)


def starts(dossier):
    return [dossier.get(TimelineEvent, event_id).starts_at for event_id in IDS]


def test_memory_follows_when_the_disk_has_it(qtbot, crowded, library):
    before, done = crowded.dossier.snapshot(), []
    with qtbot.waitSignals([crowded.saving, crowded.changed], timeout=10_000):
        assert crowded.perform(shift(crowded), lambda: done.append(starts(crowded.dossier)))
        assert crowded.is_saving
        assert crowded.dossier == before
    assert not crowded.is_saving
    assert done == [[NOON + (n + 1) * MINUTE for n in range(COUNT)]]
    assert library.load("pm") == crowded.dossier


def test_further_edits_are_refused_with_a_sentence_until_then(qtbot, crowded, library):
    refusals = []
    crowded.failed.connect(refusals.append)
    crowded.perform(shift(crowded))
    edit = change_postmortem(crowded.dossier, title="Later")
    assert not crowded.perform(edit)
    crowded.undo()
    crowded.redo()
    assert [type(refusal) for refusal in refusals] == [StillSavingError] * 3
    assert "still being saved" in str(refusals[0])
    with qtbot.waitSignal(crowded.changed, timeout=10_000):
        pass
    assert crowded.perform(edit)
    assert crowded.dossier.postmortem.title == "Later"
    assert library.load("pm") == crowded.dossier


def test_undo_and_redo_go_the_same_way_also_after_a_restart(qtbot, crowded, library):
    before = crowded.dossier.snapshot()
    with qtbot.waitSignal(crowded.changed, timeout=10_000):
        crowded.perform(shift(crowded))
    after = crowded.dossier.snapshot()
    editor = library.editor("pm")
    again = Workspace(editor, EvidencePages(library), library.clock, library.ids, Settings())
    assert again.undo_label == f"move {COUNT} events"
    with qtbot.waitSignal(again.changed, timeout=10_000):
        again.undo()
        assert again.is_saving
    assert again.dossier == library.load("pm") == before
    assert not again.undo_label
    with qtbot.waitSignal(again.changed, timeout=10_000):
        again.redo()
        assert again.is_saving
    assert again.dossier == library.load("pm") == after
    assert all(check.passed for check in verify(library))


def test_the_timeline_is_as_if_it_were_read_anew(qtbot, crowded):
    timeline = crowded.timeline
    with qtbot.waitSignal(crowded.changed, timeout=10_000):
        crowded.perform(remove_events(crowded.dossier, IDS[100:]))
        crowded.hide_events(frozenset({"e0"}))
    assert timeline is crowded.timeline
    fresh = ReadyTimeline(crowded.dossier, frozenset({"e0"})).index
    assert timeline.index.event_ids == fresh.event_ids == IDS[1:100]
    assert timeline.index.by_lane == fresh.by_lane
    with qtbot.waitSignal(crowded.changed, timeout=10_000):
        crowded.undo()
    assert timeline.index.event_ids == IDS[1:]
    assert timeline.index.find("e599") == crowded.dossier.get(TimelineEvent, "e599")


def test_words_typed_meanwhile_stay_in_their_field_and_are_kept_afterwards(qtbot, crowded, library):
    line = CommitLineEdit(crowded, "Title")
    qtbot.addWidget(line)
    line.bind(
        "Crowded",
        lambda text: crowded.perform(change_postmortem(crowded.dossier, title=text)),
    )
    crowded.perform(shift(crowded))
    line.selectAll()
    QTest.keyClicks(line, "Full")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert crowded.is_saving
    assert line.text() == "Full"
    qtbot.waitUntil(lambda: crowded.dossier.postmortem.title == "Full", timeout=10_000)
    assert library.load("pm").postmortem.title == "Full"
    assert crowded.undo_label == "change the facts"


def test_what_flushes_waits_for_what_is_being_written(crowded, library):
    crowded.perform(shift(crowded))
    assert crowded.flush()
    assert not crowded.is_saving
    assert starts(crowded.dossier)[0] == NOON + MINUTE
    assert library.load("pm") == crowded.dossier


def test_a_pause_in_a_burst_meanwhile_ends_it_all_the_same(qtbot, crowded):
    for _time in range(2):
        edit = shift(crowded)
        with qtbot.waitSignal(crowded.changed, timeout=10_000):
            crowded.perform(Edit(edit.label, edit.changes, "nudge"))
            crowded.seal()
    with qtbot.waitSignal(crowded.changed, timeout=10_000):
        crowded.undo()
    assert starts(crowded.dossier)[0] == NOON + MINUTE


def test_a_disk_that_refuses_leaves_everything_where_it_was(qtbot, qapp, disk):
    dossier = Dossier(records())
    editor = Editor(dossier, History(), disk.write, lambda: NOON)
    workspace = Workspace(editor, None, lambda: NOON, CountingIds(), Settings())
    before, ids = dossier.snapshot(), list(workspace.timeline.index.event_ids)
    seen, done = [], []
    workspace.changed.connect(seen.append)
    disk.is_full = True
    with qtbot.waitSignal(workspace.failed, timeout=10_000) as failure:
        assert workspace.perform(shift(workspace), lambda: done.append(True))
    assert isinstance(failure.args[0], StorageError)
    assert dossier == before
    assert workspace.timeline.index.event_ids == ids
    assert (seen, done, disk.edits, workspace.undo_label) == ([], [], [], "")
    disk.is_full = False
    with qtbot.waitSignal(workspace.changed, timeout=10_000):
        workspace.perform(shift(workspace))
    assert starts(dossier)[0] == NOON + MINUTE


def test_closing_the_window_in_the_midst_keeps_everything(qtbot, qapp):
    path = library_file()
    path.parent.mkdir(parents=True)
    with Library.open(path, clock=system_clock, ids=CountingIds()) as library:
        library.editor("pm").perform(Edit("set up", created(*records())))
    window, desk = compose(qapp, CrashReporter())
    qtbot.addWidget(window)
    window.show()
    desk.open_session("pm", "timeline")
    canvas = window.session.current_step.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert window.session.workspace.is_saving
    assert "Saving" in window.session.foot.saved.text()
    assert window.close()
    desk.close()
    qapp.setStyleSheet("")
    with Library.open(path, clock=system_clock, ids=CountingIds()) as again:
        assert not again.load("pm").all(TimelineEvent)
        assert again.load_history("pm").next_undo.label == f"delete {COUNT} events"
        assert all(check.passed for check in verify(again))
        again.editor("pm").undo()
        assert len(again.load("pm").all(TimelineEvent)) == COUNT
