"""One typed line becomes a time, a lane, a kind and a title, or several ways to read it."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.kinds import EventKind, Precision
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.timeline.quick_entry import (
    QuickEntry,
    Reading,
    Readings,
    event_to_count_from,
    only_title,
    read_entries,
    reading_text,
)

DAY = date(2026, 10, 14)
LANES = [
    Lane(id="monitoring", postmortem_id="pm", title="Monitoring"),
    Lane(id="oncall", postmortem_id="pm", title="Payments on-call"),
    Lane(id="payments", postmortem_id="pm", title="Payments"),
    Lane(id="support", postmortem_id="pm", title="Support lead"),
]


def utc(day: int, hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, second, tzinfo=UTC)


NOW = utc(16, 7, 41, 30)
FIRES = TimelineEvent(
    id="fires",
    postmortem_id="pm",
    lane_id="monitoring",
    title="Alert fires",
    starts_at=utc(14, 12, 2),
)


def readings(text: str, zone: str = "UTC", **around) -> Readings:
    around = {"day": DAY, "lanes": LANES, "now": NOW, "relative_to": FIRES} | around
    return read_entries(text, zone=zone, **around)


def read(text: str, zone: str = "Europe/Berlin", **around) -> QuickEntry:
    found = readings(text, zone, **around)
    assert found, text
    return found[0].entry


def only(text: str, zone: str = "UTC", **around) -> QuickEntry:
    """Return the one way to read a line; there must be no second."""
    (reading,) = readings(text, zone, **around)
    return reading.entry


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


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_line_has_no_reading(text):
    assert readings(text) == ()


@pytest.mark.parametrize(
    "text", ["pool saturated", "14:321 pool", "10.12.0.1 is down", "v1.10 is out", "405",
             "restarted 1405 pods", "we now know"],
)  # fmt: skip
def test_a_line_without_a_time_is_undated_and_keeps_its_words(text):
    entry = only(text)
    assert (entry.title, entry.starts_at, entry.ends_at) == (text, None, None)
    assert entry.precision is Precision.UNKNOWN


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("25:10 pool", "25:10"),
        ("14:75 pool", "14:75"),
        ("13 pm pool", "13 pm"),
        ("2026-13-40 14:00 pool", "2026-13-40 14:00"),
        ("29 Feb 14:00 pool", "29 Feb 14:00"),
        ("14:32-27:00 pool", "14:32-27:00"),
        ("2026-10-14 14:00-2026-10-13 15:00 pool", "2026-10-14 14:00-2026-10-13 15:00"),
    ],
)
def test_a_time_that_is_on_no_clock_or_calendar_is_said_to_be_so(text, time):
    (reading,) = readings(text)
    assert (reading.entry.title, reading.entry.starts_at) == (text, None)
    assert reading.note == f"“{time}” is not on the clock or calendar"


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
    entry = only(line, lanes=[lane])
    assert (entry.title, entry.lane_id, entry.kind) == ("burn alert", "m", EventKind.ALERT)
    assert entry.starts_at == datetime(2026, 10, 14, 14, 32, tzinfo=UTC)


def test_words_before_the_time_that_name_no_lane_stay_in_the_title():
    entry = only("Somewhere: 14:32 slow", lanes=[])
    assert entry.title == "Somewhere: slow"


# Clocks


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("14:05", 14, 5),
        ("14h05", 14, 5),
        ("00:00", 0, 0),
        ("23:59", 23, 59),
        ("2:05 pm", 14, 5),
        ("2:05pm", 14, 5),
        ("2:05 p.m.", 14, 5),
        ("2pm", 14, 0),
        ("2 PM", 14, 0),
        ("12am", 0, 0),
        ("12:30 pm", 12, 30),
        ("12:30 am", 0, 30),
        ("at 14:05", 14, 5),
    ],
)
def test_a_clock_is_read_before_and_after_the_words(text, hour, minute):
    for line in (f"{text} pool full", f"pool full {text}"):
        entry = only(line)
        assert (entry.title, entry.starts_at) == ("pool full", utc(14, hour, minute)), line
        assert entry.precision is Precision.MINUTE


@pytest.mark.parametrize(
    ("line", "hour", "minute", "words"),
    [
        ("1405 pool full", 14, 5, "pool full"),
        ("pool full 1405", 14, 5, "pool full"),
        ("0905 pool full", 9, 5, "pool full"),
        ("905 pool full", 9, 5, "pool full"),
        ("@mon 1405 pool full", 14, 5, "pool full"),
        ("14.05 pool full", 14, 5, "pool full"),
    ],
)
def test_digits_alone_may_be_a_clock_or_words(line, hour, minute, words):
    timed, undated = readings(line)
    assert (timed.entry.title, timed.entry.starts_at) == (words, utc(14, hour, minute))
    assert undated.entry.starts_at is None
    assert undated.entry.title == line.removeprefix("@mon ")


def test_digits_that_are_no_clock_are_words():
    assert only("2575 requests").title == "2575 requests"
    assert only("14:05 1405 requests").title == "1405 requests"


def test_the_number_of_a_response_is_words_before_it_is_a_time():
    undated, timed = readings("502 from the gateway")
    assert (undated.entry.starts_at, undated.entry.title) == (None, "502 from the gateway")
    assert timed.entry.starts_at == utc(14, 5, 2)


def test_without_am_or_pm_the_half_nearest_to_what_happened_comes_first():
    found = readings("2:05 pool full", moments=[utc(14, 13, 30), utc(14, 15, 0)])
    assert [r.entry.starts_at for r in found] == [utc(14, 14, 5), utc(14, 2, 5)]
    assert {r.entry.title for r in found} == {"pool full"}


@pytest.mark.parametrize(
    ("text", "hour"), [("06:05 pool", 6), ("9:05 pool", 9), ("14:05 pool", 14), ("12:05 pool", 12)]
)
def test_a_clock_that_leaves_nothing_open_is_not_asked_about(text, hour):
    # The incident is at noon: 09:05 is nearer than 21:05, and 06:05 is written in full.
    assert only(text, moments=[utc(14, 12, 0)]).starts_at == utc(14, hour, 5)


def test_without_any_event_a_clock_is_as_it_is_written():
    assert only("2:05 pool").starts_at == utc(14, 2, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:05 UTC pool", utc(14, 14, 5)),
        ("14:05 +02:00 pool", utc(14, 12, 5)),
        ("2026-10-14T14:05:00Z pool", utc(14, 14, 5)),
        ("2026-10-14T14:05:03.250+05:30 pool", utc(14, 8, 35, 3)),
        ("2026-10-14T14:05:00-05:00 pool", utc(14, 19, 5)),
    ],
)
def test_a_stated_distance_from_utc_counts_in_any_zone(text, expected):
    assert only(text, "Asia/Tokyo").starts_at == expected


def test_a_time_within_a_sentence_leaves_the_sentence_whole():
    timed, undated = readings("we saw 14:05 in the log")
    assert timed.entry.starts_at == utc(14, 14, 5)
    assert undated.entry.starts_at is None
    assert {r.entry.title for r in (timed, undated)} == {"we saw 14:05 in the log"}


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("14:05 UTC", "14:05 UTC = 16:05 Europe/Berlin"),
        ("14:05 GMT", "14:05 GMT = 16:05 Europe/Berlin"),
        ("14:05Z", "14:05 Z = 16:05 Europe/Berlin"),
        ("15:05 CET", "15:05 CET = 16:05 Europe/Berlin"),
        ("10:05 UTC-4", "10:05 UTC-4 = 16:05 Europe/Berlin"),
        ("09:05 −05:00", "09:05 −05:00 = 16:05 Europe/Berlin"),
        ("14:05:20 +00:00", "14:05:20 +00:00 = 16:05:20 Europe/Berlin"),
        ("16:05 CEST", ""),
        ("16:05 cest", ""),
        ("16:05 +02:00", ""),
        ("16:05", ""),
    ],
)
def test_a_clock_of_another_zone_is_understood_and_said_in_both(text, note):
    (reading,) = readings(f"{text} pool full", "Europe/Berlin")
    second = 20 if ":20" in text else 0
    assert reading.entry.starts_at == utc(14, 14, 5, second)
    assert (reading.entry.title, reading.note) == ("pool full", note)


@pytest.mark.parametrize("name", ["EST", "PDT", "IST", "BST", "ET", "AEDT", "MSK"])
def test_a_zone_whose_name_says_too_little_is_said_to_be_read_as_words(name):
    (reading,) = readings(f"14:05 {name} pool full")
    assert (reading.entry.starts_at, reading.entry.title) == (utc(14, 14, 5), f"{name} pool full")
    assert reading.note == (f"“{name}” is read as words; write such as −05:00")


@pytest.mark.parametrize(
    "text", ["14:05 est pool", "14:05 EST-like pool", "14:05 DNS", "EST 14:05"]
)
def test_other_words_behind_a_time_are_not_remarked_on(text):
    assert {reading.note for reading in readings(text)} == {""}


def test_a_distance_to_the_west_with_a_plain_hyphen_may_be_the_end_of_a_span_too():
    west, span, other = readings("09:05 -05:00 pool")
    assert (west.entry.starts_at, west.entry.ends_at) == (utc(14, 14, 5), None)
    assert west.note == "09:05 -05:00 = 14:05 UTC"
    assert (span.entry.starts_at, span.entry.ends_at) == (utc(14, 5, 0), utc(14, 9, 5))
    assert (other.entry.starts_at, other.entry.ends_at) == (utc(14, 9, 5), utc(15, 5, 0))
    # One that ends later is rather a span.
    assert readings("02:05 -03:00 pool")[0].entry.ends_at == utc(14, 3, 0)
    # No clock is so far from UTC.
    assert only("14:05 -14:30 pool").ends_at == utc(14, 14, 30)


def test_a_kind_that_is_none_is_said_to_be_read_as_words():
    (reading,) = readings("14:05 pool #zzz full")
    assert reading.entry.title == "pool #zzz full"
    assert reading.note == "“#zzz” is read as words: no kind begins so"
    second = readings("14:05 pool #alert #action")[0]
    assert (second.entry.kind, second.entry.title) == (EventKind.ALERT, "pool #action")
    assert second.note == "“#action” is read as words: an event is of one kind"
    # That of a ticket is none that anybody misses.
    assert only("14:05 pool as in #2291").title == "pool as in #2291"
    assert readings("14:05 pool as in #2291")[0].note == ""


# Relative times and now


@pytest.mark.parametrize(
    ("text", "expected", "note"),
    [
        ("+3m", utc(14, 12, 5), "3 min after"),
        ("+90s", utc(14, 12, 3, 30), "1 min 30 s after"),
        ("+1h", utc(14, 13, 2), "1 h after"),
        ("+1h30", utc(14, 13, 32), "1 h 30 min after"),
        ("+1h 5m", utc(14, 13, 7), "1 h 5 min after"),
        ("-5m", utc(14, 11, 57), "5 min before"),
        ("−5 min", utc(14, 11, 57), "5 min before"),
        ("-13h", utc(13, 23, 2), "13 h before"),
    ],
)
def test_a_distance_counts_from_an_event_and_says_from_which(text, expected, note):
    (reading,) = readings(f"{text} pool full")
    assert (reading.entry.title, reading.entry.starts_at) == ("pool full", expected)
    assert reading.note == f"{note} “Alert fires” (12:02)"
    exact = Precision.EXACT if expected.second else Precision.MINUTE
    assert reading.entry.precision is exact


def test_a_distance_from_an_approximate_time_is_approximate():
    soft = TimelineEvent(
        id="e", postmortem_id="pm", lane_id="l", title="x", starts_at=utc(14, 12, 2),
        precision=Precision.APPROXIMATE,
    )  # fmt: skip
    assert only("+3m pool", relative_to=soft).precision is Precision.APPROXIMATE
    assert only("~+3m pool").precision is Precision.APPROXIMATE


def test_a_distance_from_nothing_is_undated_and_says_why():
    (reading,) = readings("+3m pool full", relative_to=None)
    assert (reading.entry.title, reading.entry.starts_at) == ("+3m pool full", None)
    assert reading.note == "nothing dated yet to count from"


def test_now_is_this_moment_to_the_minute_or_a_word():
    now, word = readings("now we look")
    assert (now.entry.title, now.entry.starts_at) == ("we look", utc(16, 7, 41))
    assert (word.entry.title, word.entry.starts_at) == ("now we look", None)


def test_an_event_to_count_from_is_the_first_dated_candidate_else_the_latest():
    late = TimelineEvent(
        id="late", postmortem_id="pm", lane_id="l", title="late", starts_at=utc(14, 15, 0)
    )
    undated = TimelineEvent(id="undated", postmortem_id="pm", lane_id="l", title="undated")
    dossier = Dossier([late, FIRES, undated])
    assert event_to_count_from(dossier, "fires", "late") == FIRES
    assert event_to_count_from(dossier, "undated", "", "gone", "fires") == FIRES
    assert event_to_count_from(dossier, "undated", "") == late
    assert event_to_count_from(Dossier([undated])) is None


# Spans


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("14:05-14:20", 15),
        ("14:05 to 14:20", 15),
        ("14:05-45", 40),
        ("14:05 for 10m", 10),
        ("14:05 for 1h 30m", 90),
        ("14:05-2:20 pm", 15),
        ("2:05-2:20 pm", 15),
        ("14:05-2026-10-15 14:05", 24 * 60),
    ],
)
def test_a_span_has_an_end(text, minutes):
    entry = only(f"{text} purge")
    assert (entry.title, entry.starts_at) == ("purge", utc(14, 14, 5))
    assert entry.ends_at == utc(14, 14, 5) + timedelta(minutes=minutes)


def test_a_span_from_morning_to_afternoon_needs_one_pm():
    entry = only("11:30-1:10 pm purge")
    assert (entry.starts_at, entry.ends_at) == (utc(14, 11, 30), utc(14, 13, 10))


def test_a_span_of_most_of_a_day_may_have_its_clocks_the_other_way_round():
    turned, overnight = readings("14:20-14:05 purge")
    assert (turned.entry.starts_at, turned.entry.ends_at) == (utc(14, 14, 5), utc(14, 14, 20))
    assert (overnight.entry.starts_at, overnight.entry.ends_at) == (utc(14, 14, 20), utc(15, 14, 5))
    assert (turned.note, overnight.note) == ("the other way round", "over midnight")
    # Eight hours of a night are nothing to ask about, nor is what is said in full.
    assert only("22:00-06:00 purge").ends_at == utc(15, 6, 0)
    assert only("14:20 for 23h 45m purge").ends_at == utc(15, 14, 5)


def test_an_end_of_two_digits_is_a_minute_or_an_hour():
    found = readings("14:05-20 purge")
    assert [r.entry.ends_at for r in found] == [utc(14, 14, 20), utc(14, 20, 0)]
    assert only("14:05-10 purge").ends_at == utc(14, 14, 10)


def test_a_distance_and_now_may_last():
    assert only("+3m for 10m purge").ends_at == utc(14, 12, 15)
    assert readings("now for 10m purge")[0].entry.ends_at == utc(16, 7, 51)


# Days

NIGHT = [utc(14, 23, 50), utc(15, 0, 10), utc(15, 0, 25)]


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        # Half an hour later is over midnight; the same clock of the day before comes second.
        ("00:10 pool", 0, [utc(15, 0, 10), utc(14, 0, 10)]),
        ("00:31 pool", 2, [utc(15, 0, 31)]),
        ("23:58 pool", 2, [utc(14, 23, 58), utc(15, 23, 58)]),
        ("23:40 pool", 0, [utc(14, 23, 40)]),
        # Ten hours after and fourteen before.
        ("10:30 pool", 2, [utc(15, 10, 30), utc(14, 10, 30)]),
        ("03:00 pool", 2, [utc(15, 3, 0)]),
        # The hour without its half: an hour after midnight is nearest.
        ("1:10 pool", 0, [utc(15, 1, 10), utc(14, 13, 10), utc(14, 1, 10)]),
    ],
)
def test_a_clock_means_the_day_nearest_to_what_is_told(text, told, expected):
    around = {"moments": NIGHT[: told + 1], "told": NIGHT[told]}
    assert [r.entry.starts_at for r in readings(text, **around)] == expected


def test_a_span_over_midnight_is_read_as_such_however_late_it_is_told():
    first, second = readings("23:58-00:20 failover", moments=NIGHT, told=NIGHT[-1])
    assert (first.entry.starts_at, first.entry.ends_at) == (utc(14, 23, 58), utc(15, 0, 20))
    assert (second.entry.starts_at, second.entry.ends_at) == (utc(15, 23, 58), utc(16, 0, 20))


def test_while_nothing_is_told_a_clock_far_from_everything_may_be_of_another_day():
    found = readings("00:31 pool", moments=NIGHT[1:])
    assert [r.entry.starts_at for r in found] == [utc(15, 0, 31), utc(14, 0, 31)]
    found = readings("02:05 pool", moments=[utc(14, 12, 0)])
    assert [r.entry.starts_at for r in found] == [utc(14, 2, 5), utc(15, 2, 5)]
    # Within a few hours of what is there, and on an empty timeline, the day is the incident's.
    assert only("07:00 pool", moments=[utc(14, 12, 0)]).starts_at == utc(14, 7, 0)
    assert only("00:31 pool").starts_at == utc(14, 0, 31)


def test_the_day_of_the_incident_stays_a_choice_where_something_happened_then():
    # Told of the first event, long before; the incident goes on around 14:00.
    old, day = utc(1, 11, 0), [utc(1, 11, 0), utc(14, 14, 0)]
    found = readings("13:30 pool", moments=day, told=old)
    assert [r.entry.starts_at for r in found] == [utc(1, 13, 30), utc(14, 13, 30)]


def test_a_day_that_is_named_is_not_asked_about():
    assert only("2026-10-14 00:10 pool", moments=NIGHT, told=NIGHT[-1]).starts_at == utc(14, 0, 10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yesterday 23:50", utc(13, 23, 50)),
        ("23:50 yesterday", utc(13, 23, 50)),
        ("yesterday 2350", utc(13, 23, 50)),
        ("today 14:05", utc(14, 14, 5)),
        ("tomorrow at 00:10", utc(15, 0, 10)),
        ("12 Oct 14:05", utc(12, 14, 5)),
        ("12 October 2026, 14:05", utc(12, 14, 5)),
        ("Oct 12 14:05", utc(12, 14, 5)),
        ("14:05 on 12th Oct", utc(12, 14, 5)),
        ("2026-10-12 14:05", utc(12, 14, 5)),
        ("12 Nov 14:05", datetime(2026, 11, 12, 14, 5, tzinfo=UTC)),
        ("31 Dec 23:59", datetime(2026, 12, 31, 23, 59, tzinfo=UTC)),
        ("3 Jan 00:01", datetime(2027, 1, 3, 0, 1, tzinfo=UTC)),
        ("12 Nov 2019 14:05", datetime(2019, 11, 12, 14, 5, tzinfo=UTC)),
    ],
)
def test_a_day_may_be_named(text, expected):
    entry = only(f"{text} purge")
    assert (entry.title, entry.starts_at) == ("purge", expected)


def test_yesterday_is_the_day_before_the_incident_even_over_the_end_of_february():
    entry = only("yesterday 23:50 purge", day=date(2028, 3, 1))
    assert entry.starts_at == datetime(2028, 2, 29, 23, 50, tzinfo=UTC)
    entry = only("yesterday 23:50 purge", day=date(2026, 3, 1))
    assert entry.starts_at == datetime(2026, 2, 28, 23, 50, tzinfo=UTC)


def test_the_29th_of_february_is_read_in_a_leap_year():
    entry = only("29 Feb 14:05 purge", day=date(2028, 3, 2))
    assert entry.starts_at == datetime(2028, 2, 29, 14, 5, tzinfo=UTC)
    entry = only("23:50-00:10 purge", day=date(2028, 2, 29))
    assert entry.ends_at == datetime(2028, 3, 1, 0, 10, tzinfo=UTC)


# Where the clock is changed


@pytest.mark.parametrize(
    ("zone", "day", "clock", "first", "offsets"),
    [
        # Berlin goes back from 03:00 to 02:00 at 01:00 UTC, London from 02:00 to 01:00.
        ("Europe/Berlin", date(2026, 10, 25), "02:30", utc(25, 0, 30), ("+02:00", "+01:00")),
        ("Europe/London", date(2026, 10, 25), "01:30", utc(25, 0, 30), ("+01:00", "+00:00")),
    ],
)
def test_a_clock_that_came_twice_that_night_is_asked_about(zone, day, clock, first, offsets):
    found = readings(f"{clock} purge", zone, day=day)
    assert [r.entry.starts_at for r in found] == [first, first + timedelta(hours=1)]
    assert [r.note for r in found] == [
        "before the clock went back",
        "after the clock went back",
    ]
    for reading, offset in zip(found, offsets, strict=True):
        assert f"{clock} {offset}" in reading_text(reading, zone, "")


def test_an_offset_says_which_of_the_two_is_meant():
    night = date(2026, 10, 25)
    assert only("02:30 +01:00 purge", "Europe/Berlin", day=night).starts_at == utc(25, 1, 30)
    # New York goes back at 06:00 UTC on 1 November; -05:00 is winter time.
    entry = only("01:30 -05:00 purge", "America/New_York", day=date(2026, 11, 1))
    assert entry.starts_at == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert (entry.title, entry.ends_at) == ("purge", None)


def test_a_span_over_the_repeated_hour_keeps_its_true_length():
    night = date(2026, 10, 25)
    entry = only("01:30-03:30 purge", "Europe/Berlin", day=night)
    assert entry.ends_at == utc(25, 2, 30)
    assert entry.starts_at == utc(24, 23, 30)
    lengths = [
        r.entry.ends_at - r.entry.starts_at
        for r in readings("02:50-02:10 purge", "Europe/Berlin", day=night)
        if r.entry.starts_at == utc(25, 0, 50)
    ]
    assert lengths == [timedelta(minutes=20)]


def test_a_clock_that_was_skipped_is_said_to_be_so_and_means_the_moment_after():
    # Berlin goes forward from 02:00 to 03:00 at 01:00 UTC.
    (reading,) = readings("02:30 purge", "Europe/Berlin", day=date(2026, 3, 29))
    assert reading.entry.starts_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert reading.note == "02:30 was skipped that night: the clock went forward"
    assert "29 Mar 2026  03:30" in reading_text(reading, "Europe/Berlin", "")


# Lanes and kinds


@pytest.mark.parametrize(
    ("mark", "lane_id"),
    [
        ("@mon", "monitoring"),
        ("@Monitoring", "monitoring"),
        ('@"Support lead"', "support"),
        ("@support-l", "support"),
        ("@supportlead", "support"),
        ("@payments", "payments"),
        ("@payments-on-call", "oncall"),
    ],
)
def test_a_lane_is_named_by_its_beginning(mark, lane_id):
    entry = only(f"14:05 pool {mark} full")
    assert (entry.lane_id, entry.title, entry.new_lane) == (lane_id, "pool full", "")


def test_a_beginning_that_fits_two_lanes_offers_both():
    assert [r.entry.lane_id for r in readings("14:05 @pay pool")] == ["oncall", "payments"]
    assert [r.entry.lane_id for r in readings("14:05 pay: pool")] == ["oncall", "payments"]


@pytest.mark.parametrize("line", ["14:05 @Vendor calls back", "@Vendor 14:05 calls back"])
def test_an_unknown_lane_can_be_made_or_is_words(line):
    new, words = readings(line)
    assert (new.entry.new_lane, new.entry.title) == ("Vendor", "calls back")
    assert (words.entry.new_lane, words.entry.lane_id) == ("", "")
    assert words.entry.title == "@Vendor calls back"
    assert {r.entry.starts_at for r in (new, words)} == {utc(14, 14, 5)}


def test_an_address_is_no_lane():
    assert only("14:05 mail to a@b.example").title == "mail to a@b.example"


def test_a_kind_is_named_by_its_beginning_and_several_that_fit_are_offered():
    assert only("14:05 #dec roll back").kind is EventKind.DECISION
    found = readings("14:05 roll back #a")
    assert [r.entry.kind for r in found] == [EventKind.ALERT, EventKind.ACTION]
    assert {r.entry.title for r in found} == {"roll back"}


@pytest.mark.parametrize("title", ["see #1234", "in #checkout-incident", "#"])
def test_a_number_or_channel_is_no_kind(title):
    entry = only(f"14:05 {title}")
    assert (entry.title, entry.states_kind) == (title, False)


# In words


def test_a_reading_says_everything_in_one_line():
    (reading,) = readings("~23:50-00:10 @mon #alert pool full")
    assert reading_text(reading, "UTC", "Monitoring") == (
        "14 Oct 2026  ≈ 23:50 – 15 Oct 2026  00:10  ·  Monitoring  ·  Alert  ·  pool full"
    )
    (reading,) = readings("pool full")
    assert reading_text(reading, "UTC", "Monitoring") == (
        "without a time: goes to the tray  ·  Monitoring  ·  Observation  ·  pool full"
    )


def in_words(reading: Reading, zone: str) -> str:
    return reading_text(reading, zone, reading.entry.lane_id + reading.entry.new_lane)


# Any line

_TIMES = {
    "14:05": (utc(14, 14, 5), None),
    "1405": (utc(14, 14, 5), None),
    "2:05 pm": (utc(14, 14, 5), None),
    "+3m": (utc(14, 12, 5), None),
    "now": (utc(16, 7, 41), None),
    "~14:05": (utc(14, 14, 5), None),
    "14:05-14:20": (utc(14, 14, 5), utc(14, 14, 20)),
    "14:05 for 10m": (utc(14, 14, 5), utc(14, 14, 15)),
    "yesterday 23:50": (utc(13, 23, 50), None),
    "12 Oct 00:00": (utc(12, 0, 0), None),
    "2026-10-31 23:59": (utc(31, 23, 59), None),
}
_LANE_MARKS = {"@mon": "monitoring", '@"support lead"': "support", "": ""}
_KIND_MARKS = {"#alert": EventKind.ALERT, "!dec": EventKind.DECISION, "": EventKind.OBSERVATION}
_WORDS = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzäß", min_size=5, max_size=9), min_size=1, max_size=4
).map(" ".join)


@given(
    time=st.sampled_from(sorted(_TIMES)),
    lane=st.sampled_from(sorted(_LANE_MARKS)),
    kind=st.sampled_from(sorted(_KIND_MARKS)),
    title=_WORDS,
    order=st.permutations(range(4)),
)
def test_a_line_of_parts_in_any_order_reads_back_to_these_parts(time, lane, kind, title, order):
    parts = (time, lane, kind, title)
    entry = readings(" ".join(parts[place] for place in order))[0].entry
    assert (entry.starts_at, entry.ends_at) == _TIMES[time]
    assert (entry.precision is Precision.APPROXIMATE) == time.startswith("~")
    assert entry.lane_id == _LANE_MARKS[lane]
    assert (entry.kind, entry.title) == (_KIND_MARKS[kind], title)


_PIECES = st.sampled_from(
    ["14", "05", "2", ":", "-", "–", "~", "+", "@", "#", "!", '"', "a", "pay", "pm", " ", " ", "h",
     "m", "now", "for", "yesterday", "29", "Feb", "02:30", "2026-10-25", "T", "Z", ".", "é", "٣"]
)  # fmt: skip


@given(
    text=st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=14).map("".join)),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
    day=st.sampled_from([DAY, date(2026, 10, 25), date(2026, 3, 29), date(2028, 2, 29)]),
    anchor=st.sampled_from([FIRES, None]),
)
def test_any_text_is_read_and_its_readings_differ_in_words(text, zone, day, anchor):
    found = readings(text, zone, day=day, relative_to=anchor, moments=[utc(14, 12, 2)])
    assert bool(found) == bool(text.strip())
    assert len(found) <= 6
    assert len({in_words(reading, zone) for reading in found}) == len(found)
    for reading in found:
        entry = reading.entry
        assert entry.starts_at is None or entry.starts_at.tzinfo is UTC
        TimelineEvent(
            id="e", postmortem_id="pm", lane_id="l", title=entry.title,
            starts_at=entry.starts_at, ends_at=entry.ends_at,
        )  # fmt: skip


@pytest.mark.parametrize(
    "piece", ["1", "14:05 ", "14:05-", "@", '@"', "@a-", "a:", "1h", "+1h ", "now ", "# ", " ",
              "12 ", "2026-10-14 ", "~", "Mon: "],
)  # fmt: skip
def test_a_paste_of_any_length_is_read_at_once(piece):
    begun = time.perf_counter()
    readings(piece * 5_000)
    assert time.perf_counter() - begun < 0.5


@pytest.mark.parametrize(
    ("line", "title", "kept"),
    [
        ("14:05 @mon pool full #alert", "pool full", "           pool full       "),
        ("pool full @mon 14:05", "pool full", "pool full           "),
        ("a @bar  b", "a b", "a       b"),
        ("14:05-14:20  \U0001f525 pool", "\U0001f525 pool", "             \U0001f525 pool"),
        ("14:05 @mon", "", "          "),
    ],
)
def test_all_but_the_title_of_a_line_is_blank_and_every_word_stays_in_its_place(line, title, kept):
    assert only_title(line, title) == kept
