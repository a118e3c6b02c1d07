"""An editor for people's words with quiet hints on phrasing below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import KeptPhrase, Participant
from postmortem_desktop.editing.postmortem_edits import keep_phrase
from postmortem_desktop.phrasing.review import Hint, Tier, review
from postmortem_desktop.ui.widgets.commit_fields import Commit, CommitTextEdit
from postmortem_desktop.ui.widgets.hint_bar import HintBar
from postmortem_desktop.ui.widgets.phrasing_highlighter import PhrasingHighlighter, utf16_span

if TYPE_CHECKING:
    from postmortem_desktop.ui.workspace import Workspace

NEXT_HINT_KEY = "F8"
KEEP_KEY = "Ctrl+Shift+K"
COPY_KEY = "Ctrl+Shift+Q"


class HintedTextEdit(QWidget):
    """A ``CommitTextEdit`` with a wave under hints and the current one in a bar below.

    ``F8`` goes to the next hint, also to those too unsure to be underlined; ``Ctrl+Shift+K`` lets
    the words stand; ``Ctrl+Shift+Q`` copies the question. Nothing is shown while the preference is
    off.
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
        self._highlighter.reviewed.connect(self._show_current)
        self.editor.cursorPositionChanged.connect(self._show_current)
        self.bar.kept.connect(self.keep_as_said)
        self.bar.restyled.connect(self._tint)
        workspace.changed.connect(self._follow)
        for key, slot in (
            (NEXT_HINT_KEY, self.go_to_next_hint),
            (KEEP_KEY, self.keep_as_said),
            (COPY_KEY, self.bar.copy_question),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def bind(self, owner_id: str, text: str, commit: Commit) -> None:
        """Show a record's text and commit changes of it; first commits what is pending."""
        is_other = owner_id != self._owner_id
        self.editor.flush()
        self._owner_id = owner_id
        self.editor.bind(text, commit)
        if is_other:
            self._highlighter.look_again()
        self._show_current()

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
        return sum(hint.tier is Tier.HARD for _start, _end, hint in self._hints())

    def go_to_next_hint(self) -> None:
        """Select the words of the next hint after the cursor, from the top after the last."""
        here = self.editor.textCursor().selectionEnd()
        hints = list(self._hints())
        following = [hint for hint in hints if hint[0] >= here] or hints
        if not following:
            return
        start, end, _hint = following[0]
        cursor = QTextCursor(self.editor.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)

    def look_again(self) -> None:
        """Look for hints anew, for example because the preference has changed."""
        self._highlighter.look_again()
        self._show_current()

    def keep_as_said(self) -> None:
        """Let the words of the current hint stand as they were said."""
        current = self._current()
        if current is None:
            return
        start, end, hint = current
        cursor = QTextCursor(self.editor.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        phrase = cursor.selectedText()
        self._workspace.flush()
        space = self._workspace
        space.perform(keep_phrase(space.dossier, space.ids, self._owner_id, hint.category, phrase))
        self.editor.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the colour of the wave from the style sheet, which has been applied by now."""
        super().showEvent(event)
        self._tint()

    def _tint(self) -> None:
        self._highlighter.set_colour(self.bar.colour)

    def _find_hints(self, text: str) -> list[Hint]:
        return hints_on(self._workspace, text, self._owner_id) if self._owner_id else []

    def _hints(self) -> Iterator[tuple[int, int, Hint]]:
        """Yield start and end in the document, and the hint, in reading order."""
        block = self.editor.document().begin()
        while block.isValid():
            for hint in self._highlighter.hints_in(block):
                start, end = utf16_span(block.text(), hint)
                yield block.position() + start, block.position() + end, hint
            block = block.next()

    def _current(self) -> tuple[int, int, Hint] | None:
        """Return the hint at the cursor, else the first one that is underlined."""
        cursor = self.editor.textCursor()
        selected = (cursor.selectionStart(), cursor.selectionEnd())
        hints = list(self._hints())
        at_cursor = [h for h in hints if h[:2] == selected] or [
            h for h in hints if h[2].tier is Tier.HARD and h[0] <= cursor.position() <= h[1]
        ]
        others = [h for h in hints if h[2].tier is Tier.HARD]
        return next(iter(at_cursor or others), None)

    def _show_current(self) -> None:
        current = self._current()
        self.bar.show_hint(None if current is None else current[2])

    def _follow(self, edit: Edit) -> None:
        if edit.touches(KeptPhrase) or edit.touches(Participant):
            self._highlighter.look_again()


def hints_on(workspace: Workspace, text: str, owner_id: str = "") -> list[Hint]:
    """Return the hints on a text of a record but those that are kept as said; none if not wanted.

    Without an ``owner_id`` the record is still to be made.
    """
    if not workspace.settings.phrasing_hints:
        return []
    dossier = workspace.dossier
    names = [n for p in dossier.participants() for n in (p.name, p.alias) if n]
    kept = {(k.category, k.phrase) for k in dossier.all(KeptPhrase) if k.owner_id == owner_id}
    return [
        hint
        for hint in review(text, names)
        if (hint.category, text[hint.start : hint.end]) not in kept
    ]
