"""How milestones, and the phases that begin at them, are coloured: on the screen and on paper."""

from __future__ import annotations

from postmortem_desktop.domain.kinds import EventKind, MilestoneKind

MILESTONE_COLOURS = {
    MilestoneKind.IMPACT_BEGAN: EventKind.IMPACT,
    MilestoneKind.DETECTED: EventKind.ALERT,
    MilestoneKind.ACKNOWLEDGED: EventKind.CHANGE,
    MilestoneKind.MITIGATED: EventKind.RECOVERY,
    MilestoneKind.RESOLVED: EventKind.RECOVERY,
}
"""The kind of event whose colour a milestone, and the phase after it, is drawn in."""

PHASE_TINT = 0.055
"""The share of its colour in the ground of a phase, on a light ground."""
