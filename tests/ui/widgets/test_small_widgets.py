"""The small widgets show text as it is, and work without a mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from postmortem_desktop.ui.widgets.avatar import Avatar, initials
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.chips import chip, severity_tone
from postmortem_desktop.ui.widgets.flow import FlowLayout
from postmortem_desktop.ui.widgets.frames import empty_state
from postmortem_desktop.ui.widgets.labels import ElidedLabel, escaped_tool_tip, plain_label
from postmortem_desktop.ui.widgets.segments import SegmentedControl
from postmortem_desktop.ui.widgets.toggle import ToggleSwitch


@pytest.fixture
def segments(qtbot, dressed):
    control = SegmentedControl([("a", "One"), ("b", "Two"), ("c", "Three")], "Step")
    qtbot.addWidget(control)
    control.show()
    control.activateWindow()
    qtbot.waitActive(control)
    return control


def test_labels_never_read_markup(qtbot):
    label = plain_label("<b>1 < 2</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_tool_tip_shows_a_less_than_sign():
    assert "&lt;b&gt; &amp; more" in escaped_tool_tip("<b> & more")


def test_a_long_line_ends_in_an_ellipsis_and_says_all_in_its_tool_tip(qtbot, dressed):
    label = ElidedLabel("a long line about <latency> in the checkout of the shop")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    label.grab()
    assert "&lt;latency&gt;" in label.toolTip()
    label.resize(900, 20)
    label.grab()
    assert label.toolTip() == ""


def test_a_click_on_a_segment_chooses_it(qtbot, segments):
    with qtbot.waitSignal(segments.chosen) as chosen:
        qtbot.mouseClick(segments.button("b"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["b"]
    assert segments.current == "b"


def test_arrow_keys_move_the_choice(qtbot, segments):
    segments.button("a").setFocus()
    with qtbot.waitSignal(segments.chosen) as chosen:
        QTest.keyClick(segments.button("a"), Qt.Key.Key_Right)
    assert chosen.args == ["b"]


def test_choosing_by_program_says_nothing(qtbot, segments):
    with qtbot.assertNotEmitted(segments.chosen):
        segments.choose("c")
    assert segments.current == "c"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Payments on-call", "PO"),
        ("Database engineer", "DE"),
        ("ana", "AN"),
        ("", ""),
        ("(guest) Bo", "GB"),
    ],
)
def test_initials_come_from_the_first_two_words(label, expected):
    assert initials(label) == expected


def test_people_next_to_each_other_have_different_colours(qtbot):
    avatars = [Avatar(f"Person {n}", order=n) for n in range(8)]
    for avatar in avatars:
        qtbot.addWidget(avatar)
    assert len({avatar._colour.name() for avatar in avatars}) == 8


def test_a_switch_turns_with_the_space_bar(qtbot, dressed):
    switch = ToggleSwitch("Timeline picture")
    qtbot.addWidget(switch)
    switch.show()
    with qtbot.waitSignal(switch.toggled):
        QTest.keyClick(switch, Qt.Key.Key_Space)
    assert switch.isChecked()


def test_a_button_makes_room_for_its_key_cap(qtbot, dressed):
    plain, keyed = Button("Search"), Button("Search", key="Ctrl K")
    for button in (plain, keyed):
        qtbot.addWidget(button)
        button.ensurePolished()
    cap = keyed._cap
    assert keyed.sizeHint().width() >= plain.sizeHint().width() + cap.sizeHint().width()


def test_chips_wrap_where_the_width_ends(qtbot, dressed):
    host = QWidget()
    qtbot.addWidget(host)
    flow = FlowLayout(host, spacing=4)
    labels = [chip(f"service number {n}") for n in range(4)]
    for label in labels:
        flow.addWidget(label)
    host.resize(labels[0].sizeHint().width() * 2 + 20, 200)
    host.show()
    assert labels[0].y() == labels[1].y() < labels[2].y()
    assert labels[2].pos() == QPoint(labels[0].x(), labels[2].y())
    flow.clear()
    assert flow.count() == 0


@pytest.mark.parametrize(
    ("severity", "tone"),
    [("SEV 1", "alert"), ("SEV2", "alert"), ("SEV 3", "neutral"), ("minor", "neutral")],
)
def test_grave_severities_stand_out(severity, tone):
    assert severity_tone(severity) == tone


def test_an_empty_state_says_what_the_place_is_for(qtbot, dressed):
    button = Button("Open the sample")
    state = empty_state("Nothing here yet", "Sessions stand here.", button)
    qtbot.addWidget(state)
    state.resize(800, 400)
    state.show()
    assert button.isVisible()
