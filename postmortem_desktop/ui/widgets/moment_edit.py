"""A field for a moment: typed as a clock or with its date, on the wall clock of the session."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from postmortem_desktop.domain.times import (
    clock_text,
    comes_twice,
    local,
    moment_text,
    parse_clock,
    parse_moment,
)
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.widgets.read_line_edit import ReadLineEdit

if TYPE_CHECKING:
    from postmortem_desktop.ui.workspace import Workspace

_DIGITS = re.compile(r"\d{3,4}")
"""A clock as it is typed in a hurry: 1408."""
_ONE_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_OVER_NIGHT = timedelta(hours=12)
"""So long after what it follows, at most, a clock alone means the day after."""

CommitMoment = Callable[[datetime | None], object]
"""Makes an Edit of a moment, or of none, and performs it."""


class MomentEdit(ReadLineEdit):
    """A clock alone means the day of the incident.

    Of an hour that comes twice in a night the first one is taken, and the other is offered.
    """

    offered = Signal(str, str)
    """What takes the other of two equal clocks, shortly and in full; empty when there is none."""

    def __init__(self, workspace: Workspace, name: str, parent: QWidget | None = None) -> None:
        remark = _("Type a time such as 14:08 or 2026-10-14 14:08.")
        super().__init__(name, self._moment_of, remark, parent)
        self._workspace = workspace
        self._day = date.min
        self._follows: datetime | None = None
        self._near: datetime | None = None
        self._twice = ("", "")
        """The last sentence on a clock that comes twice, and the other moment as it is typed."""
        self._other = ""
        self.remarked.connect(self._offer)
        self.setPlaceholderText(_("14:08"))
        workspace.flush_requested.connect(self.flush)

    def bind(
        self,
        moment: datetime | None,
        commit: CommitMoment,
        day: date | None = None,
        *,
        follows: datetime | None = None,
        near: datetime | None = None,
    ) -> None:
        """Show a moment and commit changes of it.

        Args:
            moment: what the record says.
            commit: takes what was typed.
            day: the day of the incident, if the caller has worked it out already.
            follows: a moment that this one comes after: where a clock alone would stand before
                it, and less than half a day later on the next day, the next day is meant.
            near: a moment to which a clock alone is as near as can be, on whatever day.
        """
        self._follows, self._near = follows, near
        self._day = day or self._workspace.dossier.day(self._workspace.clock())
        text = "" if moment is None else moment_text(moment, self._workspace.zone, self._day)
        self.show_value(text, commit)

    def _moment_of(self, text: str) -> datetime | None:
        if _DIGITS.fullmatch(text):
            text = f"{text[:-2]}:{text[-2:]}"
        zone, near, follows = self._workspace.zone, self._near, self._follows
        moment = parse_moment(text, self._day, zone)
        if moment is None or parse_clock(text) is None:
            return moment
        day = self._day
        if near is not None:
            own_day = local(near, zone).date()
            days = (own_day, own_day - _ONE_DAY, own_day + _ONE_DAY)
            moments = ((parse_moment(text, each, zone), each) for each in days)
            moment, day = min(
                ((each, on) for each, on in moments if each is not None),
                key=lambda found: abs(found[0] - near),
            )
        if follows is None or moment >= follows:
            return moment
        later = parse_moment(text, day + _ONE_DAY, zone)
        return later if later and timedelta() <= later - follows < _OVER_NIGHT else moment

    def take_other(self) -> None:
        """Say that the other of two equal clocks was meant."""
        if self._other:
            self.setText(self._other)
            self.flush()

    def _offer(self, sentence: str) -> None:
        said, other = self._twice
        self._other = other if sentence and sentence == said else ""
        if self._other:
            take = _("Take {time}")
            offset = self._other.split()[-1]
            self.offered.emit(take.format(time=offset), take.format(time=self._other))
        else:
            self.offered.emit("", "")

    def remark_on(self, value: object | None) -> str:
        """Say which of two hours is meant where the clocks were put back."""
        zone = self._workspace.zone
        if not isinstance(value, datetime) or not comes_twice(value, zone):
            return ""
        clock = clock_text(value, zone).split()[0]
        beside = (value - _HOUR, value + _HOUR)
        other = next(at for at in beside if clock_text(at, zone).split()[0] == clock)
        this, that = (moment_text(at, zone, self._day) for at in (value, other))
        told = _("{clock} comes twice that night. This is {this}; the other is {other}.")
        self._twice = told.format(clock=clock, this=this, other=that), that
        return self._twice[0]
