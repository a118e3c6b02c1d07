"""A few letters find what is meant."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from postmortem_desktop.ui.palette import CommandPalette, PaletteEntry, score


@pytest.mark.parametrize(
    ("better", "worse", "query"),
    [
        ("Timeline", "Fit the timeline", "time"),
        ("Fit the timeline", "Overtime", "time"),
        ("Export PDF", "Explain our report to all", "export"),
        ("Add a lane", "A dead lane", "add"),
    ],
)
def test_beginnings_come_before_scattered_letters(better, worse, query):
    good, bad = score(query, better), score(query, worse)
    assert good is not None
    assert bad is None or good < bad


@pytest.mark.parametrize(
    ("better", "worse", "query"),
    [
        ("Export PDF", "Explained later: pedals, doors, fans", "expdf"),
        ("Pool size", "Report pool size", "ps"),
        ("Show the timeline", "Time at last, mined line by line", "tmln"),
    ],
)
def test_letters_that_begin_words_come_before_others(better, worse, query):
    good, bad = score(query, better), score(query, worse)
    assert good is not None
    assert bad is None or good < bad


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("tom", "Checkout latency after pool change, more or less"),
        ("olt", "Pool saturated, database itself idle"),
        ("e", "Add a lane"),
    ],
)
def test_letters_scattered_over_a_title_do_not_match(query, title):
    assert score(query, title) is None


def test_the_parts_of_a_query_may_stand_in_any_order():
    assert score("pdf exp", "Export PDF") is not None


def test_letters_out_of_order_do_not_match():
    assert score("zx", "Export PDF") is None


@pytest.fixture
def host(qtbot, dressed):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 600)
    host.field = QLineEdit()
    QVBoxLayout(host).addWidget(host.field)
    host.show()
    host.activateWindow()
    qtbot.waitActive(host)
    host.field.setFocus()
    return host


@pytest.fixture
def ran():
    return []


@pytest.fixture
def palette(host, ran):
    titles = ("Export PDF", "Timeline", "Interviews", "Pool saturated")
    entries = [PaletteEntry(t, "Session", lambda t=t: ran.append(t)) for t in titles]
    palette = CommandPalette(host, [lambda: entries])
    palette.open()
    return palette


def test_typing_and_enter_run_the_best_answer_and_give_the_focus_back(qtbot, palette, ran, host):
    qtbot.keyClicks(palette.field, "pool")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == ["Pool saturated"]
    assert not palette.isVisible()
    assert host.field.hasFocus()


def test_arrow_keys_choose_and_wrap_around(qtbot, palette, ran):
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == ["Pool saturated"]


def test_escape_goes_without_doing_anything(qtbot, palette, ran):
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert ran == []


def test_a_click_on_the_window_closes_it(qtbot, palette, host):
    qtbot.mouseClick(host, Qt.MouseButton.LeftButton, pos=host.rect().bottomLeft())
    assert not palette.isVisible()


def test_what_was_used_last_leads_next_time(qtbot, palette):
    qtbot.keyClicks(palette.field, "interv")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    palette.open()
    assert palette.model.entry(0).title == "Interviews"


def test_the_model_keeps_the_rules_of_models(qtbot, palette):
    QAbstractItemModelTester(
        palette.model, QAbstractItemModelTester.FailureReportingMode.Fatal, palette
    )
    for query in ("t", "ti", "zzz", ""):
        palette.field.setText(query)
    QTest.qWait(0)
    assert palette.model.rowCount() == 4


def test_it_says_when_nothing_fits(palette):
    palette.field.setText("xylophone")
    assert palette.nothing.isVisible()
    assert palette.nothing.text() == "Nothing found"
    assert not palette.list.isVisible()
    palette.field.setText("pool")
    assert not palette.nothing.isVisible()
    assert palette.list.isVisible()


def test_what_is_not_shown_is_found_too(qtbot, host, ran):
    entry = PaletteEntry("Payments on-call", "Person", lambda: ran.append(1), also="Ana Silva")
    palette = CommandPalette(host, [lambda: [entry]])
    palette.open()
    qtbot.keyClicks(palette.field, "silva")
    assert palette.model.rowCount() == 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == [1]
