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
from postmortem_desktop.domain.records import Participant
from postmortem_desktop.editing.changes import (
    change_record,
    next_order,
    removal_of,
    shortened,
    tie,
)
from postmortem_desktop.editing.timeline_edits import new_event
from postmortem_desktop.i18n import _


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
    numbering = dossier.numbering
    answer = Answer(
        id=ids(),
        postmortem_id=dossier.postmortem.id,
        interview_id=interview.id,
        prompt_id=prompt_id,
        question=question,
        account=account,
        event_id=event_id,
        text=text,
        number=numbering.next_answer,
        order=next_order(dossier.answers_of(interview.id)),
    )
    used = RecordChange(numbering, replace(numbering, next_answer=numbering.next_answer + 1))
    merge_key = f"{merge} {answer.id}" if merge else ""
    return Edit(_("write an answer"), (*changes, used, *created(answer)), merge_key)


def change_answer(dossier: Dossier, answer_id: str, *, merge: str = "", **values: Any) -> Edit:
    """Give fields of an answer new values; see ``change_record`` for ``merge``."""
    answer = dossier.get(Answer, answer_id)
    return change_record(answer, _("change an answer"), merge=merge, **values)


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
