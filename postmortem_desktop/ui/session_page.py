"""A session on the screen: its bar, the step that is shown, and the foot."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import Participant, Postmortem
from postmortem_desktop.errors import PostmortemError, StorageError
from postmortem_desktop.i18n import _
from postmortem_desktop.ui import step as steps
from postmortem_desktop.ui.actions import STEPS
from postmortem_desktop.ui.palette import PaletteEntry
from postmortem_desktop.ui.session_bar import SessionBar
from postmortem_desktop.ui.status import StatusFoot, derived_times_note, derived_times_text
from postmortem_desktop.ui.step import Step
from postmortem_desktop.ui.workspace import Workspace

StepFactory = Callable[[Workspace], QWidget]
"""Makes the widget of one step, when it is first shown."""

StepInTurns = Callable[[Workspace, QWidget], Generator[None, None, QWidget]]
"""Makes it below a widget, piece by piece, so that the window answers in between."""


class SessionPage(QFrame):
    """One open session; its steps are made when they are first shown."""

    step_left = Signal()
    """Another step comes to the front now; what was said about the one before is over."""
    step_shown = Signal(str)
    """The key of the step that is in front now."""
    step_made = Signal(QWidget)
    noticed = Signal(str)
    """A sentence for the message bar."""

    def __init__(
        self,
        workspace: Workspace,
        factories: Mapping[str, StepFactory],
        undo: QAction,
        redo: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.workspace = workspace
        self._factories = factories
        self._undo, self._redo = undo, redo
        self._steps: dict[str, QWidget] = {}
        self.current_key = ""
        self.bar = SessionBar()
        self.stack = QStackedWidget()
        self.beside = QSplitter(Qt.Orientation.Horizontal)
        self.beside.setChildrenCollapsible(False)
        self.beside.addWidget(self.stack)
        self.foot = StatusFoot(undo, redo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.beside, 1)
        column.addWidget(self.foot)
        self.bar.steps.chosen.connect(self.show_step)
        workspace.changed.connect(self._follow)
        workspace.failed.connect(self._note_refusal)
        workspace.hints_counted.connect(self._show_status)
        workspace.saving.connect(self.foot.show_saving)
        self.bar.show_facts(workspace.dossier.postmortem)
        self._name_history()

    @property
    def current_step(self) -> QWidget | None:
        """The widget of the step in front."""
        return self._steps.get(self.current_key)

    def show_step(self, key: str, record_id: str = "") -> None:
        """Bring a step to the front, at a record if one is named."""
        if key not in self._factories:
            return
        if key != self.current_key:
            self.step_left.emit()
        if not self.workspace.is_saving:
            # Otherwise what is being typed stays in its field until the disk is free.
            self.workspace.flush()
        if key not in self._steps:
            self.take_in(key, self._factories[key](self.workspace))
        widget = self._steps[key]
        self.current_key = key
        self.bar.steps.choose(key)
        self.stack.setCurrentWidget(widget)
        if not self.bar.steps.isAncestorOf(self.focusWidget() or self):
            widget.setFocus()
        if record_id and isinstance(widget, Step):
            # It may have a place of its own for the keyboard.
            widget.show_record(record_id)
        self._show_status()
        self.step_shown.emit(key)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what the step in front does for the keys of the actions."""
        widget = self.current_step
        return widget.handlers() if isinstance(widget, Step) else {}

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Hand files to the step in front."""
        widget = self.current_step
        if isinstance(widget, Step):
            widget.import_paths(paths)

    def entries(self) -> Iterable[PaletteEntry]:
        """Offer the events, people and findings of this session to the palette."""
        dossier = self.workspace.dossier
        for title, group, key, record_id in _places(dossier):
            person = dossier.find(Participant, record_id)
            also = f"{person.name} {person.alias}" if person is not None else ""
            yield PaletteEntry(title, group, _Visit(self, key, record_id), also=also)

    def take_in(self, key: str, widget: QWidget) -> None:
        """Take the widget of a step, which may be made before the page is."""
        self._steps[key] = widget
        self.stack.addWidget(widget)
        if isinstance(widget, Step):
            widget.status_changed.connect(self._show_status)
            widget.step_requested.connect(self.show_step)
            widget.noticed.connect(self.noticed)
        self.step_made.emit(widget)

    def _follow(self, edit: Edit) -> None:
        self.foot.show_saved(is_saved=True)
        if edit.touches(Postmortem):
            self.bar.show_facts(self.workspace.dossier.postmortem)
        self._name_history()
        self._show_status()

    def _note_refusal(self, error: PostmortemError) -> None:
        """Say so when words were not stored; what was declined leaves all saved as it was."""
        if isinstance(error, StorageError) and not self.workspace.is_saving:
            self.foot.show_saved(is_saved=False)

    def _show_status(self) -> None:
        widget = self.current_step
        counts = hints = side = ""
        if isinstance(widget, Step):
            counts, hints, side = widget.status_text(), widget.hint_text(), widget.side_text()
        note = "" if side else derived_times_note()
        self.foot.side.explanation = note
        self.foot.side.setAccessibleDescription(note)
        self.foot.show_texts(counts, hints, side or derived_times_text(self.workspace.dossier))

    def _name_history(self) -> None:
        for action, plain, named, label in (
            (self._undo, _("Undo"), _("Undo {label}"), self.workspace.undo_label),
            (self._redo, _("Redo"), _("Redo {label}"), self.workspace.redo_label),
        ):
            text = named.format(label=label) if label else plain
            action.setText(text.replace("&", "&&"))
            keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
            tip = text.replace("&", "&amp;").replace("<", "&lt;")
            action.setToolTip(f"<p>{tip} ({keys})</p>")


class _Visit:
    """Goes to a record when it is called."""

    def __init__(self, page: SessionPage, key: str, record_id: str) -> None:
        self._page, self._key, self._record_id = page, key, record_id

    def __call__(self) -> None:
        self._page.show_step(self._key, self._record_id)


def _places(dossier: Dossier) -> Iterable[tuple[str, str, str, str]]:
    """Yield title, group, step and id of every record that can be gone to."""
    names = dict(STEPS)
    for event in dossier.events():
        yield f"E{event.number} {event.title}", _("Event"), steps.TIMELINE, event.id
    for person in dossier.participants():
        yield person.label, _("Person"), steps.INTERVIEWS, person.id
    for record in (*dossier.factors(), *dossier.findings()):
        yield record.title, _(names[steps.LEARNINGS]), steps.LEARNINGS, record.id
    for action in dossier.actions():
        yield action.title, _(names[steps.ACTIONS]), steps.ACTIONS, action.id
