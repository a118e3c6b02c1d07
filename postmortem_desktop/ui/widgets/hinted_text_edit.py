"""An editor for people's words with quiet hints on phrasing below it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QShowEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QScrollArea, QTextEdit, QVBoxLayout, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.editing.wording import moment_of
from postmortem_desktop.i18n import _
from postmortem_desktop.phrasing.review import Hint
from postmortem_desktop.ui.announcing import announce
from postmortem_desktop.ui.widgets.commit_fields import Commit, CommitTextEdit
from postmortem_desktop.ui.widgets.hint_bar import HintBar, is_alike
from postmortem_desktop.ui.widgets.hint_commands import (
    ASK,
    SILENCE,
    HintedWords,
    HintHandlers,
    keep,
    listen_for_keys,
    mute,
    wish,
)
from postmortem_desktop.ui.widgets.phrasing_highlighter import PhrasingHighlighter

if TYPE_CHECKING:
    from postmortem_desktop.ui.workspace import Workspace

_MARK_ALPHA = 64
_BELOW_PX = 16
"""What is seen below a hint that is scrolled into sight."""


class HintedTextEdit(QWidget):
    """A ``CommitTextEdit`` with a wave under hints and the current one in a bar below.

    Hints come after a pause in typing and go with the words they are about. They never change the
    text or take the focus, and the cursor goes to one only by the keys that are for it. What can be
    done about the hint in the bar is in ``hint_handlers``.
    """

    def __init__(
        self,
        workspace: Workspace,
        name: str,
        parent: QWidget | None = None,
        *,
        lines: int = 3,
        most_lines: int = 16,
        one_line: bool = False,
        unnamed: str = "",
    ) -> None:
        """Make the editor; see ``CommitTextEdit`` and, for ``unnamed``, ``review``."""
        super().__init__(parent)
        self._unnamed = unnamed
        self._workspace = workspace
        self._owner_id = ""
        self._moment = ""
        self._count = 0
        self._pointed: int | None = None
        """A place that was pointed at from elsewhere; holds until the cursor moves."""
        self._is_led = False
        """Whether a key led to the hint in the bar; its words are marked until the cursor moves."""
        self.editor = CommitTextEdit(
            workspace, name, self, lines=lines, most_lines=most_lines, one_line=one_line
        )
        self.bar = HintBar(self)
        self.bar.belong_to(self.editor)
        self.setFocusProxy(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.editor)
        column.addWidget(self.bar)
        self._highlighter = PhrasingHighlighter(self.editor.document(), self._find_hints)
        self._highlighter.reviewed.connect(self._show_found)
        self.editor.cursorPositionChanged.connect(self._follow_cursor)
        self.bar.restyled.connect(self._tint)
        self.bar.placed.connect(self._bring_into_sight)
        self.bar.set_handlers(self.hint_handlers())
        listen_for_keys(self, self.hint_handlers())
        workspace.sieve_changed.connect(self.look_again)
        workspace.changed.connect(self._follow)

    def bind(self, owner_id: str, text: str, commit: Commit) -> None:
        """Show a record's text and commit changes of it; first commits what is pending."""
        is_other = owner_id != self._owner_id
        self.editor.flush()
        self._owner_id = owner_id
        self._moment = self._moment_now()
        self.editor.bind(text, commit)
        if is_other:
            self.look_again()

    def show_text(self, text: str) -> None:
        """Show the record's text if it has changed; cursor and words being typed stay."""
        self.editor.show_text(text)

    def text(self) -> str:
        """Return exactly what stands in the editor."""
        return self.editor.text()

    def flush(self) -> None:
        """Commit what is typed now."""
        self.editor.flush()

    def set_placeholder(self, text: str) -> None:
        """Say what the field is for while it is empty."""
        self.editor.setPlaceholderText(text)

    def set_role(self, role: str) -> None:
        """Choose the size of the type, such as ``answer``."""
        self.editor.setProperty("role", role)

    def hint_count(self) -> int:
        """Return how many hints are underlined, for the line at the foot of the window."""
        return len(self._highlighter.hard)

    def hint_handlers(self) -> HintHandlers:
        """Return what can be done here for the keys of the actions about hints."""
        return {
            "next_hint": self.go_to_next_hint,
            "previous_hint": self.go_to_previous_hint,
            "next_hint_question": self.bar.show_next_question,
            "hint_reason": self.bar.toggle_reason,
            ASK: partial(self._wish, ASK),
            "copy_question": self.bar.copy_question,
            "keep": self.keep_as_said,
            "mute_words": self.mute_words,
            SILENCE: partial(self._wish, SILENCE),
        }

    def go_to_next_hint(self) -> None:
        """Go behind the words of the next hint after the cursor, from the top after the last."""
        here = self.editor.textCursor().selectionEnd()
        ends = [(hint[0], hint[1]) for hint in self._highlighter.hard_hints()]
        self._lead_to([end for start, end in ends if start >= here] or [end for _, end in ends])

    def go_to_previous_hint(self) -> None:
        """Go behind the words of the hint before the cursor, from the end before the first."""
        here = self.editor.textCursor().selectionStart()
        ends = [hint[1] for hint in reversed(list(self._highlighter.hard_hints()))]
        self._lead_to([end for end in ends if end < here] or ends)

    def holds(self, owner_id: str, text: str) -> bool:
        """Tell whether this is where a text of a record is written."""
        return owner_id == self._owner_id and text == self.text()

    def put_cursor(self, position: int) -> None:
        """Put the cursor at a place in the text, counted in characters, and select nothing."""
        cursor = QTextCursor(self.editor.document())
        cursor.setPosition(self._place_of(position))
        self.editor.setTextCursor(cursor)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.ensureCursorVisible()

    def point_at(self, position: int) -> None:
        """Show the hint at a place in the text, counted in characters; the cursor stays."""
        self._pointed = self._place_of(position)
        self._show_current()

    def current_hint(self) -> tuple[str, str, int] | None:
        """Return owner, text and place, in characters, of the hint in the bar."""
        place = self._highlighter.nearest(self._here())
        if place is None or not self._owner_id:
            return None
        units = self.text().encode("utf-16-le", "surrogatepass")[: 2 * place[0]]
        return self._owner_id, self.text(), len(units.decode("utf-16-le", "surrogatepass"))

    def look_again(self) -> None:
        """Look for hints anew, for example because the preference has changed."""
        self._highlighter.look_again()

    def keep_as_said(self) -> None:
        """Let the words of the current hint stand as they were said."""
        hinted = self._hinted()
        if hinted is not None:
            keep(self._workspace, hinted)
            self.editor.setFocus()

    def mute_words(self) -> None:
        """Have no hint on these words anywhere in the session."""
        hinted = self._hinted()
        if hinted is not None:
            mute(self._workspace, hinted)
            self.editor.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the colour of the wave from the style sheet, which has been applied by now."""
        super().showEvent(event)
        self._tint()

    def _wish(self, key: str) -> None:
        hinted = self._hinted()
        if hinted is not None:
            wish(self._workspace, key, hinted)

    def _tint(self) -> None:
        self._highlighter.set_colour(self.bar.colour)

    def _find_hints(self, text: str) -> list[Hint]:
        return self._workspace.sieve.hints(self._owner_id, text, self._moment, self._unnamed)

    def _lead_to(self, ends: list[int]) -> None:
        """Put the cursor at the first of some places; selected words would go with the next key."""
        if not ends:
            self._workspace.hint_settled.emit(_("There is no hint on what is written here."))
            return
        cursor = QTextCursor(self.editor.document())
        cursor.setPosition(ends[0])
        self.editor.setTextCursor(cursor)
        self._is_led = True
        self._show_current()
        announce(self.editor, self.bar.accessibleName())

    def _hinted(self) -> HintedWords | None:
        """Return the hint in the bar with its words, which are in their record from then on."""
        self.editor.flush()
        place = self._highlighter.nearest(self._here())
        if place is None or not is_alike(place[2], self.bar.hint) or not self._owner_id:
            return None
        words = self._words_at(place[0], place[1])
        if words != self.bar.words:
            return None
        return HintedWords(self._owner_id, words, place[2], self.bar.question_text)

    def _here(self) -> int:
        return self.editor.textCursor().position() if self._pointed is None else self._pointed

    def _place_of(self, position: int) -> int:
        """Return a place in the text as Qt counts it."""
        return len(self.text()[:position].encode("utf-16-le", "surrogatepass")) // 2

    def _words_at(self, start: int, end: int) -> str:
        cursor = QTextCursor(self.editor.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    def _follow_cursor(self) -> None:
        self._pointed = None
        if self._is_led:
            self._is_led = False
            self.editor.setExtraSelections([])
        if not self._highlighter.is_waiting:  # Else it is no part of what a key costs.
            self._show_current()

    def _show_found(self) -> None:
        before, self._count = self._count, self.hint_count()
        self._show_current()
        if before != self._count:
            self._workspace.hints_counted.emit()

    def _show_current(self) -> None:
        """Show the underlined hint nearest to the cursor, and the words it is about."""
        place = self._highlighter.nearest(self._here())
        if place is None:
            self.bar.show_hint(None)
        else:
            self.bar.show_hint(place[2], self._words_at(place[0], place[1]))
        if self._is_led:
            self.editor.setExtraSelections([] if place is None else [self._mark(*place[:2])])

    def _mark(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        """Return the mark on the words that the bar is about."""
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.editor.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        ground = QColor(self.bar.colour)
        ground.setAlpha(_MARK_ALPHA)
        look = QTextCharFormat()
        look.setBackground(ground)
        mark.cursor, mark.format = cursor, look  # type: ignore[attr-defined]
        return mark

    def _bring_into_sight(self) -> None:
        """Scroll what is around so far that the hint on what is being written is seen."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        ground = area.widget() if area is not None else None
        if area is None or ground is None or not self.editor.hasFocus() or self.bar.isHidden():
            return
        area.ensureWidgetVisible(self.bar, 0, _BELOW_PX)
        # Where there is no room for both, what is written comes first.
        view = self.editor.viewport()
        cursor = view.mapTo(ground, self.editor.cursorRect().center())
        area.ensureVisible(cursor.x(), cursor.y(), 0, _BELOW_PX)

    def _moment_now(self) -> str:
        return moment_of(self._workspace.dossier, self._owner_id) if self._owner_id else ""

    def _follow(self, _edit: Edit) -> None:
        moment = self._moment_now()
        if moment != self._moment:
            self._moment = moment
            self.look_again()
