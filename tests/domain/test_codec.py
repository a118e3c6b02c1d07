"""Records and edits as JSON: every value comes back as it was, and anything else is refused."""

from __future__ import annotations

import hashlib
import json
from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem_desktop.domain.codec import (
    TYPES_BY_NAME,
    canonical_json,
    decode,
    edit_from_text,
    edit_to_text,
    encode,
    field_types,
    label_in,
    record_hash,
    without_none,
)
from postmortem_desktop.domain.edits import Edit, RecordChange
from postmortem_desktop.domain.evidence import EvidenceBatch
from postmortem_desktop.domain.fields import FieldValue
from postmortem_desktop.domain.findings import ActionItem
from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.domain.records import Postmortem, TimelineEvent
from postmortem_desktop.domain.times import FIRST_DAY, LAST_DAY
from postmortem_desktop.errors import RecordError

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
moments = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)).map(
    lambda moment: moment.replace(tzinfo=UTC)
)
numbers = st.integers(-(2**63), 2**63 - 1)


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Return any value of a field's type."""
    inner = without_none(kind)
    if inner is not kind:
        return st.none() | values_of(inner)
    if get_origin(kind) is tuple:
        return st.lists(values_of(get_args(kind)[0]), max_size=3).map(tuple)
    if is_dataclass(kind):
        return records_of(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(list(kind))
    simple = {
        str: texts,
        int: numbers,
        bool: st.booleans(),
        datetime: moments,
        date: st.dates(),
    }
    scalars = st.none() | texts | numbers | st.booleans() | st.floats(allow_nan=False)
    return simple.get(kind, scalars)


def records_of(kind: Any) -> st.SearchStrategy[Any]:
    """Return any record of a type that its own rules allow."""
    parts = {name: values_of(hint) for name, hint in field_types(kind).items()}
    if kind is Postmortem:
        parts["zone"] = st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kathmandu"])
        parts["day"] = st.none() | st.dates(FIRST_DAY, LAST_DAY)
    if kind is TimelineEvent:
        parts["starts_at"] = st.just(datetime(1970, 1, 1, tzinfo=UTC))
    return st.builds(kind, **parts)


@pytest.mark.parametrize("name", sorted(TYPES_BY_NAME))
def test_every_kind_of_record_comes_back_as_it_was(name: str) -> None:
    kind = TYPES_BY_NAME[name]

    @given(records_of(kind))
    def check(record: Any) -> None:
        stored = json.loads(json.dumps(encode(record)))
        back = decode(kind, stored)
        assert back == record
        assert canonical_json(back) == canonical_json(record)
        assert all(
            moment.tzinfo is UTC
            for field in field_types(kind)
            if isinstance(moment := getattr(back, field), datetime)
        )

    check()


@given(
    st.sampled_from(sorted(TYPES_BY_NAME)).flatmap(lambda n: records_of(TYPES_BY_NAME[n])), texts
)
def test_an_edit_comes_back_as_it_was(record: Any, label: str) -> None:
    edit = Edit(label, (RecordChange(None, record), RecordChange(record, None)), "title x")
    assert edit_from_text(edit_to_text(edit)) == edit
    assert label_in(edit_to_text(edit)) == label


def an_event(**values: Any) -> TimelineEvent:
    facts: dict[str, Any] = {"id": "e", "postmortem_id": "p", "lane_id": "l", "title": "Pool full"}
    return TimelineEvent(**(facts | values))


def test_a_record_is_readable_json_with_times_in_utc() -> None:
    event = an_event(
        kind=EventKind.ALERT, starts_at=datetime(2026, 10, 14, 12, 2, tzinfo=UTC), number=5
    )
    stored = encode(event)
    assert stored["kind"] == "alert"
    assert stored["starts_at"] == "2026-10-14T12:02:00Z"
    assert stored["ends_at"] is None
    assert list(stored)[:4] == ["id", "postmortem_id", "lane_id", "title"]


def test_the_canonical_form_is_sorted_and_keeps_characters_as_they_are() -> None:
    item = ActionItem(id="a", postmortem_id="p", title="Größe → 40", due=date(2026, 11, 20))
    text = canonical_json(item)
    assert text.startswith('{"declined_reason":"","done_test":"","due":"2026-11-20","id":"a",')
    assert '"title":"Größe → 40","tracker":""}' in text
    assert record_hash(item) == hashlib.sha256(text.encode()).hexdigest()


def test_a_missing_key_takes_the_default_and_an_unknown_one_is_passed_over() -> None:
    stored = {"id": "e", "postmortem_id": "p", "lane_id": "l", "title": "T", "mood": "good"}
    assert decode(TimelineEvent, stored) == an_event(title="T")


@pytest.mark.parametrize(
    "change",
    [
        {"title": 4},
        {"title": None},
        {"number": "4"},
        {"number": 4.0},
        {"number": True},
        {"starred": 1},
        {"kind": "meteor"},
        {"starts_at": "yesterday"},
        {"starts_at": "2026-10-14"},
        {"starts_at": "2026-10-14T12:02:00"},
        {"starts_at": "0001-01-01T00:00:00+14:00"},
        {"starts_at": 1791979200},
    ],
)
def test_a_value_of_another_shape_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(RecordError):
        decode(TimelineEvent, {**encode(an_event()), **change})


@pytest.mark.parametrize("value", [None, 3, "text", [], [1]])
def test_what_is_no_record_is_refused(value: object) -> None:
    with pytest.raises(RecordError):
        decode(TimelineEvent, value)


def test_a_list_of_texts_is_not_a_text_and_a_single_value_not_a_list() -> None:
    postmortem = Postmortem(id="p", title="T", created_at=datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(RecordError):
        decode(Postmortem, {**encode(postmortem), "services": "payments"})
    value = FieldValue(id="v", postmortem_id="p", owner_id="p", key="k")
    with pytest.raises(RecordError):
        decode(FieldValue, {**encode(value), "value": ["a"]})


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "someday", 20261014])
def test_a_day_on_which_no_incident_can_have_happened_is_refused(day: object) -> None:
    postmortem = Postmortem(id="p", title="T", created_at=datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(RecordError):
        decode(Postmortem, {**encode(postmortem), "day": day})


def test_half_a_character_is_refused_before_it_is_kept() -> None:
    with pytest.raises(RecordError, match="broken character"):
        record_hash(an_event(title="half \ud83d"))


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        {"label": "x", "merge_key": "", "changes": [["Meteor", None, None]]},
        {"label": "x", "merge_key": "", "changes": [["Lane", None]]},
        {"label": "x", "merge_key": "", "changes": [["Lane", None, {"id": 4}]]},
        {"label": "x", "changes": []},
    ],
)
def test_a_stored_edit_of_another_shape_is_refused(value: object) -> None:
    with pytest.raises(RecordError):
        edit_from_text(json.dumps(value))


def test_the_hash_depends_on_every_field() -> None:
    batch = EvidenceBatch(
        id="b",
        postmortem_id="p",
        source_name="chat.csv",
        format="csv",
        imported_at=datetime(2026, 10, 15, tzinfo=UTC),
    )
    stored = encode(batch)
    hashes = {record_hash(batch)}
    for name, value in stored.items():
        other: Any = {str: f"{value}x", int: 7, bool: True}[type(value)]
        if name == "imported_at":
            other = "2026-10-16T00:00:00Z"
        hashes.add(record_hash(decode(EvidenceBatch, {**stored, name: other})))
    assert len(hashes) == 1 + len(stored)
