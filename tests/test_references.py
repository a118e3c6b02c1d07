"""The Qt binding keeps count of True and None: a release that does not ends the interpreter."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

TOLERANCE = 50


class Sender(QObject):
    said = Signal(bool)


def test_a_hundred_emits_leave_the_references_to_true_as_they_were(qapp):
    sender = Sender()
    heard = []
    sender.said.connect(heard.append)
    before = sys.getrefcount(True)
    for _ in range(100):
        sender.said.emit(True)
        heard.clear()
    assert abs(sys.getrefcount(True) - before) < TOLERANCE


def test_a_thousand_calls_that_return_nothing_leave_the_references_to_none_as_they_were(qapp):
    named = QObject()
    before = sys.getrefcount(None)
    for _ in range(1_000):
        named.setObjectName("lane")
    assert abs(sys.getrefcount(None) - before) < TOLERANCE
