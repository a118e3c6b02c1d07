"""A thumbnail that can be pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from postmortem_desktop.domain.evidence import Attachment
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.pictures.thumbnails import Thumbnails
from postmortem_desktop.ui.widgets.labels import escaped_tool_tip

_SIZE = QSize(80, 56)
_RADIUS = 6.0


class Thumb(QAbstractButton):
    """One picture of the strip."""

    open_requested = Signal(str)
    delete_requested = Signal(str)

    def __init__(self, picture: Attachment, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self.picture_id = picture.id
        self._thumbnails = thumbnails
        self.setFixedSize(_SIZE)
        self.clicked.connect(self._ask_to_open)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Picture: {name}").format(name=picture.name))
        self.setToolTip(escaped_tool_tip(picture.name))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        remove = QAction(_("Delete the picture"), self)
        remove.triggered.connect(self._ask_to_go)
        self.addAction(remove)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter; ask to be taken away on Delete."""
        match event.key():
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._ask_to_go()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take Delete before the window's action of that key does."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        ):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the frame with the picture; whatever its colours, its edge is seen."""
        palette = self.palette()
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        outline = QPainterPath()
        outline.addRoundedRect(frame, _RADIUS, _RADIUS)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(outline, palette.color(QPalette.ColorRole.Midlight))
            ratio = self.devicePixelRatioF()
            pixmap = self._thumbnails.pixmap(self.picture_id, _SIZE, ratio, fill=True)
            if pixmap is not None:
                painter.setClipPath(outline)
                painter.drawPixmap(0, 0, pixmap)
                painter.setClipping(False)
            painter.setPen(self._edge())
            painter.drawPath(outline)

    def _edge(self) -> QPen:
        role = QPalette.ColorRole
        if self.hasFocus() or self.underMouse():
            return QPen(self.palette().color(role.Accent), 2.0 if self.hasFocus() else 1.0)
        return QPen(self.palette().color(role.Dark), 1.0)

    def _ask_to_open(self) -> None:
        self.open_requested.emit(self.picture_id)

    def _ask_to_go(self) -> None:
        self.delete_requested.emit(self.picture_id)
