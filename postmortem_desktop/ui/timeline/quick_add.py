"""One line that becomes an event: stands below the canvas and stays for the next one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.domain.times import clock_text
from postmortem_desktop.editing.placing_edits import add_entry, first_lane_title, lane_for_entry
from postmortem_desktop.i18n import _
from postmortem_desktop.phrasing import Hint
from postmortem_desktop.timeline.quick_entry import (
    QuickEntry,
    Readings,
    event_to_count_from,
    only_title,
    read_entries,
    reading_text,
)
from postmortem_desktop.ui.timeline.accessible import announce
from postmortem_desktop.ui.timeline.readings_list import ReadingsList
from postmortem_desktop.ui.widgets.hint_bar import HintBar
from postmortem_desktop.ui.widgets.hint_commands import HintHandlers, listen_for_keys
from postmortem_desktop.ui.widgets.labels import ElidedLabel
from postmortem_desktop.ui.widgets.line_hints import LineHints
from postmortem_desktop.ui.workspace import Workspace

_WIDTH = 720


class QuickLine(QLineEdit):
    """The line itself; while it is empty, undo and redo are the window's."""

    entered = Signal()
    left = Signal()
    stepped = Signal(int)
    """By how many readings to go down."""
    numbered = Signal(int)
    """Which reading to mark, counted from 0."""
    rows_pasted = Signal()
    """The clipboard holds several lines, which are no text for one."""

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window while nothing is typed; keep Alt with a digit."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if not self.text() and any(event.matches(key) for key in keys):
                event.ignore()
                return False
            if _digit_of(event) is not None:
                event.accept()
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell: another event may be selected by now."""
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape; choose among the readings; paste one line, not several."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        digit = _digit_of(event)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif steps is not None:
            self.stepped.emit(steps)
        elif digit is not None:
            self.numbered.emit(digit - 1)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Let the menu paste as the key does."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self._paste)
        menu.popup(event.globalPos())

    def _paste(self) -> None:
        lines = QGuiApplication.clipboard().text().splitlines()
        if sum(bool(line.strip()) for line in lines) > 1:
            self.rows_pasted.emit()
        else:
            self.paste()


class QuickAdd(QFrame):
    """Shows how the line is understood; Enter adds the event and waits for the next line.

    Where the line can be read in several ways, these stand below it: Up and Down or Alt with a
    digit mark one, Enter or a click takes it. Escape closes.
    """

    added = Signal(str)
    """The id of the event that was added."""
    closed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        selected_event: Callable[[], TimelineEvent | None],
        parent: QWidget | None = None,
    ) -> None:
        """Make it, hidden.

        Args:
            workspace: takes the edits.
            selected_event: returns the selected event, if there is one: a line goes to its lane,
                and ``+3m`` counts from it.
            parent: it stands below the canvas there.
        """
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._workspace = workspace
        self._selected_event = selected_event
        self._last_id = ""
        self._readings: Readings = ()
        self._row = 0
        self._incident: tuple[date, bool, list[datetime], str] | None = None
        self._make_line()
        self._make_hint()
        self.preview = ElidedLabel("", "secondary")
        self.choices = ReadingsList()
        self.choices.taken.connect(self._take)
        self._arrange()
        workspace.changed.connect(self._follow)
        self.hide()

    def _make_line(self) -> None:
        self.line = QuickLine()
        self.line.setAccessibleName(_("New event in one line"))
        self.line.setPlaceholderText(_("14:05 @lane what happened #alert"))
        self.line.textChanged.connect(self._read)
        self.line.returnPressed.connect(self._add)
        self.line.entered.connect(self._read_again)
        self.line.left.connect(self.close_line)
        self.line.stepped.connect(self._step)
        self.line.numbered.connect(self._mark)

    def _make_hint(self) -> None:
        self.bar = HintBar()
        # The words are kept as said by Enter: nothing is there before that could hold a wish.
        self.bar.keep_button.hide()
        self.bar.set_handlers(self.hint_handlers())
        listen_for_keys(self, self.hint_handlers())
        self.hints = LineHints(self.line, self._find_hints, bar=self.bar)

    def _arrange(self) -> None:
        self.card = QFrame()
        self.card.setProperty("role", "popup")
        self.card.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self.preview)
        column.addWidget(self.choices)
        column.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 16)
        row.addStretch(1)
        row.addWidget(self.card, _WIDTH)
        row.addStretch(1)

    def hint_handlers(self) -> HintHandlers:
        """Return what can be done here for the keys of the actions about hints."""
        return {
            "next_hint_question": self.bar.show_next_question,
            "hint_reason": self.bar.toggle_reason,
            "copy_question": self.bar.copy_question,
        }

    def _find_hints(self, text: str) -> list[Hint]:
        """Return the hints on the words of the event; time, lane and kind are none of them."""
        if not self._readings:
            return []
        space, entry = self._workspace, self._readings[self._row].entry
        at = entry.starts_at
        moment = "" if at is None else clock_text(at, space.zone, seconds=False)
        return space.sieve.hints("", only_title(text, entry.title), moment)

    def open_line(self) -> None:
        """Show it and type."""
        self.show()
        self._read()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def close_line(self) -> None:
        """Go; what was typed and not added is dropped."""
        self.line.clear()
        self.hide()
        self.closed.emit()

    def texts(self) -> list[str]:
        """Return in words how the line can be understood, the likeliest first."""
        return [
            reading_text(reading, self._workspace.zone, self._lane_title(reading.entry))
            for reading in self._readings
        ]

    # Reading

    def _read(self) -> None:
        space = self._workspace
        if self._incident is None:
            starts = (e.starts_at for e in space.dossier.all(TimelineEvent))
            moments = sorted(start for start in starts if start is not None)
            latest = event_to_count_from(space.dossier)
            day = space.dossier.known_day()
            is_known, day = day is not None, day or space.dossier.day(space.clock())
            self._incident = day, is_known, moments, latest.id if latest else ""
        day, is_known, moments, latest_id = self._incident
        selected = self._selected_event()
        named = (selected.id if selected else "", self._last_id)
        counts_from = event_to_count_from(space.dossier, *named, latest_id)
        self._readings = read_entries(
            self.line.text(),
            day=day,
            zone=space.zone,
            lanes=space.dossier.lanes(),
            now=space.clock(),
            relative_to=counts_from,
            moments=moments,
            told=counts_from.starts_at if counts_from and counts_from.id in named else None,
            is_day_known=is_known,
        )
        self._row = 0
        self._show_readings()

    def _show_readings(self) -> None:
        texts, remark = self.texts(), ""
        self.choices.show_texts(texts, self._row)
        if not texts:
            said = _(
                "A time such as 14:05, ~14:05, 14:05-14:20, 2:05 pm, +3m or now; "
                "@ names the lane, # the kind."
            )
        elif len(texts) == 1:
            said, remark = texts[0], self._readings[0].note
        else:
            said = _("Read in several ways: ↑ ↓ mark one, Enter takes it.")
        self.preview.giving_way = remark
        self.preview.setText(said)
        self.line.setAccessibleDescription(texts[self._row] if texts else said)

    def _follow(self, _edit: Edit) -> None:
        self._incident = None
        if self._last_id and self._workspace.dossier.find(TimelineEvent, self._last_id) is None:
            # What was added has been taken back, so it is told no longer.
            self._last_id = ""
            self._read()
        self._read_again()

    def _read_again(self) -> None:
        if self.isVisible() and self.line.text():
            self._read()

    # Choosing

    def _step(self, rows: int) -> None:
        self._mark(min(max(self._row + rows, 0), len(self._readings) - 1))

    def _mark(self, row: int) -> None:
        if not 0 <= row < len(self._readings):
            return
        self._row = row
        text = self.texts()[row]
        self.choices.setCurrentRow(row)
        self.hints.look_again()
        self.line.setAccessibleDescription(text)
        announce(self.line, text)

    def _take(self, row: int) -> None:
        self._mark(row)
        self._add()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    # Adding

    def _add(self) -> None:
        if not self._readings or not self._readings[self._row].entry.title:
            return
        entry = self._readings[self._row].entry
        space = self._workspace
        edit = add_entry(space.dossier, space.ids, entry, self._lane_id_for(entry))
        if not space.perform(edit):
            return
        self._last_id = edit.changes[-1].record_id
        self.line.clear()
        told = _("Added “{title}”. Type the next one, or Esc.")
        if entry.starts_at is None:
            told = _("Added “{title}” without a time. Type the next one, or Esc.")
        self.preview.setText(told.format(title=entry.title))
        announce(self.line, self.preview.text())
        self.added.emit(self._last_id)

    def _lane_id_for(self, entry: QuickEntry) -> str:
        dossier = self._workspace.dossier
        selected = self._selected_event()
        last = dossier.find(TimelineEvent, self._last_id)
        lane = lane_for_entry(
            dossier,
            entry,
            selected=selected.lane_id if selected else "",
            last=last.lane_id if last else "",
        )
        return lane.id if lane else ""

    def _lane_title(self, entry: QuickEntry) -> str:
        lane = self._workspace.dossier.find(Lane, self._lane_id_for(entry))
        if lane is not None:
            return lane.title
        return _("{lane} (a new lane)").format(lane=entry.new_lane or first_lane_title())


def _digit_of(event: QKeyEvent) -> int | None:
    """Return the digit from 1 to 9 that is pressed together with Alt."""
    digit = event.key() - Qt.Key.Key_0
    is_alt = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _ALT
    return digit if is_alt and 1 <= digit <= 9 else None


_ALT = Qt.KeyboardModifier.AltModifier
