"""The middle pane: one question in large type, its answer, and what can be made of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.domain.times import clock_text
from postmortem_desktop.editing.changes import shortened
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.fonts import base_font
from postmortem_desktop.ui.icons import icon
from postmortem_desktop.ui.interview.answer_card import AnswerCard
from postmortem_desktop.ui.interview.conversation import (
    Place,
    account_name,
    next_account,
    previous_place,
)
from postmortem_desktop.ui.interview.sentence_drag import DragHandle
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.widgets.buttons import Button, glyph_button
from postmortem_desktop.ui.widgets.chips import ChipButton, chip, set_tone
from postmortem_desktop.ui.widgets.flow import FlowLayout
from postmortem_desktop.ui.widgets.frames import page
from postmortem_desktop.ui.widgets.labels import escaped_tool_tip, plain_label
from postmortem_desktop.ui.widgets.references import Go
from postmortem_desktop.ui.workspace import Workspace

_SIZES = ((620, 27), (440, 22), (0, 18))
"""From which width on the question has which size, in pixels."""
_WIDE = 760
_STACKED_BELOW = 560
_TITLE_LENGTH = 30


class Question(QLabel):
    """The question as it is put: 27 px where there is room, smaller in a narrow window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMinimumWidth(120)
        self.setFont(base_font(_SIZES[0][1], QFont.Weight.DemiBold))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the size that goes with the width."""
        super().resizeEvent(event)
        size = next(px for width, px in _SIZES if event.size().width() >= width)
        if self.font().pixelSize() != size:
            self.setFont(base_font(size, QFont.Weight.DemiBold))


class QuestionPane(QWidget):
    """Shows a place of the conversation; what its buttons mean is up to the step."""

    time_given = Signal(str)
    """What was typed for the moment of a sentence."""
    event_left = Signal()
    """The talk is no longer about an event."""

    def __init__(
        self,
        workspace: Workspace,
        theme: ThemeSource,
        begin: Callable[[Place, str], bool],
        go: Go,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._go = go
        self._event_id = ""
        self.account = chip("", "accent")
        self.about = ChipButton("")
        self.about.clicked.connect(self._show_event)
        self.leave_event = glyph_button("close", _("Ask without this event"))
        self.leave_event.clicked.connect(self.event_left)
        self.previous = Button(_("‹ Previous"), "plain", compact=True)
        self.previous.setToolTip(_("The answer before (Ctrl+Shift+Return)"))
        self.another = Button(_("Another question"), "plain", key="Ctrl ↵", compact=True)
        self.another.setToolTip(_("Another question of this account (Ctrl+Return)"))
        self.question = Question()
        self.follow_up_text = plain_label("", "secondary", wrap=True)
        self.answer = AnswerCard(workspace, begin, go)
        self.handle = DragHandle(_("Drag a sentence onto the timeline"), self.answer.held_sentence)
        self.handle.setToolTip(
            _("Drag the selected words or the sentence at the cursor; Ctrl+T puts it there")
        )
        self.factor = Button(_("Contributing factor"), glyph="plus")
        self.factor.setToolTip(_("Make the sentence at the cursor a contributing factor"))
        self.follow_up = Button(_("Follow-up"), glyph="plus")
        self.follow_up.setToolTip(_("Put the softer question, with an answer of its own"))
        self.following = Button("", "primary")
        self.following.setToolTip(_("Go on in the conversation (Ctrl+Down)"))
        self.time_line = QLineEdit()
        self.time_line.setPlaceholderText(_("When was that? Such as 14:19, then Enter"))
        self.time_line.setAccessibleName(_("Time of the sentence"))
        self.time_line.returnPressed.connect(self._give_time)
        self.time_line.hide()
        self._lay_out()
        theme.changed.connect(self._tint)

    def show_place(self, dossier: Dossier, place: Place) -> None:
        """Show a question with its answer."""
        self.account.setText(account_name(place.account))
        self._show_about(dossier, place.event_id)
        self.question.setText(place.question)
        self.follow_up_text.setText(
            _("If they pause: “{question}”").format(question=place.follow_up)
        )
        self.follow_up_text.setVisible(bool(place.follow_up))
        self.follow_up.setEnabled(bool(place.follow_up))
        self.previous.setEnabled(previous_place(dossier, place) is not None)
        following = next_account(place.account)
        self.following.setText(
            _("Mark as done")
            if following is None
            else _("Next: {account}").format(account=account_name(following))
        )
        self.answer.show_place(dossier, place)

    def hold(self, next_up: QWidget) -> None:
        """Show below the answer what could be asked next."""
        next_up.setContentsMargins(0, 8, 0, 0)
        self._column.insertWidget(self._column.count() - 1, next_up)

    def ask_time(self) -> None:
        """Ask in one line when the sentence was."""
        self.time_line.show()
        self.time_line.setFocus()

    def stop_asking_time(self) -> None:
        """Take the line away; the focus returns to the answer."""
        had_focus = self.time_line.hasFocus()
        self.time_line.clear()
        self.time_line.hide()
        if had_focus:
            self.answer.words.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape close the line that asks for a time."""
        if event.key() == Qt.Key.Key_Escape and self.time_line.isVisible():
            self.stop_asking_time()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep less space at the sides where there is little."""
        super().resizeEvent(event)
        width = event.size().width()
        side = 40 if width >= _WIDE else 20
        self._column.setContentsMargins(side, side // 2, side, 20)
        stacked, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._head.setDirection(stacked if width < _STACKED_BELOW else beside)

    def _lay_out(self) -> None:
        for button in (self.handle, self.factor, self.follow_up, self.previous, self.another):
            # A click leaves the cursor in the answer, where the sentence is.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chips = FlowLayout(spacing=8)
        word_about = plain_label(_("about"), "caption")
        self._about_row = QWidget()
        about = QHBoxLayout(self._about_row)
        about.setContentsMargins(0, 0, 0, 0)
        about.setSpacing(4)
        for widget in (word_about, self.about, self.leave_event):
            about.addWidget(widget)
        chips.addWidget(self.account)
        chips.addWidget(self._about_row)
        turns = QHBoxLayout()
        turns.addStretch(1)
        turns.addWidget(self.previous, 0, Qt.AlignmentFlag.AlignTop)
        turns.addWidget(self.another, 0, Qt.AlignmentFlag.AlignTop)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(8)
        self._head.addLayout(chips, 1)
        self._head.addLayout(turns)
        makers = FlowLayout(spacing=8)
        for widget in (self.handle, self.factor, self.follow_up):
            makers.addWidget(widget)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addLayout(makers, 1)
        foot.addWidget(self.following, 0, Qt.AlignmentFlag.AlignTop)
        ground = page(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        self._column = QVBoxLayout(ground)
        self._column.setSpacing(8)
        self._column.addLayout(self._head)
        self._column.addWidget(self.question)
        self._column.addWidget(self.follow_up_text)
        self._column.addSpacing(6)
        self._column.addWidget(self.answer)
        self._column.addSpacing(2)
        self._column.addLayout(foot)
        self._column.addWidget(self.time_line)
        self._column.addStretch(1)

    def _show_about(self, dossier: Dossier, event_id: str | None) -> None:
        event = dossier.find(TimelineEvent, event_id)
        self._event_id = event.id if event else ""
        self._about_row.setVisible(event is not None)
        if event is None:
            return
        title = shortened(event.title, _TITLE_LENGTH)
        zone = dossier.postmortem.zone
        at = "" if event.starts_at is None else clock_text(event.starts_at, zone, seconds=False)
        self.about.setText(f"\u2009{at} {title}".replace("&", "&&"))
        self.about.setToolTip(escaped_tool_tip(event.title))
        self._kind = event.kind
        set_tone(self.about, str(event.kind))
        self._tint()

    def _tint(self) -> None:
        if self._event_id:
            colour = self._theme.theme.kind_colour(self._kind)
            self.about.setIcon(icon(str(self._kind), colour, 14))

    def _show_event(self) -> None:
        self._go("timeline", self._event_id)

    def _give_time(self) -> None:
        self.time_given.emit(self.time_line.text())
