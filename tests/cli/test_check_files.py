"""The command ``check`` where files cannot be read, or nobody takes what it prints."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from postmortem_desktop.cli import main

BLAME = "You should have checked the pool."
CALM = "The pool was full at 10:05."


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("missing.md", None, "missing.md is not there; check the path."),
        ("", None, "is a folder; name the files in it."),
        (
            "fine.md/notes.md",
            None,
            "read: Not a directory; check the path, or leave it out.",
        ),
        ("n" * 300, None, "cannot be read: File name too long; check the path, or leave it out."),
        ("old.md", "naïve".encode("latin-1"), "old.md is no text in UTF-8; save it as UTF-8, or"),
        ("wide.md", BLAME.encode("utf-16"), "wide.md is no text in UTF-8; save it as UTF-8, or"),
        (
            "pool.png",
            b"\x89PNG\r\n\x1a\n\0\0",
            "pool.png is no text in UTF-8; save it as UTF-8",
        ),
        ("core", b"abc\0\0def", "core is no text; leave it out."),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence_and_the_others_are_checked(
    run, write, tmp_path, name, content, told
):
    fine, last = write("fine.md", BLAME), write("last.md", f"{CALM} {BLAME}")
    path = tmp_path / name if content is None else write(name, content)
    outcome = run("check", fine, path, last)
    assert outcome.returncode == 3
    (line,) = outcome.stderr.splitlines()
    assert line.startswith(f"postmortem-desktop: {path}")
    assert told in line
    hints = outcome.stdout.splitlines()[::3]
    assert [hint.partition(":")[0] for hint in hints] == [str(fine), str(last)]


@pytest.mark.parametrize("options", [("--strict",), ("--json",), ("--json", "--strict")])
def test_a_missing_file_counts_for_more_than_what_blames(run, write, tmp_path, options):
    missing, last = tmp_path / "missing.md", write("last.md", BLAME)
    outcome = run("check", *options, missing, last)
    assert outcome.returncode == 3
    assert outcome.stderr == f"postmortem-desktop: {missing} is not there; check the path.\n"
    assert "You should have checked" in outcome.stdout
    if "--json" in options:
        assert [finding["file"] for finding in json.loads(outcome.stdout)] == [str(last)]


def test_each_of_several_that_cannot_be_read_has_its_line(run, write, tmp_path):
    outcome = run("check", "--json", tmp_path / "a.md", tmp_path, tmp_path / "b.md")
    assert (outcome.returncode, json.loads(outcome.stdout)) == (3, [])
    assert outcome.stderr.splitlines() == [
        f"postmortem-desktop: {tmp_path / 'a.md'} is not there; check the path.",
        f"postmortem-desktop: {tmp_path} is a folder; name the files in it.",
        f"postmortem-desktop: {tmp_path / 'b.md'} is not there; check the path.",
    ]


def test_a_file_that_may_not_be_read_is_told(capsys, monkeypatch, write):
    # In this process, since whoever runs the tests as root may read everything.
    closed, fine = write("closed.md", BLAME), write("fine.md", BLAME)
    read = Path.read_bytes

    def refuse_to_read(path):
        if path == closed:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse_to_read)
    assert main.run(["check", str(closed), str(fine)]) == 3
    told = capsys.readouterr()
    assert told.err == (
        f"postmortem-desktop: {closed} may not be read; change its permissions, or leave it out.\n"
    )
    assert told.out.startswith(f"{fine}:1:1: ")


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n \n"])
def test_in_an_empty_file_there_is_nothing_to_find(run, write, content):
    empty = write("empty.md", content)
    outcome = run("check", "--strict", empty)
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, "", "")
    assert run("check", "--json", empty).stdout == "[]\n"


@pytest.mark.parametrize("options", [(), ("--json",)])
@pytest.mark.parametrize("count", [1, 5_000])
def test_whoever_reads_may_stop_before_the_end(write, options, count):
    long = write("long.txt", f"{BLAME}\n" * count)
    command = [sys.executable, "-m", "postmortem_desktop", "check", *options, str(long)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert (process.stderr.read(), process.wait(60)) == (b"", 0)
    process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_full_disk_is_told_in_one_sentence(write):
    command = [sys.executable, "-m", "postmortem_desktop", "check", str(write("a.md", BLAME))]
    with Path("/dev/full").open("wb") as full:
        outcome = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert outcome.returncode == 2
    (line,) = outcome.stderr.decode().splitlines()
    assert line.startswith("postmortem-desktop: The output cannot be written: No space left on")


def test_without_a_standard_input_there_is_nothing_to_find():
    command = 'exec "$0" -m postmortem_desktop check - <&-'
    outcome = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable], capture_output=True, check=False
    )
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, b"", b"")


@pytest.mark.parametrize(("encoding", "quoted"), [("utf-8", "“You"), ("latin-1", r"\u201cYou")])
def test_what_a_terminal_cannot_show_is_written_in_signs_that_it_has(tmp_path, encoding, quoted):
    odd = os.fsencode(tmp_path) + b"/\xff.md"
    Path(os.fsdecode(odd)).write_text(BLAME)
    command = [sys.executable, "-m", "postmortem_desktop", "check", odd]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    outcome = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert (outcome.returncode, outcome.stderr) == (0, b"")
    assert rf"\udcff.md:1:1: {quoted} should" in outcome.stdout.decode(encoding)
