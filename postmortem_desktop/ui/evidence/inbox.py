"""The evidence inbox: what was imported, to be searched, dragged and placed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.evidence import EvidenceBatch, EvidenceItem
from postmortem_desktop.domain.records import Link, Postmortem
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.ui.evidence.card_delegate import CardDelegate
from postmortem_desktop.ui.evidence.inbox_model import InboxModel
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.chips import chip
from postmortem_desktop.ui.widgets.frames import empty_state
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.workspace import Workspace


class CardList(QListView):
    """Cards over the whole width; Enter or a double click places the selected ones."""

    placed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Evidence"))
        self.setToolTip(_("Drag onto a lane, or press Enter to place it at its own time"))
        self.doubleClicked.connect(self.placed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Place on Enter; letters go on to the window, whose actions they are."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.placed.emit()
        elif event.text().isalpha() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words to the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class Inbox(QFrame):
    """Search, cards, and the button that brings more in."""

    import_requested = Signal()
    place_requested = Signal(list)
    """``EvidenceItem`` values, to be placed at their own times."""

    def __init__(
        self, workspace: Workspace, theme: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._workspace = workspace
        self.model = InboxModel(workspace, self)
        self._count = chip("")
        self.import_button = Button(_("Import…"))
        self.import_button.setToolTip(_("Bring in a table or a timeline from a file (I)"))
        self.import_button.clicked.connect(self.import_requested)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Filter evidence…"))
        self.search.setAccessibleName(_("Filter evidence"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.list = CardList()
        self.list.setModel(self.model)
        self.list.setItemDelegate(CardDelegate(theme, self.model, self.list))
        self.list.placed.connect(self._place)
        self._body = QStackedWidget()
        self._body.addWidget(self.list)
        self._body.addWidget(self._lesson())
        self._nothing = plain_label(_("No evidence with these words."), "secondary", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._body.addWidget(self._nothing)
        self._arrange()
        theme.changed.connect(self.list.viewport().update)
        workspace.changed.connect(self._follow)
        self._show_counts()

    def selected(self) -> list[EvidenceItem]:
        """Return the selected items in the order of the list."""
        indexes = sorted(self.list.selectedIndexes(), key=lambda index: index.row())
        return [self.model.item(index) for index in indexes]

    def show_item(self, item: EvidenceItem) -> None:
        """Bring an item into sight, by searching for it if it has not been read yet."""
        row = self.model.row_of(item.id)
        if row is None:
            self.search.setText(" ".join(item.text.split()))
            row = self.model.row_of(item.id)
        if row is not None:
            index = self.model.index(row)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(plain_label(_("Evidence"), "heading"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.import_button)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self._body, 1)

    def _lesson(self) -> QWidget:
        begin = Button(_("Import a file…"), "primary")
        begin.clicked.connect(self.import_requested)
        return empty_state(
            _("What do the records say?"),
            _(
                "Bring in a table or a written timeline, or drop the file here. Then drag what "
                "matters onto a lane."
            ),
            begin,
        )

    def _search(self, words: str) -> None:
        self.model.search(words)
        self._show_counts()

    def _place(self) -> None:
        if items := self.selected():
            self.place_requested.emit(items)

    def _follow(self, edit: Edit) -> None:
        if any(edit.touches(kind) for kind in (EvidenceBatch, Link, Postmortem)):
            chosen = {item.id for item in self.selected()}
            place = self.list.verticalScrollBar().value()
            self.model.refresh()
            self._select(chosen)
            self.list.verticalScrollBar().setValue(place)
            self._show_counts()

    def _select(self, item_ids: set[str]) -> None:
        """Select again what a refresh may have let go."""
        flag = self.list.selectionModel().SelectionFlag.Select
        for item_id in item_ids - {item.id for item in self.selected()}:
            row = self.model.row_of(item_id)
            if row is not None:
                self.list.selectionModel().select(self.model.index(row), flag)

    def _show_counts(self) -> None:
        total, unplaced = self._workspace.evidence.counts(self._workspace.dossier.postmortem.id)
        self._count.setText(str(total))
        words = ngettext("{count} item", "{count} items", total).format(count=total)
        self._count.setToolTip(
            _("{items}, {unplaced} not yet on the timeline").format(items=words, unplaced=unplaced)
        )
        self.search.setVisible(total > 0)
        if not total:
            self._body.setCurrentIndex(1)
        else:
            self._body.setCurrentIndex(0 if self.model.rowCount() else 2)


def dropped_files(mime: QMimeData) -> list[Path]:
    """Return the local files that are held over a widget."""
    paths = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return [path for path in paths if path.is_file()]
