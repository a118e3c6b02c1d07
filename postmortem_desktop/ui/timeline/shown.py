"""The records that the canvas shows, read from the dossier once after each change."""

from __future__ import annotations

from dataclasses import dataclass, field

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import Lane, Link, Milestone, Postmortem, TimelineEvent

_KINDS = (Lane, TimelineEvent, Milestone, Link, Postmortem)


@dataclass(frozen=True, slots=True)
class Shown:
    """Lanes from top to bottom; dated events in the order of time; links between events."""

    lanes: tuple[Lane, ...] = ()
    events: dict[str, TimelineEvent] = field(default_factory=dict[str, TimelineEvent])
    event_ids: tuple[str, ...] = ()
    """The keys of ``events``, in their order."""
    milestones: tuple[Milestone, ...] = ()
    links: tuple[Link, ...] = ()

    def lane(self, lane_id: str) -> Lane | None:
        """Return a lane, if it is there."""
        return next((lane for lane in self.lanes if lane.id == lane_id), None)


def read_shown(dossier: Dossier) -> Shown:
    """Return what of a dossier stands on the timeline."""
    lanes = tuple(dossier.lanes())
    places = {lane.id for lane in lanes}
    dated = (e for e in dossier.events() if e.starts_at is not None and e.lane_id in places)
    events = {event.id: event for event in dated}
    links = (k for k in dossier.all(Link) if k.source_id in events and k.target_id in events)
    return Shown(lanes, events, tuple(events), tuple(dossier.milestones()), tuple(links))


def concerns_timeline(edit: Edit) -> bool:
    """Whether an edit changes something that the canvas shows."""
    return any(edit.touches(kind) for kind in _KINDS)
