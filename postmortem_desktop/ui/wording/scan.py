"""Finds the hints of a whole session on a thread, and those of a changed record at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.wording import (
    HintSieve,
    hinted_records,
    listed_hints,
    texts_of,
)
from postmortem_desktop.jobs import Progress
from postmortem_desktop.ui.job_runner import JobRunner
from postmortem_desktop.ui.wording.model import Group, WordingModel, group_of
from postmortem_desktop.ui.workspace import Workspace

_AT_ONCE = 60_000
"""How many characters of changed records are looked at without a job; about 10,000 words."""
_REPORTED_EVERY = 100


class WordingScan(QObject):
    """Keeps a model of all hints up to date while somebody looks at it."""

    read = Signal()
    """The model is as the session is now."""

    def __init__(self, workspace: Workspace, model: WordingModel, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._model = model
        self._runner = JobRunner(self)
        self._is_watching = self._is_stale = False
        self._sieve = HintSieve()
        self._runner.succeeded.connect(self._take)
        self._runner.failed.connect(self._raise)
        self._runner.cancelled.connect(self._start)
        workspace.changed.connect(self._follow)
        workspace.sieve_changed.connect(self._follow_sieve)

    @property
    def is_busy(self) -> bool:
        """Whether the session is being read."""
        return self._runner.is_busy

    def watch(self, *, on: bool) -> None:
        """Follow the session from now on, or no longer."""
        self._is_watching = on
        if on:
            self._read_all()

    def _start(self) -> None:
        """Read everything; a reading that is on its way is begun anew."""
        if not self._is_watching or not self._is_stale:
            return
        if self._runner.is_busy:
            self._runner.cancel()
            return
        self._is_stale = False
        snapshot, sieve = self._workspace.dossier.snapshot(), self._workspace.sieve
        self._sieve = sieve
        self._runner.start(lambda progress: groups_of(snapshot, sieve, progress))

    def _read_all(self) -> None:
        self._is_stale = True
        self._start()

    def _follow(self, edit: Edit) -> None:
        if not self._is_watching:
            return
        changed = {change.record_id for change in edit.changes}
        ids = {change.record_id for change in edit.changes if texts_of(change.record)}
        if edit.touches(TimelineEvent):
            # Hints on an answer ask with the time of the event that it is about.
            answers = self._workspace.dossier.all(Answer)
            ids |= {answer.id for answer in answers if answer.event_id in changed}
        self._read_some(ids)

    def _follow_sieve(self) -> None:
        """Read the records in which something is kept now or no longer, or everything."""
        if not self._is_watching:
            return
        before, self._sieve = self._sieve, self._workspace.sieve
        if before != replace(self._sieve, kept=before.kept):
            self._read_all()
            return
        owners = {owner for owner, _kind, _words in before.kept ^ self._sieve.kept}
        self._read_some({owner.partition(" ")[0] for owner in owners})

    def _read_some(self, ids: Collection[str]) -> None:
        dossier, sieve = self._workspace.dossier, self._workspace.sieve
        records = {record_id: dossier.any(record_id) for record_id in ids}
        texts = (texts_of(record) for record in records.values() if record is not None)
        length = sum(len(written.text) for several in texts for written in several)
        if self._runner.is_busy or length > _AT_ONCE:
            self._read_all()
            return
        for record_id, record in records.items():
            hints = () if record is None else listed_hints(dossier, record, sieve)
            group = None if record is None else group_of(dossier, record, hints)
            self._model.put(record_id, group)
        if ids:
            self.read.emit()

    def _take(self, groups: list[Group]) -> None:
        self._model.show_groups(groups)
        self.read.emit()
        self._start()

    def _raise(self, error: Exception) -> None:
        raise error


def groups_of(dossier: Dossier, sieve: HintSieve, progress: Progress) -> list[Group]:
    """Return the hints of a post-mortem by record.

    Raises:
        JobCancelledError: somebody asked to stop.
    """
    found: list[Group] = []
    records = hinted_records(dossier)
    for number, record in enumerate(records):
        if number % _REPORTED_EVERY == 0:
            progress.step(number, len(records))
        group = group_of(dossier, record, listed_hints(dossier, record, sieve))
        if group is not None:
            found.append(group)
    return found
