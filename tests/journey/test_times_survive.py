"""Times survive: the hour that comes twice, midnight and 29 February, on every way in and out.

Each incident is made by the real editor in a real library. The moments and what the clocks of the
place showed are written down here side by side, worked out by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from zoneinfo import available_timezones

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.records import Lane, Numbering, Postmortem, TimelineEvent
from postmortem_desktop.domain.templates import LaneTemplate, Template
from postmortem_desktop.domain.times import local, moment_text, parse_moment
from postmortem_desktop.editing.postmortem_edits import create_postmortem
from postmortem_desktop.editing.timeline_edits import add_event, move_event
from postmortem_desktop.evidence.formats import Source, read_source
from postmortem_desktop.exchange.markdown import export_markdown
from postmortem_desktop.exchange.session_file import export_json, read_json
from postmortem_desktop.jobs import Progress
from postmortem_desktop.report.pdf import ReportOptions, write_pdf
from postmortem_desktop.settings import Settings
from postmortem_desktop.store.evidence import EvidencePages
from postmortem_desktop.store.library import Library
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.transfer.importing import import_edit, read_incoming, stage
from postmortem_desktop.transfer.sessions import add_session
from postmortem_desktop.ui import theme
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.timeline.ruler import visible_ticks
from postmortem_desktop.ui.workspace import Workspace

NOW = datetime(2028, 3, 7, 9, 0, tzinfo=UTC)
LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """One event: when it was, and how that is written on the wall clock of the incident."""

    title: str
    day: date
    typed: str
    """On the wall clock of the day; the offset only where it is needed."""
    starts_at: datetime
    over: str
    """The name of its day on the ruler."""
    tick: str
    """The label of the tick at which it stands."""
    markdown: str
    ends_at: datetime | None = None
    typed_end: str = ""


@dataclass(frozen=True)
class Incident:
    name: str
    zone: str
    events: tuple[Told, ...]
    dragged: str
    """Title of the event that is dragged an hour to the right."""
    landed: datetime
    said: tuple[str, str]
    """The clock before and after the drag, as its label says."""


SUMMER, WINTER = "Sun 25 Oct 2026 · UTC+02:00", "Sun 25 Oct 2026 · UTC+01:00"
NIGHT = date(2026, 10, 25)

AUTUMN = Incident(
    "autumn",
    "Europe/Berlin",
    (
        Told("Alert", NIGHT, "01:30", utc(2026, 10, 24, 23, 30), SUMMER, "01:30",
             "2026-10-25 01:30 (UTC+02:00)"),
        Told("Slow", NIGHT, "02:00 +02:00", utc(2026, 10, 25, 0, 0), SUMMER, "02:00",
             "2026-10-25 02:00 (UTC+02:00)–2026-10-25 02:00 (UTC+01:00)",
             utc(2026, 10, 25, 1, 0), "02:00 +01:00"),
        Told("First half past", NIGHT, "02:30 +02:00", utc(2026, 10, 25, 0, 30), SUMMER, "02:30",
             "2026-10-25 02:30 (UTC+02:00)"),
        Told("Changed", NIGHT, "02:00 +01:00", utc(2026, 10, 25, 1, 0), WINTER, "02:00 +01:00",
             "2026-10-25 02:00 (UTC+01:00)"),
        Told("Second half past", NIGHT, "02:30 +01:00", utc(2026, 10, 25, 1, 30), WINTER, "02:30",
             "2026-10-25 02:30 (UTC+01:00)"),
        Told("Back", NIGHT, "03:30", utc(2026, 10, 25, 2, 30), WINTER, "03:30",
             "2026-10-25 03:30 (UTC+01:00)"),
    ),
    "First half past",
    utc(2026, 10, 25, 1, 30),
    ("02:30 +02:00", "02:30 +01:00"),
)  # fmt: skip
SECOND_HOUR = Incident(
    "second hour",
    "Europe/Berlin",
    (
        Told("Lone", NIGHT, "02:30 +01:00", utc(2026, 10, 25, 1, 30), WINTER, "02:30",
             "2026-10-25 02:30 (UTC+01:00)"),
    ),
    "Lone",
    utc(2026, 10, 25, 2, 30),
    ("02:30 +01:00", "03:30"),
)  # fmt: skip
MIDNIGHT = Incident(
    "midnight",
    "Asia/Kolkata",
    (
        Told("Queue grows", date(2026, 10, 14), "23:30", utc(2026, 10, 14, 18, 0),
             "Wed 14 Oct 2026", "23:30", "2026-10-14 23:30–2026-10-15 00:30",
             utc(2026, 10, 14, 19, 0), "2026-10-15 00:30"),
        Told("Midnight", date(2026, 10, 15), "00:00", utc(2026, 10, 14, 18, 30),
             "Thu 15 Oct 2026", "00:00", "2026-10-15 00:00"),
        Told("Drained", date(2026, 10, 15), "01:30", utc(2026, 10, 14, 20, 0),
             "Thu 15 Oct 2026", "01:30", "2026-10-15 01:30"),
    ),
    "Queue grows",
    utc(2026, 10, 14, 19, 0),
    ("23:30", "00:30"),
)  # fmt: skip
LEAP = Incident(
    "leap day",
    "America/New_York",
    (
        Told("Before", date(2028, 2, 28), "23:30", utc(2028, 2, 29, 4, 30),
             "Mon 28 Feb 2028", "23:30", "2028-02-28 23:30"),
        Told("Leap day", date(2028, 2, 29), "12:00", utc(2028, 2, 29, 17, 0),
             "Tue 29 Feb 2028", "12:00", "2028-02-29 12:00"),
        Told("Batch", date(2028, 2, 29), "23:30", utc(2028, 3, 1, 4, 30),
             "Tue 29 Feb 2028", "23:30", "2028-02-29 23:30–2028-03-01 00:30",
             utc(2028, 3, 1, 5, 30), "2028-03-01 00:30"),
        Told("After", date(2028, 3, 1), "01:30", utc(2028, 3, 1, 6, 30),
             "Wed 1 Mar 2028", "01:30", "2028-03-01 01:30"),
    ),
    "Before",
    utc(2028, 2, 29, 5, 30),
    ("23:30", "00:30"),
)  # fmt: skip
INCIDENTS = (AUTUMN, SECOND_HOUR, MIDNIGHT, LEAP)
each_incident = pytest.mark.parametrize("incident", INCIDENTS, ids=lambda i: i.name)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db", clock=lambda: NOW, ids=CountingIds()) as opened:
        yield opened


def new_session(library: Library, zone: str, lanes: tuple[str, ...] = ()) -> str:
    """Make a session in the library; return its id."""
    template = Template(lanes=tuple(LaneTemplate(title=title) for title in lanes))
    edit = create_postmortem(library.ids, library.clock, "Outage", zone, template)
    postmortem_id = edit.changes[0].record_id
    library.editor(postmortem_id).perform(edit)
    return postmortem_id


def built(library: Library, incident: Incident) -> str:
    """Type the incident event by event, each in a lane of its own; return the session's id."""
    titles = tuple(told.title for told in incident.events)
    postmortem_id = new_session(library, incident.zone, titles)
    editor = library.editor(postmortem_id)
    for told, lane in zip(incident.events, editor.dossier.lanes(), strict=True):
        starts_at = parse_moment(told.typed, told.day, incident.zone)
        ends_at = parse_moment(told.typed_end, told.day, incident.zone)
        values = {"ends_at": ends_at}
        editor.perform(
            add_event(editor.dossier, library.ids, lane.id, told.title, starts_at, **values)
        )
    return postmortem_id


