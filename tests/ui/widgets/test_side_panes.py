"""Panes at the sides are put aside, also at the next start."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from postmortem_desktop.ui.widgets.side_panes import SidePanes
from postmortem_desktop.ui.window_state import WindowState


class Host(QWidget):
    """Something with side panes in it."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self.middle, self.right = QLabel("left"), QLabel("middle"), QLabel("right")
        self.panes = SidePanes(self.left, self.middle, self.right)
        self.panes.setObjectName("three")
        QVBoxLayout(self).addWidget(self.panes)


@pytest.fixture
def host(qtbot):
    host = Host()
    qtbot.addWidget(host)
    host.resize(700, 200)
    host.show()
    host.panes.setSizes([150, 300, 200])
    return host


def test_a_pane_comes_back_as_wide_as_it_was(host):
    width = host.right.width()
    host.panes.toggle(host.right)
    assert not host.right.isVisible()
    assert host.panes.put_aside == ("right",)
    host.panes.bring_back(host.right)
    host.panes.bring_back(host.right)
    assert host.right.isVisible()
    assert host.right.width() == width


def test_what_is_put_aside_is_so_at_the_next_start(qtbot, host, tmp_path):
    state = WindowState(tmp_path / "window.ini")
    width = host.left.width()
    host.panes.toggle(host.left)
    state.remember_splitters(host)
    again = Host()
    qtbot.addWidget(again)
    again.resize(700, 200)
    again.show()
    WindowState(tmp_path / "window.ini").restore_splitters(again)
    assert [pane.isVisible() for pane in (again.left, again.middle, again.right)] == [
        False,
        True,
        True,
    ]
    again.panes.toggle(again.left)
    assert abs(again.left.width() - width) <= 2


def test_both_sides_can_be_put_aside(qtbot, host, tmp_path):
    for pane in (host.left, host.right):
        host.panes.toggle(pane)
    state = WindowState(tmp_path / "window.ini")
    state.remember_splitters(host)
    state.restore_splitters(host)
    assert host.panes.put_aside == ("left", "right")
    assert host.middle.width() == host.panes.width()
