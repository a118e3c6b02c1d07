"""A link is drawn from the port of one card to another, with the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import Link

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def drag_port(step):
    """Return what drags from the port of an event to a point, and lets go there unless told."""

    def drag(event_id: str, goal: QPoint, *, escape: bool = False) -> None:
        canvas = step.canvas
        QTest.mouseMove(canvas, canvas.rect_of(event_id).center().toPoint())
        port = QPointF(canvas.hover.port_of(event_id)).toPoint()
        QTest.mouseMove(canvas, port)
        QTest.mousePress(canvas, LEFT, pos=port)
        QTest.mouseMove(canvas, port + QPoint(20, 10))
        QTest.mouseMove(canvas, goal)
        if escape:
            QTest.keyClick(canvas, Qt.Key.Key_Escape)
        QTest.mouseRelease(canvas, LEFT, pos=goal)

    return drag


def test_a_drag_from_port_to_card_makes_a_link_that_undo_takes_back(
    step, workspace, library, drag_port, event
):
    source, target = event("Latency SLO"), event("p95 unchanged")
    before = workspace.dossier.snapshot()
    drag_port(source.id, step.canvas.rect_of(target.id).center().toPoint())
    stored = library.load(workspace.dossier.postmortem.id).all(Link)
    (made,) = (link for link in stored if link.id not in {old.id for old in before.all(Link)})
    assert (made.source_id, made.target_id) == (source.id, target.id)
    assert made.kind is LinkKind.INFLUENCED
    workspace.undo()
    assert workspace.dossier == before


def test_a_drag_that_ends_nowhere_or_in_escape_makes_no_link(step, workspace, drag_port, event):
    before, canvas = workspace.dossier.snapshot(), step.canvas
    source, target = event("Latency SLO"), event("p95 unchanged")
    empty = QPoint(round(canvas.view.plot.right()) - 30, round(canvas.view.plot.top()) + 4)
    assert not canvas.event_at(empty)
    drag_port(source.id, empty)
    drag_port(source.id, canvas.rect_of(target.id).center().toPoint(), escape=True)
    assert workspace.dossier == before
