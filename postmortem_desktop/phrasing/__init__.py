"""Blameless language: finds wording that judges people, and offers a question instead."""

from postmortem_desktop.phrasing.actions import review_action
from postmortem_desktop.phrasing.probes import Probe, next_probe
from postmortem_desktop.phrasing.review import CATEGORIES, Hint, Tier, find, review

__all__ = [
    "CATEGORIES",
    "Hint",
    "Probe",
    "Tier",
    "find",
    "next_probe",
    "review",
    "review_action",
]
