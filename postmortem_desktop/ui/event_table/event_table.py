"""The event table as a whole: rows, a sentence below them, what is done with many, a new row."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.editing.table_edits import add_rows
from postmortem_desktop.editing.timeline_edits import remove_events
from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.ui.event_table.columns import COLUMNS, HEADINGS, MARKS, Column
from postmortem_desktop.ui.event_table.entry_row import EntryRow
from postmortem_desktop.ui.event_table.model import EventRows
from postmortem_desktop.ui.event_table.paste_bar import PasteBar
from postmortem_desktop.ui.event_table.pasted import read_near
from postmortem_desktop.ui.event_table.rows_text import copied_text
from postmortem_desktop.ui.event_table.selection_bar import SelectionBar
from postmortem_desktop.ui.event_table.view import EventView
from postmortem_desktop.ui.event_table.writing import Written, write_choice, write_shift
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.widgets.chips import set_role
from postmortem_desktop.ui.widgets.frames import empty_state, hairline
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.workspace import Workspace


class EventTable(QFrame):
    """The same events as on the canvas, one a row; all of it works by key."""

    selection_changed = Signal(list)
    """The ids of the selected events, after somebody selected others here."""
    event_activated = Signal(str)
    """An event was reached by key or pointer: whoever shows details shows these."""
    left = Signal()
    """Escape was pressed where there is nothing else to leave."""
    status_changed = Signal()
    """``status_text`` would say something else now."""

    def __init__(
        self, workspace: Workspace, theme: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._workspace = workspace
        self.rows = EventRows(workspace, self)
        self.view = EventView(self.rows, workspace, theme, self)
        self.remark = plain_label("", "hint", wrap=True)
        self.remark.hide()
        self.selection_bar = SelectionBar()
        self.paste_bar = PasteBar()
        self.entry = EntryRow(workspace, theme)
        self._feet: tuple[QWidget, ...] = (self.paste_bar, self.selection_bar, self.entry)
        self._nothing = QWidget()
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._made_nothing())
        self._arrange()
        self.setFocusProxy(self.view)
        self._connect()
        self._refresh()

    # What the timeline asks

    @property
    def selection(self) -> list[str]:
        """The ids of the selected events that are shown, from top to bottom."""
        return self.view.selected_ids()

    def set_selection(self, event_ids: Iterable[str]) -> None:
        """Select these events and no others, without telling; the last one comes into view."""
        self.view.select(event_ids)
        self._follow_selection()

    def set_hidden(self, event_ids: frozenset[str]) -> None:
        """Show all events but these."""
        self.rows.set_hidden(event_ids)
        self._refresh()

    def status_text(self) -> str:
        """Return the counts for the foot of the window."""
        count, chosen = len(self._workspace.dossier.all(TimelineEvent)), len(self.selection)
        parts = [ngettext("{count} event", "{count} events", count).format(count=count)]
        if chosen > 1:
            parts.append(_("{count} selected").format(count=chosen))
        if self.rows.hidden_count:
            parts.append(_("{count} hidden").format(count=self.rows.hidden_count))
        return " · ".join(parts)

    def begin_event(self) -> None:
        """Type a new event, in the lane of the one in hand."""
        self._show_foot(self.entry)
        self.entry.begin(self._lane_in_hand())

    def remove_selected(self) -> None:
        """Delete the selected events; locked ones stay."""
        events = [self._workspace.dossier.get(TimelineEvent, key) for key in self.selection]
        going = [event.id for event in events if not event.locked]
        edit = remove_events(self._workspace.dossier, going)
        if going:
            told = ngettext("{count} event deleted.", "{count} events deleted.", len(going))
            said = _join(told.format(count=len(going)), _kept(len(events) - len(going)))
            self._workspace.perform(edit, partial(self.tell, said))
        elif events:
            self.say(_kept(len(events)))

    def copy_selected(self) -> None:
        """Put the selected rows on the clipboard, as they may leave the desk."""
        chosen = self.selection
        text = copied_text(self._workspace.dossier, chosen)
        private = sum(self._workspace.dossier.get(TimelineEvent, key).private for key in chosen)
        count = len(chosen) - private
        if text:
            QGuiApplication.clipboard().setText(text)
        told = ngettext("{count} row copied.", "{count} rows copied.", count).format(count=count)
        kept = ngettext(
            "{count} private row stays on the desk.",
            "{count} private rows stay on the desk.",
            private,
        )
        self.tell(_join(told if count else "", kept.format(count=private) if private else ""))

    def paste(self) -> None:
        """Read the rows on the clipboard, and offer to take them."""
        dossier, now = self._workspace.dossier, self._workspace.clock()
        try:
            starts = (event.starts_at for event in dossier.all(TimelineEvent))
            pasted = read_near(
                QGuiApplication.clipboard().text(),
                [start for start in starts if start is not None],
                zone=self._workspace.zone,
                day=dossier.day(now),
                now=now,
                lanes=dossier.lanes(),
            )
        except ImportRejectedError as condition:
            self.say(str(condition))
            return
        if not pasted.rows and not pasted.problems:
            self.say(_("The clipboard holds no rows; copy some in a spreadsheet first."))
            return
        lane = dossier.find(Lane, self._lane_in_hand()) or next(iter(dossier.lanes()), None)
        self.say("")
        self.paste_bar.offer(pasted, dossier.lanes(), lane, self._workspace.zone)
        self._show_foot(self.paste_bar)
        self.paste_bar.take_focus()
        self._announce(self.paste_bar.text())

    def tell(self, sentence: str) -> None:
        """Show below the rows what was done; it is read out as well."""
        self.say(sentence, "secondary")

    def say(self, sentence: str, role: str = "hint") -> None:
        """Show a sentence that asks for something, or none; it is read out as well."""
        set_role(self.remark, role)
        self.remark.setText(sentence)
        self.remark.setVisible(bool(sentence))
        if sentence:
            self._announce(sentence)

    def hideEvent(self, event: QHideEvent) -> None:
        """Begin anew the next time; a window that is only minimised keeps what was said."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.say("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Escape: from below the rows to the rows, from the rows out of the table."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._stack.currentWidget() is self.view and not self.view.hasFocus():
            self._back_to_rows()
        else:
            self.left.emit()

    # Inside

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._stack, 1)
        column.addWidget(hairline())
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.setSpacing(6)
        foot.addWidget(self.remark)
        for part in self._feet:
            foot.addWidget(part)
        self._show_foot(self.entry)
        column.addLayout(foot)

    def _show_foot(self, shown: QWidget) -> None:
        """Show one part below the rows, so that they keep their room."""
        for part in self._feet:
            part.setVisible(part is shown)

    def _made_nothing(self) -> QWidget:
        self._nothing = empty_state(
            _("No events to show"),
            _("Type the first one below, or copy rows in a spreadsheet and press Ctrl+V here."),
        )
        return self._nothing

    def _connect(self) -> None:
        view, bar = self.view, self.selection_bar
        view.ids_selected.connect(self.selection_changed)
        view.ids_selected.connect(self._follow_selection)
        view.event_activated.connect(self.event_activated)
        view.copy_pressed.connect(self.copy_selected)
        view.paste_pressed.connect(self.paste)
        view.delete_pressed.connect(self.remove_selected)
        view.shift_pressed.connect(self._ask_shift)
        view.remarked.connect(self.say)
        view.horizontalHeader().sortIndicatorChanged.connect(self._tell_order)
        self.rows.remarked.connect(self.say)
        bar.chosen.connect(self._change_selected)
        bar.shift_entered.connect(self._shift_selected)
        bar.delete_pressed.connect(self.remove_selected)
        bar.left.connect(self._back_to_rows)
        self.paste_bar.taken.connect(self._take_pasted)
        self.paste_bar.dropped.connect(self._drop_pasted)
        self.entry.remarked.connect(self.say)
        self.entry.added.connect(self._show_added)
        self.entry.finished.connect(self._go_to_added)
        self._workspace.changed.connect(self._follow)

    def _follow(self, edit: Edit) -> None:
        # What was said was about the edit before.
        self.say("")
        if edit.touches(Lane):
            self.entry.refresh()
        if edit.touches(TimelineEvent):
            self._refresh()

    def _refresh(self) -> None:
        """Show the rows, or what to do while there are none."""
        self._stack.setCurrentWidget(self.view if self.rows.rowCount() else self._nothing)
        self.status_changed.emit()

    def _follow_selection(self) -> None:
        count, bar = len(self.selection), self.selection_bar
        bar.show_for(count, self._workspace.dossier.lanes())
        if self.paste_bar.isHidden() and not bar.is_in_use:
            self._show_foot(bar if count > 1 else self.entry)
        self.status_changed.emit()

    def _ask_shift(self) -> None:
        if self.selection:
            self._show_foot(self.selection_bar)
            self.selection_bar.ask_shift()

    def _lane_in_hand(self) -> str:
        event = self._workspace.dossier.find(TimelineEvent, self.view.current_id)
        return "" if event is None else event.lane_id

    def _change_selected(self, column: Column, value: object) -> None:
        chosen = self.selection
        events = [self._workspace.dossier.get(TimelineEvent, key) for key in chosen]
        if not events:
            return
        if column in MARKS:
            value = not all(getattr(event, column) for event in events)
        self._perform(write_choice(self._workspace.dossier, chosen, column, value))
        locked = sum(event.locked for event in events)
        if locked and column is not Column.LOCK:
            self.say(_kept(locked))

    def _shift_selected(self, text: str) -> None:
        if self._perform(write_shift(self._workspace.dossier, self.selection, text)):
            self.selection_bar.shift.clear()
            told = ngettext("{count} row shifted.", "{count} rows shifted.", len(self.selection))
            self.tell(told.format(count=len(self.selection)))
            self._back_to_rows()

    def _perform(self, written: Written) -> bool:
        self.say(written if isinstance(written, str) else "")
        return not isinstance(written, str) and self._workspace.perform(written)

    def _take_pasted(self) -> None:
        space, bar = self._workspace, self.paste_bar
        edit = add_rows(space.dossier, space.ids, bar.pasted.rows, bar.lane_id)
        added = [change.record_id for change in edit.changes[-len(bar.pasted.rows) :]]
        left_out = bar.left_out.text()
        space.perform(edit, partial(self._show_taken, added, left_out))

    def _show_taken(self, added: list[str], left_out: str) -> None:
        self._drop_pasted()
        told = ngettext("{count} row taken.", "{count} rows taken.", len(added))
        (self.say if left_out else self.tell)(_join(told.format(count=len(added)), left_out))
        self.view.select(added)
        self._follow_selection()
        self.selection_changed.emit(self.selection)

    def _drop_pasted(self) -> None:
        self._show_foot(self.entry)
        self._back_to_rows()
        self._follow_selection()

    def _back_to_rows(self) -> None:
        rows_shown = self._stack.currentWidget() is self.view
        (self.view if rows_shown else self.entry.time).setFocus(Qt.FocusReason.OtherFocusReason)
        self._follow_selection()

    def _show_added(self, event_id: str) -> None:
        self.view.go_to(event_id)
        event = self._workspace.dossier.get(TimelineEvent, event_id)
        self._announce(_("Added: {title}").format(title=event.title))

    def _go_to_added(self, event_id: str) -> None:
        self.view.go_to(event_id)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_order(self, section: int, order: Qt.SortOrder) -> None:
        form = (
            _("Sorted by “{column}”, descending.")
            if order is Qt.SortOrder.DescendingOrder
            else _("Sorted by “{column}”, ascending.")
        )
        self._announce(form.format(column=_(HEADINGS[COLUMNS[section]])))

    def _announce(self, sentence: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))


def _kept(count: int) -> str:
    """Return that locked events stayed as they are; empty for none."""
    if not count:
        return ""
    told = ngettext("{count} locked event stays.", "{count} locked events stay.", count)
    return told.format(count=count)


def _join(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
