"""No part of the program opens a socket, but the local ones of the display."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(
    shutil.which("strace") is None, reason="strace, which watches the system calls, is not here"
)

PROGRAM = [sys.executable, "-m", "postmortem_desktop"]

WINDOW = """
from PySide6.QtCore import QTimer
from postmortem_desktop import app
open_sample = app.Desk.open_sample
def open_and_leave(desk):
    open_sample(desk)
    QTimer.singleShot(0, desk.window, desk.window.close)
app.Desk.open_sample = open_and_leave
raise SystemExit(app.run(with_sample=True))
"""
"""Starts the program with its sample session, and closes the window once it stands there."""


def sockets_of(tmp_path, command, **environment):
    """Run a command and return the families of the sockets that it and its children made."""
    trace = tmp_path / "trace"
    subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=socket,connect,bind,sendto", "-o", trace, *command],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=True,
    )
    return set(re.findall(r"\b(?:AF|PF)_\w+", trace.read_text(encoding="utf-8")))


def test_the_watch_sees_a_socket_where_there_is_one(tmp_path):
    connect = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()"
    assert sockets_of(tmp_path, [sys.executable, "-c", connect]) == {"AF_INET"}


def test_no_command_opens_a_socket(tmp_path, library):
    table = tmp_path / "outage.csv"
    table.write_text("time,title\n2026-10-14T14:02:00Z,Pool saturated\n", encoding="utf-8")
    where = ["--library", str(library)]
    for arguments in (
        ["new", *where, "--title", "Offline"],
        ["list", *where],
        ["import", *where, "--postmortem", "latest", "--place", str(table)],
        ["export", *where, "--postmortem", "latest", "--pdf", str(tmp_path / "report.pdf")],
        ["export", "--sample", "--json", str(tmp_path / "sample.json")],
        ["check", str(table)],
        ["dump", *where],
        ["drive", *where, "--seed", "1", "--edits", "3"],
        ["verify", *where],
    ):
        assert sockets_of(tmp_path, [*PROGRAM, *arguments]) <= {"AF_UNIX"}, arguments


def test_the_window_opens_no_socket(tmp_path):
    command = [sys.executable, "-c", WINDOW]
    data = tmp_path / "data"
    environment = {"POSTMORTEM_DATA_DIR": str(data), "QT_QPA_PLATFORM": "offscreen"}
    assert sockets_of(tmp_path, command, **environment) <= {"AF_UNIX"}
    told = subprocess.run(
        [*PROGRAM, "list"],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert len(told.stdout.splitlines()) == 1, "the sample was opened"
