"""The commands, run as processes: what they print, what they leave behind, how they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pypdf
import pytest

from postmortem_desktop.clock import Uuid7Source, system_clock
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.editing.attachment_edits import add_event_with_pictures
from postmortem_desktop.editing.interview_edits import take_question
from postmortem_desktop.editing.postmortem_edits import add_participant
from postmortem_desktop.evidence.pictures import read_picture
from postmortem_desktop.exchange.session_file import read_json
from postmortem_desktop.store.library import Library
from tests.pictures import graph, saved

COMMANDS = ("new", "list", "import", "export", "check", "dump", "verify", "drive")

TABLE = """time,end,lane,kind,title,detail
2026-10-14 13:46,,Platform,change,Pool size 200 to 40,
2026-10-14 14:08,2026-10-14 15:04,Customers,impact,Checkout slow,For most carts
,,Support,message,Nobody wrote down when,
2026-10-14 14:10:04,,Monitoring,alert,Latency alert fired,
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "outage.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def records_of(dump: str, kind: str) -> list[dict]:
    return [r for r in map(json.loads, dump.splitlines()) if r["record"] == kind]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(run, command):
    told = run(command, "--help")
    assert told.returncode == 0
    assert f"postmortem-desktop {command}" in told.stdout


def test_new_prints_the_id_under_which_the_session_is_found(run, library):
    made = run("new", "--library", library, "--title", "Queue backlog", "--zone", "Europe/Berlin")
    assert made.returncode == 0, made.stderr
    session_id = made.stdout.strip()

    listed = json.loads(run("list", "--library", library, "--json").stdout)
    assert [(entry["id"], entry["title"]) for entry in listed] == [(session_id, "Queue backlog")]
    (record,) = records_of(run("dump", "--library", library).stdout, "Postmortem")
    assert record["zone"] == "Europe/Berlin"
    assert library.stat().st_mode & 0o777 == 0o600
    assert library.parent.stat().st_mode & 0o777 == 0o700


def test_import_fills_the_inbox_and_place_makes_events(run, library, table):
    run("new", "--library", library, "--title", "One")
    told = run("import", "--library", library, "--postmortem", "latest", table)
    assert told.returncode == 0, told.stderr
    dump = run("dump", "--library", library).stdout
    assert len(records_of(dump, "EvidenceItem")) == 3
    assert records_of(dump, "TimelineEvent") == []

    run("new", "--library", library, "--title", "Two")
    told = run(
        "import", "--library", library, "--postmortem", "latest", "--place",
        "--zone", "Europe/Berlin", table,
    )  # fmt: skip
    dump = run("dump", "--library", library, "--postmortem", "latest").stdout
    events = {event["title"]: event for event in records_of(dump, "TimelineEvent")}
    assert events["Pool size 200 to 40"]["starts_at"] == "2026-10-14T11:46:00Z"
    assert events["Checkout slow"]["ends_at"] == "2026-10-14T13:04:00Z"
    assert events["Latency alert fired"]["kind"] == "alert"
    assert {lane["title"] for lane in records_of(dump, "Lane")} >= {"Platform", "Customers"}
    assert "line 4" in told.stderr
    assert len(told.stderr.splitlines()) == 1


def test_the_same_file_twice_adds_nothing(run, library, table):
    run("new", "--library", library, "--title", "One")
    first = ("import", "--library", library, "--postmortem", "latest", "--place", table)
    run(*first)
    before = run("dump", "--library", library).stdout
    again = run(*first, "--json")
    assert json.loads(again.stdout)[0]["new"] == 0
    assert json.loads(again.stdout)[0]["already_there"] == 3
    assert run("dump", "--library", library).stdout == before


@pytest.mark.parametrize("title", ["", "  "])
def test_a_session_is_not_made_without_a_title(run, library, title):
    told = run("new", "--library", library, "--title", title)
    assert told.returncode == 2
    (line,) = told.stderr.splitlines()
    assert "--title: write at least one word" in line
    assert not library.exists()


