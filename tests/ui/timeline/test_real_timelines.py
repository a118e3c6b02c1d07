"""Published post-mortems, and ten thousand events, at every zoom: all can be read, none is lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from pytestqt.qtbot import QtBot

from postmortem_desktop.domain.kinds import EventKind, MilestoneKind, Precision
from postmortem_desktop.domain.records import Lane, Milestone, TimelineEvent
from postmortem_desktop.editing.lane_edits import change_lane
from postmortem_desktop.jobs import Progress
from postmortem_desktop.store.library import Library
from postmortem_desktop.timeline.boxes import Box, Metrics
from postmortem_desktop.timeline.scale import MAX_PX_PER_SECOND, TimeScale
from postmortem_desktop.transfer.importing import Incoming, import_edit, read_incoming, stage
from postmortem_desktop.ui import theme
from postmortem_desktop.ui.evidence.importer import Importer
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.timeline.lettering import Lettering
from postmortem_desktop.ui.timeline.timeline_step import TimelineStep
from tests.ui.timeline.gestures.played import EMPTY, NOON, event, open_workspace
from tests.ui.timeline.written import Written, written_on

EVENTS_OF = {
    "PostHog__2025-09-29": 8,
    "PostHog__2025-10-21": 41,
    "dfds__PM2019-009": 14,
    "dfds__PM2021-011": 26,
    "dfds__PM2023-001": 16,
    "dfds__PM2024-001": 27,
    "jupyterhub__2018-02-20": 41,
    "jupyterhub__2018-04-18": 15,
    "jupyterhub__2019-02-20": 6,
    "jupyterhub__2020-07-09": 4,
}
"""Each document with a timeline, and how many moments its text tells."""

LEVELS = 12
FURTHEST = 0.25
"""Of the scale at which everything is in sight: the coarsest one that is looked at."""
LONG_TITLE = "is looked at together on a call while the queue behind it goes on filling"

Opened = Callable[[Sequence[object]], "Onlooker"]


@pytest.fixture
def opened(qtbot: QtBot, library: Library, theme_source: ThemeSource) -> Opened:
    """Return what shows a session of so many records in the step, on a laptop's screen."""

    def open_step(records: Sequence[object]) -> Onlooker:
        workspace = open_workspace(library, records)
        read = partial(read_incoming, library, "p", clock=library.clock, ids=library.ids)
        step = TimelineStep(workspace, theme_source, Importer(read, partial(stage, library)))
        qtbot.addWidget(step)
        step.resize(1440, 860)
        step.show()
        step.canvas.fit()
        return Onlooker(step)

    return open_step


@pytest.fixture
def read(library: Library, shared_folder: Path) -> Callable[[str], Incoming]:
    """Return what reads a published post-mortem as the program does."""

    def read_document(start: str) -> Incoming:
        (path,) = (shared_folder / "samples/postmortems").glob(f"{start}*")
        return read_incoming(
            library, "p", path,
            zone="Europe/Berlin", day=date(2026, 10, 14), clock=library.clock, ids=library.ids,
            progress=Progress(),
        )  # fmt: skip

    return read_document


def place(canvas: TimelineCanvas, library: Library, documents: Sequence[Incoming]) -> None:
    """Bring documents in with an event for each moment."""
    stage(library, documents, Progress())
    workspace = canvas.workspace
    assert workspace.perform(import_edit(workspace.dossier, documents, library.ids, place=True))
    canvas.fit()


# What is looked at


@dataclass
class Onlooker:
    """Looks at a canvas at many zooms and places."""

    step: TimelineStep
    lettering: Lettering = field(default_factory=Lettering)

    @property
    def canvas(self) -> TimelineCanvas:
        return self.step.canvas

    def look_around(self, pans: int) -> None:
        for fine in self.levels():
            for moment in self.moments(pans):
                width = self.canvas.view.plot.width()
                origin = moment - timedelta(seconds=width / 2 / fine)
                self.canvas.show_view(TimeScale(origin, fine), 0.0)
                self.check_view()
                below = self.canvas.view.scrollable
                if below:
                    self.canvas.show_view(self.canvas.view.scale, below)
                    self.check_view()
            check_all_boxes(self.canvas)
            check_picture(self.canvas)

    def levels(self) -> list[float]:
        """Return scales from far more than all in sight to the finest there is."""
        self.canvas.fit()
        coarsest = self.canvas.view.scale.px_per_second * FURTHEST
        step = (MAX_PX_PER_SECOND / coarsest) ** (1 / (LEVELS - 1))
        return [min(coarsest * step**level, MAX_PX_PER_SECOND) for level in range(LEVELS)]

    def moments(self, count: int) -> list[datetime]:
        """Return moments at which there is something, from the first to the last."""
        ids = self.canvas.shown.event_ids
        places = [round(n * (len(ids) - 1) / (count - 1)) for n in range(count)]
        return [starts_at(self.canvas.shown.events[ids[at]]) for at in places]

    def check_view(self) -> None:
        canvas, view = self.canvas, self.canvas.view
        check_apart(view.boxes_in(view.plot))
        check_texts(written_on(canvas, self.lettering, theme.LIGHT))
        for each in in_sight(canvas):
            rect = canvas.rect_of(each.id)
            assert rect is not None, each.title
            assert rect.left() <= view.x_of(starts_at(each)) + 0.01, each.title
            # What follows in its sub-row may cut a folded moment off at the gap before it.
            reach = rect.right() + view.metrics.card_gap
            assert reach >= view.x_of(starts_at(each)), each.title


