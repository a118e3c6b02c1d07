"""One writer for each library, and who that is."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from postmortem_desktop.clock import Clock
from postmortem_desktop.errors import LibraryLockedError
from postmortem_desktop.i18n import _


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a library open for writing."""

    host: str
    process: int
    since: datetime


class LibraryLock:
    """Held from opening to closing; a process that dies lets go of it.

    Beside the lock itself, which the operating system keeps, a small file names the holder. Where
    it names another computer the lock is never broken: that one may well be writing.
    """

    def __init__(self, library: Path, clock: Clock) -> None:
        self._library = library
        self._lock = FileLock(
            library.with_name(library.name + ".lock"), timeout=0, mode=0o600, thread_local=False
        )
        self._note = note_file(library)
        self._clock = clock

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            LibraryLockedError: somebody else has it; the text says who and since when.
        """
        try:
            self._lock.acquire()
        except Timeout as error:
            raise LibraryLockedError(self._sentence(read_holder(self._library))) from error
        holder = read_holder(self._library)
        if holder is not None and holder.host != platform.node():
            self._lock.release()
            raise LibraryLockedError(self._sentence(holder))
        note = {
            "host": platform.node(),
            "process": os.getpid(),
            "since": self._clock().isoformat(),
        }
        descriptor = os.open(self._note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(note, file)

    def release(self) -> None:
        """Let others open the library; does nothing when it is not held."""
        if self._lock.is_locked:
            self._note.unlink(missing_ok=True)
            self._lock.release()

    def _sentence(self, holder: Holder | None) -> str:
        if holder is None:
            return _("{path} is open in another window or program; please close it there.").format(
                path=self._library
            )
        since = holder.since.astimezone().strftime("%Y-%m-%d %H:%M")
        if holder.host == platform.node():
            return _(
                "{path} is open in another window or program since {since} (process {process});"
                " please close it there."
            ).format(path=self._library, since=since, process=holder.process)
        return _(
            "{path} is open on the computer {host} since {since} (process {process}); please close"
            " it there, or remove {note} when that computer no longer uses it."
        ).format(
            path=self._library,
            host=holder.host,
            since=since,
            process=holder.process,
            note=self._note.name,
        )


def note_file(library: Path) -> Path:
    """Return the file that names the holder."""
    return library.with_name(library.name + ".lock.json")


def read_holder(library: Path) -> Holder | None:
    """Return who has the library open, as far as that is written down."""
    try:
        note = json.loads(note_file(library).read_text(encoding="utf-8"))
        since = datetime.fromisoformat(note["since"]).astimezone(UTC)
        return Holder(str(note["host"]), int(note["process"]), since)
    except (OSError, ValueError, KeyError, TypeError):
        return None