def times(dossier: Dossier) -> dict[str, tuple[datetime | None, datetime | None]]:
    return {event.title: (event.starts_at, event.ends_at) for event in dossier.events()}


def truth(incident: Incident) -> dict[str, tuple[datetime | None, datetime | None]]:
    return {told.title: (told.starts_at, told.ends_at) for told in incident.events}


@each_incident
def test_what_was_typed_is_in_the_library(library: Library, incident: Incident):
    assert times(library.load(built(library, incident))) == truth(incident)


@dataclass
class Screen:
    """A canvas of one pixel for twenty seconds, on which half an hour is ninety pixels."""

    canvas: TimelineCanvas
    workspace: Workspace
    library: Library

    def show_around(self, moment: datetime) -> None:
        self.canvas.show_view(TimeScale(moment - timedelta(hours=1), 1 / 20))

    def event_id(self, title: str) -> str:
        return next(e.id for e in self.workspace.dossier.events() if e.title == title)

    def hold(self, title: str, by: int) -> QPoint:
        """Press on a card and drag it sideways, without letting go."""
        rect = self.canvas.rect_of(self.event_id(title))
        assert rect is not None
        start = (rect.topLeft() + QPointF(30, 12)).toPoint()
        QTest.mousePress(self.canvas, LEFT, ALT, start)
        for step in (0.3, 0.7, 1.0):
            self._move(start + QPoint(round(by * step), 0))
        return start + QPoint(by, 0)

    def let_go(self, point: QPoint) -> None:
        QTest.mouseRelease(self.canvas, LEFT, ALT, point)

    def _move(self, to: QPoint) -> None:
        where = QPointF(self.canvas.mapToGlobal(to))
        none = Qt.MouseButton.NoButton
        move = QMouseEvent(QEvent.Type.MouseMove, QPointF(to), where, none, LEFT, ALT)
        QApplication.sendEvent(self.canvas, move)

    def stored(self) -> Dossier:
        return self.library.load(self.workspace.dossier.postmortem.id)


