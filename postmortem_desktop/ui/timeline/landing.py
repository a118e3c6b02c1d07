"""What comes onto the timeline from beside it: evidence and sentences, placed or dropped."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from postmortem_desktop.domain.evidence import EvidenceItem
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import Link, TimelineEvent
from postmortem_desktop.editing.placing_edits import place_items
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.interview.sentence_events import answer_id_in, put_sentence, put_words
from postmortem_desktop.ui.workspace import Workspace


class Landing(QObject):
    """Makes events of what is put on the canvas."""

    landed = Signal(list)
    """The ids of the events that were made, or that were there already."""
    noticed = Signal(str)
    """A sentence for the message bar."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace

    def place(self, items: list[EvidenceItem], lane_id: str) -> None:
        """Place items at their own times, in the lanes that they name or else in this one.

        Of items that are on the timeline already, the events are shown.
        """
        there = [event_id for item in items if (event_id := self._event_of(item))]
        dated = [item for item in items if item.at is not None and not self._event_of(item)]
        if dated:
            self._put(dated, lane_id, None, own_lanes=True)
        elif there:
            self.landed.emit(there)
        else:
            self.noticed.emit(_("This states no time; drag it to where it belongs."))

    def drop_evidence(self, item_ids: list[str], lane_id: str, at: datetime | None) -> None:
        """Place items where they were dropped; None for their own times."""
        items = self._workspace.evidence.get(item_ids)
        if items:
            self._put(items, lane_id, at, own_lanes=False)

    def drop_sentence(self, text: str, payload: str, lane_id: str, at: datetime) -> None:
        """Make an event of dropped words, tied to the answer that holds them if there is one."""
        space = self._workspace
        answer = space.dossier.find(Answer, answer_id_in(payload))
        if answer is not None:
            edit = put_sentence(space.dossier, space.ids, answer, text, lane_id, at)
        else:
            edit = put_words(space.dossier, space.ids, text, lane_id, at)
        space.perform(edit)

    def _put(
        self, items: list[EvidenceItem], lane_id: str, at: datetime | None, *, own_lanes: bool
    ) -> None:
        space = self._workspace
        edit = place_items(space.dossier, items, space.ids, lane_id, at=at, own_lanes=own_lanes)
        if space.perform(edit):
            made = [c.record_id for c in edit.changes if isinstance(c.record, TimelineEvent)]
            self.landed.emit(made)

    def _event_of(self, item: EvidenceItem) -> str:
        """Return the event that came from an item; empty for none."""
        dossier = self._workspace.dossier
        found = (
            link.source_id
            for link in dossier.all(Link)
            if link.target_id == item.id and link.kind is LinkKind.CAME_FROM
        )
        return next((i for i in found if dossier.find(TimelineEvent, i) is not None), "")
