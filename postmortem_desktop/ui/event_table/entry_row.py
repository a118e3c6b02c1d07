"""The row below the table in which the next event is typed: save, and add another."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.domain.names import EVENT_KIND_NAMES
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.editing.placing_edits import first_lane_title
from postmortem_desktop.editing.table_edits import EventRow, add_rows
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.quick_entry import event_to_count_from
from postmortem_desktop.timeline.surroundings import Surroundings
from postmortem_desktop.timeline.typed_times import TypedTime
from postmortem_desktop.ui.event_table.cell_editors import PlainLine
from postmortem_desktop.ui.event_table.cell_times import read_start
from postmortem_desktop.ui.event_table.writing import unread_sentence
from postmortem_desktop.ui.fonts import base_font, tabular
from postmortem_desktop.ui.icons import icon
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.choice import Choice
from postmortem_desktop.ui.widgets.line_hints import LineHints, hints_for
from postmortem_desktop.ui.workspace import Workspace

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAST_PX = (104, 104, 132)
_WIDTHS_PX = (192, 164, 148)
"""Of time, lane and kind, so that their words have room, and the least of it."""
_ENDLESS_PX = 10_000
_WIDE_FROM_PX = 780
"""From this width on all parts stand beside each other."""


class EntryRow(QWidget):
    """Enter saves and begins the next one with the same lane and kind; Shift+Enter goes to it."""

    added = Signal(str)
    """The id of a new event; the next one is typed here."""
    finished = Signal(str)
    """The id of a new event to which the typing shall lead."""
    remarked = Signal(str)
    """A sentence on what was typed; empty when all is well."""

    def __init__(
        self, workspace: Workspace, theme: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._theme = workspace, theme
        self._last_id = ""
        self.time = PlainLine(_("Time of the new event"))
        self.time.setPlaceholderText(_("14:05, ~14:05 or empty"))
        self.time.setFont(tabular(base_font()))
        self.lane = Choice(_("Lane of the new event"))
        self.kind = Choice(_("Kind of the new event"))
        self.title = PlainLine(_("What happened, of the new event"))
        self.title.setPlaceholderText(_("What happened?"))
        LineHints(self.title, hints_for(workspace))
        self.button = Button(_("Add"), key="Enter")
        self.button.clicked.connect(self._add_another)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._is_narrow: bool | None = None
        self._arrange(narrow=False)
        theme.changed.connect(self._tint)
        self._tint()
        self.kind.choose(EventKind.OBSERVATION.value)
        self.refresh()

    def minimumSizeHint(self) -> QSize:
        """Need no more than the room for three parts beside each other."""
        width = sum(_LEAST_PX) + 2 * self._grid.spacing()
        return QSize(width, self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what happened below the rest where there is no room beside it."""
        super().resizeEvent(event)
        self._arrange(narrow=event.size().width() < _WIDE_FROM_PX)

    def _arrange(self, *, narrow: bool) -> None:
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        for column, part in enumerate((self.time, self.lane, self.kind)):
            part.setMinimumWidth((_LEAST_PX if narrow else _WIDTHS_PX)[column])
            part.setMaximumWidth(_ENDLESS_PX if narrow else _WIDTHS_PX[column])
            self._grid.addWidget(part, 0, column)
        self._grid.addWidget(self.title, int(narrow), 0 if narrow else 3, 1, 2 if narrow else 1)
        self._grid.addWidget(self.button, int(narrow), 2 if narrow else 4)
        self._grid.setColumnStretch(3, int(not narrow))

    def refresh(self) -> None:
        """Offer the lanes as they are now."""
        lanes = [(lane.id, lane.title) for lane in self._workspace.dossier.lanes()]
        self.lane.set_options(lanes or [("", first_lane_title())])
        if self.lane.currentIndex() < 0:
            self.lane.setCurrentIndex(0)

    def begin(self, lane_id: str = "") -> None:
        """Type the next event, in a lane if one is given."""
        if self._workspace.dossier.find(Lane, lane_id) is not None:
            self.lane.choose(lane_id)
        self.time.setFocus(Qt.FocusReason.OtherFocusReason)
        self.time.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save on Enter, with Shift or Ctrl go to what was saved."""
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
            return
        going = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
        event_id = self._save()
        if event_id and event.modifiers() & going:
            self.finished.emit(event_id)
        elif event_id:
            self._begin_next(event_id)

    def _add_another(self) -> None:
        event_id = self._save()
        if event_id:
            self._begin_next(event_id)

    def _begin_next(self, event_id: str) -> None:
        self.time.setFocus(Qt.FocusReason.OtherFocusReason)
        self.added.emit(event_id)

    def _save(self) -> str:
        """Make the event; return its id, or nothing when something is left to say first."""
        row = self._row()
        if row is None:
            return ""
        space = self._workspace
        edit = add_rows(space.dossier, space.ids, [row], self.lane.currentData() or "")
        if not space.perform(edit):
            return ""
        self.time.clear()
        self.title.clear()
        self.remarked.emit("")
        self._last_id = edit.changes[-1].record_id
        return self._last_id

    def _row(self) -> EventRow | None:
        title, text = " ".join(self.title.text().split()), self.time.text().strip()
        kind = EventKind(self.kind.currentData())
        typed = self._typed_time(text) if text else None
        if text and typed is None:
            self._ask(self.time, unread_sentence(text))
            return None
        if not title:
            self._ask(self.title, _("Say in a few words what happened, then press Enter."))
            return None
        if typed is None:
            return EventRow(title=title, kind=kind)
        return EventRow(
            title=title,
            kind=kind,
            starts_at=typed.starts_at,
            ends_at=typed.ends_at,
            precision=typed.precision,
        )

    def _typed_time(self, text: str) -> TypedTime | None:
        """Return the time that is typed; ``+3m`` counts from the event added before.

        A clock without a date is of the day nearest to that event, or to what is there.
        """
        dossier, now = self._workspace.dossier, self._workspace.clock()
        counts_from = event_to_count_from(dossier, self._last_id)
        is_told = counts_from is not None and counts_from.id == self._last_id
        starts = (event.starts_at for event in dossier.all(TimelineEvent))
        around = Surroundings(
            day=dossier.day(now),
            zone=self._workspace.zone,
            now=now,
            relative_to=counts_from,
            moments=sorted(start for start in starts if start is not None),
            told=counts_from.starts_at if counts_from is not None and is_told else None,
        )
        return read_start(text, around)

    def _ask(self, line: PlainLine, sentence: str) -> None:
        self.remarked.emit(sentence)
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tint(self) -> None:
        self.kind.set_options((kind.value, _(name)) for kind, name in EVENT_KIND_NAMES.items())
        theme = self._theme.theme
        for place, kind in enumerate(EVENT_KIND_NAMES):
            self.kind.setItemIcon(place, icon(kind.value, theme.kind_colour(kind)))
