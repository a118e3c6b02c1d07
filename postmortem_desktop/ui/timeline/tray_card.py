"""How one card of the tray looks, sounds and is renamed in its place."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.editing.timeline_edits import rename_event
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.icons import pixmap
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.lettering import shared_lettering
from postmortem_desktop.ui.timeline.spoken import spoken_name
from postmortem_desktop.ui.workspace import Workspace

EVENT = Qt.ItemDataRole.UserRole
"""The event of a card."""

_Index = QModelIndex | QPersistentModelIndex

_HEIGHT = 30
_WIDEST = 260
_LEAST = 160
"""The width of a card while its title is being written."""
_ICON = 14
_PADDING = 10
_RADIUS = 6.0


class TrayCard(QStyledItemDelegate):
    """Its outline is dashed like that of everything whose time is only roughly known."""

    def __init__(self, workspace: Workspace, theme: ThemeSource, owner: QListWidget) -> None:
        super().__init__(owner)
        self._workspace, self._theme, self._owner = workspace, theme, owner
        self._lettering = shared_lettering()
        self._editor: QLineEdit | None = None

    def spoken_name(self, event: TimelineEvent) -> str:
        """Return what is read out for a card."""
        lane = self._workspace.dossier.find(Lane, event.lane_id)
        name = spoken_name(event, lane, self._workspace.zone)
        return _("No time yet, {event}").format(event=name)

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Be as wide as the title, within reason."""
        event: TimelineEvent = index.data(EVENT)
        words = self._lettering.card_width(event.title or _("Untitled"))
        return QSize(min(int(words) + _ICON + 3 * _PADDING, _WIDEST), _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw glyph and title on a card."""
        theme, event = self._theme.theme, index.data(EVENT)
        # A list gives its items the whole height, and a card keeps its own.
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        rect = QRect(rect.left(), rect.center().y() - _HEIGHT // 2, rect.width(), _HEIGHT)
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        colour = theme.kind_colour(event.kind)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colour if selected else theme.edge, 2.0 if selected else 1.0)
        if not selected:
            pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(theme.segment if hovered else theme.raised)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        ratio = painter.device().devicePixelRatio()
        picture = pixmap(event.kind.value, colour, _ICON, ratio)
        left = rect.left() + _PADDING
        painter.drawPixmap(left, rect.center().y() - _ICON // 2 + 1, picture)
        left += _ICON + _PADDING // 2
        painter.setFont(self._lettering.card)
        painter.setPen(theme.text if event.title else theme.text_secondary)
        room = QRect(left, rect.top(), rect.right() - left - _PADDING // 2, rect.height())
        text = self._lettering.title(" ".join(event.title.split()) or _("Untitled"), room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()

    # Renaming

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: _Index
    ) -> QWidget:
        """Return a line for the title."""
        self._editor = QLineEdit(parent)
        self._editor.setAccessibleName(_("Title of the event"))
        self._editor.destroyed.connect(self._forget)
        return self._editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index
    ) -> None:
        """Stand over the card, with room to write."""
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        editor.setGeometry(rect.adjusted(0, -2, max(_LEAST - rect.width(), 0), 2))

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: _Index) -> None:
        """Rename the event; the card follows the edit."""
        event: TimelineEvent = index.data(EVENT)
        dossier = self._workspace.dossier
        title = " ".join(editor.text().split()) if isinstance(editor, QLineEdit) else ""
        if title and dossier.find(TimelineEvent, event.id) is not None:
            self._workspace.perform(rename_event(dossier, event.id, title))

    def finish(self) -> None:
        """Commit what is being written."""
        if self._editor is not None:
            editor = self._editor
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _forget(self) -> None:
        self._editor = None
