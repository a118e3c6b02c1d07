"""The times derived from an incident's milestones.

The milestones are the only source of these figures; nothing else is stored or typed. A time is
None while one of its two milestones is missing, and when its end stands before its start.
"""

from __future__ import annotations

from datetime import timedelta

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.kinds import MilestoneKind
from postmortem_desktop.i18n import N_


def time_to_detect(dossier: Dossier) -> timedelta | None:
    """Return the time from *impact began* to *detected*.

    Detected is the first moment at which a person or an alert of the own organisation saw the
    impact.
    """
    return _between(dossier, MilestoneKind.IMPACT_BEGAN, MilestoneKind.DETECTED)


def time_to_acknowledge(dossier: Dossier) -> timedelta | None:
    """Return the time from *detected* to *acknowledged*.

    Acknowledged is the first moment at which somebody took the incident up.
    """
    return _between(dossier, MilestoneKind.DETECTED, MilestoneKind.ACKNOWLEDGED)


def time_to_mitigate(dossier: Dossier) -> timedelta | None:
    """Return the time from *impact began* to *mitigated*.

    Mitigated is the moment from which those affected no longer felt the worst of it, whether or
    not the cause was gone.
    """
    return _between(dossier, MilestoneKind.IMPACT_BEGAN, MilestoneKind.MITIGATED)


def time_to_resolve(dossier: Dossier) -> timedelta | None:
    """Return the time from *impact began* to *resolved*.

    Resolved is the moment at which the service was as before.
    """
    return _between(dossier, MilestoneKind.IMPACT_BEGAN, MilestoneKind.RESOLVED)


DERIVED_TIMES = (
    (N_("Detected in"), time_to_detect),
    (N_("Acknowledged in"), time_to_acknowledge),
    (N_("Mitigated in"), time_to_mitigate),
    (N_("Resolved in"), time_to_resolve),
)
"""Label and function of each derived time, in the order in which they are shown."""

MILESTONE_NAMES = {
    MilestoneKind.IMPACT_BEGAN: N_("Impact began"),
    MilestoneKind.DETECTED: N_("Detected"),
    MilestoneKind.ACKNOWLEDGED: N_("Acknowledged"),
    MilestoneKind.MITIGATED: N_("Mitigated"),
    MilestoneKind.RESOLVED: N_("Resolved"),
}
"""What each milestone is called."""


COUNTED_FROM = {
    MilestoneKind.DETECTED: MilestoneKind.IMPACT_BEGAN,
    MilestoneKind.ACKNOWLEDGED: MilestoneKind.DETECTED,
    MilestoneKind.MITIGATED: MilestoneKind.IMPACT_BEGAN,
    MilestoneKind.RESOLVED: MilestoneKind.IMPACT_BEGAN,
}
"""The milestone that the derived time of another one counts from."""


def out_of_order(dossier: Dossier) -> tuple[MilestoneKind, MilestoneKind] | None:
    """Return the first milestone that stands before the one its time counts from, and that one."""
    for second, first in COUNTED_FROM.items():
        start, end = dossier.milestone(first), dossier.milestone(second)
        if start is not None and end is not None and end.at < start.at:
            return second, first
    return None


def _between(dossier: Dossier, first: MilestoneKind, second: MilestoneKind) -> timedelta | None:
    start, end = dossier.milestone(first), dossier.milestone(second)
    return None if start is None or end is None or end.at < start.at else end.at - start.at
