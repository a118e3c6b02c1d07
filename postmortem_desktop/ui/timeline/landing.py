"""What comes onto the timeline from beside it: evidence and sentences, placed or dropped."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from postmortem_desktop.domain.evidence import EvidenceItem
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import Link, TimelineEvent
from postmortem_desktop.editing.placing_edits import place_items
from postmortem_desktop.i18n import _, ngettext
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
        placed = self._events_by_item()
        there = [placed[item.id] for item in items if item.id in placed]
        dated = [item for item in items if item.at is not None and item.id not in placed]
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
        made = [c.record_id for c in edit.changes if isinstance(c.record, TimelineEvent)]
        space.perform(edit, lambda: self.landed.emit(made))

    def _events_by_item(self) -> dict[str, str]:
        """Return the ids of the events that came from evidence, by the ids of its items."""
        dossier = self._workspace.dossier
        return {
            link.target_id: link.source_id
            for link in reversed(dossier.all(Link))
            if link.kind is LinkKind.CAME_FROM
            and dossier.find(TimelineEvent, link.source_id) is not None
        }


def imported_text(count: int, *, placed: bool) -> str:
    """Return where imported items are, and what can be done next."""
    told = (
        ngettext(
            "{count} item is on the timeline; undo takes it back.",
            "{count} items are on the timeline; undo takes them back.",
            count,
        )
        if placed
        else ngettext(
            "{count} item is in the evidence; drag it onto a lane.",
            "{count} items are in the evidence; drag what matters onto a lane.",
            count,
        )
    )
    return told.format(count=count)
