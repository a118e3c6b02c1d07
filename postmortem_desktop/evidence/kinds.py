"""Which kind of event a statement seems to be: a modest guess that the facilitator can change."""

from __future__ import annotations

import re

from postmortem_desktop.domain.kinds import EventKind

_NAMED = {kind.value: kind for kind in EventKind} | {
    "detection": EventKind.ALERT,
    "alarm": EventKind.ALERT,
    "page": EventKind.ALERT,
    "mitigation": EventKind.ACTION,
    "response": EventKind.ACTION,
    "deploy": EventKind.CHANGE,
    "deployment": EventKind.CHANGE,
    "release": EventKind.CHANGE,
    "communication": EventKind.MESSAGE,
    "chat": EventKind.MESSAGE,
    "comment": EventKind.MESSAGE,
    "outage": EventKind.IMPACT,
    "resolution": EventKind.RECOVERY,
    "resolved": EventKind.RECOVERY,
}

_SIGNS: tuple[tuple[EventKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for kind, words in (
        (
            EventKind.RECOVERY,
            r"resolved|recovered|recovers|restored|fully operational|back to (?:normal|100)"
            r"|returned to normal|incident closed|everything is (?:okay|working)",
        ),
        (
            EventKind.ALERT,
            r"alert(?:s|ed)?(?= (?:triggered|fired|discovered|received|for|on|from|us))|paged|pager"
            r"|alarm(?:s|ed)?|monitoring detects?|automated warning|alert fires",
        ),
        (
            EventKind.DECISION,
            r"decision to|decided to|decides to|decide to|agreed to|agreed with|it is decided",
        ),
        (
            EventKind.CHANGE,
            r"deploy|deploys|deployed|deployment|rolled out|rollout|released|upgraded?|merged"
            r"|configuration changes?",
        ),
        (
            EventKind.ACTION,
            r"rolled back|rollback|restart(?:s|ed)?|revert(?:s|ed|ing)?|scal(?:ed|ing)"
            r"|terminated|deleted|drained|cordoned|disabled|removed|attempt(?:s|ed)?"
            r"|started|investigat(?:ed|ion|ing)|replaced",
        ),
        (
            EventKind.MESSAGE,
            r"status ?page|e-?mail|mail sent|message[sd]?|notified|notification|announced"
            r"|incident declared|ticket",
        ),
        (
            EventKind.IMPACT,
            r"drops? to zero|outage|unavailable|degradation|users (?:see|report)"
            r"|(?:is|are|was|were|still|goes|went) down",
        ),
    )
)


def kind_named(name: str) -> EventKind | None:
    """Return the kind that a source names in its own word, or None for a word not known."""
    return _NAMED.get(name.strip().casefold())


def suggest_kind(text: str) -> EventKind:
    """Return the kind that a statement suggests; an observation when nothing does."""
    return next((kind for kind, sign in _SIGNS if sign.search(text)), EventKind.OBSERVATION)
