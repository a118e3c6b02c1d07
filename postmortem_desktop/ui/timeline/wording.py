"""What the grades and ties of an event are called on the timeline."""

from __future__ import annotations

from postmortem_desktop.domain.kinds import Basis, LinkKind, Precision
from postmortem_desktop.i18n import N_

PRECISION_NAMES = {
    Precision.EXACT: N_("exact"),
    Precision.MINUTE: N_("to the minute"),
    Precision.APPROXIMATE: N_("approximate"),
    Precision.BEFORE: N_("before"),
    Precision.AFTER: N_("after"),
    Precision.BETWEEN: N_("between"),
    Precision.UNKNOWN: N_("unknown"),
}
"""How well a time is known."""

BASIS_NAMES = {
    Basis.LOG: N_("log"),
    Basis.CHAT: N_("chat"),
    Basis.GRAPH: N_("graph"),
    Basis.MEMORY_OF_ONE: N_("memory of one"),
    Basis.MEMORY_OF_SEVERAL: N_("memory of several"),
    Basis.NONE: N_("nothing yet"),
}
"""From what it is known."""

TIES_TO_IT = {
    LinkKind.INFLUENCED: N_("Influenced by"),
    LinkKind.FOLLOWED: N_("Came after"),
    LinkKind.CONTRADICTS: N_("Told differently in"),
    LinkKind.SUPPORTS: N_("Supported by"),
    LinkKind.CAME_FROM: N_("Led to"),
}
"""Caption of records from which a link points to the event."""

TIES_FROM_IT = {
    LinkKind.INFLUENCED: N_("Influenced"),
    LinkKind.FOLLOWED: N_("Followed by"),
    LinkKind.CONTRADICTS: N_("Told differently in"),
    LinkKind.SUPPORTS: N_("Speaks for"),
    LinkKind.CAME_FROM: N_("Told in"),
}
"""Caption of records to which a link points from the event."""
