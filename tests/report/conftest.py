"""A fictional post-mortem with something in every section, and ways to read a report."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pypdf
import pytest

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.evidence import EvidenceBatch
from postmortem_desktop.domain.fields import FieldDefinition, FieldValue
from postmortem_desktop.domain.findings import (
    ActionItem,
    ActionKind,
    ActionStatus,
    ContributingFactor,
    Finding,
    FindingKind,
)
from postmortem_desktop.domain.interviews import Account, Answer, Interview
from postmortem_desktop.domain.kinds import EventKind, LinkKind, MilestoneKind, Precision
from postmortem_desktop.domain.records import (
    Lane,
    Link,
    Milestone,
    Numbering,
    Participant,
    Postmortem,
    TimelineEvent,
)
from postmortem_desktop.domain.templates import Template
from postmortem_desktop.jobs import Progress
from postmortem_desktop.report.pdf import ReportOptions, write_pdf

POSTMORTEM = "019a0000-0000-7000-8000-7f3a91c2beef"
NINE = datetime(2026, 3, 5, 8, 0, tzinfo=UTC)
"""Nine o'clock in Warsaw."""
NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def event(
    number: int, minutes: float | None, title: str, lane: str = "printers", **more
) -> TimelineEvent:
    return TimelineEvent(
        id=f"event-{number}",
        postmortem_id=POSTMORTEM,
        lane_id=lane,
        title=title,
        starts_at=None if minutes is None else at(minutes),
        number=number,
        **more,
    )


def timeline() -> list:
    return [
        event(1, 0, "Label service 4.2 rolled out", "changes", kind=EventKind.CHANGE),
        event(2, 12, "Labels come out twice", kind=EventKind.IMPACT, ends_at=at(70)),
        event(3, 15, "Duplicate rate alert", kind=EventKind.ALERT),
        event(4, 21, "Floor lead stops line two", "floor", kind=EventKind.ACTION),
        event(
            5, 30, "Thinks of the spooler", "floor",
            kind=EventKind.DECISION, precision=Precision.APPROXIMATE,
            detail="It had jammed the week before.",
        ),
        event(6, 55, "Rolls back to 4.1", "changes", kind=EventKind.ACTION, ends_at=at(62)),
        event(7, 70, "One label per parcel again", kind=EventKind.RECOVERY),
        event(8, None, "Somebody mentions the retry queue", "floor"),
    ]  # fmt: skip


def make_records() -> list:
    own = {"postmortem_id": POSTMORTEM}
    template = Template(
        fields=(
            FieldDefinition(key="parcels", label="Parcels relabelled"),
            FieldDefinition(key="story", label="Told to customers"),
        )
    )
    return [
        Postmortem(
            id=POSTMORTEM,
            title="Parcel labels printed twice",
            created_at=NINE,
            severity="SEV 3",
            services=("labels", "floor"),
            zone="Europe/Warsaw",
            summary="Each label came out twice for an hour.\n\nNo parcel left with a wrong one.",
            impact="Two lines stood still. Zofia Nowak relabelled by hand.",
            template=template,
        ),
        Numbering(id="numbering", next_event=9, next_answer=3, **own),
        Participant(
            id="zofia", name="Zofia Nowak", role_then="Floor lead", handles=("@zofka",), **own
        ),
        Participant(
            id="imre", name="Imre Varga", role_then="Label on-call", order=1, show_name=True, **own
        ),
        Lane(id="printers", title="Printers", **own),
        Lane(id="floor", title="Packing floor", order=1, **own),
        Lane(id="changes", title="Changes", order=2, **own),
        *timeline(),
        Milestone(id="m1", kind=MilestoneKind.IMPACT_BEGAN, at=at(12), **own),
        Milestone(id="m2", kind=MilestoneKind.DETECTED, at=at(15), **own),
        Milestone(id="m3", kind=MilestoneKind.MITIGATED, at=at(62), **own),
        Milestone(id="m4", kind=MilestoneKind.RESOLVED, at=at(72), **own),
        Interview(id="talk", participant_id="zofia", **own),
        Answer(
            id="q1", interview_id="talk", account=Account.EXPECTATIONS, event_id="event-4",
            text="I expected one restart to clear it, as it did in February.", number=1, **own,
        ),
        Answer(
            id="q2", interview_id="talk", account=Account.ASSUMPTIONS, order=1, number=2,
            question="What did you take as given?", text="One roll, one label.", **own,
        ),
        ContributingFactor(
            id="f1", title="Retries print again", detail="A retry has no memory of paper.", **own
        ),
        Link(id="l1", source_id="f1", target_id="event-2", kind=LinkKind.SUPPORTS, **own),
        Link(id="l2", source_id="q1", target_id="f1", kind=LinkKind.SUPPORTS, **own),
        Finding(id="h1", kind=FindingKind.HELPED, title="The stop cord is within reach", **own),
        Finding(id="h2", kind=FindingKind.LUCK, title="The truck was late", **own),
        ActionItem(
            id="a1", title="Give each label a key", kind=ActionKind.PREVENT, owner="Labels",
            due=date(2026, 4, 1), done_test="a retry prints nothing", **own,
        ),
        ActionItem(
            id="a2", title="Buy a third printer", status=ActionStatus.DECLINED, order=1,
            declined_reason="Two are enough.", **own,
        ),
        EvidenceBatch(
            id="b1", source_name="floor-notes.csv", format="csv", imported_at=NINE,
            zone="Europe/Warsaw", clock_shift_seconds=-90, item_count=6, **own,
        ),
        FieldValue(id="v1", owner_id=POSTMORTEM, key="parcels", value="1,240", **own),
        FieldValue(id="v2", owner_id=POSTMORTEM, key="story", value="A note at the desk", **own),
    ]  # fmt: skip


@pytest.fixture
def records() -> list:
    return make_records()


@pytest.fixture
def dossier(records) -> Dossier:
    return Dossier(records)


@pytest.fixture
def make_event():
    return event


@pytest.fixture
def moment():
    return at


@pytest.fixture
def write(tmp_path):
    """Write a report and return its path."""

    def write_report(dossier, *, name="report.pdf", progress=None, notes=None, now=NOW, **options):
        return write_pdf(
            dossier,
            tmp_path / name,
            ReportOptions(**options),
            progress or Progress(),
            now=now,
            notes=notes,
        )

    return write_report


@pytest.fixture
def text_of():
    """Return the text of a report, its white space made single spaces."""

    def extract(path) -> str:
        pages = pypdf.PdfReader(path).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    return extract
