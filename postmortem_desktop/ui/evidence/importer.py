"""What the import pane needs of the library, as two callables; made where the parts are joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from postmortem_desktop.jobs import Progress

if TYPE_CHECKING:
    from postmortem_desktop.transfer.importing import Incoming


class ReadIncoming(Protocol):
    """Reads a source and compares it with the library; writes nothing."""

    def __call__(
        self, path: Path, *, zone: str | None, day: date | None, progress: Progress
    ) -> Incoming:
        """Return what the source holds; see ``transfer.importing.read_incoming``."""
        ...


class StageIncoming(Protocol):
    """Writes the items of sources while nothing shows them yet."""

    def __call__(self, incoming: Iterable[Incoming], progress: Progress) -> None:
        """Stage them; see ``transfer.importing.stage``."""
        ...


@dataclass(frozen=True, slots=True)
class Importer:
    """The two halves of an import that run in a job."""

    read: ReadIncoming
    stage: StageIncoming
