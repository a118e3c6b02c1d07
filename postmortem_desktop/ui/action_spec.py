"""What an action is: its name, its keys, its group, and where it applies."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

ANYWHERE = "anywhere"
LIBRARY = "library"
SESSION = "session"
LOCAL = "local"
"""Where the focus is: that widget listens to the key itself, the window only lists it."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action.

    A key without a modifier reaches it only while no text field has the focus: text fields claim
    what they can type before the window sees it.
    """

    key: str
    text: str
    group: str
    keys: tuple[str, ...] = ()
    standard: QKeySequence.StandardKey | None = None
    where: str = ANYWHERE
    """``anywhere``, ``library``, ``session``, ``local`` or the key of a step."""
    glyph: str = ""
    is_listed: bool = True
    """Whether the palette offers it."""

    def sequences(self) -> list[QKeySequence]:
        """Return all key sequences, those of the platform first."""
        found = QKeySequence.keyBindings(self.standard) if self.standard is not None else []
        # One that is there twice would be ambiguous.
        return [*found, *(own for key in self.keys if (own := QKeySequence(key)) not in found)]


def key_text(spec: ActionSpec) -> str:
    """Return the first key of an action as it is written on keyboards; empty without one."""
    sequences = spec.sequences()
    if not sequences:
        return ""
    text = sequences[0].toString(QKeySequence.SequenceFormat.NativeText)
    if text == "+":
        return text
    keys = text.removesuffix("++").split("+")
    return " ".join([*keys, "+"] if text.endswith("++") else keys)
