"""Evidence, sentences, text and undated events are dropped where they happened."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QUrl
from PySide6.QtTest import QTest

from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import Link
from postmortem_desktop.ui import theme
from postmortem_desktop.ui.timeline.drops import EVIDENCE_MIME, SENTENCE_MIME, read_drop
from postmortem_desktop.ui.timeline.tray_list import UNDATED_MIME
from tests.ui.timeline.gestures.conftest import Staged
from tests.ui.timeline.gestures.played import ALT, LEFT, PLAIN, Key, Played, minutes


def evidence_mime(*item_ids: str, at: str | None = None) -> QMimeData:
    mime = QMimeData()
    items = [{"id": item_id, "at": at if item_id == "i1" else None} for item_id in item_ids]
    mime.setData(EVIDENCE_MIME, json.dumps(items).encode())
    return mime


def text_mime(text: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(text)
    return mime


# Into the store


@pytest.mark.parametrize(("modifiers", "landed"), [(PLAIN, 22), (ALT, 50)])
def test_evidence_lands_at_its_own_time_unless_alt_is_held(staged: Staged, modifiers, landed):
    mime = evidence_mime("i1", at="2026-10-14T12:22:00+00:00")
    assert staged.drop(mime, staged.ground(50, "mon"), modifiers)
    made = staged.titled("acknowledged by on-call")
    assert (made.starts_at, made.lane_id) == (minutes(landed), "mon")
    (link,) = [link for link in staged.store.all(Link) if link.source_id == made.id]
    assert (link.target_id, link.kind) == ("i1", LinkKind.CAME_FROM)
    assert staged.canvas.selection == (made.id,)


def test_evidence_without_a_time_lands_at_the_pointer(staged: Staged):
    assert staged.drop(evidence_mime("i2"), staged.ground(50, "sup"))
    made = staged.titled("a graph without a time")
    assert (made.starts_at, made.lane_id) == (minutes(50), "sup")


def test_words_of_another_program_become_an_event_at_the_pointer(staged: Staged):
    assert staged.drop(text_mime(" from elsewhere "), staged.ground(45, "sup"))
    made = staged.titled("from elsewhere")
    assert (made.starts_at, made.lane_id) == (minutes(45), "sup")


def test_a_drop_snaps_as_a_drag_does_and_not_with_alt(staged: Staged):
    # Six pixels before the purge.
    assert staged.drop(text_mime("one"), staged.ground(19.4, "mon"))
    assert staged.titled("one").starts_at == minutes(20)
    assert staged.drop(text_mime("two"), staged.ground(19.4, "sup"), ALT)
    assert staged.titled("two").starts_at == minutes(19.4)
    staged.press_key(Key.Key_N)
    assert staged.drop(text_mime("three"), staged.ground(19.4, "sup"))
    assert staged.titled("three").starts_at == minutes(19.4)


def test_an_event_of_the_tray_gets_the_time_and_the_lane(staged: Staged):
    mime = QMimeData()
    mime.setData(UNDATED_MIME, b"whenever")
    assert staged.drop(mime, staged.ground(55, "sup"))
    dated = staged.stored("whenever")
    assert (dated.starts_at, dated.lane_id) == (minutes(55), "sup")
    assert staged.canvas.selection == ("whenever",)
    assert not staged.step.middle.tray.isVisible()


def test_a_file_let_go_over_the_canvas_is_read_and_comes_onto_the_timeline(
    staged: Staged, qtbot, tmp_path
):
    path = tmp_path / "chat.csv"
    path.write_text("time,text\n2026-10-14T12:30:00Z,rolled back\n", encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    pane = staged.step.middle.import_pane
    assert staged.drop(mime, staged.ground(50, "mon"))
    qtbot.waitUntil(pane.place_button.isEnabled)
    with qtbot.waitSignal(pane.imported):
        QTest.mouseClick(pane.place_button, LEFT)
    assert staged.titled("rolled back").starts_at == minutes(30)


# What the canvas tells


@pytest.mark.parametrize(
    ("at", "modifiers", "expected"),
    [
        ("2026-10-14T12:22:10+00:00", PLAIN, None),
        ("2026-10-14T12:22:10+00:00", ALT, minutes(50)),
        (None, PLAIN, minutes(50)),
    ],
)
def test_several_items_land_together(played: Played, at, modifiers, expected):
    landed: list[object] = []
    played.canvas.evidence_dropped.connect(lambda *values: landed.append(values))
    assert played.drop(evidence_mime("i1", "i2", at=at), played.ground(50, "ops"), modifiers)
    assert landed == [(["i1", "i2"], "ops", expected)]


def test_evidence_as_plain_lines_lands_at_the_pointer(played: Played):
    landed: list[object] = []
    played.canvas.evidence_dropped.connect(lambda *values: landed.append(values))
    mime = QMimeData()
    mime.setData(EVIDENCE_MIME, b"i1\ni2\n")
    assert played.drop(mime, played.ground(50, "mon"))
    assert landed == [(["i1", "i2"], "mon", minutes(50))]


def test_a_sentence_lands_at_the_pointer(played: Played):
    landed: list[object] = []
    played.canvas.sentence_dropped.connect(lambda *values: landed.append(values))
    mime = text_mime(" I looked at the cache. ")
    mime.setData(SENTENCE_MIME, b'{"answer": "a1"}')
    assert played.drop(mime, played.ground(50, "sup"))
    assert played.drop(text_mime("from elsewhere"), played.ground(50, "sup"))
    assert landed == [
        ("I looked at the cache.", '{"answer": "a1"}', "sup", minutes(50)),
        ("from elsewhere", "", "sup", minutes(50)),
    ]


def test_data_without_a_place_on_a_timeline_are_left_to_others(played: Played):
    empty = QMimeData()
    empty.setData(EVIDENCE_MIME, b"[1, 2]")
    for mime in (QMimeData(), empty, text_mime("   ")):
        assert not played.drop(mime, QPoint(500, 100))


# What is seen meanwhile


def test_what_is_held_says_where_it_would_land():
    held = read_drop(evidence_mime("i1", "i2", at="2026-10-14T12:22:10+00:00"))
    assert held is not None
    assert replace(held, takes_own=True).label("Europe/Berlin", "Support lead") == (
        "Drop here · 14:22:10 · Support lead"
    )
    assert held.label("Europe/Berlin", "") == "Drop here"


def test_the_guide_stands_where_a_drop_would_land(played: Played):
    assert played.carry(text_mime("from elsewhere"), played.ground(19.4, "sup"))
    held = played.canvas.held
    assert held.preview().guide == pytest.approx(360)
    assert held.preview().drop[1] == "Drop here · 14:20 · Support"
    assert held.goal_lane_id() == "sup"


@pytest.mark.parametrize("from_bottom", [200, 3])
def test_where_a_drop_would_land_is_said_inside_the_canvas_and_beside_the_pointer(
    played: Played, from_bottom: int
):
    at = QPoint(played.column(minutes(50)), played.canvas.height() - from_bottom)
    assert played.carry(text_mime("from elsewhere"), at)
    picture = played.canvas.grab().toImage()
    ground = theme.LIGHT.accent_soft
    found = [
        y
        for y in range(picture.height())
        if picture.pixelColor(at.x() + 8, y).rgb() == ground.rgb()
    ]
    # The card is 27 high, whole, and 20 away from the pointer.
    assert len(found) >= 22
    assert max(found) < picture.height()
    assert all(abs(y - at.y()) >= 18 for y in found)
