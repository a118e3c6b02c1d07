"""The colours and glyphs that a lane can wear, and what one that is worn looks like."""

from __future__ import annotations

from PySide6.QtGui import QColor

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.domain.records import Lane
from postmortem_desktop.i18n import N_
from postmortem_desktop.ui.theme import Theme

LANE_COLOURS = {
    EventKind.ALERT: N_("Orange"),
    EventKind.CHANGE: N_("Ochre"),
    EventKind.RECOVERY: N_("Green"),
    EventKind.ACTION: N_("Sea green"),
    EventKind.OBSERVATION: N_("Blue"),
    EventKind.DECISION: N_("Violet"),
    EventKind.IMPACT: N_("Crimson"),
    EventKind.MESSAGE: N_("Grey"),
}
"""The colours of the theme, by the event kind whose value ``Lane.colour`` holds."""

LANE_GLYPHS = {
    "person": N_("Person"),
    "people": N_("Team"),
    "headset": N_("Support"),
    "server": N_("Server"),
    "database": N_("Database"),
    "network": N_("Network"),
    "cloud": N_("Cloud"),
    "alert": N_("Monitoring"),
    "impact": N_("Impact"),
    "change": N_("Deployment"),
    "message": N_("Conversation"),
}
"""Names of icons that ``Lane.glyph`` can hold."""


def lane_colour(lane: Lane, theme: Theme) -> QColor | None:
    """Return the colour of a lane, or None for one without or with one that is not known here."""
    known = lane.colour in LANE_COLOURS
    return theme.kind_colour(lane.colour) if known else None


def lane_glyph(lane: Lane) -> str:
    """Return the name of a lane's icon; empty for none or one that is not known here."""
    return lane.glyph if lane.glyph in LANE_GLYPHS else ""
