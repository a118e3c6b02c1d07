"""Edits that put the words of an answer on the timeline, in a lane that is there or made."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from postmortem_desktop.clock import Clock, IdSource
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.domain.interviews import Answer, Interview
from postmortem_desktop.domain.records import Lane, Participant, TimelineEvent
from postmortem_desktop.editing.interview_edits import event_from_answer
from postmortem_desktop.editing.lane_edits import new_lane
from postmortem_desktop.editing.placing_edits import add_in_lane
from postmortem_desktop.ui.interview.sentences import moment_named_in, one_line


def sentence_payload(answer_id: str, text: str) -> str:
    """Return what travels with a dragged sentence."""
    return json.dumps({"answer_id": answer_id, "text": text}, ensure_ascii=False)


def answer_id_in(payload: str) -> str:
    """Return the answer that a dragged sentence came from; empty when it says none."""
    try:
        stated = json.loads(payload) if payload else {}
    except ValueError:
        return ""
    return str(stated.get("answer_id", "")) if isinstance(stated, dict) else ""


def moment_of(dossier: Dossier, clock: Clock, answer: Answer, sentence: str) -> datetime | None:
    """Return when a sentence belongs: the time it names itself, else that of the answer."""
    event = dossier.find(TimelineEvent, answer.event_id)
    about = answer.at or (None if event is None else event.starts_at)
    return moment_named_in(sentence, dossier, clock) or about


def lane_of(dossier: Dossier, answer: Answer) -> str:
    """Return the lane of the person who told it, else of the event it is about, else the first."""
    label = _person(dossier, answer).label.casefold()
    lanes = dossier.lanes()
    own = [lane.id for lane in lanes if lane.title.casefold() == label]
    event = dossier.find(TimelineEvent, answer.event_id)
    about = [] if event is None else [event.lane_id]
    return next(iter((*own, *about, *(lane.id for lane in lanes))), "")


def put_sentence(
    dossier: Dossier, ids: IdSource, answer: Answer, sentence: str, lane_id: str, at: datetime
) -> Edit:
    """Make a sentence an event tied to its answer; without a lane the person gets one.

    The link is the last of the edit's changes, the event the one before.
    """
    if lane_id:
        return event_from_answer(dossier, ids, answer.id, one_line(sentence), lane_id, at)
    lane = new_lane(dossier, ids, _person(dossier, answer).label)
    return _with_lane(
        lane, event_from_answer(dossier, ids, answer.id, one_line(sentence), lane.id, at)
    )


def put_words(dossier: Dossier, ids: IdSource, text: str, lane_id: str, at: datetime) -> Edit:
    """Make words that no answer holds an event, such as text from another program."""
    return add_in_lane(dossier, ids, lane_id, one_line(text), at)


def _with_lane(lane: Lane, edit: Edit) -> Edit:
    return replace(edit, changes=(*created(lane), *edit.changes))


def _person(dossier: Dossier, answer: Answer) -> Participant:
    interview = dossier.get(Interview, answer.interview_id)
    return dossier.get(Participant, interview.participant_id)
