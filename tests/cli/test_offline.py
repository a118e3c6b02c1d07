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
