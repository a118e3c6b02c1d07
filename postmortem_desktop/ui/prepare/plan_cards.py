"""The plan of the hour and the preparation list, as the session's template gives them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from postmortem_desktop.domain.agenda import Phase
from postmortem_desktop.domain.kinds import MilestoneKind
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.widgets.chips import chip
from postmortem_desktop.ui.widgets.frames import Card
from postmortem_desktop.ui.widgets.labels import plain_label

_BAR_WIDTH = 96
_BAR_HEIGHT = 14


class HourCard(Card):
    """The phases of the meeting with the minutes of each."""

    def __init__(
        self, phases: tuple[Phase, ...], theme: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        whole = sum(phase.minutes for phase in phases)
        head = QHBoxLayout()
        head.addWidget(plain_label(_("The hour"), "heading"))
        head.addStretch(1)
        head.addWidget(chip(_("{minutes} min").format(minutes=whole)))
        self.body.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        longest = max((phase.minutes for phase in phases), default=1)
        start = 0
        for row, phase in enumerate(phases):
            time = plain_label(f"{start}–{start + phase.minutes}", "time")
            time.setProperty("role", "secondary")
            title = plain_label(phase.title, wrap=True)
            title.setToolTip(phase.purpose)
            grid.addWidget(time, row, 0)
            grid.addWidget(_Share(phase.minutes / longest, theme), row, 1)
            grid.addWidget(title, row, 2)
            start += phase.minutes
        self.body.addLayout(grid)


class _Share(QWidget):
    """A bar for a phase, its length in proportion to the longest one."""

    def __init__(self, share: float, theme: ThemeSource) -> None:
        super().__init__()
        self._share = share
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the room for the longest phase."""
        return QSize(_BAR_WIDTH, _BAR_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar, square enough to be seen for the shortest phase."""
        width = max(float(_BAR_HEIGHT), _BAR_WIDTH * self._share)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.theme.accent)
            painter.drawRoundedRect(QRectF(0, 0, width, _BAR_HEIGHT), 4, 4)


class PreparationCard(Card):
    """What there is to prepare, with a tick at what the session already shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Before we meet"), parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._marks = [plain_label(), plain_label(), plain_label()]
        self._lines = [plain_label(wrap=True), plain_label(wrap=True), plain_label(wrap=True)]
        for row, (mark, line) in enumerate(zip(self._marks, self._lines, strict=True)):
            self._grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(line, row, 1)

    def show_state(self, evidence: int, milestones: int, people: int) -> None:
        """Show what is there: counts of evidence items, milestones and people."""
        milestones_set = _("Milestones set ({count} of {all})").format(
            count=milestones, all=len(MilestoneKind)
        )
        states = (
            (evidence > 0, _("Evidence imported ({count})").format(count=evidence)),
            (milestones == len(MilestoneKind), milestones_set),
            (people > 0, _("People added ({count})").format(count=people)),
        )
        for mark, line, (done, text) in zip(self._marks, self._lines, states, strict=True):
            mark.setText("✓" if done else "○")
            mark.setProperty("role", "good" if done else "secondary")
            mark.style().unpolish(mark)
            mark.style().polish(mark)
            line.setText(text)
