"""Postmortem Desktop: for the facilitator of a blameless post-mortem session."""

__version__ = "0.1.0"
