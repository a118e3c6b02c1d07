"""The Markdown document: readable, never markup by accident, and read back by this program."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.audience import prepared_for
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.kinds import AudienceKind, Precision
from postmortem_desktop.domain.records import (
    AudienceSettings,
    Lane,
    Numbering,
    Postmortem,
    TimelineEvent,
)
from postmortem_desktop.domain.templates import ReportSection, Template
from postmortem_desktop.evidence.formats import Source, read_source
from postmortem_desktop.evidence.reading import ReadResult
from postmortem_desktop.exchange.markdown import export_markdown
from postmortem_desktop.exchange.markdown_text import cell, inline, paragraphs, quoted
from postmortem_desktop.exchange.samples import load_sample

SAMPLE = load_sample().dossier
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read_back(dossier: Dossier) -> ReadResult:
    source = Source("exported.md", export_markdown(dossier).encode())
    return read_source(source, ids=CountingIds(), postmortem_id="p", batch_id="b")


def small(*events: TimelineEvent, zone: str = "Europe/Berlin", **facts: object) -> Dossier:
    return Dossier(
        [
            Postmortem(
                id="p",
                title="Slow",
                created_at=datetime(2026, 1, 1, tzinfo=UTC),
                zone=zone,
                **facts,  # type: ignore[arg-type]
            ),
            Numbering(id="n", postmortem_id="p"),
            Lane(id="lane", postmortem_id="p", title="Monitoring"),
            *events,
        ]
    )


def event(title: str, starts_at: datetime, **values: object) -> TimelineEvent:
    return TimelineEvent(
        id=f"{title}-{starts_at}",
        postmortem_id="p",
        lane_id="lane",
        title=title,
        starts_at=starts_at,
        number=1,
        **values,  # type: ignore[arg-type]
    )


def test_the_timeline_of_the_sample_is_read_back() -> None:
    lanes = {lane.id: lane.title for lane in SAMPLE.lanes()}
    expected = [
        (
            e.starts_at,
            e.ends_at,
            Precision.APPROXIMATE if e.is_soft else e.precision,
            lanes[e.lane_id],
            e.kind.value,
            e.title,
            e.detail,
        )
        for e in SAMPLE.events()
        if e.starts_at is not None
    ]
    result = read_back(SAMPLE)
    found = [(i.at, i.ends_at, i.precision, i.lane, i.kind, i.text, i.detail) for i in result.items]
    assert found == expected
    assert len(found) == 26
    assert (result.zone_used, result.title) == ("Europe/Berlin", SAMPLE.postmortem.title)
    assert len(result.problems) == 1, "the undated event, named with its line"


def test_the_hour_that_comes_twice_is_read_back_at_the_right_instants() -> None:
    events = [
        event("first", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        event(
            "second",
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
            ends_at=datetime(2026, 10, 25, 3, 0, tzinfo=UTC),
        ),
    ]
    dossier = small(*events)
    text = export_markdown(dossier)
    assert "All times in Europe/Berlin, each with its distance from UTC." in text
    assert "| 2026-10-25 02:30 (UTC+02:00) |" in text
    assert "| 2026-10-25 02:30 (UTC+01:00)–2026-10-25 04:00 (UTC+01:00) |" in text
    assert [(i.at, i.ends_at) for i in read_back(dossier).items] == [
        (e.starts_at, e.ends_at) for e in events
    ]


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kathmandu", "America/St_Johns"])
def test_times_of_any_zone_are_read_back(zone: str) -> None:
    start = datetime(2026, 10, 14, 22, 10, 5, tzinfo=UTC)
    events = [
        event("a", start, precision=Precision.EXACT),
        event("b", start + timedelta(hours=1, seconds=55), ends_at=start + timedelta(days=2)),
        event("c", start + timedelta(hours=30), precision=Precision.AFTER),
    ]
    found = [(i.at, i.ends_at) for i in read_back(small(*events, zone=zone)).items]
    assert found == [(e.starts_at, e.ends_at) for e in events]


NASTY = [
    "a | b",
    "*bold* _and_ ~~gone~~ `code`",
    "<script>alert(1)</script> &copy; &#65;",
    "[link](http://x) ![picture](y)",
    "# heading #",
    "- item",
    "1. first",
    "> said",
    "back\\slash \\| end\\",
    "$x$ --- === ***",
    "14:02 a time of its own",
]


@pytest.mark.parametrize("title", NASTY)
def test_a_title_full_of_signs_is_read_back_as_it_was(title: str) -> None:
    start = datetime(2026, 10, 14, 12, 2, tzinfo=UTC)
    (item,) = read_back(small(event(title, start, detail=title))).items
    assert (item.text, item.detail) == (title, title)


@given(st.text(max_size=60))
@example("\n".join(NASTY))
@example("a\n:-:\n===\n    code\n\ttab")
@example("1) x\n+ y\n__init__\n[a]: b")
def test_what_people_write_is_never_markup(text: str) -> None:
    blocks = [t for t in READER.parse(paragraphs(text)) if t.type != "inline"]
    assert {token.type for token in blocks} <= {"paragraph_open", "paragraph_close"}
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    assert plain(READER.parse(paragraphs(text))) == [line.replace("\0", "\ufffd") for line in lines]


@given(st.text(max_size=40))
def test_a_heading_an_item_and_a_cell_hold_one_line_of_plain_text(text: str) -> None:
    line = " ".join(text.split()).replace("\0", "\ufffd")
    expected = [line] if line else []
    assert plain(READER.parse(f"# {inline(text)}")) == expected
    assert plain(READER.parse(f"- {inline(text)}")) == expected
    table = READER.parse(f"| A |\n| --- |\n| {inline(text)} |")
    assert plain(table) == ["A", *expected]


def plain(tokens: list[Token]) -> list[str]:
    """Return the lines of text; anything but text and line breaks shows up as its own name."""
    lines: list[str] = []
    for token in tokens:
        if token.type != "inline":
            continue
        line = ""
        for child in token.children or []:
            if child.type == "hardbreak":
                lines.append(line)
                line = ""
            else:
                line += child.content if child.type in ("text", "text_special") else child.type
        lines.append(line)
    return [line for line in lines if line]


def test_lines_of_a_cell_stay_apart_and_the_row_stays_one_line() -> None:
    assert cell("first | a\n\n second\r\n- third") == "first \\| a<br>second<br>\\- third"


def test_a_quotation_keeps_its_paragraphs() -> None:
    assert quoted("one\ntwo\n\nthree") == "> one\\\n> two\n>\n> three"


def test_the_document_reads_from_top_to_bottom() -> None:
    text = export_markdown(prepared_for(SAMPLE, AudienceKind.FULL))
    headings = [line for line in text.splitlines() if line.startswith(("# ", "## "))]
    assert headings == [
        "# Checkout latency after pool change",
        "## Summary",
        "## Impact",
        "## What people saw, expected and assumed",
        "## Contributing factors",
        "## Findings",
        "## Actions",
        "## Timeline",
        "## Sources",
        "## How the review was run",
    ]
    for expected in (
        "- **Severity:** SEV 2",
        "- **Impact began:** 2026-10-14 14:08",
        "- **Mitigated in:** 50 min",
        "- **Status page used:** yes",
        "All times in Europe/Berlin (UTC+02:00).",
        "| 2026-10-14 14:08–15:06 | Customer impact | impact |",
        "| ≈ 2026-10-14 14:16 | Support lead | message |",
        "**Q4 · What they expected (E9)** When the cache purge was through,",
        "- **Signal not where people look**: The pool panel lives",
        "- [ ] Alert on pool wait time over 500 ms for 2 min (Payments, due 2026-11-20, PAY-4312)",
        "- [x] Write down who may post a status note",
        "### Decided against\n\n- **Roll every default back to 200**: The memory limit",
        "- **Who owns the pool defaults?** From the parking lot",
    ):
        assert expected in text, expected
    assert "asked not to be mentioned" not in text, "a private answer stays on the desk"


def test_sections_follow_the_template_of_the_session() -> None:
    template = Template(
        report=(
            ReportSection(key="impact", title="Who felt it", text="In short:"),
            ReportSection(key="summary", shown=False),
            ReportSection(key="timeline_table"),
            ReportSection(key="unheard of"),
        )
    )
    dossier = small(
        event("a", datetime(2026, 10, 14, 12, tzinfo=UTC)),
        template=template,
        summary="S",
        impact="I",
    )
    assert "## Who felt it\n\nIn short:\n\nI\n\n## Timeline" in export_markdown(dossier)
    assert "Summary" not in export_markdown(dossier)
    hidden = AudienceSettings(hidden_sections=("timeline_table",))
    without = replace(dossier.postmortem, audience=hidden)
    assert "Timeline" not in export_markdown(
        Dossier([without, *(r for r in dossier.everything() if r.id != "p")])
    )


def test_an_empty_session_is_its_title() -> None:
    assert export_markdown(small()) == "# Slow\n"
