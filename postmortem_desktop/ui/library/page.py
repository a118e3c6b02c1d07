"""The page of the library: figures, filters, the table, a new session, and how to begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.ui.library.model import (
    FILTER_NAMES,
    Filter,
    actions_text,
    filters_of,
)
from postmortem_desktop.ui.library.table import SessionTable
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.chips import ChipButton
from postmortem_desktop.ui.widgets.frames import Card, empty_state, page
from postmortem_desktop.ui.widgets.labels import plain_label

if TYPE_CHECKING:
    from postmortem_desktop.store.recent import SessionSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryGestures:
    """What can be done with the library; each is carried out by the composition root."""

    sessions: Callable[[], Sequence[SessionSummary]]
    new_session: Callable[[str], object]
    """Make a session with this title and open it."""
    open_session: Callable[[str], object]
    duplicate: Callable[[str], object]
    archive: Callable[[str, bool], object]
    """Put a session away, or with False bring it back."""
    delete: Callable[[str], object]
    """Put a session into the bin."""
    restore: Callable[[str], object]
    """Take a session out of the bin."""
    open_sample: Callable[[], object]
    import_file: Callable[[], object]


_ALWAYS_OFFERED = frozenset({Filter.ALL, Filter.IN_PROGRESS})
"""Filters that are there even while nothing falls under them."""


class NewSessionLine(QFrame):
    """Takes the title of a new session; Enter makes it, Escape leaves it."""

    titled = Signal(str)
    """A session with this title is wanted."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Title of the new session, then Enter"))
        self.field.setAccessibleName(_("Title of the new session"))
        self.setFocusProxy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 12)
        row.addWidget(self.field)
        self.field.returnPressed.connect(self._make)
        self.hide()

    def _make(self) -> None:
        title = self.field.text().strip()
        if title:
            self.put_away()
            self.titled.emit(title)

    def put_away(self) -> None:
        """Hide, empty for the next time."""
        self.field.clear()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class LibraryPage(QFrame):
    """All sessions of the library."""

    def __init__(
        self, gestures: LibraryGestures, source: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._gestures = gestures
        self.table = SessionTable(source)
        self.table.opened.connect(self._gestures.open_session)
        self.new_line = NewSessionLine()
        self.new_line.titled.connect(gestures.new_session)
        self.new_line.left.connect(self._leave_new_line)
        self._chips: dict[Filter, ChipButton] = {}
        self._figures = page()
        self._session_count, self._action_count = (
            plain_label("", "figure"),
            plain_label("", "figure"),
        )
        self._content = QStackedWidget()
        self._content.addWidget(self._sessions_card())
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 28, 40, 28)
        column.setSpacing(24)
        column.addWidget(self._figure_row())
        column.addWidget(self._content, 1)

    def refresh(self) -> None:
        """Read the sessions again; the chosen one stays chosen."""
        chosen = self.table.current_id
        sessions = self._gestures.sessions()
        self.table.shown.set_sessions(sessions)
        self._count(sessions)
        if sessions or self.new_line.isVisibleTo(self):
            self._content.setCurrentIndex(0)
        else:
            self._content.setCurrentWidget(self._welcome)
        self._figures.setVisible(bool(sessions))
        self.table.choose(chosen)
        self._note_emptiness()

    def search(self, text: str) -> None:
        """Show sessions that hold these words."""
        chosen = self.table.current_id
        self.table.shown.search(text)
        self.table.choose(chosen)
        self._note_emptiness()

    def start_new_session(self) -> None:
        """Ask for the title of a new session."""
        self._content.setCurrentIndex(0)
        self.new_line.show()
        self.new_line.setFocus()

    def show_filter(self, shown: Filter) -> None:
        """Show the sessions of another filter."""
        self._chips[shown].setChecked(True)
        chosen = self.table.current_id
        self.table.shown.show_only(shown)
        self.table.choose(chosen)
        self._note_emptiness()

    def _figure_row(self) -> QFrame:
        row = QHBoxLayout(self._figures)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        for name, figure in (
            (_("Sessions"), self._session_count),
            (_("Actions"), self._action_count),
        ):
            card = Card()
            card.body.setSpacing(4)
            card.body.addWidget(plain_label(name, "label"))
            card.body.addWidget(figure)
            row.addWidget(card, 1)
        return self._figures

    def _sessions_card(self) -> Card:
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 8)
        card.body.setSpacing(0)
        chips = QHBoxLayout()
        chips.setContentsMargins(20, 12, 20, 12)
        chips.setSpacing(8)
        group = QButtonGroup(self)
        for shown, name in FILTER_NAMES.items():
            chip = ChipButton(_(name), checkable=True)
            group.addButton(chip)
            self._chips[shown] = chip
            chips.addWidget(chip)
        self._chips[Filter.ALL].setChecked(True)
        group.buttonToggled.connect(self._chip_toggled)
        chips.addStretch(1)
        self._nothing = plain_label("", "secondary", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setMinimumHeight(96)
        card.body.addLayout(chips)
        card.body.addWidget(self.new_line)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self._nothing, 1)
        return card

    @cached_property
    def _welcome(self) -> QWidget:
        """How to begin, made for a library that is empty."""
        begin = Button(_("New session"), "primary", glyph="plus")
        begin.clicked.connect(self.start_new_session)
        sample = Button(_("Open the sample session"), glyph="play")
        sample.clicked.connect(self._open_sample)
        bring = Button(_("Import…"), glyph="import")
        bring.clicked.connect(self._import_file)
        welcome = empty_state(
            _("Your first post-mortem begins here"),
            _(
                "A session holds one incident: its timeline, what people saw and expected at the "
                "time, what was learned, and what will be done. Everything stays on this "
                "computer and is saved as you type. The sample shows a finished one."
            ),
            begin,
            sample,
            bring,
        )
        self._content.addWidget(welcome)
        return welcome

    def _count(self, sessions: Sequence[SessionSummary]) -> None:
        counts = Counter(shown for session in sessions for shown in filters_of(session))
        for shown, chip in self._chips.items():
            chip.setText(f"{_(FILTER_NAMES[shown])} {counts[shown]}")
            chip.setVisible(bool(counts[shown]) or chip.isChecked() or shown in _ALWAYS_OFFERED)
        present = counts[Filter.ALL]
        text = ngettext("{count} session", "{count} sessions", present).format(count=present)
        if counts[Filter.IN_PROGRESS]:
            text += " · " + _("{count} in progress").format(count=counts[Filter.IN_PROGRESS])
        self._session_count.setText(text)
        kept = [s for s in sessions if s.deleted_at is None]
        actions = actions_text(sum(s.open_actions for s in kept), sum(s.overdue for s in kept))
        self._action_count.setText(actions or _("none open"))

    def _note_emptiness(self) -> None:
        is_empty = self.table.shown.rowCount() == 0
        self.table.setVisible(not is_empty)
        self._nothing.setVisible(is_empty)
        self._nothing.setText(
            _("No session here. Choose another filter or other words.")
            if self.table.shown.sessions
            else _("Nothing here yet; type a title, then Enter.")
        )

    def _chip_toggled(self, chip: ChipButton, checked: bool) -> None:  # noqa: FBT001 - Qt's
        if checked:
            self.show_filter(next(shown for shown, known in self._chips.items() if known is chip))

    def _open_sample(self) -> None:
        self._gestures.open_sample()

    def _import_file(self) -> None:
        self._gestures.import_file()

    def _leave_new_line(self) -> None:
        self.new_line.put_away()
        self.refresh()
        self.table.setFocus()
