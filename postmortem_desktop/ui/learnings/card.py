"""One factor or finding as a card: closed to be read and dragged, open to be written."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.learnings.card_editor import CardEditor, Selected
from postmortem_desktop.ui.learnings.columns import (
    Learned,
    colour_of,
    find_learned,
    linked_records,
    mark_of,
)
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.widgets.chips import chip
from postmortem_desktop.ui.widgets.flow import FlowLayout
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.widgets.references import Go, reference_chip
from postmortem_desktop.ui.workspace import Workspace

CARD_MIME = "application/x-postmortem-card"
"""The id of a factor or finding."""

_EDGE = 4.0
_RADIUS = 9.0


class LearningCard(QFrame):
    """Enter or a double click opens it; it can be dragged to another place or onto an event."""

    opened = Signal(str)
    closed = Signal(str)
    moved = Signal(str, int)
    """The card shall go this many places down its column."""
    noticed = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        theme: ThemeSource,
        record: Learned,
        selected: Selected,
        go: Go,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(
            _("Enter opens it; drag it onto an event to link; Alt+Up and Alt+Down move")
        )
        self._workspace, self._theme = workspace, theme
        self._selected, self._go = selected, go
        self._record = record
        self._grip: QPoint | None = None
        self.editor: CardEditor | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 14, 12)
        self._face = self._made_face()
        self._column.addWidget(self._face)
        theme.changed.connect(self.update)
        self.show_record(workspace.dossier, record)

    @property
    def record_id(self) -> str:
        """The id of what it shows."""
        return self._record.id

    def show_record(self, dossier: Dossier, record: Learned) -> None:
        """Show the record as it is now."""
        self._record = record
        self._title.setText(record.title)
        self._detail.setText(record.detail)
        self._detail.setVisible(bool(record.detail))
        self._chips.clear()
        mark = mark_of(record)
        chips: list[QWidget] = [chip(*mark)] if mark else []
        if record.private:
            chips.append(chip(_("Private"), "hint"))
        chips += [reference_chip(dossier, t, self._go) for t in linked_records(dossier, record.id)]
        for widget in chips:
            self._chips.addWidget(widget)
            widget.show()
        self._chip_row.setVisible(bool(chips))
        self.setAccessibleName(record.title)
        self.setAccessibleDescription(record.detail)
        if self.editor is not None:
            self.editor.show_record(dossier, record)
        self.update()

    def open_up(self) -> None:
        """Show the fields; the title is ready to be written."""
        if self.editor is not None:
            return
        self.editor = CardEditor(self._workspace, self._record, self._selected, self._go, self)
        self.editor.closed.connect(self.close_down)
        self.editor.noticed.connect(self.noticed)
        self._face.hide()
        self._column.addWidget(self.editor)
        self.unsetCursor()
        self.editor.title.setFocus()
        self.opened.emit(self.record_id)

    def close_down(self) -> None:
        """Keep what is typed and show the card closed again."""
        if self.editor is None:
            return
        # While it is open: what is written now makes the step show its cards anew.
        self.editor.flush()
        editor, self.editor = self.editor, None
        had_focus = editor.isAncestorOf(QApplication.focusWidget() or self)
        self._column.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        self._face.show()
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if had_focus:
            self.setFocus()
        self.closed.emit(self.record_id)

    def flush(self) -> None:
        """Commit what is typed now."""
        if self.editor is not None:
            self.editor.flush()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the closed card."""
        if event.button() == Qt.MouseButton.LeftButton and self.editor is None:
            self._grip = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry it once the pointer has gone far enough."""
        point = event.position().toPoint()
        if self._grip is None:
            return
        if (point - self._grip).manhattanLength() >= QApplication.startDragDistance():
            grip, self._grip = self._grip, None
            drag = QDrag(self)
            drag.setMimeData(card_mime(self.record_id))
            drag.setPixmap(self.grab())
            drag.setHotSpot(grip)
            drag.exec(Qt.DropAction.CopyAction)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the card."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.open_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, close and move by key."""
        key, alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key == Qt.Key.Key_Escape and self.editor is not None:
            self.close_down()
        elif self.editor is not None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2):
            self.open_up()
        elif key in steps and alt:
            self.moved.emit(self.record_id, steps[Qt.Key(key)])
        elif key in steps:
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the coloured edge, and the ring of the keyboard."""
        super().paintEvent(event)
        record = find_learned(self._workspace.dossier, self.record_id) or self._record
        rect, theme = QRectF(self.rect()), self._theme.theme
        outline = QPainterPath()
        outline.addRoundedRect(rect, _RADIUS, _RADIUS)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.save()
            painter.setClipRect(QRectF(0, 0, _EDGE, rect.height()))
            painter.fillPath(outline, colour_of(record, theme))
            painter.restore()
            if self.hasFocus():
                painter.setPen(QPen(theme.accent, 2))
                painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), _RADIUS - 1, _RADIUS - 1)

    def _made_face(self) -> QWidget:
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._title = plain_label("", "strong", wrap=True)
        self._detail = plain_label("", "body", wrap=True)
        self._chip_row = QWidget()
        self._chips = FlowLayout(self._chip_row, spacing=6)
        column.addWidget(self._title)
        column.addWidget(self._detail)
        column.addSpacing(2)
        column.addWidget(self._chip_row)
        return face


def card_mime(record_id: str) -> QMimeData:
    """Return what a dragged card carries."""
    mime = QMimeData()
    mime.setData(CARD_MIME, record_id.encode("utf-8"))
    return mime


def card_id_in(mime: QMimeData) -> str:
    """Return the id of the card that is held; empty when it is something else."""
    return bytes(mime.data(CARD_MIME).data()).decode("utf-8", "replace")
