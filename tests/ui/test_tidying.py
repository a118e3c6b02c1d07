"""Garbage is looked for while no job is running, and Python has its collector back afterwards."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from postmortem_desktop.ui.job_runner import JobRunner
from postmortem_desktop.ui.tidying import Tidying


class Ring:
    """Refers to itself, so that it stays until somebody looks."""

    def __init__(self):
        self.itself = self


def ring_of_long_standing():
    """Return a reference to a ring that nobody else refers to and small looks pass over."""
    ring = Ring()
    seen = weakref.ref(ring)
    for _time in range(3):
        gc.collect(1)
    del ring
    for _time in range(20):
        gc.collect(1)
    return seen


@pytest.fixture
def owner(qapp):
    return QObject()


def test_what_has_gone_in_a_circle_is_cleared_away(owner):
    tidying = Tidying((owner,), owner)
    seen = ring_of_long_standing()
    assert seen() is not None
    tidying.tidy()
    assert seen() is None


def test_a_job_is_not_stopped_for_it(qtbot, owner):
    runner, go_on = JobRunner(owner), threading.Event()
    tidying = Tidying((owner,), owner)
    seen = ring_of_long_standing()
    with qtbot.waitSignal(runner.succeeded):
        runner.start(lambda _progress: go_on.wait(5))
        tidying.tidy()
        assert seen() is not None
        go_on.set()
    tidying.tidy()
    assert seen() is None


def test_large_looks_are_python_s_own_again_when_the_window_goes(qtbot, owner):
    before = gc.get_threshold()
    tidying = Tidying((owner,), owner)
    assert gc.get_threshold()[:2] == before[:2]
    assert gc.get_threshold()[2] > 1_000_000
    with qtbot.waitSignal(tidying.destroyed):
        tidying.deleteLater()
    assert gc.get_threshold() == before
