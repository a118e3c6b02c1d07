"""Nothing is cut and nothing stands out of its place in a laptop's window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QToolTip,
    QWidget,
)

from postmortem_desktop.domain.kinds import LinkKind, Precision
from postmortem_desktop.editing.lane_edits import change_lane
from postmortem_desktop.editing.link_edits import link_records
from postmortem_desktop.editing.timeline_edits import change_event
from postmortem_desktop.ui.widgets.labels import ElidedLabel

LAPTOP, DESK, NARROW = (1272, 596), (1592, 876), (1024, 560)
"""What the frame, the bars and the foot leave of a window."""


def cut_words(root: QWidget) -> Iterator[str]:
    """Yield what the widgets in sight have no room for; people's own long words may be elided."""
    shown = (widget for widget in root.findChildren(QWidget) if widget.isVisible())
    for widget in shown:
        match widget:
            case ElidedLabel():
                continue
            case QLabel() if widget.wordWrap():
                yield from cut_in_lines(widget)
            case QLabel() | QAbstractButton() if widget.text():
                if widget.minimumSizeHint().width() > widget.width():
                    yield widget.text()
            case QComboBox() if not widget.accessibleName().startswith("Lane"):
                yield from cut_in_list(widget)
            case QLineEdit() if not widget.text():
                yield from cut_in_line(widget)


def cut_in_line(line: QLineEdit) -> Iterator[str]:
    words = line.placeholderText()
    if line.fontMetrics().horizontalAdvance(words) > line.width() - 22:
        yield words


def cut_in_lines(label: QLabel) -> Iterator[str]:
    room = label.contentsRect()
    flags, text = Qt.TextFlag.TextWordWrap, label.text()
    taken = label.fontMetrics().boundingRect(0, 0, room.width(), 10_000, flags, text)
    if taken.height() > room.height() or taken.width() > room.width():
        yield text


def cut_in_list(box: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    QComboBox.initStyleOption(box, option)
    part, control = QStyle.SubControl.SC_ComboBoxEditField, QStyle.ComplexControl.CC_ComboBox
    room = box.style().subControlRect(control, option, part, box).width()
    for text in (box.itemText(place) for place in range(box.count())):
        if box.fontMetrics().horizontalAdvance(text) > room:
            yield text


def overflowing(root: QWidget) -> list[str]:
    """Return the scroll areas whose content is wider than they are."""
    areas = (area for area in root.findChildren(QScrollArea) if area.isVisible())
    return [
        f"{area.parentWidget()}: {area.widget().width()} in {area.viewport().width()}"
        for area in areas
        if area.widget() and area.widget().width() > area.viewport().width()
    ]


def a_time_between_two(step, workspace, event):
    wanted = event("Latency SLO").id
    step.show_record(wanted)
    workspace.perform(change_event(workspace.dossier, wanted, precision=Precision.BETWEEN))


def a_locked_event(step, workspace, event):
    wanted = event("Latency SLO").id
    step.show_record(wanted)
    workspace.perform(change_event(workspace.dossier, wanted, locked=True))


def an_undated_event(step, workspace, event):
    step.show_record(event("A colleague").id)


def several_events(step, workspace, event):
    step.canvas.set_selection([event("Latency SLO").id, event("Purges CDN").id])


def the_line(step, workspace, event):
    step.handlers()["add_event"]()


def a_link_that_is_led(step, workspace, event):
    step.show_record(event("Latency SLO").id)
    step.handlers()["link"]()


def the_search(step, workspace, event):
    step.handlers()["find_event"]()


def the_filter(step, workspace, event):
    step.handlers()["filter"]()


def a_filter_in_force(step, workspace, event):
    step.handlers()["filter"]()
    step.middle.filter_card.starred.setChecked(True)
    step.middle.filter_card.go_away()


def the_table(step, workspace, event):
    step.handlers()["table"]()


def rows_of_the_table(step, workspace, event):
    step.handlers()["table"]()
    step.canvas.set_selection([event("Latency SLO").id, event("Purges CDN").id])


def the_shift(step, workspace, event):
    step.show_record(event("Latency SLO").id)
    step.handlers()["shift"]()


def the_split(step, workspace, event):
    step.show_record(event("Purges CDN").id)
    step.handlers()["split"]()


def the_lanes(step, workspace, event):
    step.handlers()["add_lane"]()


def the_zones(step, workspace, event):
    step.handlers()["zone"]()


STATES = (
    a_time_between_two, a_locked_event, an_undated_event, several_events, the_line,
    a_link_that_is_led, the_search, the_filter, a_filter_in_force, the_table,
    rows_of_the_table, the_shift, the_split, the_lanes, the_zones,
)  # fmt: skip


@pytest.mark.parametrize("size", [LAPTOP, DESK], ids=["laptop", "desk"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_no_word_is_cut_and_nothing_is_wider_than_its_place(
    qtbot, step, workspace, event, state, size
):
    step.resize(*size)
    qtbot.waitUntil(lambda: (step.width(), step.height()) == size)
    state(step, workspace, event)
    qtbot.waitUntil(lambda: not overflowing(step))
    qtbot.waitUntil(lambda: not list(cut_words(step)))
    assert list(cut_words(step)) == []
    assert overflowing(step) == []


@pytest.mark.parametrize("size", [LAPTOP, DESK, NARROW], ids=["laptop", "desk", "narrow"])
def test_hints_stay_within_the_inspector(qtbot, step, workspace, event, size):
    step.resize(*size)
    qtbot.waitUntil(lambda: (step.width(), step.height()) == size)
    wanted = event("Latency SLO").id
    step.show_record(wanted)
    other = event("Purges CDN").id
    link = link_records(workspace.dossier, workspace.ids, wanted, other, LinkKind.INFLUENCED)
    workspace.perform(link)
    bars = []
    form = step.inspector.form
    for editor, words in (
        (form.title, "Anna forgot to check the pool"),
        (form.known_then.editor, "Anna should have known that it was a stupid mistake."),
        (form.notes.editor, "He carelessly failed to follow the procedure."),
    ):
        editor.setFocus()
        editor.selectAll()
        QTest.keyClicks(editor, words)
        bars.append(editor.parentWidget().bar)
    qtbot.waitUntil(lambda: all(bar.isVisible() for bar in bars))
    for bar in bars:
        qtbot.mouseClick(bar.why_button, Qt.MouseButton.LeftButton)
        assert bar.reason.isVisible()
    qtbot.waitUntil(lambda: not overflowing(step))
    if size != NARROW:
        qtbot.waitUntil(lambda: not list(cut_words(step.inspector)))
    room = step.inspector.rect()
    for bar in bars:
        for part in (bar, bar.title, bar.question, bar.keep_button, bar.why_button, bar.reason):
            left = part.mapTo(step.inspector, QPoint()).x()
            assert room.left() <= left
            assert left + part.width() <= room.right() - 12


def test_what_people_wrote_is_elided_and_told_in_full(qtbot, step, workspace, event, lane):
    title = "Those who answer for the payments of the whole continent by night"
    place = lane("Monitoring").id
    workspace.perform(change_lane(workspace.dossier, place, title=title))
    step.show_record(event("Latency SLO").id)
    choice = step.inspector.form.lane
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    assert option.currentText.endswith("…")
    assert title.startswith(option.currentText[:-1])
    help_event = QHelpEvent(QEvent.Type.ToolTip, QPoint(4, 4), choice.mapToGlobal(QPoint(4, 4)))
    QApplication.sendEvent(choice, help_event)
    assert title in QToolTip.text()
    QToolTip.hideText()
