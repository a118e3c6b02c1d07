"""A field for a day: typed as 2026-10-14, or picked from a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QWidget

from postmortem_desktop.domain.times import FIRST_DAY, LAST_DAY, parse_day
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.widgets.buttons import glyph_button
from postmortem_desktop.ui.widgets.read_line_edit import ReadLineEdit

CommitDay = Callable[[date | None], object]
"""Takes over a day, or none; False means that it was not taken."""

_BUTTON_PX = 26
_EDGE_PX = 3
_CALENDAR_PX = (320, 250)


class DayLineEdit(ReadLineEdit):
    """May be empty; then the day that counts instead stands in it in a fainter colour."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        remark = _("Type a day such as 2026-10-14, or pick it from the calendar.")
        super().__init__(name, parse_day, remark, parent)
        self.calendar: QCalendarWidget | None = None
        """Made when it is opened for the first time."""
        self._opener = glyph_button("calendar", _("Pick from a calendar (Alt+Down)"), self)
        self._opener.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._opener.setCursor(Qt.CursorShape.ArrowCursor)
        self._opener.clicked.connect(self.open_calendar)
        self.setTextMargins(0, 0, _BUTTON_PX - 2 * _EDGE_PX, 0)

    def bind(self, day: date | None, otherwise: date | None, commit: CommitDay) -> None:
        """Show a day, or in its absence the one that counts instead, and commit changes of it."""
        self.setPlaceholderText(otherwise.isoformat() if otherwise else _("YYYY-MM-DD"))
        self.show_value(day.isoformat() if day else "", commit)

    def open_calendar(self) -> None:
        """Let a day be picked."""
        calendar = self.calendar or self._made_calendar()
        shown = parse_day(self.text()) or parse_day(self.placeholderText())
        if shown is not None:
            calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        calendar.show()
        calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar as a list would be opened."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the end."""
        super().resizeEvent(event)
        at_end = self.width() - _BUTTON_PX - _EDGE_PX
        x = _EDGE_PX if self.isRightToLeft() else at_end
        self._opener.resize(_BUTTON_PX, self.height() - 2 * _EDGE_PX)
        self._opener.move(x, (self.height() - self._opener.height()) // 2)

    def _made_calendar(self) -> QCalendarWidget:
        calendar = QCalendarWidget(self)
        calendar.setWindowFlags(Qt.WindowType.Popup)
        calendar.setAccessibleName(self.accessibleName())
        calendar.resize(*_CALENDAR_PX)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            # Red would say that something is the matter with a weekend.
            calendar.setWeekdayTextFormat(day, QTextCharFormat())
        calendar.setMinimumDate(QDate(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day))
        calendar.setMaximumDate(QDate(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day))
        calendar.clicked.connect(self._pick)
        calendar.activated.connect(self._pick)
        self.calendar = calendar
        return calendar

    def _pick(self, day: QDate) -> None:
        if self.calendar is not None:
            self.calendar.hide()
        self.setText(day.toString(Qt.DateFormat.ISODate))
        self.flush()
