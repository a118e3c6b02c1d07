"""Records as rows and back, and the statements of an Edit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from postmortem_desktop.domain.codec import Storable, field_names, record_hash
from postmortem_desktop.domain.dossier import RECORD_TYPES, Dossier, Record
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import Postmortem
from postmortem_desktop.store.driver import damage_explained
from postmortem_desktop.store.schema import TABLES

Row = dict[str, Any]
Batch = tuple[sa.Executable, list[Row]]
"""A statement, and the values with which it is executed."""

S = TypeVar("S", bound=Storable)


def row_of(record: Storable) -> Row:
    """Return the values of a record's columns.

    Raises:
        RecordError: a text cannot be stored.
    """
    row = {name: getattr(record, name) for name in field_names(type(record))}
    row["hash"] = record_hash(record)
    return row


def owned_by(kind: type[Any], postmortem_id: str) -> sa.ColumnElement[bool]:
    """Return the condition for the rows of one post-mortem."""
    table = TABLES[kind]
    column = table.c.id if kind is Postmortem else table.c.postmortem_id
    return column == postmortem_id


def select_records(kind: type[Any], *conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Return the query for the columns of a kind of record, in the order of first writing."""
    table = TABLES[kind]
    columns = (table.c[name] for name in field_names(kind))
    return sa.select(*columns).where(*conditions).order_by(sa.text(f"{table.name}.rowid"))


def read_records(connection: sa.Connection, kind: type[S], query: sa.Select[Any]) -> Iterator[S]:
    """Yield the records that a query of ``select_records`` finds.

    Raises:
        DamagedLibraryError: a row does not hold a record.
    """
    with damage_explained(TABLES[kind].name):
        for row in connection.execute(query):
            yield read_row(kind, row)


def read_row(kind: type[S], values: Sequence[Any]) -> S:
    """Return the record whose fields have these values, in their order."""
    return kind(**dict(zip(field_names(kind), values, strict=True)))


def count_records(connection: sa.Connection, postmortem_id: str) -> int:
    """Return how many records a post-mortem has."""
    counts = (
        sa.select(sa.func.count())
        .select_from(TABLES[kind])
        .where(owned_by(kind, postmortem_id))
        .scalar_subquery()
        for kind in RECORD_TYPES
    )
    return sum(connection.execute(sa.select(*counts)).one())


def read_dossier(connection: sa.Connection, postmortem_id: str) -> Dossier:
    """Return all records of a post-mortem.

    Raises:
        DamagedLibraryError: a row does not hold a record.
    """
    records: list[Record] = []
    for kind in RECORD_TYPES:
        query = select_records(kind, owned_by(kind, postmortem_id))
        records += read_records(connection, kind, query)
    return Dossier(records)


def statements_of(edit: Edit) -> list[Batch]:
    """Return the statements of an edit, one for each table and operation.

    Raises:
        RecordError: a text cannot be stored.
    """
    kept: dict[type[Any], list[Row]] = defaultdict(list)
    gone: dict[type[Any], list[Row]] = defaultdict(list)
    for change in edit.changes:
        if change.after is None:
            gone[type(change.record)].append({"gone_id": change.record_id})
        else:
            kept[type(change.record)].append(row_of(change.after))
    upserts = [(_upsert(kind), kept[kind]) for kind in RECORD_TYPES if kind in kept]
    deletes = [(_delete(kind), gone[kind]) for kind in reversed(RECORD_TYPES) if kind in gone]
    return [*upserts, *deletes]


def _upsert(kind: type[Any]) -> sa.Executable:
    statement = insert(TABLES[kind])
    return statement.on_conflict_do_update(
        index_elements=["id"],
        set_={column.name: column for column in statement.excluded if column.name != "id"},
    )


def _delete(kind: type[Any]) -> sa.Executable:
    table = TABLES[kind]
    return sa.delete(table).where(table.c.id == sa.bindparam("gone_id"))
