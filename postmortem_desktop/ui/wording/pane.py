"""The side list of all wording hints, hard and soft, shown on request."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
)

from postmortem_desktop.editing.wording import ListedHint
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.widgets.buttons import Button, glyph_button
from postmortem_desktop.ui.widgets.hint_commands import (
    ASK,
    SILENCE,
    HintedWords,
    HintHandlers,
    keep,
    listen_for_keys,
    mute,
    pop_up_menu,
    wish,
)
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.wording.delegate import WordingDelegate
from postmortem_desktop.ui.wording.model import WordingModel
from postmortem_desktop.ui.wording.scan import WordingScan
from postmortem_desktop.ui.workspace import Workspace

LEAST_PX, USUAL_PX = 260, 330


class HintList(QListView):
    """Enter goes to the words."""

    entered_row = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the words of the hint in hand on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class WordingPane(QFrame):
    """Lists hints by the record they are in, never by person, and counts nobody's."""

    word_wanted = Signal(object)
    """A ``ListedHint`` whose words somebody wants to see where they are written."""
    row_chosen = Signal(object)
    """The ``ListedHint`` that the keys are about now, while they are in the list."""
    closed = Signal()

    def __init__(
        self, workspace: Workspace, theme: ThemeSource, show_kinds: Callable[[], object]
    ) -> None:
        """Make it, hidden; ``show_kinds`` opens the switches of the kinds of hints."""
        super().__init__()
        self.setProperty("role", "pane")
        self.setMinimumWidth(LEAST_PX)
        self._workspace = workspace
        self._row = 0
        self._wanted: tuple[str, str, int] | None = None
        self.model = WordingModel(self)
        self.scan = WordingScan(workspace, self.model, self)
        self.scan.read.connect(self._show_state)
        self.list = HintList()
        self.list.setModel(self.model)
        self.list.setItemDelegate(WordingDelegate(theme, self.model, self.list))
        self.list.setAccessibleName(_("Wording: all hints"))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        # Rows get their heights a few at a time, so that very many hold nobody up.
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.entered_row.connect(self._go)
        self.list.clicked.connect(self._go)
        self.list.selectionModel().currentChanged.connect(self._note_row)
        theme.changed.connect(self.list.viewport().update)
        self.count = plain_label("", "secondary")
        self.more_button = Button("…", "plain", compact=True)
        self.more_button.setAccessibleName(_("More about this hint"))
        self.more_button.setToolTip(_("More about this hint"))
        self.more_button.clicked.connect(self._show_menu)
        self.kinds_button = glyph_button("settings", _("Kinds of wording hints…"))
        self.kinds_button.clicked.connect(show_kinds)
        self.close_button = glyph_button("close", _("Close"))
        self.close_button.clicked.connect(self.closed)
        self._lay_out()
        listen_for_keys(self, self.hint_handlers())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def hint_handlers(self) -> HintHandlers:
        """Return what can be done about the hint in hand for the keys of the actions."""
        return {
            ASK: partial(self._about_current, partial(self._wish, ASK)),
            "copy_question": partial(self._about_current, _copy),
            "keep": partial(self._about_current, self._keep),
            "mute_words": partial(self._about_current, self._mute),
            SILENCE: partial(self._about_current, partial(self._wish, SILENCE)),
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Give rows the height of their words in a new font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.list.scheduleDelayedItemsLayout()

    def _lay_out(self) -> None:
        self.count.setContentsMargins(16, 0, 16, 0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 8, 2)
        head.setSpacing(6)
        head.addWidget(plain_label(_("Wording"), "heading"))
        head.addStretch(1)
        for button in (self.more_button, self.kinds_button, self.close_button):
            head.addWidget(button)
        self.nothing = plain_label("", "secondary", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(16, 40, 16, 16)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.count)
        column.addWidget(self.stack, 1)

    def _show_state(self) -> None:
        count = self.model.count
        self.count.setText(self._counted(count) if count else "")
        self.count.setVisible(bool(count))
        is_off = not self._workspace.settings.phrasing_hints
        empty = _("Wording hints are switched off.") if is_off else _("Nothing to look at twice.")
        self.nothing.setText(empty)
        # The window's own, so that it holds while another window is in front.
        focus = self.window().focusWidget()
        had_focus = focus is not None and (focus is self or self.isAncestorOf(focus))
        self.stack.setCurrentWidget(self.list if count else self.nothing)
        self.more_button.setEnabled(bool(count))
        self._choose_wanted()
        if self.model.hint_at(self.list.currentIndex()) is None:
            self._choose_near(self._row)
        if had_focus and focus is not self.kinds_button:
            (self.list if count else self.close_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, owner_id: str, text: str, start: int) -> None:
        """Put the cursor on the hint at a place in a text, as soon as that is read."""
        self._wanted = (owner_id, text, start)
        self._choose_wanted()

    def _counted(self, count: int) -> str:
        """Return how many hints there are, and of how many it is sure that they are any."""
        counted = ngettext("{count} hint", "{count} hints", count).format(count=count)
        sure = self.model.sure_count
        return (
            counted
            if sure == count
            else _("{hints}, {sure} of them sure").format(hints=counted, sure=sure)
        )

    def begin(self) -> None:
        """Show it and read the session; the list takes the keys."""
        self.nothing.setText(_("Reading the texts of this session…"))
        self.show()
        self.scan.watch(on=True)
        self.take_focus()

    def take_focus(self) -> None:
        """Take the keys: the list has them as soon as there is something in it."""
        inside = self.list if self.stack.currentWidget() is self.list else self
        inside.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Hide it; nothing is read any more."""
        self.scan.watch(on=False)
        self.hide()

    def _choose_near(self, row: int) -> None:
        """Put the cursor on the hint that has come into a row, else on the last one."""
        rows = [r for r in range(self.model.rowCount()) if self._hint_in(r) is not None]
        following = [r for r in rows if r >= row] or rows[-1:]
        if following:
            self.list.setCurrentIndex(self.model.index(following[0]))

    def _choose_wanted(self) -> None:
        for row in range(self.model.rowCount()) if self._wanted else ():
            listed = self._hint_in(row)
            if listed is not None and _place(listed) == self._wanted:
                self._wanted = None
                self.list.setCurrentIndex(self.model.index(row))
                return

    def _hint_in(self, row: int) -> ListedHint | None:
        return self.model.hint_at(self.model.index(row))

    def _note_row(self, index: QModelIndex) -> None:
        if index.isValid():
            self._row = index.row()
        listed = self.model.hint_at(index)
        if listed is not None and self.list.hasFocus():
            self.row_chosen.emit(listed)

    def _go(self, index: QModelIndex) -> None:
        listed = self.model.hint_at(index)
        if listed is not None:
            self.word_wanted.emit(listed)

    def _about_current(self, deed: Callable[[HintedWords], object]) -> None:
        listed = self.model.hint_at(self.list.currentIndex())
        if listed is not None:
            hint = listed.hint
            deed(HintedWords(listed.written.owner_id, listed.words, hint, hint.question))

    def _show_menu(self) -> None:
        pop_up_menu(self.more_button, self.hint_handlers())

    def _keep(self, hinted: HintedWords) -> None:
        row = self._row
        keep(self._workspace, hinted)
        self._choose_near(row)

    def _mute(self, hinted: HintedWords) -> None:
        mute(self._workspace, hinted)

    def _wish(self, key: str, hinted: HintedWords) -> None:
        wish(self._workspace, key, hinted)


def _place(listed: ListedHint) -> tuple[str, str, int]:
    return listed.written.owner_id, listed.written.text, listed.hint.start


def _copy(hinted: HintedWords) -> None:
    QGuiApplication.clipboard().setText(hinted.question)
