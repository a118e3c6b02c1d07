"""The built-in template and the sample session: whole, consistent, and in the house's own tone."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.domain.findings import Finding, FindingKind
from postmortem_desktop.domain.interviews import Account, Answer
from postmortem_desktop.domain.kinds import EventKind, LinkKind
from postmortem_desktop.domain.milestones import DERIVED_TIMES
from postmortem_desktop.domain.records import Link, Participant, TimelineEvent
from postmortem_desktop.exchange.samples import load_sample
from postmortem_desktop.exchange.templates import load_builtin_template
from postmortem_desktop.phrasing import find

SAMPLE = load_sample()
DOSSIER = SAMPLE.dossier
IDS = {record.id for record in (*SAMPLE.records, *SAMPLE.evidence)}


def test_the_built_in_template_fills_the_hour() -> None:
    template = load_builtin_template()
    assert (template.key, template.name) == ("blameless", "Blameless default")
    assert template.severities == ("SEV 1", "SEV 2", "SEV 3", "SEV 4")
    assert sum(phase.minutes for phase in template.agenda) == 60
    assert [step.account for step in template.guide] == list(Account)
    assert [section.key for section in template.report] == [
        "summary",
        "impact",
        "timeline_figure",
        "accounts",
        "factors",
        "findings",
        "actions",
        "timeline_table",
        "sources",
        "method",
    ]
    for parts in (template.fields, template.agenda, template.report):
        assert len({part.key for part in parts}) == len(parts)


def test_the_sample_can_be_brought_into_an_empty_library_as_one_edit() -> None:
    Dossier().check(Edit("open the sample", created(*SAMPLE.records)))
    assert len(IDS) == len(SAMPLE.records) + len(SAMPLE.evidence)
    assert load_sample() == SAMPLE, "the same ids at every start"


def test_the_sample_is_rich_enough_for_pictures_and_manual() -> None:
    events = DOSSIER.events()
    assert len(events) >= 25
    assert len(DOSSIER.lanes()) == 5
    assert {event.kind for event in events} == set(EventKind)
    assert any(event.ends_at for event in events)
    assert any(event.is_soft for event in events)
    assert sum(event.starts_at is None for event in events) == 1
    assert len(DOSSIER.milestones()) == 5
    assert {finding.kind for finding in DOSSIER.all(Finding)} == set(FindingKind)
    assert len(DOSSIER.factors()) >= 3
    vague = [item.title for item in DOSSIER.actions() if not (item.owner or item.declined_reason)]
    assert vague == ["Improve monitoring"]
    accounts = Counter(answer.account for answer in DOSSIER.all(Answer))
    assert all(accounts[account] >= 2 for account in Account)
    assert all(DOSSIER.interview_of(person.id) for person in DOSSIER.participants())


def test_the_sample_tells_the_times_of_the_pictures() -> None:
    minutes = [2, 3, 50, 62]
    assert [measure(DOSSIER) for _label, measure in DERIVED_TIMES] == [
        timedelta(minutes=m) for m in minutes
    ]


def test_every_link_of_the_sample_ties_two_records_that_are_there() -> None:
    for link in DOSSIER.all(Link):
        assert {link.source_id, link.target_id} <= IDS
        assert link.source_id != link.target_id


def test_half_of_the_evidence_stands_on_the_timeline_at_its_own_time() -> None:
    items = {item.id: item for item in SAMPLE.evidence}
    placed = [
        (DOSSIER.get(TimelineEvent, link.source_id), items[link.target_id])
        for link in DOSSIER.all(Link)
        if link.kind is LinkKind.CAME_FROM and link.target_id in items
    ]
    assert (len(items), len(placed)) == (14, 8)
    for event, item in placed:
        assert event.starts_at is not None
        assert item.at is not None
        assert abs(event.starts_at - item.at) < timedelta(minutes=1)


def test_numbers_are_given_once_and_the_next_ones_are_free() -> None:
    events = sorted(event.number for event in DOSSIER.all(TimelineEvent))
    answers = sorted(answer.number for answer in DOSSIER.all(Answer))
    assert events == list(range(1, DOSSIER.numbering.next_event))
    assert answers == list(range(1, DOSSIER.numbering.next_answer))


@pytest.mark.parametrize("event", DOSSIER.events(), ids=lambda event: f"E{event.number}")
def test_a_title_fits_on_a_card(event: TimelineEvent) -> None:
    assert 0 < len(event.title) <= 40


def test_the_texts_of_the_sample_speak_of_roles_only() -> None:
    words = {part.casefold() for person in DOSSIER.all(Participant) for part in person.name.split()}
    for record in (*SAMPLE.records, *SAMPLE.evidence):
        if isinstance(record, Participant):
            continue
        for name in record.__slots__:
            value = getattr(record, name)
            if isinstance(value, str):
                assert not words & {word.strip("’'.,:").casefold() for word in value.split()}


def test_the_sample_keeps_to_blameless_wording_but_for_the_one_place_that_shows_the_hint() -> None:
    written = ("title", "text", "detail", "known_then", "summary", "impact", "question", "reason")
    hints = [
        value[hint[0] : hint[1]]
        for record in SAMPLE.records
        for name in written
        if isinstance(value := getattr(record, name, None), str)
        for hint in find(value)
    ]
    assert hints == ["I was stupid"]
