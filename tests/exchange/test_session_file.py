"""The session file: one byte sequence for one content, and a calm refusal of anything else."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem_desktop.domain.codec import canonical_json, record_hash
from postmortem_desktop.domain.dossier import Dossier, Record
from postmortem_desktop.domain.evidence import Attachment
from postmortem_desktop.domain.records import KeptPhrase, Lane, Postmortem
from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.exchange.samples import load_sample
from postmortem_desktop.exchange.session_file import export_json, read_json

SAMPLE = load_sample()
TEXT = export_json(SAMPLE.dossier, SAMPLE.evidence)
PICTURE = b"\x89PNG not really"


def test_what_was_exported_comes_back_as_it_was() -> None:
    back = read_json(TEXT, "a.json")
    assert back.dossier == SAMPLE.dossier
    assert set(back.evidence) == set(SAMPLE.evidence)


def test_the_same_content_gives_the_same_bytes_in_whatever_order_it_comes() -> None:
    shuffled = Dossier(reversed(SAMPLE.dossier.everything()))
    assert export_json(shuffled, reversed(SAMPLE.evidence)) == TEXT


def test_the_file_says_what_it_is_and_names_every_record() -> None:
    document = json.loads(TEXT)
    assert document["format"] == "postmortem-desktop"
    assert document["schema_version"] == 1
    names = [entry["record"] for entry in document["records"]]
    assert names[:2] == ["Postmortem", "Numbering"]
    assert names[-1] == "Link"
    assert {entry["record"] for entry in document["evidence"]} == {"EvidenceItem"}
    lanes = [entry["id"] for entry in document["records"] if entry["record"] == "Lane"]
    assert lanes == sorted(lanes)
    assert len(lanes) == 5


def test_an_entry_is_the_canonical_form_of_its_record() -> None:
    lane = SAMPLE.dossier.lanes()[0]
    entry = next(e for e in json.loads(TEXT)["records"] if e["id"] == lane.id)
    assert entry.pop("record") == "Lane"
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert text == canonical_json(lane)


def seal_of(records: Iterable[Record]) -> str:
    return json.loads(export_json(Dossier(records), SAMPLE.evidence))["seal"]


def test_the_seal_is_the_hash_over_the_hashes_of_all_records() -> None:
    records = [*SAMPLE.records, *SAMPLE.evidence]
    joined = "\n".join(sorted(record_hash(record) for record in records))
    assert seal_of(SAMPLE.records) == hashlib.sha256(joined.encode()).hexdigest()


def test_sealing_a_postmortem_does_not_change_its_seal() -> None:
    sealed = [
        replace(record, seal="f" * 64) if isinstance(record, Postmortem) else record
        for record in SAMPLE.records
    ]
    assert seal_of(sealed) == seal_of(SAMPLE.records)
    renamed = [replace(r, title="x") if isinstance(r, Lane) else r for r in SAMPLE.records]
    assert seal_of(renamed) != seal_of(SAMPLE.records)


def with_attachment() -> Dossier:
    picture = Attachment(
        id="picture",
        postmortem_id=SAMPLE.dossier.postmortem.id,
        name="pool.png",
        media_type="image/png",
        size=len(PICTURE),
        sha256=hashlib.sha256(PICTURE).hexdigest(),
    )
    return Dossier([*SAMPLE.records, picture])


def test_attachments_travel_with_their_bytes() -> None:
    text = export_json(with_attachment(), (), {"picture": PICTURE, "of another": b"x"})
    back = read_json(text, "a.json")
    assert back.attachments == {"picture": PICTURE}
    assert back.dossier == with_attachment()


def test_an_attachment_without_its_bytes_is_still_named() -> None:
    back = read_json(export_json(with_attachment()), "a.json")
    assert back.attachments == {}
    assert [kept.name for kept in back.dossier.all(Attachment)] == ["pool.png"]


def test_every_kind_of_record_survives_even_with_unusual_text() -> None:
    owner = SAMPLE.dossier.postmortem.id
    odd = 'quote " back \\ slash \u2028 line, emoji 🙂, rtl עברית, nul \0'
    kept = KeptPhrase(id="k", postmortem_id=owner, owner_id=owner, category="x", phrase=odd)
    back = read_json(export_json(Dossier([*SAMPLE.records, kept])), "a.json")
    assert back.dossier.all(KeptPhrase) == [kept]


def test_a_file_that_begins_with_a_byte_order_mark_is_read() -> None:
    assert read_json("\ufeff" + TEXT, "a.json").dossier == SAMPLE.dossier


def test_a_file_from_before_a_field_existed_is_read_with_its_default() -> None:
    document = json.loads(TEXT)
    for entry in document["records"]:
        if entry["record"] == "Participant":
            del entry["background"]
    document["seal"] = resealed(document)
    people = read_json(json.dumps(document), "a.json").dossier.participants()
    assert {person.background for person in people} == {""}


def resealed(document: dict[str, Any]) -> str:
    """Return the seal of a changed file, worked out apart from the program."""
    hashes: list[str] = []
    for entry in document["records"] + document["evidence"]:
        bare = {name: value for name, value in entry.items() if name != "record"}
        if entry["record"] == "Postmortem":
            bare["seal"] = ""
        text = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        hashes.append(hashlib.sha256(text.encode()).hexdigest())
    return hashlib.sha256("\n".join(sorted(hashes)).encode()).hexdigest()


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    document = json.loads(TEXT)
    change(document)
    document["seal"] = resealed(document)
    return json.dumps(document)


def entry_of(document: dict[str, Any], name: str) -> dict[str, Any]:
    return next(entry for entry in document["records"] if entry["record"] == name)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not JSON"),
        ("%PDF-1.7", "not JSON"),
        (TEXT[: len(TEXT) // 2], "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"format": NaN}', "not JSON"),
        ('{"format": ' + "9" * 5_000 + "}", "not JSON"),
        ("[]", "no session file"),
        ("null", "no session file"),
        ('{"format": "other"}', "no session file"),
        ('{"format": "postmortem-desktop"}', "which version"),
        ('{"format": "postmortem-desktop", "schema_version": true}', "which version"),
        ('{"format": "postmortem-desktop", "schema_version": 2}', "newer version"),
        ('{"format": "postmortem-desktop", "schema_version": 1}', "“records” is missing"),
        (
            '{"format": "postmortem-desktop", "schema_version": 1, "records": []}',
            "“evidence” is missing",
        ),
        (
            '{"format": "postmortem-desktop", "schema_version": 1, "records": [4], "evidence": []}',
            "“records 1”",
        ),
        (TEXT.replace("SEV 2", "SEV 4", 1), "seal"),
        (TEXT.replace("14:10", "14:11", 1), "seal"),
    ],
)
def test_what_is_no_whole_session_file_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ImportRejectedError) as caught:
        read_json(text, "other.json")
    assert reason in str(caught.value)
    assert str(caught.value).startswith("other.json was not read: ")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda d: d["records"].clear(), "exactly one post-mortem"),
        (lambda d: d["records"].append(dict(entry_of(d, "Lane"))), "have the id"),
        (lambda d: d["evidence"].append(dict(d["evidence"][0])), "have the id"),
        (lambda d: d["records"].append({**entry_of(d, "Postmortem"), "id": "x"}), "exactly one"),
        (lambda d: d["records"].remove(entry_of(d, "Numbering")), "exactly one"),
        (lambda d: entry_of(d, "Link").update(postmortem_id="x"), "several post-mortems"),
        (lambda d: d["evidence"][0].update(postmortem_id="x"), "several post-mortems"),
        (lambda d: entry_of(d, "Lane").update(record="Meteor"), "“Meteor 0199e2a0"),
        (lambda d: entry_of(d, "Lane").update(record="EvidenceItem"), "“EvidenceItem 0199"),
        (lambda d: entry_of(d, "Lane").update(record=[]), "does not have the shape"),
        (lambda d: d["evidence"][0].update(record="Lane"), "“Lane 0199"),
        (lambda d: entry_of(d, "Lane").update(title=4), "does not have the shape"),
        (lambda d: entry_of(d, "Lane").update(order=2**63), "not JSON"),
        (lambda d: entry_of(d, "Postmortem").update(zone="Mars"), "does not have the shape"),
        (lambda d: entry_of(d, "TimelineEvent").update(lane_id="x"), "refers to one"),
        (lambda d: d["evidence"][0].update(batch_id="x"), "refers to one"),
        (lambda d: d["evidence"][0].update(attachment_id="x"), "refers to one"),
        (lambda d: d["attachments"].append({"id": "x", "data": ""}), "attachment x"),
        (lambda d: d.update(attachments={}), "“attachments” is missing"),
        (lambda d: d.update(attachments=["x"]), "“attachments 1”"),
    ],
)
def test_a_part_that_does_not_fit_is_refused_and_named(
    change: Callable[[dict[str, Any]], object], reason: str
) -> None:
    with pytest.raises(ImportRejectedError, match="was not read") as caught:
        read_json(changed(change), "other.json")
    assert reason in str(caught.value)


@pytest.mark.parametrize("data", ["!!", 4, None, base64.b64encode(b"other").decode()])
def test_bytes_that_are_not_those_of_the_attachment_are_refused(data: object) -> None:
    document = json.loads(export_json(with_attachment(), (), {"picture": PICTURE}))
    document["attachments"][0]["data"] = data
    with pytest.raises(ImportRejectedError, match="attachment picture"):
        read_json(json.dumps(document), "a.json")


def test_half_a_character_is_refused() -> None:
    text = TEXT.replace('"Monitoring"', '"half \\ud83d"', 1)
    with pytest.raises(ImportRejectedError):
        read_json(text, "a.json")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.data())
def test_a_file_with_any_one_value_replaced_is_read_or_refused_but_never_breaks(
    data: st.DataObject,
) -> None:
    document = json.loads(TEXT)
    part = data.draw(st.sampled_from(["records", "evidence"]))
    entry = data.draw(st.sampled_from(document[part]))
    entry[data.draw(st.sampled_from(sorted(entry)))] = data.draw(json_values)
    for seal in (document["seal"], attempt_seal(document)):
        document["seal"] = seal
        with suppress(ImportRejectedError):
            read_json(json.dumps(document), "a.json")


def attempt_seal(document: dict[str, Any]) -> str:
    try:
        return resealed(document)
    except (TypeError, ValueError):
        return ""


def test_the_order_of_reading_does_not_depend_on_the_machine() -> None:
    made = datetime(2026, 10, 15, 7, 12, tzinfo=UTC)
    assert SAMPLE.dossier.postmortem.created_at == made
