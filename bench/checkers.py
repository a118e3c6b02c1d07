"""The checkers of prose that ours is measured beside, and sentences that people have labelled."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bench.peer import INSTALLED, Peer, PeerError, running

DRIVERS = Path(__file__).parent / "peers"
IN_NODE = ("write-good", "alex", "harper.js")
IN_PYTHON = "proselint"


@dataclass
class Checker:
    """A checker that runs, and the CPU seconds of each text it has read."""

    name: str
    peer: Peer
    version: str
    seconds: list[float] = field(default_factory=list[float])

    def read(self, text: str) -> None:
        """Read a text and keep how long that took."""
        self.seconds.append(self.peer.ask(do="read", text=text)["seconds"])

    def flags(self, sentences: Sequence[str]) -> list[bool]:
        """Tell for each sentence whether there is a remark on it."""
        return self.peer.ask(do="flags", sentences=sentences)["flags"]


@contextmanager
def running_checkers() -> Iterator[list[Checker]]:
    """Start all that are installed; the others are told as skipped."""
    checkers: list[Checker] = []
    with ExitStack() as stack:
        for name in (*IN_NODE, IN_PYTHON):
            try:
                peer = stack.enter_context(running(_command(name), name))
                checkers.append(Checker(name, peer, peer.ask(do="name")["version"]))
            except PeerError as reason:
                print(f"{name} skipped: {reason}")
        yield checkers


def _command(name: str) -> list[str]:
    """Return how to start a checker.

    Raises:
        PeerError: it is not installed.
    """
    absent = f"{name} is not installed; run bench/peers/prepare.sh"
    if name == IN_PYTHON:
        python = INSTALLED / "python" / "bin" / "python"
        if not any(INSTALLED.glob("python/lib/python3*/site-packages/proselint")):
            raise PeerError(absent)
        return [str(python), str(DRIVERS / "prose.py")]
    node = shutil.which("node")
    if node is None:
        raise PeerError("node is not installed; see bench/peers/prepare.sh")
    if not (INSTALLED / "node_modules" / name).is_dir():
        raise PeerError(absent)
    return [node, str(DRIVERS / "prose.mjs"), str(INSTALLED), name]


class Labelled(NamedTuple):
    """Sentences, and for each whether it blames somebody."""

    sentences: list[str]
    blames: list[bool]


class Score(NamedTuple):
    """How well flags agree with labels, sentence by sentence."""

    precision: float
    recall: float
    false_alarms: float
    """Of 1,000 sentences that blame nobody."""


def read_labelled(path: Path) -> Labelled:
    """Read labelled sentences, one JSON object a line; what is labelled as doubtful is left out."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    sentences: list[str] = []
    blames: list[bool] = []
    for row in rows:
        is_hard = [not label.get("soft") for label in row["labels"]]
        if any(is_hard) or not is_hard:
            sentences.append(row["text"])
            blames.append(bool(is_hard))
    return Labelled(sentences, blames)


def score(flags: Sequence[bool], blames: Sequence[bool]) -> Score:
    """Compare flags with labels."""
    hits = sum(flag and blame for flag, blame in zip(flags, blames, strict=True))
    alarms = sum(flags) - hits
    neutral = len(blames) - sum(blames)
    return Score(
        precision=hits / max(1, sum(flags)),
        recall=hits / max(1, sum(blames)),
        false_alarms=1000 * alarms / max(1, neutral),
    )
