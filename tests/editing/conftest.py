"""An editor over the sample session that notes what it would write."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.editing.editor import Editor
from postmortem_desktop.editing.history import History, Step
from postmortem_desktop.errors import StorageError
from postmortem_desktop.exchange.samples import load_sample

NOW = datetime(2026, 10, 21, 12, 30, tzinfo=UTC)


@dataclass
class Desk:
    """The editor, its dossier, and the steps that were written."""

    editor: Editor
    written: list[tuple[Edit, Step]] = field(default_factory=list)
    full: bool = False
    """Whether the disk refuses what is to be written."""
    ids: CountingIds = field(default_factory=lambda: CountingIds("new"))

    @property
    def dossier(self) -> Dossier:
        return self.editor.dossier

    @property
    def history(self) -> History:
        return self.editor.history

    def do(self, edit: Edit) -> Edit | None:
        return self.editor.perform(edit)


@pytest.fixture
def desk() -> Desk:
    """Return the sample session on the desk, nothing done yet."""

    def write(edit: Edit, step: Step) -> None:
        if made.full:
            raise StorageError("The disk is full.")
        made.written.append((edit, step))

    made = Desk(Editor(load_sample().dossier, History(), write, lambda: NOW))
    return made
