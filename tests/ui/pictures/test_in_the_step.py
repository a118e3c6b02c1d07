"""Pictures in the step as it is: pasted for the chosen event, opened over the canvas."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from postmortem_desktop.ui.timeline.timeline_step import TimelineStep
from tests.ui.pictures.conftest import mime_of_image


@pytest.fixture
def step(qtbot, workspace, theme_source, importer, event_id):
    step = TimelineStep(workspace, theme_source, importer)
    qtbot.addWidget(step)
    step.resize(1280, 700)
    step.show()
    step.show_record(event_id)
    yield step
    QGuiApplication.clipboard().clear()


def test_a_pasted_picture_opens_over_the_canvas_and_escape_goes_back(qtbot, step, kept):
    QGuiApplication.clipboard().setMimeData(mime_of_image())
    step.handlers()["paste_picture"]()
    qtbot.waitUntil(lambda: len(kept()) == 1)
    step.canvas.setFocus()
    step.handlers()["open_picture"]()
    view = step.picture_view
    assert view.picture_id == kept()[0].id
    assert view.isAncestorOf(step.childAt(step.canvas.mapTo(step, step.canvas.rect().center())))
    qtbot.keyClick(view.sheet, Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert step.canvas.hasFocus()
