"""The list of formats: how each is recognised, and how a source is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from postmortem_desktop.clock import IdSource
from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.evidence import markdown, table
from postmortem_desktop.evidence.columns import Role
from postmortem_desktop.evidence.guard import check_size, decode, read_bytes
from postmortem_desktop.evidence.reading import ReadRequest, ReadResult
from postmortem_desktop.i18n import N_, _
from postmortem_desktop.jobs import Progress

HEAD_BYTES = 64 * 1024
"""How much of a source is looked at to recognise its format."""

_MARKDOWN_SIGNS = re.compile(r"^(?:#{1,6}[ \t]+\S|[-*][ \t]+\S|\|.*\|[ \t]*$|\*\*)", re.MULTILINE)
_TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".tab"})
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mkd"})


@dataclass(frozen=True, slots=True)
class Source:
    """A source that is already in memory, such as pasted text."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of source that can be read."""

    key: str
    title: str
    """Marked for translation; translate it where it is shown."""
    recognise: Callable[[str, str], str]
    """From the name and the first text of a source: why it is this format, or nothing."""
    read: Callable[[str, str, ReadRequest], ReadResult]


@dataclass(frozen=True, slots=True)
class Recognition:
    """The format of a source, and the reason to show for it."""

    format: Format
    reason: str


def recognise(name: str, head: bytes) -> Recognition:
    """Tell the format of a source by its name and its first bytes.

    Raises:
        ImportRejectedError: it is no text, or none of the formats.
    """
    text = decode(name, head, whole=len(head) < HEAD_BYTES)
    for known in FORMATS:
        reason = known.recognise(name, text)
        if reason:
            return Recognition(known, reason)
    raise ImportRejectedError(
        _(
            "{name} is neither a table with columns for time and title nor a Markdown timeline; "
            "save it as one of these and import that."
        ).format(name=name)
    )


def read_source(
    source: Path | Source,
    *,
    ids: IdSource,
    postmortem_id: str,
    batch_id: str,
    zone: str | None = None,
    day: date | None = None,
    progress: Progress | None = None,
) -> ReadResult:
    """Read a file, or text in memory, into evidence items.

    Args:
        source: the file, or its name and bytes.
        ids: gives each item its id.
        postmortem_id: the post-mortem that the items belong to.
        batch_id: the import that brings them.
        zone: IANA name of the zone that counts where the data state none.
        day: what a clock without a date means where the data state no day at all.
        progress: told about each step; may cancel.

    Raises:
        ImportRejectedError: the source as a whole cannot be read.
        JobCancelledError: the reading was stopped.
    """
    if isinstance(source, Path):
        source = Source(source.name, read_bytes(source))
    check_size(source.name, len(source.data))
    known = recognise(source.name, source.data[:HEAD_BYTES]).format
    request = ReadRequest(postmortem_id, batch_id, ids, zone, day, progress or Progress())
    return known.read(decode(source.name, source.data), source.name, request)


def _recognise_table(name: str, text: str) -> str:
    suffix = PurePath(name).suffix.lower()
    if suffix in _MARKDOWN_SUFFIXES:
        return ""
    header = table.header_of(text)
    if header is not None and header.is_timeline:
        columns = ", ".join(header.names[header.roles[role]] for role in _shown(header))
        return _("a table with the columns {columns}").format(columns=columns)
    return _("a table, by its name") if suffix in _TABLE_SUFFIXES else ""


def _shown(header: table.Header) -> list[Role]:
    seen: dict[int, Role] = {}
    for role in Role:
        if role in header.roles:
            seen.setdefault(header.roles[role], role)
    return list(seen.values())


def _recognise_markdown(name: str, text: str) -> str:
    if PurePath(name).suffix.lower() in _MARKDOWN_SUFFIXES:
        return _("a Markdown document, by its name")
    if _MARKDOWN_SIGNS.search(text):
        return _("a Markdown document with headings, lists or tables")
    return ""


FORMATS: tuple[Format, ...] = (
    Format(table.KEY, N_("Table (CSV, TSV)"), _recognise_table, table.read),
    Format(markdown.KEY, N_("Post-mortem in Markdown"), _recognise_markdown, markdown.read),
)
"""In the order in which they are tried."""
