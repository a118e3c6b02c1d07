"""The list of sessions, before anything heavy is imported."""

import subprocess
import sys
from datetime import date, timedelta

from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.domain.findings import ActionItem, ActionStatus
from postmortem_desktop.domain.kinds import MilestoneKind, Status
from postmortem_desktop.domain.records import Milestone
from postmortem_desktop.store.recent import SessionSummary, read_sessions
from tests.store.samples import MINUTE, NOON, beginning, event

TODAY = date(2026, 11, 1)

READ = """
import sys
from datetime import date
from pathlib import Path
from postmortem_desktop.store.recent import read_sessions
print(len(read_sessions(Path(sys.argv[1]), today=date(2026, 11, 1))))
print(*sorted({name.partition(".")[0] for name in sys.modules}
    & {"sqlalchemy", "alembic", "reportlab", "filelock", "PySide6"}))
"""


def milestone(kind, at, postmortem_id="pm"):
    return Milestone(id=f"{postmortem_id}-{kind}", postmortem_id=postmortem_id, kind=kind, at=at)


def action(number, **values):
    return ActionItem(id=f"t{number}", postmortem_id="pm", title="do it", **values)


def test_a_missing_or_empty_file_has_no_sessions_and_is_not_made(tmp_path):
    path = tmp_path / "library.postmortems"
    assert read_sessions(path, today=TODAY) == []
    assert not path.exists()
    path.touch()
    assert read_sessions(path, today=TODAY) == []
    assert list(tmp_path.iterdir()) == [path]


def test_a_session_is_summed_up(library, library_path):
    editor = library.editor("pm")
    editor.perform(
        beginning(
            reference="INC-7",
            severity="SEV 1",
            services=("checkout", "Köln"),
            zone="Europe/Berlin",
            status=Status.FINISHED,
            archived=True,
            deleted_at=NOON + MINUTE,
        )
    )
    editor.perform(
        Edit(
            "fill",
            created(
                event("early", starts_at=NOON - 99 * MINUTE),
                milestone(MilestoneKind.IMPACT_BEGAN, NOON - 30 * MINUTE),
                milestone(MilestoneKind.DETECTED, NOON - 20 * MINUTE),
                milestone(MilestoneKind.RESOLVED, NOON + 45 * MINUTE),
                action(1, due=date(2026, 10, 31)),
                action(2, due=TODAY, status=ActionStatus.IN_PROGRESS),
                action(3),
                action(4, due=date(2026, 1, 1), status=ActionStatus.DONE),
                action(5, due=date(2026, 1, 1), status=ActionStatus.DECLINED),
            ),
        )
    )
    assert read_sessions(library_path, today=TODAY) == [
        SessionSummary(
            id="pm",
            title="Checkout outage",
            reference="INC-7",
            severity="SEV 1",
            status=Status.FINISHED,
            services=("checkout", "Köln"),
            zone="Europe/Berlin",
            occurred_at=NOON - 30 * MINUTE,
            duration=timedelta(minutes=75),
            open_actions=3,
            overdue=1,
            archived=True,
            deleted_at=NOON + MINUTE,
            created_at=NOON,
        )
    ]


def test_an_end_before_the_beginning_is_no_duration(library, library_path):
    milestones = (
        milestone(MilestoneKind.IMPACT_BEGAN, NOON),
        milestone(MilestoneKind.RESOLVED, NOON - MINUTE),
    )
    library.editor("pm").perform(beginning("pm"))
    library.editor("pm").perform(Edit("set", created(*milestones)))
    (session,) = read_sessions(library_path, today=TODAY)
    assert session.duration is None


def test_without_milestones_the_first_event_tells_when_and_then_the_making(library, library_path):
    for number, name in enumerate(("made", "event")):
        library.editor(name).perform(beginning(name, created_at=NOON + number * MINUTE))
    events = (
        event("undated", "event"),
        event("late", "event", starts_at=NOON + 9 * MINUTE),
        event("first", "event", starts_at=NOON + 5 * MINUTE),
    )
    library.editor("event").perform(Edit("add", created(*events)))
    sessions = read_sessions(library_path, today=TODAY)
    assert [(s.id, s.occurred_at, s.duration) for s in sessions] == [
        ("event", NOON + 5 * MINUTE, None),
        ("made", NOON, None),
    ]


def test_a_thousand_sessions_are_read_while_the_library_is_open(library, library_path):
    for number in range(1000):
        name = f"pm{number}"
        edit = beginning(name, title=f"Outage {number}")
        events = (event(f"{n}", name, starts_at=NOON + n * MINUTE) for n in range(10))
        edit = Edit(edit.label, (*edit.changes, *created(*events)))
        editor = library.editor(name)
        editor.perform(edit)
    sessions = read_sessions(library_path, today=TODAY)
    assert len({session.title for session in sessions}) == 1000


def test_reading_the_list_imports_nothing_heavy(library, library_path):
    library.editor("pm").perform(beginning())
    library.close()
    run = subprocess.run(
        [sys.executable, "-c", READ, str(library_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.stdout.splitlines() == ["1", ""], run.stderr
