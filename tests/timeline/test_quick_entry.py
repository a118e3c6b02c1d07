"""One typed line becomes a time, a lane, a kind and a title."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from postmortem_desktop.domain.kinds import EventKind, Precision
from postmortem_desktop.domain.records import Lane
from postmortem_desktop.timeline.quick_entry import QuickEntry, read_entry

DAY = date(2026, 10, 14)
LANES = [
    Lane(id="monitoring", postmortem_id="pm", title="Monitoring"),
    Lane(id="oncall", postmortem_id="pm", title="Payments on-call"),
    Lane(id="payments", postmortem_id="pm", title="Payments"),
]


def read(text: str, zone: str = "Europe/Berlin") -> QuickEntry:
    entry = read_entry(text, day=DAY, zone=zone, lanes=LANES)
    assert entry is not None, text
    return entry


def utc(day: int, hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, second, tzinfo=UTC)


def test_a_clock_means_the_incidents_day_on_its_wall_clock():
    entry = read("14:32 pool saturated")
    # Berlin is two hours ahead of UTC in October, until the 25th.
    assert entry == QuickEntry(
        "pool saturated", utc(14, 12, 32), None, Precision.MINUTE, EventKind.OBSERVATION, ""
    )


def test_a_date_may_stand_before_the_clock():
    assert read("2026-10-15 00:05 pool saturated").starts_at == utc(14, 22, 5)
    assert read("2026-10-15T00:05 pool saturated").starts_at == utc(14, 22, 5)


@pytest.mark.parametrize("dash", ["-", "–", " - ", " — "])
def test_two_clocks_make_a_span(dash):
    entry = read(f"14:19{dash}14:31 purge")
    assert (entry.starts_at, entry.ends_at) == (utc(14, 12, 19), utc(14, 12, 31))
    assert entry.title == "purge"


def test_a_span_over_midnight_ends_on_the_next_day():
    entry = read("23:50-00:10 purge", "UTC")
    assert (entry.starts_at, entry.ends_at) == (utc(14, 23, 50), utc(15, 0, 10))


def test_the_end_of_a_dated_span_is_on_its_own_day():
    entry = read("2026-10-16 09:00-09:30 review", "UTC")
    assert (entry.starts_at, entry.ends_at) == (utc(16, 9, 0), utc(16, 9, 30))


def test_a_span_of_no_length_is_an_instant():
    assert read("14:19-14:19 purge").ends_at is None


@pytest.mark.parametrize("sign", ["~", "≈", "~ "])
def test_a_wave_makes_the_time_approximate(sign):
    entry = read(f"{sign}14:10 first ticket")
    assert entry.precision is Precision.APPROXIMATE
    assert entry.starts_at == utc(14, 12, 10)


def test_seconds_make_the_time_exact():
    entry = read("14:10:04 alert fires")
    assert entry.precision is Precision.EXACT
    assert entry.starts_at == utc(14, 12, 10, 4)


def test_a_clock_of_twelve_hours_is_understood():
    assert read("2:32 pm pool saturated").starts_at == utc(14, 12, 32)


@pytest.mark.parametrize(
    "words", ["Monitoring: pool full", "moni: pool full", "MONITORING : pool full"]
)
def test_a_lane_is_named_before_a_colon(words):
    entry = read(f"14:32 {words}")
    assert (entry.lane_id, entry.title) == ("monitoring", "pool full")


def test_a_whole_lane_title_comes_before_a_longer_one_that_begins_so():
    assert read("14:32 payments: restarts").lane_id == "payments"
    assert read("14:32 paym: restarts").lane_id == "oncall"


@pytest.mark.parametrize("words", ["p95: above 4 s", "see https://example.org/a", "Monitoring:"])
def test_a_colon_that_names_no_lane_belongs_to_the_title(words):
    entry = read(f"14:32 {words}")
    assert (entry.lane_id, entry.title) == ("", words)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("14:32 pool saturated !alert", EventKind.ALERT),
        ("14:32 !action pool saturated", EventKind.ACTION),
        ("14:32 pool !obs saturated", EventKind.OBSERVATION),
        ("14:32 pool saturated !DECISION", EventKind.DECISION),
    ],
)
def test_a_mark_chooses_the_kind(text, kind):
    entry = read(text)
    assert (entry.kind, entry.title) == (kind, "pool saturated")


@pytest.mark.parametrize("title", ["pool !important", "wow! it works", "it !a grows"])
def test_a_mark_that_fits_no_single_kind_stays_in_the_title(title):
    entry = read(f"14:32 {title}")
    assert (entry.kind, entry.title) == (EventKind.OBSERVATION, title)


def test_a_time_alone_has_no_title_yet():
    assert read("14:32").title == ""
    assert read("14:32 !alert ").title == ""


@pytest.mark.parametrize(
    "text",
    ["", "pool saturated", "25:10 pool", "14:75 pool", "14:321 pool", "2026-13-40 14:00 pool",
     "1432 pool", "14:32-27:00 pool", "2026-10-14 14:00-2026-10-13 15:00 pool"],
)  # fmt: skip
def test_without_a_time_there_is_no_entry(text):
    assert read_entry(text, day=DAY, zone="UTC", lanes=LANES) is None


def test_signs_between_time_and_title_are_left_out():
    assert read("14:32 – pool saturated").title == "pool saturated"
    assert read("14:32: pool saturated").title == "pool saturated"


@pytest.mark.parametrize(
    "line",
    [
        "14:32 Monitoring: burn alert !alert",
        "Monitoring: 14:32 burn alert !alert",
        "!alert 14:32 Monitoring: burn alert",
        "!alert Monitoring: 14:32 burn alert",
    ],
)
def test_kind_and_lane_may_stand_before_or_after_the_time(line):
    lane = Lane(id="m", postmortem_id="p", title="Monitoring")
    entry = read_entry(line, day=date(2026, 10, 14), zone="UTC", lanes=[lane])
    assert entry is not None
    assert (entry.title, entry.lane_id, entry.kind) == ("burn alert", "m", EventKind.ALERT)
    assert entry.starts_at == datetime(2026, 10, 14, 14, 32, tzinfo=UTC)


def test_words_before_the_time_that_name_no_lane_stay_in_the_title():
    entry = read_entry("Somewhere: 14:32 slow", day=date(2026, 10, 14), zone="UTC", lanes=[])
    assert entry is not None
    assert entry.title == "Somewhere: slow"
