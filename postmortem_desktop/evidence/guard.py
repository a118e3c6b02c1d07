"""Limits checked before anything is parsed, and the step from bytes to text."""

from __future__ import annotations

import re
from pathlib import Path

from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.i18n import _

MEGABYTE = 1024 * 1024
MAXIMUM_BYTES = 50 * MEGABYTE
MAXIMUM_MARKDOWN_BYTES = 2 * MEGABYTE
MAXIMUM_LINES = 20_000
"""Lines of a document."""
MAXIMUM_LINE = 50_000
"""Characters of one line of a document."""
MAXIMUM_FIELD = 100_000
"""Characters of one field of a table."""
MAXIMUM_ROWS = 200_000
MAXIMUM_RAW = 64 * 1024

_SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\xd0\xcf\x11\xe0", "Office"),
    (b"SQLite format 3", "SQLite"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.05


def read_bytes(path: Path) -> bytes:
    """Return the content of a file within the size limit.

    Raises:
        ImportRejectedError: the file is missing, unreadable or too large.
    """
    try:
        size = path.stat().st_size
        check_size(path.name, size)
        return path.read_bytes()
    except OSError as problem:
        raise ImportRejectedError(
            _("{name} cannot be opened ({reason}); check the place and its permissions.").format(
                name=path.absolute(), reason=problem.strerror or problem
            )
        ) from problem


def check_size(name: str, size: int, maximum: int = MAXIMUM_BYTES) -> None:
    """Refuse a source that is larger than can be read with care.

    Raises:
        ImportRejectedError: it is larger than ``maximum`` bytes.
    """
    if size > maximum:
        raise ImportRejectedError(
            _(
                "{name} has {size} MB and at most {maximum} MB can be read; "
                "cut it to the hours of the incident."
            ).format(name=name, size=-(-size // MEGABYTE), maximum=maximum // MEGABYTE)
        )


def check_lines(name: str, text: str) -> None:
    """Refuse a document that no person wrote.

    Raises:
        ImportRejectedError: it has too many lines, or one that is too long.
    """
    lines = text.split("\n")
    if len(lines) > MAXIMUM_LINES:
        raise ImportRejectedError(
            _(
                "{name} has {lines} lines and at most {maximum} can be read; "
                "keep the part with the timeline."
            ).format(name=name, lines=len(lines), maximum=MAXIMUM_LINES)
        )
    for number, line in enumerate(lines, 1):
        if len(line) > MAXIMUM_LINE:
            raise ImportRejectedError(
                _(
                    "Line {line} of {name} has more than {maximum} characters; "
                    "shorten it and import the file again."
                ).format(line=number, name=name, maximum=MAXIMUM_LINE)
            )


def decode(name: str, data: bytes, *, whole: bool = True) -> str:
    """Return the text of a source in UTF-8, UTF-16 or Windows-1252.

    Args:
        name: of the file, for the sentence when it is not text.
        data: its content.
        whole: False for the head of a longer file, which may end inside a character.

    Raises:
        ImportRejectedError: it is empty, or no text.
    """
    if not data.strip():
        raise ImportRejectedError(_("{name} is empty; choose another file.").format(name=name))
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise _not_text(name, kind)
    text = _decoded(data, whole=whole)
    if text is None or len(_CONTROLS.findall(text)) > len(text) * _CONTROL_SHARE:
        raise _not_text(name, "")
    text = _CONTROLS.sub("", text)
    if not text.strip():
        raise ImportRejectedError(_("{name} is empty; choose another file.").format(name=name))
    return text


def _decoded(data: bytes, *, whole: bool) -> str | None:
    for encoding in _encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as problem:
            if not whole and problem.start >= len(data) - 4:
                return data[: problem.start].decode(encoding)
    return None


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith(b"\xef\xbb\xbf"):
        return ("utf-8-sig",)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    head = data[:2000]
    if head.count(0) * 3 > len(head):
        # Latin text in UTF-16 has a zero in every second byte; which one tells the byte order.
        return ("utf-16-le",) if head[1::2].count(0) > head[::2].count(0) else ("utf-16-be",)
    return ("utf-8", "cp1252")


def _not_text(name: str, kind: str) -> ImportRejectedError:
    if kind:
        return ImportRejectedError(
            _(
                "{name} is a {kind} file; save its content as CSV or Markdown and import that."
            ).format(name=name, kind=kind)
        )
    return ImportRejectedError(
        _("{name} holds no readable text; save it as CSV or Markdown and import that.").format(
            name=name
        )
    )
