"""The tables, one for each kind of record, made from the records' own fields.

Every foreign key waits for the end of the transaction, so that an Edit may hold its changes in any
order. None deletes rows by itself: what goes, the Edit names, or undo could not bring it back.
"""

# ruff: noqa: ARG002 - SQLAlchemy hands every column type the dialect

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from postmortem_desktop.domain import evidence, fields, findings, interviews, records
from postmortem_desktop.domain.agenda import ParkedIdea
from postmortem_desktop.domain.codec import decode, encode, field_types, without_none
from postmortem_desktop.domain.dossier import RECORD_TYPES, REFERENCES
from postmortem_desktop.domain.times import EPOCH

TABLE_NAMES: dict[type[Any], str] = {
    records.Postmortem: "postmortems",
    records.Numbering: "numberings",
    records.Participant: "participants",
    records.Lane: "lanes",
    records.TimelineEvent: "timeline_events",
    records.Milestone: "milestones",
    interviews.Interview: "interviews",
    interviews.Answer: "answers",
    findings.ContributingFactor: "contributing_factors",
    findings.Finding: "findings",
    findings.ActionItem: "action_items",
    ParkedIdea: "parked_ideas",
    evidence.EvidenceBatch: "evidence_batches",
    evidence.Attachment: "attachments",
    fields.FieldValue: "field_values",
    records.KeptPhrase: "kept_phrases",
    records.Link: "links",
    evidence.EvidenceItem: "evidence_items",
}

_FREE_OF_REFERENCES = (evidence.EvidenceItem,)
"""Staged before the records that they belong to, and kept while undo hides those."""

_MORE_INDEXES: dict[type[Any], tuple[tuple[str, ...], ...]] = {
    records.TimelineEvent: (("postmortem_id", "starts_at"),),
    records.Link: (("source_id",), ("target_id",)),
    evidence.EvidenceItem: (("batch_id",), ("postmortem_id", "at", "order")),
}


class UtcMicros(sa.types.TypeDecorator[datetime]):
    """An aware UTC time, stored as whole microseconds since 1970.

    SQLite has no time zone: SQLAlchemy's own ``DateTime`` would drop the offset unseen.
    """

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> int | None:
        """Return the number to store."""
        return None if value is None else (value - EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> datetime | None:
        """Return the stored time, aware and in UTC."""
        return None if value is None else EPOCH + timedelta(microseconds=value)


class IsoDate(sa.types.TypeDecorator[date]):
    """A day, stored as ISO 8601 text."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: sa.Dialect) -> str | None:
        """Return the text to store."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> date | None:
        """Return the stored day."""
        return None if value is None else date.fromisoformat(value)


class EnumText(sa.types.TypeDecorator[StrEnum]):
    """A member of an enumeration, stored as its value."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: sa.Dialect) -> str | None:
        """Return the text to store."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> StrEnum | None:
        """Return the member whose value is stored."""
        return None if value is None else self.kind(value)


class JsonText(sa.types.TypeDecorator[Any]):
    """A tuple, a nested record or one custom value, stored as JSON."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str:
        """Return the JSON to store."""
        return json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Any:
        """Return the stored value."""
        return None if value is None else decode(self.kind, json.loads(value))


_PLAIN_TYPES: dict[type[Any], type[sa.types.TypeEngine[Any]]] = {
    str: sa.Text,
    int: sa.Integer,
    float: sa.Float,
    bool: sa.Boolean,
    datetime: UtcMicros,
    date: IsoDate,
}

METADATA = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _column_type(kind: Any) -> tuple[sa.types.TypeEngine[Any], bool]:
    """Return the type of a column for a field's type, and whether it may be empty."""
    inner = without_none(kind)
    if inner in _PLAIN_TYPES:
        return _PLAIN_TYPES[inner](), inner is not kind
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return EnumText(inner), inner is not kind
    return JsonText(kind), False


def _references(kind: type[Any]) -> dict[str, str]:
    """Return the field names of a kind that hold ids, with the tables these point into."""
    if kind in _FREE_OF_REFERENCES:
        return {}
    targets = {name: TABLE_NAMES[other] for name, other in REFERENCES.get(kind, {}).items()}
    if "postmortem_id" in field_types(kind):
        targets["postmortem_id"] = TABLE_NAMES[records.Postmortem]
    return targets


def _table(kind: type[Any]) -> sa.Table:
    references = _references(kind)
    columns: list[sa.Column[Any]] = []
    for name, field_type in field_types(kind).items():
        column_type, nullable = _column_type(field_type)
        target = references.get(name)
        constraints = (
            [sa.ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")] if target else []
        )
        columns.append(
            sa.Column(name, column_type, *constraints, primary_key=name == "id", nullable=nullable)
        )
    table = sa.Table(
        TABLE_NAMES[kind], METADATA, *columns, sa.Column("hash", sa.Text, nullable=False)
    )
    more = _MORE_INDEXES.get(kind, ())
    covered = {names[0] for names in more}
    for names in (*((name,) for name in references if name not in covered), *more):
        sa.Index(None, *(table.c[name] for name in names))
    return table


TABLES: dict[type[Any], sa.Table] = {
    kind: _table(kind) for kind in (*RECORD_TYPES, evidence.EvidenceItem)
}
"""The table of each kind of record; its columns are the record's fields and ``hash``."""

EVIDENCE_RAW = sa.Table(
    "evidence_raw",
    METADATA,
    sa.Column("item_id", sa.Text, primary_key=True, nullable=False),
    sa.Column("raw", sa.Text, nullable=False),
)
"""Each item as its source had it, read only when somebody looks."""

ATTACHMENT_BYTES = sa.Table(
    "attachment_bytes",
    METADATA,
    sa.Column("attachment_id", sa.Text, primary_key=True, nullable=False),
    sa.Column("bytes", sa.LargeBinary, nullable=False),
)

HISTORY = sa.Table(
    "history",
    METADATA,
    sa.Column("postmortem_id", sa.Text, primary_key=True, nullable=False),
    sa.Column("seq", sa.Integer, primary_key=True, nullable=False),
    sa.Column("done", sa.Boolean, nullable=False),
    sa.Column("at", UtcMicros, nullable=False),
    sa.Column("edit", sa.Text, nullable=False),
)
"""What can be undone and redone; outlives the records it speaks of, which redo brings back."""

COUNTERS = sa.Table(
    "counters",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True, nullable=False),
    sa.Column("value", sa.Integer, nullable=False),
)

ALEMBIC_VERSION = sa.Table(
    "alembic_version",
    METADATA,
    sa.Column("version_num", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Where Alembic looks up the revision; a new library is stamped without it."""
