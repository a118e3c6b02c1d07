"""A dressed application and an open post-mortem for tests of the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.domain.kinds import MilestoneKind
from postmortem_desktop.domain.records import Milestone, Numbering, Participant, Postmortem
from postmortem_desktop.editing.editor import Editor
from postmortem_desktop.editing.history import History, Step
from postmortem_desktop.errors import StorageError
from postmortem_desktop.exchange.samples import load_sample
from postmortem_desktop.jobs import Progress
from postmortem_desktop.settings import Settings
from postmortem_desktop.store.evidence import EvidencePages
from postmortem_desktop.store.library import Library
from postmortem_desktop.transfer.importing import read_incoming, stage
from postmortem_desktop.ui import theme
from postmortem_desktop.ui.evidence.importer import Importer
from postmortem_desktop.ui.workspace import Workspace

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """Put the light theme on the application, and take the style sheet off again."""
    theme.apply(qapp, theme.LIGHT)
    yield qapp
    qapp.setStyleSheet("")


@dataclass
class Disk:
    """Takes note of what is written; refuses while it is full."""

    edits: list[Edit] = field(default_factory=list)
    is_full: bool = False

    def write(self, edit: Edit, _step: Step) -> None:
        if self.is_full:
            raise StorageError("no room")
        self.edits.append(edit)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def shell_workspace(qapp: QApplication, disk: Disk) -> Workspace:
    """Return a small session that has a title, one person, and impact for fifty minutes."""
    postmortem = Postmortem(id="pm", title="Slow checkout", created_at=NOON, severity="SEV 2")
    person = Participant(id="ana", postmortem_id="pm", name="Ana", role_then="Payments on-call")
    moments = {
        MilestoneKind.IMPACT_BEGAN: NOON,
        MilestoneKind.DETECTED: NOON.replace(minute=2),
        MilestoneKind.MITIGATED: NOON.replace(minute=50),
    }
    milestones = [
        Milestone(id=str(kind), postmortem_id="pm", kind=kind, at=at)
        for kind, at in moments.items()
    ]
    numbering = Numbering(id="numbers", postmortem_id="pm")
    dossier = Dossier([postmortem, numbering, person, *milestones])
    editor = Editor(dossier, History(), disk.write, lambda: NOON)
    settings = Settings(typing_pause_ms=60)
    return Workspace(editor, None, lambda: NOON, CountingIds(), settings)  # type: ignore[arg-type]


@pytest.fixture
def theme_source(dressed: QApplication) -> theme.ThemeSource:
    """Return the light theme that is on the application."""
    return theme.ThemeSource(theme.LIGHT)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Return an empty library on disk."""
    with Library.open(tmp_path / "library.db", clock=lambda: NOON, ids=CountingIds()) as opened:
        yield opened


@pytest.fixture
def workspace(qapp: QApplication, library: Library) -> Workspace:
    """Return the sample session, in a real library with its evidence."""
    sample = load_sample()
    library.stage_evidence(((item, "") for item in sample.evidence), Progress())
    postmortem_id = next(r.id for r in sample.records if isinstance(r, Postmortem))
    editor = library.editor(postmortem_id)
    editor.perform(Edit("open the sample", created(*sample.records)))
    settings = Settings(typing_pause_ms=60)
    return Workspace(editor, EvidencePages(library), library.clock, library.ids, settings)


@pytest.fixture
def importer(workspace: Workspace, library: Library) -> Importer:
    """Return the two halves of an import into the sample session, as the program has them."""
    postmortem_id = workspace.dossier.postmortem.id
    read = partial(read_incoming, library, postmortem_id, clock=library.clock, ids=library.ids)
    return Importer(read=read, stage=partial(stage, library))
