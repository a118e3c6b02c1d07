"""What the kinds and grades of the records are called, for every surface that names them."""

from __future__ import annotations

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.i18n import N_

EVENT_KIND_NAMES = {
    EventKind.ALERT: N_("Alert"),
    EventKind.OBSERVATION: N_("Observation"),
    EventKind.ACTION: N_("Action"),
    EventKind.DECISION: N_("Decision"),
    EventKind.MESSAGE: N_("Message"),
    EventKind.CHANGE: N_("Change"),
    EventKind.IMPACT: N_("Impact"),
    EventKind.RECOVERY: N_("Recovery"),
}
"""What each kind of event is called."""
