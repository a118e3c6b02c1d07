"""What the report calls kinds and grades."""

from __future__ import annotations

from postmortem_desktop.domain.findings import ActionKind, ActionStatus, FindingKind
from postmortem_desktop.domain.interviews import Account, Certainty
from postmortem_desktop.i18n import N_

ACCOUNT_NAMES = {
    Account.ACTIONS: N_("actions"),
    Account.EFFECTS: N_("effects"),
    Account.EXPECTATIONS: N_("expectations"),
    Account.ASSUMPTIONS: N_("assumptions"),
    Account.OWN_TIMELINE: N_("own timeline"),
    None: N_("in their own words"),
}

CERTAINTY_NAMES = {
    Certainty.SURE: N_("sure"),
    Certainty.FAIRLY: N_("fairly sure"),
    Certainty.VAGUE: N_("a vague memory"),
}

FINDING_NAMES = {
    FindingKind.HELPED: N_("What helped"),
    FindingKind.HINDERED: N_("What got in the way"),
    FindingKind.LUCK: N_("Where luck played a part"),
    FindingKind.SURPRISE: N_("What surprised us"),
    FindingKind.OPEN_QUESTION: N_("Questions still open"),
    FindingKind.LEARNING: N_("What we learned"),
}

ACTION_KIND_NAMES = {
    ActionKind.PREVENT: N_("Prevent"),
    ActionKind.DETECT: N_("Detect"),
    ActionKind.MITIGATE: N_("Mitigate"),
    ActionKind.RESPOND: N_("Respond"),
    ActionKind.LEARN: N_("Learn"),
}

ACTION_STATUS_NAMES = {
    ActionStatus.OPEN: N_("Open"),
    ActionStatus.IN_PROGRESS: N_("In progress"),
    ActionStatus.DONE: N_("Done"),
    ActionStatus.DECLINED: N_("Declined"),
}
