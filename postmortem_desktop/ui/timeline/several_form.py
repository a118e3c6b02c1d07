"""What several events have in common, and what can be done with all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from postmortem_desktop.domain.kinds import Basis
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.timeline_edits import change_events
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.event_marks import EventMarks
from postmortem_desktop.ui.timeline.wording import BASIS_NAMES
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.choice import Choice
from postmortem_desktop.ui.widgets.labelled import Labelled
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.workspace import Workspace


class SeveralForm(QFrame):
    """A value that is chosen here is that of all the events, as one step; locked ones stay."""

    command_requested = Signal(str)
    """The key of an action that is to be done with the events."""

    def __init__(
        self, workspace: Workspace, theme: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._workspace = workspace
        self._events: tuple[TimelineEvent, ...] = ()
        self.lane = Choice(_("Lane of all of them"))
        self.lane.chosen.connect(lambda lane_id: self.change(lane_id=lane_id))
        self.basis = Choice(_("How do we know of all of them?"))
        self.basis.set_options((key.value, _(name)) for key, name in BASIS_NAMES.items())
        self.basis.chosen.connect(lambda key: self.change(basis=Basis(key)))
        for choice in (self.lane, self.basis):
            choice.setPlaceholderText(_("different ones"))
        self.marks = EventMarks(theme)
        self.marks.switched.connect(lambda name, is_on: self.change(**{name: is_on}))
        self.note = plain_label("", "secondary", wrap=True)
        self._make_buttons()
        self._arrange()

    def show_events(self, events: Sequence[TimelineEvent]) -> None:
        """Show what the events have in common."""
        self._events = tuple(events)
        lanes, bases = {event.lane_id for event in events}, {event.basis for event in events}
        self.lane.set_options((lane.id, lane.title) for lane in self._workspace.dossier.lanes())
        self.lane.choose(lanes.pop() if len(lanes) == 1 else None)
        self.basis.choose(bases.pop() if len(bases) == 1 else None)
        self.marks.show_events(events)
        locked = sum(event.locked for event in events)
        told = ngettext(
            "{count} of them is locked, and stays as it is until it is unlocked.",
            "{count} of them are locked, and stay as they are until they are unlocked.",
            locked,
        )
        self.note.setText(told.format(count=locked))
        self.note.setVisible(bool(locked))
        self.merge_button.setEnabled(not locked)
        self.merge_button.setToolTip(
            _("Unlock them to merge them") if locked else _("Make one event of them (M)")
        )
        movable = any(event.starts_at is not None and not event.locked for event in events)
        self.shift_button.setEnabled(movable)
        self.link_button.setVisible(len(events) == 2)

    def change(self, **values: Any) -> None:
        """Give all of the events these values, as one step."""
        ids = [event.id for event in self._events]
        self._workspace.perform(change_events(self._workspace.dossier, ids, **values))
        # A choice that changed nothing, because all are locked, is not to stand there.
        present = (self._workspace.dossier.find(TimelineEvent, event_id) for event_id in ids)
        self.show_events([event for event in present if event is not None])

    # Inside

    def _make_buttons(self) -> None:
        self.merge_button = Button(_("Merge"))
        self.duplicate_button = Button(_("Duplicate"))
        self.duplicate_button.setToolTip(_("Put a copy beside each of them (Ctrl+D)"))
        self.shift_button = Button(_("Shift…"))
        self.shift_button.setToolTip(_("Shift the time of all of them by an amount (Ctrl+M)"))
        self.link_button = Button(_("Link"))
        self.link_button.setToolTip(_("Say that the first influenced the second (L)"))
        for key, button in (
            ("merge", self.merge_button),
            ("duplicate", self.duplicate_button),
            ("shift", self.shift_button),
            ("link", self.link_button),
        ):
            button.clicked.connect(partial(self.command_requested.emit, key))

    def _arrange(self) -> None:
        buttons = QGridLayout()
        buttons.setSpacing(8)
        places = (self.merge_button, self.duplicate_button, self.shift_button, self.link_button)
        for place, button in enumerate(places):
            buttons.addWidget(button, *divmod(place, 2))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(12)
        column.addWidget(Labelled(_("Lane"), self.lane))
        column.addWidget(Labelled(_("How do we know?"), self.basis))
        column.addWidget(self.marks)
        column.addLayout(buttons)
        column.addWidget(self.note)
        column.addWidget(
            plain_label(
                _("Arrow keys move them together; hold Ctrl to choose more or fewer."),
                "secondary",
                wrap=True,
            )
        )
        column.addStretch(1)
