"""The command ``check``: what it finds in files, where, and how it ends."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem_desktop.cli.wording import Finding, findings_in

BLAME = "You should have checked the pool."
CALM = "The pool was full at 10:05."


def found(run, *arguments):
    told = run("check", "--json", *arguments)
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)


def test_a_finding_names_place_words_reason_and_questions(run, write):
    notes = write("notes.txt", f"All quiet.\n\t{BLAME}\n")
    (finding,) = found(run, notes)
    assert list(finding) == [
        *("file", "line", "column", "end_line", "end_column", "start", "end", "category", "tier"),
        *("title", "words", "reason", "questions", "rule"),
    ]
    assert finding["words"] == "You should have checked"
    assert finding["file"] == str(notes)
    assert (finding["line"], finding["column"]) == (2, 2)
    assert (finding["end_line"], finding["end_column"]) == (2, 25)
    assert (finding["start"], finding["end"]) == (12, 35)
    assert (finding["category"], finding["tier"]) == ("counterfactual", "hard")
    assert finding["title"] == "What might have been"
    assert finding["reason"].endswith(".")
    assert finding["questions"][0] == "What did you know at that moment?"


def test_people_read_a_line_to_jump_to_and_a_question(run, write):
    notes = write("notes.txt", f"{CALM}\n{BLAME}\n")
    hint, question, another = run("check", notes).stdout.splitlines()
    assert hint.startswith(f"{notes}:2:1: “You should have checked” – What might have been. ")
    assert hint.endswith(" [should-have]")
    assert question == "    Ask: What did you know at that moment?"
    assert another.startswith("    Ask: Which ways were open")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("name", ["notes.txt", "notes.md"])
def test_lines_and_columns_are_those_of_an_editor(run, write, line_end, mark, name):
    text = f"{CALM}{line_end}{line_end}🔥 é {BLAME}{line_end}"
    (finding,) = found(run, write(name, mark + text))
    assert (finding["line"], finding["column"]) == (3, 5)
    assert (finding["end_line"], finding["end_column"]) == (3, 28)
    assert text[finding["start"] : finding["end"]] == "You should have checked"


def test_a_phrase_may_run_over_the_end_of_a_line(run, write):
    text = "> - You **should**\n>   have\n>   checked the pool.\n"
    (finding,) = found(run, "--soft", write("notes.md", text))
    assert finding["words"] == "You should have checked"
    assert (finding["line"], finding["column"]) == (1, 5)
    assert (finding["end_line"], finding["end_column"]) == (3, 12)


def test_the_ending_of_a_file_tells_whether_it_is_markdown(run, write):
    code = f"```\n{BLAME}\n```\n\n[{CALM}](https://example.org)\n\n    {BLAME}\n"
    for name in ("a.md", "a.MARKDOWN", "a.mdown"):
        assert found(run, write(name, code)) == []
    # Without Markdown, what is indented is a sentence like any other.
    assert [finding["line"] for finding in found(run, write("a.txt", code))] == [7]
    assert [finding["line"] for finding in found(run, "--as", "text", write("b.md", code))] == [7]
    assert found(run, "--as", "markdown", write("b.txt", code)) == []


def test_what_is_quoted_is_soft_and_listed_when_asked_for(run, write):
    notes = write("notes.md", f"> {BLAME}\n")
    assert run("check", notes).stdout == ""
    assert run("check", notes, "--strict").returncode == 0
    assert [finding["tier"] for finding in found(run, notes, "--soft")] == ["soft"]
    assert "– What might have been (soft). " in run("check", notes, "--soft").stdout


def test_strict_ends_with_status_1_where_something_blames(run, write):
    blaming, calm = write("blaming.md", BLAME), write("calm.md", CALM)
    assert run("check", calm, blaming).returncode == 0
    assert run("check", "--strict", calm).returncode == 0
    assert run("check", "--strict", calm, blaming).returncode == 1
    assert run("check", "--strict", "--json", calm, blaming).returncode == 1


def test_several_files_are_told_in_the_order_they_were_named(run, write):
    first, calm, last = write("z.md", BLAME), write("m.md", CALM), write("a.txt", BLAME)
    assert [finding["file"] for finding in found(run, first, calm, last)] == [str(first), str(last)]


def test_standard_input_is_plain_text_unless_said_otherwise(run):
    document = f"    {BLAME}\n"
    assert [
        entry["file"] for entry in json.loads(run("check", "--json", text=document).stdout)
    ] == ["-"]
    assert run("check", "-", text=document).stdout.startswith("-:1:5: “")
    assert run("check", "-", "--as", "markdown", text=document).stdout == ""
    assert (
        json.loads(run("check", "--json", text="The health check failed at 14:02.\n").stdout) == []
    )


def test_names_make_people_of_words(run):
    text = (
        "Then Zebulon skipped a test. Then Quillon skipped the checks. Tavi skipped the test too.\n"
    )
    names = ("--names", "Zebulon, Quillon Ray", "--names", "Tavi")
    named = json.loads(run("check", "--json", *names, text=text).stdout)
    assert [finding["words"].split()[0] for finding in named] == ["Zebulon", "Quillon", "Tavi"]
    assert json.loads(run("check", "--json", text=text).stdout) == []


BLAMING = st.sampled_from(
    [
        BLAME,
        "You **should** have checked the pool.",
        "*You should* have\n{indent}checked the pool.",
        "[You should have](https://you.should/have) checked the `pool`.",
        "You&#32;should have <b>checked</b> the pool.",
    ]
)
SILENT = st.sampled_from(
    [
        CALM,
        "`You should have checked the pool.`",
        "![You should have checked the pool.](pool.png)",
        "<!-- You should have checked the pool. -->",
    ]
)
PLACES = st.sampled_from(["{}", "- {}", "- - {}", "1. {}", "a\n\n{}", "~~a~~\n\n{}", "**a**  \n{}"])
CODE = st.sampled_from(
    [
        f"[a]: https://example.org '{BLAME}'",
        f"```\n{BLAME}\n```",
        f"<div>\n{BLAME}\n</div>",
        f"a\n\n    {BLAME}",
    ]
)


def placed(place: str, sentence: str) -> str:
    indent = " " * (len(place) - 2) if place.endswith(" {}") else ""
    return place.format(sentence.replace("{indent}", indent))


BLOCKS = st.one_of(
    st.tuples(st.builds(placed, PLACES, BLAMING), st.just(1)),
    st.tuples(st.builds(placed, PLACES, SILENT), st.just(0)),
    st.tuples(CODE, st.just(0)),
    st.tuples(st.just(f"| a | b |\n|---|---|\n| {CALM} | {BLAME} |\n| {BLAME} |"), st.just(2)),
    st.tuples(st.just(f"# {BLAME} ##"), st.just(1)),
)


@given(st.lists(BLOCKS, max_size=8), st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_finding_in_markdown_lies_where_its_words_are(blocks, line_end):
    document = "\n\n<!-- between -->\n\n".join(block for block, _count in blocks)
    document = document.replace("\n", line_end)
    findings = list(findings_in("notes.md", document, ()))
    assert len(findings) == sum(count for _block, count in blocks)
    for finding in findings:
        assert_words_stand_there(document, finding)
    for above, below in pairwise(findings):
        assert above.end <= below.start


@given(st.text() | st.lists(BLAMING | SILENT | st.sampled_from(["\n", "\r", "\r\n"])).map("".join))
def test_every_finding_in_plain_text_lies_where_its_words_are(text):
    for finding in findings_in("notes.txt", text, ()):
        assert_words_stand_there(text, finding)
        assert " ".join(text[finding.start : finding.end].split()) == finding.words


def assert_words_stand_there(document: str, finding: Finding) -> None:
    """The span begins and ends with the words and holds all of them in order."""
    assert 0 <= finding.start < finding.end <= len(document)
    source = iter(document[finding.start : finding.end].replace("&#32;", " "))
    assert all(letter in source for letter in finding.words if not letter.isspace())
    assert document[finding.start] == finding.words[0]
    assert document[finding.end - 1] == finding.words[-1]
    lines = document.replace("\r\n", " \n").replace("\r", "\n").split("\n")
    assert lines[finding.line - 1][finding.column - 1] == finding.words[0]
    assert lines[finding.end_line - 1][finding.end_column - 2] == finding.words[-1]


def test_rules_of_ones_own_add_and_silence(run, write):
    rules = write(
        "phrasing.toml",
        'mute = ["should-have"]\n[[phrases]]\nid = "walk-the-plank-here"\n'
        'category = "sanction"\nwords = "walk* the plank"\n',
    )
    text = "You should have checked. He shall walk the plank.\n"
    found = json.loads(run("check", "--json", "--rules", str(rules), text=text).stdout)
    assert [finding["words"] for finding in found] == ["walk the plank"]


def test_rules_that_cannot_be_read_are_told_in_one_sentence(run, write):
    rules = write("phrasing.toml", 'mute = ["no-such-rule"]')
    refused = run("check", "--rules", str(rules), text="Calm.\n")
    assert refused.returncode == 2
    assert "“no-such-rule” in “mute” is the name of no rule" in refused.stderr
    missing = run("check", "--rules", "nowhere.toml", text="Calm.\n")
    assert "nowhere.toml is not there" in missing.stderr
