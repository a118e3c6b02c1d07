"""What a menu offers for a lane: its look, its place, its clock, and taking it away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QMenu

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.editing.changes import shortened
from postmortem_desktop.editing.lane_edits import (
    change_lane,
    nest_lane,
    remove_lane,
    reorder_lane,
)
from postmortem_desktop.errors import RecordError
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.ui.icons import icon
from postmortem_desktop.ui.timeline.lane_look import (
    LANE_COLOURS,
    LANE_GLYPHS,
    lane_colour,
    lane_glyph,
)
from postmortem_desktop.ui.timeline.lane_titles import name_of_toggle, toggle_lane

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas


class LaneMenu(QObject):
    """Fills menus for the lanes of one canvas."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas

    def fill(self, menu: QMenu, lane: Lane) -> None:
        """Offer what can be done with a lane, apart from writing its title."""
        canvas = self._canvas
        self._add_colours(menu.addMenu(_("Colour")), lane)
        self._add_glyphs(menu.addMenu(_("Glyph")), lane)
        menu.addSeparator()
        self._add_places(menu, lane)
        fold = partial(toggle_lane, canvas, lane.id)
        add_action(menu, "fold_lane", name_of_toggle(lane), fold, key="C")
        shift = partial(canvas.menus.commands.shift_lane, lane.id)
        add_action(menu, "shift_lane", _("Shift the lane’s clock…"), shift)
        menu.addSeparator()
        add_action(menu, "add_lane", _("Add a lane"), canvas.writing.new_lane)
        remove = partial(self._perform, lane.id, remove_lane)
        add_action(menu, "delete_lane", self._deletion_text(lane), remove)

    def move(self, lane_id: str, steps: int) -> None:
        """Put a lane further down among those that it stands with, or with fewer than 0 up."""
        lanes = self._canvas.workspace.dossier.lanes()
        place = next((row for row, lane in enumerate(lanes) if lane.id == lane_id), None)
        if place is not None:
            self._perform(lane_id, reorder_lane, place + steps)

    # Inside

    def _add_colours(self, menu: QMenu, lane: Lane) -> None:
        theme = self._canvas.display.look.theme
        self._add_choice(menu, lane, "colour", "", _("None"))
        for kind, name in LANE_COLOURS.items():
            action = self._add_choice(menu, lane, "colour", kind.value, _(name))
            action.setIcon(icon("dot", theme.kind_colour(kind)))

    def _add_glyphs(self, menu: QMenu, lane: Lane) -> None:
        theme = self._canvas.display.look.theme
        colour: QColor = lane_colour(lane, theme) or theme.text_secondary
        self._add_choice(menu, lane, "glyph", "", _("None"))
        for glyph, name in LANE_GLYPHS.items():
            action = self._add_choice(menu, lane, "glyph", glyph, _(name))
            action.setIcon(icon(glyph, colour))

    def _add_choice(self, menu: QMenu, lane: Lane, field: str, value: str, text: str) -> QAction:
        worn = {"colour": lane.colour if lane.colour in LANE_COLOURS else "",
                "glyph": lane_glyph(lane)}[field]  # fmt: skip
        wear = partial(self._wear, lane, field, value)
        # An icon stands where a menu has its tick.
        tick = "✓" if worn == value else ""
        action = add_action(menu, f"{field}_{value}", text, wear, key=tick)
        action.setCheckable(bool(value))
        action.setChecked(worn == value)
        return action

    def _add_places(self, menu: QMenu, lane: Lane) -> None:
        lanes = self._canvas.workspace.dossier.lanes()
        beside = [other.id for other in lanes if other.parent_id == lane.parent_id]
        place = beside.index(lane.id)
        up = add_action(menu, "lane_up", _("Move up"), partial(self.move, lane.id, -1))
        down = add_action(menu, "lane_down", _("Move down"), partial(self.move, lane.id, 1))
        up.setEnabled(place > 0)
        down.setEnabled(place < len(beside) - 1)
        parents = [
            other for other in lanes
            if other.parent_id is None and other.id not in (lane.id, lane.parent_id)
        ]  # fmt: skip
        nest = menu.addMenu(_("Nest under"))
        nest.menuAction().setObjectName("nest")
        for other in parents:
            title = shortened(other.title).replace("&", "&&")
            into = partial(self._perform, lane.id, nest_lane, other.id)
            add_action(nest, f"nest_{other.id}", title, into)
        holds_others = any(other.parent_id == lane.id for other in lanes)
        nest.setEnabled(bool(parents) and not holds_others)
        if lane.parent_id is not None:
            lift = partial(self._perform, lane.id, nest_lane, None)
            add_action(menu, "lift_lane", _("Lift to the top level"), lift)

    def _deletion_text(self, lane: Lane) -> str:
        events = self._canvas.workspace.dossier.all(TimelineEvent)
        count = sum(event.lane_id == lane.id for event in events)
        if not count:
            return _("Delete lane")
        return ngettext(
            "Delete lane with its {count} event", "Delete lane with its {count} events", count
        ).format(count=count)

    def _wear(self, lane: Lane, field: str, value: str) -> None:
        values: dict[str, Any] = {field: value}
        space = self._canvas.workspace
        space.perform(change_lane(space.dossier, lane.id, **values))

    def _perform(self, lane_id: str, make: Callable[..., Edit], *values: object) -> None:
        """Make an edit of a lane and carry it out, or tell why it cannot be."""
        space = self._canvas.workspace
        try:
            space.perform(make(space.dossier, lane_id, *values))
        except RecordError as refusal:
            self._canvas.noticed.emit(str(refusal))


def add_action(
    menu: QMenu, name: str, text: str, what: Callable[[], object], *, key: str = ""
) -> QAction:
    """Add an action that tells its key without taking it."""
    action = menu.addAction(f"{text}\t{key}" if key else text)
    action.setObjectName(name)
    action.triggered.connect(lambda _checked=False: what())
    return action
