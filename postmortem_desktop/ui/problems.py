"""Conditions that people can meet, in sentences: what happened, what is safe, what to do."""

from __future__ import annotations

from postmortem_desktop.errors import PostmortemError
from postmortem_desktop.i18n import _


def explain(error: PostmortemError) -> str:
    """Return the text to show for a condition that the program expects.

    Each condition carries its own sentence; one without says what is true of all of them.
    """
    return str(error) or _("This change was not made. Everything before it is safe.")
