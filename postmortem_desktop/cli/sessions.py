"""Commands about the sessions of a library: new, list, dump, verify."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from postmortem_desktop.clock import Uuid7Source, system_clock
from postmortem_desktop.domain.times import local
from postmortem_desktop.editing.postmortem_edits import create_postmortem
from postmortem_desktop.errors import StorageError
from postmortem_desktop.exchange.templates import load_builtin_template
from postmortem_desktop.i18n import _
from postmortem_desktop.paths import library_file
from postmortem_desktop.store.dump import dump
from postmortem_desktop.store.library import Library
from postmortem_desktop.store.recent import SessionSummary, read_sessions
from postmortem_desktop.store.verify import verify

LATEST = "latest"


@contextmanager
def opened(path: Path, *, create: bool = False, read_only: bool = False) -> Iterator[Library]:
    """Open a library for one command.

    Raises:
        StorageError: there is none, or it cannot be used.
    """
    if not create:
        require_library(path)
    library = Library.open(path, clock=system_clock, ids=Uuid7Source(), read_only=read_only)
    try:
        yield library
    finally:
        library.close()


def require_library(path: Path) -> None:
    """Refuse a path at which nothing is.

    Raises:
        StorageError: there is no file.
    """
    if not path.exists():
        raise StorageError(_("There is no library at {path}; “new” makes one.").format(path=path))


def resolve(library: Library, wanted: str) -> str:
    """Return the whole id for an id, the beginning of one, or ``latest``.

    Raises:
        StorageError: none fits, or several do.
    """
    known = [postmortem for postmortem in library.postmortems() if postmortem.deleted_at is None]
    if wanted == LATEST:
        if not known:
            raise StorageError(_("The library holds no session yet; “new” makes one."))
        return max(known, key=lambda postmortem: (postmortem.created_at, postmortem.id)).id
    fitting = [postmortem.id for postmortem in known if postmortem.id.startswith(wanted)]
    if len(fitting) == 1:
        return fitting[0]
    if wanted in fitting:
        return wanted
    if fitting:
        raise StorageError(
            _("“{wanted}” is the beginning of {count} sessions; give more of the id.").format(
                wanted=wanted, count=len(fitting)
            )
        )
    raise StorageError(
        _("No session begins with “{wanted}”; “list” shows their ids.").format(wanted=wanted)
    )


def new(path: Path, title: str, zone: str) -> int:
    """Make a session from the built-in template and print its id."""
    with opened(path, create=True) as library:
        template = load_builtin_template()
        edit = create_postmortem(library.ids, library.clock, title, zone, template)
        postmortem_id = edit.changes[0].record_id
        library.editor(postmortem_id).perform(edit)
    print(postmortem_id)
    return 0


def list_sessions(path: Path, *, as_json: bool) -> int:
    """Print a line for each session, the newest first, without those in the bin."""
    if path != library_file():
        require_library(path)
    today = system_clock().astimezone().date()
    summaries = [s for s in read_sessions(path, today=today) if s.deleted_at is None]
    if as_json:
        json.dump([_plain(summary) for summary in summaries], sys.stdout, ensure_ascii=False)
        print()
        return 0
    for summary in summaries:
        day = local(summary.occurred_at, summary.zone).date().isoformat()
        severity = summary.severity or "–"
        print(f"{summary.id}  {day}  {summary.status:<11}  {severity:<6}  {summary.title}")
    return 0


def dump_records(path: Path, wanted: str | None) -> int:
    """Print the records of one session or of all."""
    with opened(path, read_only=True) as library:
        postmortem_id = None if wanted is None else resolve(library, wanted)
        for line in dump(library, postmortem_id):
            print(line)
    return 0


def verify_library(path: Path) -> int:
    """Print a line for each check, and how many edits were ever acknowledged."""
    with opened(path, read_only=True) as library:
        checks = verify(library)
        for check in checks:
            word = "ok" if check.passed else "NOT"
            print(f"{word:<4}{check.name}" + (f": {check.detail}" if check.detail else ""))
        print(f"edits: {library.edit_count}")
    return 0 if all(check.passed for check in checks) else 1


def _plain(summary: SessionSummary) -> dict[str, object]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else _seconds(value)
        for name, value in summary._asdict().items()
    }


def _seconds(value: object) -> object:
    from datetime import timedelta

    return value.total_seconds() if isinstance(value, timedelta) else value
