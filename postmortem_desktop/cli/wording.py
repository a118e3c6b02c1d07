"""The command ``check``: where a text blames, why that hides the story, what to ask instead."""

from __future__ import annotations

import argparse
import json
import re
import sys
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from postmortem_desktop.cli.main import say
from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.evidence.passages import Passage, plain_passage
from postmortem_desktop.i18n import N_, _
from postmortem_desktop.phrasing import NO_OWN_RULES, OwnRules, Tier, load_own, review
from postmortem_desktop.phrasing.lexicon import PhrasingDataError
from postmortem_desktop.phrasing.rules import matcher_ids

STANDARD_INPUT = "-"
UNREAD = 3
"""The exit status when a text could not be read: what is printed is not the whole then."""
MARKDOWN_ENDINGS = frozenset((".md", ".markdown", ".mdown"))

_UNREADABLE = (
    (FileNotFoundError, N_("{name} is not there; check the path.")),
    (IsADirectoryError, N_("{name} is a folder; name the files in it.")),
    (
        PermissionError,
        N_("{name} may not be read; change its permissions, or leave it out."),
    ),
)
_OTHERWISE = N_("{name} cannot be read: {reason}; check the path, or leave it out.")
_LINE_END = re.compile(r"\r\n|\r|\n")
_BETWEEN_NAMES = re.compile(r"\s*[,;]\s*")


@dataclass(frozen=True, slots=True)
class Finding:
    """One hint on a file.

    Lines and columns count from 1, columns in characters; the end is the place behind the last
    character. ``start`` and ``end`` count the characters of the file from 0, line ends as they are
    and a byte order mark left out.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    category: str
    tier: str
    title: str
    words: str
    reason: str
    questions: tuple[str, ...]
    rule: str
    """The id by which a file of one's own can mute it."""


def check(options: argparse.Namespace) -> int:
    """Print the hints on each text; they are no fault, so the status is 0 unless asked for.

    What cannot be read is told, and the others are checked all the same.
    """
    own = NO_OWN_RULES if options.rules is None else _rules_in(options.rules)
    names = [name for given in options.names for name in _BETWEEN_NAMES.split(given.strip())]
    findings: list[Finding] = []
    unread = 0
    for file in options.files:
        try:
            text = _text_of(file)
        except ImportRejectedError as refusal:
            say(str(refusal))
            unread += 1
            continue
        findings += findings_in(file, text, names, form=options.form, own=own)
    hard = [finding for finding in findings if finding.tier == Tier.HARD]
    shown = findings if options.soft else hard
    if options.json:
        print(json.dumps([asdict(finding) for finding in shown], ensure_ascii=False))
    else:
        _tell(shown)
    if unread:
        return UNREAD
    return 1 if options.strict and hard else 0


def findings_in(
    file: str,
    text: str,
    names: Collection[str],
    *,
    form: str | None = None,
    own: OwnRules = NO_OWN_RULES,
) -> Iterator[Finding]:
    """Yield all hints on a text from its beginning to its end, soft ones too.

    Args:
        file: what the text is called; the ending says whether it is Markdown.
        text: what stands in the file, with the line ends it has there.
        names: people who may be named in it.
        form: ``markdown`` or ``text``, whatever the file is called.
        own: what a person added and silenced.
    """
    lines = [0, *(match.end() for match in _LINE_END.finditer(text))]
    for passage in _passages(file, text, form):
        for hint in review(passage.text, names, own=own):
            start, end = passage.starts[hint.start], passage.ends[hint.end - 1]
            line, end_line = bisect_right(lines, start), bisect_right(lines, end)
            yield Finding(
                file=file,
                line=line,
                column=start - lines[line - 1] + 1,
                end_line=end_line,
                end_column=end - lines[end_line - 1] + 1,
                start=start,
                end=end,
                category=hint.category,
                # What somebody else wrote is kept as it was said, as speech in quotation marks is.
                tier=Tier.SOFT if passage.quoted else hint.tier,
                title=hint.title,
                words=" ".join(passage.text[hint.start : hint.end].split()),
                reason=hint.reason,
                questions=hint.questions,
                rule=hint.rule,
            )


def _passages(file: str, text: str, form: str | None) -> Iterable[Passage]:
    """Return the prose of a text."""
    if form == "markdown" or (form is None and Path(file).suffix.lower() in MARKDOWN_ENDINGS):
        from postmortem_desktop.evidence.markdown_prose import passages_of

        return passages_of(text)
    return [plain_passage(text)]


def _rules_in(path: Path) -> OwnRules:
    """Return the rules of a file.

    Raises:
        PhrasingDataError: there is no such file, or a part of it cannot be understood.
    """
    if not path.exists():
        raise PhrasingDataError(_("{name} is not there; check the path.").format(name=path))
    return load_own(path, matcher_ids())


def _tell(findings: Iterable[Finding]) -> None:
    """Print each finding as compilers and grep do, so that editors can go there."""
    for finding in findings:
        place = f"{finding.file}:{finding.line}:{finding.column}"
        title = finding.title
        if finding.tier == Tier.SOFT:
            title = _("{title} (soft)").format(title=title)
        print(f"{place}: “{finding.words}” – {title}. {finding.reason} [{finding.rule}]")
        for question in finding.questions:
            print(f"    {_('Ask')}: {question}")


def _text_of(file: str) -> str:
    """Return what stands in a file.

    Raises:
        ImportRejectedError: it cannot be read or is no text; the sentence says what to do.
    """
    try:
        content = _bytes_of(file)
    except OSError as error:
        told = next((told for kind, told in _UNREADABLE if isinstance(error, kind)), _OTHERWISE)
        raise ImportRejectedError(_(told).format(name=Path(file), reason=error.strerror)) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRejectedError(
            _("{name} is no text in UTF-8; save it as UTF-8, or leave it out.").format(name=file)
        ) from error
    if "\0" in text:
        raise ImportRejectedError(_("{name} is no text; leave it out.").format(name=file))
    return text


def _bytes_of(file: str) -> bytes:
    if file != STANDARD_INPUT:
        return Path(file).read_bytes()
    return sys.stdin.buffer.read() if sys.stdin is not None else b""
