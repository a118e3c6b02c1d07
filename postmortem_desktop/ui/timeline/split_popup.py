"""The card that asks where to split an event: half-way until somebody types another time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QVBoxLayout, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.domain.times import local, moment_text, parse_moment, zone_named
from postmortem_desktop.editing.changes import shortened
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.event_table.cell_editors import PlainLine
from postmortem_desktop.ui.fonts import base_font, tabular
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.widgets.popup import Popup

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

_WIDTH = 300
_GAP = 8
_SHORT = timedelta(minutes=4)


def halfway(event: TimelineEvent) -> datetime:
    """Return the middle of a span, at a whole minute unless it is short."""
    assert event.starts_at is not None, "an undated event has no middle"
    middle = event.starts_at + event.duration / 2
    return middle.replace(microsecond=0, second=0 if event.duration >= _SHORT else middle.second)


class SplitPopup(Popup):
    """Stands below the event; Enter splits it, Escape leaves it whole."""

    def __init__(
        self, canvas: TimelineCanvas, split_at: Callable[[str, datetime], bool], parent: QWidget
    ) -> None:
        super().__init__(parent, width=_WIDTH, height=0)
        self._canvas, self._split_at, self._ground = canvas, split_at, parent
        self._event: TimelineEvent | None = None
        canvas.workspace.changed.connect(self._follow)
        self.heading = plain_label("", "strong", wrap=True)
        self.time = PlainLine(_("Time at which the event is split"))
        self.time.setFont(tabular(base_font()))
        self.time.returnPressed.connect(self._take)
        self.remark = plain_label("", "secondary", wrap=True)
        self.remark.setMinimumHeight(2 * self.remark.fontMetrics().lineSpacing())
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        for part in (self.heading, self.time, self.remark):
            column.addWidget(part)

    def open(self, event: TimelineEvent) -> None:
        """Offer the middle of an event, and wait for another time or Enter."""
        self._event = event
        middle, title = halfway(event), shortened(event.title)
        self.heading.setText(_("Split “{title}” at").format(title=title))
        self.time.setText(self._text(middle))
        self.remark.setText(
            _("Between {begin} and {end}; Enter splits it.").format(
                begin=self._text(event.starts_at or middle), end=self._text(event.ends_at or middle)
            )
        )
        self._wanted = (_WIDTH, self._column.totalHeightForWidth(_WIDTH))
        self.pop_up(self.time)
        self.time.selectAll()

    def _follow(self, _edit: Edit) -> None:
        """Go when the event is another by now, or has gone: undo reaches it from here, too."""
        event = self._event
        if event is None:
            return
        if self._canvas.workspace.dossier.find(TimelineEvent, event.id) is not event:
            self._event = None
            self.go_away()

    def _take(self) -> None:
        if self._event is None:
            return
        moment = self._moment()
        starts_at, ends_at = self._event.starts_at, self._event.ends_at
        if moment is None:
            self.remark.setText(_("Type a time such as 14:08 or 2026-10-14 14:08."))
        elif starts_at is None or ends_at is None or not starts_at < moment < ends_at:
            self.remark.setText(
                _("That is not inside of the event; type a time between its start and its end.")
            )
        elif self._split_at(self._event.id, moment):
            self.go_away()

    def _moment(self) -> datetime | None:
        """Return the typed moment; a clock earlier than the start is of the day after it."""
        zone, event = self._canvas.workspace.zone, self._event
        if event is None or event.starts_at is None:
            return None
        typed = self.time.text().strip()
        there = local(event.starts_at, zone).date()
        moment = parse_moment(typed, there, zone)
        if moment is None or moment > event.starts_at:
            return moment
        later = (moment.astimezone(zone_named(zone)) + timedelta(days=1)).astimezone(UTC)
        return later if event.ends_at is not None and later < event.ends_at else moment

    def _text(self, moment: datetime) -> str:
        space, event = self._canvas.workspace, self._event
        begins = moment if event is None or event.starts_at is None else event.starts_at
        return moment_text(moment, space.zone, local(begins, space.zone).date())

    def _place(self) -> None:
        """Stand below the event, within the ground."""
        ground, canvas = self._ground.rect(), self._canvas
        rect = canvas.rect_of(self._event.id) if self._event else None
        inside = canvas.rect() if rect is None else rect.toRect() & canvas.view.plot.toRect()
        below = canvas.mapTo(self._ground, inside.bottomLeft() + QPoint(0, _GAP))
        width, height = self._wanted
        top = below.y()
        if top + height > ground.bottom() - _GAP:
            top -= height + inside.height() + 2 * _GAP
        left = min(max(below.x(), _GAP), ground.width() - width - _GAP)
        self.setGeometry(QRect(left, max(top, _GAP), width, height))
