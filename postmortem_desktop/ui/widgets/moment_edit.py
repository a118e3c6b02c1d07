"""A field for a moment: typed as a clock or with its date, on the wall clock of the session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from postmortem_desktop.domain.times import moment_text, parse_moment
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.widgets.read_line_edit import ReadLineEdit

if TYPE_CHECKING:
    from postmortem_desktop.ui.workspace import Workspace

CommitMoment = Callable[[datetime | None], object]
"""Makes an Edit of a moment, or of none, and performs it."""


class MomentEdit(ReadLineEdit):
    """A clock alone means the day of the incident."""

    def __init__(self, workspace: Workspace, name: str, parent: QWidget | None = None) -> None:
        remark = _("Type a time such as 14:08 or 2026-10-14 14:08.")
        super().__init__(name, self._moment_of, remark, parent)
        self._workspace = workspace
        self._day = date.min
        self.setPlaceholderText(_("14:08"))
        workspace.flush_requested.connect(self.flush)

    def bind(self, moment: datetime | None, commit: CommitMoment, day: date | None = None) -> None:
        """Show a moment and commit changes of it.

        Args:
            moment: what the record says.
            commit: takes what was typed.
            day: the day of the incident, if the caller has worked it out already.
        """
        self._day = day or self._workspace.dossier.day(self._workspace.clock())
        text = "" if moment is None else moment_text(moment, self._workspace.zone, self._day)
        self.show_value(text, commit)

    def _moment_of(self, text: str) -> datetime | None:
        return parse_moment(text, self._day, self._workspace.zone)
