"""Opens a large session without stopping the window: reads on a thread, builds turn by turn."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from postmortem_desktop.ui.job_runner import JobRunner
from postmortem_desktop.ui.turns import Turns

if TYPE_CHECKING:
    from postmortem_desktop.editing.editor import Editor
    from postmortem_desktop.jobs import Progress
    from postmortem_desktop.store.library import Library
    from postmortem_desktop.timeline.arranging import ReadyTimeline
    from postmortem_desktop.ui.session_page import StepInTurns
    from postmortem_desktop.ui.workspace import Workspace


class Wish(NamedTuple):
    """What somebody wants to see."""

    session_id: str
    at_step: str


class Read(NamedTuple):
    """What has been read of a session."""

    editor: Editor
    timeline: ReadyTimeline


class Opening(QObject):
    """One session at a time; the last wish counts, and what others asked for is let go."""

    built = Signal(object, object, str)
    """A workspace, the widget of its step or None, and the step's key."""
    failed = Signal(object)

    def __init__(self, open_workspace: Callable[[Read], Workspace], parent: QObject) -> None:
        """Wait for a wish; ``open_workspace`` makes the workspace of what has been read."""
        super().__init__(parent)
        self._open_workspace = open_workspace
        self._window: QWidget | None = None
        self._steps: Mapping[str, StepInTurns] = {}
        self._wish: Wish | None = None
        self._reading: Wish | None = None
        self._library: Library | None = None
        self._turns: Turns[QWidget | None] | None = None
        self._workspace: Workspace | None = None
        self._runner = JobRunner(self)
        self._runner.succeeded.connect(self._take)
        self._runner.failed.connect(self._refuse)

    @property
    def is_busy(self) -> bool:
        """Whether a session is on its way."""
        return self._wish is not None

    def serve(self, window: QWidget, steps: Mapping[str, StepInTurns]) -> None:
        """Build for a window from now on: these steps piece by piece."""
        self._window, self._steps = window, steps

    def begin(self, library: Library, wish: Wish) -> None:
        """Open a session; another one that is on its way is not wanted any more."""
        self.forget()
        self._library, self._wish = library, wish
        if not self._runner.is_busy:
            self._read()

    def forget(self) -> None:
        """Let go what is on its way."""
        self._wish = None
        if self._turns is not None:
            self._turns.stop()
            self._turns = None
        if self._workspace is not None:
            self._workspace.deleteLater()
            self._workspace = None

    def _read(self) -> None:
        library, wish = self._library, self._wish
        assert library is not None, "begin comes first"
        assert wish is not None, "begin comes first"
        self._reading = wish
        self._runner.start(lambda progress: read_session(library, wish.session_id, progress))

    def _take(self, read: Read) -> None:
        wish = self._wish
        if wish is None:
            return
        if wish is not self._reading:
            self._read()
            return
        workspace = self._workspace = self._open_workspace(read)

        def done(widget: QWidget | None) -> None:
            self._wish = self._turns = self._workspace = None
            self.built.emit(workspace, widget, wish.at_step)

        self._turns = Turns(self._build(workspace, wish.at_step), done, self)

    def _build(self, workspace: Workspace, at_step: str) -> Generator[None, None, QWidget | None]:
        if at_step not in self._steps:
            return None
        nursery = QWidget(self._window)
        try:
            return (yield from self._steps[at_step](workspace, nursery))
        finally:
            # What is finished has found another parent by then.
            nursery.deleteLater()

    def _refuse(self, error: Exception) -> None:
        if self._wish is not None and self._wish is not self._reading:
            self._read()
            return
        self._wish = None
        self.failed.emit(error)


def read_session(library: Library, session_id: str, _progress: Progress) -> Read:
    """Read a session and work out its timeline, and import what shows it; a job."""
    from postmortem_desktop.timeline.arranging import ReadyTimeline
    from postmortem_desktop.ui.timeline import timeline_step  # noqa: F401 - takes its time

    editor = library.editor(session_id)
    return Read(editor, ReadyTimeline(editor.dossier))
