"""What the report calls the accounts and grades of an interview."""

from __future__ import annotations

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
