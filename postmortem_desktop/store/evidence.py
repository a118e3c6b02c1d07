"""Imported items, a page at a time; they never stand in memory all at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from postmortem_desktop.domain.codec import field_names
from postmortem_desktop.domain.evidence import EvidenceBatch, EvidenceItem
from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import Link
from postmortem_desktop.store.attachments import read_bytes
from postmortem_desktop.store.library import Library
from postmortem_desktop.store.rows import read_records, read_row, select_records
from postmortem_desktop.store.schema import EVIDENCE_RAW, TABLES

_ITEMS = TABLES[EvidenceItem]
_BATCHES = TABLES[EvidenceBatch]
_LINKS = TABLES[Link]

_SEARCHED = ("text", "detail", "actor", "time_text")

_PLACED = sa.exists().where(_LINKS.c.target_id == _ITEMS.c.id, _LINKS.c.kind == LinkKind.CAME_FROM)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """An item as the inbox shows it; ``placed`` once something on the timeline came from it."""

    item: EvidenceItem
    source_name: str
    placed: bool


class EvidencePages:
    """Questions about the imported items of a library and the bytes of its attachments.

    Only items of visible batches count.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    def page(
        self,
        postmortem_id: str,
        *,
        search: str = "",
        unplaced_only: bool = False,
        offset: int = 0,
        limit: int = 200,
    ) -> list[EvidenceRow]:
        """Return some items in the order of their time, undated ones last.

        ``search`` is looked for in what was said, by whom and when, whatever its case.
        """
        conditions = [_ITEMS.c.postmortem_id == postmortem_id, in_visible_batch()]
        if search.strip():
            words = (
                _ITEMS.c[name].icontains(search.strip(), autoescape=True) for name in _SEARCHED
            )
            conditions.append(sa.or_(*words))
        if unplaced_only:
            conditions.append(~_PLACED)
        source_name = (
            sa.select(_BATCHES.c.source_name)
            .where(_BATCHES.c.id == _ITEMS.c.batch_id)
            .scalar_subquery()
        )
        query: sa.Select[Any] = (
            sa.select(*(_ITEMS.c[name] for name in field_names(EvidenceItem)), source_name, _PLACED)
            .where(*conditions)
            .order_by(_ITEMS.c.at.is_(None), _ITEMS.c.at, _ITEMS.c.order, _ITEMS.c.id)
            .offset(offset)
            .limit(limit)
        )
        with self._library.reading() as connection:
            return [
                EvidenceRow(read_row(EvidenceItem, values), source_name, bool(placed))
                for *values, source_name, placed in map(
                    tuple[Any, ...], connection.execute(query).all()
                )
            ]

    def counts(self, postmortem_id: str) -> tuple[int, int]:
        """Return how many items there are, and how many of them are not placed."""
        query = sa.select(sa.func.count(), sa.func.count().filter(~_PLACED)).where(
            _ITEMS.c.postmortem_id == postmortem_id, in_visible_batch()
        )
        with self._library.reading() as connection:
            total, unplaced = connection.execute(query).one()
        return total, unplaced

    def get(self, ids: Iterable[str]) -> list[EvidenceItem]:
        """Return the items with these ids, in the order of the ids; unknown ones are left out."""
        wanted = list(ids)
        # As one JSON value, because a statement takes a limited number of values.
        listed = sa.func.json_each(json.dumps(wanted)).table_valued("value")
        query = select_records(EvidenceItem, _ITEMS.c.id.in_(sa.select(listed.c.value)))
        with self._library.reading() as connection:
            found = {item.id: item for item in read_records(connection, EvidenceItem, query)}
        return [found[item_id] for item_id in wanted if item_id in found]

    def ids_of(self, batch_id: str) -> set[str]:
        """Return the ids of all items of one import."""
        query = sa.select(_ITEMS.c.id).where(_ITEMS.c.batch_id == batch_id)
        with self._library.reading() as connection:
            return set(connection.execute(query).scalars())

    def batches_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the id of the batch of each of these items; unknown ones are left out."""
        listed = sa.func.json_each(json.dumps(list(ids))).table_valued("value")
        query = sa.select(_ITEMS.c.id, _ITEMS.c.batch_id).where(
            _ITEMS.c.id.in_(sa.select(listed.c.value))
        )
        with self._library.reading() as connection:
            return dict(map(tuple[str, str], connection.execute(query).all()))

    def known_source_ids(self, postmortem_id: str) -> set[tuple[str, str]]:
        """Return source name and source id of every item that has one, to tell repeats."""
        query = (
            sa.select(_BATCHES.c.source_name, _ITEMS.c.source_id)
            .join(_BATCHES, _BATCHES.c.id == _ITEMS.c.batch_id)
            .where(
                _ITEMS.c.postmortem_id == postmortem_id,
                _ITEMS.c.source_id != "",
                ~_BATCHES.c.withdrawn,
            )
        )
        with self._library.reading() as connection:
            return {(name, source_id) for name, source_id in connection.execute(query)}

    def keep_bytes(self, contents: Iterable[bytes]) -> None:
        """Hand over the bytes of attachments that the next edit brings; see ``Library.hold``."""
        self._library.hold(contents)

    def picture_bytes(self, attachment_id: str) -> bytes:
        """Return the bytes of an attachment, empty when there are none; from any thread."""
        return self.contents([attachment_id]).get(attachment_id, b"")

    def contents(self, attachment_ids: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes of attachments by id; those that are not there are left out."""
        with self._library.reading() as connection:
            return read_bytes(connection, attachment_ids)

    def raw(self, item_id: str) -> str:
        """Return an item as its source had it, empty when nothing was kept."""
        query = sa.select(EVIDENCE_RAW.c.raw).where(EVIDENCE_RAW.c.item_id == item_id)
        with self._library.reading() as connection:
            return connection.execute(query).scalar() or ""


def in_visible_batch() -> sa.ColumnElement[bool]:
    """Return the condition for items that people see: their batch is there, not withdrawn."""
    return _ITEMS.c.batch_id.in_(sa.select(_BATCHES.c.id).where(~_BATCHES.c.withdrawn))
