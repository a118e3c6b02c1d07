"""The inspector beside the canvas: one event, several, or what to do while there is none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.timeline_edits import change_event, remove_events
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.ui import step
from postmortem_desktop.ui.pictures.strip import PictureStrip
from postmortem_desktop.ui.pictures.thumbnails import Thumbnails
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.event_form import EventForm
from postmortem_desktop.ui.timeline.event_ties import EventTies
from postmortem_desktop.ui.timeline.kind_chip import KindChip
from postmortem_desktop.ui.timeline.milestone_menu import fill_milestones, mark
from postmortem_desktop.ui.timeline.several_form import SeveralForm
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.frames import empty_state, hairline, scrolled
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.workspace import Workspace


class Inspector(QFrame):
    """Shows the events whose ids it was last given, as they are now."""

    step_requested = Signal(str, str)
    evidence_requested = Signal(object)
    add_requested = Signal()
    command_requested = Signal(str)
    """The key of an action that is to be done with the events that are shown."""

    def __init__(
        self,
        workspace: Workspace,
        theme: ThemeSource,
        thumbnails: Thumbnails | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make it; ``thumbnails`` are those of another widget, to have each only once."""
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._workspace = workspace
        self._ids: tuple[str, ...] = ()
        self.heading = plain_label(_("Event"), "heading")
        self.number = plain_label("", "secondary")
        self.kind = KindChip(theme)
        self.kind.chosen.connect(self._choose_kind)
        self.form = EventForm(workspace, theme)
        self.pictures = PictureStrip(workspace, thumbnails)
        self.ties = EventTies(workspace, theme)
        self.ties.step_requested.connect(self.step_requested)
        self.ties.evidence_requested.connect(self.evidence_requested)
        self.form.times.undated.connect(self._show_undated)
        self.common = SeveralForm(workspace, theme)
        self.common.command_requested.connect(self.command_requested)
        self._body = QStackedWidget()
        self._make_foot()
        self._arrange()
        workspace.changed.connect(self._follow)
        self.show_events(())

    def show_events(self, event_ids: Sequence[str]) -> None:
        """Turn to these events."""
        self._ids = tuple(event_ids)
        self._refresh()

    def hint_count(self) -> int:
        """Return how many wording hints are open here."""
        return self.form.hint_count() if len(self._ids) == 1 else 0

    def event_ids(self) -> tuple[str, ...]:
        """Return the ids of the events that it was last given."""
        return self._ids

    def events(self) -> list[TimelineEvent]:
        """Return the events that are shown, as they are now."""
        found = (self._workspace.dossier.find(TimelineEvent, i) for i in self._ids)
        return [event for event in found if event is not None]

    def _make_foot(self) -> None:
        self.ask_button = Button(_("Ask about this event"))
        self.ask_button.clicked.connect(self._ask)
        self.milestone_button = Button("", "plain", glyph="flag")
        self.milestone_button.setAccessibleName(_("Milestone"))
        self.milestone_button.setToolTip(_("Mark as a milestone"))
        self.milestones = QMenu(self)
        self.milestones.aboutToShow.connect(self._fill_milestones)
        self.milestones.triggered.connect(self._mark)
        self.milestone_button.setMenu(self.milestones)
        self.delete_button = Button(_("Delete"), "plain")
        self.delete_button.setToolTip(_("Delete (Del)"))
        self.delete_button.clicked.connect(self._delete)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 4)
        head.setSpacing(8)
        head.addWidget(self.heading)
        head.addWidget(self.number)
        head.addStretch(1)
        head.addWidget(self.kind)
        one = QFrame()
        one.setProperty("role", "pane")
        column = QVBoxLayout(one)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.form)
        column.addWidget(self.pictures)
        column.addWidget(self.ties)
        column.addStretch(1)
        self._body.addWidget(self._lesson())
        self._body.addWidget(scrolled(one))
        self._body.addWidget(self.common)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(16, 12, 12, 12)
        foot.setSpacing(4)
        foot.addWidget(self.ask_button)
        foot.addStretch(1)
        foot.addWidget(self.milestone_button)
        foot.addWidget(self.delete_button)
        self._line = hairline()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(self._body, 1)
        outer.addWidget(self._line)
        outer.addWidget(self._foot)

    def _lesson(self) -> QWidget:
        add = Button(_("Add an event"), key="E")
        add.clicked.connect(self.add_requested)
        return empty_state(
            _("What happened, and what was known?"),
            _(
                "Choose an event to say what people saw, expected and took for granted at that "
                "moment. Double-click a lane or press E to add one."
            ),
            add,
        )

    def _refresh(self) -> None:
        events = self.events()
        self._body.setCurrentIndex(min(len(events), 2))
        self.pictures.show_event(events[0].id if len(events) == 1 else "")
        for part in (self.heading, self.kind, self._foot, self._line):
            part.setVisible(bool(events))
        for part in (self.number, self.ask_button, self.milestone_button):
            part.setVisible(len(events) == 1)
        self.delete_button.setEnabled(bool(self._movable()))
        kinds = {event.kind for event in events}
        self.kind.show_kind(kinds.pop() if len(kinds) == 1 else None)
        if len(events) > 1:
            counted = ngettext("{count} event", "{count} events", len(events))
            self.heading.setText(counted.format(count=len(events)))
            self.common.show_events(events)
            return
        self.heading.setText(_("Event"))
        if events:
            self.number.setText(f"E{events[0].number}")
            self.form.show_event(events[0])
            self.ties.show_event(events[0])
            dated = events[0].starts_at is not None
            self.milestone_button.setEnabled(dated)

    def _follow(self, _edit: Edit) -> None:
        if self._ids:
            self._refresh()

    def _choose_kind(self, key: str) -> None:
        events = self.events()
        if len(events) == 1:
            edit = change_event(self._workspace.dossier, events[0].id, kind=EventKind(key))
            self._workspace.perform(edit)
        else:
            self.common.change(kind=EventKind(key))

    def _show_undated(self, event_id: str) -> None:
        self.step_requested.emit(step.TIMELINE, event_id)

    def _ask(self) -> None:
        if self._ids:
            self.step_requested.emit(step.INTERVIEWS, self._ids[0])

    def _delete(self) -> None:
        ids = [event.id for event in self._movable()]
        self._workspace.perform(remove_events(self._workspace.dossier, ids))

    def _movable(self) -> list[TimelineEvent]:
        """Return the events that are not locked."""
        return [event for event in self.events() if not event.locked]

    def _fill_milestones(self) -> None:
        text = _("Mark as {milestone}")
        fill_milestones(self.milestones, self._workspace, self.events()[0].id, text)

    def _mark(self, action: QAction) -> None:
        mark(self._workspace, action, self.events()[0].id)
