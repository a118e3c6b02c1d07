"""Text of any script and any content: shown as it was written, or visibly not."""

import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.records import Postmortem
from postmortem_desktop.jobs import Progress
from postmortem_desktop.report import styles
from postmortem_desktop.report.bidi import in_visual_order
from postmortem_desktop.report.paragraphs import Span, TextBlock
from postmortem_desktop.report.pdf import ReportOptions, write_pdf
from postmortem_desktop.report.text import Lettering, paragraphs_of, plain

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed"
)

PAYLOADS = [
    "<b>bold</b>",
    '<img src="/etc/passwd">',
    "if a<b and b>c & d",
    "&lt;&amp;&#65;",
    "<para><font name='nowhere'>",
    '<a href="javascript:alert(1)">press</a>',
    "<onDraw name=x/>",
    "</para>",
    "{{ title }} %s %(x)s \\u0041",
    "(un)balanced) \\( parentheses",
]


FREE_TEXT = (
    "title", "summary", "impact", "severity", "reference", "detail", "text", "question", "owner",
    "tracker", "done_test", "declined_reason", "source_name", "format", "role_then", "team",
    "background", "value",
)  # fmt: skip


@pytest.fixture
def with_text(records):
    """Return the dossier with a text in its title, summary and a lane's events."""

    def make(text):
        changed = [
            replace(r, title=text, summary=text, impact=text) if isinstance(r, Postmortem) else r
            for r in records
        ]
        return Dossier(changed)

    return make


@pytest.fixture(scope="module")
def fill(tmp_path_factory):
    """Write a report that has one text in every field, and return its path."""
    path = tmp_path_factory.mktemp("any") / "report.pdf"

    def write_filled(records, text):
        filled = [
            replace(r, **{name: text for name in FREE_TEXT if hasattr(r, name)}) for r in records
        ]
        now = datetime(2026, 3, 9, tzinfo=UTC)
        return write_pdf(Dossier(filled), path, ReportOptions(), Progress(), now=now)

    return write_filled


def poppler_text(path) -> str:
    run = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return run.stdout


def block(text, width, **style) -> TextBlock:
    made = TextBlock([Span(text)], replace(styles.BODY, **style), Lettering())
    made.wrap(width, 1000)
    return made


def shown_lines(made) -> list[str]:
    return ["".join(content for content, _run in made._pieces(line)) for line in made._lines]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_is_shown_as_it_was_typed(payload, with_text, write, text_of):
    path = write(with_text(payload))
    assert text_of(path).count(payload) >= 3
    assert pypdf.PdfReader(path).metadata.title == payload


def test_no_picture_and_no_outside_link_gets_into_the_file(with_text, write):
    content = write(with_text('<img src="/etc/passwd"><a href="http://x.test">x</a>')).read_bytes()
    assert b"/Subtype /Image" not in content
    assert b"/URI" not in content


@pytest.mark.parametrize(
    "text",
    [
        "Zażółć gęślą jaźń",
        "Ταχίστη αλώπηξ βαφής",
        "Съешь ещё этих мягких булок",
        "结账延迟在连接池更改之后",
        "レイテンシが増加しました",
        "연결 풀 변경 후 지연",
        "200 → 40 ✓ ≈ ∞",
    ],
)
def test_scripts_from_left_to_right_can_be_copied_out(text, with_text, write, text_of):
    assert text in text_of(write(with_text(text)))


@needs_poppler
@pytest.mark.parametrize("text", ["שלום עולם", "مرحبا بكم"])
def test_hebrew_and_arabic_can_be_copied_out_in_their_order(text, with_text, write):
    copied = re.sub("[\u200e\u200f\u202a-\u202e]", "", poppler_text(write(with_text(text))))
    assert text in unicodedata.normalize("NFC", " ".join(copied.split()))


def test_hebrew_stands_in_visual_order_and_numbers_keep_theirs():
    # Right to left: "the error" "500" "at" "14:02"; digits read from left to right.
    assert in_visual_order("אבג 500 דה (14:02)") == "(14:02) הד 500 גבא"
    assert in_visual_order("see אבג דה now") == "see הד גבא now"
    assert in_visual_order("אבג pool size דה") == "הד pool size גבא"
    assert in_visual_order("plain") == "plain"


def test_a_right_to_left_paragraph_stands_at_the_right_line_by_line():
    made = block("אבגדה וזחטי", 40, size=10)
    assert shown_lines(made) == ["הדגבא", "יטחזו"]
    assert all(made._left_of(line) + line.width == pytest.approx(40) for line in made._lines)


