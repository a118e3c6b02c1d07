"""The ruler of the canvas: which days it names where, and what its corner says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF

from postmortem_desktop.editing.postmortem_edits import change_postmortem
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.ui import theme
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.timeline.lettering import Lettering
from postmortem_desktop.ui.timeline.ruler import corner_tip, names_of_stretches, visible_ticks
from postmortem_desktop.ui.workspace import Workspace

EVENING = datetime(2026, 10, 24, 20, 0, tzinfo=UTC)
"""Ten at night in Berlin; the clocks go back five hours later."""

Named = Callable[[datetime, timedelta], list[tuple[str, QRectF]]]


@pytest.fixture
def canvas(qtbot, dressed, workspace: Workspace) -> TimelineCanvas:
    shown = TimelineCanvas(workspace, theme.LIGHT)
    qtbot.addWidget(shown)
    shown.resize(1160, 400)
    shown.show()
    return shown


@pytest.fixture
def named(canvas: TimelineCanvas) -> Named:
    """Return the names over the ticks when so much time is in sight."""
    lettering = Lettering()

    def names(first: datetime, duration: timedelta) -> list[tuple[str, QRectF]]:
        scale = TimeScale(first, canvas.view.plot.width() / duration.total_seconds())
        canvas.show_view(scale)
        marks = visible_ticks(canvas.view, "Europe/Berlin")
        return list(names_of_stretches(canvas.view, lettering, marks))

    return names


def test_the_name_of_a_day_stays_in_sight_while_the_day_does(canvas: TimelineCanvas, named: Named):
    told: dict[int, str] = {}
    for minutes in range(0, 110, 10):
        name, rect = named(EVENING + timedelta(minutes=minutes), timedelta(hours=6))[0]
        assert rect.left() == canvas.view.plot.left() + 4
        told[minutes] = name
    # It is said more shortly as its last minutes pass; ten of them are 27 pixels.
    assert {told[minutes] for minutes in range(0, 80, 10)} == {"Sat 24 Oct 2026"}
    assert (told[90], told[100]) == ("Sat 24 Oct", "24 Oct")
    later = named(EVENING + timedelta(hours=3), timedelta(hours=1))
    assert [name for name, _rect in later] == ["Sun 25 Oct 2026 · UTC+02:00"]


def test_names_never_cover_each_other_nor_leave_the_ruler(canvas: TimelineCanvas, named: Named):
    plot = canvas.view.plot
    for hours in (1, 3, 6, 12, 30, 100, 400, 2_000, 9_000, 40_000):
        for shift in range(0, 40, 3):
            rects = [r for _n, r in named(EVENING + timedelta(hours=shift), timedelta(hours=hours))]
            assert rects, hours
            assert all(r.left() >= plot.left() and r.right() <= plot.right() for r in rects)
            assert all(one.right() < other.left() for one, other in pairwise(rects))


def test_the_two_hours_from_two_to_three_stand_below_different_names(named: Named):
    first = named(datetime(2026, 10, 25, 0, 20, tzinfo=UTC), timedelta(minutes=20))
    second = named(datetime(2026, 10, 25, 1, 20, tzinfo=UTC), timedelta(minutes=20))
    assert [name for name, _rect in first] == ["Sun 25 Oct 2026 · UTC+02:00"]
    assert [name for name, _rect in second] == ["Sun 25 Oct 2026 · UTC+01:00"]


def test_the_corner_tells_the_zone_in_full_and_the_offset_where_the_view_begins(
    canvas: TimelineCanvas, workspace: Workspace
):
    zone = "America/Argentina/Buenos_Aires"
    workspace.perform(change_postmortem(workspace.dossier, zone=zone))
    tip = corner_tip(canvas.view, workspace.zone, 20, 20)
    assert tip == "All times in America/Argentina/Buenos_Aires (UTC-03:00)"
    plot = canvas.view.plot
    assert corner_tip(canvas.view, zone, plot.left() + 1, 20) == ""
    assert corner_tip(canvas.view, zone, 20, plot.top() + 1) == ""
    canvas.show_view(TimeScale(datetime(2026, 10, 25, 1, 0, tzinfo=UTC), 0.1))
    assert corner_tip(canvas.view, "Europe/Berlin", 20, 20).endswith("(UTC+01:00)")