@pytest.fixture
def screen(qtbot: QtBot, library: Library, incident: Incident) -> Iterator[Screen]:
    """Return the incident on a canvas that is tall enough for all its lanes."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, theme.LIGHT)
    workspace = Workspace(
        library.editor(built(library, incident)),
        EvidencePages(library),
        library.clock,
        library.ids,
        Settings(),
    )
    canvas = TimelineCanvas(workspace, theme.LIGHT)
    qtbot.addWidget(canvas)
    canvas.resize(1160, 600)
    canvas.show()
    yield Screen(canvas, workspace, library)
    application.setStyleSheet("")


@each_incident
def test_each_event_stands_at_the_tick_of_its_time_below_its_day(
    screen: Screen, incident: Incident
):
    for told in incident.events:
        screen.show_around(told.starts_at)
        view = screen.canvas.view
        x = view.x_of(told.starts_at)
        # An hour from the left edge of the lanes, at 180 pixels an hour.
        assert x == pytest.approx(view.plot.left() + 180)
        rect = screen.canvas.rect_of(screen.event_id(told.title))
        assert rect is not None
        assert rect.left() == pytest.approx(x, abs=1)
        marks = visible_ticks(view, incident.zone)
        assert [tick.label for tick in marks.ticks if abs(tick.x - x) < 0.01] == [told.tick]
        over = [part.labels[0] for part in marks.stretches if part.left <= x < part.right]
        assert over == [told.over]


@each_incident
def test_each_event_is_read_out_with_a_clock_that_means_no_other_moment(
    screen: Screen, incident: Incident
):
    for told in incident.events:
        assert told.typed in screen.canvas.spoken_name(screen.event_id(told.title))


@each_incident
def test_an_hour_by_the_mouse_is_an_hour_whatever_the_clocks_show(
    screen: Screen, incident: Incident
):
    before = truth(incident)
    starts_at, ends_at = before[incident.dragged]
    assert starts_at is not None
    screen.show_around(starts_at)
    end = screen.hold(incident.dragged, 180)
    gesture = screen.canvas.gesture
    assert gesture is not None
    label = gesture.label(incident.zone)
    assert all(clock in label for clock in incident.said), label
    screen.let_go(end)
    later = timedelta(hours=1)
    moved = {incident.dragged: (incident.landed, None if ends_at is None else ends_at + later)}
    assert times(screen.stored()) == {**before, **moved}
    assert incident.landed - starts_at == later
    screen.workspace.undo()
    assert times(screen.stored()) == before


@each_incident
def test_the_session_file_brings_every_time_into_another_library(
    library: Library, incident: Incident, tmp_path: Path
):
    text = export_json(library.load(built(library, incident)))
    back = read_json(text, "outage.json")
    with Library.open(tmp_path / "other.db", clock=lambda: NOW, ids=CountingIds()) as other:
        session_id, _is_new = add_session(other, back.records, back.evidence)
        assert times(other.load(session_id)) == truth(incident)
        assert export_json(other.load(session_id)) == text


@each_incident
@pytest.mark.parametrize("zone_of_reader", ["UTC", "Asia/Kathmandu", "America/Los_Angeles"])
def test_the_markdown_document_brings_every_time_into_another_session(
    library: Library, incident: Incident, tmp_path: Path, zone_of_reader: str
):
    text = export_markdown(library.load(built(library, incident)))
    for told in incident.events:
        assert f"| {told.markdown} | {told.title} |" in text
    path = tmp_path / "outage.md"
    path.write_text(text, encoding="utf-8")
    session_id = new_session(library, zone_of_reader)
    incoming = read_incoming(
        library, session_id, path, zone=zone_of_reader, day=date(2020, 1, 1),
        clock=library.clock, ids=library.ids, progress=Progress(),
    )  # fmt: skip
    stage(library, [incoming], Progress())
    editor = library.editor(session_id)
    editor.perform(import_edit(editor.dossier, [incoming], library.ids, place=True))
    events = library.load(session_id).events()
    assert times(library.load(session_id)) == truth(incident)
    assert not any(event.is_soft for event in events), "a time that was known is known still"


PDF_TEXTS = {
    "autumn": ("25 October 2026", "01:30", "02:30 +02:00", "02:30 +01:00", "03:30"),
    "second hour": ("25 October 2026", "02:30 +01:00"),
    "midnight": ("14 October 2026", "23:30–", "15 Oct 00:30", "15 October 2026", "01:30"),
    "leap day": ("28 February 2028", "29 February 2028", "12:00", "1 Mar 00:30", "1 March 2028"),
}


@each_incident
def test_the_report_tells_every_time_apart(library: Library, incident: Incident, tmp_path: Path):
    path = tmp_path / "report.pdf"
    dossier = library.load(built(library, incident))
    write_pdf(dossier, path, ReportOptions(), Progress(), now=NOW)
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    for expected in PDF_TEXTS[incident.name]:
        assert expected in text, text
    if incident is AUTUMN:
        places = [text.rindex(t) for t in ("First half past", "Changed", "Second half past")]
        assert places == sorted(places), "told in the order in which it happened"


@each_incident
def test_another_zone_moves_nothing(library: Library, incident: Incident):
    """Moving through the clocks of the world and back changes no moment."""
    postmortem_id = built(library, incident)
    editor = library.editor(postmortem_id)
    for zone in ("America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", incident.zone):
        for event in editor.dossier.events():
            assert event.starts_at is not None
            day = local(event.starts_at, zone).date()
            typed = parse_moment(moment_text(event.starts_at, zone, day), day, zone)
            assert typed is not None
            editor.perform(move_event(editor.dossier, event.id, typed, event.lane_id))
    assert times(library.load(postmortem_id)) == truth(incident)


# Any zone, any moment


@cache
def zones() -> list[str]:
    return sorted(available_timezones() - {"Factory", "localtime"})


@cache
def _changes_of(zone: str, year: int) -> list[datetime]:
    """Return the full hours at which a zone's clock is about to be changed."""

    def parts(first: datetime, length: timedelta, number: int) -> list[datetime]:
        begins = [first + length * index for index in range(number)]
        return [
            begin
            for begin in begins
            if local(begin, zone).utcoffset() != local(begin + length, zone).utcoffset()
        ]

    days = parts(utc(year, 1, 1), timedelta(days=1), 366)
    return [hour for day in days for hour in parts(day, timedelta(hours=1), 24)]


