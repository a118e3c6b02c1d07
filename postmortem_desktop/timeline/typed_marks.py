"""The marks of a typed line: ``@mon`` or ``Monitoring:`` for a lane, ``#alert`` for a kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.domain.names import EVENT_KIND_NAMES
from postmortem_desktop.domain.records import Lane
from postmortem_desktop.i18n import _

LANE_MARK = r"@(?:[\"“](?P<quoted>[^\"“”]+)[\"”]|(?P<word>\w+(?:[-/&.]\w+)*))(?![\w-])"
_LANE = re.compile(rf"(?<!\S){LANE_MARK}")
_KIND = re.compile(r"(?<!\S)(?P<sign>[!#])(?P<word>\w+)(?![\w-])")
_HEAD = re.compile(r"(?P<lane>[^:]{2,}?) ?: (?P<title>\S.*)")


@dataclass(frozen=True, slots=True)
class LaneChoice:
    """The lane that a line names; both empty when it names none."""

    lane_id: str = ""
    new_title: str = ""
    """Of a lane that is not there yet."""


def take_kinds(line: str) -> tuple[list[EventKind | None], str]:
    """Return the kinds that the line can mean, and the line without the mark.

    A beginning is enough. ``!a`` is a mark only where it fits one kind; ``#a`` means each that
    it fits. What fits none stays in the words.
    """
    for match in _KIND.finditer(line):
        word = match["word"].casefold()
        fitting = [
            kind
            for kind, name in EVENT_KIND_NAMES.items()
            if kind.value.startswith(word) or _(name).casefold().startswith(word)
        ]
        if len(fitting) == 1 or (fitting and match["sign"] == "#"):
            return [*fitting], _without(line, match)
    return [None], line


def unread_kind(line: str) -> str:
    """Return the first mark with ``#`` in a line from which the kind is taken, or nothing.

    Numbers such as ``#2291`` are those of tickets.
    """
    found = (m for m in _KIND.finditer(line) if m["sign"] == "#" and m["word"].isalpha())
    return next((match.group() for match in found), "")


def take_lanes(line: str, lanes: Sequence[Lane]) -> list[tuple[LaneChoice, str]]:
    """Return the lanes that ``@`` can mean, each with the line that is left.

    A name that is unknown means a new lane, or else belongs to the words.
    """
    match = _LANE.search(line)
    if match is None:
        return [(LaneChoice(), line)]
    name = (match["quoted"] or match["word"]).strip()
    rest = _without(line, match)
    fitting = _fitting(name, lanes)
    if fitting or not name:
        return [(LaneChoice(lane_id), rest) for lane_id in fitting] or [(LaneChoice(), rest)]
    return [(LaneChoice(new_title=name), rest), (LaneChoice(), line)]


def take_head(title: str, lanes: Sequence[Lane]) -> list[tuple[LaneChoice, str]]:
    """Return the lanes that ``Monitoring:`` before the words can mean, each with the words."""
    match = _HEAD.fullmatch(title)
    fitting = _fitting(match["lane"], lanes) if match else []
    if match is None or not fitting:
        return [(LaneChoice(), title)]
    return [(LaneChoice(lane_id), match["title"]) for lane_id in fitting]


def _fitting(name: str, lanes: Sequence[Lane]) -> list[str]:
    """Return the lanes of that title, else those whose titles begin so, each title once."""
    wanted = _letters(name)
    titles: dict[str, str] = {}
    for lane in lanes:
        titles.setdefault(_letters(lane.title), lane.id)
    if wanted in titles:
        return [titles[wanted]]
    return [lane_id for title, lane_id in titles.items() if title.startswith(wanted)]


def _letters(title: str) -> str:
    """Return a title without what nobody types: capitals, spaces, signs."""
    folded = title.casefold()
    return re.sub(r"[\W_]+", "", folded) or folded


def _without(line: str, match: re.Match[str]) -> str:
    return f"{line[: match.start()].rstrip()} {line[match.end() :].lstrip()}".strip()