def test_clocks_without_a_date_take_the_day_of_the_timeline(run, library, table, tmp_path):
    clocks = tmp_path / "clocks.tsv"
    clocks.write_text("time\ttitle\n23:50\tPager rings\n00:20\tCalm again\n", encoding="utf-8")
    run("new", "--library", library, "--title", "One")
    into = ("import", "--library", library, "--postmortem", "latest", "--place")
    told = run(*into, clocks)
    assert told.stdout == "clocks.tsv: 0 items, 2 lines without a time, 0 placed on the timeline\n"
    for line, number in zip(told.stderr.splitlines(), (2, 3), strict=True):
        assert line.endswith(
            f"clocks.tsv, line {number}: This time has no day; set the day of the incident in "
            "Prepare, or add a date."
        )

    run(*into, table)
    told = run(*into, clocks)
    assert told.stdout == "clocks.tsv: 2 items, 2 placed on the timeline\n"
    events = {
        e["title"]: e for e in records_of(run("dump", "--library", library).stdout, "TimelineEvent")
    }
    assert events["Pager rings"]["starts_at"] == "2026-10-14T23:50:00Z"
    assert events["Calm again"]["starts_at"] == "2026-10-15T00:20:00Z"


def test_import_says_how_many_items_were_placed_and_only_when_they_were(run, library, table):
    run("new", "--library", library, "--title", "One")
    into = ("import", "--library", library, "--postmortem", "latest")
    placed = "outage.csv: 3 items, 1 line without a time, 3 placed on the timeline\n"
    assert run(*into, "--place", "--dry-run", table).stdout == placed.replace(
        ", 3 placed on the timeline", ""
    )
    assert run(*into, "--place", table).stdout == placed


def test_a_source_that_does_not_exist_is_named_with_its_whole_path(run, library, tmp_path):
    run("new", "--library", library, "--title", "One")
    missing = tmp_path / "gone" / "outage.csv"
    told = run("import", "--library", library, "--postmortem", "latest", missing)
    assert told.returncode == 2
    (line,) = told.stderr.splitlines()
    assert f"{missing} cannot be opened" in line


def test_drive_touches_no_library_that_was_not_named(run, data_folder):
    told = run("drive", "--seed", 1, "--edits", 1)
    assert told.returncode == 2
    assert "--library" in told.stderr
    assert not data_folder.exists()


def test_a_source_named_twice_comes_in_once(run, library, table):
    run("new", "--library", library, "--title", "One")
    told = run(
        "import", "--library", library, "--postmortem", "latest", table, table, "--place", "--json"
    )
    counts = [(source["new"], source["already_there"]) for source in json.loads(told.stdout)]
    assert counts == [(3, 0), (0, 3)]
    dump = run("dump", "--library", library).stdout
    titles = [event["title"] for event in records_of(dump, "TimelineEvent")]
    assert sorted(titles) == ["Checkout slow", "Latency alert fired", "Pool size 200 to 40"]
    assert [batch["item_count"] for batch in records_of(dump, "EvidenceBatch")] == [3]


def test_a_dry_run_and_an_unreadable_source_leave_everything_as_it_was(
    run, library, table, tmp_path
):
    run("new", "--library", library, "--title", "One")
    before = run("dump", "--library", library).stdout
    dry = run("import", "--library", library, "--postmortem", "latest", "--dry-run", table)
    assert "3 items" in dry.stdout

    broken = tmp_path / "picture.csv"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    refused = run("import", "--library", library, "--postmortem", "latest", table, broken)
    assert refused.returncode == 2
    assert "picture.csv" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert run("dump", "--library", library).stdout == before


def test_the_sample_becomes_a_pdf_without_any_library(run, tmp_path, data_folder):
    out = tmp_path / "report.pdf"
    told = run("export", "--sample", "--pdf", out)
    assert told.returncode == 0, told.stderr
    text = "".join(page.extract_text() for page in pypdf.PdfReader(out).pages)
    assert "Checkout latency after pool change" in text
    assert not data_folder.exists()


def test_a_question_that_waits_travels_with_the_whole_record_and_goes_to_no_reader(
    run, library, tmp_path
):
    made = run("new", "--library", library, "--title", "One").stdout.strip()
    with Library.open(library, clock=system_clock, ids=Uuid7Source()) as opened:
        editor = opened.editor(made)
        editor.perform(add_participant(editor.dossier, opened.ids, "Night shift"))
        (person,) = editor.dossier.participants()
        editor.perform(take_question(editor.dossier, opened.ids, person.id, "What was on screen?"))
    export = ("export", "--library", library, "--postmortem", "latest")
    whole = tmp_path / "whole.json"
    run(*export, "--json", whole)
    (answer,) = read_json(whole.read_text(encoding="utf-8"), "whole.json").dossier.all(Answer)
    assert (answer.question, answer.text) == ("What was on screen?", "")
    assert answer.is_waiting
    for audience in ("full", "outside"):
        for form in ("json", "markdown"):
            out = tmp_path / f"{audience}.{form}"
            assert run(*export, f"--{form}", out, "--audience", audience).returncode == 0
            assert "What was on screen?" not in out.read_text(encoding="utf-8")


