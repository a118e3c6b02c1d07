"""The meeting's plan and clock, and the ideas that wait in the parking lot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from postmortem_desktop.domain.times import require_utc


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One part of the meeting with its share of the time."""

    key: str
    title: str
    minutes: int
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaState:
    """Where the meeting stands; survives a restart."""

    phase: str = ""
    minutes: int = 60
    started_at: datetime | None = None
    spent_seconds: int = 0
    """Time that ran before the last pause."""
    running: bool = False


class IdeaOutcome(StrEnum):
    """What became of a parked idea."""

    WAITING = "waiting"
    ACTION = "action"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedIdea:
    """An idea for a fix that came too early; it waits until the right phase or after the soak."""

    id: str
    postmortem_id: str
    text: str
    parked_at: datetime
    outcome: IdeaOutcome = IdeaOutcome.WAITING
    reason: str = ""
    order: int = 0
    private: bool = False

    def __post_init__(self) -> None:
        require_utc(self.parked_at)
