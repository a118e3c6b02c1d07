"""The kinds of hints that can be switched off: the categories and what is beside them."""

from __future__ import annotations

from collections.abc import Iterable

from postmortem_desktop.phrasing.lexicon import KindText, category_texts, further_kind_texts

CATEGORIES: tuple[str, ...] = (
    *("attribution", "human_error", "competence", "mindset", "counterfactual", "failure_to_act"),
    *("passive_accusation", "accusing_question", "hindsight", "sanction", "absolute", "sarcasm"),
)
"""The kinds of wording a hint can be about."""
SELF_BLAME = "self_blame"
"""What people say of themselves, whatever the category."""
ACTION = "action"
"""How an action item is worded; a check of its own."""
KINDS = (*CATEGORIES, SELF_BLAME, ACTION)
"""Every kind that a hint can be of."""


def kind_title(kind: str) -> str:
    """Return what a kind is called."""
    return _text_of(kind).title


def kind_reason(kind: str) -> str:
    """Return in a line why there are hints of a kind."""
    return _text_of(kind).reason


def with_titles(kinds: Iterable[str]) -> str:
    """Return kinds as a file names them, each with what it is called in the window."""
    return ", ".join(f"{kind} ({kind_title(kind)})" for kind in kinds)


def _text_of(kind: str) -> KindText:
    return category_texts()[kind] if kind in CATEGORIES else further_kind_texts()[kind]
