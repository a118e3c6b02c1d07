"""Runs a job on a thread and tells how it ended, and the slim bar that shows it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from postmortem_desktop.errors import JobCancelledError
from postmortem_desktop.i18n import _
from postmortem_desktop.jobs import Progress
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.labels import plain_label


class JobRunner(QObject):
    """One job at a time, ending in exactly one of ``succeeded``, ``failed``, ``cancelled``.

    By then the runner is free again, so a receiver may start the next job.
    """

    started = Signal()
    progressed = Signal(int, int)
    """Steps done and in all; 0 in all while that is unknown."""
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    _ended = Signal(object, object)
    """The result and the error; crosses from the job's thread to ours."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._progress = Progress()
        self._thread: Thread | None = None
        self._ended.connect(self._announce)

    @property
    def is_busy(self) -> bool:
        """Whether a job is running."""
        return self._thread is not None

    def start(self, job: Callable[[Progress], object]) -> None:
        """Run ``job``, which must not touch any widget."""
        assert not self.is_busy, "one job at a time; the caller disables the action"
        self._progress = Progress(self.progressed.emit)
        self._thread = Thread(target=self._run, args=(job, self._progress), name="job")
        self._thread.start()
        self.started.emit()

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._progress.cancel()

    def wait(self) -> None:
        """Block until the job is over; for shutdown."""
        if self._thread is not None:
            self._thread.join()

    def finish(self) -> None:
        """Block until the job is over, and announce its end before returning."""
        self.wait()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def _run(self, job: Callable[[Progress], object], progress: Progress) -> None:
        try:
            result = job(progress)
        except Exception as error:  # noqa: BLE001 - handed over, not swallowed
            self._tell(None, error)
        else:
            self._tell(result, None)

    def _tell(self, result: object, error: Exception | None) -> None:
        # Where the owner has gone meanwhile, nobody is left to hear of it.
        with suppress(RuntimeError):
            self._ended.emit(result, error)

    def _announce(self, result: object, error: Exception | None) -> None:
        self.wait()
        self._thread = None
        match error:
            case None:
                self.succeeded.emit(result)
            case JobCancelledError():
                self.cancelled.emit()
            case _:
                self.failed.emit(error)


def end_jobs(owner: QObject) -> None:
    """Stop the jobs of an owner and of everything below it, and wait until none is running.

    For when the owner goes: no thread may outlive the widgets that it reports to, and what comes
    too late is not announced any more.
    """
    runners = owner.findChildren(JobRunner)
    for runner in runners:
        runner.blockSignals(True)  # noqa: FBT003 - Qt's
        runner.cancel()
    for runner in runners:
        runner.wait()


class JobBar(QWidget):
    """What a runner is doing, how far it is, and a way to stop it; hidden when nothing runs."""

    def __init__(self, runner: JobRunner, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self.label = plain_label(text, "secondary")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(text)
        self.cancel_button = Button(_("Cancel"), compact=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.label)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel_button)
        self.setVisible(runner.is_busy)
        self.cancel_button.clicked.connect(self._cancel)
        runner.started.connect(self._begin)
        runner.progressed.connect(self._show_progress)
        for ended in (runner.succeeded, runner.failed, runner.cancelled):
            ended.connect(self.hide)

    def set_text(self, text: str) -> None:
        """Say what is being done."""
        self.label.setText(text)
        self.bar.setAccessibleName(text)

    def _begin(self) -> None:
        self.bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        self.show()

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self._runner.cancel()
