"""Blameless language: finds wording that judges people, and offers a question instead."""

from postmortem_desktop.phrasing.actions import review_action
from postmortem_desktop.phrasing.kinds import CATEGORIES
from postmortem_desktop.phrasing.own_rules import OwnRules, load_own
from postmortem_desktop.phrasing.probes import Probe, next_probe
from postmortem_desktop.phrasing.review import (
    NO_OWN_RULES,
    Hint,
    Tier,
    find,
    review,
)

__all__ = [
    "CATEGORIES",
    "NO_OWN_RULES",
    "Hint",
    "OwnRules",
    "Probe",
    "Tier",
    "find",
    "load_own",
    "next_probe",
    "review",
    "review_action",
]
