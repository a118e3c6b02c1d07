"""The command palette: everything that can be done or gone to, found by a few letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from postmortem_desktop.i18n import _
from postmortem_desktop.ui.fonts import base_font
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.widgets.popup import Popup

MOST_RESULTS = 60
_ROW_PX = 34
_LEAST_INSIDE = 3
"""Fewer letters are found only where words begin."""
_WORD = re.compile(r"\w+")
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """One line: what is done or gone to when it is chosen."""

    title: str
    group: str
    run: Callable[[], object]
    key: str = ""
    """The key that does the same, as written on keyboards."""
    also: str = ""
    """What it is found by too, but never shown, such as the name of somebody shown by role."""


Provider = Callable[[], Iterable[PaletteEntry]]


def score(query: str, title: str) -> int | None:
    """Return how well a title answers a query, smaller being better; None when not at all.

    Whole beginnings come first, then beginnings of words, then parts of words, then letters that
    begin words and go on in them (“expdf” for “Export PDF”), then the letters of one word with some
    left out. Letters scattered over a title are no answer.
    """
    wanted, text = query.casefold().strip(), title.casefold()
    if not wanted:
        return 0
    words = list(_WORD.finditer(text))
    starts = [word.start() for word in words]
    place = text.find(wanted)
    if place == 0:
        return 0
    begun = next((start for start in starts if text.startswith(wanted, start)), None)
    if begun is not None:
        return 10 + begun
    if place > 0 and len(wanted) >= _LEAST_INSIDE:
        return 500 + place
    if all(any(text.startswith(part, start) for start in starts) for part in wanted.split()):
        return 1_000
    letters = wanted.replace(" ", "")
    end = _end_over_words(letters, text, starts)
    if end is not None:
        return 2_000 + end
    if len(letters) >= _LEAST_INSIDE and any(_abbreviates(letters, w.group()) for w in words):
        return 3_000
    return None


def _end_over_words(letters: str, text: str, starts: Sequence[int]) -> int | None:
    """Return where letters end that each go on in a word or begin a later one, None if they cannot.

    They begin where a word begins.
    """
    ends = {start + 1 for start in starts if text[start] == letters[0]}
    for letter in letters[1:]:
        ends = {
            place + 1
            for end in ends
            for place in (end, *(start for start in starts if start > end))
            if text[place : place + 1] == letter
        }
    return min(ends, default=None)


def _abbreviates(letters: str, word: str) -> bool:
    """Tell whether letters are those of a word from its first on, with some left out."""
    rest = iter(word)
    return word.startswith(letters[0]) and all(letter in rest for letter in letters)


def _best(query: str, entry: PaletteEntry) -> int | None:
    """Return how well an entry answers: by its title, else by what is not shown, else its group."""
    texts = (entry.title, entry.also, f"{entry.group} {entry.title}")
    found = (score(query, text) for text in texts)
    return next((5_000 * place + v for place, v in enumerate(found) if v is not None), None)


class PaletteModel(QAbstractListModel):
    """The entries that answer the query, best first; the ones used last lead among equals."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[PaletteEntry] = ()
        self._shown: list[PaletteEntry] = []
        self._recent: list[str] = []

    def set_entries(self, entries: Iterable[PaletteEntry]) -> None:
        """Offer these."""
        self._all = tuple(entries)
        self.search("")

    def search(self, query: str) -> None:
        """Show what answers a query."""
        scored = []
        for place, entry in enumerate(self._all):
            value = _best(query, entry)
            if value is not None:
                scored.append((value, self._recency(entry), place, entry))
        scored.sort(key=lambda found: found[:3])
        self.beginResetModel()
        self._shown = [found[3] for found in scored[:MOST_RESULTS]]
        self.endResetModel()

    def set_recent(self, titles: Iterable[str]) -> None:
        """Let these lead among equals, the first one most."""
        self._recent = list(titles)

    def note_use(self, entry: PaletteEntry) -> None:
        """Let an entry lead among equals from now on."""
        self._recent = [entry.title, *(t for t in self._recent if t != entry.title)][:20]

    def entry(self, row: int) -> PaletteEntry:
        """Return the entry shown in a row."""
        return self._shown[row]

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return the number of entries shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, or all of the entry for screen readers."""
        if not index.isValid():
            return None
        entry = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.title, entry.group, entry.key) if part)
        return None

    def _recency(self, entry: PaletteEntry) -> int:
        return self._recent.index(entry.title) if entry.title in self._recent else 1_000


class _EntryDelegate(QStyledItemDelegate):
    """Draws title, group and key of an entry."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return the height of a row."""
        return QSize(200, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the ground by the style, then the three texts."""
        model = index.model()
        assert isinstance(model, PaletteModel), "made for the palette"
        entry = model.entry(index.row())
        self.initStyleOption(option, index)
        option.text = ""  # type: ignore[attr-defined]
        widget: QWidget = option.widget  # type: ignore[attr-defined]
        widget.style().drawControl(
            widget.style().ControlElement.CE_ItemViewItem, option, painter, widget
        )
        rect = option.rect.adjusted(12, 0, -12, 0)  # type: ignore[attr-defined]
        secondary = QApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.save()
        painter.setFont(base_font(11))
        painter.setPen(secondary)
        trailing = " · ".join(part for part in (entry.group, entry.key) if part)
        painter.drawText(rect, int(centre | Qt.AlignmentFlag.AlignRight), trailing)
        taken = painter.fontMetrics().horizontalAdvance(trailing) + 16
        painter.setFont(base_font())
        painter.setPen(widget.palette().color(QPalette.ColorRole.Text))
        room = rect.adjusted(0, 0, -taken, 0)
        title = painter.fontMetrics().elidedText(
            entry.title, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(centre | Qt.AlignmentFlag.AlignLeft), title)
        painter.restore()


class CommandPalette(Popup):
    """A line to type into and what answers it; arrow keys choose, Enter runs, Escape goes."""

    def __init__(self, parent: QWidget, providers: Sequence[Provider] = ()) -> None:
        super().__init__(parent, width=620, height=420)
        self.setAccessibleName(_("Search and commands"))
        self.providers = list(providers)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_("Search commands, steps, events, people, sessions…"))
        self.field.setAccessibleName(_("Search"))
        self.model = PaletteModel(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_EntryDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        self.nothing = plain_label(_("Nothing found"), "secondary")
        self.nothing.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.nothing)
        column.addStretch()
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._run)

    def open(self) -> None:
        """Gather what can be done here and now, and wait for letters."""
        self.model.set_entries(entry for provider in self.providers for entry in provider())
        self.field.clear()
        self._search("")
        self.pop_up(self.field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move through the list while letters go to the line."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and self._steer(event.key())
        ):
            return True
        return super().eventFilter(watched, event)

    def _steer(self, key: int) -> bool:
        row, last = self.list.currentIndex().row(), self.model.rowCount() - 1
        page = max(1, self.list.viewport().height() // _ROW_PX - 1)
        targets = {
            Qt.Key.Key_Down: row + 1 if row < last else 0,
            Qt.Key.Key_Up: row - 1 if row > 0 else last,
            Qt.Key.Key_PageDown: min(row + page, last),
            Qt.Key.Key_PageUp: max(row - page, 0),
        }
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
            return True
        for known, target in targets.items():
            if key == known:
                self.list.setCurrentIndex(self.model.index(target))
                return True
        return False

    def _search(self, query: str) -> None:
        self.model.search(query)
        has_any = self.model.rowCount() > 0
        self.list.setVisible(has_any)
        self.nothing.setHidden(has_any)
        self.list.setCurrentIndex(self.model.index(0))
        self.list.scrollToTop()

    def _run(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        entry = self.model.entry(index.row())
        self.model.note_use(entry)
        self.go_away()
        entry.run()
