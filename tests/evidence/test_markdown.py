"""The shapes in which published post-mortems write their timelines."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.evidence.formats import Source, read_source
from postmortem_desktop.evidence.reading import ReadResult, ZoneSource


def read(text: str, zone: str | None = None, day: date | None = None) -> ReadResult:
    return read_source(
        Source("report.md", text.encode()),
        ids=CountingIds(),
        postmortem_id="p",
        batch_id="b",
        zone=zone,
        day=day,
    )


def told(result: ReadResult) -> list[tuple[str, str]]:
    return [(item.at.strftime("%d %H:%M"), item.text) for item in result.items if item.at]


def test_bullets_below_a_timeline_heading():
    result = read(
        "# Outage of 5 January 2026\n\n## Timeline\n\n"
        "- **14:02 UTC** - Pool saturated\n  - more is said here\n  - and here\n"
        "- 14:05: page sent\n"
        "\n## Action items\n\n- 15:00 is not an entry here\n"
    )

    assert told(result) == [("05 14:02", "Pool saturated"), ("05 14:05", "page sent")]
    assert result.items[0].detail == "  - more is said here\n  - and here"
    assert result.items[0].line == 5
    assert result.zone_source is ZoneSource.ASSUMED


def test_bold_times_at_the_start_of_paragraphs_and_lines():
    result = read(
        "# Mail\n\n## Timeline\n\n**Feb 04, 2021, 21:45 (UTC):** Mail is late.\n\nQueues grow.\n\n"
        "**21:48:** Rollback.\n**21:52:** Mail flows.\n"
    )

    assert told(result) == [
        ("04 21:45", "Mail is late."),
        ("04 21:48", "Rollback."),
        ("04 21:52", "Mail flows."),
    ]
    assert result.items[0].detail == "Queues grow."


def test_day_headings_give_the_day_and_the_zone():
    result = read(
        "# Cluster\n\n## Timeline\n\n#### 29-09-2021 (All times CEST)\n\n- 23:50 Alert\n"
        "- 00:10 Restart\n\n#### 01-10-2021\n\n- 08:00 Closed\n"
    )

    assert [item.at for item in result.items] == [
        datetime(2021, 9, 29, 21, 50, tzinfo=UTC),
        datetime(2021, 9, 29, 22, 10, tzinfo=UTC),
        datetime(2021, 10, 1, 6, 0, tzinfo=UTC),
    ]
    assert (result.zone_used, result.zone_source) == ("CEST", ZoneSource.STATED)


def test_a_day_heading_with_words_and_no_clocks_below_is_an_entry():
    result = read(
        "## Timeline\n\n### 2024-03-04: Certificate ordered\n\n### 2024-03-05 14:00\n\nUsed.\n"
    )

    assert [(item.text, item.precision) for item in result.items] == [
        ("Certificate ordered", Precision.BETWEEN),
        ("Used.", Precision.MINUTE),
    ]


def test_a_day_heading_with_clocks_below_is_none():
    result = read("## Timeline\n\n### 2024-03-04: Monday\n\n- 14:00 Ordered\n")

    assert told(result) == [("04 14:00", "Ordered")]


def test_what_has_no_time_is_reported_with_its_line():
    result = read(
        "# 2026-01-05\n\n## Timeline\n\n- 14:00 Ordered\n- somebody called\n- HH:mm text\n"
    )

    assert [(problem.line, problem.text) for problem in result.problems] == [
        (6, "somebody called"),
        (7, "HH:mm text"),
    ]
    assert "placeholder" in result.problems[1].reason


def test_a_clock_whose_day_is_unknown_is_reported():
    result = read("## Timeline\n\n- 14:00 Ordered\n")

    assert result.items == ()
    assert [problem.line for problem in result.problems] == [3]


def test_a_table_may_name_lane_kind_and_detail():
    result = read(
        "## Timeline\n\n| Time (UTC) | Who | Kind | Event | Notes |\n|---|---|---|---|---|\n"
        "| 2026-01-05 14:02 | Platform | decision | Stop. Wait. | because |\n"
    )

    (item,) = result.items
    assert (item.lane, item.kind, item.text, item.detail) == (
        "Platform",
        "decision",
        "Stop. Wait.",
        "because",
    )
    assert result.zone_source is ZoneSource.STATED


def test_times_in_prose_are_left_alone():
    result = read(
        "# 2026-01-05 outage\n\nFrom 14:00 to 15:00 nothing worked.\n\n"
        "## Timeline\n\n- 14:02 Alert\n\n"
        "## Lessons\n\n14:02 was too late, 14:01 would have been better.\n"
    )

    assert told(result) == [("05 14:02", "Alert")]


def test_without_a_timeline_heading_every_list_and_table_may_hold_one():
    result = read("# Notes of 2026-01-05\n\n- hello\n- 14:02 Alert\n- 5 May things\n")

    assert told(result) == [("05 14:02", "Alert")]
    assert result.problems == ()


def test_markup_becomes_plain_words():
    result = read(
        "# 2026-01-05\n\n## Timeline\n\n- 14:02 "
        "[Deploy](https://example.org/1) of `api` *again* &amp; "
        "**more** <b>x</b> ![graph](g.png)\n"
    )

    assert result.items[0].text == "Deploy of api again & more x graph"
    assert result.items[0].link == "https://example.org/1"


def test_a_repeated_statement_has_its_own_source_id():
    result = read("# 2026-01-05\n\n## Timeline\n\n- 14:02 Alert\n- 14:02 Alert\n")

    assert len({item.source_id for item in result.items}) == 2


def test_an_ambiguous_zone_is_reported_unless_one_is_given():
    text = "# 2026-01-05\n\nAll times in IST.\n\n## Timeline\n\n- 14:02 Alert\n"

    assert [problem.line for problem in read(text).problems] == [7]
    result = read(text, zone="Asia/Kolkata")
    assert told(result) == [("05 08:32", "Alert")]
    assert result.zone_source is ZoneSource.GIVEN


def test_carriage_returns_end_lines_too():
    text = "# 2026-01-05\r\n\r\n## Timeline\r\n\r\n- 14:02 Alert\r\n"
    assert [item.line for item in read(text).items] == [5]
    assert [item.line for item in read(text.replace("\r\n", "\r")).items] == [5]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("# Only prose\n\nNothing happened.\n", "has no timeline with times"),
        ("x" * 60_000, "Line 1 of report.md has more than 50000 characters"),
        ("a\n" * 20_001, "at most 20000 can be read"),
        ("# a\n\n- 03/04/2026 14:00 b\n", "cannot be told apart"),
    ],
)
def test_what_cannot_be_read_as_a_whole_is_refused(text, sentence):
    with pytest.raises(ImportRejectedError, match=sentence):
        read(text)


def test_a_document_without_any_date_takes_the_given_day():
    text = "# Mail\n\n## Timeline\n\n- 23:50 Alert\n- 00:10 Page\n"

    given = read(text, day=date(2026, 3, 1))
    assert told(given) == [("01 23:50", "Alert"), ("02 00:10", "Page")]
    assert given.lacks_day
    without = read(text)
    assert [problem.reason for problem in without.problems] == [
        "This time has no day; set the day of the incident in Prepare, or add a date."
    ] * 2
    assert without.lacks_day


def test_a_date_in_the_document_counts_before_the_given_day():
    text = "# Mail on 5 January 2026\n\n## Timeline\n\n- 14:02 Alert\n"

    result = read(text, day=date(2026, 3, 1))
    assert [item.at for item in result.items] == [datetime(2026, 1, 5, 14, 2, tzinfo=UTC)]
    assert not result.lacks_day


def test_a_heading_without_a_year_is_the_day_nearest_to_the_given_one():
    text = "# Mail\n\n## Timeline\n\n### 31 December\n\n- 14:02 Alert\n"

    result = read(text, day=date(2026, 1, 2))
    assert [item.at for item in result.items] == [datetime(2025, 12, 31, 14, 2, tzinfo=UTC)]