def starts_at(each: TimelineEvent) -> datetime:
    assert each.starts_at is not None
    return each.starts_at


def in_sight(canvas: TimelineCanvas) -> list[TimelineEvent]:
    """Return the events whose beginning is within the view, up to a hundred of them."""
    plot = canvas.view.plot
    first, last = canvas.view.moment_at(plot.left()), canvas.view.moment_at(plot.right())
    found = list(canvas.shown.beginning_between(first, last))
    return found[:: len(found) // 100 + 1]


def check_apart(boxes: Sequence[Box]) -> None:
    """No box covers another one."""
    by_row: defaultdict[tuple[str, float], list[Box]] = defaultdict(list)
    # The marks of a lane that is folded up stand in one line, later ones on earlier ones.
    boxes = [box for box in boxes if box.height == Metrics().card_height]
    for box in boxes:
        by_row[box.lane_id, box.y].append(box)
    for row in by_row.values():
        row.sort(key=lambda box: box.x)
        for one, other in pairwise(row):
            assert one.right <= other.x + 0.01, (one.event.title, other.event.title)
    rows = sorted({(box.y, box.bottom) for box in boxes})
    assert all(above <= top for (_, above), (top, _) in pairwise(rows))


def check_all_boxes(canvas: TimelineCanvas) -> None:
    """Every event is in exactly one box, in sight or not, and the counts are true."""
    layout = canvas.view.layout
    boxes = list(layout.boxes())
    check_apart(boxes)
    held: Counter[str] = Counter()
    for box in boxes:
        folded = layout.folded(box) if box.is_folded else [box.event]
        assert len(folded) == box.holds
        held.update(each.id for each in folded)
    assert set(held.values()) == {1}
    dated = {each.id for each in canvas.workspace.dossier.events() if each.starts_at is not None}
    assert held.keys() == dated


def check_texts(texts: Sequence[Written]) -> None:
    """No word stands on another one."""
    assert texts, "something is written at every zoom"
    ordered = sorted(texts, key=lambda each: each.place.left())
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if other.place.left() > one.place.right():
                break
            assert not one.covers(other), f"{one} {other}"


def check_picture(canvas: TimelineCanvas) -> None:
    """Every box that is whole in sight is there for the eye as well, up to forty of them."""
    view, surface = canvas.view, theme.LIGHT.surface.rgb()
    picture = canvas.grab().toImage()
    rects = map(view.rect_of, view.boxes_in(view.plot))
    seen = [rect for rect in rects if view.plot.contains(rect)]
    for rect in seen[:: len(seen) // 40 + 1]:
        across = range(int(rect.left()), int(rect.right()))
        down = range(int(rect.top()), int(rect.bottom()))
        assert any(picture.pixel(x, y) != surface for x in across for y in down), rect


# Published post-mortems


@pytest.mark.parametrize("start", EVENTS_OF)
def test_a_published_post_mortem_can_be_read_at_every_zoom(
    start: str, opened: Opened, read: Callable[[str], Incoming], library: Library
):
    onlooker = opened(EMPTY)
    place(onlooker.canvas, library, [read(start)])
    assert len(onlooker.canvas.shown.event_ids) == EVENTS_OF[start]
    onlooker.look_around(pans=3)


# Ten thousand events


def many(count: int) -> list[object]:
    """Return a day in six lanes: bursts and quiet hours, spans inside of spans, shared moments."""
    chance = Random(7)
    lanes = [
        Lane(id=f"lane-{n}", postmortem_id="p", title=f"Team number {n}", order=n) for n in range(6)
    ]
    bursts = [chance.uniform(0, 1440) for _burst in range(25)]
    events = [
        event(
            f"e{number}",
            chance.choice(lanes).id,
            at,
            length=2.0 ** chance.uniform(-6, 7) if chance.random() < 0.3 else None,
            title=LONG_TITLE[: chance.randint(2, len(LONG_TITLE))],
            kind=chance.choice(list(EventKind)),
            precision=Precision.APPROXIMATE if chance.random() < 0.1 else Precision.EXACT,
            starred=chance.random() < 0.1,
            locked=chance.random() < 0.1,
            number=number,
        )
        for number, at in enumerate(sorted(_moments(chance, bursts, count)), start=1)
    ]
    milestones = [
        Milestone(id=kind, postmortem_id="p", kind=kind, at=NOON + timedelta(hours=4 + n / 4))
        for n, kind in enumerate(MilestoneKind)
    ]
    return [*EMPTY, *lanes, *events, *milestones]


def _moments(chance: Random, bursts: list[float], count: int) -> Iterator[float]:
    for number in range(count):
        if number % 20 == 0:
            yield chance.randint(0, 1440)
        elif number % 3:
            yield chance.choice(bursts) + chance.expovariate(1 / 4)
        else:
            yield chance.uniform(0, 1440)


def test_ten_thousand_events_can_be_read_at_every_zoom(opened: Opened):
    onlooker = opened(many(10_000))
    assert len(onlooker.canvas.shown.event_ids) == 10_000
    onlooker.look_around(pans=3)


def test_all_documents_at_once_and_a_lane_folded_up(
    opened: Opened, read: Callable[[str], Incoming], library: Library
):
    onlooker = opened(EMPTY)
    place(onlooker.canvas, library, [read(start) for start in EVENTS_OF])
    assert len(onlooker.canvas.shown.event_ids) == sum(EVENTS_OF.values())
    workspace = onlooker.canvas.workspace
    dense = workspace.dossier.lanes()[1]
    assert workspace.perform(change_lane(workspace.dossier, dense.id, collapsed=True))
    onlooker.look_around(pans=3)
