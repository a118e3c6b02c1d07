"""A canvas over a real library, and a hand with mouse and keys that plays on it.

The canvas shows one pixel for six seconds, ten for a minute. Its lanes begin at x = 160.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.domain.kinds import EventKind, LinkKind, MilestoneKind, Precision
from postmortem_desktop.domain.records import (
    Lane,
    Link,
    Milestone,
    Numbering,
    Postmortem,
    TimelineEvent,
)
from postmortem_desktop.settings import Settings
from postmortem_desktop.store.evidence import EvidencePages
from postmortem_desktop.store.library import Library
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.ui import theme
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.workspace import Workspace

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
"""By the clock of Berlin, which the post-mortem keeps, two o'clock."""
SCALE = TimeScale(NOON, 1 / 6)

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
PLAIN = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


def event(
    name: str, lane_id: str, start: float, length: float | None = None, **values: Any
) -> TimelineEvent:
    ends_at = None if length is None else minutes(start + length)
    return TimelineEvent(
        id=name,
        postmortem_id="p",
        lane_id=lane_id,
        title=values.pop("title", name),
        starts_at=minutes(start),
        ends_at=ends_at,
        **values,
    )


EMPTY = (
    Postmortem(id="p", title="Outage", created_at=NOON, zone="Europe/Berlin"),
    Numbering(id="n", postmortem_id="p", next_event=10),
)
LANES = (
    Lane(id="mon", postmortem_id="p", title="Monitoring", order=0),
    Lane(id="ops", postmortem_id="p", title="On-call", order=1),
    Lane(id="sup", postmortem_id="p", title="Support", order=2),
)
RECORDS = (
    *EMPTY,
    *LANES,
    event("alert", "mon", 10, title="Pool saturated", kind=EventKind.ALERT),
    event("purge", "ops", 20, 15, title="Purges the cache", kind=EventKind.ACTION),
    event("ticket", "sup", 40, precision=Precision.APPROXIMATE),
    event("fixed", "sup", 62, locked=True),
    Milestone(id="m", postmortem_id="p", kind=MilestoneKind.IMPACT_BEGAN, at=minutes(8)),
    Milestone(id="r", postmortem_id="p", kind=MilestoneKind.RESOLVED, at=minutes(70)),
    Link(id="k", postmortem_id="p", source_id="alert", target_id="purge", kind=LinkKind.INFLUENCED),
)


