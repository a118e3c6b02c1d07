"""A mistake of ours ends in one calm sentence, and a report without anybody's words."""

from __future__ import annotations

import logging
import sys
import threading

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from postmortem_desktop.ui import crash
from postmortem_desktop.ui.crash import CrashNotice, CrashReporter, report_of
from postmortem_desktop.ui.widgets.message_bar import MessageBar


def fall(secret):
    raise ValueError(f"could not read {secret}")


def fallen():
    try:
        try:
            fall("Ana was late")
        except ValueError as error:
            raise RuntimeError("while opening Ana's notes") from error
    except RuntimeError as error:
        return error
    raise AssertionError


@pytest.fixture
def reporter(qapp, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    before = qInstallMessageHandler(None)
    reporter = CrashReporter()
    reporter.install()
    yield reporter
    qInstallMessageHandler(before)


def test_a_report_has_kinds_places_and_versions_but_no_words():
    report = report_of(fallen())
    assert "builtins.RuntimeError" in report
    assert "builtins.ValueError" in report
    assert "tests/ui/test_crash.py" in report
    assert " fall" in report
    assert "Postmortem Desktop" in report
    assert "Ana" not in report


def test_a_mistake_is_logged_and_told_once_with_a_report_to_copy(
    qtbot, dressed, reporter, caplog, expected_warnings
):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 500)
    host.show()
    bar = MessageBar(host)
    notice = CrashNotice(reporter, bar.say, host)
    error = fallen()
    with caplog.at_level(logging.ERROR):
        sys.excepthook(type(error), error, error.__traceback__)
    assert bar.isVisible()
    assert "unexpected" in bar.label.text()
    assert "Ana" not in caplog.text
    assert "RuntimeError" in caplog.text
    bar.button.click()
    assert QApplication.clipboard().text() == notice._report


def test_a_mistake_on_another_thread_is_told_on_ours(qtbot, reporter, expected_warnings):
    heard = []

    class Listener(QWidget):
        def hear(self, report):
            heard.append((report, threading.current_thread()))

    listener = Listener()
    qtbot.addWidget(listener)
    reporter.crashed.connect(listener.hear)
    thread = threading.Thread(target=fall, args=("Ana",))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(heard))
    report, where = heard[0]
    assert where is threading.main_thread()
    assert "ValueError" in report


def test_qt_messages_are_logged_without_what_they_quote(reporter, caplog, expected_warnings):
    class Context:
        category = "default"

    with caplog.at_level(logging.WARNING):
        crash._log_qt(QtMsgType.QtWarningMsg, Context(), 'cannot open "Ana was late"')
    assert "cannot open" in caplog.text
    assert "Ana" not in caplog.text


def test_ctrl_c_is_no_mistake(reporter, capsys):
    heard = []
    reporter.crashed.connect(heard.append)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert heard == []
