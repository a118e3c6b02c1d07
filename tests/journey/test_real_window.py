"""The program as a process on a real display, driven by the X server's own mouse and keyboard."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from datetime import datetime

import pytest

from postmortem_desktop.domain.times import clock_text
from tests.journey.screen import (
    PROGRAM,
    SAMPLE,
    WATCHED,
    ZONE,
    Watched,
    bring_to_front,
    drag,
    quit_by_key,
    running,
    stored_events,
    type_line,
    wait_for,
    xdotool,
)

pytestmark = pytest.mark.real_window

EVIDENCE = "acknowledged by the payments on-call"
SENTENCE = "That nothing had changed on our side."
"""Begins the answer that the sample's interview opens at."""
FIRST_EVENT_SECONDS = 60.0


def dumped(kind: str) -> list[dict[str, object]]:
    """Return what the program's own dump says of a kind of record."""
    done = subprocess.run([*PROGRAM, "dump"], capture_output=True, check=True, timeout=60)
    records = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return [record for record in records if record["record"] == kind]


def test_a_first_event_stands_in_the_store_within_a_minute_of_starting(tmp_path):
    log = tmp_path / "output"
    began = time.monotonic()
    with running([*PROGRAM, "--sample"], log) as process:
        bring_to_front(SAMPLE)
        xdotool("key", "ctrl+n")
        type_line("Orders doubled")
        xdotool("key", "e")
        type_line("14:32 pool saturated")
        wait_for(lambda: stored_events("Orders doubled"), "the first event")
        took = time.monotonic() - began
        assert took < FIRST_EVENT_SECONDS
        quit_by_key(process, log)
    print(f"first event after {took:.1f} s")


def drag_evidence(watched: Watched) -> None:
    """Bring an item of the sample's evidence onto a lane; it lands at its own time."""
    assert EVIDENCE not in stored_events(SAMPLE)
    drag(watched.place("evidence", EVIDENCE), watched.place("lanes", "Monitoring"))
    wait_for(lambda: EVIDENCE in stored_events(SAMPLE), "the event of the evidence")


def drag_sentence(watched: Watched) -> None:
    """Bring the sentence at the cursor of an answer onto the timeline above it."""
    xdotool("key", "ctrl+3")
    drag(watched.place("handles", "sentence"), watched.place("lanes", "Monitoring"))
    wait_for(lambda: SENTENCE in stored_events(SAMPLE), "the event of the sentence")


def write_two_events() -> None:
    """Make a session and add two events in one go."""
    xdotool("key", "ctrl+n")
    type_line("Orders doubled")
    xdotool("key", "e")
    type_line("14:32 pool saturated")
    type_line("14:40 rollback started")
    xdotool("key", "Escape")
    wait_for(lambda: len(stored_events("Orders doubled")) == 2, "two events")


def drag_a_card(watched: Watched) -> None:
    """Move an event by 60 pixels, which are as many minutes as the ruler says."""
    x, y = watched.place("cards", "pool saturated")
    (minute,) = watched.now()["scale"]["minute"]
    before = start_of("pool saturated")
    drag([x, y], [x + 60, y])
    wait_for(lambda: start_of("pool saturated") != before, "the moved event")
    minutes = (start_of("pool saturated") - before).total_seconds() / 60
    # It may have been drawn to a moment eight pixels away.
    assert minutes == pytest.approx(60 / minute, abs=9 / minute)
    xdotool("key", "ctrl+z")
    wait_for(lambda: start_of("pool saturated") == before, "the event where it was")
    xdotool("key", "ctrl+y")
    wait_for(lambda: start_of("pool saturated") != before, "the event moved again")
    xdotool("key", "ctrl+z")
    wait_for(lambda: start_of("pool saturated") == before, "the event where it was")


def start_of(title: str) -> datetime:
    moment = stored_events("Orders doubled")[title].starts_at
    assert moment is not None
    return moment


def test_gestures_with_the_real_mouse_reach_the_store(tmp_path):
    log, told = tmp_path / "output", tmp_path / "places.json"
    watched = Watched(told)
    with running([*WATCHED, str(told)], log) as process:
        bring_to_front(SAMPLE)
        drag_evidence(watched)
        drag_sentence(watched)
        write_two_events()
        drag_a_card(watched)
        quit_by_key(process, log)
    look_at_the_dump()


def look_at_the_dump() -> None:
    """Exactly what was done is in the store, and the two that were dragged in are tied."""
    sessions = {str(record["title"]): record["id"] for record in dumped("Postmortem")}
    assert set(sessions) == {SAMPLE, "Orders doubled"}
    events = dumped("TimelineEvent")
    own = {
        record["title"]: clock_text(datetime.fromisoformat(str(record["starts_at"])), ZONE)
        for record in events
        if record["postmortem_id"] == sessions["Orders doubled"]
    }
    assert own == {"pool saturated": "14:32", "rollback started": "14:40"}
    lanes = {record["id"]: record["title"] for record in dumped("Lane")}
    links = {record["source_id"]: record["target_id"] for record in dumped("Link")}
    sources = {
        record["id"]: record["text"] for record in (*dumped("EvidenceItem"), *dumped("Answer"))
    }
    brought = {
        record["title"]: (
            lanes[record["lane_id"]],
            sources[links[record["id"]]][: len(record["title"])],
        )
        for record in events
        if record["title"] in (EVIDENCE, SENTENCE)
    }
    assert brought == {title: ("Monitoring", title) for title in (EVIDENCE, SENTENCE)}


def test_a_second_start_shows_the_same_sample(tmp_path):
    log = tmp_path / "output"
    for _start in range(2):
        with running([*PROGRAM, "--sample"], log) as process:
            bring_to_front(SAMPLE)
            quit_by_key(process, log)
    assert [record["title"] for record in dumped("Postmortem")] == [SAMPLE]


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here")
def test_the_window_opens_no_socket_but_those_of_the_display(tmp_path):
    log, trace = tmp_path / "output", tmp_path / "trace"
    calls = "trace=socket,connect,bind,sendto"
    watch = ["strace", "-f", "-qq", "-e", calls, "-o", str(trace)]
    with running([*watch, *PROGRAM, "--sample"], log) as process:
        bring_to_front(SAMPLE)
        xdotool("key", "ctrl+6")
        quit_by_key(process, log)
    families = set(re.findall(r"\b(?:AF|PF)_\w+", trace.read_text(encoding="utf-8")))
    assert families == {"AF_UNIX"}
