"""Amounts of time and ends, as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from postmortem_desktop.timeline.surroundings import Surroundings
from postmortem_desktop.ui.event_table.cell_times import read_end, read_shift, read_start

ZONE = "Europe/Berlin"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("+90s", 90),
        ("-2m", -120),
        ("−2 min", -120),
        ("1h 30m", 5400),
        ("+1h30m", 5400),
        ("-0:05", -300),
        ("+0:00:07", 7),
        ("2 days", 172800),
    ],
)
def test_amounts_are_read(text, seconds):
    assert read_shift(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "90", "+", "5 parsecs", "soon", "+999999999999999d"])
def test_other_words_are_no_amount(text):
    assert read_shift(text) is None


def test_an_end_after_midnight_is_of_the_next_day_also_when_the_clocks_go_back():
    # 23:30 in summer time; the night has 25 hours, and 00:10 comes 40 minutes later.
    starts_at = datetime(2026, 10, 24, 21, 30, tzinfo=UTC)
    assert read_end("00:10", starts_at, ZONE) == starts_at + timedelta(minutes=40)
    # 04:00 in winter time is five and a half hours after 23:30 in summer time.
    assert read_end("04:00", starts_at, ZONE) == starts_at + timedelta(hours=5, minutes=30)
    assert read_end("14:00-15:00", starts_at, ZONE) is None


def test_a_leap_day_is_read():
    around = Surroundings(day=date(2028, 2, 29), zone=ZONE, now=datetime(2028, 3, 1, tzinfo=UTC))
    typed = read_start("2028-02-29 23:59:30", around)
    assert typed is not None
    assert typed.starts_at == datetime(2028, 2, 29, 22, 59, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["9999-12-31 23:59", "0001-01-01 00:00", "14:05 and more", "25:00"]
)
def test_what_is_no_moment_of_an_incident_is_not_read(text):
    around = Surroundings(day=date(2026, 10, 14), zone=ZONE, now=datetime(2026, 10, 14, tzinfo=UTC))
    assert read_start(text, around) is None
