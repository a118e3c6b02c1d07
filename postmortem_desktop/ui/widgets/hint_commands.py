"""What can be done about a hint, the same wherever one is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from postmortem_desktop.editing.changes import shortened
from postmortem_desktop.editing.postmortem_edits import keep_phrase, mute_words
from postmortem_desktop.i18n import _
from postmortem_desktop.phrasing import Hint
from postmortem_desktop.ui.action_spec import ActionSpec, key_text
from postmortem_desktop.ui.actions import ACTIONS
from postmortem_desktop.ui.palette import PaletteEntry

if TYPE_CHECKING:
    from postmortem_desktop.ui.workspace import Workspace

ASK, SILENCE = "ask_hint", "silence_kind"
"""The keys of what needs more than the editor, and goes through ``Workspace.hint_wished``."""

HintHandlers = Mapping[str, Callable[[], object]]
"""What is done for the keys of the actions that concern a hint."""


@dataclass(frozen=True, slots=True)
class HintedWords:
    """A hint as it stands before somebody: whose words they are, and the question shown."""

    owner_id: str
    words: str
    hint: Hint
    question: str

    @property
    def record_id(self) -> str:
        """The record that holds the words."""
        return self.owner_id.partition(" ")[0]


def keep(space: Workspace, hinted: HintedWords) -> None:
    """Let the words of a hint stand in their record as they were said."""
    space.flush()
    edit = keep_phrase(
        space.dossier, space.ids, hinted.owner_id, hinted.hint.category, hinted.words
    )
    if space.perform(edit):
        said = _("Kept as said: “{words}”. Ctrl+Z brings the hint back.")
        space.hint_settled.emit(said.format(words=shortened(hinted.words)))


def mute(space: Workspace, hinted: HintedWords) -> None:
    """Have no hint on these words anywhere in the session."""
    space.flush()
    if space.perform(mute_words(space.dossier, space.ids, hinted.words)):
        said = _("No more hints on “{words}” in this session. Ctrl+Z brings them back.")
        space.hint_settled.emit(said.format(words=shortened(hinted.words)))


def wish(space: Workspace, key: str, hinted: HintedWords) -> None:
    """Ask for what an editor cannot do by itself."""
    space.flush()
    space.hint_wished.emit(key, hinted)


def listen_for_keys(widget: QWidget, handlers: HintHandlers) -> None:
    """Give a widget the keys of what it can do about hints, while the focus is within it."""
    for spec in _specs(handlers):
        for sequence in spec.sequences():
            shortcut = QShortcut(sequence, widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(handlers[spec.key])


def handlers_around(widget: QWidget | None) -> HintHandlers:
    """Return what can be done about the hint at a widget, such as the one with the focus."""
    while widget is not None:
        handlers = getattr(widget, "hint_handlers", None)
        if handlers is not None:
            return handlers()
        widget = widget.parentWidget()
    return {}


def entries_at_focus() -> Iterator[PaletteEntry]:
    """Offer what can be done about the hint at the keyboard to the palette."""
    handlers = handlers_around(QApplication.focusWidget())
    for spec in _specs(handlers):
        yield PaletteEntry(_(spec.text), _(spec.group), handlers[spec.key], key_text(spec))


def pop_up_menu(button: QWidget, handlers: HintHandlers) -> None:
    """Show all that can be done about a hint below a button."""
    menu = QMenu(button)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(_("About this hint"))
    for spec in _specs(handlers):
        key = key_text(spec).replace(" ", "+")
        action = menu.addAction(f"{_(spec.text)}\t{key}" if key else _(spec.text))
        action.triggered.connect(handlers[spec.key])
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _specs(handlers: HintHandlers) -> list[ActionSpec]:
    return [spec for spec in ACTIONS if spec.key in handlers]