def test_arabic_letters_are_joined():
    readable = Lettering().readable("سلام")
    assert [unicodedata.name(letter) for letter in readable] == [
        "ARABIC LETTER SEEN INITIAL FORM",
        "ARABIC LIGATURE LAM WITH ALEF FINAL FORM",
        "ARABIC LETTER MEEM ISOLATED FORM",
    ]


def test_chinese_breaks_between_characters_and_not_before_a_full_stop():
    # Each character is 10 wide: four and a half fit.
    assert shown_lines(block("结账延迟。连接池更改", 45, size=10)) == [
        "结账延",
        "迟。连接",
        "池更改",
    ]


def test_a_word_of_300_characters_stays_within_the_line(with_text, write, text_of):
    word = "x" * 300
    made = block(word, 200)
    assert "".join(shown_lines(made)) == word
    assert all(line.width <= 200 for line in made._lines)
    assert text_of(write(with_text(word))).replace(" ", "").count(word) >= 3


def test_an_address_breaks_after_one_of_its_signs():
    made = block("https://status.example.org/incidents/2026/labels-printed-twice", 150)
    assert shown_lines(made)[0].endswith("/")


def test_pictures_become_names_and_the_report_says_so(with_text, write, text_of):
    notes = []
    text = text_of(write(with_text("Fire \U0001f525 out \ufe0f\u200d"), notes=notes))
    assert "Fire :fire: out" in text
    assert len(notes) == 1
    assert "U+1F525 fire" in notes[0]
    assert "U+1F525 fire" in text


def test_a_letter_that_no_font_has_becomes_a_box(with_text, write, text_of):
    notes = []
    text = text_of(write(with_text("Thai: \u0e01"), notes=notes))
    assert "Thai: \u25a1" in text
    assert "U+0E01 thai character ko kai" in notes[0]


def test_a_character_beyond_the_basic_plane_can_be_copied_out(with_text, write, text_of):
    assert "face \U0001f600 here" in text_of(write(with_text("face \U0001f600 here")))


def test_control_characters_and_lone_surrogates_stand_visibly(with_text, write, text_of):
    path = write(with_text("bell\x07 esc\x1b[0m half\ud800 nul\x00"))
    text = text_of(path)
    assert "bell\u25a1 esc\u25a1[0m half\u25a1 nul\u25a1" in text
    assert pypdf.PdfReader(path).metadata.title == "bell esc[0m half\ufffd nul"


def test_plain_text_raises_no_note(dossier, write):
    notes = []
    write(dossier, notes=notes)
    assert notes == []


def test_paragraphs_are_parted_by_empty_lines_and_cut_when_very_long():
    assert paragraphs_of("one\r\ntwo\n \nthree\n\n\n") == ["one\ntwo", "three"]
    long = paragraphs_of("word " * 2_000)
    assert all(len(part) <= 2_000 for part in long)
    assert " ".join(long).split() == ["word"] * 2_000
    assert [len(part) for part in paragraphs_of("x" * 4_500)] == [2_000, 2_000, 500]


def test_a_paragraph_leaves_two_lines_on_each_side_of_a_page():
    made = block("\n".join("abcde"), 100)
    assert made.split(100, 16) == []
    first, rest = made.split(100, 4 * 16)
    assert (first.text, rest.text) == ("a\nb\nc", "d\ne")
    parts = block("a\n\n\nd\ne\nf", 100).split(100, 3 * 16)
    assert [len(part.split(100, 1000) or [part]) for part in parts] == [1, 1]
    assert [part.wrap(100, 1000)[1] for part in parts] == [3 * 16, 3 * 16]


def test_what_is_cut_to_a_width_ends_in_an_ellipsis():
    lettering = Lettering()
    title = "Connection wait alert"
    width = lettering.width("Connection…", styles.Weight.REGULAR, 10)
    assert lettering.elided(title, styles.Weight.REGULAR, 10, width + 0.1) == "Connection…"
    assert lettering.elided(title, styles.Weight.REGULAR, 10, 1_000) == title


def test_outline_text_is_one_line():
    assert plain(" Two\n\tlines\x00\ud800 ") == "Two lines\ufffd"


@given(st.text(max_size=200))
def test_any_text_is_set_within_its_width(text):
    made = block(text, 120)
    widest = max(line.width for line in made._lines)
    assert widest <= 120.01 or widest <= made.style.size * 2
    for line in made._lines:
        list(made._pieces(line))


@given(st.text(alphabet="ab אבג12()., ،ع", max_size=40))
def test_visual_order_keeps_every_character(text):
    turned = str.maketrans("()", "))")
    shown = in_visual_order(text)
    assert sorted(shown.translate(turned)) == sorted(text.translate(turned))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=400))
def test_any_text_in_any_field_gives_a_file_that_can_be_read(fill, records, text):
    path = fill(records, text)
    assert all(page.extract_text() for page in pypdf.PdfReader(path).pages)
