"""Fields that a customer defines: what they hold, how their values are read and shown."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from postmortem_desktop.errors import RecordError
from postmortem_desktop.i18n import _

Scalar = str | int | float | bool | None
"""What a custom value is stored as: one JSON scalar."""


class FieldKind(StrEnum):
    """What a custom field holds."""

    TEXT = "text"
    PARAGRAPH = "paragraph"
    CHOICE = "choice"
    NUMBER = "number"
    DATE = "date"
    MINUTES = "minutes"
    YES_NO = "yes_no"


class FieldOwner(StrEnum):
    """To which records a custom field belongs."""

    POSTMORTEM = "postmortem"
    EVENT = "event"
    ACTION = "action"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDefinition:
    """A customer's own field, as its template defines it."""

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    owner: FieldOwner = FieldOwner.POSTMORTEM
    required: bool = False
    choices: tuple[str, ...] = ()
    help: str = ""
    show_if: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValue:
    """The value of one custom field on one record."""

    id: str
    postmortem_id: str
    owner_id: str
    key: str
    value: Scalar = None
    private: bool = False


def parse_value(definition: FieldDefinition, text: str) -> Scalar:
    """Return what typed text means for a field; None for empty text.

    Raises:
        RecordError: the text does not fit the kind of the field.
    """
    text = text.strip()
    if not text:
        return None
    match definition.kind:
        case FieldKind.NUMBER | FieldKind.MINUTES:
            return _number(definition, text)
        case FieldKind.DATE:
            try:
                return date.fromisoformat(text).isoformat()
            except ValueError as error:
                raise RecordError(
                    _("“{label}” takes a date such as 2026-10-14.").format(label=definition.label)
                ) from error
        case FieldKind.YES_NO:
            return text.lower() in {"yes", "true", "1", _("yes")}
        case _:
            return text


def format_value(definition: FieldDefinition, value: Scalar) -> str:
    """Return a value as people read it; empty text for no value."""
    if value is None or value == "":
        return ""
    match definition.kind:
        case FieldKind.YES_NO:
            return _("yes") if value else _("no")
        case FieldKind.MINUTES:
            return _("{minutes} min").format(minutes=value)
        case _:
            return str(value)


def _number(definition: FieldDefinition, text: str) -> int | float:
    plain = text.removesuffix("min").strip()
    try:
        number = float(plain)
    except ValueError:
        number = math.inf
    if not math.isfinite(number):
        raise RecordError(
            _("“{label}” takes a number such as 12 or 3.5.").format(label=definition.label)
        )
    return int(number) if number.is_integer() else number
