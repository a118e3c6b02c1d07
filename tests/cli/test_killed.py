"""``kill -9`` at random moments: what was acknowledged is there, and the library is whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading

KILLS, LONG_KILLS = 30, 200


def test_every_acknowledged_edit_survives_a_kill(run, library, soak):
    chance = random.Random(20261014)
    acknowledged, killed_at_work = 0, 0
    for number in range(LONG_KILLS if soak else KILLS):
        last, worked = drive_until_killed(library, number, chance.uniform(0.0, 0.25))
        acknowledged = max(acknowledged, last)
        killed_at_work += worked
        told = run("verify", "--library", library)
        assert told.returncode == 0, f"after kill {number}: {told.stdout}{told.stderr}"
        edits = int(told.stdout.split("edits: ")[1])
        assert acknowledged <= edits <= acknowledged + 1
        acknowledged = edits
    assert killed_at_work == (LONG_KILLS if soak else KILLS), "each kill must hit a working process"
    assert acknowledged > killed_at_work


def drive_until_killed(library, seed, delay):
    """Kill ``drive`` some time after its first acknowledgement; return the last one."""
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [
            sys.executable, "-m", "postmortem_desktop", "drive", "--library", str(library),
            "--seed", str(seed), "--edits", "1000000", "--ack-fd", str(writing),
        ],
        pass_fds=(writing,),
        stderr=subprocess.PIPE,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading, "rb") as acknowledgements:
        first = acknowledgements.readline()
        threading.Timer(delay, process.send_signal, (signal.SIGKILL,)).start()
        lines = [first, *acknowledgements.readlines()]
    process.communicate()
    numbers = [int(line) for line in lines if line.endswith(b"\n")]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return numbers[-1], process.returncode == -signal.SIGKILL
