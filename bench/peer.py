"""A peer in a process of its own, asked line by line in JSON."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

INSTALLED = Path(__file__).parents[1] / "build" / "peers"
"""Where ``bench/peers/prepare.sh`` puts them."""

Answer = dict[str, Any]


class PeerError(Exception):
    """The peer is not here, or does not play."""


class Peer:
    """What runs, and how it is asked."""

    def __init__(self, process: subprocess.Popen[str], name: str) -> None:
        self._process = process
        self._name = name

    def ask(self, **order: object) -> Answer:
        """Give an order and wait for what comes of it.

        Raises:
            PeerError: nothing comes of it.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        silence = f"{self._name} does not start"
        try:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise PeerError(silence) from error
        line = self._process.stdout.readline()
        answer: Answer = json.loads(line) if line else {"problem": silence}
        if "problem" in answer:
            raise PeerError(answer["problem"])
        return answer


@contextmanager
def running(command: Sequence[str], name: str) -> Iterator[Peer]:
    """Start a peer, and end it by closing its input."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        yield Peer(process, name)
        assert process.stdin is not None
        process.stdin.close()
