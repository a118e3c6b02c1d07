"""The canvas beside vis-timeline in headless Chromium, on the same events in the same run: goal P5.

    bench/peers/prepare.sh
    python -m bench.peers_timeline [--rounds N]

Both play the same gestures in turn: pan, zoom at the pointer, and move an event, in a view of some
120 events of 1,000 and of 10,000, and pan and zoom with all 10,000 in sight. In a fixed height the
peer shows only the lowest lanes and scrolls; the overview is therefore its default, in which it
grows until everything is drawn, and the fixed height is told for information.

What counts is CPU time for each step: of our whole process, and of the page's process, less what
the same number of steps takes at rest; what the browser works elsewhere to show the page is left
out in the peer's favour. Prints ``goal`` lines; exit status 1 when one is missed. Without the peer
it prints why it was skipped.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench.gestures import HEIGHT, WIDTH, near, pan_steps, zoom_steps
from bench.goals import Goals
from bench.peer import INSTALLED, Peer, PeerError, running
from bench.stages import Stage, dressed_application, opened_library
from bench.timelines import DAY, DAY_BEGINS, make_workspace
from postmortem_desktop.domain.dossier import Dossier

DRIVER = Path(__file__).parent / "peers" / "vis.mjs"
LIMIT = 5.0
OVERVIEW_LIMIT = 50.0
OVERVIEW_STEPS = 4
"""A step of the peer takes long when everything is in sight."""
STEPS = {"pan": pan_steps(), "zoom": zoom_steps(), "move": [8, *[7] * 19]}
NEAR = ("pan-near", "zoom-near", "move")
ALL = ("pan-all", "zoom-all")


class Page(NamedTuple):
    """One page of the peer, and what is played on it."""

    name: str
    events: int
    gestures: tuple[str, ...]
    grows: bool = False
    limit: float | None = None
    """By how many times the canvas is to be quicker; None for information."""


PAGES = (
    Page("1000", 1_000, NEAR, limit=LIMIT),
    Page("10000", 10_000, NEAR, limit=LIMIT),
    Page("10000-fixed", 10_000, ALL),
    Page("10000", 10_000, ALL, grows=True, limit=OVERVIEW_LIMIT),
)


def main() -> int:
    """Measure, print, and return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    try:
        with running_peer() as peer:
            return compare(peer, options.rounds)
    except PeerError as reason:
        print(f"goal P5 skipped: {reason}")
        return 0


@contextmanager
def running_peer() -> Iterator[Peer]:
    """Start the driver of the browser, and end it."""
    node, chromium = shutil.which("node"), shutil.which("chromium")
    for found, what in ((node, "node"), (chromium, "chromium")):
        if found is None:
            raise PeerError(f"{what} is not installed; see bench/peers/prepare.sh")
    if not (INSTALLED / "node_modules" / "vis-timeline").is_dir():
        raise PeerError("vis-timeline is not installed; run bench/peers/prepare.sh")
    command = [str(node), str(DRIVER), str(INSTALLED), str(chromium)]
    with running(command, "the browser") as peer:
        yield peer


def compare(peer: Peer, rounds: int) -> int:
    """Play both in turn and tell P5."""
    application = dressed_application()
    goals = Goals()
    with TemporaryDirectory() as folder, opened_library(Path(folder)) as library:
        counts = dict.fromkeys(page.events for page in PAGES)
        stages = {count: Stage(count, make_workspace(count, library)) for count in counts}
        for key, page in enumerate(PAGES):
            file = Path(folder) / f"{page.events}.json"
            file.write_text(json.dumps(items_of(stages[page.events].workspace.dossier)))
            size = {"width": WIDTH, "height": HEIGHT, "grows": page.grows}
            peer.ask(do="open", name=key, file=str(file), **size)
        print(f"Chromium {peer.ask(do='name')['version']}, vis-timeline {peer_version()}")
        pairs: dict[tuple[Page, str], list[Pair]] = {}
        for number in range(rounds):
            for key, page in enumerate(PAGES):
                stage = stages[page.events]
                stage.play_round(number, page.gestures)
                for name in page.gestures:
                    pair = Pair(
                        stage.costs[name].frames[-1], *play_peer(peer, key, stage, name, number)
                    )
                    pairs.setdefault((page, name), []).append(pair)
        tell(goals, pairs)
        for stage in stages.values():
            stage.close()
    application.quit()
    return goals.status


class Pair(NamedTuple):
    """CPU seconds of a step in one round: ours, the page's process, and its main thread."""

    ours: float
    page: float
    main: float


def play_peer(peer: Peer, key: int, stage: Stage, name: str, number: int) -> tuple[float, float]:
    """Return the seconds that the page, and its main thread, are busy with a step of a gesture."""
    gesture, _dash, view = name.partition("-")
    whole = view == "all"
    first, last = (DAY_BEGINS, DAY_BEGINS + DAY) if whole else near(stage.canvas, number)
    selected = stage.selected[view] if view else []
    window = {"first": milliseconds(first), "last": milliseconds(last), "selected": selected}
    peer.ask(do="show", name=key, **window)
    steps = STEPS[gesture][: OVERVIEW_STEPS if whole else None]
    rest = peer.ask(do="play", name=key, gesture="rest", steps=steps)
    answer = peer.ask(do="play", name=key, gesture=gesture, steps=steps)
    if not answer["works"]:
        raise PeerError(f"its {name} at {stage.count} events does nothing")
    return answer["page"] - rest["page"], answer["main"] - rest["main"]


def tell(goals: Goals, pairs: dict[tuple[Page, str], list[Pair]]) -> None:
    """Print what a step takes on both sides, and how the goals stand."""
    for (page, name), rounds in pairs.items():
        ours, process, thread = (1000 * median(times) for times in zip(*rounds, strict=True))
        peers = f"the peer {process:.2f} ms, of which main thread {thread:.2f} ms"
        print(f"{name:9} {page.name:11} {ours:8.2f} ms, {peers}")
    for (page, name), rounds in pairs.items():
        if page.limit is not None:
            ratio = median(pair.page / pair.ours for pair in rounds)
            goals.at_least(f"P5 {name} {page.name}", ratio, page.limit)


def items_of(dossier: Dossier) -> dict[str, object]:
    """Return lanes and events in the peer's terms."""
    items = [
        {
            "id": event.id,
            "group": event.lane_id,
            "content": event.title,
            "start": milliseconds(event.starts_at),
            **({"end": milliseconds(event.ends_at)} if event.ends_at else {}),
        }
        for event in dossier.events()
        if event.starts_at is not None
    ]
    groups = [{"id": lane.id, "content": lane.title} for lane in dossier.lanes()]
    # It begins with a near view: to lay all out is what its overview is timed for.
    middle = milliseconds(DAY_BEGINS + DAY / 2)
    return {"groups": groups, "items": items, "first": middle, "last": middle + 600_000}


def milliseconds(moment: datetime) -> int:
    """Return a moment as the peer counts."""
    return round(moment.timestamp() * 1000)


def peer_version() -> str:
    """Return the version that is installed."""
    package = INSTALLED / "node_modules" / "vis-timeline" / "package.json"
    return json.loads(package.read_text())["version"]


if __name__ == "__main__":
    sys.exit(main())
