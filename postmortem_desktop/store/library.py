"""The library: every post-mortem of one facilitator, in one file."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Generator, Iterable, Mapping, Sized
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import Self

import sqlalchemy as sa

from postmortem_desktop.clock import Clock, IdSource
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.evidence import EvidenceItem
from postmortem_desktop.domain.records import Postmortem
from postmortem_desktop.editing.editor import Editor
from postmortem_desktop.editing.history import History, Step
from postmortem_desktop.errors import RecordError, StorageError
from postmortem_desktop.jobs import Progress
from postmortem_desktop.store.attachments import write_bytes
from postmortem_desktop.store.backup import back_up, is_due
from postmortem_desktop.store.driver import explained
from postmortem_desktop.store.engine import raw_connection
from postmortem_desktop.store.lock import LibraryLock
from postmortem_desktop.store.opening import (
    make_private_folder,
    missing_library,
    open_for_reading,
    open_for_writing,
)
from postmortem_desktop.store.orphans import discard, find_orphans
from postmortem_desktop.store.rows import (
    count_records,
    read_dossier,
    read_records,
    row_of,
    select_records,
    statements_of,
)
from postmortem_desktop.store.schema import COUNTERS, EVIDENCE_RAW, HISTORY, TABLES
from postmortem_desktop.store.steps import read_history, write_step

STAGED_TOGETHER = 1_000
"""Imported items in one transaction: few enough that a gesture never waits long for its turn."""

_log = logging.getLogger(__name__)


class Library:
    """All records on disk, through one connection that any thread may use in turn.

    What comes out are frozen records; no row leaves the store.

    Attributes:
        path: the file.
        read_only: whether writing is refused.
        clock: gives the present moment to whoever builds edits.
        ids: gives new identifiers likewise.
        backup_notice: one sentence when today's backup could not be made, else empty.
    """

    def __init__(
        self, path: Path, engine: sa.Engine, lock: LibraryLock | None, clock: Clock, ids: IdSource
    ) -> None:
        self.path = path
        self.read_only = lock is None
        self.clock = clock
        self.ids = ids
        self.backup_notice = ""
        self._engine = engine
        self._reader = engine.execution_options(reading=True)
        self._lock = lock
        self._guard = RLock()
        self._held: Mapping[str, bytes] = {}
        self._is_open = True

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Clock,
        ids: IdSource,
        create: bool = True,
        read_only: bool = False,
    ) -> Self:
        """Open a library; a missing or empty file becomes a new one unless ``create`` is off.

        Raises:
            LibraryLockedError: somebody else has it open for writing.
            NewerLibraryError: a newer version wrote it; not a byte was changed.
            DamagedLibraryError: it is no library, or is damaged; it was not written to.
            StorageError: it cannot be opened, or there is none.
        """
        path = path.resolve()
        if read_only:
            return cls(path, open_for_reading(path), None, clock, ids)
        if create:
            make_private_folder(path)
        elif not path.exists():
            raise missing_library(path)
        lock = LibraryLock(path, clock)
        with explained(path):
            lock.acquire()
        try:
            engine = open_for_writing(path, clock=clock, create=create)
        except BaseException:
            lock.release()
            raise
        library = cls(path, engine, lock, clock, ids)
        try:
            library.discard_orphans()
            library.back_up_daily()
        except BaseException:
            library.close()
            raise
        return library

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_reason: object) -> None:
        self.close()

    def close(self) -> None:
        """Empty the write-ahead log into the file, close it and let others open it."""
        with self._guard:
            if not self._is_open:
                return
            self._is_open = False
            try:
                if not self.read_only:
                    with explained(self.path):
                        raw_connection(self._engine).execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except StorageError as problem:
                _log.warning("the log was not emptied at closing: %s", type(problem).__name__)
            finally:
                self._engine.dispose()
                if self._lock is not None:
                    self._lock.release()

    # Reading

    @contextmanager
    def reading(self) -> Generator[sa.Connection]:
        """Give the connection in a transaction that sees one state; for the store's own modules.

        Not to be nested.
        """
        with self._guard, explained(self.path), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Generator[sa.Connection]:
        """Give the connection in a transaction that is kept whole or not at all.

        Raises:
            StorageError: the disk or the file refused; nothing was changed.
        """
        with self._guard, explained(self.path), self._engine.begin() as connection:
            yield connection

    def postmortems(self) -> list[Postmortem]:
        """Return the post-mortems themselves, without their other records, oldest first."""
        with self.reading() as connection:
            found = read_records(connection, Postmortem, select_records(Postmortem))
            return sorted(found, key=lambda p: (p.created_at, p.id))

    def record_count(self, postmortem_id: str) -> int:
        """Return how many records a post-mortem has."""
        with self.reading() as connection:
            return count_records(connection, postmortem_id)

    def load(self, postmortem_id: str) -> Dossier:
        """Return all records of a post-mortem; an empty dossier if there is none.

        Raises:
            DamagedLibraryError: a record cannot be read.
        """
        with self.reading() as connection:
            return read_dossier(connection, postmortem_id)

    def load_history(self, postmortem_id: str) -> History:
        """Return what can be undone and redone.

        The records are the truth and the history a convenience: one that cannot be read is
        forgotten rather than keeping the post-mortem closed.
        """
        try:
            with self.reading() as connection:
                return read_history(connection, postmortem_id)
        except (RecordError, ValueError) as problem:
            _log.warning("history of %s forgotten: %s", postmortem_id, type(problem).__name__)
        if not self.read_only:
            with self.writing() as connection:
                connection.execute(
                    sa.delete(HISTORY).where(HISTORY.c.postmortem_id == postmortem_id)
                )
        return History()

    def editor(self, postmortem_id: str) -> Editor:
        """Return the Editor of a post-mortem, which need not exist yet."""
        return Editor(
            self.load(postmortem_id),
            self.load_history(postmortem_id),
            partial(self.write, postmortem_id),
            self.clock,
        )

    @property
    def edit_count(self) -> int:
        """The number of edits ever acknowledged, undo and redo among them."""
        with self.reading() as connection:
            query = sa.select(COUNTERS.c.value).where(COUNTERS.c.name == "edits")
            return connection.execute(query).scalar_one()

    # Writing

    def write(self, postmortem_id: str, edit: Edit, step: Step) -> None:
        """Persist an edit and its step in the history, both or neither.

        Raises:
            RecordError: a text cannot be stored.
            StorageError: the file is locked, full, read-only or damaged; nothing was changed.
        """
        assert all(change.record.postmortem_id == postmortem_id for change in edit.changes)
        statements = statements_of(edit)
        held, self._held = self._held, {}
        with self.writing() as connection:
            for statement, rows in statements:
                connection.execute(statement, rows)
            write_bytes(connection, edit, held)
            write_step(connection, postmortem_id, step)
            connection.execute(
                sa.update(COUNTERS)
                .where(COUNTERS.c.name == "edits")
                .values(value=COUNTERS.c.value + 1)
            )

    def hold(self, contents: Iterable[bytes]) -> None:
        """Take the bytes of attachments that the next edit brings; they are written with it.

        An attachment finds its bytes by their hash; what that edit has no use for is let go.
        """
        self._held = {hashlib.sha256(content).hexdigest(): content for content in contents}

    def stage_evidence(self, items: Iterable[tuple[EvidenceItem, str]], progress: Progress) -> int:
        """Store imported items, each with its raw text, and return how many.

        Nobody sees them before an Edit brings their ``EvidenceBatch``; without it they go at the
        next opening.

        Raises:
            JobCancelledError: somebody asked to stop.
            StorageError: the disk or the file refused.
        """
        total = len(items) if isinstance(items, Sized) else 0
        source = iter(items)
        done = 0
        while chunk := list(islice(source, STAGED_TOGETHER)):
            progress.step(done, total)
            rows = [row_of(item) for item, _raw in chunk]
            raws = [{"item_id": item.id, "raw": raw} for item, raw in chunk]
            with self.writing() as connection:
                connection.execute(sa.insert(TABLES[EvidenceItem]), rows)
                connection.execute(sa.insert(EVIDENCE_RAW), raws)
            done += len(chunk)
        progress.step(done, total)
        return done

    def discard_orphans(self) -> None:
        """Delete what neither a record nor undo or redo can bring before anybody's eyes."""
        with self.reading() as connection:
            orphans = find_orphans(connection)
        if orphans:
            counts = len(orphans.batches), len(orphans.attachments)
            _log.info("%d imports and %d attachments without an owner are cleared away", *counts)
            with self.writing() as connection:
                discard(connection, orphans)

    def back_up(self) -> Path:
        """Write a backup now and return its file.

        Raises:
            StorageError: it could not be written.
        """
        with self._guard:
            return back_up(raw_connection(self._engine), self.path, self.clock())

    def back_up_daily(self) -> None:
        """Write today's backup when something has changed since the last.

        One that cannot be made is told by ``backup_notice`` and keeps nobody from working.
        """
        try:
            if is_due(self.path, self.edit_count, self.clock()):
                self.back_up()
        except StorageError as problem:
            _log.warning("no backup was made: %s", type(problem.__cause__ or problem).__name__)
            self.backup_notice = str(problem)
