"""The foot of a session: that all is saved, undo and redo, counts, derived times."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QToolButton, QWidget

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.milestones import DERIVED_TIMES
from postmortem_desktop.domain.times import duration_text
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.icons import icon
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.labels import ElidedLabel, plain_label

HEIGHT_PX = 30
_MARGIN = _SPACING = 16


def derived_times_text(dossier: Dossier) -> str:
    """Return the derived times that are known, such as “Detected in 2 min · Resolved in 1 h”."""
    known = ((label, duration(dossier)) for label, duration in DERIVED_TIMES)
    return " · ".join(
        f"{_(label)} {duration_text(length)}" for label, length in known if length is not None
    )


def derived_times_note() -> str:
    """Return what the derived times count from."""
    return _(
        "Detected, mitigated and resolved count from when the impact began, acknowledged from "
        "when it was detected."
    )


class StatusFoot(QFrame):
    """One line at the foot of the window."""

    def __init__(self, undo: QAction, redo: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "statusbar")
        self.setFixedHeight(HEIGHT_PX)
        self.saved = plain_label("", "good")
        self.counts = ElidedLabel("", "secondary")
        self.hints = Button("", "hint")
        self.hints.setToolTip(_("Show all wording hints (Ctrl+Shift+W)"))
        self.hints.hide()
        self.side = ElidedLabel("", "secondary")
        self.side.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        row.setSpacing(_SPACING)
        row.addWidget(self.saved)
        history = QHBoxLayout()
        history.setSpacing(0)
        row.addLayout(history)
        for action in (undo, redo):
            button = QToolButton()
            button.setDefaultAction(action)
            button.setProperty("tone", "plain")
            button.setProperty("compact", "true")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            history.addWidget(button)
        row.addWidget(self.counts, 2)
        row.addWidget(self.hints)
        row.addWidget(self.side, 3)
        self._history = (undo, redo)
        self._tint()
        self.show_saved(is_saved=True)

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icons anew when the theme changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._tint()

    def _tint(self) -> None:
        colour = QApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        for action, glyph in zip(self._history, ("undo", "redo"), strict=True):
            action.setIcon(icon(glyph, colour))

    def show_saved(self, *, is_saved: bool) -> None:
        """Say whether the last change is in the library."""
        self.saved.setText(_("● Saved") if is_saved else _("○ Last change not saved"))

    def show_saving(self) -> None:
        """Say that the last change is on its way into the library."""
        self.saved.setText(_("○ Saving…"))

    def room_for_message(self, width: int) -> tuple[int, int]:
        """Return from where to where a message may cover the foot: never what is saved, nor undo.

        It covers the counts; and all that is right of them where it would cover a part of that.
        """
        left, right = self.counts.x(), self.width() - _MARGIN
        words = min(self.side.sizeHint().width(), self.side.width())
        free = right - words if self.side.text() else right
        if not self.hints.isHidden():
            free = self.hints.x()
        wanted = left + max(width, self.counts.sizeHint().width())
        return left, wanted if wanted <= free - _SPACING else right

    def show_texts(self, counts: str, hints: str, side: str) -> None:
        """Show what the step says about itself."""
        self.counts.setText(counts)
        self.hints.setText(hints)
        self.hints.setVisible(bool(hints))
        self.side.setText(side)
