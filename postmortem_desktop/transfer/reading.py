"""Reads a source in a process of its own, under limits of time and memory.

A file from outside may be hostile or merely huge: what happens while it is parsed can neither
take the memory of the program nor stop its window, and a cancel ends it at once.
"""

from __future__ import annotations

import multiprocessing
import sys
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic

from postmortem_desktop.clock import Uuid7Source
from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.evidence.formats import read_source
from postmortem_desktop.evidence.reading import ReadResult
from postmortem_desktop.i18n import _
from postmortem_desktop.jobs import Progress

MEMORY_LIMIT_BYTES = 2 * 1024**3
TIME_LIMIT_SECONDS = 120.0
_LOOK_SECONDS = 0.1


def read_in_process(
    path: Path,
    *,
    zone: str | None,
    day: date | None,
    postmortem_id: str,
    batch_id: str,
    progress: Progress,
) -> ReadResult:
    """Read a source into evidence items without touching the library.

    Args:
        path: the file.
        zone: IANA name of the zone that counts where the data state none.
        day: what a clock without a date means where the data state no day at all.
        postmortem_id: to which the items will belong.
        batch_id: of the import.
        progress: may cancel; the process is then ended.

    Raises:
        ImportRejectedError: the file cannot be read, or takes too much time or memory.
        JobCancelledError: the user stopped it.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(
        target=_read, args=(theirs, path, zone, day, postmortem_id, batch_id), daemon=True
    )
    process.start()
    theirs.close()
    try:
        answer = _answer(ours, path, progress)
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()
    if isinstance(answer, Exception):
        raise answer
    return answer


def _answer(ours: Connection, path: Path, progress: Progress) -> ReadResult | Exception:
    start = monotonic()
    while not ours.poll(_LOOK_SECONDS):
        progress.step(0, 0)
        if monotonic() - start > TIME_LIMIT_SECONDS:
            raise ImportRejectedError(
                _("{name} takes too long to read; please split it.").format(name=path.name)
            )
    try:
        return ours.recv()
    except EOFError as error:
        raise ImportRejectedError(
            _("{name} needs too much memory to read; please split it.").format(name=path.name)
        ) from error


def _read(
    theirs: Connection,
    path: Path,
    zone: str | None,
    day: date | None,
    postmortem_id: str,
    batch_id: str,
) -> None:
    """Run in the process: read, and send back what came of it."""
    _limit_memory()
    try:
        theirs.send(
            read_source(
                path,
                zone=zone,
                day=day,
                ids=Uuid7Source(),
                postmortem_id=postmortem_id,
                batch_id=batch_id,
                progress=Progress(),
            )
        )
    except MemoryError:
        theirs.close()
    except Exception as error:  # noqa: BLE001 - handed over to whoever asked, not swallowed
        theirs.send(error)


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))
