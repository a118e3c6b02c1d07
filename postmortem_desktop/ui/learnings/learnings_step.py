"""The step Learnings."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSplitter, QVBoxLayout, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.findings import ContributingFactor, Finding
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.wording import listed_hints
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.phrasing import Tier
from postmortem_desktop.ui.interview.sentence_events import put_words
from postmortem_desktop.ui.learnings.card import CARD_MIME, LearningCard, card_id_in
from postmortem_desktop.ui.learnings.column import LearningColumn
from postmortem_desktop.ui.learnings.columns import COLUMNS, find_learned, link_learned
from postmortem_desktop.ui.step import Step
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.timeline.filter_chip import count_hidden_over
from postmortem_desktop.ui.widgets.frames import page, scrolled
from postmortem_desktop.ui.workspace import Workspace

_LEAST_COLUMN = 224
"""All five stand beside each other in a window of 1280 pixels."""
_SCROLL_BAR = 16
_GAP = 20
_SIDE = 26


class LearningsStep(Step):
    """The timeline above; below it the columns of cards, as many beside each other as fit."""

    def __init__(
        self, workspace: Workspace, theme_source: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme_source
        self._open_id = ""
        self.canvas = TimelineCanvas(workspace, theme_source.theme)
        self.hidden_chip = count_hidden_over(self.canvas)
        self._drops = CardDrops(workspace, self.canvas, self)
        self.columns = {
            spec.key: LearningColumn(
                workspace, theme_source, spec, self._selected_events, self.step_requested.emit
            )
            for spec in COLUMNS
        }
        self._across = 0
        self._lay_out()
        workspace.changed.connect(self._follow)
        theme_source.changed.connect(self._recolour)
        self.canvas.sentence_dropped.connect(self._take_words)
        for column in self.columns.values():
            column.card_opened.connect(self._note_opened)
            column.card_closed.connect(self._note_closed)
            column.noticed.connect(self.noticed)

    def status_text(self) -> str:
        """Return the counts for the foot of the window."""
        counts = {key: len(column.cards) for key, column in self.columns.items()}
        factors = ngettext("{count} factor", "{count} factors", counts["factors"])
        learnings = ngettext("{count} learning", "{count} learnings", counts["learnings"])
        parts = (
            factors.format(count=counts["factors"]),
            _("{count} helped or hindered").format(count=counts["helped"]),
            _("{count} luck").format(count=counts["luck"]),
            _("{count} open").format(count=counts["open"]),
            learnings.format(count=counts["learnings"]),
        )
        return " · ".join(parts)

    def hint_text(self) -> str:
        """Return how many wording hints are open on the cards, as they are written just now."""
        card, count = self._card(self._open_id), 0
        if card and card.editor:
            count = card.editor.hint_count()
        space = self._workspace
        for record in (*space.dossier.all(ContributingFactor), *space.dossier.all(Finding)):
            if not (card and card.editor and record.id == self._open_id):
                listed = listed_hints(space.dossier, record, space.sieve)
                count += sum(each.hint.tier is Tier.HARD for each in listed)
        if not count:
            return ""
        return ngettext("{count} wording hint", "{count} wording hints", count).format(count=count)

    def side_text(self) -> str:
        """Return what can be done here with the mouse."""
        return _("Drag a card onto an event to link it")

    def show_record(self, record_id: str) -> None:
        """Open a card, or select an event."""
        card = self._card(record_id)
        if card is not None:
            card.open_up()
            self._area.ensureWidgetVisible(card)
        elif self._workspace.dossier.find(TimelineEvent, record_id) is not None:
            self.canvas.set_selection([record_id])
            self.canvas.reveal(record_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many columns beside each other as have room."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _lay_out(self) -> None:
        self._ground = page()
        self._grid = QGridLayout(self._ground)
        self._grid.setContentsMargins(_SIDE, 20, _SIDE, 24)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(28)
        self._area = scrolled(self._ground)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("learningsSplitter")
        self.splitter.addWidget(self.canvas)
        self.splitter.addWidget(self._area)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 5)
        self.splitter.setSizes([200, 500])
        self.splitter.setCollapsible(1, False)  # noqa: FBT003 - Qt's own signature
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self._arrange(self.width())

    def _arrange(self, width: int) -> None:
        fitting = (width - _SCROLL_BAR - 2 * _SIDE + _GAP) // (_LEAST_COLUMN + _GAP)
        across = min(max(fitting, 1), len(self.columns))
        if across == self._across:
            return
        self._across = across
        for place, column in enumerate(self.columns.values()):
            self._grid.removeWidget(column)
            self._grid.addWidget(column, place // across, place % across)
        for place in range(len(self.columns)):
            self._grid.setColumnStretch(place, 1 if place < across else 0)
            self._grid.setColumnMinimumWidth(place, 0)
        for row in range(len(self.columns) + 1):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(len(self.columns), 1)

    def _card(self, record_id: str) -> LearningCard | None:
        found = (c.cards[record_id] for c in self.columns.values() if record_id in c.cards)
        return next(found, None)

    def _selected_events(self) -> tuple[str, ...]:
        return self.canvas.selection

    def _note_opened(self, record_id: str) -> None:
        """Close the card that was open; one at a time leaves the others in sight."""
        before, self._open_id = self._card(self._open_id), record_id
        if before is not None and before.record_id != record_id:
            before.close_down()
        self.status_changed.emit()

    def _note_closed(self, record_id: str) -> None:
        if record_id == self._open_id:
            self._open_id = ""
        self.status_changed.emit()

    def _take_words(self, text: str, _payload: str, lane_id: str, at: datetime) -> None:
        space = self._workspace
        space.perform(put_words(space.dossier, space.ids, text, lane_id, at))

    def _follow(self, _edit: Edit) -> None:
        if find_learned(self._workspace.dossier, self._open_id) is None:
            self._open_id = ""
        for column in self.columns.values():
            column.refresh(self._open_id)
        self.status_changed.emit()

    def _recolour(self) -> None:
        self.canvas.display.set_theme(self._theme.theme)


class CardDrops(QObject):
    """Lets a card be dropped on an event of the timeline, which ties the two."""

    def __init__(self, workspace: Workspace, canvas: TimelineCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._canvas = canvas
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the drags that carry a card; the canvas knows the others."""
        if not isinstance(event, QDropEvent) or not event.mimeData().hasFormat(CARD_MIME):
            return super().eventFilter(watched, event)
        event_id = self._canvas.event_at(event.position().toPoint())
        if isinstance(event, QDragMoveEvent):
            self._canvas.set_selection([event_id] if event_id else [])
        if event_id or event.type() is QEvent.Type.DragEnter:
            event.acceptProposedAction()
        else:
            event.ignore()
        if event.type() is QEvent.Type.Drop and event_id:
            self._link(card_id_in(event.mimeData()), event_id)
        return True

    def _link(self, record_id: str, event_id: str) -> None:
        space = self._workspace
        event = space.dossier.find(TimelineEvent, event_id)
        if event is not None and find_learned(space.dossier, record_id) is not None:
            space.perform(link_learned(space.dossier, space.ids, record_id, event))
