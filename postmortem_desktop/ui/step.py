"""What the window asks of a step of the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

PREPARE = "prepare"
TIMELINE = "timeline"
INTERVIEWS = "interviews"
LEARNINGS = "learnings"
ACTIONS = "actions"
REPORT = "report"


class Step(QWidget):
    """One of the six steps; each method has a default that asks nothing of it."""

    status_changed = Signal()
    """``status_text`` would say something else now."""
    step_requested = Signal(str, str)
    """Another step shall be shown, by its key, at a record, by its id or an empty text."""
    noticed = Signal(str)
    """A sentence for the message bar."""

    def status_text(self) -> str:
        """Return the counts for the foot of the window, such as “14 events · 5 lanes”."""
        return ""

    def hint_text(self) -> str:
        """Return how many wording hints are open here, in words; empty for none."""
        return ""

    def side_text(self) -> str:
        """Return what stands at the right of the foot; empty for the derived times."""
        return ""

    def show_record(self, record_id: str) -> None:
        """Select a record and bring it into sight."""

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Bring files in that were chosen for this session; most steps have no use for any."""

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what this step does for the keys of ``actions.ACTIONS``."""
        return {}