@st.composite
def moments(draw: st.DrawFn) -> tuple[str, datetime]:
    """Draw a zone and a moment of it, to the second, often close to a change of its clocks."""
    zone = draw(st.sampled_from(zones()))
    anywhere = st.integers(0, 130 * 365 * 86_400).map(lambda s: utc(1973, 1, 1) + timedelta(0, s))
    changes = _changes_of(zone, draw(st.integers(1995, 2030)))
    if not changes or draw(st.booleans()):
        return zone, min(draw(anywhere), utc(2100, 12, 30))
    seconds = draw(st.integers(-3 * 3600, 3 * 3600))
    return zone, draw(st.sampled_from(changes)) + timedelta(seconds=seconds)


@given(moments(), st.integers(0, 3))
def test_what_a_field_shows_is_the_same_moment_when_typed(
    drawn: tuple[str, datetime], days_beside: int
):
    zone, moment = drawn
    day = local(moment, zone).date() - timedelta(days=days_beside)
    assert parse_moment(moment_text(moment, zone, day), day, zone) == moment


@given(st.data(), moments(), st.lists(st.integers(0, 200_000), min_size=1, max_size=4))
def test_a_markdown_document_of_any_zone_is_read_back_to_the_second(
    data: st.DataObject, drawn: tuple[str, datetime], later: list[int]
):
    zone, first = drawn
    number = count(1)
    events = [
        TimelineEvent(
            id=f"e{index}",
            postmortem_id="p",
            lane_id="lane",
            title=f"Event {index}",
            starts_at=(starts_at := first + timedelta(seconds=seconds)),
            ends_at=data.draw(
                st.none() | st.integers(1, 90_000).map(lambda s, at=starts_at: at + timedelta(0, s))
            ),
            number=next(number),
        )
        for index, seconds in enumerate(later)
    ]
    dossier = Dossier(
        [
            Postmortem(id="p", title="Outage", created_at=NOW, zone=zone),
            Numbering(id="n", postmortem_id="p"),
            Lane(id="lane", postmortem_id="p", title="Lane"),
            *events,
        ]
    )
    source = Source("outage.md", export_markdown(dossier).encode())
    found = read_source(source, ids=CountingIds(), postmortem_id="p", batch_id="b").items
    assert {i.text: (i.at, i.ends_at) for i in found} == times(dossier)
