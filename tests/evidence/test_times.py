"""The closed list of time forms: what each says, and what is refused rather than guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.evidence.day_order import day_comes_first
from postmortem_desktop.evidence.days import Calendar, Zones
from postmortem_desktop.evidence.reading import Resolved, ZoneSource
from postmortem_desktop.evidence.stated import StatedDay
from postmortem_desktop.evidence.times import find_day, is_placeholder, lead_time, read_time
from postmortem_desktop.evidence.zones import given_zone, zone_stated

DAY = date(2026, 1, 5)


def resolve(text: str, *, zone: str | None = None, day: date | None = DAY) -> Resolved | str:
    span = read_time(text)
    assert span is not None, f"{text} was not read"
    return Calendar(Zones(zone), day).resolve(span)


def at(text: str, **options) -> datetime:
    resolved = resolve(text, **options)
    assert isinstance(resolved, Resolved), resolved
    return resolved.at


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-05T14:02:10Z", utc(2026, 1, 5, 14, 2, 10)),
        ("2019-01-30T15:57:06.522-0200", utc(2019, 1, 30, 17, 57, 6, 522000)),
        ("2019-09-27T16:27:56.612666101Z", utc(2019, 9, 27, 16, 27, 56, 612666)),
        ("20260105T140200Z", utc(2026, 1, 5, 14, 2)),
        ("2026-01-05 14:02:10 +0100", utc(2026, 1, 5, 13, 2, 10)),
        ("2026-01-05 14:02 CET", utc(2026, 1, 5, 13, 2)),
        ("2026-01-05 14:02 UTC+2", utc(2026, 1, 5, 12, 2)),
        ("2026-01-05 14:02-07:00", utc(2026, 1, 5, 21, 2)),
        ("2026.01.05 14:02", utc(2026, 1, 5, 14, 2)),
        ("05.01.2026 14:02", utc(2026, 1, 5, 14, 2)),
        ("29-09-2021 14:02", utc(2021, 9, 29, 14, 2)),
        ("12/25/2025 2:05 pm", utc(2025, 12, 25, 14, 5)),
        ("09/Jan/24 3:54 PM", utc(2024, 1, 9, 15, 54)),
        ("19. April, 11:00", utc(2026, 4, 19, 11, 0)),
        ("Feb 04, 2021, 21:45 (UTC)", utc(2021, 2, 4, 21, 45)),
        ("Feb 20 2018 14:17", utc(2018, 2, 20, 14, 17)),
        ("Monday, 5 January 2026 at 9am", utc(2026, 1, 5, 9, 0)),
        ("1532703487", utc(2018, 7, 27, 14, 58, 7)),
        ("1532703487000", utc(2018, 7, 27, 14, 58, 7)),
        ("1532703487000000", utc(2018, 7, 27, 14, 58, 7)),
        ("1532703487000000000", utc(2018, 7, 27, 14, 58, 7)),
        ("1532703487.25", utc(2018, 7, 27, 14, 58, 7, 250000)),
        ("14:02", utc(2026, 1, 5, 14, 2)),
        ("14h02", utc(2026, 1, 5, 14, 2)),
        ("14:02Z", utc(2026, 1, 5, 14, 2)),
        ("14:02 UTC", utc(2026, 1, 5, 14, 2)),
        ("12:15 am", utc(2026, 1, 5, 0, 15)),
        ("24:00", utc(2026, 1, 6, 0, 0)),
        ("22:30 UTC (Oct 29)", utc(2025, 10, 29, 22, 30)),
    ],
)
def test_a_time_form_gives_its_moment(text, expected):
    assert at(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "123456",
        "88888888",
        "2026-13-45 14:02",
        "25:00",
        "14:61",
        "13:05 pm",
        "HH:mm",
        "2024-03-13 HH:mm",
        "--:--",
        "03/04/2026 14:02",
        "14:02 and then",
        "1234 19:01:01",
        "9999-12-31T23:59:59Z",
    ],
)
def test_what_is_no_time_of_the_list_is_not_read(text):
    assert read_time(text) is None


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("14:02", Precision.MINUTE),
        ("14:02:10", Precision.EXACT),
        ("2026-01-05T14:02Z", Precision.MINUTE),
        ("1532703487", Precision.EXACT),
        ("~14:02", Precision.APPROXIMATE),
        ("about 14:02", Precision.APPROXIMATE),
        ("14:??", Precision.APPROXIMATE),
        ("2X:XX", Precision.APPROXIMATE),
        ("2026-01-05", Precision.BETWEEN),
        ("2026-01-05 --:--", Precision.BETWEEN),
    ],
)
def test_the_way_of_writing_tells_how_well_a_time_is_known(text, precision):
    resolved = resolve(text)
    assert isinstance(resolved, Resolved)
    assert resolved.precision is precision


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("~13:30-13:45", utc(2026, 1, 5, 13, 30), utc(2026, 1, 5, 13, 45)),
        ("17:00 – 18:00", utc(2026, 1, 5, 17), utc(2026, 1, 5, 18)),
        ("13:30 to 13:45 CET", utc(2026, 1, 5, 12, 30), utc(2026, 1, 5, 12, 45)),
        ("2026-01-05 10:30-11:00", utc(2026, 1, 5, 10, 30), utc(2026, 1, 5, 11)),
        ("2026-01-05 23:50 - 00:10", utc(2026, 1, 5, 23, 50), utc(2026, 1, 6, 0, 10)),
        ("2026-01-05 10:00 - 2026-01-07 09:00", utc(2026, 1, 5, 10), utc(2026, 1, 7, 9)),
        ("Between 2023-07-10 to 2023-07-16", utc(2023, 7, 10), utc(2023, 7, 17)),
    ],
)
def test_a_range_has_an_end(text, start, end):
    resolved = resolve(text)
    assert isinstance(resolved, Resolved)
    assert (resolved.at, resolved.ends_at) == (start, end)


def test_an_end_before_its_start_is_told_and_not_turned_round():
    assert "ends before it starts" in str(resolve("14:00-13:00"))


def test_midnight_passes_only_from_evening_to_early_morning():
    calendar = Calendar(Zones(None), DAY)

    def hour(text: str) -> datetime:
        span = read_time(text)
        assert span is not None
        resolved = calendar.resolve(span)
        assert isinstance(resolved, Resolved)
        return resolved.at

    assert hour("14:49") == utc(2026, 1, 5, 14, 49)
    assert hour("14:43") == utc(2026, 1, 5, 14, 43)
    assert hour("23:58") == utc(2026, 1, 5, 23, 58)
    assert hour("00:03") == utc(2026, 1, 6, 0, 3)
    assert hour("05:39") == utc(2026, 1, 6, 5, 39)
    assert hour("04:00") == utc(2026, 1, 6, 4, 0)


def test_a_day_without_a_year_takes_the_nearest():
    assert StatedDay(1, 2).near(date(2025, 12, 30)) == date(2026, 1, 2)
    assert StatedDay(12, 30).near(date(2026, 1, 2)) == date(2025, 12, 30)
    assert StatedDay(2, 29).near(date(2025, 3, 1)) == date(2024, 2, 29)
    assert StatedDay(2, 3).near(None) is None


def test_a_bare_clock_without_any_day_is_not_placed():
    assert "This time has no day" in str(resolve("14:02", day=None))


def test_the_hour_that_never_was_and_the_hour_that_was_twice_are_approximate():
    for text in ("2026-03-29 02:30", "2026-10-25 02:30"):
        resolved = resolve(text, zone="Europe/Paris")
        assert isinstance(resolved, Resolved)
        assert resolved.precision is Precision.APPROXIMATE
    assert at("2026-03-29 03:30", zone="Europe/Paris") == utc(2026, 3, 29, 1, 30)


def test_a_given_zone_counts_only_where_none_is_stated():
    assert at("2026-07-05 14:02", zone="Europe/Berlin") == utc(2026, 7, 5, 12, 2)
    assert at("2026-07-05 14:02 UTC", zone="Europe/Berlin") == utc(2026, 7, 5, 14, 2)


def test_how_the_zone_is_known_is_remembered():
    def outcome(text: str, given: str | None) -> tuple[str, ZoneSource]:
        zones = Zones(given)
        span = read_time(text)
        assert span is not None
        Calendar(zones, DAY).resolve(span)
        return zones.outcome

    assert outcome("14:02 CET", "Europe/Berlin") == ("CET", ZoneSource.STATED)
    assert outcome("14:02", "Europe/Berlin") == ("Europe/Berlin", ZoneSource.GIVEN)
    assert outcome("14:02", None) == ("UTC", ZoneSource.ASSUMED)


@pytest.mark.parametrize("name", ["CST", "IST", "BST"])
def test_an_abbreviation_of_several_zones_is_not_guessed(name):
    assert "several time zones" in str(resolve(f"2026-01-05 14:02 {name}"))
    assert at(f"2026-01-05 14:02 {name}", zone="Asia/Kolkata") == utc(2026, 1, 5, 8, 32)


@pytest.mark.parametrize("name", ["", "Nowhere/Land", "IST", "../../etc/passwd", "\x00"])
def test_a_given_zone_must_be_one(name):
    with pytest.raises(ImportRejectedError, match="names no single time zone"):
        given_zone(name)


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("All times in CEST", "CEST"),
        ("All times in UTC.", "UTC"),
        ("All times in CET (GMT+1)", "CET"),
        ("All times in Central European Time (CET)", "Central European Time"),
        ("All times in UC/Pacific", "UC/Pacific"),
        ("29-09-2021 (All times CEST)", "CEST"),
        ("Times are given in America/New_York", "America/New_York"),
        ("screenshots include timestamps in UTC+2, the author's timezone", "UTC+2"),
        ("Timezone: Europe/Berlin", "Europe/Berlin"),
    ],
)
def test_the_sentence_that_states_the_zone_is_found(sentence, label):
    zone = zone_stated(sentence)
    assert zone is not None
    assert zone.label == label
    assert zone.rules is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "All times in {{ most convenient timezone}}",
        "It took some time. SREs joined.",
        "A UTC clock",
    ],
)
def test_other_sentences_state_no_zone(sentence):
    assert zone_stated(sentence) is None


@pytest.mark.parametrize(
    ("text", "clock", "rest"),
    [
        ("16:58 UTC - Writer is saturated", time(16, 58), "Writer is saturated"),
        ("21:48: all is well", time(21, 48), "all is well"),
        ("2024-07-25 12:10: text", time(12, 10), "text"),
        ("07:30am - First report", time(7, 30), "First report"),
        ("14:32 pool saturated", time(14, 32), "pool saturated"),
    ],
)
def test_a_line_that_begins_with_a_time_is_split(text, clock, rest):
    lead = lead_time(text)
    assert lead is not None
    assert (lead.span.start.clock, lead.rest) == (clock, rest)


@pytest.mark.parametrize(
    "text",
    [
        "At 5:40PM on November 18th",
        "10 March nodes",
        "3 pods died",
        "1.25 GB",
        "20:1 odds",
        "May 5 users",
    ],
)
def test_a_line_that_begins_otherwise_is_left_alone(text):
    assert lead_time(text) is None


def test_one_date_decides_for_all():
    assert day_comes_first("a", ["03/04/2026", "25/04/2026"]) is True
    assert day_comes_first("a", ["03/04/2026", "04/25/2026"]) is False
    assert day_comes_first("a", ["2026-04-03", "04/04/2026"]) is None


@pytest.mark.parametrize("dates", [["03/04/2026"], ["25/04/2026", "04/25/2026"]])
def test_dates_that_nothing_decides_are_refused(dates):
    with pytest.raises(ImportRejectedError, match="cannot be told apart; write them as 2026-04-03"):
        day_comes_first("a.csv", dates)


def test_placeholders_are_known():
    assert is_placeholder("2024-03-13 HH:mm")
    assert is_placeholder("{{ yyyy-mm-dd hh:mm }}")
    assert not is_placeholder("2024-03-13 10:00")


def test_a_day_is_found_inside_a_title():
    assert find_day("Outage - September 29, 2025") == StatedDay(9, 29, 2025)
    assert find_day("attack on November 24th, 2025") == StatedDay(11, 24, 2025)
    assert find_day("Multiple Outages (October 2025)") is None
