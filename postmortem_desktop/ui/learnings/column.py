"""A column of cards: heading with count, the cards in their order, and a line to add more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from postmortem_desktop.domain.findings import ContributingFactor, Finding
from postmortem_desktop.editing.finding_edits import change_item, reorder_item
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.learnings.card import CARD_MIME, LearningCard, card_id_in
from postmortem_desktop.ui.learnings.card_editor import Selected
from postmortem_desktop.ui.learnings.columns import ColumnSpec, Learned, find_learned
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.widgets.line_hints import LineHints, hints_for
from postmortem_desktop.ui.widgets.references import Go
from postmortem_desktop.ui.workspace import Workspace


class AddLine(QLineEdit):
    """Stays open for the next one; Escape closes it."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class LearningColumn(QFrame):
    """Shows the cards of one kind; a card can be dropped between two others."""

    card_opened = Signal(str)
    card_closed = Signal(str)
    noticed = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        theme: ThemeSource,
        spec: ColumnSpec,
        selected: Selected,
        go: Go,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.spec = spec
        self._workspace, self._theme = workspace, theme
        self._selected, self._go = selected, go
        self.cards: dict[str, LearningCard] = {}
        self._drop_index: int | None = None
        self.setAcceptDrops(True)
        self.setAccessibleName(_(spec.title))
        self.count = plain_label("", "secondary")
        self.add_button = Button(_("Add"), glyph="plus")
        self.add_button.setAccessibleName(_("Add to {column}").format(column=_(spec.title)))
        self.add_button.clicked.connect(self.begin_card)
        self.add_line = AddLine()
        self.add_line.setPlaceholderText(_(spec.example))
        self.add_line.setAccessibleName(_("New card in {column}").format(column=_(spec.title)))
        self.add_line.returnPressed.connect(self._add)
        self.add_line.left.connect(self._end_adding)
        self.add_line.hide()
        LineHints(self.add_line, hints_for(workspace))
        self._lay_out()
        self.refresh("")

    def refresh(self, open_id: str) -> None:
        """Show the cards as they are now, the open one open."""
        dossier = self._workspace.dossier
        records = self.spec.records(dossier)
        self.count.setText(str(len(records)))
        present = {record.id for record in records}
        for record_id in [key for key in self.cards if key not in present]:
            card = self.cards.pop(record_id)
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        for index, record in enumerate(records):
            card = self.cards.get(record.id) or self._made_card(record)
            card.show_record(dossier, record)
            if self._cards.indexOf(card) != index:
                self._cards.insertWidget(index, card)
            if record.id == open_id:
                card.open_up()
        self.cards = {record.id: self.cards[record.id] for record in records}

    def begin_card(self) -> None:
        """Open the line for a new card."""
        self.add_button.hide()
        self.add_line.show()
        self.add_line.setFocus()

    def move_card(self, record_id: str, places: int) -> None:
        """Move a card up or down in its column; it keeps the focus."""
        ids = list(self.cards)
        target = ids.index(record_id) + places
        if 0 <= target < len(ids):
            self._put_beside(record_id, ids[target], after=places > 0)
            self.cards[record_id].setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take cards that can stand here."""
        if self._held(event) is None:
            event.ignore()
        else:
            self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which cards it would land."""
        event.acceptProposedAction()
        self._drop_index = self._index_at(event.position().y())
        self.update()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Forget it."""
        self._drop_index = None
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the card there; one from another column becomes one of this column's kind."""
        record = self._held(event)
        index, self._drop_index = self._index_at(event.position().y()), None
        self.update()
        if record is None:
            event.ignore()
            return
        event.acceptProposedAction()
        ids = [key for key in self.cards if key != record.id]
        if record.id not in self.cards:
            dossier = self._workspace.dossier
            self._workspace.perform(
                change_item(dossier, Finding, record.id, kind=self.spec.kinds[0])
            )
        elif ids:
            passed = list(self.cards)[:index]
            index -= record.id in passed
            self._put_beside(record.id, ids[max(index - 1, 0)], after=index > 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a line where a held card would land."""
        super().paintEvent(event)
        if self._drop_index is None:
            return
        cards = list(self.cards.values())
        if self._drop_index < len(cards):
            y = cards[self._drop_index].y() - self._cards.spacing() // 2
        else:
            y = cards[-1].geometry().bottom() + 4 if cards else self._cards.geometry().top()
        with QPainter(self) as painter:
            painter.setPen(QPen(self._theme.theme.accent, 2))
            painter.drawLine(0, y, self.width(), y)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(plain_label(_(self.spec.title), "heading", wrap=True))
        head.addWidget(self.count)
        head.addStretch(1)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(plain_label(_(self.spec.caption), "caption", wrap=True))
        column.addSpacing(10)
        column.addLayout(self._cards)
        column.addSpacing(8)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.add_line)
        column.addStretch(1)

    def _made_card(self, record: Learned) -> LearningCard:
        card = LearningCard(self._workspace, self._theme, record, self._selected, self._go)
        card.opened.connect(self.card_opened)
        card.closed.connect(self.card_closed)
        card.moved.connect(self.move_card)
        card.noticed.connect(self.noticed)
        self.cards[record.id] = card
        return card

    def _add(self) -> None:
        title, space = self.add_line.text().strip(), self._workspace
        if title and space.perform(self.spec.addition(space.dossier, space.ids, title)):
            self.add_line.clear()

    def _end_adding(self) -> None:
        self.add_line.clear()
        self.add_line.hide()
        self.add_button.show()
        self.add_button.setFocus()

    def _held(self, event: QDropEvent) -> Learned | None:
        """Return the card that is held, if it can stand in this column."""
        if not event.mimeData().hasFormat(CARD_MIME):
            return None
        record = find_learned(self._workspace.dossier, card_id_in(event.mimeData()))
        fits = record is not None and isinstance(record, Finding) == bool(self.spec.kinds)
        return record if fits else None

    def _index_at(self, y: float) -> int:
        cards = self.cards.values()
        return sum(card.geometry().center().y() < y for card in cards)

    def _put_beside(self, record_id: str, other_id: str, *, after: bool) -> None:
        """Put a card before or behind another; cards of other columns lie between unharmed."""
        dossier = self._workspace.dossier
        kind = Finding if self.spec.kinds else ContributingFactor
        everything = dossier.findings() if self.spec.kinds else dossier.factors()
        line = [record.id for record in everything if record.id != record_id]
        position = line.index(other_id) + after
        self._workspace.perform(reorder_item(dossier, kind, record_id, position))
