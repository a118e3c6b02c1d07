"""The facilitator's desk: opens the library, and carries out what is done with whole sessions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from postmortem_desktop.errors import ImportRejectedError, PostmortemError
from postmortem_desktop.i18n import _
from postmortem_desktop.ui import step
from postmortem_desktop.ui.job_runner import JobRunner, end_jobs
from postmortem_desktop.ui.library.page import LibraryGestures
from postmortem_desktop.ui.local_zone import local_zone
from postmortem_desktop.ui.opening import Opening, Wish
from postmortem_desktop.ui.problems import explain
from postmortem_desktop.ui.step_factories import import_ahead, read_wording
from postmortem_desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from postmortem_desktop.domain.dossier import Dossier
    from postmortem_desktop.domain.edits import Edit
    from postmortem_desktop.editing.editor import Editor
    from postmortem_desktop.exchange.session_file import SessionFile
    from postmortem_desktop.jobs import Progress
    from postmortem_desktop.store.library import Library
    from postmortem_desktop.store.recent import SessionSummary
    from postmortem_desktop.timeline.arranging import ReadyTimeline
    from postmortem_desktop.transfer.importing import Incoming
    from postmortem_desktop.ui.evidence.importer import Importer
    from postmortem_desktop.ui.main_window import MainWindow
    from postmortem_desktop.ui.session_page import StepInTurns
    from postmortem_desktop.ui.workspace import Workspace

SESSION_FILE_SUFFIX = ".json"
MOST_AT_ONCE = 1_000
"""Records of a session that is opened without a thread: some hundredths of a second."""


class Desk(QObject):
    """Stands between the window and the library; the library is opened when it is first needed.

    So is everything imported that the list of sessions can do without.

    Whatever stops a gesture for a reason that people can meet ends in a sentence in the window.
    """

    opened = Signal()
    """The library is open, and everything is imported that it needs."""

    def __init__(
        self,
        library_file: Path,
        sessions: Callable[[], Sequence[SessionSummary]],
        state: WindowState,
    ) -> None:
        super().__init__()
        self._path = library_file
        self._state = state
        self._sessions = sessions
        self._library: Library | None = None
        self._opening = Lock()
        self._begins_with_sample = False
        self._opener = JobRunner(self)
        self._ahead = JobRunner(self)
        self._wording = JobRunner(self)
        self._opening_session = Opening(lambda read: self._workspace_of(*read), self)
        self._opening_session.built.connect(self._show)
        self._opening_session.failed.connect(self._tell)
        self._workspace: Workspace | None = None
        self._window: MainWindow | None = None

    @property
    def window(self) -> MainWindow:
        """The window that this desk serves."""
        assert self._window is not None, "serve comes first"
        return self._window

    def serve(self, window: MainWindow, steps_in_turns: Mapping[str, StepInTurns]) -> None:
        """Stand behind a window from now on; ``steps_in_turns`` are the steps that take long."""
        self._window = window
        self._opening_session.serve(window, steps_in_turns)
        window.session_left.connect(self._let_go)
        self._opener.failed.connect(self._tell)
        self._opener.succeeded.connect(self._welcome)

    def gestures(self) -> LibraryGestures:
        """Return what the library page can ask for."""
        return LibraryGestures(
            sessions=self._listed,
            new_session=self._telling(self.new_session),
            open_session=self._telling(self.open_session),
            duplicate=self._telling(self._duplicate),
            archive=lambda session_id, archived: self._guarded(
                lambda: self._archive(session_id, archived=archived)
            ),
            delete=self._telling(self._delete),
            restore=self._telling(self._restore),
            open_sample=self.open_sample,
            import_file=self.choose_file,
        )

    def importer(self) -> Importer:
        """Return what the import pane of a session can ask for."""
        from postmortem_desktop.ui.evidence.importer import Importer

        return Importer(read=self._read, stage=self._stage)

    # Starting and ending

    def resume(self, *, with_sample: bool = False) -> None:
        """Open the library on a thread, and then the session that was open last, or the sample."""
        self._begins_with_sample = with_sample
        self._opener.start(lambda _progress: self._opened())
        self._wording.start(read_wording)

    def open_sample(self) -> None:
        """Show the sample session; the first time, put it into the library."""
        self._guarded(self._open_sample)

    def close(self) -> None:
        """Let every job end, then close the library."""
        self._opening_session.forget()
        end_jobs(self.window)
        end_jobs(self)
        if self._library is not None:
            self._library.close()
            self._library = None

    # Sessions

    def new_session(self, title: str) -> None:
        """Make a session with a title and show it where its timeline begins."""
        self.open_session(self._made(title), step.TIMELINE)

    def open_session(self, session_id: str, at_step: str = "") -> None:
        """Show a session; a large one in a moment, during which the window goes on answering."""
        self._opening_session.forget()
        library = self._opened()
        if library.record_count(session_id) > MOST_AT_ONCE:
            self.window.show_library()
            if self.window.session is None:
                self.window.tell(_("Opening the session…"))
                self._opening_session.begin(library, Wish(session_id, at_step))
            return
        editor = library.editor(session_id)
        if not editor.dossier.is_empty:
            self._show(self._workspace_of(editor), None, at_step)

    def _workspace_of(self, editor: Editor, timeline: ReadyTimeline | None = None) -> Workspace:
        from postmortem_desktop.store.evidence import EvidencePages
        from postmortem_desktop.ui.workspace import Workspace

        library = self._opened()
        pages, settings = EvidencePages(library), self.window.settings
        return Workspace(editor, pages, library.clock, library.ids, settings, self, timeline)

    def _show(self, workspace: Workspace, made: QWidget | None, at_step: str) -> None:
        if self.window.show_session(workspace, at_step, made):
            self._workspace = workspace
        else:
            workspace.deleteLater()

    def choose_file(self) -> None:
        """Ask for a file to make a session of, without stopping anything."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self.window, _("Import"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(
            _("Timelines, tables and sessions (*.md *.markdown *.csv *.tsv *.txt *.json);;All (*)")
        )
        dialog.fileSelected.connect(self.import_file)
        dialog.open()

    def import_file(self, name: str) -> None:
        """Make a session of a file: a session file as it is, anything else as its timeline."""
        self._guarded(lambda: self._import_file(Path(name)))

    def _made(self, title: str) -> str:
        from postmortem_desktop.editing.postmortem_edits import create_postmortem
        from postmortem_desktop.exchange.templates import load_builtin_template

        library = self._opened()
        edit = create_postmortem(
            library.ids, library.clock, title, local_zone(), load_builtin_template()
        )
        session_id = edit.changes[0].record_id
        library.editor(session_id).perform(edit)
        return session_id

    def _open_sample(self) -> None:
        from postmortem_desktop.exchange.samples import load_sample

        self._add(load_sample())

    def _add(self, session: SessionFile) -> bool:
        """Show a session, out of the bin if it lies there; return whether it was new here."""
        from postmortem_desktop.transfer.sessions import add_session

        session_id, is_new = add_session(
            self._opened(), session.records, session.evidence, session.attachments
        )
        if self._opened().load(session_id).postmortem.deleted_at is not None:
            self._restore(session_id)
        self.open_session(session_id, step.TIMELINE)
        return is_new

    def _import_file(self, path: Path) -> None:
        if path.suffix.lower() == SESSION_FILE_SUFFIX:
            self._import_session_file(path)
            return
        self.open_session(self._made(path.stem), step.TIMELINE)
        if self.window.session is not None:
            self.window.session.import_paths([path])

    def _import_session_file(self, path: Path) -> None:
        from postmortem_desktop.exchange.session_file import read_json

        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ImportRejectedError(
                _("{name} cannot be read as text; choose another file.").format(name=path.name)
            ) from error
        session = read_json(text, path.name)
        if not self._add(session):
            self.window.tell(_("This session is here already; it was opened as it is here."))

    def _duplicate(self, session_id: str) -> None:
        from postmortem_desktop.transfer.sessions import duplicate_session

        duplicate_session(self._opened(), session_id)

    def _archive(self, session_id: str, *, archived: bool) -> None:
        from postmortem_desktop.editing.postmortem_edits import archive

        self._change(session_id, lambda dossier: archive(dossier, archived=archived))

    def _delete(self, session_id: str) -> None:
        from postmortem_desktop.editing.postmortem_edits import move_to_bin

        now = self._opened().clock()
        self._change(session_id, lambda dossier: move_to_bin(dossier, now))

    def _restore(self, session_id: str) -> None:
        from postmortem_desktop.editing.postmortem_edits import take_from_bin

        self._change(session_id, take_from_bin)

    def _change(self, session_id: str, build: Callable[[Dossier], Edit]) -> None:
        # What is being opened may be this one, and would not know of the change.
        self._opening_session.forget()
        editor = self._opened().editor(session_id)
        if not editor.dossier.is_empty:
            editor.perform(build(editor.dossier))

    def _let_go(self) -> None:
        if self._workspace is not None:
            self._workspace.deleteLater()
            self._workspace = None

    # The library

    def _opened(self) -> Library:
        """Return the library, waiting for the thread that is opening it if there is one."""
        with self._opening:
            if self._library is None:
                from postmortem_desktop.clock import Uuid7Source, system_clock
                from postmortem_desktop.store.library import Library

                self._library = Library.open(self._path, clock=system_clock, ids=Uuid7Source())
            return self._library

    def _listed(self) -> Sequence[SessionSummary]:
        try:
            return self._sessions()
        except PostmortemError as error:
            # The page first asks while the window is still being built.
            QTimer.singleShot(0, self, partial(self._tell, error))
            return []

    def _welcome(self, _library: Library) -> None:
        self.opened.emit()
        notice = self._opened().backup_notice
        if notice:
            self.window.tell(notice)
        session_id, at_step = self._state.session_id, self._state.step
        if self._begins_with_sample:
            self.open_sample()
        elif session_id and self.window.session is None:
            self._guarded(lambda: self.open_session(session_id, at_step))
        self._ahead.start(import_ahead)

    def _read(
        self, path: Path, *, zone: str | None, day: date | None, progress: Progress
    ) -> Incoming:
        from postmortem_desktop.transfer.importing import read_incoming

        assert self._workspace is not None, "the import pane belongs to an open session"
        library = self._opened()
        return read_incoming(
            library,
            self._workspace.dossier.postmortem.id,
            path,
            zone=zone,
            day=day,
            clock=library.clock,
            ids=library.ids,
            progress=progress,
        )

    def _stage(self, incoming: Iterable[Incoming], progress: Progress) -> None:
        from postmortem_desktop.transfer.importing import stage

        stage(self._opened(), incoming, progress)

    # Telling

    def _telling(self, gesture: Callable[[str], None]) -> Callable[[str], None]:
        return lambda argument: self._guarded(lambda: gesture(argument))

    def _guarded(self, gesture: Callable[[], None]) -> None:
        try:
            gesture()
        except PostmortemError as error:
            self._tell(error)

    def _tell(self, error: Exception) -> None:
        if not isinstance(error, PostmortemError):
            raise error
        self.window.tell(explain(error))
