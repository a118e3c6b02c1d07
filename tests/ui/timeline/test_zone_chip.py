"""The zone on whose clock times are shown, chosen by mouse and keys; read from the store."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from postmortem_desktop.settings import Settings
from postmortem_desktop.store.library import Library
from postmortem_desktop.ui import theme
from postmortem_desktop.ui.actions import ACTIONS
from postmortem_desktop.ui.timeline import zone_chip
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.timeline.zone_chip import ZoneChip
from postmortem_desktop.ui.workspace import Workspace

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def ground(qtbot, dressed, workspace: Workspace) -> QWidget:
    """Return a window with the chip above the canvas of the sample session."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(ZoneChip(workspace))
    column.addWidget(TimelineCanvas(workspace, theme.LIGHT))
    window.resize(1000, 600)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    return window


@pytest.fixture
def chip(ground: QWidget) -> ZoneChip:
    found = ground.findChild(ZoneChip)
    assert found is not None
    return found


def offered(chip: ZoneChip) -> list[str]:
    model = chip.search.model
    return [model.entry(row).title for row in range(model.rowCount())]


def stored_zone(library: Library, workspace: Workspace) -> str:
    return library.editor(workspace.dossier.postmortem.id).dossier.postmortem.zone


def test_the_chip_says_the_zone_and_its_distance_from_utc(chip: ZoneChip):
    assert chip.text() == "Europe/Berlin · UTC+02:00"
    assert chip.accessibleName() == "Time zone: Europe/Berlin · UTC+02:00"


def test_utc_is_not_said_twice(chip: ZoneChip):
    chip.open()
    QTest.keyClicks(chip.search.field, "UTC")
    QTest.keyClick(chip.search.field, Qt.Key.Key_Return)
    assert chip.text() == "UTC"


def test_a_zone_found_by_its_city_is_chosen_by_key_and_undone(
    ground: QWidget, chip: ZoneChip, workspace: Workspace, library: Library
):
    canvas = ground.findChild(TimelineCanvas)
    assert canvas is not None
    canvas.setFocus()
    first = canvas.shown.event_ids[0]
    place = canvas.rect_of(first)
    QTest.mouseClick(chip, LEFT)
    QTest.keyClicks(chip.search.field, "st johns")
    QTest.keyClick(chip.search.field, Qt.Key.Key_Return)
    assert not chip.search.isVisible()
    assert canvas.hasFocus(), "the keys are back where they were"
    assert stored_zone(library, workspace) == "America/St_Johns"
    assert chip.text() == "America/St_Johns · UTC-02:30"
    # In Berlin it was 13:46:31, in St. John's 09:16:31; on the canvas it stays where it was.
    assert canvas.spoken_name(first).startswith("09:16:31")
    assert canvas.rect_of(first) == place
    assert workspace.undo_label == "show times in America/St_Johns"
    workspace.undo()
    assert stored_zone(library, workspace) == "Europe/Berlin"
    assert chip.text() == "Europe/Berlin · UTC+02:00"


def test_likely_zones_are_offered_first_and_the_one_used_last_leads(
    chip: ZoneChip, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(zone_chip, "local_zone", lambda: "Asia/Kathmandu")
    chip.open()
    # Nothing else is known to be wanted; from there on all zones follow.
    assert offered(chip)[:4] == ["UTC", "Asia/Kathmandu", "Europe/Berlin", "Africa/Abidjan"]
    QTest.keyClicks(chip.search.field, "Tokyo")
    assert offered(chip)[0] == "Asia/Tokyo"
    QTest.keyClick(chip.search.field, Qt.Key.Key_Return)
    chip.open()
    assert offered(chip)[:2] == ["Asia/Tokyo", "UTC"]


def test_zones_used_lately_lead_at_the_next_start_too(
    qtbot, chip: ZoneChip, workspace: Workspace, library: Library, tmp_path: Path
):
    kept: list[dict[str, object]] = []
    workspace.preferred.connect(kept.append)
    for word in ("Tokyo", "Lima"):
        chip.open()
        QTest.keyClicks(chip.search.field, word)
        QTest.keyClick(chip.search.field, Qt.Key.Key_Return)
    assert kept[-1] == {"recent_zones": ("America/Lima", "Asia/Tokyo")}
    workspace.settings.save(tmp_path / "settings.json")
    again = Workspace(
        library.editor(workspace.dossier.postmortem.id), workspace.evidence, library.clock,
        library.ids, Settings.load(tmp_path / "settings.json"),
    )  # fmt: skip
    other = ZoneChip(again, chip.window())
    other.open()
    assert offered(other)[:3] == ["America/Lima", "Asia/Tokyo", "UTC"]


def test_escape_and_a_second_click_leave_the_zone_as_it_is(chip: ZoneChip, workspace: Workspace):
    QTest.mouseClick(chip, LEFT)
    assert chip.search.isVisible()
    QTest.mouseClick(chip, LEFT)
    assert not chip.search.isVisible()
    chip.open()
    QTest.keyClicks(chip.search.field, "Tokyo")
    QTest.keyClick(chip.search.field, Qt.Key.Key_Escape)
    assert not chip.search.isVisible()
    assert workspace.zone == "Europe/Berlin"


def test_the_zone_in_use_can_be_chosen_without_making_a_step(chip: ZoneChip, workspace: Workspace):
    before = workspace.undo_label
    chip.open()
    QTest.keyClicks(chip.search.field, "Europe/Berlin")
    QTest.keyClick(chip.search.field, Qt.Key.Key_Return)
    assert workspace.undo_label == before


def test_words_that_name_no_zone_find_nothing(chip: ZoneChip):
    chip.open()
    QTest.keyClicks(chip.search.field, "Xyzzy")
    assert offered(chip) == []
    assert chip.search.nothing.isVisible()


def test_what_other_computers_do_not_know_is_not_offered(chip: ZoneChip):
    chip.open()
    for word in ("Factory", "localtime"):
        chip.search.field.setText(word)
        assert word not in offered(chip)


def test_the_action_has_a_key_and_stands_in_the_palette():
    (spec,) = (spec for spec in ACTIONS if spec.key == "zone")
    assert (spec.text, spec.keys, spec.is_listed) == ("Show times in another zone", ("Z",), True)
