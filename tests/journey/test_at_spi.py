"""The timeline as a screen reader has it: a real client on a real accessibility bus."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Thread

import pytest

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.domain.times import clock_text
from tests.journey.screen import (
    PATIENCE_SECONDS,
    PROGRAM,
    SAMPLE,
    ZONE,
    bring_to_front,
    quit_by_key,
    running,
    stored,
    type_line,
    wait_for,
    xdotool,
)

pytestmark = pytest.mark.real_window

SYSTEM_PYTHON = "/usr/bin/python3"
CLIENT = Path(__file__).with_name("at_spi_client.py")
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
CROWDED = [sys.executable, str(Path(__file__).with_name("crowded_timeline.py"))]
MOVED = "Takes the page, opens the incident call"
"""An event of the sample that is known to the minute, has no end and is not locked."""
TABS_TO_THE_TIMELINE = 60
KINDS = {
    EventKind.ALERT: "Alert",
    EventKind.OBSERVATION: "Observation",
    EventKind.ACTION: "Action",
    EventKind.DECISION: "Decision",
    EventKind.MESSAGE: "Message",
    EventKind.CHANGE: "Change",
    EventKind.IMPACT: "Impact",
    EventKind.RECOVERY: "Recovery",
}


@contextmanager
def started(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Start something that is ended by its input or, failing that, by a signal."""
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield process
    finally:
        process.stdin.close()
        process.terminate()
        process.wait(PATIENCE_SECONDS)
        process.stdout.close()


@contextmanager
def accessibility_bus(folder: Path) -> Iterator[dict[str, str]]:
    """Start the two buses that a desktop has, and return the environment that leads to them."""
    folder.mkdir(mode=0o700)
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder)}
    session = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
    with started(session, environment) as bus:
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        with started([LAUNCHER, "--launch-immediately"], environment):
            yield environment


class ScreenReader:
    """What the client has heard so far, and the keys that make it hear more."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._heard: list[dict] = []
        self._ear = Thread(target=self._listen, daemon=True)
        self._ear.start()
        self._from = 0
        self.hears("ready")

    def _listen(self) -> None:
        for line in self._process.stdout:
            self._heard.append(json.loads(line))

    def key(self, *keys: str) -> None:
        """Press keys; what was heard before counts no more."""
        self._from = len(self._heard)
        xdotool("key", *keys)

    def hears(self, what: str, text: str | None = None) -> dict:
        """Wait until something is heard, with this text if one is named."""

        def look() -> dict | None:
            fresh = (said for said in self._heard[self._from :] if said["what"] == what)
            return next((said for said in fresh if text is None or said["text"] == text), None)

        return wait_for(look, f"{what} {text or ''}")

    def reads(self) -> dict:
        """Read the timeline now."""
        self._from = len(self._heard)
        self._process.stdin.write("names\n")
        self._process.stdin.flush()
        return self.hears("names")

    def focus_after(self, key: str, before: str) -> str:
        """Press a key that moves the focus, and return the name of where it has gone."""
        self.key(key)

        def elsewhere() -> str | None:
            fresh = (said for said in self._heard[self._from :] if said["what"] == "focus")
            return next((said["text"] for said in fresh if said["text"] != before), None)

        return wait_for(elsewhere, f"another focus than {before!r}")

    def heard(self) -> list[dict]:
        """Return what was heard once nothing more comes."""
        count = -1
        while count != len(self._heard):
            count = len(self._heard)
            self._ear.join(0.5)
        return self._heard

    def join(self) -> None:
        """Wait for the client's last word."""
        self._ear.join(PATIENCE_SECONDS)


@contextmanager
def listening(environment: dict[str, str]) -> Iterator[ScreenReader]:
    with started([SYSTEM_PYTHON, str(CLIENT)], environment) as process:
        reader = ScreenReader(process)
        yield reader
        process.stdin.close()
        reader.join()


def dated_events() -> list[tuple[TimelineEvent, str]]:
    """Return the sample's events by time and, at one moment, from the top lane to the bottom one.

    Each comes with the name of its lane.
    """
    dossier = stored(SAMPLE)
    assert dossier is not None
    lanes = [lane.id for lane in dossier.lanes()]
    dated = [event for event in dossier.events() if event.starts_at is not None]
    dated.sort(key=lambda event: (event.starts_at, lanes.index(event.lane_id)))
    return [(event, dossier.get(Lane, event.lane_id).title) for event in dated]


