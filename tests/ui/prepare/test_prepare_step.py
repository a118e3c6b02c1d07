"""Preparing: facts, milestones and people typed as one would, each in the records and undone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from postmortem_desktop.domain.kinds import MilestoneKind
from postmortem_desktop.domain.records import Participant
from postmortem_desktop.ui.prepare.prepare_step import PrepareStep
from postmortem_desktop.ui.widgets.field_editor import FieldEditor


@pytest.fixture
def step(qtbot, workspace, theme_source):
    step = PrepareStep(workspace, theme_source)
    qtbot.addWidget(step)
    step.resize(1440, 1400)
    step.show()
    step.activateWindow()
    qtbot.waitActive(step)
    return step


def write(field, words):
    """Put other words into a line, and Enter."""
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


def note_of(field):
    """Return the line below a labelled field, empty while it is hidden."""
    note = field.parentWidget()._note
    return note.text() if note.isVisible() else ""


def own_field(step, key):
    return next(
        editor for editor in step.findChildren(FieldEditor) if editor._definition.key == key
    )


def person(workspace, role):
    return next(p for p in workspace.dossier.participants() if p.role_then == role)


def row_of(step, who):
    return step.people._rows[who.id]


def test_the_facts_are_shown(step):
    assert step.incident.title.text() == "Checkout latency after pool change"
    assert step.incident.zone.currentText() == "Europe/Berlin"
    assert step.incident.services.text() == "payments, checkout"
    assert step.incident.milestones[MilestoneKind.IMPACT_BEGAN].text() == "14:08"
    assert step.status_text() == "4 people · 14 evidence items"


def test_a_title_is_typed_and_undone_as_one_step(qtbot, step, workspace):
    write(step.incident.title, "Checkout slow")
    assert workspace.dossier.postmortem.title == "Checkout slow"
    workspace.undo()
    assert workspace.dossier.postmortem.title == "Checkout latency after pool change"
    assert step.incident.title.text() == "Checkout latency after pool change"


def test_services_are_parted_at_commas(step, workspace):
    write(step.incident.services, "payments, ,search ")
    assert workspace.dossier.postmortem.services == ("payments", "search")


def test_a_clock_means_the_day_of_the_incident_in_its_zone(step, workspace):
    write(step.incident.milestones[MilestoneKind.ACKNOWLEDGED], "14:09")
    found = workspace.dossier.milestone(MilestoneKind.ACKNOWLEDGED)
    assert found.at == datetime(2026, 10, 14, 12, 9, tzinfo=UTC)
    workspace.undo()
    assert step.incident.milestones[MilestoneKind.ACKNOWLEDGED].text() == "14:13"


def test_a_clock_goes_over_midnight_with_what_its_time_counts_from(step, workspace):
    write(step.incident.milestones[MilestoneKind.IMPACT_BEGAN], "23:50")
    for kind, clock in ((MilestoneKind.DETECTED, "00:05"), (MilestoneKind.ACKNOWLEDGED, "00:10")):
        write(step.incident.milestones[kind], clock)
    assert step.incident.milestones[MilestoneKind.DETECTED].text() == "2026-10-15 00:05"
    found = workspace.dossier.milestone(MilestoneKind.ACKNOWLEDGED)
    assert found.at == datetime(2026, 10, 14, 22, 10, tzinfo=UTC)
    write(step.incident.milestones[MilestoneKind.MITIGATED], "15:00")
    found = workspace.dossier.milestone(MilestoneKind.MITIGATED)
    assert found.at == datetime(2026, 10, 14, 13, 0, tzinfo=UTC), "the day after is too far away"


def test_of_an_hour_that_comes_twice_the_field_says_which_is_meant(step, workspace):
    field = step.incident.milestones[MilestoneKind.DETECTED]
    write(field, "25 Oct 02:30")
    assert note_of(field) == (
        "02:30 comes twice that night. This is 2026-10-25 02:30 +02:00; "
        "the other is 2026-10-25 02:30 +01:00."
    )
    write(field, "2026-10-25 02:30 +01:00")
    assert note_of(field) == (
        "02:30 comes twice that night. This is 2026-10-25 02:30 +01:00; "
        "the other is 2026-10-25 02:30 +02:00."
    )
    found = workspace.dossier.milestone(MilestoneKind.DETECTED)
    assert found.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_of_an_hour_that_comes_twice_the_other_is_offered_beside_the_one_taken(
    qtbot, step, workspace
):
    field = step.incident.milestones[MilestoneKind.DETECTED]
    offered = field.parentWidget().offered
    assert not offered.isVisible()
    write(field, "25 Oct 02:30")
    at = workspace.dossier.milestone(MilestoneKind.DETECTED).at
    assert at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert (offered.text(), offered.isVisible()) == ("Take +01:00", True)
    assert offered.accessibleName() == "Take 2026-10-25 02:30 +01:00"
    qtbot.keyClick(offered, Qt.Key.Key_Space)
    at = workspace.dossier.milestone(MilestoneKind.DETECTED).at
    assert at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert offered.text() == "Take +02:00"
    write(field, "14:10")
    assert not offered.isVisible()
    write(field, "25 Oct 02:30")
    workspace.undo()
    assert field.text() == "14:10"
    assert not offered.isVisible()


def test_a_click_on_the_zone_marks_it_so_that_typing_replaces_it(qtbot, step, workspace):
    line = step.incident.zone.lineEdit()
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    qtbot.waitUntil(lambda: line.selectedText() == "Europe/Berlin")
    QTest.keyClicks(line, "Asia/Tokyo")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert workspace.dossier.postmortem.zone == "Asia/Tokyo"


def test_a_time_that_cannot_be_read_stays_in_its_field_with_a_line_below(step, workspace):
    field = step.incident.milestones[MilestoneKind.DETECTED]
    before = workspace.dossier.snapshot()
    write(field, "soon after lunch")
    assert note_of(field) == "Type a time such as 14:08 or 2026-10-14 14:08."
    assert workspace.dossier == before
    write(step.incident.title, "Checkout slow")
    assert field.text() == "soon after lunch"
    write(field, "14:11")
    assert note_of(field) == ""
    found = workspace.dossier.milestone(MilestoneKind.DETECTED)
    assert found.at == datetime(2026, 10, 14, 12, 11, tzinfo=UTC)


def test_the_day_of_the_incident_is_typed_and_then_a_clock_means_it(step, workspace):
    assert step.incident.day.text() == "2026-10-14"
    write(step.incident.day, "2026-10-12")
    assert workspace.dossier.postmortem.day == date(2026, 10, 12)
    # What is there stays where it was, and now needs its date beside it.
    assert step.incident.milestones[MilestoneKind.IMPACT_BEGAN].text() == "2026-10-14 14:08"
    write(step.incident.milestones[MilestoneKind.ACKNOWLEDGED], "14:09")
    found = workspace.dossier.milestone(MilestoneKind.ACKNOWLEDGED)
    assert found.at == datetime(2026, 10, 12, 12, 9, tzinfo=UTC)
    workspace.undo()
    workspace.undo()
    assert workspace.dossier.postmortem.day == date(2026, 10, 14)
    assert step.incident.day.text() == "2026-10-14"


def test_without_a_day_the_one_that_the_timeline_tells_stands_in_its_place(step, workspace):
    write(step.incident.day, "")
    assert workspace.dossier.postmortem.day is None
    assert step.incident.day.text() == ""
    assert step.incident.day.placeholderText() == "2026-10-14"
    write(step.incident.milestones[MilestoneKind.IMPACT_BEGAN], "2026-10-13 23:50")
    assert step.incident.day.placeholderText() == "2026-10-13"


@pytest.mark.parametrize("words", ["Tuesday", "14.10.2026", "2026-02-30", "0001-01-01"])
def test_a_day_that_cannot_be_read_stays_in_its_field_with_a_line_below(step, workspace, words):
    write(step.incident.day, words)
    assert note_of(step.incident.day) == (
        "Type a day such as 2026-10-14, or pick it from the calendar."
    )
    assert step.incident.day.text() == words
    assert workspace.dossier.postmortem.day == date(2026, 10, 14)
    QTest.keyClick(step.incident.day, Qt.Key.Key_Escape)
    assert step.incident.day.text() == "2026-10-14"
    assert note_of(step.incident.day) == ""


def test_the_day_is_picked_from_a_calendar_with_keys(step, workspace):
    field = step.incident.day
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field.calendar.isVisible()
    assert field.calendar.selectedDate() == QDate(2026, 10, 14)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Return):
        QTest.keyClick(field.calendar.focusProxy() or field.calendar, key)
    assert not field.calendar.isVisible()
    assert workspace.dossier.postmortem.day == date(2026, 10, 12)
    assert field.text() == "2026-10-12"


def test_a_milestone_that_stands_before_its_start_is_told_in_one_calm_line(step):
    note = step.incident.order_note
    assert not note.isVisible()
    write(step.incident.milestones[MilestoneKind.MITIGATED], "13:02")
    assert note.isVisible()
    assert note.text() == (
        "Mitigated stands before Impact began; one of the two times may need another look."
    )
    write(step.incident.milestones[MilestoneKind.MITIGATED], "14:58")
    assert not note.isVisible()


def test_an_emptied_milestone_is_taken_away(step, workspace):
    write(step.incident.milestones[MilestoneKind.RESOLVED], "")
    assert workspace.dossier.milestone(MilestoneKind.RESOLVED) is None
    workspace.undo()
    assert workspace.dossier.milestone(MilestoneKind.RESOLVED) is not None


def test_another_zone_shows_the_same_moments_on_its_clock(step, workspace):
    write(step.incident.zone.lineEdit(), "America/New_York")
    assert workspace.dossier.postmortem.zone == "America/New_York"
    found = workspace.dossier.milestone(MilestoneKind.IMPACT_BEGAN)
    assert found.at == datetime(2026, 10, 14, 12, 8, tzinfo=UTC)
    assert step.incident.milestones[MilestoneKind.IMPACT_BEGAN].text() == "08:08"


def test_a_zone_that_does_not_exist_is_said_so_and_not_taken(step, workspace):
    write(step.incident.zone.lineEdit(), "Europe/Atlantis")
    assert workspace.dossier.postmortem.zone == "Europe/Berlin"
    assert "Europe/Atlantis" in note_of(step.incident.zone)


def test_fields_of_the_template_are_written_and_checked(step, workspace):
    postmortem_id = workspace.dossier.postmortem.id
    tickets = own_field(step, "support_tickets")
    write(tickets.findChild(QLineEdit), "52")
    assert workspace.dossier.value_of(postmortem_id, "support_tickets").value == 52
    write(tickets.findChild(QLineEdit), "a lot")
    assert workspace.dossier.value_of(postmortem_id, "support_tickets").value == 52
    assert note_of(tickets.findChild(QLineEdit)) != ""
    box = own_field(step, "revenue_band").findChild(QComboBox)
    box.setFocus()
    assert box.currentText() == "under 50 k"
    for _key in range(2):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert workspace.dossier.value_of(postmortem_id, "revenue_band").value == "over 250 k"


def test_people_are_added_one_after_the_other_with_enter(step, workspace):
    step.handlers()["prepare.add_person"]()
    assert step.people.new_role.hasFocus()
    for role in ("Network engineer", "Vendor contact"):
        QTest.keyClicks(step.people.new_role, role)
        QTest.keyClick(step.people.new_role, Qt.Key.Key_Return)
    roles = [p.role_then for p in workspace.dossier.participants()]
    assert roles[4:] == ["Network engineer", "Vendor contact"]
    assert step.people.new_role.hasFocus()
    assert step.status_text().startswith("6 people")


def test_escape_closes_the_line_for_a_new_person(step, workspace):
    step.handlers()["prepare.add_person"]()
    QTest.keyClicks(step.people.new_role, "Network eng")
    QTest.keyClick(step.people.new_role, Qt.Key.Key_Escape)
    assert not step.people.new_role.isVisible()
    assert step.people.add_button.hasFocus()
    assert len(workspace.dossier.participants()) == 4
    step.handlers()["prepare.add_person"]()
    assert step.people.new_role.text() == ""


def test_a_click_anywhere_on_the_head_of_a_person_opens_and_closes_the_details(step, workspace):
    row = row_of(step, person(workspace, "Database engineer"))
    for place in (QPoint(10, row.head.height() // 2), QPoint(row.head.width() // 2, 20)):
        child = row.head.childAt(place) or row.head
        QTest.mouseClick(child, Qt.MouseButton.LeftButton, pos=child.mapFrom(row.head, place))
        assert row.fields["handles"].isVisible()
        QTest.mouseClick(row._role, Qt.MouseButton.LeftButton)
        assert not row.fields["handles"].isVisible()
    row.opener.setFocus()
    QTest.keyClick(row.opener, Qt.Key.Key_Space)
    assert row.fields["handles"].isVisible()


def test_details_open_are_written_and_stay_while_typing(step, workspace):
    who = person(workspace, "Database engineer")
    row = row_of(step, who)
    assert not row.fields["handles"].isVisible()
    QTest.mouseClick(row.opener, Qt.MouseButton.LeftButton)
    assert row.fields["handles"].isVisible()
    write(row.fields["handles"], "@tom, tom.a")
    write(row.fields["background"], "called in from lunch")
    found = workspace.dossier.get(Participant, who.id)
    assert found.handles == ("@tom", "tom.a")
    assert found.background == "called in from lunch"
    assert row.fields["background"].hasFocus()
    QTest.mouseClick(row.show_name, Qt.MouseButton.LeftButton)
    assert workspace.dossier.get(Participant, who.id).show_name


def test_a_person_is_removed_and_comes_back_with_what_they_told(step, workspace):
    before = workspace.dossier.snapshot()
    who = person(workspace, "Payments on-call")
    step.show_record(who.id)
    remove = next(b for b in row_of(step, who).findChildren(QPushButton) if b.text() == "Remove")
    QTest.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert workspace.dossier.find(Participant, who.id) is None
    assert who.id not in step.people._rows
    workspace.undo()
    assert workspace.dossier == before
    assert who.id in step.people._rows


def test_what_is_prepared_is_ticked(step, workspace):
    lines = [line.text() for line in step.preparation._lines]
    assert lines == ["Evidence imported (14)", "Milestones set (5 of 5)", "People added (4)"]
    assert [mark.text() for mark in step.preparation._marks] == ["✓", "✓", "✓"]
    write(step.incident.milestones[MilestoneKind.RESOLVED], "")
    assert step.preparation._lines[1].text() == "Milestones set (4 of 5)"
    assert [mark.text() for mark in step.preparation._marks] == ["✓", "○", "✓"]


def test_leaving_the_line_with_a_role_in_it_adds_the_person(step, workspace):
    before = len(workspace.dossier.participants())
    step.people.begin_person()
    QTest.keyClicks(step.people.new_role, "Network engineer")
    QTest.keyClick(step.people.new_role, Qt.Key.Key_Tab)
    assert person(workspace, "Network engineer")
    assert len(workspace.dossier.participants()) == before + 1
    assert not step.people.new_role.isVisible()


def test_tab_behind_a_role_goes_on_to_the_name_of_that_person(step, workspace):
    QTest.mouseClick(step.people.add_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(step.people.new_role, "Network engineer")
    QTest.keyClick(step.people.new_role, Qt.Key.Key_Tab)
    row = row_of(step, person(workspace, "Network engineer"))
    assert row.fields["name"].hasFocus()
    QTest.keyClicks(row.fields["name"], "Ines Duarte")
    QTest.keyClick(row.fields["name"], Qt.Key.Key_Tab)
    assert person(workspace, "Network engineer").name == "Ines Duarte"
    stops = row.stops()
    assert step.window().focusWidget() is stops[stops.index(row.fields["name"]) + 1]
    assert not step.people.new_role.isVisible()
