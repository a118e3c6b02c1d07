"""The three parts of the step Timeline, made one by one."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Self

from PySide6.QtWidgets import QWidget

from postmortem_desktop.ui.evidence.importer import Importer
from postmortem_desktop.ui.evidence.inbox import Inbox
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.canvas_pane import CanvasPane
from postmortem_desktop.ui.timeline.inspector import Inspector
from postmortem_desktop.ui.workspace import Workspace


@dataclass(slots=True)
class Panes:
    """The three parts of the step, which may be made one by one."""

    inbox: Inbox
    middle: CanvasPane
    inspector: Inspector

    @classmethod
    def made(
        cls, workspace: Workspace, theme: ThemeSource, importer: Importer, parent: QWidget
    ) -> Generator[None, None, Self]:
        """Make them, with a pause after each; with their parent they go if nobody goes on."""
        middle = CanvasPane(workspace, theme, importer, parent)
        yield
        inspector = Inspector(workspace, theme, middle.canvas.pictures.thumbnails, parent)
        yield
        inbox = Inbox(workspace, theme, parent)
        yield
        return cls(inbox, middle, inspector)
