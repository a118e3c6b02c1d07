"""The kinds of hints that can be switched off: the categories, and being hard on oneself."""

from __future__ import annotations

from postmortem_desktop.phrasing.lexicon import category_texts, self_blame_text
from postmortem_desktop.phrasing.review import CATEGORIES, Hint

SELF_BLAME = "self_blame"
"""What people say of themselves, whatever the category."""
KINDS = (*CATEGORIES, SELF_BLAME)


def kind_of(hint: Hint) -> str:
    """Return the kind of a hint; hints on action items have kinds beyond ``KINDS``."""
    return SELF_BLAME if hint.own else hint.category


def kind_title(kind: str) -> str:
    """Return what a kind is called."""
    return self_blame_text().title if kind == SELF_BLAME else category_texts()[kind].title


def kind_reason(kind: str) -> str:
    """Return in a line why there are hints of a kind."""
    return self_blame_text().reason if kind == SELF_BLAME else category_texts()[kind].reason
