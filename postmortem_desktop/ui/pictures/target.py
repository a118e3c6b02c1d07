"""Takes pictures for events: reads them on a thread, then puts them there as one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.pictures import Picture
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.editing.attachment_edits import add_event_with_pictures, attach_picture
from postmortem_desktop.errors import ImportRejectedError, PostmortemError, StaleEditError
from postmortem_desktop.i18n import _
from postmortem_desktop.jobs import Progress
from postmortem_desktop.ui.job_runner import JobRunner
from postmortem_desktop.ui.pictures.sources import Source, sources_of, sources_of_files
from postmortem_desktop.ui.workspace import Workspace

Landing = Callable[[Sequence[Picture]], tuple[str, Edit]]
"""Returns which event gets the pictures, and the edit, from the records of that moment."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading several pictures; ``refused`` is the first that could not be taken."""

    pictures: tuple[Picture, ...]
    refused: ImportRejectedError | None


class PictureTarget(QObject):
    """What is pasted or dropped onto an event, or onto empty ground, becomes its pictures.

    What cannot be taken is told by ``Workspace.failed``.
    """

    added = Signal(str)
    """The id of the event that has new pictures."""
    busy_changed = Signal(bool)
    """Whether pictures are being read."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._waiting: list[tuple[list[Source], Landing]] = []
        self._landing: Landing = self._on_event("")
        self._runner = JobRunner(self)
        self._runner.succeeded.connect(self._land)
        self._runner.failed.connect(self._tell)

    @property
    def is_busy(self) -> bool:
        """Whether pictures are being read."""
        return self._runner.is_busy

    def add_pictures(self, event_id: str, mime: QMimeData) -> bool:
        """Put the pictures of a paste or drop on an event; return whether there are any."""
        return self._take(sources_of(mime), self._on_event(event_id))

    def add_event(self, lane_id: str, moment: datetime | None, mime: QMimeData) -> bool:
        """Make an event of the pictures of a paste or drop; return whether there are any."""
        return self._take(sources_of(mime), partial(self._new_event, lane_id, moment))

    def add_files(self, event_id: str, paths: Iterable[Path]) -> None:
        """Put the pictures in files on an event."""
        self._take(sources_of_files(paths), self._on_event(event_id))

    def _on_event(self, event_id: str) -> Landing:
        return partial(self._attached, event_id)

    def _attached(self, event_id: str, pictures: Sequence[Picture]) -> tuple[str, Edit]:
        dossier = self._workspace.dossier
        if dossier.find(TimelineEvent, event_id) is None:
            raise StaleEditError(_("The event is gone, so the picture was not added."))
        return event_id, attach_picture(dossier, self._workspace.ids, event_id, *pictures)

    def _new_event(
        self, lane_id: str, moment: datetime | None, pictures: Sequence[Picture]
    ) -> tuple[str, Edit]:
        dossier = self._workspace.dossier
        if dossier.find(Lane, lane_id) is None:
            raise StaleEditError(_("The lane is gone, so the picture was not added."))
        edit = add_event_with_pictures(dossier, self._workspace.ids, lane_id, moment, *pictures)
        return edit.changes[1].record_id, edit

    def _take(self, sources: list[Source], landing: Landing) -> bool:
        if not sources:
            return False
        self._waiting.append((sources, landing))
        if not self.is_busy:
            self._begin()
        return True

    def _begin(self) -> None:
        sources, self._landing = self._waiting.pop(0)
        self._runner.start(partial(_read, sources))
        self.busy_changed.emit(True)  # noqa: FBT003 - a signal has no keywords

    def _go_on(self) -> None:
        if self._waiting:
            self._begin()
        else:
            self.busy_changed.emit(False)  # noqa: FBT003 - a signal has no keywords

    def _land(self, reading: Reading) -> None:
        if reading.pictures:
            self._perform(reading.pictures)
        if reading.refused is not None:
            self._workspace.failed.emit(reading.refused)
        self._go_on()

    def _perform(self, pictures: Sequence[Picture]) -> None:
        try:
            event_id, edit = self._landing(pictures)
        except PostmortemError as problem:
            self._workspace.failed.emit(problem)
            return
        self._workspace.evidence.keep_bytes(picture.data for picture in pictures)
        if self._workspace.perform(edit):
            self.added.emit(event_id)

    def _tell(self, error: Exception) -> None:
        self._go_on()
        if not isinstance(error, PostmortemError):
            raise error
        self._workspace.failed.emit(error)


def _read(sources: Sequence[Source], progress: Progress) -> Reading:
    pictures: list[Picture] = []
    refused: ImportRejectedError | None = None
    for source in progress.track(sources):
        try:
            pictures.append(source())
        except ImportRejectedError as problem:
            refused = refused or problem
    return Reading(tuple(pictures), refused)
