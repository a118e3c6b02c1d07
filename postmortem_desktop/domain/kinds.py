"""The fixed choices of the records: what state, sort or certainty something has."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How far a post-mortem is."""

    PREPARING = "preparing"
    IN_SESSION = "in_session"
    FINISHED = "finished"


class AudienceKind(StrEnum):
    """For whom something leaves the desk."""

    FULL = "full"
    LEADERSHIP = "leadership"
    OUTSIDE = "outside"


class Consent(StrEnum):
    """Whether a person agrees to the use of what they told."""

    NOT_ASKED = "not_asked"
    GIVEN = "given"
    WITHHELD = "withheld"


class EventKind(StrEnum):
    """What sort of thing happened; each has a colour, a glyph and a name."""

    ALERT = "alert"
    OBSERVATION = "observation"
    ACTION = "action"
    DECISION = "decision"
    MESSAGE = "message"
    CHANGE = "change"
    IMPACT = "impact"
    RECOVERY = "recovery"


class Precision(StrEnum):
    """How well a time is known."""

    EXACT = "exact"
    MINUTE = "minute"
    APPROXIMATE = "approximate"
    BEFORE = "before"
    AFTER = "after"
    BETWEEN = "between"
    UNKNOWN = "unknown"


SOFT_PRECISIONS = frozenset(Precision) - {Precision.EXACT, Precision.MINUTE}
"""Those under which a time is only roughly known, and drawn so."""


class Basis(StrEnum):
    """How it is known that something happened."""

    LOG = "log"
    CHAT = "chat"
    GRAPH = "graph"
    MEMORY_OF_ONE = "memory_of_one"
    MEMORY_OF_SEVERAL = "memory_of_several"
    NONE = "none"


class MilestoneKind(StrEnum):
    """The turning points between which the phases of an incident lie, in their usual order."""

    IMPACT_BEGAN = "impact_began"
    DETECTED = "detected"
    ACKNOWLEDGED = "acknowledged"
    MITIGATED = "mitigated"
    RESOLVED = "resolved"


class LinkKind(StrEnum):
    """How the source of a link relates to its target."""

    INFLUENCED = "influenced"
    FOLLOWED = "followed"
    CONTRADICTS = "contradicts"
    SUPPORTS = "supports"
    CAME_FROM = "came_from"
