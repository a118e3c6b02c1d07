"""The filter in force on the timeline, and the events that it takes out of sight."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.evidence import EvidenceBatch
from postmortem_desktop.domain.records import Lane, Participant, TimelineEvent
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.timeline.filtering import EventFilter, evidence_ties, hidden_ids
from postmortem_desktop.ui.workspace import Workspace


class Filtering(QObject):
    """A filter is a matter of looking: it is no edit and is not kept."""

    changed = Signal()
    """Another filter is in force, or it hides others than before."""
    hidden_changed = Signal(object)
    """The ids of the events that are out of sight now, as a frozenset."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.chosen = EventFilter()
        self.hidden: frozenset[str] = frozenset()
        workspace.changed.connect(self._follow)
        workspace.filtered.connect(self._follow_others)

    def choose(self, chosen: EventFilter) -> None:
        """Put another filter in force."""
        if chosen != self.chosen:
            self.chosen = chosen
            self._look()

    def show_everything(self) -> None:
        """Filter no longer."""
        self.choose(EventFilter())

    def let_through(self, event_id: str) -> None:
        """Filter no longer when an event that somebody asked for would be out of sight."""
        if event_id in self.hidden:
            self.show_everything()

    def told_if_hidden(self, event_id: str) -> str:
        """Return where an event that was just made is; empty when it is in sight."""
        if event_id not in self.hidden:
            return ""
        title = self._workspace.dossier.get(TimelineEvent, event_id).title
        hidden = ngettext("{count} hidden", "{count} hidden", len(self.hidden))
        return _("Added “{title}”. The filter hides it; “{hidden}” shows everything.").format(
            title=title, hidden=hidden.format(count=len(self.hidden))
        )

    def counts(self) -> tuple[int, int]:
        """Return how many events are in sight, and how many there are."""
        total = len(self._workspace.dossier.all(TimelineEvent))
        return total - len(self.hidden), total

    def _follow(self, _edit: Edit) -> None:
        if self.chosen.is_open:
            return
        dossier = self._workspace.dossier
        # What has gone must not go on hiding everything else.
        self.chosen = replace(
            self.chosen,
            lanes=frozenset(i for i in self.chosen.lanes if dossier.find(Lane, i)),
            people=frozenset(i for i in self.chosen.people if dossier.find(Participant, i)),
            sources=frozenset(i for i in self.chosen.sources if dossier.find(EvidenceBatch, i)),
        )
        self._look()

    def _follow_others(self) -> None:
        """Filter no longer when everything was brought back in another step."""
        if self._workspace.hidden != self.hidden:
            self.show_everything()

    def _look(self) -> None:
        dossier = self._workspace.dossier
        batch_of: dict[str, str] = {}
        if self.chosen.sources:
            items = {item_id for _event_id, item_id in evidence_ties(dossier)}
            batch_of = self._workspace.evidence.batches_of(items)
        hidden = hidden_ids(dossier, self.chosen, batch_of)
        is_other = hidden != self.hidden
        self.hidden = hidden
        self.changed.emit()
        if is_other:
            self.hidden_changed.emit(hidden)