def test_json_carries_the_pictures_except_for_an_audience(run, library, tmp_path):
    made = run("new", "--library", library, "--title", "One").stdout.strip()
    picture = read_picture(saved(graph()), "graph.png")
    with Library.open(library, clock=system_clock, ids=Uuid7Source()) as opened:
        editor = opened.editor(made)
        lane_id = editor.dossier.lanes()[0].id
        opened.hold([picture.data])
        edit = add_event_with_pictures(editor.dossier, opened.ids, lane_id, None, picture)
        editor.perform(edit)
    whole, outside = tmp_path / "one.json", tmp_path / "outside.json"
    export = ("export", "--library", library, "--postmortem", "latest")
    assert run(*export, "--json", whole).returncode == 0
    assert run(*export, "--json", outside, "--audience", "outside").returncode == 0
    session = read_json(whole.read_text(encoding="utf-8"), "one.json")
    assert list(session.attachments.values()) == [picture.data]
    assert "graph.png" not in outside.read_text(encoding="utf-8")
    assert run("verify", "--library", library).returncode == 0


def test_json_holds_the_records_and_markdown_can_be_imported_again(run, library, table, tmp_path):
    run("new", "--library", library, "--title", "One")
    run("import", "--library", library, "--postmortem", "latest", "--place", table)
    whole, readable = tmp_path / "one.json", tmp_path / "one.md"
    told = run(
        "export", "--library", library, "--postmortem", "latest", "--json", whole,
        "--markdown", readable,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    document = json.loads(whole.read_text(encoding="utf-8"))
    titles = {r["title"] for r in document["records"] if r["record"] == "TimelineEvent"}
    assert titles == {"Pool size 200 to 40", "Checkout slow", "Latency alert fired"}

    run("new", "--library", library, "--title", "Two")
    run("import", "--library", library, "--postmortem", "latest", "--place", readable)
    dump = run("dump", "--library", library, "--postmortem", "latest").stdout
    starts = {event["starts_at"] for event in records_of(dump, "TimelineEvent")}
    assert starts == {"2026-10-14T13:46:00Z", "2026-10-14T14:08:00Z", "2026-10-14T14:10:04Z"}


def test_verify_is_satisfied_and_counts_the_edits(run, library):
    run("new", "--library", library, "--title", "One")
    run("drive", "--library", library, "--seed", 1, "--edits", 25)
    told = run("verify", "--library", library)
    assert told.returncode == 0, told.stdout
    assert "edits: 26" in told.stdout.splitlines()


def test_drive_goes_on_where_it_stopped(run, library):
    first = run("drive", "--library", library, "--seed", 1, "--edits", 5)
    second = run("drive", "--library", library, "--seed", 2, "--edits", 5)
    assert first.stdout.split() == ["1", "2", "3", "4", "5"]
    assert second.stdout.split() == ["6", "7", "8", "9", "10"]
    assert len(json.loads(run("list", "--library", library, "--json").stdout)) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "--library", "/nowhere/at/all"),
        ("new", "--title", "Zoned", "--zone", "Mars/Olympus"),
        ("export", "--sample"),
        ("export", "--sample", "--pdf", "/nowhere/at/all/report.pdf"),
        ("export", "--sample", "--pdf", "out.pdf", "--paper", "a3"),
        ("check", "--rules", "/nowhere/phrasing.toml"),
        ("import", "--postmortem", "latest", "/nowhere.csv"),
        ("unheard-of",),
        ("new",),
    ],
)
def test_bad_input_gets_one_calm_line_and_status_2(run, arguments):
    told = run(*arguments)
    assert told.returncode == 2
    (line,) = told.stderr.splitlines()
    assert line.startswith("postmortem-desktop")
    assert not any(word in line.lower() for word in ("error", "invalid", "failed", "traceback"))
