"""What pasted rows were read as, before they are taken: Enter takes them, Escape drops them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from postmortem_desktop.domain.records import Lane
from postmortem_desktop.domain.times import clock_text, day_text
from postmortem_desktop.editing.placing_edits import first_lane_title
from postmortem_desktop.editing.table_edits import EventRow, folded
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.ui.event_table.pasted import Pasted
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.labels import plain_label

_MOST_REASONS = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PasteBar(QFrame):
    """Stands below the table while there is something to take or to drop."""

    taken = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.pasted = Pasted()
        self.lane_id = ""
        self.summary = plain_label("", "strong", wrap=True)
        self.left_out = plain_label("", "hint", wrap=True)
        self.take = Button(_("Take"), "primary", key="Enter")
        self.drop = Button(_("Drop"), key="Esc")
        self.take.clicked.connect(self.taken)
        self.drop.clicked.connect(self.dropped)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.summary)
        words.addWidget(self.left_out)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.take, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignTop)

    def offer(self, pasted: Pasted, lanes: Sequence[Lane], lane: Lane | None, zone: str) -> None:
        """Show what there is to take; ``lane`` is for rows that name none."""
        self.pasted, self.lane_id = pasted, lane.id if lane else ""
        self.summary.setText(summary_text(pasted.rows, lanes, lane, zone))
        self.left_out.setText(left_out_text(pasted.problems))
        self.left_out.setVisible(bool(pasted.problems))
        self.take.setEnabled(bool(pasted.rows))
        self.setAccessibleName(self.text())

    def take_focus(self) -> None:
        """Let Enter take the rows, or drop them when there are none to take."""
        (self.take if self.pasted.rows else self.drop).setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """Return all that it says."""
        return " ".join(filter(None, (self.summary.text(), self.left_out.text())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take on Enter, drop on Escape."""
        if event.key() in _ENTER and self.take.isEnabled():
            self.taken.emit()
        elif event.key() in (*_ENTER, Qt.Key.Key_Escape):
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


def summary_text(
    rows: Sequence[EventRow], lanes: Sequence[Lane], lane: Lane | None, zone: str
) -> str:
    """Return such as ``12 rows: 11 with a time, 1 without; …; into the lane Monitoring``.

    Between them stand the first and the last of the times, with their days.
    """
    dated = sum(row.starts_at is not None for row in rows)
    counted = ngettext("{count} row", "{count} rows", len(rows)).format(count=len(rows))
    if not rows:
        return _("None of these rows can be read as an event.")
    times = _("{dated} with a time, {undated} without").format(
        dated=dated, undated=len(rows) - dated
    )
    parts = (times, _times_text(rows, zone), _destination(rows, lanes, lane))
    return f"{counted}: {'; '.join(filter(None, parts))}."


def _times_text(rows: Sequence[EventRow], zone: str) -> str:
    """Return such as ``13 November 2026 00:50 to 00:55``; empty without times."""
    starts = [row.starts_at for row in rows if row.starts_at is not None]
    if not starts:
        return ""
    first, last = min(starts), max(starts)
    days = day_text(first, zone), day_text(last, zone)
    begins = f"{days[0]} {clock_text(first, zone)}"
    if first == last:
        return begins
    ends = clock_text(last, zone)
    return _("{first} to {last}").format(
        first=begins, last=ends if days[0] == days[1] else f"{days[1]} {ends}"
    )


def left_out_text(problems: Sequence[tuple[int, str]]) -> str:
    """Return which lines are left out, and why the first of them are."""
    if not problems:
        return ""
    told = [
        _("Line {number} is left out: {reason}").format(number=number, reason=reason)
        for number, reason in problems[:_MOST_REASONS]
    ]
    others = [str(number) for number, _reason in problems[_MOST_REASONS:]]
    if others:
        left_out = ngettext(
            "Line {lines} is left out as well.", "Lines {lines} are left out as well.", len(others)
        )
        told.append(left_out.format(lines=", ".join(others)))
    return " ".join(told)


def _destination(rows: Sequence[EventRow], lanes: Sequence[Lane], lane: Lane | None) -> str:
    present = {folded(known.title): known.title for known in lanes}
    fallback = lane.title if lane else first_lane_title()
    named = {folded(row.lane or fallback): row.lane or fallback for row in rows}
    fresh = [title for key, title in named.items() if key not in present]
    if len(named) == 1:
        title = next(iter(named.values()))
        if fresh:
            return _("into the new lane {title}").format(title=title)
        return _("into the lane {title}").format(title=present[folded(title)])
    count = ngettext("into {count} lane", "into {count} lanes", len(named))
    text = count.format(count=len(named))
    if fresh:
        return _("{lanes}, new among them: {titles}").format(lanes=text, titles=", ".join(fresh))
    return text
