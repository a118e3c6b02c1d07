"""The pictures of one event in a row of thumbnails, and the ways to add more."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.evidence import Attachment
from postmortem_desktop.domain.pictures import pictures_of
from postmortem_desktop.editing.attachment_edits import detach_picture
from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.pictures.sources import PICTURE_SUFFIXES, has_pictures
from postmortem_desktop.ui.pictures.target import PictureTarget
from postmortem_desktop.ui.pictures.thumb import Thumb
from postmortem_desktop.ui.pictures.thumbnails import Thumbnails
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.flow import FlowLayout
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.workspace import Workspace

_RADIUS = 6.0


class PictureStrip(QWidget):
    """Shows the pictures of the event it was last given; takes a paste, a drop or files.

    Enter or a click opens a picture, Delete takes it away.
    """

    open_requested = Signal(str, str)
    """The ids of the event and of one of its pictures."""

    def __init__(
        self,
        workspace: Workspace,
        thumbnails: Thumbnails | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make it; ``thumbnails`` are those of another widget, to have each only once."""
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._workspace = workspace
        self._event_id = ""
        self._shown: tuple[Attachment, ...] = ()
        self._thumbs: list[Thumb] = []
        self._is_held_over = False
        self.target = PictureTarget(workspace, self)
        self.target.busy_changed.connect(self._show_state)
        self.thumbnails = thumbnails or Thumbnails(workspace, self)
        self.thumbnails.loaded.connect(self._repaint)
        self.paste_button = Button(_("Paste"), "plain", compact=True)
        self.paste_button.setAccessibleName(_("Paste a picture"))
        self.paste_button.setToolTip(_("Paste a picture (Ctrl+V)"))
        self.paste_button.clicked.connect(self.paste)
        self.choose_button = Button(_("Choose…"), "plain", compact=True)
        self.choose_button.setAccessibleName(_("Choose pictures…"))
        self.choose_button.clicked.connect(self.choose)
        self.state = plain_label("", "caption", wrap=True)
        self._arrange()
        workspace.changed.connect(self._follow)
        self._show_state()

    def show_event(self, event_id: str) -> None:
        """Turn to an event, or to none for an empty id."""
        self._event_id = event_id
        self._refresh()

    def thumbs(self) -> list[Thumb]:
        """Return the thumbnails from first to last."""
        return list(self._thumbs)

    def paste(self) -> None:
        """Take what lies in the clipboard."""
        if not self._has_event():
            return
        mime = QGuiApplication.clipboard().mimeData()
        if mime is None or not self.target.add_pictures(self._event_id, mime):
            self._tell(_("There is no picture in the clipboard; copy one and paste it again."))

    def open_first(self) -> None:
        """Open the first picture of the event."""
        if self._shown:
            self._open(self._shown[0].id)
        else:
            self._tell(_("There is no picture to open; choose an event that has one."))

    def choose(self) -> None:
        """Ask for files, without stopping anything."""
        if not self._has_event():
            return
        dialog = QFileDialog(self.window(), _("Add pictures"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        patterns = " ".join(f"*{suffix}" for suffix in PICTURE_SUFFIXES)
        dialog.setNameFilter(_("Pictures ({patterns})").format(patterns=patterns))
        dialog.filesSelected.connect(partial(self._add_named, self._event_id))
        dialog.open()

    # Events

    def event(self, event: QEvent) -> bool:
        """Take the key for pasting before the window's shortcuts do."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste, wherever within the strip the focus is."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures; leave the rest to others."""
        if has_pictures(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._hold(is_over=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Forget them."""
        self._hold(is_over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Add them."""
        self._hold(is_over=False)
        if self.target.add_pictures(self._event_id, event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show where pictures would land while some are held over it."""
        if not self._is_held_over:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            accent = self.palette().color(QPalette.ColorRole.Accent)
            painter.setPen(QPen(accent, 1.5, Qt.PenStyle.DashLine))
            accent.setAlpha(28)
            painter.setBrush(accent)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    # Inside

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(plain_label(_("Pictures"), "label"))
        head.addStretch(1)
        head.addWidget(self.paste_button)
        head.addWidget(self.choose_button)
        self._row = FlowLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._row)
        column.addWidget(self.state)

    def _has_event(self) -> bool:
        if not self._event_id:
            self._tell(_("Choose one event first; pictures are added to it."))
        return bool(self._event_id)

    def _tell(self, sentence: str) -> None:
        self._workspace.failed.emit(ImportRejectedError(sentence))

    def _hold(self, *, is_over: bool) -> None:
        self._is_held_over = is_over
        self.update()

    def _add_named(self, event_id: str, names: list[str]) -> None:
        self.target.add_files(event_id, [Path(name) for name in names])

    def _follow(self, _edit: Edit) -> None:
        if self._event_id:
            self._refresh()

    def _refresh(self) -> None:
        pictures = tuple(pictures_of(self._workspace.dossier, self._event_id))
        if pictures != self._shown:
            focused = next((n for n, t in enumerate(self._thumbs) if t.hasFocus()), None)
            self._shown = pictures
            self._row.clear()
            self._thumbs = [self._thumb(picture) for picture in pictures]
            for thumb in self._thumbs:
                self._row.addWidget(thumb)
            if focused is not None and pictures:
                self._thumbs[min(focused, len(pictures) - 1)].setFocus()
        self._show_state()

    def _thumb(self, picture: Attachment) -> Thumb:
        thumb = Thumb(picture, self.thumbnails, self)
        thumb.open_requested.connect(self._open)
        thumb.delete_requested.connect(self._remove)
        # A child made after its parent was shown is hidden until somebody says otherwise.
        thumb.show()
        return thumb

    def _open(self, picture_id: str) -> None:
        self.open_requested.emit(self._event_id, picture_id)

    def _remove(self, picture_id: str) -> None:
        self._workspace.perform(detach_picture(self._workspace.dossier, picture_id))

    def _show_state(self) -> None:
        if self.target.is_busy:
            text = _("Adding…")
        else:
            text = "" if self._shown else _("Paste or drop a screenshot here.")
        self.state.setText(text)
        self.state.setVisible(bool(text))

    def _repaint(self, picture_id: str) -> None:
        for thumb in self._thumbs:
            if thumb.picture_id == picture_id:
                thumb.update()
