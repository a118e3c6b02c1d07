"""Gestures on the timeline with the X server's own mouse, from within and from other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from postmortem_desktop.domain.records import TimelineEvent
from tests.journey.drag_source import SIZE
from tests.journey.screen import (
    SAMPLE,
    WATCHED,
    Watched,
    begin_drag,
    bring_to_front,
    drag,
    quit_by_key,
    running,
    stored,
    stored_events,
    type_line,
    wait_for,
    xdotool,
)

pytestmark = pytest.mark.real_window

SOURCE = [sys.executable, str(Path(__file__).with_name("drag_source.py"))]
CORNER = [1440, 940]
"""Where the other program stands, at the lower right of the screen of 1600 by 1000."""
EVIDENCE = "acknowledged by the payments on-call"
MOVED = "Purges CDN"
UNDATED = "A colleague"
SNAPS_WITHIN = 9
"""Pixels by which what is let go may be drawn aside, and one for where the pointer is."""


def titled(beginning: str) -> TimelineEvent | None:
    """Return the event of the sample whose title begins so, as it stands on the disk."""
    events = stored_events(SAMPLE)
    return next((e for title, e in events.items() if title.startswith(beginning)), None)


def lane_title(event: TimelineEvent) -> str:
    dossier = stored(SAMPLE)
    assert dossier is not None
    return next(lane.title for lane in dossier.lanes() if lane.id == event.lane_id)


class Seen:
    """The canvas of the watched program as somebody sees it who reads the ruler."""

    def __init__(self, watched: Watched) -> None:
        self.watched = watched

    @property
    def minute(self) -> float:
        """How many pixels a minute takes."""
        (pixels,) = self.watched.now()["scale"]["minute"]
        return pixels

    def moment_at(self, x: float) -> datetime:
        moment, left, _top = self.watched.now()["clock"]["left"]
        return datetime.fromtimestamp(moment + (x - left) / self.minute * 60, UTC)

    def card(self, beginning: str) -> list[int]:
        """Return the place of the card whose title begins so."""
        titles = wait_for(
            lambda: [t for t in self.watched.now()["cards"] if t.startswith(beginning)],
            f"the card {beginning!r}",
        )
        return self.watched.place("cards", titles[0])

    def lane(self, title: str) -> list[int]:
        return self.watched.place("lanes", title)

    def free_ground(self) -> tuple[str, list[int]]:
        """Return a lane, and a place in it where there is room for another event."""
        lane = wait_for(lambda: list(self.watched.now()["ground"]), "free ground")[0]
        return lane, self.watched.place("ground", lane)

    def undated(self, beginning: str) -> list[int]:
        cards = self.watched.now()["tray"]
        return self.watched.place("tray", next(t for t in cards if t.startswith(beginning)))

    def carry(self, start: list[int], end: list[int]) -> None:
        """Drag something onto the canvas, and let go once it is held there."""
        begin_drag(start, end)
        # A program that has much to do hears of the pointer late; the drop counts where it was.
        wait_for(lambda: self._holds_at(end[1]), "what is held over the canvas")
        xdotool("mouseup", 1)

    def _holds_at(self, y: int) -> bool:
        place = self.watched.now()["held"].get("drop")
        return place is not None and abs(place[1] - y) <= 1

    def is_near(self, moment: datetime | None, x: float) -> bool:
        if moment is None:
            return False
        aside = abs(moment - self.moment_at(x))
        return aside <= timedelta(minutes=SNAPS_WITHIN / self.minute, seconds=1)


@pytest.fixture
def seen(tmp_path: Path) -> Iterator[Seen]:
    """Start the program with its sample, and quit it in the end."""
    log, told = tmp_path / "output", tmp_path / "places.json"
    with running([*WATCHED, str(told)], log) as process:
        bring_to_front(SAMPLE)
        watched = Watched(told)
        watched.place("lanes", "Monitoring")
        yield Seen(watched)
        quit_by_key(process, log)


@contextmanager
def other_program(tmp_path: Path, kind: str, payload: str) -> Iterator[list[int]]:
    """Start another program, tell where to take hold of what it gives away, and end it."""
    log = tmp_path / "source"
    with running([*SOURCE, *map(str, CORNER), kind, payload], log):
        wait_for(lambda: "ready" in log.read_text(encoding="utf-8"), "the other program")
        yield [CORNER[0] + SIZE[0] // 2, CORNER[1] + SIZE[1] // 2]


def test_an_event_is_moved_and_taken_back_by_escape(seen: Seen):
    before = titled(MOVED)
    assert before is not None
    assert lane_title(before) != "Monitoring"
    start = seen.card(MOVED)
    goal = [start[0] + 90, seen.lane("Monitoring")[1]]
    begin_drag(start, goal)
    xdotool("key", "Escape", "sleep", 0.2, "mouseup", 1)
    # The same once more, without Escape: had the first one counted, it would be twice as far.
    drag(start, goal)
    moved = wait_for(lambda: changed(before), "the moved event")
    assert lane_title(moved) == "Monitoring"
    assert moved.starts_at is not None
    assert before.starts_at is not None
    minutes = (moved.starts_at - before.starts_at).total_seconds() / 60
    assert minutes == pytest.approx(90 / seen.minute, abs=SNAPS_WITHIN / seen.minute)
    assert moved.duration == before.duration
    xdotool("key", "ctrl+z")
    wait_for(lambda: titled(MOVED) == before, "the event where it was")


def test_shift_and_alt_count_while_the_mouse_is_held(seen: Seen):
    before = titled(MOVED)
    assert before is not None
    assert before.starts_at is not None
    start = seen.card(MOVED)
    # Into the next lane, but further aside than down.
    begin_drag(start, [start[0] + 91, start[1] + 60])
    # Pressed when the pointer rests already, and held until the button comes up. The other way
    # round the second key would not be Alt: X calls Alt after Shift another one.
    xdotool("keydown", "alt", "keydown", "shift", "sleep", 0.2, "mouseup", 1)
    xdotool("keyup", "shift", "keyup", "alt")
    moved = wait_for(lambda: changed(before), "the moved event")
    assert moved.starts_at is not None
    assert moved.lane_id == before.lane_id
    seconds = (moved.starts_at - before.starts_at).total_seconds()
    assert seconds == pytest.approx(91 / seen.minute * 60, abs=1)


def test_a_span_is_drawn_on_empty_ground_and_named(seen: Seen):
    lane, start = seen.free_ground()
    end = [start[0] + 100, start[1]]
    xdotool("keydown", "ctrl")
    drag(start, end)
    xdotool("keyup", "ctrl")
    type_line("Watches the graphs")
    drawn = wait_for(lambda: titled("Watches the graphs"), "the drawn event")
    assert lane_title(drawn) == lane
    assert seen.is_near(drawn.starts_at, start[0])
    assert seen.is_near(drawn.ends_at, end[0])


def test_evidence_of_the_inbox_is_dragged_onto_a_lane(seen: Seen):
    seen.carry(seen.watched.place("evidence", EVIDENCE), seen.lane("Monitoring"))
    made = wait_for(lambda: titled(EVIDENCE), "the event of the evidence")
    assert lane_title(made) == "Monitoring"


def test_a_card_of_the_tray_is_given_a_time(seen: Seen):
    before = titled(UNDATED)
    assert before is not None
    assert before.starts_at is None
    goal = seen.lane("Monitoring")
    seen.carry(seen.undated(UNDATED), goal)
    dated = wait_for(lambda: changed(before), "the event with its time")
    assert seen.is_near(dated.starts_at, goal[0])
    assert lane_title(dated) == "Monitoring"


def test_words_are_dragged_in_from_another_program(seen: Seen, tmp_path: Path):
    goal = seen.lane("Monitoring")
    with other_program(tmp_path, "text", "Seen on the status page") as start:
        seen.carry(start, goal)
        made = wait_for(lambda: titled("Seen on the status page"), "the event of the words")
    assert seen.is_near(made.starts_at, goal[0])
    assert lane_title(made) == "Monitoring"


def test_a_file_is_dragged_in_from_another_program(seen: Seen, tmp_path: Path):
    path = tmp_path / "pager.csv"
    path.write_text("time,text\n2026-10-14T12:30:00Z,Pager rings again\n", encoding="utf-8")
    with other_program(tmp_path, "file", str(path)) as start:
        drag(start, seen.lane("Monitoring"))
        button = seen.watched.place("buttons", "place")
    xdotool("mousemove", *button, "sleep", 0.1, "click", 1)
    made = wait_for(lambda: titled("Pager rings again"), "the event of the file")
    assert made.starts_at == datetime(2026, 10, 14, 12, 30, tzinfo=UTC)


def changed(before: TimelineEvent) -> TimelineEvent | None:
    """Return an event as soon as it is another one than before."""
    now = titled(before.title)
    return None if now == before else now
