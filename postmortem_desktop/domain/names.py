"""What the kinds and grades of the records are called, for every surface that names them."""

from __future__ import annotations

from postmortem_desktop.domain.findings import ActionKind, ActionStatus, FindingKind
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

FINDING_HEADINGS = {
    FindingKind.HELPED: N_("What helped"),
    FindingKind.HINDERED: N_("What got in the way"),
    FindingKind.LUCK: N_("Where luck played a part"),
    FindingKind.SURPRISE: N_("What surprised us"),
    FindingKind.LEARNING: N_("What we learned"),
    FindingKind.OPEN_QUESTION: N_("Questions still open"),
}
"""What stands above the findings of each kind in a document."""

ACTION_KIND_NAMES = {
    ActionKind.PREVENT: N_("Prevent"),
    ActionKind.DETECT: N_("Detect"),
    ActionKind.MITIGATE: N_("Mitigate"),
    ActionKind.RESPOND: N_("Respond"),
    ActionKind.LEARN: N_("Learn"),
}
"""What each kind of action item is called."""

ACTION_STATUS_NAMES = {
    ActionStatus.OPEN: N_("Open"),
    ActionStatus.IN_PROGRESS: N_("In progress"),
    ActionStatus.DONE: N_("Done"),
    ActionStatus.DECLINED: N_("Decided against"),
}
"""Where an action item stands, in words."""
