"""The slim line over the canvas in which events are looked for."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.filtering import matching_ids, searched_text
from postmortem_desktop.ui.widgets.buttons import glyph_button
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.workspace import Workspace

_WIDTH = 380


class SearchLine(QFrame):
    """Typing highlights what is found; Enter and Shift+Enter go there, Escape closes."""

    matches_changed = Signal(object)
    """The ids of the events that hold the words, as a frozenset; None while nothing is sought."""
    reached = Signal(str)
    """The id of the match that somebody went to."""
    closed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self._workspace = workspace
        self._texts: list[tuple[str, str]] | None = None
        self._hidden: frozenset[str] = frozenset()
        self._sought: frozenset[str] | None = None
        self._current = ""
        self.matches: list[str] = []
        """The ids of what was found: dated events by time, then the undated ones."""
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Find on the timeline"))
        self.line.setAccessibleName(_("Find on the timeline"))
        self.count = plain_label("", "secondary")
        self.previous_button = glyph_button("chevron-up", _("Previous match (Shift+Enter)"))
        self.next_button = glyph_button("chevron-down", _("Next match (Enter)"))
        self.close_button = glyph_button("close", _("Close (Esc)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 6, 6)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        for widget in (self.count, self.previous_button, self.next_button, self.close_button):
            row.addWidget(widget)
        self.setMaximumWidth(_WIDTH)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self.line.textChanged.connect(self._look)
        self.previous_button.clicked.connect(self.go_back)
        self.next_button.clicked.connect(self.go_on)
        self.close_button.clicked.connect(self.close_line)
        workspace.changed.connect(self._follow)
        self.hide()

    def open_line(self) -> None:
        """Show it and type."""
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def close_line(self) -> None:
        """Go; nothing is highlighted any more."""
        self.hide()
        self._texts = None
        self._tell([])
        self.closed.emit()

    def set_hidden(self, event_ids: frozenset[str]) -> None:
        """Find none of these events, which a filter hides."""
        self._hidden = event_ids
        self._look_again()

    def go_on(self) -> None:
        """Go to the next match, from the last one to the first."""
        self._go(1)

    def go_back(self) -> None:
        """Go to the match before, from the first one to the last."""
        self._go(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the matches, or close."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._go(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_line()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for the words that stand there from before."""
        super().showEvent(event)
        self._look()

    def _go(self, step: int) -> None:
        if not self.matches:
            return
        if self._current in self.matches:
            place = self.matches.index(self._current) + step
        else:
            place = 0 if step > 0 else -1
        self._current = self.matches[place % len(self.matches)]
        self._show_count()
        self.reached.emit(self._current)

    def _follow(self, edit: Edit) -> None:
        if edit.touches(TimelineEvent):
            self._texts = None
            self._look_again()

    def _look_again(self) -> None:
        """Look when nothing else is to be done, while it is open."""
        if self.isVisible():
            self._timer.start(0)

    def _look(self) -> None:
        if self._texts is None:
            events = self._workspace.dossier.events()
            self._texts = [(event.id, searched_text(event)) for event in events]
        found = matching_ids(self._texts, self.line.text())
        self._tell([event_id for event_id in found if event_id not in self._hidden])

    def _tell(self, found: list[str]) -> None:
        self.matches = found
        self._show_count()
        is_sought = self.isVisible() and bool(self.line.text().strip())
        sought = frozenset(found) if is_sought else None
        if sought != self._sought:
            self._sought = sought
            self.matches_changed.emit(sought)

    def _show_count(self) -> None:
        total = len(self.matches)
        if not self.line.text().strip():
            text = ""
        elif not total:
            text = _("None found")
        elif self._current in self.matches:
            place = self.matches.index(self._current) + 1
            text = _("{place} of {total}").format(place=place, total=total)
        else:
            text = _("{total} found").format(total=total)
        self.count.setText(text)
        for button in (self.previous_button, self.next_button):
            button.setEnabled(bool(total))
