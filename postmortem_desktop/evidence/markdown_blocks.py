"""A Markdown document as a flat list of blocks with their line numbers and plain text.

markdown-it-py finds the structure (lists, tables, fences, block quotes as CommonMark has them) and
keeps the line numbers; inline text is parsed only here, so links and code become plain words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from markdown_it import MarkdownIt
from markdown_it.token import Token

_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MARKUP = re.compile(r"[\\`*_\[\]<&!]|  \n")
_BLOCK_PARSER = MarkdownIt("commonmark").enable("table").disable("inline")
_INLINE_PARSER = MarkdownIt("commonmark")
_LONGEST_MARKUP = 20_000
"""Characters of a paragraph; beyond, nobody wrote it and its markup stays as it is."""
_WEB = ("https://", "http://")


class BlockKind(Enum):
    """What a block is."""

    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    """The first paragraph of a list item."""
    CODE = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True)
class TextLine:
    """One source line of running text, without its markup."""

    text: str
    bold: bool = False
    """Whether it begins in bold."""
    link: str = ""
    """The first web address in it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    line: int
    cells: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item, code block or table."""

    kind: BlockKind
    line: int
    """From 1."""
    end_line: int
    """The last line that belongs to it."""
    lines: tuple[TextLine, ...] = ()
    level: int = 0
    """Of a heading 1 to 6; of everything else how many lists it stands in."""
    marker: str = ""
    """The ``-`` or ``1.`` of a list item."""
    rows: tuple[Row, ...] = ()

    @property
    def text(self) -> str:
        """Its running text on one line; code keeps its lines."""
        if self.kind is BlockKind.CODE:
            return "\n".join(line.text for line in self.lines)
        return " ".join(line.text.strip() for line in self.lines if line.text.strip())

    @property
    def bold(self) -> bool:
        """Whether it begins in bold."""
        return bool(self.lines) and self.lines[0].bold

    @property
    def link(self) -> str:
        """The first web address in it."""
        return next((line.link for line in self.lines if line.link), "")


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of a document from top to bottom."""
    return _Flattener(_BLOCK_PARSER.parse(text)).blocks()


def plain_lines(content: str) -> tuple[TextLine, ...]:
    """Return inline Markdown as lines of plain text."""
    if len(content) > _LONGEST_MARKUP or _MARKUP.search(content) is None:
        return tuple(TextLine(line.strip()) for line in content.split("\n"))
    tokens = _INLINE_PARSER.parseInline(content)
    return _plain(tokens[0].children or []) if tokens else ()


class _Flattener:
    """Walks the tokens once and remembers in which lists it is."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._markers: list[str] = []
        self._numbers: list[int] = []
        self._item_begins = False
        self._blocks: list[Block] = []

    def blocks(self) -> list[Block]:
        position = 0
        while position < len(self._tokens):
            if self._tokens[position].type == "table_open":
                position = self._table(position)
            else:
                self._one(position)
            position += 1
        return self._blocks

    def _one(self, position: int) -> None:
        token = self._tokens[position]
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._begin_list(token)
            case "bullet_list_close" | "ordered_list_close":
                self._numbers.pop()
                self._markers.pop()
            case "list_item_open":
                self._begin_item()
            case "list_item_close":
                self._item_begins = False
            case "heading_open":
                self._add(BlockKind.HEADING, position + 1, level=int(token.tag[1:]))
            case "paragraph_open":
                kind = BlockKind.ITEM if self._item_begins else BlockKind.PARAGRAPH
                self._add(kind, position + 1, level=len(self._markers))
            case "fence" | "code_block":
                self._add_code(token)
            case _:
                pass

    def _begin_list(self, token: Token) -> None:
        self._numbers.append(int(token.attrs.get("start", 1)))
        self._markers.append("-" if token.type == "bullet_list_open" else "1.")

    def _begin_item(self) -> None:
        self._item_begins = True
        if self._markers[-1] != "-":
            self._markers[-1] = f"{self._numbers[-1]}."
            self._numbers[-1] += 1

    def _add_code(self, token: Token) -> None:
        lines = tuple(TextLine(line) for line in token.content.rstrip("\n").split("\n"))
        begin, end = token.map or (0, 1)
        self._append(Block(BlockKind.CODE, begin + 1, end, lines, len(self._markers)))

    def _add(self, kind: BlockKind, position: int, *, level: int) -> None:
        inline = self._tokens[position]
        begin, end = inline.map or (0, 1)
        marker = self._markers[-1] if kind is BlockKind.ITEM else ""
        lines = plain_lines(inline.content)
        if any(line.text.strip() for line in lines):
            self._append(Block(kind, begin + 1, end, lines, level, marker))

    def _append(self, block: Block) -> None:
        self._item_begins = False
        self._blocks.append(block)

    def _table(self, position: int) -> int:
        begin, end = self._tokens[position].map or (0, 1)
        rows: list[Row] = []
        cells: list[TextLine] = []
        line = begin + 1
        while self._tokens[position].type != "table_close":
            token = self._tokens[position]
            if token.type == "tr_open":
                line, cells = (token.map or (line, 0))[0] + 1, []
            elif token.type == "inline":
                parts = plain_lines(token.content)
                link = next((part.link for part in parts if part.link), "")
                cells.append(TextLine("\n".join(part.text for part in parts).strip(), link=link))
            elif token.type == "tr_close":
                rows.append(Row(line, tuple(cells)))
            position += 1
        level = len(self._markers)
        self._append(Block(BlockKind.TABLE, begin + 1, end, (), level, "", tuple(rows)))
        return position


def _plain(tokens: Sequence[Token]) -> tuple[TextLine, ...]:
    lines: list[TextLine] = []
    words: list[str] = []
    bold, link, strong = False, "", 0
    for token in tokens:
        if token.type == "strong_open":
            strong += 1
            bold = bold or not "".join(words).strip()
        elif token.type == "strong_close":
            strong -= 1
        elif token.type == "link_open" and not link:
            address = str(token.attrs.get("href", ""))
            link = address if address.startswith(_WEB) else ""
        elif _breaks_line(token):
            lines.append(TextLine("".join(words), bold, link))
            words, bold, link = [], strong > 0, ""
        elif token.type in {"text", "code_inline", "text_special", "image"}:
            words.append(token.content)
    lines.append(TextLine("".join(words), bold, link))
    return tuple(lines)


def _breaks_line(token: Token) -> bool:
    if token.type == "html_inline":
        return _LINE_BREAK.fullmatch(token.content) is not None
    return token.type in {"softbreak", "hardbreak"}
