"""The step Timeline: evidence at the left, the incident in the middle, one event at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.evidence import EvidenceItem
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.editing.undated_edits import date_event, undate_events
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.ui import step
from postmortem_desktop.ui.evidence.importer import Importer
from postmortem_desktop.ui.evidence.inbox import dropped_files
from postmortem_desktop.ui.pictures.sources import picture_files
from postmortem_desktop.ui.pictures.view import PictureView
from postmortem_desktop.ui.step import Step
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.landing import Landing, imported_text
from postmortem_desktop.ui.timeline.nudging import NudgeNote
from postmortem_desktop.ui.timeline.panes import Panes
from postmortem_desktop.ui.timeline.picture_commands import PictureCommands
from postmortem_desktop.ui.timeline.view_history import fit_selection
from postmortem_desktop.ui.turns import in_one_go
from postmortem_desktop.ui.widgets.side_panes import SidePanes
from postmortem_desktop.ui.workspace import Workspace

_WIDTHS = (264, 740, 316)
_ZOOM = 1.25


class TimelineStep(Step):
    """Joins inbox, canvas and inspector; what is done with them becomes edits here or there."""

    def __init__(
        self,
        workspace: Workspace,
        theme: ThemeSource,
        importer: Importer,
        parent: QWidget | None = None,
        panes: Panes | None = None,
    ) -> None:
        """Make it; ``panes`` that are there already need not be made."""
        super().__init__(parent)
        self._workspace = workspace
        panes = panes or in_one_go(Panes.made(workspace, theme, importer, self))
        self.inbox, self.middle, self.inspector = panes.inbox, panes.middle, panes.inspector
        self.canvas = self.middle.canvas
        self.picture_view = PictureView(workspace, self.middle)
        self.pictures_out = PictureCommands(
            self.canvas, self.middle.filtering, theme, self.inspector.event_ids, self
        )
        self.linking, self.nudge_note = self.canvas.linking, NudgeNote(self.canvas)
        self.landing = Landing(workspace, self)
        self.splitter = SidePanes(self.inbox, self.middle, self.inspector)
        self.splitter.setObjectName("timeline")
        self.inbox.setMinimumWidth(224)
        self.inspector.setMinimumWidth(288)
        self.splitter.setSizes(_WIDTHS)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.splitter)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.canvas)
        self._connect()

    # What the window asks

    def status_text(self) -> str:
        """Return the counts for the foot of the window, and how far an arrow key would move."""
        dossier = self._workspace.dossier
        events, lanes = len(dossier.all(TimelineEvent)), len(dossier.all(Lane))
        counts = (
            ngettext("{count} event", "{count} events", events).format(count=events),
            ngettext("{count} lane", "{count} lanes", lanes).format(count=lanes),
        )
        return " · ".join(filter(None, (*counts, self.nudge_note.text)))

    def hint_text(self) -> str:
        """Return how many wording hints are open here."""
        count = self.inspector.hint_count()
        if not count:
            return ""
        return ngettext("{count} wording hint", "{count} wording hints", count).format(count=count)

    def show_record(self, record_id: str) -> None:
        """Select an event and bring it into view."""
        if self._workspace.dossier.find(TimelineEvent, record_id) is None:
            return
        self.middle.filtering.let_through(record_id)
        self.canvas.set_selection([record_id])
        self.canvas.reveal(record_id)
        # An undated event is not on the canvas, and is shown all the same.
        self.middle.tray.choose(record_id)
        self.inspector.show_events([record_id])

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what this step does for the window's actions."""
        return {
            "add_event": self.middle.quick_add.open_line,
            "add_lane": self.middle.lanes.open,
            "link": self.linking.begin,
            "turn_link": self.linking.turn_round,
            "fit": self.canvas.fit,
            "fit_selection": partial(fit_selection, self.canvas),
            "previous_view": self.middle.history.back,
            "next_view": self.middle.history.forward,
            "find_event": self.middle.search.open_line,
            "filter": self.middle.filter_card.open,
            **self.middle.table_handlers(),
            "undate": self._undate_selected,
            "snap": self.middle.toolbar.choose_snap,
            "snapping": self.middle.toggle_snapping,
            "zone": self.middle.toolbar.zone_chip.open,
            "zoom_in": partial(self.canvas.zoom, _ZOOM),
            "zoom_out": partial(self.canvas.zoom, 1 / _ZOOM),
            "rename": self.canvas.rename,
            "delete": self.canvas.remove_selected,
            "import_evidence": self.choose_files,
            "evidence_pane": self._toggle_evidence,
            "fields_pane": self._toggle_fields,
            **self.canvas.menus.commands.handlers(),
            **self.pictures_out.handlers(),
            "paste_picture": self.inspector.pictures.paste,
            "open_picture": self.inspector.pictures.open_first,
            "add_pictures": self.inspector.pictures.choose,
        }

    # Times

    def undate(self, event_ids: Sequence[str]) -> None:
        """Take the times from events, which go to the tray."""
        space = self._workspace
        edit = undate_events(space.dossier, event_ids)
        if edit.changes:
            space.perform(edit, lambda: self.show_record(edit.changes[-1].record_id))

    def date_undated(self, event_id: str, lane_id: str, moment: datetime) -> None:
        """Give an event from the tray the time and the lane where it was dropped."""
        space = self._workspace
        if space.dossier.find(TimelineEvent, event_id) is None:
            return
        lane_id = lane_id or space.dossier.get(TimelineEvent, event_id).lane_id
        if space.perform(date_event(space.dossier, event_id, moment, lane_id)):
            self._back_to_canvas()
            self.canvas.set_selection([event_id])

    # Import

    def choose_files(self) -> None:
        """Ask for files to import, without stopping anything."""
        dialog = QFileDialog(self.window(), _("Import evidence"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(
            _("Tables and timelines (*.csv *.tsv *.md *.markdown *.txt);;All files (*)")
        )
        dialog.filesSelected.connect(self._import_named)
        dialog.open()

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Show what these files hold, and offer to take it over."""
        self.middle.import_pane.read(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if dropped_files(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the files."""
        files, pictures = dropped_files(event.mimeData()), picture_files(event.mimeData())
        if not files:
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if others := [path for path in files if path not in pictures]:
            self.import_paths(others)
        if pictures:
            self.noticed.emit(_("Drop pictures onto an event or a lane, without other files."))

    # Inside

    def _paste(self) -> None:
        if not self.middle.paste_rows():
            self.inspector.pictures.paste()

    def _connect(self) -> None:
        canvas, tools = self.canvas, self.middle.toolbar
        canvas.selection_changed.connect(self._select)
        canvas.event_activated.connect(self._activate)
        canvas.evidence_dropped.connect(self.landing.drop_evidence)
        canvas.sentence_dropped.connect(self.landing.drop_sentence)
        canvas.undated_dropped.connect(self.date_undated)
        canvas.shelved.connect(self.undate)
        canvas.link_dropped.connect(self.linking.join)
        canvas.pictures_dropped.connect(self._take_pictures)
        canvas.paste_requested.connect(self._paste)
        canvas.picture_activated.connect(self.picture_view.open)
        canvas.noticed.connect(self.noticed)
        self.nudge_note.changed.connect(self.status_changed)
        canvas.writing.event_made.connect(self._tell_if_hidden)
        canvas.menus.ask_requested.connect(partial(self.step_requested.emit, step.INTERVIEWS))
        canvas.menus.undate_requested.connect(self._undate_selected)
        canvas.menus.commands.work_on(self.inspector.event_ids)
        canvas.menus.commands.choosing.connect(partial(self._leave, self.inspector))
        self.landing.landed.connect(self._show_landed)
        self.landing.noticed.connect(self.noticed)
        self.pictures_out.noticed.connect(self.noticed)
        tools.event_button.clicked.connect(self.middle.quick_add.open_line)
        tools.lane_button.clicked.connect(self.middle.lanes.open)
        tools.link_button.clicked.connect(self.linking.begin)
        tools.fit_button.clicked.connect(canvas.fit)
        tools.evidence_button.clicked.connect(self._toggle_evidence)
        tools.fields_button.clicked.connect(self._toggle_fields)
        self.splitter.put_aside_changed.connect(self._show_put_aside)
        self.middle.search.reached.connect(self.show_record)
        self.middle.search.closed.connect(self._back_to_canvas)
        self.middle.events_selected.connect(self.inspector.show_events)
        self.middle.events_selected.connect(self._reveal_chosen_row)
        self.middle.event_activated.connect(self._activate)
        self.middle.tray.chosen.connect(self._show_undated)
        self.middle.tray.left.connect(self._back_to_canvas)
        self.middle.quick_add.added.connect(self._show_added)
        self.middle.quick_add.closed.connect(self._back_to_canvas)
        self.middle.imported.connect(self._tell_imported)
        self.middle.import_closed.connect(self._back_to_canvas)
        self.inbox.import_requested.connect(self.choose_files)
        self.inbox.place_requested.connect(self._place)
        self.inspector.step_requested.connect(self._go)
        self.inspector.evidence_requested.connect(self._show_evidence)
        self.inspector.add_requested.connect(self.middle.quick_add.open_line)
        self.inspector.command_requested.connect(self._command)
        self.inspector.pictures.open_requested.connect(self.picture_view.open)
        self.inspector.pictures.target.added.connect(self.show_record)
        self._workspace.changed.connect(self._follow)

    def _undate_selected(self) -> None:
        self.undate(self.canvas.selection)

    def _select(self, event_ids: list[str]) -> None:
        self.inspector.show_events(event_ids)
        if event_ids:
            self.middle.tray.choose("")
        self.status_changed.emit()

    def _reveal_chosen_row(self, event_ids: list[str]) -> None:
        """Bring a row's event into sight if it was chosen there, and not left by a filter."""
        table = self.middle.table
        if table is not None and table.view.hasFocus() and event_ids:
            in_hand = table.view.current_id
            self.canvas.reveal(in_hand if in_hand in event_ids else event_ids[-1])

    def _activate(self, event_id: str) -> None:
        if event_id not in self.canvas.selection:
            self.inspector.show_events([event_id])

    def _follow(self, _edit: Edit) -> None:
        self.status_changed.emit()

    def _go(self, key: str, record_id: str) -> None:
        if key == step.TIMELINE:
            self.show_record(record_id)
        else:
            self.step_requested.emit(key, record_id)

    def _show_undated(self, event_id: str) -> None:
        self.canvas.set_selection([])
        self.inspector.show_events([event_id])

    def _toggle_evidence(self) -> None:
        self._toggle(self.inbox)

    def _toggle_fields(self) -> None:
        self._toggle(self.inspector)

    def _toggle(self, pane: QWidget) -> None:
        """Put a side pane aside or bring it back; the keyboard does not go with it."""
        self._leave(pane)
        self.splitter.toggle(pane)

    def _leave(self, pane: QWidget) -> None:
        if pane.isAncestorOf(self.window().focusWidget() or self):
            self._back_to_canvas()

    def _show_put_aside(self) -> None:
        self.middle.toolbar.show_put_aside(
            evidence=self.inbox.isHidden(), fields=self.inspector.isHidden()
        )

    def _show_evidence(self, item: EvidenceItem) -> None:
        self.splitter.bring_back(self.inbox)
        self.inbox.show_item(item)

    def _command(self, key: str) -> None:
        self.handlers()[key]()

    def _show_added(self, event_id: str) -> None:
        self._tell_if_hidden(event_id)
        self.canvas.set_selection([event_id])
        self.canvas.reveal(event_id)

    def _tell_if_hidden(self, event_id: str) -> None:
        if told := self.middle.filtering.told_if_hidden(event_id):
            self.noticed.emit(told)

    def _take_pictures(
        self, mime: QMimeData, event_id: str, lane_id: str, moment: datetime
    ) -> None:
        target = self.inspector.pictures.target
        if event_id:
            target.add_pictures(event_id, mime)
        elif lane_id:
            target.add_event(lane_id, moment, mime)
        else:
            self.noticed.emit(_("Add a lane first; pictures can be dropped onto it then."))

    def _back_to_canvas(self) -> None:
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_imported(self, count: int, placed: bool) -> None:  # noqa: FBT001 - a slot
        if placed:
            self.canvas.fit()
        else:
            self.splitter.bring_back(self.inbox)
        self.noticed.emit(imported_text(count, placed=placed))

    def _import_named(self, names: list[str]) -> None:
        self.import_paths([Path(name) for name in names])

    def _place(self, items: list[EvidenceItem]) -> None:
        self.landing.place(items, self.middle.lane_of_selection())

    def _show_landed(self, event_ids: list[str]) -> None:
        if len(event_ids) == 1:
            self.show_record(event_ids[0])
        else:
            self.canvas.set_selection(event_ids)
            self.canvas.reveal(event_ids[0])