def start_of(title: str) -> datetime:
    return next(event.starts_at for event, _lane in dated_events() if event.title == title)


def check_names(read: dict) -> None:
    """Compare what was read with the records, one by one."""
    records = dated_events()
    assert read["text"] == f"Incident timeline, {len(records)} events"
    assert len(read["names"]) == len(records) > 20
    for (event, lane), name in zip(records, read["names"], strict=True):
        assert f", {KINDS[event.kind]}, {event.title}, lane {lane}" in name
        times = name.split(f", {KINDS[event.kind]}, ")[0]
        moments = (
            (event.earliest, event.latest)
            if times.startswith("between")
            else (event.starts_at, event.ends_at)
        )
        for moment in filter(None, moments):
            assert clock_text(moment, ZONE) in times
        assert event.is_soft == times.startswith(("about ", "before ", "after ", "between "))
        assert event.starred == (", starred" in name)


def walk_to_the_event(reader: ScreenReader, names: list[str]) -> str:
    """Tab into the timeline and on from event to event; return the name of the one to move."""
    focus = ""
    for _attempt in range(TABS_TO_THE_TIMELINE):
        focus = reader.focus_after("Tab", focus)
        if focus in names:
            break
    place = names.index(focus)
    goal = next(n for n, name in enumerate(names) if f", {MOVED}, " in name)
    assert place <= goal
    for name in names[place + 1 : goal + 2]:
        reader.key("Tab")
        reader.hears("focus", name)
    reader.key("shift+Tab")
    reader.hears("focus", names[goal])
    return names[goal]


def move_by_key(reader: ScreenReader, name: str) -> None:
    """Move the event at the keyboard; the new time is said, and is that of the store."""
    before = start_of(MOVED)
    xdotool("key", "space")
    reader.key("Right")
    wait_for(lambda: start_of(MOVED) > before, "the moved event")
    old, new = clock_text(before, ZONE), clock_text(start_of(MOVED), ZONE)
    lane = next(lane for event, lane in dated_events() if event.title == MOVED)
    reader.hears("announcement", f"Moved to {new}, lane {lane}")
    reader.hears("name", name.replace(old, new, 1))


def add_and_take_back(reader: ScreenReader, count: int) -> None:
    reader.key("e")
    type_line("15:01 Queue drained")
    added = reader.hears("added")["text"]
    assert added.startswith("15:01, Observation, Queue drained, lane ")
    reader.hears("name", f"Incident timeline, {count + 1} events")
    xdotool("key", "Escape")
    assert added in reader.reads()["names"]
    reader.key("ctrl+z")
    reader.hears("removed")
    reader.hears("announcement", "Undone: add “Queue drained”")
    assert added not in reader.reads()["names"]


def test_a_screen_reader_reads_every_event_follows_the_keyboard_and_hears_what_changes(tmp_path):
    log = tmp_path / "output"
    with (
        accessibility_bus(tmp_path / "run") as environment,
        running([*PROGRAM, "--sample"], log, **environment) as process,
    ):
        bring_to_front(SAMPLE)
        xdotool("key", "ctrl+2")
        with listening(environment) as reader:
            read = reader.reads()
            check_names(read)
            name = walk_to_the_event(reader, read["names"])
            move_by_key(reader, name)
            add_and_take_back(reader, len(read["names"]))
            check_names(reader.reads())
        quit_by_key(process, log)


def test_crowds_of_events_come_and_go_while_a_screen_reader_listens(tmp_path):
    log = tmp_path / "output"
    with (
        accessibility_bus(tmp_path / "run") as environment,
        running(CROWDED, log, **environment) as process,
        listening(environment) as reader,
    ):
        reader.reads()
        assert process.wait(PATIENCE_SECONDS) == 0
        told = [said["what"] for said in reader.heard()]
        assert min(told.count("added"), told.count("removed")) >= 3_000
    # Before the last line Qt may say that the client asked for what had gone meanwhile.
    left = json.loads(log.read_text(encoding="utf-8").splitlines()[-1])
    assert left == {"living": 2}
