"""Edits of the interviews: answers, and what an answer's sentence becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from postmortem_desktop.clock import IdSource
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, RecordChange, created
from postmortem_desktop.domain.findings import ContributingFactor
from postmortem_desktop.domain.interviews import Account, Answer, Interview, InterviewStatus
from postmortem_desktop.domain.kinds import Basis, EventKind, LinkKind, Precision
from postmortem_desktop.domain.records import KeptPhrase, Lane, Participant, TimelineEvent
from postmortem_desktop.editing.changes import (
    change_record,
    next_order,
    removal_of,
    shortened,
    tie,
)
from postmortem_desktop.editing.timeline_edits import new_event
from postmortem_desktop.i18n import _

PROBE = "probe"
"""The category of a kept phrase that names a probe nobody wants to be offered again."""


def add_answer(
    dossier: Dossier,
    ids: IdSource,
    participant_id: str,
    text: str,
    *,
    account: Account | None = None,
    prompt_id: str | None = None,
    question: str = "",
    event_id: str | None = None,
    merge: str = "",
) -> Edit:
    """Write down an answer; the first one begins the interview.

    Its record is the last one of the edit's changes.
    """
    changes: tuple[RecordChange, ...] = ()
    interview = dossier.interview_of(participant_id)
    if interview is None:
        interview = _begun(dossier, ids, participant_id)
        changes = created(interview)
    elif interview.status is InterviewStatus.NOT_STARTED:
        begun = replace(interview, status=InterviewStatus.IN_CONVERSATION)
        changes = (RecordChange(interview, begun),)
    written = _written(
        dossier,
        ids,
        interview,
        text=text,
        account=account,
        prompt_id=prompt_id,
        question=question,
        event_id=event_id,
    )
    merge_key = f"{merge} {written[-1].record_id}" if merge else ""
    return Edit(_("write an answer"), (*changes, *written), merge_key)


def take_question(
    dossier: Dossier,
    ids: IdSource,
    participant_id: str,
    question: str,
    *,
    account: Account | None = None,
    prompt_id: str | None = None,
    event_id: str | None = None,
) -> Edit:
    """Let a question wait for a person; it has no answer yet, and their interview need not begin.

    Its record is the last one of the edit's changes.
    """
    changes: tuple[RecordChange, ...] = ()
    interview = dossier.interview_of(participant_id)
    if interview is None:
        begun = _begun(dossier, ids, participant_id)
        interview = replace(begun, status=InterviewStatus.NOT_STARTED)
        changes = created(interview)
    written = _written(
        dossier,
        ids,
        interview,
        account=account,
        prompt_id=prompt_id,
        question=question,
        event_id=event_id,
    )
    label = _("take “{title}” into the interview").format(title=shortened(question))
    return Edit(label, (*changes, *written))


def drop_question(dossier: Dossier, answer_id: str) -> Edit:
    """Remove a question that waits for an answer, with its links."""
    answer = dossier.get(Answer, answer_id)
    label = _("drop “{title}”").format(title=shortened(answer.question))
    return Edit(label, removal_of(dossier, [answer]))


def set_probe_aside(dossier: Dossier, ids: IdSource, interview_id: str, probe_id: str) -> Edit:
    """Have a probe not be offered again in an interview."""
    aside = KeptPhrase(
        id=ids(),
        postmortem_id=dossier.postmortem.id,
        owner_id=interview_id,
        category=PROBE,
        phrase=probe_id,
    )
    return Edit(_("leave a question"), created(aside))


def change_answer(dossier: Dossier, answer_id: str, *, merge: str = "", **values: Any) -> Edit:
    """Give fields of an answer new values; see ``change_record`` for ``merge``.

    The first words to a question that waited begin the interview.
    """
    answer = dossier.get(Answer, answer_id)
    edit = change_record(answer, _("change an answer"), merge=merge, **values)
    interview = dossier.get(Interview, answer.interview_id)
    begins = interview.status is InterviewStatus.NOT_STARTED and answer.is_waiting
    if not begins or not values.get("text", "").strip():
        return edit
    begun = replace(interview, status=InterviewStatus.IN_CONVERSATION)
    return replace(edit, changes=(RecordChange(interview, begun), *edit.changes))


def remove_answer(dossier: Dossier, answer_id: str) -> Edit:
    """Remove an answer with its links."""
    answer = dossier.get(Answer, answer_id)
    return Edit(_("delete an answer"), removal_of(dossier, [answer]))


def set_interview(dossier: Dossier, ids: IdSource, participant_id: str, **values: Any) -> Edit:
    """Change the state or the notes of an interview, beginning it if there is none."""
    label = _("change the interview")
    interview = dossier.interview_of(participant_id)
    if interview is None:
        begun = replace(_begun(dossier, ids, participant_id), **values)
        return Edit(label, created(begun))
    return change_record(interview, label, **values)


def event_from_answer(
    dossier: Dossier,
    ids: IdSource,
    answer_id: str,
    sentence: str,
    lane_id: str,
    at: datetime,
) -> Edit:
    """Make a sentence of an answer an event, tied to the answer it came from.

    The event rests on one person's memory; its time is approximate, and so of a whole minute, until
    somebody confirms it. Its record is the last but one of the edit's changes, the link the last.
    """
    answer = dossier.get(Answer, answer_id)
    kind = EventKind.ACTION if answer.account is Account.ACTIONS else EventKind.OBSERVATION
    event, changes = new_event(
        dossier,
        ids,
        lane_id,
        sentence,
        _to_the_minute(at),
        kind=kind,
        precision=Precision.APPROXIMATE,
        basis=Basis.MEMORY_OF_ONE,
        private=answer.private,
    )
    link = tie(dossier, ids, event.id, answer.id, LinkKind.CAME_FROM)
    label = _("put “{title}” on the timeline").format(title=shortened(sentence))
    return Edit(label, (*changes, *created(link)))


def factor_from_answer(dossier: Dossier, ids: IdSource, answer_id: str, sentence: str) -> Edit:
    """Make a sentence of an answer a contributing factor, tied to the answer it came from."""
    answer = dossier.get(Answer, answer_id)
    factor = ContributingFactor(
        id=ids(),
        postmortem_id=dossier.postmortem.id,
        title=sentence,
        order=next_order(dossier.all(ContributingFactor)),
        private=answer.private,
    )
    link = tie(dossier, ids, factor.id, answer.id, LinkKind.CAME_FROM)
    label = _("add the factor “{title}”").format(title=shortened(sentence))
    return Edit(label, created(factor, link))


def people_named_by(dossier: Dossier, record_id: str) -> list[Participant]:
    """Return the people after whom the lane of an event is named, by role, name or alias."""
    event = dossier.find(TimelineEvent, record_id)
    lane = None if event is None else dossier.find(Lane, event.lane_id)
    if lane is None:
        return []
    title = lane.title.strip().casefold()
    return [
        person
        for person in dossier.participants()
        if title in {n.strip().casefold() for n in (person.role_then, person.name, person.alias)}
    ]


def event_behind(dossier: Dossier, record_id: str) -> str | None:
    """Return the event that a record is about: itself, or the one that it is tied to alone."""
    if dossier.find(TimelineEvent, record_id) is not None:
        return record_id
    answer = dossier.find(Answer, record_id)
    if answer is not None:
        return answer.event_id
    tied = dossier.linked(record_id, TimelineEvent)
    return tied[0].id if len(tied) == 1 else None


def _written(
    dossier: Dossier, ids: IdSource, interview: Interview, **values: Any
) -> tuple[RecordChange, ...]:
    """Return the changes that add an answer behind the others of an interview, itself the last."""
    numbering = dossier.numbering
    answer = Answer(
        id=ids(),
        postmortem_id=dossier.postmortem.id,
        interview_id=interview.id,
        number=numbering.next_answer,
        order=next_order(dossier.answers_of(interview.id)),
        **values,
    )
    used = RecordChange(numbering, replace(numbering, next_answer=numbering.next_answer + 1))
    return (used, *created(answer))


def _to_the_minute(moment: datetime) -> datetime:
    return (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)


def _begun(dossier: Dossier, ids: IdSource, participant_id: str) -> Interview:
    participant = dossier.get(Participant, participant_id)
    return Interview(
        id=ids(),
        postmortem_id=dossier.postmortem.id,
        participant_id=participant.id,
        status=InterviewStatus.IN_CONVERSATION,
    )
