"""The card that sets a clock right: the chosen events, a lane or a source, by an amount of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.evidence import EvidenceBatch
from postmortem_desktop.domain.milestones import MILESTONE_NAMES
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.editing.changes import shortened
from postmortem_desktop.editing.clock_edits import (
    milestones_along,
    shift_events,
    shift_lane,
    shift_source,
    shift_text,
)
from postmortem_desktop.errors import RecordError
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.ui.event_table.cell_editors import PlainLine
from postmortem_desktop.ui.event_table.cell_times import read_shift
from postmortem_desktop.ui.fonts import base_font, tabular
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.choice import Choice
from postmortem_desktop.ui.widgets.labelled import Labelled
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.widgets.popup import Popup
from postmortem_desktop.ui.widgets.segments import SegmentedControl
from postmortem_desktop.ui.workspace import Workspace

_WIDTH = 420
_A_SECOND = timedelta(seconds=1)
SELECTION, LANE, SOURCE = "selection", "lane", "source"
"""What is shifted."""


class ShiftPopup(Popup):
    """Says what a shift would do before Enter makes it come true."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent, width=_WIDTH, height=0)
        self._workspace = workspace
        self._event_ids: tuple[str, ...] = ()
        self._items: dict[str, set[str]] = {}
        """Ids of the items of each source that was looked at while the card is open."""
        self._known: dict[tuple[str, str], tuple[int, list[str]]] = {}
        """How many events would move, and which milestones along, by what is shifted."""
        segments = ((SELECTION, _("Chosen events")), (LANE, _("A lane")), (SOURCE, _("A source")))
        self.target = SegmentedControl(segments, _("What is shifted"))
        self.target.chosen.connect(self._turn_to)
        self.lane, self.source = Choice(_("Lane to shift")), Choice(_("Source to shift"))
        self.amount = PlainLine(_("Amount of time"))
        self.amount.setFont(tabular(base_font()))
        self.amount.setPlaceholderText(_("+90s, -2m or +00:01:30"))
        self.reason = PlainLine(_("Why the time is shifted"))
        self.reason.setPlaceholderText(_("such as: the clock was off"))
        self.effect = plain_label("", "secondary", wrap=True)
        self.effect.setMinimumHeight(2 * self.effect.fontMetrics().lineSpacing())
        self.shift_button = Button(_("Shift"), "primary")
        self.shift_button.clicked.connect(self._take)
        self._arrange()
        for line in (self.amount, self.reason):
            line.textChanged.connect(self._tell)
            line.returnPressed.connect(self._take)
        for choice in (self.lane, self.source):
            choice.chosen.connect(self._tell)
        self._workspace.changed.connect(self._follow)

    def open(self, event_ids: Sequence[str], lane_id: str) -> None:
        """Offer to shift these events, or the lane while there are none."""
        dossier = self._workspace.dossier
        self._event_ids, self._items, self._known = tuple(event_ids), {}, {}
        self.lane.set_options((lane.id, lane.title) for lane in dossier.lanes())
        self.lane.setCurrentIndex(max(self.lane.findData(lane_id), 0))
        batches = [batch for batch in dossier.all(EvidenceBatch) if not batch.withdrawn]
        self.source.set_options((batch.id, batch.source_name) for batch in batches)
        self.source.setCurrentIndex(max(self.source.currentIndex(), 0))
        for key, is_there in (
            (SELECTION, bool(event_ids)),
            (LANE, bool(dossier.all(Lane))),
            (SOURCE, bool(batches)),
        ):
            self.target.button(key).setEnabled(is_there)
        self.target.choose(SELECTION if event_ids else LANE)
        self.amount.clear()
        self.reason.clear()
        self._turn_to(self.target.current)
        self.pop_up(self.amount)

    # Inside

    def _follow(self, _edit: Edit) -> None:
        """Reckon anew after an edit from here, such as undo; go when the events have gone."""
        self._known, self._items = {}, {}
        if not self.isVisible():
            return
        find = self._workspace.dossier.find
        if any(find(TimelineEvent, event_id) is None for event_id in self._event_ids):
            self.go_away()
        else:
            self._tell()

    def _arrange(self) -> None:
        self._parts = {
            SELECTION: Labelled(_("Why"), self.reason, _("noted on each event")),
            LANE: Labelled(_("Lane whose clock was off"), self.lane),
            SOURCE: Labelled(_("Source whose clock was off"), self.source),
        }
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        column.addWidget(plain_label(_("Shift the time"), "heading"))
        column.addWidget(self.target)
        for part in (*self._parts.values(), Labelled(_("By"), self.amount)):
            column.addWidget(part)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.effect, 1)
        foot.addWidget(self.shift_button)
        column.addLayout(foot)
        self.setTabOrder(self.amount, self.shift_button)

    def _turn_to(self, target: str) -> None:
        for key, part in self._parts.items():
            part.setVisible(key == target)
        self._tell()

    def _tell(self) -> None:
        """Say what Enter would do, and take the room that it needs."""
        self._tell_effect()
        column = self._column
        column.activate()
        # While nothing is told, no part of it asks for more height where it is narrow.
        is_told = column.hasHeightForWidth()
        plain = column.totalSizeHint().height()
        self._wanted = (_WIDTH, column.totalHeightForWidth(_WIDTH) if is_told else plain)
        self._place()

    def _tell_effect(self) -> None:
        """Say it without doing it: there may be very many events."""
        text = self.amount.text().strip()
        by = read_shift(text)
        count, along = self._moving() if by else (0, [])
        self.shift_button.setEnabled(bool(count))
        if by is None:
            self.effect.setText(_unread() if text.strip("+-−") else "")
        elif not by:
            self.effect.setText(_("A shift by nothing changes nothing."))
        elif not count:
            self.effect.setText(_("Nothing moves: these events have no time, or are locked."))
        else:
            told = (self._effect(count, by), _along(along))
            self.effect.setText("; ".join(filter(None, told)))

    def _take(self) -> None:
        by = read_shift(self.amount.text())
        if by is None:
            self.effect.setText(_unread())
        elif self.shift_button.isEnabled():
            try:
                edit = self._edit(by)
            except RecordError as refusal:
                self.effect.setText(str(refusal))
                return
            if self._workspace.perform(edit):
                self.go_away()

    def _moving(self) -> tuple[int, list[str]]:
        """Return how many events would move, and the names of the milestones that go along."""
        target = self.target.current
        place = {LANE: self.lane, SOURCE: self.source}.get(target)
        key = (target, "" if place is None else place.currentData())
        if key not in self._known:
            moving = [e for e in self._events(key) if e.starts_at is not None and not e.locked]
            along = milestones_along(self._workspace.dossier, moving)
            self._known[key] = len(moving), [_(MILESTONE_NAMES[each.kind]) for each in along]
        return self._known[key]

    def _events(self, key: tuple[str, str]) -> Iterator[TimelineEvent]:
        dossier, (target, record_id) = self._workspace.dossier, key
        if target == LANE:
            return (e for e in dossier.all(TimelineEvent) if e.lane_id == record_id)
        ids = self._event_ids
        if target == SOURCE:
            probe = shift_source(dossier, record_id, self._items_of(record_id), _A_SECOND)
            ids = tuple(change.record_id for change in probe.changes)
        found = (dossier.find(TimelineEvent, event_id) for event_id in ids)
        return (event for event in found if event is not None)

    def _items_of(self, batch_id: str) -> set[str]:
        if batch_id not in self._items:
            self._items[batch_id] = self._workspace.evidence.ids_of(batch_id)
        return self._items[batch_id]

    def _edit(self, by: timedelta) -> Edit:
        dossier, target = self._workspace.dossier, self.target.current
        if target == LANE:
            return shift_lane(dossier, self.lane.currentData(), by)
        if target == SOURCE:
            batch_id = self.source.currentData()
            return shift_source(dossier, batch_id, self._items_of(batch_id), by)
        ids = [i for i in self._event_ids if dossier.find(TimelineEvent, i) is not None]
        reason = " ".join(self.reason.text().split())
        return shift_events(dossier, ids, by, reason)

    def _effect(self, count: int, by: timedelta) -> str:
        counted = ngettext("{count} event", "{count} events", count).format(count=count)
        chosen = {LANE: self.lane, SOURCE: self.source}.get(self.target.current)
        if chosen is None:
            text = ngettext(
                "{events} moves by {shift}; noted on it",
                "{events} move by {shift}; noted on each",
                count,
            )
            return text.format(events=counted, shift=_unbroken(by))
        text = ngettext(
            "{events} of {place} moves by {shift}; noted on it",
            "{events} of {place} move by {shift}; noted on each",
            count,
        )
        place = shortened(chosen.currentText(), 30)
        return text.format(events=counted, place=place, shift=_unbroken(by))


def _along(names: Sequence[str]) -> str:
    if not names:
        return ""
    text = ngettext(
        "the milestone {names} moves along", "the milestones {names} move along", len(names)
    )
    return text.format(names=" · ".join(names))


def _unbroken(by: timedelta) -> str:
    """Return a shift in words that stay on one line."""
    return shift_text(by).replace(" ", "\u00a0")


def _unread() -> str:
    return _("Type an amount of time such as +90s, -2m or +00:01:30.")
