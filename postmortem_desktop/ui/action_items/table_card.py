"""The card with the table of action items, the check of their wording, and a line for a new one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from postmortem_desktop.domain.findings import ActionItem, ActionStatus
from postmortem_desktop.domain.names import ACTION_KIND_NAMES, ACTION_STATUS_NAMES
from postmortem_desktop.editing.changes import shortened
from postmortem_desktop.editing.finding_edits import add_action, change_item, remove_item
from postmortem_desktop.i18n import _
from postmortem_desktop.phrasing.review import Hint
from postmortem_desktop.ui.action_items.delegates import (
    ChoiceDelegate,
    DateDelegate,
    TextDelegate,
    TitleDelegate,
)
from postmortem_desktop.ui.action_items.model import (
    COLUMNS,
    ActionTable,
)
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.frames import Card
from postmortem_desktop.ui.widgets.hint_bar import HintBar
from postmortem_desktop.ui.widgets.hint_commands import (
    ASK,
    SILENCE,
    HintedWords,
    HintHandlers,
    keep,
    listen_for_keys,
    mute,
    wish,
)
from postmortem_desktop.ui.widgets.line_hints import LineHints
from postmortem_desktop.ui.workspace import Workspace

_ROW_HEIGHT = 42
_WIDTHS = {"kind": 110, "owner": 120, "due": 110, "status": 120, "tracker": 110}
_SHARES = {"title": 3, "done_test": 2, "from": 2}


class ActionsView(QTableView):
    """A table that asks for its full height, so that the page scrolls and not the table."""

    delete_pressed = Signal()

    def event(self, event: QEvent) -> bool:
        """Claim what can be typed into the cell in hand; a letter would be the window's action."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            and event.text().isprintable()
            and event.text().strip()
            and self.currentIndex().isValid()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin to edit on Return, delete the row on Delete."""
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self.state() == self.State.NoState
        ):
            self.edit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)


class ActionTableCard(Card):
    """The action items, one a row; the row in hand shows a hint when its wording is open."""

    remarked = Signal(str)
    """A sentence on what was typed."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._workspace = workspace
        self._hint: Hint | None = None
        self._hinted: ActionItem | None = None
        self.body.setContentsMargins(12, 4, 12, 12)
        self.body.setSpacing(8)
        self.model = ActionTable(workspace, self)
        self.view = self._made_view()
        self.bar = HintBar()
        self.bar.belong_to(self.view)
        self._make_line()
        self.bar.set_handlers(self.hint_handlers())
        listen_for_keys(self, self.hint_handlers())
        self.body.addWidget(self.view)
        self.body.addLayout(_inset(self.bar))
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 8, 0)
        foot.addWidget(self.new_title, 1)
        self.decline_button = Button(_("Decide against"), "plain")
        self.delete_button = Button(_("Delete"), "plain", glyph="trash")
        self.decline_button.clicked.connect(self.decline_current)
        self.delete_button.clicked.connect(self.delete_current)
        foot.addWidget(self.decline_button)
        foot.addWidget(self.delete_button)
        self.body.addLayout(foot)
        self.body.addLayout(_inset(self.line_bar))
        self.model.modelReset.connect(self._fit)
        self.model.dataChanged.connect(self._review)
        self.view.selectionModel().currentChanged.connect(self._review)
        workspace.changed.connect(self._review)
        workspace.sieve_changed.connect(self._review)
        self._fit()

    def hint_count(self) -> int:
        """Return how many action items have wording that is open."""
        return len(self._hinted_rows())

    def hint_handlers(self) -> HintHandlers:
        """Return what can be done here for the keys of the actions about hints."""
        return {
            "next_hint": self.go_to_next_hint,
            "previous_hint": self.go_to_previous_hint,
            "next_hint_question": self._show_next_question,
            "hint_reason": self._toggle_reason,
            ASK: partial(self._wish, ASK),
            "copy_question": self._copy_question,
            "keep": self.keep_as_said,
            "mute_words": self.mute_words,
            SILENCE: partial(self._wish, SILENCE),
        }

    def go_to_next_hint(self) -> None:
        """Choose the next action item with a hint, from the top after the last."""
        here = self.view.currentIndex().row()
        rows = self._hinted_rows()
        self._choose([row for row in rows if row > here] or rows)

    def go_to_previous_hint(self) -> None:
        """Choose the action item with a hint above, from the end before the first."""
        here = self.view.currentIndex().row()
        rows = self._hinted_rows()[::-1]
        self._choose([row for row in rows if row < here] or rows)

    def show_item(self, item_id: str) -> None:
        """Put the cursor on an action item."""
        row = self.model.row_of(item_id)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row, 0))
            self.view.setFocus()

    def begin_action(self) -> None:
        """Put the cursor into the line for a new action."""
        self.new_title.setFocus()

    def delete_current(self) -> None:
        """Remove the action item in hand."""
        item = self._current()
        if item is not None:
            self._workspace.perform(remove_item(self._workspace.dossier, ActionItem, item.id))

    def decline_current(self) -> None:
        """Move the action item in hand to what was decided against."""
        item = self._current()
        if item is not None:
            declined = ActionStatus.DECLINED
            edit = change_item(self._workspace.dossier, ActionItem, item.id, status=declined)
            self._workspace.perform(edit)

    def _make_line(self) -> None:
        """Make the line for a new action; while words stand in it, the hints are about these."""
        self.new_title = QLineEdit()
        self.new_title.setPlaceholderText(_("Type an action, then Enter"))
        self.new_title.setAccessibleName(_("New action"))
        self.new_title.returnPressed.connect(self._add)
        self.new_title.textChanged.connect(self._review)
        self.line_bar = HintBar()
        # There is no record yet that could keep the words as said.
        self.line_bar.keep_button.hide()
        self.line_bar.set_handlers(
            {
                "next_hint_question": self._show_next_question,
                "hint_reason": self._toggle_reason,
                "copy_question": self._copy_question,
            }
        )
        self.hints = LineHints(self.new_title, self._hints_on_line, bar=self.line_bar)

    def _made_view(self) -> ActionsView:
        view = ActionsView()
        view.setModel(self.model)
        view.setAccessibleName(_("Action items"))
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        view.delete_pressed.connect(self.delete_current)
        self._text = TextDelegate(view)
        self._date = DateDelegate(view)
        self._date.remarked.connect(self.remarked)
        self._kind = ChoiceDelegate(ACTION_KIND_NAMES, view)
        self._status = ChoiceDelegate(ACTION_STATUS_NAMES, view)
        self._title = TitleDelegate(lambda: self.bar.colour, view)
        delegates = {
            "title": self._title,
            "due": self._date,
            "kind": self._kind,
            "status": self._status,
        }
        header = view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column, (name, _heading) in enumerate(COLUMNS):
            view.setItemDelegateForColumn(column, delegates.get(name, self._text))
            if name in _SHARES:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                header.resizeSection(column, _WIDTHS[name])
        return view

    def _current(self) -> ActionItem | None:
        index = self.view.currentIndex()
        return self.model.item_at(index.row()) if index.isValid() else None

    def _add(self) -> None:
        title = self.new_title.text().strip()
        space = self._workspace
        if title and space.perform(add_action(space.dossier, space.ids, title)):
            self.new_title.clear()
            self.view.setCurrentIndex(self.model.index(self.model.rowCount() - 1, 0))

    def _fit(self) -> None:
        header = max(self.view.horizontalHeader().sizeHint().height(), 28)
        self.view.setFixedHeight(header + _ROW_HEIGHT * self.model.rowCount() + 4)
        self._review()

    def _review(self, *_what: object) -> None:
        item = self._current()
        rows = range(self.model.rowCount())
        candidates = [item] if item else [self.model.item_at(row) for row in rows]
        found = ((c, hint) for c in candidates for hint in self._hints(c))
        is_writing = bool(self.new_title.text().strip())
        self._hinted, self._hint = (None, None) if is_writing else next(found, (None, None))
        hinted = self._hinted_words()
        self.bar.show_hint(self._told(item), hinted.words if hinted is not None else "")
        for button in (self.decline_button, self.delete_button):
            button.setEnabled(item is not None)

    def _told(self, current: ActionItem | None) -> Hint | None:
        """Return the hint to show; it names its action item unless that is the one in hand."""
        if self._hint is None or self._hinted is None or current is not None:
            return self._hint
        return replace(self._hint, title=f"{self._hint.title} · {shortened(self._hinted.title)}")

    def _hints_on_line(self, title: str) -> list[Hint]:
        return self._hints(ActionItem(id="", postmortem_id="", title=title))

    def _hinted_rows(self) -> list[int]:
        rows = range(self.model.rowCount())
        return [row for row in rows if self._hints(self.model.item_at(row))]

    def _choose(self, rows: list[int]) -> None:
        if rows:
            self.view.setCurrentIndex(self.model.index(rows[0], 0))
            self.view.setFocus()

    def _show_next_question(self) -> None:
        self._bar_in_sight.show_next_question()

    def _toggle_reason(self) -> None:
        self._bar_in_sight.toggle_reason()

    def _copy_question(self) -> None:
        self._bar_in_sight.copy_question()

    @property
    def _bar_in_sight(self) -> HintBar:
        """The one of the two bars that may show a hint now."""
        return self.line_bar if self.new_title.text().strip() else self.bar

    def _hints(self, item: ActionItem) -> list[Hint]:
        return self._workspace.sieve.action_hints(item)

    def _hinted_words(self) -> HintedWords | None:
        item, hint = self._hinted, self._hint
        if item is None or hint is None:
            return None
        words = item.title[hint.start : hint.end]
        return HintedWords(item.id, words, hint, self.bar.question_text)

    def keep_as_said(self) -> None:
        """Let the words of the hint stand as they were said."""
        hinted = self._hinted_words()
        if hinted is not None:
            keep(self._workspace, hinted)

    def mute_words(self) -> None:
        """Have no hint on these words anywhere in the session."""
        hinted = self._hinted_words()
        if hinted is not None:
            mute(self._workspace, hinted)

    def _wish(self, key: str) -> None:
        hinted = self._hinted_words()
        if hinted is not None:
            wish(self._workspace, key, hinted)


def _inset(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(8, 0, 8, 0)
    row.addWidget(widget)
    return row
