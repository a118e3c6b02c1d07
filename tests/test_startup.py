"""The first paint shows the sessions, and needs nothing that only an open session needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from postmortem_desktop.clock import Uuid7Source, system_clock
from postmortem_desktop.domain.templates import Template
from postmortem_desktop.editing.postmortem_edits import create_postmortem
from postmortem_desktop.store.library import Library

PROJECT = Path(__file__).resolve().parents[1]
HEAVY = (
    "sqlalchemy",
    "alembic",
    "reportlab",
    "pypdfium2",
    "markdown_it",
    "secrets",
    "postmortem_desktop.domain.dossier",
    "postmortem_desktop.ui.session_bar",
)

PROGRAM = """
import json, os, sys
from postmortem_desktop import app

def painted(desk, with_sample):
    shown = desk.window.library.table.shown
    titles = [shown.summary(row).title for row in range(shown.rowCount())]
    print(json.dumps([titles, sorted(sys.modules)]), flush=True)
    os._exit(0)

app.Desk.resume = painted
app.run(with_sample=False)
"""


def test_the_window_is_painted_with_its_sessions_before_anything_heavy_is_imported(tmp_path):
    library = Library.open(tmp_path / "library.postmortems", clock=system_clock, ids=Uuid7Source())
    edit = create_postmortem(library.ids, library.clock, "Slow checkout", "UTC", Template())
    library.editor(edit.changes[0].record_id).perform(edit)
    library.close()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={
            **os.environ,
            "POSTMORTEM_DATA_DIR": str(tmp_path),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(PROJECT),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    titles, modules = json.loads(done.stdout)
    assert titles == ["Slow checkout"]
    assert [name for name in HEAVY if name in modules] == []
