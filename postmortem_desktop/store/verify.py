"""Whether a library holds what was put into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from postmortem_desktop.domain.codec import field_names, record_hash
from postmortem_desktop.domain.dossier import RECORD_TYPES, Dossier, Record
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.evidence import EvidenceItem
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.records import Link, TimelineEvent
from postmortem_desktop.errors import RecordError, StorageError
from postmortem_desktop.i18n import N_, _
from postmortem_desktop.store.attachments import spoilt_attachments
from postmortem_desktop.store.driver import damage_explained
from postmortem_desktop.store.library import Library
from postmortem_desktop.store.rows import read_dossier, read_row
from postmortem_desktop.store.schema import HISTORY, TABLES
from postmortem_desktop.store.steps import read_entries

MOST_DETAILS = 5


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; ``detail`` names what does not hold, by table and id."""

    name: str
    passed: bool
    detail: str = ""


def verify(library: Library) -> list[Check]:
    """Look through the whole library and return a check for each thing that has to hold."""
    return [_check(library, name, problems) for name, problems in _CHECKS]


def _check(
    library: Library, name: str, problems: Callable[[sa.Connection], Iterator[str]]
) -> Check:
    try:
        with library.reading() as connection:
            found = list(dict.fromkeys(problems(connection)))
    except StorageError as problem:
        found = [str(problem)]
    shown = found[:MOST_DETAILS]
    if len(found) > len(shown):
        shown.append(_("{count} more").format(count=len(found) - len(shown)))
    return Check(_(name), not found, "; ".join(shown))


def _page_problems(connection: sa.Connection) -> Iterator[str]:
    answers = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
    return (answer for answer in answers if answer != "ok")


def _reference_problems(connection: sa.Connection) -> Iterator[str]:
    for table, row, parent, _number in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield _("{table}, row {row}: what it refers to in {parent} is not there").format(
            table=table, row=row, parent=parent
        )


def _hash_problems(connection: sa.Connection) -> Iterator[str]:
    for kind, table in TABLES.items():
        query = sa.select(*(table.c[name] for name in field_names(kind)), table.c.hash)
        with damage_explained(table.name):
            for row in connection.execute(query):
                record = read_row(kind, row[:-1])
                if record_hash(record) != row[-1]:
                    yield _("{table} {id}: changed by something else than this program").format(
                        table=table.name, id=record.id
                    )


def _link_problems(connection: sa.Connection) -> Iterator[str]:
    ids = sa.union_all(*(sa.select(TABLES[kind].c.id) for kind in (*RECORD_TYPES, EvidenceItem)))
    links, known = TABLES[Link], ids.subquery()
    for end in (links.c.source_id, links.c.target_id):
        loose = sa.select(links.c.id).where(end.not_in(sa.select(known.c.id)))
        for link_id in connection.execute(loose).scalars():
            yield _("links {id}: one of its ends is not there").format(id=link_id)


def _history_problems(connection: sa.Connection) -> Iterator[str]:
    """Walk back from the records through what was done, and forward through what was undone."""
    owners = connection.execute(sa.select(HISTORY.c.postmortem_id).distinct()).scalars().all()
    for postmortem_id in owners:
        dossier = read_dossier(connection, postmortem_id)
        done, undone = read_entries(connection, postmortem_id)
        try:
            back = [entry.edit.inverted() for entry in reversed(done)]
            forth = [entry.edit for entry in reversed(undone)]
        except RecordError:
            yield _("the history of {id} cannot be read").format(id=postmortem_id)
            continue
        for edits in (back, forth):
            for record_id in _disagreements(dossier, edits):
                yield _("the history of {id} and its entry {record} disagree").format(
                    id=postmortem_id, record=record_id
                )


def _disagreements(dossier: Dossier, edits: list[Edit]) -> Iterator[str]:
    """Yield the ids of records that are not what one of the edits, in turn, takes them for."""
    walked: dict[tuple[type[Any], str], Record | None] = {}
    for edit in edits:
        for change in edit.changes:
            kind, record_id = type(change.record), change.record_id
            now = walked.get((kind, record_id), dossier.find(kind, record_id))
            if now != change.before:
                yield record_id
            walked[kind, record_id] = change.after


def _attachment_problems(connection: sa.Connection) -> Iterator[str]:
    for attachment_id in spoilt_attachments(connection):
        yield _("attachments {id}: its bytes are not those that were kept").format(id=attachment_id)


def _number_problems(connection: sa.Connection) -> Iterator[str]:
    for kind, letter in ((TimelineEvent, "E"), (Answer, "Q")):
        table = TABLES[kind]
        query = sa.select(table.c.postmortem_id, table.c.number).where(table.c.number != 0)
        given = Counter((owner, number) for owner, number in connection.execute(query))
        for (owner, number), count in given.items():
            if count > 1:
                yield _("{letter}{number} was given {count} times in {id}").format(
                    letter=letter, number=number, count=count, id=owner
                )


_CHECKS: tuple[tuple[str, Callable[[sa.Connection], Iterator[str]]], ...] = (
    (N_("the file is whole"), _page_problems),
    (N_("every reference leads somewhere"), _reference_problems),
    (N_("every record is as it was written"), _hash_problems),
    (N_("every picture is as it was kept"), _attachment_problems),
    (N_("both ends of every link are there"), _link_problems),
    (N_("history and records agree"), _history_problems),
    (N_("every number was given once"), _number_problems),
)
