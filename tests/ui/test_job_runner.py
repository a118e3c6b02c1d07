"""A job ends in exactly one way, and the runner is free by then."""

from __future__ import annotations

import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject

from postmortem_desktop.errors import ReportError
from postmortem_desktop.ui.job_runner import JobBar, JobRunner, end_jobs


@pytest.fixture
def runner(qtbot):
    runner = JobRunner()
    yield runner
    runner.cancel()
    runner.wait()


def test_a_result_arrives_on_the_thread_of_the_window(qtbot, runner):
    seen = []
    runner.succeeded.connect(lambda result: seen.append((result, threading.current_thread())))
    with qtbot.waitSignal(runner.succeeded):
        runner.start(lambda _progress: 42)
    assert seen == [(42, threading.main_thread())]
    assert not runner.is_busy


def test_a_condition_arrives_as_a_failure(qtbot, runner):
    def job(_progress):
        raise ReportError("the folder is gone")

    with qtbot.waitSignal(runner.failed) as failure:
        runner.start(job)
    assert isinstance(failure.args[0], ReportError)


def test_a_cancelled_job_stops_at_its_next_step(qtbot, runner):
    begun, go_on = threading.Event(), threading.Event()

    def job(progress):
        begun.set()
        go_on.wait(5)
        progress.step(1, 2)

    with qtbot.waitSignal(runner.cancelled):
        runner.start(job)
        assert begun.wait(5)
        runner.cancel()
        go_on.set()


def test_the_next_job_may_start_when_one_is_announced(qtbot, runner):
    results = []

    def follow(result):
        results.append(result)
        if len(results) < 2:
            runner.start(lambda _progress: "second")

    runner.succeeded.connect(follow)
    runner.start(lambda _progress: "first")
    qtbot.waitUntil(lambda: results == ["first", "second"])


def test_the_bar_shows_progress_and_goes_when_it_is_over(qtbot, runner):
    bar = JobBar(runner, "Writing the report")
    qtbot.addWidget(bar)
    go_on = threading.Event()

    def job(progress):
        progress.step(3, 10)
        go_on.wait(5)

    runner.start(job)
    qtbot.waitUntil(lambda: bar.bar.value() == 3)
    assert bar.isVisible()
    assert bar.bar.maximum() == 10
    with qtbot.waitSignal(runner.succeeded):
        go_on.set()
    assert not bar.isVisible()


def test_the_bar_can_stop_the_job(qtbot, runner):
    bar = JobBar(runner, "Writing the report")
    qtbot.addWidget(bar)
    go_on = threading.Event()

    def job(progress):
        go_on.wait(5)
        progress.step(1, 1)

    with qtbot.waitSignal(runner.cancelled):
        runner.start(job)
        bar.cancel_button.click()
        go_on.set()


def test_jobs_end_before_their_owner_goes_and_tell_it_nothing(qtbot):
    owner = QObject()
    runner = JobRunner(QObject(owner))
    heard = []
    for ended in (runner.succeeded, runner.failed, runner.cancelled):
        ended.connect(lambda *_result: heard.append("ended"))
    begun, threads = threading.Event(), []

    def job(progress):
        threads.append(threading.current_thread())
        begun.set()
        while True:
            progress.step(0, 0)

    runner.start(job)
    assert begun.wait(5)
    end_jobs(owner)
    assert not threads[0].is_alive()
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    assert heard == []


def test_a_job_whose_owner_has_gone_ends_quietly(qtbot):
    gone, told = threading.Event(), threading.Event()

    def job(_progress):
        assert gone.wait(5)
        told.set()

    owner = QObject()
    runner = JobRunner(owner)
    runner.start(job)
    thread = next(thread for thread in threading.enumerate() if thread.name == "job")
    shiboken6.delete(owner)
    gone.set()
    thread.join(5)
    assert told.is_set()
    assert not thread.is_alive()
