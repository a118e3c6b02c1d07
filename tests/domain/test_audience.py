"""What leaves the desk: names are roles, private text is gone, and nothing points into the void."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from postmortem_desktop.domain.audience import cover_for, prepared_for
from postmortem_desktop.domain.codec import canonical_json
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.evidence import Attachment
from postmortem_desktop.domain.fields import FieldValue
from postmortem_desktop.domain.findings import ActionItem
from postmortem_desktop.domain.interviews import Answer, Interview
from postmortem_desktop.domain.kinds import AudienceKind, LinkKind, MilestoneKind
from postmortem_desktop.domain.records import (
    KeptPhrase,
    Lane,
    Link,
    Milestone,
    Participant,
    Postmortem,
    TimelineEvent,
)
from postmortem_desktop.domain.templates import ReportSection, Template

NOON = datetime(2026, 10, 14, 12, tzinfo=UTC)


def person(number: int, name: str, role: str = "", **values: object) -> Participant:
    return Participant(
        id=f"person-{number}",
        postmortem_id="p",
        name=name,
        role_then=role,
        order=number,
        **values,  # type: ignore[arg-type]
    )


INES = person(
    1,
    "Inés Halloran",
    "Payments on-call",
    alias="Nessie",
    handles=("@ines.h",),
    emails=("ines.halloran@shop.example",),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Inés Halloran took it", "R took it"),
        ("INÉS HALLORAN took it", "R took it"),
        ("inés took it", "R took it"),
        ("Ines took it", "R took it"),
        ("Ine\u0301s took it", "R took it"),
        ("Inés  Halloran took it", "R took it"),
        ("Inés\nHalloran took it", "R took it"),
        ("Halloran's page", "R's page"),
        ("Halloran’s page", "R’s page"),
        ("ask Nessie", "ask R"),
        ("@ines.h: looking", "R: looking"),
        ("cc ines.h", "cc R"),
        ("mail INES.HALLORAN@shop.example", "mail R"),
        ("I. Halloran joined", "R joined"),
        ("Inés H. joined", "R joined"),
        ("Inés H joined", "R joined"),
        ("written by I.H.", "written by R"),
        ("(Inés)", "(R)"),
        ("Inésa and Hallorand", "Inésa and Hallorand"),
        ("Shines", "Shines"),
        ("ınes", "R"),
        ("", ""),
    ],
)
def test_every_form_of_a_name_becomes_the_role(text: str, expected: str) -> None:
    covered = cover_for([INES], keep_shown=True).cover(text)
    assert covered == expected.replace("R", "Payments on-call")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Siobhán O'Dwyer", "O’Dwyer agreed", "R agreed"),
        ("Siobhán O’Dwyer", "o'dwyer agreed", "R agreed"),
        ("Anne-Marie Roux", "Marie and Anne-Marie", "R and R-R"),
        ("Cy Ng", "Ng paged Cy, nginx went on", "R paged R, nginx went on"),
        ("An Tran", "An outage; Tran knew; An Tran too", "An outage; R knew; R too"),
        ("Pia van der Valk", "the van of van der Valk", "the van of van der R"),
        ("Jörg Groß", "Joerg, Jorg and GROSS", "R, R and R"),
        ("Łucja Sørby", "lucja and Sorby", "R and R"),
        ("Dana Okoye", "dana_okoye, DanaOkoye", "R_R, R"),
    ],
)
def test_other_spellings_and_parts_of_a_name_become_the_role(
    name: str, text: str, expected: str
) -> None:
    assert cover_for([person(1, name, "R")], keep_shown=True).cover(text) == expected


def test_words_within_the_template_are_covered_and_its_keys_are_not() -> None:
    section = ReportSection(key="summary", title="What Dee says", text="Ask Cy Dee")
    template = Template(key="cy", name="Dee's", report=(section,), checklist=("mail Dee",))
    postmortem = Postmortem(id="p", title="", created_at=NOON, template=template)
    prepared = prepared_for(
        Dossier([postmortem, person(1, "Cy Dee", "Support")]), AudienceKind.FULL
    )
    assert prepared.postmortem.template == Template(
        key="cy",
        name="Support's",
        report=(ReportSection(key="summary", title="What Support says", text="Ask Support"),),
        checklist=("mail Support",),
    )


def test_text_without_a_name_is_left_exactly_as_it_was() -> None:
    decomposed = "Cafe\u0301 was slow"
    assert cover_for([INES], keep_shown=True).cover(decomposed) == decomposed


def test_initials_that_are_also_words_count_only_in_capitals() -> None:
    cover = cover_for([person(1, "Eva Gruber", "Support")], keep_shown=True)
    assert cover.cover("e.g. the cache; E.G. agreed") == "e.g. the cache; Support agreed"


def test_a_name_that_is_also_a_word_counts_only_with_its_capital() -> None:
    cover = cover_for([person(1, "Will Page", "Support")], keep_shown=True)
    assert cover.cover("the page will load; Will and will page") == (
        "the page will load; Support and Support"
    )
    assert cover.cover("Page’s note, WILL said") == "Support’s note, Support said"


@pytest.mark.parametrize("text", ["山田さんが確認", "김철수가 확인"])
def test_names_in_scripts_without_spaces_are_found_within_a_word(text: str) -> None:
    people = [person(1, "山田", "当番"), person(2, "김철수", "당직")]
    covered = cover_for(people, keep_shown=True).cover(text)
    assert covered in ("当番さんが確認", "당직가 확인")


def test_a_letter_that_only_looks_alike_in_capitals_does_no_harm() -> None:
    cover = cover_for([person(1, "Tess", "Support")], keep_shown=True)
    assert cover.cover("Te\u017fs") == "Support"


def test_a_person_without_a_role_has_the_same_stand_in_everywhere() -> None:
    dossier = a_dossier(person(1, "Ann Bee", "Support"), person(2, "Cy Dee"))
    prepared = prepared_for(dossier, AudienceKind.FULL)
    assert [p.label for p in prepared.participants()] == ["Support", "Participant 2"]
    assert prepared.get(TimelineEvent, "event-1").title == "Participant 2 and Participant 2 agree"


def a_dossier(*people: Participant, title: str = "Cy Dee and Dee agree") -> Dossier:
    return Dossier(
        [
            Postmortem(id="p", title="Slow", created_at=NOON, reference="INC-1"),
            *people,
            Lane(id="lane-1", postmortem_id="p", title="Monitoring"),
            TimelineEvent(
                id="event-1", postmortem_id="p", lane_id="lane-1", title=title, starts_at=NOON
            ),
        ]
    )


def test_names_are_gone_from_every_text_of_the_dossier() -> None:
    dossier = Dossier(
        [
            Postmortem(
                id="p", title="Inés and the pool", created_at=NOON, services=("halloran-cache", "x")
            ),
            INES,
            Lane(id="lane-1", postmortem_id="p", title="Halloran"),
            TimelineEvent(
                id="event-1",
                postmortem_id="p",
                lane_id="lane-1",
                title="Ines looks",
                detail="@ines.h writes",
                known_then="Nessie knew",
            ),
            Interview(id="i", postmortem_id="p", participant_id="person-1", notes="Inés was tired"),
            Answer(id="a", postmortem_id="p", interview_id="i", text="I, Inés", source="Halloran"),
            ActionItem(id="act", postmortem_id="p", title="Ask Inés", owner="Inés Halloran"),
            FieldValue(id="v", postmortem_id="p", owner_id="p", key="who", value="Inés"),
            KeptPhrase(id="k", postmortem_id="p", owner_id="a", category="x", phrase="Inés"),
        ]
    )
    told = "".join(canonical_json(r) for r in prepared_for(dossier, AudienceKind.FULL).everything())
    for trace in ("inés", "ines", "halloran", "nessie", "tired", "kept"):
        assert trace not in told.lower(), trace
    assert "Payments on-call-cache" in told


def test_who_chose_their_name_keeps_it_but_not_outside() -> None:
    ruth = person(1, "Ruth Vesely", "Support lead", show_name=True, emails=("r@shop.example",))
    dossier = a_dossier(ruth, title="Ruth asks")
    full = prepared_for(dossier, AudienceKind.FULL)
    assert full.get(Participant, "person-1").name == "Ruth Vesely"
    assert full.get(Participant, "person-1").emails == ()
    assert full.get(TimelineEvent, "event-1").title == "Ruth asks"
    outside = prepared_for(dossier, AudienceKind.OUTSIDE)
    assert outside.get(Participant, "person-1").name == ""
    assert outside.get(TimelineEvent, "event-1").title == "Support lead asks"
    assert (full.postmortem.reference, outside.postmortem.reference) == ("INC-1", "")


def test_private_records_go_with_all_that_hangs_on_them() -> None:
    quiet = Lane(id="quiet", postmortem_id="p", title="Quiet", private=True)
    records = [
        *a_dossier(INES).everything(),
        quiet,
        TimelineEvent(id="hidden", postmortem_id="p", lane_id="quiet", title="Hidden"),
        TimelineEvent(id="own", postmortem_id="p", lane_id="lane-1", title="Own", private=True),
        Lane(id="below", postmortem_id="p", title="Below", parent_id="quiet"),
        Milestone(
            id="m", postmortem_id="p", kind=MilestoneKind.DETECTED, at=NOON, event_id="hidden"
        ),
        FieldValue(id="v", postmortem_id="p", owner_id="own", key="k", value="secret"),
        Link(
            id="l1", postmortem_id="p", source_id="event-1", target_id="own", kind=LinkKind.FOLLOWED
        ),
        Link(
            id="l2", postmortem_id="p", source_id="event-1", target_id="p", kind=LinkKind.FOLLOWED
        ),
        Interview(id="i", postmortem_id="p", participant_id="person-1"),
        Answer(id="a1", postmortem_id="p", interview_id="i", text="said", event_id="own"),
        Answer(id="a2", postmortem_id="p", interview_id="i", text="in private", private=True),
    ]
    prepared = prepared_for(Dossier(records), AudienceKind.FULL)
    present = {record.id for record in prepared.everything()}
    assert present == {"p", "person-1", "lane-1", "event-1", "below", "m", "l2", "i", "a1"}
    assert prepared.get(Milestone, "m").event_id is None
    assert prepared.get(Lane, "below").parent_id is None
    assert prepared.get(Answer, "a1").event_id is None


def test_a_private_person_takes_interview_and_answers_along() -> None:
    secret = person(1, "Ann Bee", "Support", private=True)
    dossier = Dossier(
        [
            *a_dossier(secret, title="Ann asks").everything(),
            Interview(id="i", postmortem_id="p", participant_id="person-1"),
            Answer(id="a", postmortem_id="p", interview_id="i", text="said"),
        ]
    )
    prepared = prepared_for(dossier, AudienceKind.FULL)
    assert {record.id for record in prepared.everything()} == {"p", "lane-1", "event-1"}
    assert prepared.get(TimelineEvent, "event-1").title == "Support asks"


def test_preparing_leaves_the_dossier_itself_alone() -> None:
    dossier = a_dossier(INES)
    before = dossier.snapshot()
    prepared_for(dossier, AudienceKind.OUTSIDE)
    assert dossier == before


def test_no_picture_leaves_the_desk_because_nobody_can_cover_a_name_in_it() -> None:
    picture = Attachment(
        id="shot", postmortem_id="p", name="chat.png", media_type="image/png", size=1, sha256="a"
    )
    event = TimelineEvent(id="own", postmortem_id="p", lane_id="lane-1", title="Own")
    lane = Lane(id="lane-1", postmortem_id="p", title="Lane")
    link = Link(
        id="l", postmortem_id="p", source_id="shot", target_id="own", kind=LinkKind.SUPPORTS
    )
    postmortem = Postmortem(id="p", title="", created_at=NOON)
    dossier = Dossier([postmortem, lane, event, picture, link])
    for audience in AudienceKind:
        prepared = prepared_for(dossier, audience)
        assert prepared.all(TimelineEvent) == [event]
        assert prepared.all(Attachment) == []
        assert prepared.all(Link) == []
