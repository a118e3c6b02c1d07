"""One post-mortem as a self-contained file: JSON, one byte sequence for one content.

The file names every record with its type, then the imported evidence, then the bytes of
attachments. Its seal is the hash over the hashes of all of them, so that a file that was changed
or cut short on its way is noticed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from postmortem_desktop.domain.codec import TYPES_BY_NAME, Storable, decode, encode, record_hash
from postmortem_desktop.domain.dossier import RECORD_TYPES, Dossier, Record
from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.domain.evidence import Attachment, EvidenceBatch, EvidenceItem
from postmortem_desktop.domain.records import Numbering, Postmortem
from postmortem_desktop.errors import ImportRejectedError, RecordError
from postmortem_desktop.i18n import _

FORMAT = "postmortem-desktop"
SCHEMA_VERSION = 1

_LARGEST_WHOLE_NUMBER = 2**63 - 1
"""What the library can keep."""


@dataclass(frozen=True, slots=True)
class SessionFile:
    """What a session file holds; ``attachments`` are the bytes by attachment id."""

    records: tuple[Record, ...]
    evidence: tuple[EvidenceItem, ...] = ()
    attachments: Mapping[str, bytes] = field(default_factory=dict[str, bytes])

    @property
    def dossier(self) -> Dossier:
        """The records, ready for questions."""
        return Dossier(self.records)


def export_json(
    dossier: Dossier,
    evidence_items: Iterable[EvidenceItem] = (),
    attachments: Mapping[str, bytes] | None = None,
) -> str:
    """Return the session file of a post-mortem.

    Args:
        dossier: all its records, or what an audience may see of them.
        evidence_items: the imported items, from the store.
        attachments: the bytes by attachment id; those of ids not in the dossier are left out.
    """
    records = [_named(record) for kind in RECORD_TYPES for record in _by_id(dossier.all(kind))]
    evidence = [_named(item) for item in _by_id(evidence_items)]
    contents = attachments or {}
    document = {
        "format": FORMAT,
        "schema_version": SCHEMA_VERSION,
        "seal": _seal((*records, *evidence)),
        "records": records,
        "evidence": evidence,
        "attachments": [
            {"id": kept.id, "sha256": kept.sha256, "data": _as_text(contents[kept.id])}
            for kept in _by_id(dossier.all(Attachment))
            if kept.id in contents
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_json(text: str, source: str) -> SessionFile:
    """Return what a session file holds; ``source`` names it in messages.

    Raises:
        ImportRejectedError: it is no session file, or is one of a newer version, or has been
            changed or cut short since it was written.
    """
    return _Reader(source).read(text)


def _by_id(records: Iterable[Any]) -> list[Any]:
    return sorted(records, key=lambda record: record.id)


def _named(record: Storable) -> dict[str, Any]:
    return {"record": type(record).__name__, **encode(record)}


def _as_text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _seal(entries: Iterable[Mapping[str, Any]]) -> str:
    """Return the SHA-256 over the hashes of all entries, whatever their order.

    They are hashed as they stand in the file, so that it still fits when records gain fields. The
    post-mortem's own seal does not count, so that sealing does not change the seal.
    """
    hashes: list[str] = []
    for entry in entries:
        bare = {name: value for name, value in entry.items() if name != "record"}
        if entry["record"] == Postmortem.__name__:
            bare["seal"] = ""
        text = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        hashes.append(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    return hashlib.sha256("\n".join(sorted(hashes)).encode("ascii")).hexdigest()


class _Reader:
    """Reads one file, and says of what does not fit where it stands."""

    def __init__(self, source: str) -> None:
        self._source = source

    def read(self, text: str) -> SessionFile:
        document = self._document(text)
        records_part = self._entries(document, "records")
        evidence_part = self._entries(document, "evidence")
        attachments_part = self._entries(document, "attachments", required=False)
        if document.get("seal") != _seal((*records_part, *evidence_part)):
            raise self._rejection(
                _(
                    "its seal does not fit its content: it was changed or cut short since it was "
                    "written. Please export it again"
                )
            )
        records = tuple(cast("Record", self._record(entry, RECORD_TYPES)) for entry in records_part)
        evidence = tuple(
            cast("EvidenceItem", self._record(entry, (EvidenceItem,))) for entry in evidence_part
        )
        self._check_whole(records, evidence)
        return SessionFile(records, evidence, self._contents(attachments_part, records))

    def _document(self, text: str) -> Mapping[str, Any]:
        try:
            document = json.loads(
                text.removeprefix("\ufeff"), parse_int=_whole_number, parse_constant=_no_constant
            )
        except (ValueError, RecursionError) as error:
            raise self._rejection(
                _("it is not JSON that this program can read; choose a session file")
            ) from error
        found = cast("dict[str, Any]", document if isinstance(document, dict) else {})
        if found.get("format") != FORMAT:
            raise self._rejection(_("it is no session file of this program"))
        version = found.get("schema_version")
        if type(version) is int and version > SCHEMA_VERSION:
            raise self._rejection(
                _("a newer version of this program wrote it; please update to read it")
            )
        if type(version) is not int or version != SCHEMA_VERSION:
            raise self._rejection(
                _("it does not say which version of the session file it is; please export it again")
            )
        return found

    def _entries(
        self, document: Mapping[str, Any], part: str, *, required: bool = True
    ) -> list[dict[str, Any]]:
        entries = document.get(part) if required else document.get(part, [])
        if not isinstance(entries, list):
            raise self._rejection(
                _("its part “{part}” is missing; please export it again").format(part=part)
            )
        for number, entry in enumerate(cast("list[Any]", entries), 1):
            known = isinstance(entry, dict) and (part == "attachments" or "record" in entry)
            if not known:
                raise self._misfit(f"{part} {number}")
        return cast("list[dict[str, Any]]", entries)

    def _record(self, entry: Mapping[str, Any], kinds: Sequence[type[Any]]) -> Storable:
        name, record_id = entry["record"], entry.get("id")
        place = f"{name} {record_id}"
        kind = TYPES_BY_NAME.get(name) if isinstance(name, str) else None
        if kind not in kinds:
            raise self._misfit(place)
        try:
            record = cast("Storable", decode(kind, entry))
            record_hash(record)
        except RecordError as error:
            raise self._misfit(place) from error
        return record

    def _check_whole(self, records: Sequence[Record], evidence: Sequence[EvidenceItem]) -> None:
        counts = Counter(record.id for record in (*records, *evidence))
        twice = next((record_id for record_id, count in counts.items() if count > 1), None)
        if twice is not None:
            raise self._rejection(
                _("two of its entries have the id {id}; please export it again").format(id=twice)
            )
        for kind in (Postmortem, Numbering):
            if sum(isinstance(record, kind) for record in records) != 1:
                raise self._rejection(
                    _("it does not hold exactly one post-mortem; please export one at a time")
                )
        if len({record.postmortem_id for record in (*records, *evidence)}) != 1:
            raise self._rejection(
                _("it mixes entries of several post-mortems; please export one at a time")
            )
        self._check_references(records, evidence)

    def _check_references(
        self, records: Sequence[Record], evidence: Sequence[EvidenceItem]
    ) -> None:
        batches = {record.id for record in records if isinstance(record, EvidenceBatch)}
        kept = {record.id for record in records if isinstance(record, Attachment)}
        loose = any(
            item.batch_id not in batches
            or (item.attachment_id is not None and item.attachment_id not in kept)
            for item in evidence
        )
        try:
            Dossier().check(Edit("", created(*records)))
        except RecordError:
            loose = True
        if loose:
            raise self._rejection(
                _("an entry refers to one that the file does not hold; please export it again")
            )

    def _contents(
        self, entries: Sequence[Mapping[str, Any]], records: Sequence[Record]
    ) -> dict[str, bytes]:
        expected = {
            record.id: record.sha256 for record in records if isinstance(record, Attachment)
        }
        contents: dict[str, bytes] = {}
        for entry in entries:
            kept_id, data = entry.get("id"), entry.get("data")
            try:
                content = base64.b64decode(data, validate=True) if isinstance(data, str) else None
            except (binascii.Error, ValueError):
                content = None
            if (
                content is None
                or not isinstance(kept_id, str)
                or kept_id in contents
                or hashlib.sha256(content).hexdigest() != expected.get(kept_id)
            ):
                raise self._misfit(f"attachment {kept_id}")
            contents[kept_id] = content
        return contents

    def _misfit(self, place: str) -> ImportRejectedError:
        shown = place if len(place) <= 80 else f"{place[:79]}…"
        return self._rejection(
            _("the entry “{place}” does not have the shape of one; please export it again").format(
                place=shown
            )
        )

    def _rejection(self, reason: str) -> ImportRejectedError:
        return ImportRejectedError(
            _("{source} was not read: {reason}.").format(source=self._source, reason=reason)
        )


def _whole_number(digits: str) -> int:
    number = int(digits)
    if abs(number) > _LARGEST_WHOLE_NUMBER:
        raise ValueError(digits[:20])
    return number


def _no_constant(name: str) -> float:
    raise ValueError(name)
