"""How formats are told apart, and that nothing from outside can do worse than be refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.errors import ImportRejectedError, JobCancelledError
from postmortem_desktop.evidence.formats import (
    FORMATS,
    HEAD_BYTES,
    Source,
    read_source,
    recognise,
)
from postmortem_desktop.evidence.reading import ReadResult
from postmortem_desktop.jobs import Progress

NAMES = st.sampled_from(["a.csv", "a.md", "a.txt", "a", "a.tsv"])
PIECES = st.sampled_from(
    [
        *(
            "# 2026-01-05\n",
            "## Timeline\n",
            "- ",
            "  - ",
            "**",
            "14:02",
            " UTC",
            "2026-01-05 ",
            "~",
        ),
        *("| Time | Event |\n|---|---|\n", "| 14:02 | x |\n", "time,title\n", ",", ";", '"', "\n"),
        *(
            "03/04/2026",
            "HH:mm",
            "14:??",
            "Feb 29",
            "24:00",
            "(Oct 30)",
            " - ",
            "`",
            "[a](b)",
            "\t",
        ),
        *("All times in IST", "CEST", "99999999999999", "&amp;", "<br>", "\u2028", "\r", "2X:XX"),
    ]
)


def read(name: str, data: bytes) -> ReadResult | None:
    try:
        return read_source(Source(name, data), ids=CountingIds(), postmortem_id="p", batch_id="b")
    except ImportRejectedError:
        return None


@pytest.mark.parametrize(
    ("name", "head", "key", "reason"),
    [
        ("a.csv", b"time,title\n", "table", "a table with the columns time, title"),
        ("a.txt", b"When;What;Who\n", "table", "a table with the columns When, Who, What"),
        ("a.csv", b"a,b\n", "table", "a table, by its name"),
        ("a.md", b"time,title\n", "markdown", "a Markdown document, by its name"),
        ("a.txt", b"# Outage\n", "markdown", "a Markdown document with headings, lists or tables"),
    ],
)
def test_a_format_is_recognised_with_its_reason(name, head, key, reason):
    recognition = recognise(name, head)

    assert (recognition.format.key, recognition.reason) == (key, reason)


def test_something_else_is_refused_with_a_way_out():
    with pytest.raises(ImportRejectedError, match="save it as one of these and import that"):
        recognise("a.json", b'{"a": 1}')


def test_a_head_may_end_inside_a_character():
    head = b"time,title\n" + "é".encode() * HEAD_BYTES

    assert recognise("a.csv", head[:HEAD_BYTES]).format.key == "table"


def test_every_format_has_a_title_and_a_key_of_its_own():
    assert len({known.key for known in FORMATS}) == len(FORMATS)
    assert all(known.title for known in FORMATS)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(ImportRejectedError, match=r"nothing\.csv cannot be opened"):
        read_source(tmp_path / "nothing.csv", ids=CountingIds(), postmortem_id="p", batch_id="b")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(51 * 1024 * 1024)

    with pytest.raises(ImportRejectedError, match="has 51 MB and at most 50 MB can be read"):
        read_source(path, ids=CountingIds(), postmortem_id="p", batch_id="b")


@pytest.mark.parametrize(
    "source",
    [
        Source("a.csv", b"time,title\n2026-01-05,A\n"),
        Source("a.md", b"# 2026-01-05\n\n## Timeline\n\n- 14:02 A\n"),
    ],
)
def test_reading_can_be_stopped(source):
    progress = Progress()
    progress.cancel()

    with pytest.raises(JobCancelledError):
        read_source(source, ids=CountingIds(), postmortem_id="p", batch_id="b", progress=progress)


@given(NAMES, st.binary(max_size=300))
def test_arbitrary_bytes_are_read_or_refused(name, data):
    read(name, data)


@given(NAMES, st.text(max_size=300))
def test_arbitrary_text_is_read_or_refused(name, text):
    read(name, text.encode("utf-8", "surrogatepass"))


@given(NAMES, st.lists(PIECES, max_size=40))
def test_what_looks_like_a_timeline_is_read_or_refused(name, pieces):
    result = read(name, "".join(pieces).encode())

    for item in result.items if result else ():
        assert item.text.strip()
        assert item.at is not None
        assert item.ends_at is None or item.ends_at >= item.at
        assert item.line >= 1


def test_naughty_files_are_read_or_refused(shared_folder):
    files = [path for path in (shared_folder / "naughty").rglob("*") if path.is_file()]
    assert len(files) > 20
    for path in files:
        for name in (path.name, f"{path.name}.csv", f"{path.name}.md"):
            read(name, path.read_bytes())


def test_naughty_strings_come_through_a_table_unchanged(shared_folder):
    lines = (shared_folder / "naughty/blns/blns.txt").read_text(encoding="utf-8").split("\n")
    words = [line for line in lines if line.strip() and line.isprintable()]
    rows = "".join(f'2026-01-05 14:02,"{word.replace(chr(34), chr(34) * 2)}"\n' for word in words)

    result = read("blns.csv", f"time,title\n{rows}".encode())

    assert result is not None
    assert [item.text for item in result.items] == [word.strip() for word in words]
    assert result.problems == ()


def test_every_sample_is_read_or_refused(shared_folder):
    files = [path for path in (shared_folder / "samples").rglob("*") if path.is_file()]
    for path in files:
        read(path.name, path.read_bytes())
