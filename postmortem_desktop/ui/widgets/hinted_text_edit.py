"""An editor for people's words with quiet hints on phrasing below it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.editing.wording import moment_of
from postmortem_desktop.phrasing.review import Hint
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
    ) -> None:
        """Make the editor; see ``CommitTextEdit`` for the arguments."""
        super().__init__(parent)
        self._workspace = workspace
        self._owner_id = ""
        self._moment = ""
        self._count = 0
        self.editor = CommitTextEdit(
            workspace, name, self, lines=lines, most_lines=most_lines, one_line=one_line
        )
        self.bar = HintBar(self)
        self.setFocusProxy(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.editor)
        column.addWidget(self.bar)
        self._highlighter = PhrasingHighlighter(self.editor.document(), self._find_hints)
        self._highlighter.reviewed.connect(self._show_found)
        self.editor.cursorPositionChanged.connect(self._show_current)
        self.bar.restyled.connect(self._tint)
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
            ASK: partial(self._wish, ASK),
            "copy_question": self.bar.copy_question,
            "keep": self.keep_as_said,
            "mute_words": self.mute_words,
            SILENCE: partial(self._wish, SILENCE),
        }

    def go_to_next_hint(self) -> None:
        """Select the words of the next hint after the cursor, from the top after the last."""
        here = self.editor.textCursor().selectionEnd()
        places = [hint[:2] for hint in self._highlighter.hard_hints()]
        self._select([place for place in places if place[0] >= here] or places)

    def go_to_previous_hint(self) -> None:
        """Select the words of the hint before the cursor, from the end before the first."""
        here = self.editor.textCursor().selectionStart()
        places = [hint[:2] for hint in reversed(list(self._highlighter.hard_hints()))]
        self._select([place for place in places if place[1] <= here] or places)

    def holds(self, owner_id: str, text: str) -> bool:
        """Tell whether this is where a text of a record is written."""
        return owner_id == self._owner_id and text == self.text()

    def put_cursor(self, position: int) -> None:
        """Put the cursor at a place in the text, counted in characters, and select nothing."""
        before = self.text()[:position]
        cursor = QTextCursor(self.editor.document())
        cursor.setPosition(len(before.encode("utf-16-le", "surrogatepass")) // 2)
        self.editor.setTextCursor(cursor)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.ensureCursorVisible()

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
        return self._workspace.sieve.hints(self._owner_id, text, self._moment)

    def _select(self, places: list[tuple[int, int]]) -> None:
        for start, end in places[:1]:
            cursor = QTextCursor(self.editor.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self.editor.setTextCursor(cursor)

    def _hinted(self) -> HintedWords | None:
        """Return the hint in the bar with its words, which are in their record from then on."""
        self.editor.flush()
        here, shown = self.editor.textCursor().position(), self.bar.hint
        if shown is None or not self._owner_id:
            return None
        found = self._highlighter.hard_hints()
        places = [place for place in found if is_alike(place[2], shown)]
        if not places:
            return None
        start, end, hint = min(places, key=lambda place: abs(place[0] - here))
        cursor = QTextCursor(self.editor.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return HintedWords(self._owner_id, cursor.selectedText(), hint, self.bar.question_text)

    def _show_found(self) -> None:
        before, self._count = self._count, self.hint_count()
        self._show_current()
        if before != self._count:
            self._workspace.hints_counted.emit()

    def _show_current(self) -> None:
        """Show the hint at the cursor, else the first one that is underlined."""
        cursor = self.editor.textCursor()
        block = self.editor.document().findBlock(cursor.selectionStart())
        here = cursor.position() - block.position()
        for placed in self._highlighter.hints_in(block):
            if placed.is_hard and placed.start <= here <= placed.end:
                self.bar.show_hint(placed.hint)
                return
        first = self._highlighter.hard[:1]
        self.bar.show_hint(first[0].hint if first else None)

    def _moment_now(self) -> str:
        return moment_of(self._workspace.dossier, self._owner_id) if self._owner_id else ""

    def _follow(self, _edit: Edit) -> None:
        moment = self._moment_now()
        if moment != self._moment:
            self._moment = moment
            self.look_again()
