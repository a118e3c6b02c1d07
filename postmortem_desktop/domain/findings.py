"""What the group found, and what it will do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributingFactor:
    """A condition that had to be there for the incident to unfold as it did."""

    id: str
    postmortem_id: str
    title: str
    detail: str = ""
    order: int = 0
    private: bool = False


class FindingKind(StrEnum):
    """What sort of thing was found."""

    HELPED = "helped"
    HINDERED = "hindered"
    LUCK = "luck"
    SURPRISE = "surprise"
    OPEN_QUESTION = "open_question"
    LEARNING = "learning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something the group learned from the incident."""

    id: str
    postmortem_id: str
    kind: FindingKind
    title: str
    detail: str = ""
    order: int = 0
    private: bool = False


class ActionKind(StrEnum):
    """What an action item works on."""

    PREVENT = "prevent"
    DETECT = "detect"
    MITIGATE = "mitigate"
    RESPOND = "respond"
    LEARN = "learn"


class ActionStatus(StrEnum):
    """Where an action item stands."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionItem:
    """Something that will be done, or was decided against with a reason."""

    id: str
    postmortem_id: str
    title: str
    kind: ActionKind = ActionKind.PREVENT
    owner: str = ""
    due: date | None = None
    status: ActionStatus = ActionStatus.OPEN
    tracker: str = ""
    """Reference or address in the tracker that follows it."""
    done_test: str = ""
    """What will show that it is done."""
    declined_reason: str = ""
    order: int = 0
    private: bool = False
