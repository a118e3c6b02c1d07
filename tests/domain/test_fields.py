"""Custom fields: what typed text means, and how a value reads."""

from __future__ import annotations

import pytest

from postmortem_desktop.domain.fields import (
    FieldDefinition,
    FieldKind,
    Scalar,
    format_value,
    parse_value,
)
from postmortem_desktop.errors import RecordError


def field(kind: FieldKind) -> FieldDefinition:
    return FieldDefinition(key="field", label="Tickets", kind=kind)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (FieldKind.TEXT, " about 11 % ", "about 11 %"),
        (FieldKind.CHOICE, "under 50 k", "under 50 k"),
        (FieldKind.NUMBER, "41", 41),
        (FieldKind.NUMBER, "3.5", 3.5),
        (FieldKind.MINUTES, "62 min", 62),
        (FieldKind.DATE, "2026-10-14", "2026-10-14"),
        (FieldKind.YES_NO, "Yes", True),
        (FieldKind.YES_NO, "no", False),
        (FieldKind.NUMBER, "  ", None),
    ],
)
def test_typed_text_becomes_a_value_of_the_kind(kind: FieldKind, text: str, value: Scalar) -> None:
    parsed = parse_value(field(kind), text)
    assert (type(parsed), parsed) == (type(value), value)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (FieldKind.NUMBER, "many"),
        (FieldKind.NUMBER, "nan"),
        (FieldKind.NUMBER, "inf"),
        (FieldKind.MINUTES, "an hour"),
        (FieldKind.DATE, "14.10."),
    ],
)
def test_text_that_does_not_fit_is_refused_with_the_name_of_the_field(
    kind: FieldKind, text: str
) -> None:
    with pytest.raises(RecordError, match="“Tickets” takes a"):
        parse_value(field(kind), text)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (FieldKind.YES_NO, True, "yes"),
        (FieldKind.YES_NO, False, "no"),
        (FieldKind.MINUTES, 62, "62 min"),
        (FieldKind.NUMBER, 0, "0"),
        (FieldKind.TEXT, None, ""),
        (FieldKind.TEXT, "11 %", "11 %"),
    ],
)
def test_a_value_reads_as_people_write_it(kind: FieldKind, value: Scalar, text: str) -> None:
    assert format_value(field(kind), value) == text
