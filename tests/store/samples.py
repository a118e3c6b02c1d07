"""Records to store: one of every kind, with values in every field that has a default."""

import hashlib
from datetime import UTC, date, datetime, timedelta

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.agenda import AgendaState, IdeaOutcome, ParkedIdea, Phase
from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.domain.evidence import Attachment, EvidenceBatch, EvidenceItem
from postmortem_desktop.domain.fields import FieldDefinition, FieldKind, FieldValue
from postmortem_desktop.domain.findings import (
    ActionItem,
    ActionStatus,
    ContributingFactor,
    Finding,
    FindingKind,
)
from postmortem_desktop.domain.interviews import Account, Answer, Certainty, Interview
from postmortem_desktop.domain.kinds import (
    AudienceKind,
    EventKind,
    LinkKind,
    MilestoneKind,
    Precision,
    Status,
)
from postmortem_desktop.domain.records import (
    AudienceSettings,
    KeptPhrase,
    Lane,
    Link,
    Milestone,
    Numbering,
    Participant,
    Postmortem,
    TimelineEvent,
)
from postmortem_desktop.domain.templates import LaneTemplate, Template
from postmortem_desktop.store.library import Library

GRAPH = b"a picture"
GRAPH_HASH = hashlib.sha256(GRAPH).hexdigest()
NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Watch:
    """A clock that shows what it was last set to."""

    def __init__(self, now=NOON):
        self.now = now

    def __call__(self):
        return self.now


def open_library(path, *, clock=None, **options):
    return Library.open(path, clock=clock or Watch(), ids=CountingIds(), **options)


def postmortem(postmortem_id="pm", **values):
    return Postmortem(
        **{"id": postmortem_id, "title": "Checkout outage", "created_at": NOON, **values}
    )


def beginning(postmortem_id="pm", **values):
    """Return the edit that makes a post-mortem with one lane."""
    return Edit(
        "make it",
        created(
            postmortem(postmortem_id, **values),
            Numbering(id=f"{postmortem_id}-numbers", postmortem_id=postmortem_id),
            lane("lane", postmortem_id),
        ),
    )


def lane(name, postmortem_id="pm", **values):
    return Lane(id=f"{postmortem_id}-{name}", postmortem_id=postmortem_id, title=name, **values)


def event(name, postmortem_id="pm", **values):
    return TimelineEvent(
        **{
            "id": f"{postmortem_id}-{name}",
            "postmortem_id": postmortem_id,
            "lane_id": f"{postmortem_id}-lane",
            "title": name,
            **values,
        }
    )


def batch(name="batch", postmortem_id="pm", **values):
    return EvidenceBatch(
        **{
            "id": f"{postmortem_id}-{name}",
            "postmortem_id": postmortem_id,
            "source_name": f"{name}.csv",
            "format": "csv",
            "imported_at": NOON,
            **values,
        }
    )


def item(number, batch_name="batch", postmortem_id="pm", **values):
    return EvidenceItem(
        **{
            "id": f"{postmortem_id}-{batch_name}-{number:06d}",
            "postmortem_id": postmortem_id,
            "batch_id": f"{postmortem_id}-{batch_name}",
            "text": f"line {number}",
            "at": NOON + number * MINUTE,
            "source_id": f"s{number}",
            "order": number,
            **values,
        }
    )


def every_kind():
    """Return one record of every kind an Edit can change, most fields away from their default."""
    of = {"postmortem_id": "pm"}
    template = Template(
        key="outage",
        name="Outage",
        lanes=(LaneTemplate(title="System"),),
        agenda=(Phase(key="open", title="Opening", minutes=5),),
        fields=(FieldDefinition(key="cost", label="Cost", kind=FieldKind.NUMBER),),
    )
    return (
        postmortem(
            reference="INC-7",
            severity="SEV 2",
            services=("checkout", "Zahlung – Köln"),
            zone="Europe/Berlin",
            status=Status.IN_SESSION,
            template=template,
            audience=AudienceSettings(audience=AudienceKind.OUTSIDE, hidden_sections=("actions",)),
            agenda=AgendaState(phase="open", started_at=NOON, spent_seconds=61, running=True),
            archived=True,
            finished_at=NOON + MINUTE,
        ),
        Numbering(id="numbers", next_event=3, next_answer=2, **of),
        Participant(id="anna", name="Anna", handles=("@anna", "anna.b"), show_name=True, **of),
        lane("lane", order=1),
        lane("lane below", parent_id="pm-lane", collapsed=True),
        event(
            "alert",
            detail='quotes " and \\ and\nlines\r\nand \x00 and 🧯 and e\u0301 and \u202e',
            kind=EventKind.ALERT,
            starts_at=NOON - timedelta(microseconds=1),
            ends_at=datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
            precision=Precision.BETWEEN,
            earliest=datetime(1, 1, 1, tzinfo=UTC),
            latest=datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
            number=1,
            starred=True,
        ),
        event("undated", order=4, number=2),
        Milestone(id="m", kind=MilestoneKind.DETECTED, at=NOON, event_id="pm-alert", **of),
        Interview(id="talk", participant_id="anna", notes="", **of),
        Answer(id="a", interview_id="talk", text="I saw …", number=1, private=True, **of),
        Answer(
            id="b",
            interview_id="talk",
            account=Account.EFFECTS,
            event_id="pm-alert",
            at=NOON,
            certainty=Certainty.VAGUE,
            number=2,
            **of,
        ),
        ContributingFactor(id="f", title="Pool of 20", **of),
        Finding(id="g", kind=FindingKind.LUCK, title="Anna was still there", **of),
        ActionItem(id="t", title="Raise it", due=date(2026, 11, 1), **of),
        ActionItem(id="u", title="Ask", status=ActionStatus.DONE, **of),
        ParkedIdea(id="p", text="later", parked_at=NOON, outcome=IdeaOutcome.ACTION, **of),
        batch(withdrawn=True, item_count=2, clock_shift_seconds=-90),
        Attachment(
            id="x", name="graph.png", media_type="image/png", size=9, sha256=GRAPH_HASH, **of
        ),
        FieldValue(id="v1", owner_id="pm", key="cost", value=3.25, **of),
        FieldValue(id="v2", owner_id="pm", key="calm", value=True, **of),
        FieldValue(id="v3", owner_id="pm", key="calls", value=7, **of),
        FieldValue(id="v4", owner_id="pm", key="note", value="null", **of),
        FieldValue(id="v5", owner_id="pm", key="none", value=None, **of),
        KeptPhrase(id="k", owner_id="a", category="blame", phrase="my mistake", **of),
        Link(id="l", source_id="a", target_id="pm-alert", kind=LinkKind.CAME_FROM, **of),
    )
