"""Interviews: what one person told, in the five accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from postmortem_desktop.domain.times import require_utc


class Account(StrEnum):
    """The five accounts of one moment, after Etsy's debriefing guide and Dekker."""

    ACTIONS = "actions"
    EFFECTS = "effects"
    EXPECTATIONS = "expectations"
    ASSUMPTIONS = "assumptions"
    OWN_TIMELINE = "own_timeline"


class InterviewStatus(StrEnum):
    """How far a conversation is."""

    NOT_STARTED = "not_started"
    IN_CONVERSATION = "in_conversation"
    DONE = "done"


class Certainty(StrEnum):
    """How sure the person was when telling."""

    SURE = "sure"
    FAIRLY = "fairly"
    VAGUE = "vague"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """The conversation with one participant; there is one for each."""

    id: str
    postmortem_id: str
    participant_id: str
    status: InterviewStatus = InterviewStatus.NOT_STARTED
    notes: str = ""
    """Private to the facilitator; never leaves the desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Something the person said; free telling and notes have no prompt.

    Without words it is a question that waits to be asked; no reader gets it. It travels with the
    whole record, for whoever goes on with the session elsewhere.
    """

    id: str
    postmortem_id: str
    interview_id: str
    prompt_id: str | None = None
    question: str = ""
    """The question as it was put, its slots filled."""
    account: Account | None = None
    event_id: str | None = None
    at: datetime | None = None
    """The moment it is about, where the person named one."""
    text: str = ""
    certainty: Certainty = Certainty.UNSTATED
    source: str = ""
    """Memory, log or chat, in the person's words."""
    named: bool = False
    """Whether the person wants their name beside it rather than the role."""
    number: int = 0
    """The 7 of Q7 in reports."""
    order: int = 0
    private: bool = False

    def __post_init__(self) -> None:
        require_utc(self.at)

    @property
    def is_waiting(self) -> bool:
        """Whether it is a question without an answer so far."""
        return not self.text.strip()
