"""A picture opened large in place, over what it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.evidence import Attachment
from postmortem_desktop.domain.pictures import pictures_of
from postmortem_desktop.editing.attachment_edits import describe_picture, detach_picture
from postmortem_desktop.errors import PostmortemError
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.job_runner import JobRunner
from postmortem_desktop.ui.pictures.sheet import PictureSheet, read_levels
from postmortem_desktop.ui.problems import explain
from postmortem_desktop.ui.widgets.buttons import Button, glyph_button
from postmortem_desktop.ui.widgets.commit_fields import CommitLineEdit
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from postmortem_desktop.evidence.pictures import Raster

_ZOOM = 1.25
_STEP = 64.0
_MOVES = {
    int(Qt.Key.Key_Up): QPointF(0, _STEP),
    int(Qt.Key.Key_Down): QPointF(0, -_STEP),
    int(Qt.Key.Key_Left): QPointF(_STEP, 0),
    int(Qt.Key.Key_Right): QPointF(-_STEP, 0),
}
"""How the arrow keys move a picture that is larger than the room."""


class PictureView(QFrame):
    """Covers its ground while it is open; Escape closes it and gives the focus back.

    The arrow keys go through the pictures of the event, or move a picture that is larger than the
    room; plus, minus, 0 and 1 zoom; Delete takes the picture away, and undo brings it back.
    """

    closed = Signal()

    def __init__(self, workspace: Workspace, ground: QWidget) -> None:
        """Make it, hidden, as a child of the widget that it will cover."""
        super().__init__(ground)
        self.setProperty("role", "page")
        self.setAccessibleName(_("Picture"))
        self._workspace = workspace
        self._ground = ground
        self._event_id = ""
        self._picture_id = ""
        self._before: QWidget | None = None
        self._place_of_last = 0
        self._asked = ""
        self._runner = JobRunner(self)
        self._runner.succeeded.connect(self._show_levels)
        self._runner.failed.connect(self._show_refusal)
        self.sheet = PictureSheet()
        self.sheet.zoomed.connect(self._show_zoom)
        self._make_bar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.sheet, 1)
        self.setFocusProxy(self.sheet)
        self.sheet.installEventFilter(self)
        ground.installEventFilter(self)
        workspace.changed.connect(self._follow)
        self.hide()

    @property
    def picture_id(self) -> str:
        """The picture that is open; empty while none is."""
        return self._picture_id

    def open(self, event_id: str, picture_id: str) -> None:
        """Show a picture of an event."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._event_id = event_id
        self._place()
        self.show()
        self.raise_()
        self._turn_to(picture_id)
        self.sheet.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_picture(self) -> None:
        """Go away; the focus returns."""
        if not self.isVisible():
            return
        self.description.flush()
        before, self._before = self._before, None
        self._event_id = self._picture_id = ""
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self.sheet.show_words("")
        self.closed.emit()

    def go(self, steps: int) -> None:
        """Turn to the next picture of the event, or one before; stops at the ends."""
        pictures = self._pictures()
        ids = [picture.id for picture in pictures]
        if self._picture_id in ids:
            place = max(0, min(ids.index(self._picture_id) + steps, len(ids) - 1))
            if ids[place] != self._picture_id:
                self._turn_to(ids[place])

    def remove(self) -> None:
        """Take the picture away from its event."""
        if self._picture_id:
            self._workspace.perform(detach_picture(self._workspace.dossier, self._picture_id))

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay over the ground; take the keys of the sheet before the window's shortcuts do."""
        if watched is self._ground:
            if event.type() is QEvent.Type.Resize:
                self._place()
            return False
        action = self._action_of(event) if isinstance(event, QKeyEvent) else None
        if action is None:
            return False
        if event.type() is QEvent.Type.KeyPress:
            action()
        event.accept()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape from any part of it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_picture()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own
        """Go round within it: what is covered gets no focus."""
        if not self._event_id:
            # Qt asks so while it hides this, for a place outside.
            return super().focusNextPrevChild(next)
        parts = (self.previous, self.next, self.zoom_button, self.delete_button, self.close_button)
        every = (self.sheet, self.description, *parts)
        stops: list[QWidget] = [part for part in every if part.isVisible() and part.isEnabled()]
        focused = QApplication.focusWidget()
        place = stops.index(focused) if focused in stops else 0
        stop = stops[(place + (1 if next else -1)) % len(stops)]
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    # Inside

    def _make_bar(self) -> None:
        self.bar = QFrame()
        self.bar.setProperty("role", "topbar")
        self.description = CommitLineEdit(self._workspace, _("What the picture shows"))
        self.description.setProperty("frameless", True)  # noqa: FBT003 - Qt's own signature
        self.description.setPlaceholderText(_("What does it show?"))
        self.place = plain_label("", "secondary")
        self.previous = glyph_button("chevron-left", _("Picture before (Left)"))
        self.next = glyph_button("chevron-right", _("Next picture (Right)"))
        self.zoom_button = Button("", "plain", compact=True)
        self.zoom_button.setToolTip(_("Whole picture (0) or actual size (1)"))
        self.delete_button = glyph_button("trash", _("Delete the picture (Del)"))
        self.close_button = glyph_button("close", _("Close (Esc)"))
        self.previous.clicked.connect(partial(self.go, -1))
        self.next.clicked.connect(partial(self.go, 1))
        self.zoom_button.clicked.connect(self._switch_zoom)
        self.delete_button.clicked.connect(self.remove)
        self.close_button.clicked.connect(self.close_picture)
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self.description, 1)
        row.addSpacing(8)
        for part in (self.previous, self.place, self.next):
            row.addWidget(part)
        row.addSpacing(8)
        for part in (self.zoom_button, self.delete_button, self.close_button):
            row.addWidget(part)

    def _pictures(self) -> list[Attachment]:
        return pictures_of(self._workspace.dossier, self._event_id)

    def _turn_to(self, picture_id: str) -> None:
        self._picture_id = picture_id
        commit = partial(self._describe, picture_id)
        picture = self._workspace.dossier.get(Attachment, picture_id)
        self.description.bind(picture.name, commit)
        self.sheet.show_words(_("Opening…"))
        self._refresh()
        if not self._runner.is_busy:
            self._load()

    def _describe(self, picture_id: str, name: str) -> bool:
        dossier = self._workspace.dossier
        if dossier.find(Attachment, picture_id) is None:
            return True
        return self._workspace.perform(describe_picture(dossier, picture_id, name, merge="name"))

    def _load(self) -> None:
        self._asked = self._picture_id
        read = self._workspace.evidence.picture_bytes
        self._runner.start(partial(read_levels, read, self._asked))

    def _show_levels(self, levels: list[Raster]) -> None:
        if self._is_answered():
            self.sheet.show_picture(levels)
            self._refresh()

    def _show_refusal(self, error: Exception) -> None:
        if not isinstance(error, PostmortemError):
            raise error
        if self._is_answered():
            self.sheet.show_words(explain(error))

    def _is_answered(self) -> bool:
        """Tell whether what was loaded is still asked for; load what is asked for instead."""
        if self._picture_id and self._picture_id != self._asked:
            self._load()
            return False
        return bool(self._picture_id)

    def _follow(self, _edit: Edit) -> None:
        if not self._picture_id:
            return
        pictures = self._pictures()
        picture = next((p for p in pictures if p.id == self._picture_id), None)
        if picture is not None:
            self.description.show_text(picture.name)
            self._refresh()
        elif pictures:
            self._turn_to(pictures[min(self._place_of_last, len(pictures) - 1)].id)
        else:
            self.close_picture()

    def _refresh(self) -> None:
        ids = [picture.id for picture in self._pictures()]
        at = ids.index(self._picture_id) if self._picture_id in ids else 0
        self._place_of_last = at
        several = len(ids) > 1
        self.place.setText(_("{number} of {count}").format(number=at + 1, count=len(ids)))
        for part in (self.place, self.previous, self.next):
            part.setVisible(several)
        self.previous.setEnabled(at > 0)
        self.next.setEnabled(at < len(ids) - 1)
        name = self._workspace.dossier.get(Attachment, self._picture_id).name
        width, height = self.sheet.size_in_pixels
        self.sheet.setAccessibleName(_("Picture: {name}").format(name=name))
        told = _("{number} of {count}, {width} by {height} pixels")
        self.sheet.setAccessibleDescription(
            told.format(number=at + 1, count=len(ids), width=width, height=height)
        )

    def _show_zoom(self) -> None:
        self.zoom_button.setVisible(self.sheet.size_in_pixels != (0, 0))
        self.zoom_button.setText(f"{self.sheet.percent} %")
        spoken = _("Zoom: {percent} %").format(percent=self.sheet.percent)
        self.zoom_button.setAccessibleName(spoken)

    def _switch_zoom(self) -> None:
        if self.sheet.is_fitted:
            self.sheet.actual_size()
        else:
            self.sheet.fit()

    def _action_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        """Return what a key does on the sheet, if it does anything."""
        sheet, key = self.sheet, Qt.Key
        if event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        ):
            return None
        if not sheet.is_fitted and event.key() in _MOVES:
            return partial(sheet.pan, _MOVES[event.key()])
        return {
            int(key.Key_Escape): self.close_picture,
            int(key.Key_Left): partial(self.go, -1),
            int(key.Key_Right): partial(self.go, 1),
            int(key.Key_PageUp): partial(self.go, -1),
            int(key.Key_PageDown): partial(self.go, 1),
            int(key.Key_Plus): partial(sheet.zoom, _ZOOM),
            int(key.Key_Equal): partial(sheet.zoom, _ZOOM),
            int(key.Key_Minus): partial(sheet.zoom, 1 / _ZOOM),
            int(key.Key_0): sheet.fit,
            int(key.Key_F): sheet.fit,
            int(key.Key_1): sheet.actual_size,
            int(key.Key_Delete): self.remove,
        }.get(event.key())

    def _place(self) -> None:
        self.setGeometry(self._ground.rect())
