"""The plain text of inline Markdown, and the part of the source each of its characters stands for.

markdown-it-py tells what stands in a line, not where. Its tokens hold their source in order, so
they are laid beside it once more; where a link, a picture or code ends is noted while it reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, backtick, image, link
from markdown_it.token import Token

_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LONGEST_MARKUP = 20_000
"""Characters of a paragraph; beyond, nobody wrote it and its markup stays as it is."""
_SOURCE_END = "source_end"

_InlineRule = Callable[[StateInline, bool], bool]

Span = tuple[int, int]


def plain_text_of(content: str, references: dict[str, object]) -> tuple[str, list[Span]]:
    """Return the plain text of inline Markdown, with the span in ``content`` of each character.

    Code, pictures and web addresses become a short piece in backquotes, so that a sentence keeps
    its shape. A line that is broken on purpose becomes an empty line.

    Args:
        content: what stands in one paragraph, heading or cell.
        references: what markdown-it-py has found of link definitions in the document.
    """
    prose = _Prose(content)
    if len(content) > _LONGEST_MARKUP:
        prose.copy(content)
    else:
        parser = _parser()
        for token in parser.inline.parse(content, parser, references, []):
            prose.take(token)
    return "".join(prose.characters), prose.spans


class _Prose:
    """The plain text as it grows."""

    def __init__(self, source: str) -> None:
        self.characters: list[str] = []
        self.spans: list[Span] = []
        self._source = source
        self._at = 0
        """How much of the source has been dealt with."""
        self._in_address = False

    def take(self, token: Token) -> None:
        """Go on by one token."""
        match token.type:
            case "text":
                if not self._in_address:
                    self.copy(token.content)
            case "text_special":
                self._put(token.content, self._at + len(token.markup))
            case "softbreak" | "hardbreak":
                self._break_line("\n" if token.type == "softbreak" else "\n\n")
            case "html_inline":
                is_break = _LINE_BREAK.fullmatch(token.content) is not None
                self._put("\n\n" if is_break else "", self._at + len(token.content))
            case "link_open" | "link_close":
                self._take_end_of_link(token)
            case "code_inline" | "image":
                self._put_stand_in(token.meta[_SOURCE_END])
            case _:
                self._at += len(token.markup)

    def copy(self, words: str) -> None:
        """Append what stands in the source as it is."""
        self.characters.extend(words)
        self.spans.extend((at, at + 1) for at in range(self._at, self._at + len(words)))
        self._at += len(words)

    def _put(self, words: str, end: int) -> None:
        """Append what stands for the source up to ``end`` as a whole."""
        self.characters.extend(words)
        self.spans.extend([(self._at, end)] * len(words))
        self._at = end

    def _put_stand_in(self, end: int) -> None:
        """Append the source up to ``end`` as something that is not prose."""
        plain = self._source[self._at : end].strip("`<>").replace("`", "'")
        self._put(f"`{' '.join(plain.split()) or '…'}`", end)

    def _break_line(self, words: str) -> None:
        self._at = self._source.index("\n", self._at)
        self._put(words, self._at + 1)
        rest = self._source[self._at :]
        self._at += len(rest) - len(rest.lstrip(" \t"))

    def _take_end_of_link(self, token: Token) -> None:
        """Go over the bracket before the words of a link, or the target behind them."""
        if token.markup == "autolink":
            self._in_address = token.nesting > 0
            if not self._in_address:
                self._put_stand_in(token.meta[_SOURCE_END])
        elif token.nesting > 0:
            self._at += len("[")
        else:
            self._at = token.meta[_SOURCE_END]


@cache
def _parser() -> MarkdownIt:
    """Return the parser, whose tokens know where links, pictures and code end."""
    parser = MarkdownIt("commonmark").enable("strikethrough")
    for name, rule in (
        ("link", link),
        ("image", image),
        ("autolink", autolink),
        ("backticks", backtick),
    ):
        parser.inline.ruler.at(name, _noting_its_end(rule))
    return parser


def _noting_its_end(rule: _InlineRule) -> _InlineRule:
    """Let a rule keep with its last token how far in the source it has read."""

    def noting(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's own form
        known = len(state.tokens)
        matches = rule(state, silent)
        if matches and len(state.tokens) > known:
            state.tokens[-1].meta[_SOURCE_END] = state.pos
        return matches

    return noting
