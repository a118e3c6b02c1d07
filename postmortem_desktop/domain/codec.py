"""Records and edits as JSON values, and the hash of a record.

Reading is forgiving in one direction: a key that is missing takes the field's default, so that
values written before a field existed still read.
"""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from postmortem_desktop.domain.dossier import RECORD_TYPES, Record
from postmortem_desktop.domain.edits import Edit, RecordChange
from postmortem_desktop.domain.evidence import EvidenceItem
from postmortem_desktop.errors import RecordError
from postmortem_desktop.i18n import _

JsonValue = Any
"""What ``json`` reads and writes: dict, list, str, int, float, bool or None."""

Storable = Record | EvidenceItem
"""Everything that stands in the library as a row of its own."""

TYPES_BY_NAME: dict[str, type[Any]] = {
    kind.__name__: kind for kind in (*RECORD_TYPES, EvidenceItem)
}


_to_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_BEFORE_LABEL = '{"label":'
_PLAIN = frozenset({types.NoneType, str, bool, int, float})
"""Types whose values stand in JSON as they are; most fields are of these."""


def encode(value: Any) -> JsonValue:
    """Return a record, or a value of one, as a JSON value; times in ISO 8601 with ``Z``."""
    match value:
        case None | str() | bool() | int() | float():
            return str(value) if isinstance(value, StrEnum) else value
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case tuple():
            return [encode(item) for item in cast("tuple[Any, ...]", value)]
        case _:
            parts = ((name, getattr(value, name)) for name in field_names(value.__class__))
            return {name: p if p.__class__ in _PLAIN else encode(p) for name, p in parts}


def decode(kind: Any, value: JsonValue) -> Any:
    """Return the value of type ``kind`` that a JSON value states.

    Raises:
        RecordError: the value has another shape.
    """
    try:
        return reader_of(kind)(value)
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError) as error:
        name = getattr(kind, "__name__", str(kind))
        raise RecordError(
            _("A stored {kind} cannot be read; its parts do not fit.").format(kind=name)
        ) from error


def canonical_json(value: Any) -> str:
    """Return the one JSON text of a record: keys sorted, no spaces, characters as they are."""
    return json.dumps(encode(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def record_hash(record: Storable) -> str:
    """Return the SHA-256 of a record's canonical JSON, in hexadecimal.

    Raises:
        RecordError: a text holds half a character (a lone surrogate), which cannot be stored.
    """
    try:
        data = canonical_json(record).encode("utf-8")
    except UnicodeEncodeError as error:
        raise RecordError(
            _("The text holds a broken character, so it was not kept; please remove or retype it.")
        ) from error
    return hashlib.sha256(data).hexdigest()


def edit_to_text(edit: Edit) -> str:
    """Return an edit as JSON text, its label first."""
    # Change by change: one long call of the encoder would stop every other thread.
    changes = ",".join(
        _to_text([type(c.record).__name__, _encode_side(c.before), _encode_side(c.after)])
        for c in edit.changes
    )
    label, merge_key = _to_text(edit.label), _to_text(edit.merge_key)
    return f'{_BEFORE_LABEL}{label},"merge_key":{merge_key},"changes":[{changes}]}}'


def edit_from_text(text: str) -> Edit:
    """Return the edit that was written as ``text``.

    Raises:
        RecordError: the text has another shape.
    """
    try:
        value = json.loads(text)
        changes: list[RecordChange] = []
        for name, before, after in value["changes"]:
            kind = TYPES_BY_NAME[name]
            changes.append(RecordChange(_decode_side(kind, before), _decode_side(kind, after)))
        return Edit(value["label"], tuple(changes), value["merge_key"])
    except (TypeError, ValueError, KeyError) as error:
        raise RecordError(_("A stored edit cannot be read; its parts do not fit.")) from error


def label_in(text: str) -> str:
    """Return the label of an edit that was written as ``text``, without reading its changes.

    Raises:
        RecordError: the text does not begin with one.
    """
    try:
        place = text.index(_BEFORE_LABEL) + len(_BEFORE_LABEL)
        label, _end = json.JSONDecoder().raw_decode(text, place)
        return _same_type(str, label)
    except (TypeError, ValueError) as error:
        raise RecordError(_("A stored edit cannot be read; its parts do not fit.")) from error


def text_creates(text: str, kind: type[Record]) -> bool:
    """Return whether an edit that was written as ``text`` makes a record of a kind."""
    # A quotation mark in what people wrote stands behind a backslash, so this is no text of theirs.
    return f'["{kind.__name__}",null,' in text


def _encode_side(record: Record | None) -> JsonValue:
    return None if record is None else encode(record)


def _decode_side(kind: type[Any], value: JsonValue) -> Record | None:
    return None if value is None else decode(kind, value)


@cache
def field_names(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of a record's fields in their order."""
    return tuple(field.name for field in fields(kind))


@cache
def field_types(kind: type[Any]) -> dict[str, Any]:
    """Return the type of each field of a record."""
    hints = get_type_hints(kind)
    return {name: hints[name] for name in field_names(kind)}


def without_none(kind: Any) -> Any:
    """Return ``T`` for ``T | None``, and any other type as it is."""
    if get_origin(kind) in (Union, types.UnionType):
        others = [member for member in get_args(kind) if member is not type(None)]
        if len(others) == 1:
            return others[0]
    return kind


@cache
def reader_of(kind: Any) -> Callable[[JsonValue], Any]:
    """Return the function that reads a JSON value as ``kind``."""
    inner = without_none(kind)
    if inner is not kind:
        read = reader_of(inner)
        return lambda value: None if value is None else read(value)
    if get_origin(kind) is tuple:
        read_item = reader_of(get_args(kind)[0])
        return lambda value: tuple(read_item(item) for item in _same_type(list, value))
    if kind is datetime:
        return _read_moment
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    record_kind = cast("type[Any]", kind)
    if is_dataclass(record_kind):
        return _record_reader(record_kind)
    if kind in (str, int, bool, float):
        return lambda value: _same_type(kind, value)
    return _read_scalar


def _record_reader(kind: type[Any]) -> Callable[[JsonValue], Any]:
    readers = {name: reader_of(hint) for name, hint in field_types(kind).items()}

    def read(value: JsonValue) -> Any:
        known = {
            name: read_field(value[name]) for name, read_field in readers.items() if name in value
        }
        return kind(**known)

    return read


def _read_moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(f"{value} has no zone")
    return moment.astimezone(UTC)


def _read_scalar(value: JsonValue) -> Any:
    if not isinstance(value, str | int | float | None):
        raise TypeError("a single value expected")
    return value


def _same_type(kind: type[Any], value: JsonValue) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} expected")
    return value
