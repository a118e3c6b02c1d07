"""Who may ask for a still screen: the preference, and the system where Qt knows its wish."""

from __future__ import annotations

from enum import Enum

import pytest
from PySide6.QtGui import QGuiApplication

from postmortem_desktop.settings import Settings
from postmortem_desktop.ui import motion


class Wish(Enum):
    """Named as in Qt 6.12."""

    NoPreference = 0
    ReducedMotion = 1


@pytest.mark.parametrize("wish", Wish)
def test_the_wish_of_the_system_is_heard_where_qt_knows_it(qapp, monkeypatch, wish):
    class Hints:
        def accessibility(self):
            return self

        def motionPreference(self):
            return wish

    monkeypatch.setattr(QGuiApplication, "styleHints", Hints)
    assert motion.is_reduced(Settings()) == (wish is Wish.ReducedMotion)


def test_with_reduced_motion_changes_are_there_at_once(qapp):
    assert motion.duration_ms(Settings(reduced_motion=True)) == 0


def test_otherwise_changes_take_a_moment(qapp):
    assert 100 <= motion.duration_ms(Settings()) <= 250
