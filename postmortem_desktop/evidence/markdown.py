"""The timeline of a published post-mortem in Markdown.

Times are read from the places where people put them: table rows, list items, headings, and
paragraphs that begin with one in bold. Prose elsewhere is left alone.
"""

from __future__ import annotations

from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.evidence.day_order import day_comes_first
from postmortem_desktop.evidence.guard import MAXIMUM_MARKDOWN_BYTES, check_lines, check_size
from postmortem_desktop.evidence.markdown_blocks import blocks_of
from postmortem_desktop.evidence.markdown_outline import summary_of, title_of
from postmortem_desktop.evidence.markdown_reader import KEY, Reader
from postmortem_desktop.evidence.reading import ReadRequest, ReadResult
from postmortem_desktop.i18n import _

__all__ = ["KEY", "read"]


def read(text: str, name: str, request: ReadRequest) -> ReadResult:
    """Read the timeline of a document.

    Raises:
        ImportRejectedError: it has no timeline, or its dates cannot be told apart.
    """
    check_size(name, len(text), MAXIMUM_MARKDOWN_BYTES)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    check_lines(name, text)
    blocks = blocks_of(text)
    day_first = day_comes_first(name, [text])
    reader = Reader(text, blocks, request, day_first=day_first)
    findings = reader.read()
    if not findings.items and not findings.problems:
        raise ImportRejectedError(
            _(
                "{name} has no timeline with times; put each time at the start of a table row, "
                "list item or heading and import it again."
            ).format(name=name)
        )
    zone, source = reader.zones.outcome
    return ReadResult(
        format=KEY,
        items=tuple(findings.items),
        raws=tuple(findings.raws),
        problems=tuple(sorted(findings.problems, key=lambda problem: problem.line)),
        zone_used=zone,
        zone_source=source,
        lacks_day=reader.calendar.lacks_day,
        title=title_of(blocks),
        summary=summary_of(blocks),
    )
