"""A person's own rules for wording: the file is read, watched while it is written, and opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from postmortem_desktop import paths
from postmortem_desktop.i18n import _
from postmortem_desktop.phrasing import NO_OWN_RULES, OwnRules, load_own
from postmortem_desktop.phrasing.lexicon import PhrasingDataError
from postmortem_desktop.phrasing.rules import matcher_ids

_SETTLED_MS = 100
"""How long after the last sign of a change the file is read: it is whole by then."""
_FIRST_WORDS = """\
# Your own wording rules; docs/phrasing.md tells all that may stand here. Saved, they count at once.
# mute = ["drop-the-ball", "sarcasm"]      # ids of phrases and rules, and kinds
# allow = ["human error budget"]           # words that are never marked
# people = "medic medics"                  # further words for people
# teams = "payments"                       # further words for groups
#
# [[phrases]]
# id = "walk-the-plank"
# category = "sanction"
# words = "walk* the plank"
"""


class OwnRulesFile(QObject):
    """Tells the rules of the file now and after each change; where it is not in order, says why."""

    def __init__(
        self,
        take: Callable[[OwnRules], object],
        tell: Callable[[str], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._take, self._tell = take, tell
        self._path = paths.phrasing_file()
        self._watcher = QFileSystemWatcher(self)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self._read_if_changed)
        self._watcher.fileChanged.connect(self._wait)
        self._watcher.directoryChanged.connect(self._wait)
        # Not every disk tells of what is written on it; who comes back from an editor looks anew.
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication), "a window needs one"
        application.applicationStateChanged.connect(self._wait)
        if self._path.parent.is_dir():
            self._watcher.addPath(str(self._path.parent))
        self._stamp = _stamp(self._path)
        if self._stamp is not None:
            self.read()

    def read(self) -> None:
        """Read the file; while it cannot be understood, the rules that were in force stay so."""
        if self._path.exists() and str(self._path) not in self._watcher.files():
            self._watcher.addPath(str(self._path))  # Many editors write a new file in its place.
        self._stamp = _stamp(self._path)
        try:
            rules = load_own(self._path, matcher_ids()) if self._path.exists() else NO_OWN_RULES
        except PhrasingDataError as error:
            self._tell(str(error))
            return
        self._take(rules)

    def open(self) -> None:
        """Show the file in the program for texts; made with an explanation if it is missing."""
        try:
            if not self._path.exists():
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._path.write_text(_FIRST_WORDS, encoding="utf-8")
        except OSError as error:
            self._tell(
                _("{name} cannot be written: {reason}.").format(
                    name=self._path, reason=error.strerror
                )
            )
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))
        # Whether a program for texts has come up is not known: many systems say so in any case.
        self._tell(_("Your own wording rules are in {name}.").format(name=self._path))

    def _wait(self, _what: object) -> None:
        self._settled.start()

    def _read_if_changed(self) -> None:
        if _stamp(self._path) != self._stamp:
            self.read()


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """Return what is another after each writing of a file; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
