"""Looks for garbage when nobody waits: Python's own collector would stop the window for it.

A look through all objects takes as long as there are objects, a quarter of a second while a report
of a large session is made, and no thread gets on meanwhile. Almost everything goes without it, when
nobody refers to it any more; what is left are circles, as of widgets that have been closed.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from postmortem_desktop.ui.job_runner import JobRunner

_EVERY_MS = 20_000
_ENOUGH = 20
"""Looks at what is young, since the last one at everything; less has gathered before that."""
_NEVER = 1_000_000_000


class Tidying(QObject):
    """Takes the large looks over from Python; the small ones at what is young go on.

    When it goes, Python has them back.
    """

    def __init__(self, owners: tuple[QObject, ...], parent: QObject) -> None:
        """Begin.

        Args:
            owners: of the jobs; while one is running nothing is looked for.
            parent: owns it.
        """
        super().__init__(parent)
        self._owners = owners
        before = gc.get_threshold()
        gc.set_threshold(*before[:2], _NEVER)
        self.destroyed.connect(lambda: gc.set_threshold(*before))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tidy)
        self._timer.start(_EVERY_MS)

    def settle(self) -> None:
        """Leave alone for good what is there now: modules, classes, what the window consists of."""
        gc.freeze()

    def tidy(self) -> None:
        """Look for garbage if there may be some and no job is running."""
        if gc.get_count()[2] >= _ENOUGH and not self._is_busy():
            gc.collect()

    def _is_busy(self) -> bool:
        return any(
            runner.is_busy for owner in self._owners for runner in owner.findChildren(JobRunner)
        )
