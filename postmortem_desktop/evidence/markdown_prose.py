"""The running text of a Markdown document, each character with its place in the file.

What machines read or wrote stays out: code, HTML, the targets of links, reference definitions and
front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from postmortem_desktop.evidence.markdown_inline import plain_text_of
from postmortem_desktop.evidence.passages import Passage

_BLOCK_PARSER = MarkdownIt("commonmark").enable("table").disable("inline")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_FRONT_MATTER = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*(?:\r\n|\r|\n)"
    r"(?=\s*(?:[\w\"'-][^\r\n:=]*[:=]|[#\[]|---))"
    r"(?s:.*?)(?:\r\n|\r|\n)(?:(?P=fence)|\.\.\.)[ \t]*(?=\r|\n|\Z)"
)
"""What YAML or TOML says about a document before it begins."""
_WRAPPED = re.compile(r"(?<!\n)\n(?!\n|[\[(]?(?:\d{1,2}:\d\d|\d{4}-\d\d-\d\d)|[•$]|[A-Z]{4,}\b)")
"""The end of a line where the sentence goes on. What begins with a clock, a day or the level of a
log message is a line of its own."""


class _Line(NamedTuple):
    """One line of the file, without its end."""

    text: str
    offset: int


def passages_of(text: str) -> Iterator[Passage]:
    """Yield the prose of a document from top to bottom: headings, paragraphs, table cells."""
    references: dict[str, object] = {}
    tokens = _BLOCK_PARSER.parse(_without_front_matter(text), references)
    quotes = 0
    for token, places in _placed(tokens, text):
        quotes += token.nesting if token.type.startswith("blockquote") else 0
        if places:
            plain, spans = plain_text_of(token.content, references)
            starts = [places[start] for start, _end in spans]
            ends = [places[end - 1] + 1 for _start, end in spans]
            yield Passage(_WRAPPED.sub(" ", plain), starts, ends, quoted=quotes > 0)


def _without_front_matter(text: str) -> str:
    """Return a document with its front matter blank; the lines keep their numbers."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return text
    return re.sub(r"[^\r\n]", " ", found.group()) + text[found.end() :]


def _placed(tokens: Sequence[Token], text: str) -> Iterator[tuple[Token, Sequence[int]]]:
    """Yield each token and, where it holds text, the places of its characters in the file."""
    # markdown-it-py reads NUL as U+FFFD.
    found = _LINE.finditer(text.replace("\0", "\ufffd"))
    lines = [_Line(match[1], match.start()) for match in found]
    marks, cell_end = "", 0
    for token in tokens:
        places: Sequence[int] = ()
        if token.type == "tr_open":
            cell_end = 0
        elif token.type != "inline":
            marks = token.markup if token.type == "heading_open" else token.tag
        elif token.map and token.content:
            line = lines[token.map[0]]
            if marks in ("th", "td"):
                places = _places_in_cell(token.content, line, cell_end)
                cell_end = places[-1] + 1 - line.offset
            elif marks.startswith("#"):
                places = _places_in_heading(token.content, line, marks)
            else:
                places = _places_in_lines(token.content, lines[slice(*token.map)])
        yield token, places


def _places_in_lines(content: str, lines: Sequence[_Line]) -> list[int]:
    """Return the places in a paragraph: each of its lines stands at the end of one of the file."""
    places: list[int] = []
    following = iter(lines)
    for part in content.split("\n"):
        words = part.strip(" \t")
        first = next(place for line in following if (place := _place_at_end(words, line)) >= 0)
        first -= len(part) - len(part.lstrip(" \t"))
        places.extend(range(first, first + len(part) + 1))
    return places


def _place_at_end(words: str, line: _Line) -> int:
    """Return where in the file the words begin that a line ends with, -1 where it does not."""
    column = line.text.rfind(words)
    ends_there = column >= 0 and not line.text[column + len(words) :].strip()
    return line.offset + column if ends_there else -1


def _places_in_heading(content: str, line: _Line, marks: str) -> range:
    """Return the places in a heading that begins with number signs."""
    column = line.text.index(content, line.text.index(marks) + len(marks))
    return range(line.offset + column, line.offset + column + len(content))


def _places_in_cell(content: str, line: _Line, begin: int) -> list[int]:
    """Return the places in a table cell, where each bar has a backslash before it."""
    place = line.offset + line.text.index(content.replace("|", "\\|"), begin)
    places: list[int] = []
    for character in content:
        place += character == "|"
        places.append(place)
        place += 1
    return places
