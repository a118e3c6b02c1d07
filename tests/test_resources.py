"""The files that travel with the program: each is there, can be read and shows something."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QFontDatabase, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from reportlab.pdfbase.ttfonts import TTFont

from postmortem_desktop.resources import resource_path

PROJECT = Path(__file__).resolve().parents[1]
ICONS = sorted(resource_path("icons").glob("*.svg"))
FONTS = sorted(resource_path("fonts").glob("*.ttf"))
KINDS = {
    "alert", "observation", "action", "decision", "message", "change", "impact", "recovery",
}  # fmt: skip


def test_the_icons_of_the_kinds_are_drawn_from_their_numbers():
    module = runpy.run_path(str(PROJECT / "packaging" / "make_kind_icons.py"))
    expected = module["kind_icons"]()
    assert {path.stem for path in expected} == KINDS
    for path, document in expected.items():
        assert path.read_text(encoding="utf-8") == document


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_every_icon_shows_something_and_touches_no_edge(qapp, path):
    renderer = QSvgRenderer(QByteArray(path.read_bytes()))
    assert renderer.isValid()
    image = QImage(QSize(64, 64), QImage.Format.Format_ARGB32)
    image.fill(0)
    with QPainter(image) as painter:
        renderer.render(painter)
    inked = [(x, y) for x in range(64) for y in range(64) if image.pixelColor(x, y).alpha() > 60]
    assert len(inked) > 100
    assert all(0 < x < 63 and 0 < y < 63 for x, y in inked)


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_the_screen_and_the_report_can_both_use_the_font(qapp, path):
    number = QFontDatabase.addApplicationFont(str(path))
    assert number != -1
    assert QFontDatabase.applicationFontFamilies(number)
    assert TTFont(path.stem, str(path)).face.charToGlyph


def test_the_fonts_together_cover_the_languages_that_the_report_promises():
    covered = set()
    for path in FONTS:
        covered |= set(TTFont(path.stem, str(path)).face.charToGlyph)
    promised = "aéŁß Ωλ Жяё שלום مرحبا 日本語 かな カナ 한국어 中文 → ≈ ✓ “” – …"
    assert [letter for letter in promised if ord(letter) not in covered] == []


def test_every_font_stands_beside_its_licence():
    licences = {path.name for path in resource_path("fonts").glob("*-LICENSE.txt")}
    assert licences == {
        "Inter-LICENSE.txt",
        "DejaVuSans-LICENSE.txt",
        "DroidSansFallback-LICENSE.txt",
    }
