"""The head of the import pane: which files, of which format, in which zone, on which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from postmortem_desktop.domain.times import day_text
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.ui.evidence.zone_choice import ZoneChoice
from postmortem_desktop.ui.widgets.buttons import glyph_button
from postmortem_desktop.ui.widgets.chips import chip
from postmortem_desktop.ui.widgets.day_line_edit import DayLineEdit
from postmortem_desktop.ui.widgets.labels import ElidedLabel, plain_label

if TYPE_CHECKING:
    from postmortem_desktop.transfer.importing import Incoming

_DAY_PX = 140


class SourceHead(QWidget):
    """The zone and the day can be chosen where the data state none."""

    closed = Signal()
    day_chosen = Signal()
    """Another day was chosen, or none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel("", "heading")
        self.format = chip("")
        self.note = plain_label("", "caption")
        self.zone = ZoneChoice()
        self.day = plain_label("", "caption")
        self.given_day: date | None = None
        """What a clock means where the data state no day."""
        self.given_day_edit = DayLineEdit(_("Day of the file"))
        self.given_day_edit.setFixedWidth(_DAY_PX)
        self._day_remark = plain_label("", "hint")
        self.given_day_edit.remarked.connect(self._day_remark.setText)
        close = glyph_button("close", _("Close"))
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.setContentsMargins(18, 12, 10, 8)
        top.setSpacing(10)
        top.addWidget(self.title, 1)
        top.addWidget(self.format)
        top.addWidget(close)
        self._zones = QWidget()
        row = QHBoxLayout(self._zones)
        row.setContentsMargins(18, 0, 18, 10)
        row.setSpacing(8)
        row.addWidget(self.note)
        row.addWidget(self.zone)
        row.addStretch(1)
        row.addWidget(self.day)
        self._days = QWidget()
        row = QHBoxLayout(self._days)
        row.setContentsMargins(18, 0, 18, 10)
        row.setSpacing(8)
        row.addWidget(plain_label(_("Some times state no day; they count as of"), "caption"))
        row.addWidget(self.given_day_edit)
        row.addWidget(self._day_remark)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._zones)
        column.addWidget(self._days)

    def name(self, paths: Sequence[Path], zone: str, day: date | None) -> None:
        """Say which files are being read, and begin with the session's zone and day."""
        several = ngettext("{count} file", "{count} files", len(paths)).format(count=len(paths))
        self.title.setText(paths[0].name if len(paths) == 1 else several)
        self.zone.choose(zone)
        self.given_day = day
        self.given_day_edit.bind(day, None, self._choose_day)

    def show_incoming(self, incoming: Sequence[Incoming], shown_zone: str) -> None:
        """Show what the sources were recognised as and which zone counts; nothing for none."""
        self.format.setText(", ".join(_format_titles(incoming)))
        self.format.setVisible(bool(incoming))
        self._zones.setVisible(bool(incoming))
        self._days.setVisible(any(source.result.lacks_day for source in incoming))
        moments = [item.at for source in incoming for item in source.items if item.at is not None]
        self.day.setText(day_text(min(moments), shown_zone) if moments else "")
        is_silent = any(source.result.zone_source != "stated" for source in incoming)
        self.zone.setVisible(is_silent)
        if is_silent:
            self.note.setText(_("The times state no zone; they count as"))
            return
        zones = dict.fromkeys(source.result.zone_used for source in incoming)
        self.note.setText(
            _("Times in {zones}, shown in {zone}").format(zones=", ".join(zones), zone=shown_zone)
        )

    def _choose_day(self, day: date | None) -> None:
        self.given_day = day
        self.day_chosen.emit()


def _format_titles(incoming: Sequence[Incoming]) -> list[str]:
    # The list of formats is read only once there is a file to tell of.
    from postmortem_desktop.evidence.formats import FORMATS

    titles = {known.key: _(known.title) for known in FORMATS}
    return list(dict.fromkeys(titles.get(s.batch.format, s.batch.format) for s in incoming))
