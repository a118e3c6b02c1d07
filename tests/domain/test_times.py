"""Moments on the wall clock, the hours that are missing or come twice, and typed times."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem_desktop.domain.times import (
    at_local,
    clock_text,
    day_text,
    duration_text,
    exact_duration_text,
    local,
    offset_text,
    parse_clock,
    parse_moment,
    require_utc,
    zone_named,
)
from postmortem_desktop.errors import RecordError

BERLIN = "Europe/Berlin"
SUMMER_DAY = date(2026, 10, 14)
REPEATED_DAY = date(2026, 10, 25)
MISSING_DAY = date(2026, 3, 29)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def test_a_moment_without_a_zone_or_in_another_one_is_refused() -> None:
    require_utc(None, utc(2026, 10, 14, 12, 2))
    with pytest.raises(RecordError):
        require_utc(datetime(2026, 10, 14, 12, 2))
    with pytest.raises(RecordError):
        require_utc(datetime(2026, 10, 14, 12, 2, tzinfo=timezone(timedelta(hours=2))))


@pytest.mark.parametrize("name", ["Europe/Berlinn", "", "../etc/passwd", "CEST+2", "a\0b"])
def test_an_unknown_zone_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(RecordError, match="is no time zone"):
        zone_named(name)


def test_berlin_is_two_hours_ahead_in_summer_and_one_in_winter() -> None:
    assert at_local(SUMMER_DAY, time(14, 2), BERLIN) == utc(2026, 10, 14, 12, 2)
    assert at_local(date(2026, 12, 1), time(14, 2), BERLIN) == utc(2026, 12, 1, 13, 2)


def test_of_a_time_that_comes_twice_the_earlier_one_is_meant() -> None:
    assert at_local(REPEATED_DAY, time(2, 30), BERLIN) == utc(2026, 10, 25, 0, 30)


def test_a_time_that_the_clocks_skip_becomes_the_one_they_jump_to() -> None:
    moment = at_local(MISSING_DAY, time(2, 30), BERLIN)
    assert moment == utc(2026, 3, 29, 1, 30)
    assert clock_text(moment, BERLIN) == "03:30"


def test_the_repeated_hour_is_told_with_its_offset() -> None:
    assert clock_text(utc(2026, 10, 25, 0, 30), BERLIN) == "02:30 +02:00"
    assert clock_text(utc(2026, 10, 25, 1, 30), BERLIN) == "02:30 +01:00"
    assert clock_text(utc(2026, 10, 24, 23, 59), BERLIN) == "01:59"
    assert clock_text(utc(2026, 10, 25, 2, 0), BERLIN) == "03:00"


def test_the_repeated_hour_can_be_typed_with_its_offset() -> None:
    assert parse_moment("02:30 +02:00", REPEATED_DAY, BERLIN) == utc(2026, 10, 25, 0, 30)
    assert parse_moment("02:30 +01:00", REPEATED_DAY, BERLIN) == utc(2026, 10, 25, 1, 30)
    assert parse_moment("02:30 +05:00", REPEATED_DAY, BERLIN) is None


@given(
    st.datetimes(datetime(1980, 1, 1), datetime(2090, 1, 1)).map(lambda m: m.replace(microsecond=0))
)
def test_what_the_clock_shows_is_the_same_moment_when_typed(moment: datetime) -> None:
    aware = moment.replace(tzinfo=UTC)
    day = local(aware, BERLIN).date()
    assert parse_moment(clock_text(aware, BERLIN), day, BERLIN) == aware


@pytest.mark.parametrize(
    ("seconds", "expected"), [(None, "14:02:10"), (True, "14:02:10"), (False, "14:02")]
)
def test_seconds_are_shown_when_there_are_any_unless_told(
    seconds: bool | None, expected: str
) -> None:
    assert clock_text(utc(2026, 10, 14, 12, 2, 10), BERLIN, seconds=seconds) == expected


def test_a_full_minute_is_shown_without_seconds() -> None:
    assert clock_text(utc(2026, 10, 14, 12, 2), BERLIN) == "14:02"


def test_the_day_is_the_one_of_the_zone() -> None:
    assert day_text(utc(2026, 10, 14, 22, 30), BERLIN) == "15 October 2026"
    assert day_text(utc(2026, 10, 14, 22, 30), "UTC") == "14 October 2026"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("UTC", "UTC"),
        (BERLIN, "UTC+02:00"),
        ("America/St_Johns", "UTC-02:30"),
        ("Asia/Kathmandu", "UTC+05:45"),
    ],
)
def test_the_distance_from_utc(zone: str, expected: str) -> None:
    assert offset_text(utc(2026, 10, 14, 12), zone) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "0 s"),
        (45, "45 s"),
        (59.6, "1 min"),
        (60, "1 min"),
        (150, "2 min 30 s"),
        (3000, "50 min"),
        (62 * 60, "62 min"),
        (2 * 3600, "2 h"),
        (4 * 3600 + 600, "4 h 10 min"),
        (51 * 3600, "2 d 3 h"),
        (72 * 3600, "3 d"),
        (-120, "−2 min"),
    ],
)
def test_durations_in_words(seconds: float, expected: str) -> None:
    assert duration_text(timedelta(seconds=seconds)) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "0 s"), (650, "10 min 50 s"), (-3610, "−1 h 10 s"), (90000.5, "1 d 1 h 0.5 s")],
)
def test_durations_to_the_last_fraction(seconds: float, expected: str) -> None:
    assert exact_duration_text(timedelta(seconds=seconds)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:02", time(14, 2)),
        ("9.05", time(9, 5)),
        ("14h02", time(14, 2)),
        ("14:02:10", time(14, 2, 10)),
        ("2:02 pm", time(14, 2)),
        ("12:15 a.m.", time(0, 15)),
        ("12:15 PM", time(12, 15)),
        ("24:00", None),
        ("14:60", None),
        ("0:30 am", None),
        ("13:00 pm", None),
        ("14", None),
        ("pool at 14:02", None),
        ("", None),
    ],
)
def test_a_typed_clock(text: str, expected: time | None) -> None:
    assert parse_clock(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:02", utc(2026, 10, 14, 12, 2)),
        ("~14:02", utc(2026, 10, 14, 12, 2)),
        ("≈ 14:02", utc(2026, 10, 14, 12, 2)),
        ("2026-10-15 00:30", utc(2026, 10, 14, 22, 30)),
        ("2026-10-14T14:02:10Z", utc(2026, 10, 14, 14, 2, 10)),
        ("2026-10-14 14:02-07:00", utc(2026, 10, 14, 21, 2)),
        ("15 Oct 00:30", utc(2026, 10, 14, 22, 30)),
        ("15. October 2026, 00:30", utc(2026, 10, 14, 22, 30)),
        ("Oct 15 12:30 am", utc(2026, 10, 14, 22, 30)),
        ("october 25 02:30 +01:00", utc(2026, 10, 25, 1, 30)),
        ("2 January 08:00", utc(2027, 1, 2, 7, 0)),
        ("2 January 2026 08:00", utc(2026, 1, 2, 7, 0)),
        ("31 September 08:00", None),
        ("3 Ju 08:00", None),
        ("5 Jun", None),
        ("5 minutes 08:00", None),
        ("2026-10-14", None),
        ("14:02-15:00", None),
        ("14:02 -05:00", None),
        ("0001-01-01 00:00+14:00", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_typed_moment(text: str, expected: datetime | None) -> None:
    found = parse_moment(text, SUMMER_DAY, BERLIN)
    assert found == expected
    assert found is None or found.tzinfo is UTC
