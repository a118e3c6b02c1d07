from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.interviews import Answer, Interview
from postmortem_desktop.domain.kinds import EventKind, LinkKind
from postmortem_desktop.domain.records import Lane, Link, Participant, TimelineEvent
from postmortem_desktop.timeline.filtering import (
    EventFilter,
    evidence_ties,
    folded,
    hidden_ids,
    matching_ids,
    searched_text,
)

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)


def event(name: str, lane_id: str = "a", **values: object) -> TimelineEvent:
    known: dict[str, object] = {"title": name, "starts_at": NOON} | values
    return TimelineEvent(id=name, postmortem_id="p", lane_id=lane_id, **known)  # type: ignore[arg-type]


def link(source: str, target: str, kind: LinkKind = LinkKind.CAME_FROM) -> Link:
    name = f"{source} {target}"
    return Link(id=name, postmortem_id="p", source_id=source, target_id=target, kind=kind)


DOSSIER = Dossier(
    [
        Lane(id="a", postmortem_id="p", title="Payments"),
        Lane(id="b", postmortem_id="p", title="Monitoring"),
        Lane(id="b1", postmortem_id="p", title="Pager", parent_id="b"),
        event("alert", "b", kind=EventKind.ALERT, starred=True),
        event("page", "b1", kind=EventKind.ALERT, detail="Zürich, Café"),
        event("guess", kind=EventKind.DECISION, known_then="the pool was full"),
        event("told", kind=EventKind.OBSERVATION, starts_at=None),
        Participant(id="ana", postmortem_id="p"),
        Participant(id="bo", postmortem_id="p"),
        Interview(id="ana's", postmortem_id="p", participant_id="ana"),
        Interview(id="bo's", postmortem_id="p", participant_id="bo"),
        Answer(id="q1", postmortem_id="p", interview_id="ana's", event_id="guess"),
        Answer(id="q2", postmortem_id="p", interview_id="ana's"),
        Answer(id="q3", postmortem_id="p", interview_id="bo's"),
        link("told", "q2"),
        link("q3", "page", LinkKind.SUPPORTS),
        link("alert", "item 1"),
        link("page", "item 2"),
    ]
)
ALL = {"alert", "page", "guess", "told"}


def shown(**chosen: object) -> set[str]:
    batch_of = {"item 1": "log", "item 2": "chat"}
    wanted = EventFilter(**chosen)  # type: ignore[arg-type]
    return ALL - hidden_ids(DOSSIER, wanted, batch_of)


def test_an_open_filter_hides_nothing():
    assert EventFilter().is_open
    assert hidden_ids(DOSSIER, EventFilter()) == frozenset()


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"kinds": frozenset({EventKind.ALERT})}, {"alert", "page"}),
        ({"kinds": frozenset({EventKind.ALERT, EventKind.DECISION})}, {"alert", "page", "guess"}),
        ({"lanes": frozenset({"a"})}, {"guess", "told"}),
        ({"lanes": frozenset({"b1"})}, {"page"}),
        ({"people": frozenset({"ana"})}, {"guess", "told"}),
        ({"people": frozenset({"bo"})}, {"page"}),
        ({"people": frozenset({"ana", "bo"})}, {"guess", "told", "page"}),
        ({"sources": frozenset({"log"})}, {"alert"}),
        ({"sources": frozenset({"log", "chat"})}, {"alert", "page"}),
        ({"starred_only": True}, {"alert"}),
        ({"words": "POOL"}, {"guess"}),
        ({"words": "full pool"}, {"guess"}),
        ({"words": "cafe zurich"}, {"page"}),
        ({"words": "nowhere"}, set()),
    ],
)
def test_each_field_lets_its_own_events_through(chosen, expected):
    assert not EventFilter(**chosen).is_open
    assert shown(**chosen) == expected


def test_a_lane_brings_the_lanes_that_are_nested_in_it():
    assert shown(lanes=frozenset({"b"})) == {"alert", "page"}


def test_every_field_has_to_agree():
    both = {"kinds": frozenset({EventKind.ALERT}), "lanes": frozenset({"b"})}
    assert shown(**both) == {"alert", "page"}
    assert shown(**both, starred_only=True) == {"alert"}


def test_an_answer_is_no_evidence():
    assert evidence_ties(DOSSIER) == [("alert", "item 1"), ("page", "item 2")]


def test_words_are_found_whatever_their_case_and_accents():
    texts = [(e.id, searched_text(e)) for e in DOSSIER.events()]
    assert matching_ids(texts, "CAFÉ") == ["page"]
    assert matching_ids(texts, "p") == ["page", "guess"]
    assert matching_ids(texts, "  ") == []


def test_letters_that_stand_for_others_are_found_by_them():
    assert folded("Straße") == "strasse"
    assert folded("ﬁle") == "file"
    assert folded("Ångström") == "angstrom"
    assert folded("㏔") == "mb"
    # A vowel sign is no accent: without it, this would be another word.
    assert folded("की") == "की"


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)
