"""Tables as people and tools write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.evidence import table
from postmortem_desktop.evidence.formats import Source, read_source
from postmortem_desktop.evidence.reading import ReadResult, ZoneSource


def read(
    text: str | bytes, zone: str | None = None, name: str = "events.csv", day: date | None = None
) -> ReadResult:
    data = text.encode() if isinstance(text, str) else text
    return read_source(
        Source(name, data), ids=CountingIds(), postmortem_id="p", batch_id="b", zone=zone, day=day
    )


def told(result: ReadResult) -> list[tuple[str, str]]:
    return [(item.at.strftime("%d %H:%M"), item.text) for item in result.items if item.at]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def test_all_columns_in_any_order():
    result = read(
        "detail,title,kind,lane,end,time\n"
        "why,Deploy,deploy,Platform,2026-01-05T14:10:00Z,2026-01-05T14:02:00Z\n"
    )

    (item,) = result.items
    assert (item.at, item.ends_at) == (utc(2026, 1, 5, 14, 2), utc(2026, 1, 5, 14, 10))
    assert (item.text, item.detail, item.lane, item.kind) == ("Deploy", "why", "Platform", "change")
    assert (item.precision, item.line, item.order) == (Precision.EXACT, 2, 0)
    assert (result.format, result.zone_source) == ("table", ZoneSource.STATED)
    assert result.raws[0].startswith("why,Deploy")


@pytest.mark.parametrize(
    "header", ["timestamp,message", "Date,Summary", "Start;Event", "when\twhat"]
)
def test_common_names_of_columns(header):
    mark = next(mark for mark in ",;\t" if mark in header)
    result = read(f"{header}\n2026-01-05 14:02{mark}Alert\n")

    assert [(item.at, item.text) for item in result.items] == [(utc(2026, 1, 5, 14, 2), "Alert")]


def test_date_and_time_in_two_columns():
    result = read("date|time|event\n2023.12.04|08:13:24|Zabbix says so\n", name="zabbix.txt")

    assert result.items[0].at == utc(2023, 12, 4, 8, 13, 24)


def test_an_end_that_is_only_a_clock_is_on_the_same_night():
    result = read("time,end,title\n2026-01-05 23:50,00:10,Restart\n")

    assert result.items[0].ends_at == utc(2026, 1, 6, 0, 10)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_encodings(encoding):
    result = read("time,title\r\n2026-01-05 14:02,Überlast bei Café\r\n".encode(encoding))

    assert result.items[0].text == "Überlast bei Café"


def test_quoted_line_breaks_keep_the_line_numbers_right():
    result = read(
        'time,title\n2026-01-05 14:02,"First\nsecond, line"\nsoon,Later\n2026-01-05 14:03,Third\n'
    )

    assert [(item.line, item.text, item.detail) for item in result.items] == [
        (2, "First", "second, line"),
        (5, "Third", ""),
    ]
    assert [(problem.line, problem.text) for problem in result.problems] == [(4, "soon,Later")]


def test_ragged_rows_are_reported_and_nothing_of_them_is_read():
    result = read(
        "time,title,detail\n2026-01-05 14:02,Alert\n2026-01-05 14:03,A,b,c\n"
        "2026-01-05 14:04,Kept,,\n\n,,\n2026-01-05 14:05,,nothing said\n"
    )

    assert [item.line for item in result.items] == [4]
    assert [problem.line for problem in result.problems] == [2, 3, 7]
    assert "2 fields where the header has 3" in result.problems[0].reason


def test_a_quotation_mark_that_is_never_closed_is_reported():
    result = read(
        'time,title\n2026-01-05 14:02,Fine\n2026-01-05 14:03,"Open\n2026-01-05 14:04,Gone\n'
    )

    assert [item.line for item in result.items] == [2]
    assert [problem.line for problem in result.problems] == [3]


def test_one_date_above_twelve_decides_the_whole_column():
    result = read("time,title\n03/04/2026 14:02,A\n25/04/2026 14:02,B\n")

    assert [item.at for item in result.items] == [utc(2026, 4, 3, 14, 2), utc(2026, 4, 25, 14, 2)]


def test_dates_that_can_be_read_in_two_ways_refuse_the_whole_table():
    with pytest.raises(ImportRejectedError) as refused:
        read("time,title\n03/04/2026 14:02,A\n04/05/2026 14:02,B\n")

    assert str(refused.value) == (
        "events.csv has dates such as 04/05/2026 in which day and month cannot be told apart; "
        "write them as 2026-04-03 and import it again."
    )


def test_a_slash_date_in_a_title_decides_nothing():
    result = read("time,title\n2026-01-05 14:02,Plan of 03/04/2026\n")

    assert len(result.items) == 1


def test_times_without_a_zone_take_the_given_one_or_utc():
    text = "time,title\n2026-07-05 14:02,Alert\n"

    assumed, given = read(text), read(text, zone="Europe/Berlin")
    assert (assumed.items[0].at, assumed.zone_source) == (
        utc(2026, 7, 5, 14, 2),
        ZoneSource.ASSUMED,
    )
    assert (given.items[0].at, given.zone_source) == (utc(2026, 7, 5, 12, 2), ZoneSource.GIVEN)
    assert given.zone_used == "Europe/Berlin"


def test_a_zone_in_the_header_is_stated():
    result = read("Date and Time in CET,Event\n2026-01-05 14:02,Alert\n", zone="Asia/Tokyo")

    assert (result.items[0].at, result.zone_used) == (utc(2026, 1, 5, 13, 2), "CET")
    assert read("time (UTC),title\n2026-01-05 14:02,A\n").zone_source is ZoneSource.STATED
    assert read("start_time_utc,title\n2026-01-05 14:02,A\n").zone_source is ZoneSource.STATED


GIVEN = date(2026, 3, 1)


def test_a_bare_clock_takes_the_day_of_the_row_before_it():
    result = read("time,title\n2026-01-05 14:02,A\n14:05,B\n2026-01-07,C\n9:00,D\n", day=GIVEN)

    assert told(result) == [
        ("05 14:02", "A"),
        ("05 14:05", "B"),
        ("07 00:00", "C"),
        ("07 09:00", "D"),
    ]
    assert not result.lacks_day


def test_bare_clocks_before_the_first_dated_row_take_its_day():
    result = read("time,title\n14:00,A\nsoon,-\n14:01,B\n2026-01-05 14:02,C\n", day=GIVEN)

    assert told(result) == [("05 14:00", "A"), ("05 14:01", "B"), ("05 14:02", "C")]
    assert not result.lacks_day


def test_midnight_passes_between_an_evening_and_an_early_morning():
    text = "time,title\n17:59,A\n23:50,B\n00:10,C\n09:00,D\n08:00,E\n"

    assert told(read(text, day=GIVEN)) == [
        ("01 17:59", "A"),
        ("01 23:50", "B"),
        ("02 00:10", "C"),
        ("02 09:00", "D"),
        ("02 08:00", "E"),
    ]
    assert told(read("time,title\n23:50,A\n00:10,B\n2026-01-06 00:30,C\n")) == [
        ("05 23:50", "A"),
        ("06 00:10", "B"),
        ("06 00:30", "C"),
    ]


@pytest.mark.parametrize("mark", [",", "\t"])
def test_a_table_of_clocks_takes_the_given_day_in_the_zone_of_the_table(mark):
    text = f"time{mark}title\n14:02{mark}Alert\n14:05{mark}Later\n"

    result = read(text, zone="Europe/Berlin", day=date(2026, 7, 5))
    assert [item.at for item in result.items] == [utc(2026, 7, 5, 12, 2), utc(2026, 7, 5, 12, 5)]
    assert result.lacks_day


def test_a_table_of_clocks_without_any_day_says_what_to_do_at_each_row():
    result = read("time,title\n14:02,Alert\n14:05,Later\n")

    assert result.items == ()
    assert [problem.line for problem in result.problems] == [2, 3]
    assert {problem.reason for problem in result.problems} == {
        "This time has no day; set the day of the incident in Prepare, or add a date."
    }
    assert result.lacks_day


def test_a_day_without_a_year_is_the_one_nearest_to_the_day_that_counts():
    text = "time,title\n31 December 23:00,A\n"

    assert read(text, day=date(2026, 1, 2)).items[0].at == utc(2025, 12, 31, 23)
    assert read(text).items == ()


def test_a_row_that_cannot_be_read_lends_no_day():
    result = read("time,title\n2026-01-04 12:00\n14:02,A\n2026-01-05 14:03,B\n")

    assert told(result) == [("05 14:02", "A"), ("05 14:03", "B")]


def test_an_end_before_the_start_is_reported():
    result = read("time,end,title\n2026-01-05 14:02,2026-01-05 13:00,A\n2026-01-05 14:02,soon,B\n")

    assert result.items == ()
    assert [problem.line for problem in result.problems] == [2, 3]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"name,age\nAlex,41\n", "has no column with the time"),
        (b"time,age\n2026-01-05,41\n", "no column that says what happened"),
        (b"%PDF-1.7 ...", "is a PDF file"),
        (b"PK\x03\x04....", "is a ZIP file"),
        (bytes(range(256)) * 10, "holds no readable text"),
        (b'time,title\n2026-01-05,"' + b"x" * 200_000, "has more than 100000 characters"),
    ],
)
def test_what_cannot_be_read_as_a_whole_is_refused(data, sentence):
    with pytest.raises(ImportRejectedError, match=sentence):
        read(data)


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(table, "MAXIMUM_ROWS", 3)
    row = "2026-01-05 14:02,A\n"

    assert len(read("time,title\n" + row * 3).items) == 3
    with pytest.raises(ImportRejectedError, match="more than 3 rows"):
        read("time,title\n" + row * 4)


def test_the_same_table_gives_the_same_source_ids():
    text = "time,title\n2026-01-05 14:02,A\n2026-01-05 14:02,A\n"

    first, second = read(text), read(text)
    assert [item.source_id for item in first.items] == [item.source_id for item in second.items]
    assert len({item.source_id for item in first.items}) == 2


def test_a_megabyte_is_read():
    row = '2026-01-05T14:02:10Z,"hello, world"\n'
    count = 2**20 // len(row)

    result = read("time,title\n" + row * count)

    assert len(result.items) == count
