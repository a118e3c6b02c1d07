"""People's words in Markdown: shown as they were typed, never read as markup."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)|#(?=#*$)")
"""Characters that mean something wherever they stand."""

_LINE_START = re.compile(r"(?P<sign>[#+=:-])|(?P<number>\d{1,9})(?P<dot>[.)])")
"""What makes a heading, list, rule or table only at the beginning of a line."""


def inline(text: str) -> str:
    """Return the text on one line, for a heading, a list item or the cell of a table."""
    escaped = _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
    return _LINE_START.sub(_harmless, escaped, count=1) if _LINE_START.match(escaped) else escaped


def cell(text: str) -> str:
    """Return the text for the cell of a table, its lines kept apart."""
    return "<br>".join(inline(line) for line in text.splitlines() if line.strip())


def paragraphs(text: str) -> str:
    """Return the text as paragraphs: an empty line parts them, a line break stays one."""
    blocks: list[str] = []
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.strip():
            lines.append(inline(line))
        elif lines:
            blocks.append("\\\n".join(lines))
            lines = []
    return "\n\n".join(blocks)


def quoted(text: str) -> str:
    """Return the text as a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in paragraphs(text).split("\n"))


def _harmless(match: re.Match[str]) -> str:
    return f"\\{match['sign']}" if match["sign"] else f"{match['number']}\\{match['dot']}"
