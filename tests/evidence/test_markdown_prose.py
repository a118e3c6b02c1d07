"""What of a document is prose, and where in the file each of its characters stands."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from postmortem_desktop.evidence.markdown_prose import passages_of
from postmortem_desktop.evidence.passages import Passage, plain_passage

PROSE = {
    "paragraphs and headings stand alone": (
        "# One\nTwo.\n\nThree\n=====\n\n### Four ###\n",
        ["One", "Two.", "Three", "Four"],
    ),
    "a wrapped sentence goes on": ("You should\nhave called\n", ["You should have called"]),
    "a wrapped sentence goes on with a number or a sign": (
        "within\n30 minutes\n#12\n",
        ["within 30 minutes #12"],
    ),
    "a clock, a day or a level begins a line of its own": (
        "10:05 One\n10:06 Two\n2026-10-14 Three\nERROR four\n",
        ["10:05 One\n10:06 Two\n2026-10-14 Three\nERROR four"],
    ),
    "a line broken on purpose ends the sentence": (
        "One  \ntwo\\\nthree<br>four\n",
        ["One\n\ntwo\n\nthree\n\nfour"],
    ),
    "emphasis leaves its words": (
        "you **should** _have_ ~~not~~ ***called*** 2 * 3\n",
        ["you should have not called 2 * 3"],
    ),
    "inline code is a piece in backquotes": (
        "run `a b` or ``c ` d``\n",
        ["run `a b` or `c ' d`"],
    ),
    "a link is its words": (
        '[the pool](http://x/should "should") and [b][ref] and [ref]\n\n[ref]: /should "should"\n',
        ["the pool and b and ref"],
    ),
    "pictures and addresses are no prose": (
        "see ![alt](x.png) at <https://should.have/called>\n",
        ["see `![alt](x.png)` at `https://should.have/called`"],
    ),
    "escapes and entities are what they show": (
        "a \\* b &amp; c &mdash; d\n",
        ["a * b & c — d"],
    ),
    "tags go, words stay": ("you <b>should</b> <!-- x --> call\n", ["you should  call"]),
    "code and HTML blocks stay out": (
        "One\n\n```\nshould\n```\n\n    should\n\n~~~ x\nshould\n~~~\n\n<div>\nshould\n</div>\n",
        ["One"],
    ),
    "code in a list stays out": ("- One\n\n  ```\n  should\n  ```\n\n      should\n", ["One"]),
    "front matter stays out": ("---\ntitle: should\n---\nOne\n", ["One"]),
    "front matter in TOML stays out": ("+++\ntitle = 'should'\n+++\nOne\n", ["One"]),
    "a rule at the top is no front matter": (
        "---\nOne two.\n\n---\n\nThree\n",
        ["One two.", "Three"],
    ),
    "cells stand alone": (
        "| One | `b` |\n|---|---|\n| a \\| b | |\n| Two | 3 | four |\n",
        ["One", "`b`", "a | b", "Two", "3"],
    ),
    "items stand alone": (
        "- One\n  two\n- - Three\n\n1. [ ] Four\n",
        ["One two", "Three", "[ ] Four"],
    ),
    "a footnote is prose": (
        "One[^1]\n\n[^1]: You should call.\n",
        ["One[^1]", "[^1]: You should call."],
    ),
}


@pytest.mark.parametrize(("document", "prose"), PROSE.values(), ids=PROSE)
def test_only_prose_comes_out(document, prose):
    assert [passage.text for passage in passages_of(document)] == prose


@pytest.mark.parametrize(("document", "prose"), PROSE.values(), ids=PROSE)
@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_change_nothing_but_the_places(document, prose, line_end):
    document = document.replace("\n", line_end)
    assert [passage.text for passage in passages_of(document)] == prose
    for passage in passages_of(document):
        assert_places_hold(document, passage)


def test_only_block_quotes_are_quoted():
    document = "One\n\n> Two\n> > Three\n\n- > Four\n\nFive\n"
    assert [(passage.text, passage.quoted) for passage in passages_of(document)] == [
        ("One", False),
        ("Two", True),
        ("Three", True),
        ("Four", True),
        ("Five", False),
    ]


@pytest.mark.parametrize(
    ("document", "words", "source"),
    [
        ("you **should** have", "should have", "should** have"),
        ("> * you should\n>   have called", "should have", "should\n>   have"),
        ("| x | you should | should call |\n|-|-|-|", "should call", "should call"),
        ("| a \\| should | b |\n|-|-|", "| should", "| should"),
        ("## should # ##", "should #", "should #"),
        ("you should &amp;\r\n`run it`", "& `run it`", "&amp;\r\n`run it`"),
        ("\ta [should](x) have", "a [should](x) have", None),
        ("- a [should](x) have", "should have", "should](x) have"),
        ("🔥🔥 should", "should", "should"),
    ],
)
def test_a_phrase_is_found_where_it_stands_in_the_file(document, words, source):
    found = [
        document[passage.starts[at] : passage.ends[at + len(words) - 1]]
        for passage in passages_of(document)
        if (at := passage.text.find(words)) >= 0
    ]
    assert found == ([] if source is None else [source])


def test_the_second_of_two_equal_cells_is_found_behind_the_first():
    first, second = list(passages_of("| should | should |\n|-|-|\n"))
    assert (first.starts[0], second.starts[0]) == (2, 11)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_text_without_markup_is_one_passage_of_lines(line_end):
    text = f"*You*{line_end}{line_end}should"
    passage = plain_passage(text)
    assert [line.rstrip() for line in passage.text.split("\n")] == ["*You*", "", "should"]
    assert_places_hold(text, passage)


def test_a_paragraph_longer_than_anyone_writes_keeps_its_markup():
    document = "![" * 20_001
    (passage,) = passages_of(document)
    assert passage.text == document


PIECES = st.sampled_from(
    [
        *("You", " should", "have ", " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "  \n", "\\\n"),
        *("*", "**", "_", "`", "``", "~~", "[", "]", "(", ")", "[x](y)", '![a](b "t")', "[r]", "!"),
        *("[r]: /u\n", "<b>", "<br>", "<http://x>", "<", "&amp;", "&", "<!-- ", "-->", "<div>\n"),
        *("#", "# ", "## ", "> ", ">", "- ", "1. ", "    ", "|", "| a | b |\n|---|---|\n", "\\|"),
        *(
            "---\n",
            "===\n",
            "```\n",
            "+++\n",
            "---\nk: v\n---\n",
            ":",
            "\\",
            "\0",
            "\u00a0",
            "\x0c",
        ),
        *("\x85", "\u2028", "é", "😀", "\x1c", "\ufeff"),
    ]
)
DOCUMENTS = st.lists(PIECES, max_size=40).map("".join)


@given(DOCUMENTS)
@example("\u00a0\nYou")
@example("\x1c")
@example("## \x85<br> should")
def test_places_hold_in_any_document(document):
    passages = list(passages_of(document))
    for passage in passages:
        assert_places_hold(document, passage)
    for above, below in pairwise(passage for passage in passages if passage.text):
        assert above.ends[-1] <= below.starts[0]


@given(DOCUMENTS)
def test_no_word_of_the_prose_is_lost(document):
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(document)
    expected = [
        words_in(token.children) for token in shown if token.type == "inline" and token.content
    ]
    if not document.startswith(("---", "+++")):
        found = [copied(document, passage) for passage in passages_of(document)]
        assert found == expected


def assert_places_hold(document: str, passage: Passage) -> None:
    """Each character stands in the file where it is said to stand, in the order of the file."""
    assert len(passage.text) == len(passage.starts) == len(passage.ends)
    assert list(passage.starts) == sorted(passage.starts)
    for character, start, end in zip(passage.text, passage.starts, passage.ends, strict=True):
        assert 0 <= start < end <= len(document)
        if end == start + 1 and not character.isspace():
            assert character == document[start].replace("\0", "\ufffd")


def words_in(tokens) -> str:
    """Return the letters of the text that markdown-it shows."""
    words, in_address = "", False
    for token in tokens:
        if token.markup == "autolink":
            in_address = token.nesting > 0
        elif token.type in ("text", "text_special") and not in_address:
            words += token.content
    return "".join(words.split())


def copied(document: str, passage: Passage) -> str:
    """Return the letters of a passage, without what stands for code, pictures and addresses."""
    letters = zip(passage.text, passage.starts, passage.ends, strict=True)
    kept = (
        letter for letter, start, end in letters if end == start + 1 or document[start] not in "`!<"
    )
    return "".join("".join(kept).split())