@dataclass
class Played:
    """A canvas, and the library in which its edits end."""

    canvas: TimelineCanvas
    workspace: Workspace
    library: Library

    # What is in the store

    @property
    def store(self) -> Dossier:
        """The records as they stand on the disk now."""
        return self.library.load("p")

    def stored(self, event_id: str) -> TimelineEvent:
        return self.store.get(TimelineEvent, event_id)

    def stored_titles(self) -> set[str]:
        return {each.title for each in self.store.all(TimelineEvent)}

    def titled(self, title: str) -> TimelineEvent:
        """Return the one event with a title."""
        (found,) = [each for each in self.store.all(TimelineEvent) if each.title == title]
        return found

    # Where things are

    def rect(self, event_id: str) -> QRectF:
        found = self.canvas.rect_of(event_id)
        assert found is not None
        return found

    def point(self, event_id: str, dx: float = 60, dy: float = 12) -> QPoint:
        """Return a point of a card, away from its edges and its port."""
        return (self.rect(event_id).topLeft() + QPointF(dx, dy)).toPoint()

    def edge(self, event_id: str, moment: datetime) -> QPoint:
        """Return a point of a card at one of its ends."""
        return QPoint(self.column(moment), round(self.rect(event_id).center().y()))

    def column(self, moment: datetime) -> int:
        return round(self.canvas.view.x_of(moment))

    def lane_rect(self, lane_id: str) -> QRectF:
        view = self.canvas.view
        return view.lane_rect(next(b for b in view.layout.lanes if b.lane_id == lane_id))

    def lane_middle(self, lane_id: str) -> int:
        return round(self.lane_rect(lane_id).center().y())

    def ground(self, count: float, lane_id: str) -> QPoint:
        """Return the point of a lane at so many minutes past noon."""
        return QPoint(self.column(minutes(count)), self.lane_middle(lane_id))

    @property
    def left_moment(self) -> datetime:
        return self.canvas.view.moment_at(self.canvas.view.plot.left())

    @property
    def label(self) -> str:
        """What is written beside what is held."""
        bubble = self.canvas.held.preview().bubble
        return "" if bubble is None else " ".join(bubble[1].split())

    # Mouse

    def hold(
        self,
        start: QPoint,
        by: QPoint,
        modifiers: Qt.KeyboardModifier = PLAIN,
        button: Qt.MouseButton = LEFT,
    ) -> QPoint:
        """Press and drag in steps, without letting go; return where the pointer is."""
        QTest.mousePress(self.canvas, button, modifiers, start)
        for step in (0.3, 0.7, 1.0):
            there = start + QPoint(round(by.x() * step), round(by.y() * step))
            self.move(there, modifiers, button)
        return start + by

    def move(
        self,
        to: QPoint,
        modifiers: Qt.KeyboardModifier = PLAIN,
        held: Qt.MouseButton = LEFT,
    ) -> None:
        where = QPointF(self.canvas.mapToGlobal(to))
        none, kind = Qt.MouseButton.NoButton, QEvent.Type.MouseMove
        moved = QMouseEvent(kind, QPointF(to), where, none, held, modifiers)
        QApplication.sendEvent(self.canvas, moved)

    def hover(self, at: QPoint) -> None:
        """Move the pointer with no button held."""
        self.move(at, PLAIN, Qt.MouseButton.NoButton)

    def let_go(self, at: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.mouseRelease(self.canvas, LEFT, modifiers, at)

    def drag(
        self,
        start: QPoint,
        by: QPoint,
        modifiers: Qt.KeyboardModifier = PLAIN,
        button: Qt.MouseButton = LEFT,
    ) -> None:
        end = self.hold(start, by, modifiers, button)
        QTest.mouseRelease(self.canvas, button, modifiers, end)

    def click(self, at: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.mouseClick(self.canvas, LEFT, modifiers, at)

    def double_click(self, at: QPoint) -> None:
        QTest.mouseDClick(self.canvas, LEFT, PLAIN, at)

    def turn(self, at: QPoint, by: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """Turn the wheel; a notch is 120."""
        turned = QWheelEvent(
            QPointF(at),
            QPointF(self.canvas.mapToGlobal(at)),
            QPoint(),
            by,
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.canvas, turned)

    def carry(self, mime: QMimeData, at: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> bool:
        """Bring data over the canvas from elsewhere; return whether it would take them."""
        copy = Qt.DropAction.CopyAction
        enter = QDragEnterEvent(at, copy, mime, LEFT, modifiers)
        QApplication.sendEvent(self.canvas, enter)
        if enter.isAccepted():
            QApplication.sendEvent(self.canvas, QDragMoveEvent(at, copy, mime, LEFT, modifiers))
            self.canvas.grab()
        return enter.isAccepted()

    def drop(self, mime: QMimeData, at: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> bool:
        """Carry data over the canvas and let go; return whether it was taken."""
        if not self.carry(mime, at, modifiers):
            return False
        dropped = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, mime, LEFT, modifiers)
        QApplication.sendEvent(self.canvas, dropped)
        return dropped.isAccepted()

    # Keys

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(self.canvas, key, modifiers)

    def editor(self) -> QLineEdit:
        """Return the line in which a title is being written."""
        lines = self.canvas.findChildren(QLineEdit, "timelineTitleEditor")
        (found,) = [line for line in lines if not line.isHidden()]
        return found

    def write(self, title: str, end: Qt.Key = Key.Key_Return) -> None:
        """Type a title into the line that stands open, and a key that ends it."""
        line = self.editor()
        QTest.keyClicks(line, title)
        QTest.keyClick(line, end)


def open_workspace(
    library: Library, records: Sequence[Any], settings: Settings | None = None
) -> Workspace:
    library.editor("p").perform(Edit("set up", created(*records)))
    return Workspace(
        library.editor("p"), EvidencePages(library), library.clock, library.ids,
        settings or Settings(),
    )  # fmt: skip


def open_canvas(
    qtbot: QtBot, library: Library, records: Sequence[Any], settings: Settings | None = None
) -> Played:
    workspace = open_workspace(library, records, settings)
    canvas = TimelineCanvas(workspace, theme.LIGHT)
    qtbot.addWidget(canvas)
    canvas.resize(1160, 400)
    canvas.show()
    canvas.show_view(SCALE)
    return Played(canvas, workspace, library)
