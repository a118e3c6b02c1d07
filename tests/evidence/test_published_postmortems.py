"""Real documents; every expected moment was worked out by hand from the text of the document."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.evidence.formats import Source, read_source
from postmortem_desktop.evidence.reading import ReadResult, ZoneSource

# CEST is two hours ahead of UTC: 12:35 is 10:35. The document's order is kept.
CULL_FLOOD = [
    (14, "2018-04-18 10:35"),
    (18, "2018-04-18 11:30"),
    (22, "2018-04-18 12:29"),
    (34, "2018-04-18 12:49"),
    (46, "2018-04-18 12:43"),
    (50, "2018-04-18 12:55"),
    (54, "2018-04-18 13:36"),
    (69, "2018-04-18 15:03"),
    (74, "2018-04-18 15:23"),
    (82, "2018-04-18 17:47"),
    (88, "2018-04-19 09:00"),
    (93, "2018-04-19 09:07"),
    (101, "2018-04-19 09:27"),
    (106, "2018-04-19 09:47"),
    (113, "2018-04-19 09:58"),
]

# UTC; one clock per row from line 17 on, the last one on the day after.
TWO_NODES = (
    "10:01 10:03 10:05 10:12 10:13 10:19 10:22 10:25 10:30 10:30 10:36 12:10 13:00 13:02 13:49 "
    "13:55 13:55 14:00 14:00 15:03 15:09 15:15 15:18 15:19 15:26 15:52"
)

# UTC; the clocks of the four timelines by the day of the heading above each.
RECURRING_OUTAGES = {
    "2025-10-21": (
        43,
        "21:45 21:47 21:49 21:50 22:30 22:35 22:45 22:50 22:50 23:00 23:28",
    ),
    "2025-10-24": (71, "18:00 18:01 18:02 18:10 18:30 18:45 19:00 19:02 19:05 19:12"),
    "2025-10-28": (
        105,
        "19:12 19:15 19:18 19:20 19:23 19:23 19:25 19:26 19:28 19:35 19:45 20:00 20:30 20:53 "
        "21:15 21:31",
    ),
    "2025-10-29": (140, "22:30 22:30"),
    "2025-10-30": (142, "00:03 05:39"),
}


@pytest.fixture
def read(shared_folder: Path):
    def read_document(start: str) -> ReadResult:
        (path,) = (shared_folder / "samples/postmortems").glob(f"{start}*")
        return read_source(
            path, ids=CountingIds(), postmortem_id="p", batch_id="b", zone="Asia/Tokyo"
        )

    return read_document


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def test_headings_with_times_in_a_stated_zone_are_read(read):
    result = read("jupyterhub__2018-04-18")

    assert [(item.line, item.at) for item in result.items] == [
        (line, moment(text)) for line, text in CULL_FLOOD
    ]
    assert result.problems == ()
    assert (result.zone_used, result.zone_source) == ("CEST", ZoneSource.STATED)
    assert result.title == "2018-04-18, Culler flood"
    assert result.summary.endswith("degraded with periodic outages of 10-30 minutes.")


def test_an_approximate_span_keeps_its_end_and_its_doubt(read):
    span = read("jupyterhub__2018-04-18").items[1]

    assert span.ends_at == moment("2018-04-18 11:45")
    assert span.precision is Precision.APPROXIMATE
    assert (span.time_text, span.text) == ("~13:30-13:45", "Launch success drops to zero.")
    others = read("jupyterhub__2018-04-18").items[2:]
    assert {item.precision for item in others} == {Precision.MINUTE}


def test_the_text_below_a_heading_becomes_title_and_detail_without_markup(read):
    items = read("jupyterhub__2018-04-18").items

    assert items[0].text == "Upgrade of jupyterhub, binderhub charts is deployed."
    assert items[0].detail == "Tests pass and builds and launches are working."
    assert items[4].text == "apply changes to jupyterhub chart"
    assert items[4].link == "https://github.com/jupyterhub/zero-to-jupyterhub-k8s/pull/655"
    assert items[5].detail == ""


def test_rows_of_a_table_are_read_and_its_placeholder_is_reported(read):
    result = read("dfds__PM2024-001")

    expected = [
        (17 + n, moment(f"2024-03-13 {clock}")) for n, clock in enumerate(TWO_NODES.split())
    ]
    assert [(item.line, item.at) for item in result.items] == [
        *expected,
        (43, moment("2024-03-14 09:20")),
    ]
    (problem,) = result.problems
    assert (problem.line, problem.text) == (16, "2024-03-13 HH:mm | Short event description.")
    assert result.zone_source is ZoneSource.STATED
    assert result.summary.startswith("In the morning one Kubernetes node")


def test_unknown_minutes_are_approximate(read):
    items = {item.line: item for item in read("dfds__PM2024-001").items}

    soft = [line for line, item in items.items() if item.precision is Precision.APPROXIMATE]
    assert soft == [34, 35]
    assert items[31].text.endswith("fail with OOM.")
    assert items[31].detail == "Caused CrashLoopBackOff with new OOMs."


def test_four_timelines_below_dated_headings_are_read(read):
    result = read("PostHog__2025-10-21")

    expected = [
        (first + number, moment(f"{day} {clock}"))
        for day, (first, clocks) in RECURRING_OUTAGES.items()
        for number, clock in enumerate(clocks.split())
    ]
    assert [(item.line, item.at) for item in result.items] == expected
    assert len(expected) == 41
    assert [problem.line for problem in result.problems] == [81]
    assert result.zone_source is ZoneSource.STATED


@pytest.mark.parametrize(
    ("start", "count", "problem_lines", "first", "last"),
    [
        ("PostHog__2025-09-29", 8, [], "2025-09-29 16:58", "2025-09-29 18:46"),
        # CET: one hour ahead; the row of 3 December has no clock.
        ("dfds__PM2019-009", 14, [], "2019-11-29 11:00", "2019-12-05 11:00"),
        ("dfds__PM2021-011", 26, [], "2021-12-10 00:00", "2022-01-04 11:03"),
        ("dfds__PM2023-001", 16, [], "2023-02-13 07:30", "2023-02-14 11:59"),
        # The last headings leave the section of the timeline and go on with it.
        ("jupyterhub__2018-02-20", 41, [], "2018-02-20 13:17", "2018-02-22 06:18"),
        ("jupyterhub__2019-02-20", 6, [], "2019-02-20 07:03", "2019-02-20 12:30"),
        # Pacific daylight time: seven hours behind; three links above the first entry.
        ("jupyterhub__2020-07-09", 4, [18, 19, 20], "2020-07-09 14:30", "2020-07-09 14:42"),
    ],
)
def test_other_documents_are_read(read, start, count, problem_lines, first, last):
    result = read(start)

    assert len(result.items) == count
    assert [problem.line for problem in result.problems] == problem_lines
    assert (result.items[0].at, result.items[-1].at) == (moment(first), moment(last))
    assert result.zone_source is ZoneSource.STATED
    assert result.title
    assert result.summary


def test_a_day_without_a_clock_lies_between_its_midnights(read):
    item = next(i for i in read("dfds__PM2019-009").items if i.line == 34)

    assert item.precision is Precision.BETWEEN
    assert (item.at, item.ends_at) == (moment("2019-12-02 23:00"), moment("2019-12-03 23:00"))


def test_a_doubt_in_parentheses_makes_a_time_approximate(read):
    soft = {
        item.time_text: item.at
        for item in read("jupyterhub__2018-02-20").items
        if item.precision is Precision.APPROXIMATE
    }

    assert soft == {
        "2X:XX (not sure exact time)": moment("2018-02-20 19:00"),
        "22:52 (maybe earlier?)": moment("2018-02-20 21:52"),
    }


def test_a_template_gives_only_placeholders(read):
    result = read("jupyterhub__template")

    assert result.items == ()
    assert [problem.line for problem in result.problems] == [13, 17, 21]


def test_a_story_without_a_timeline_is_refused_in_one_sentence(read):
    with pytest.raises(ImportRejectedError, match="has no timeline with times"):
        read("PostHog__2025-11-26")


def test_the_same_document_gives_the_same_source_ids(read):
    first, second = read("PostHog__2025-10-21"), read("PostHog__2025-10-21")

    ids = [item.source_id for item in first.items]
    assert ids == [item.source_id for item in second.items]
    assert len(set(ids)) == len(ids)


def test_every_item_has_its_own_source_text(read):
    result = read("PostHog__2025-10-21")

    assert len(result.raws) == len(result.items)
    assert result.raws[0] == "- **21:45 UTC** - Deploy timeout handling change"


def test_a_megabyte_of_document_is_read(shared_folder):
    (path,) = (shared_folder / "samples/postmortems").glob("PostHog__2025-10-21*")
    data = path.read_bytes()

    result = read_source(
        Source("long.md", data * (2**20 // len(data))),
        ids=CountingIds(),
        postmortem_id="p",
        batch_id="b",
    )

    assert len(result.items) == 41 * (2**20 // len(data))
