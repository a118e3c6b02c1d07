"""What one typed line says: when, in which lane, of which kind, and what happened.

``14:05 @mon pool saturated #alert`` is an alert in the lane *Monitoring*; time, lane and kind stand
in any order around the words. A line that can mean several things has several readings, so that
nothing is guessed in silence. ``Monitoring: 14:05 pool saturated !alert`` says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice, product

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.kinds import EventKind, Precision
from postmortem_desktop.domain.names import EVENT_KIND_NAMES
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.domain.times import clock_text, local
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.surroundings import Surroundings
from postmortem_desktop.timeline.ticks import short_day_text
from postmortem_desktop.timeline.time_forms import unread_zone
from postmortem_desktop.timeline.typed_marks import (
    LANE_MARK,
    LaneChoice,
    take_head,
    take_kinds,
    take_lanes,
    unread_kind,
)
from postmortem_desktop.timeline.typed_times import NOTE_GAP, FoundTime, TypedTime, find_times

_MOST_READINGS = 6
_MOST_TIMES = 40
"""More times than that are no line but a paste, and are not all looked at."""

_MARK = re.sub(r"\?P<\w+>", "?:", LANE_MARK)
_BEFORE = re.compile(rf"(?:{_MARK})? ?(?:[^\d\s!~≈:@][^:]*:)?")
"""What may stand before a time at the beginning of a line: a lane."""
_AFTER = re.compile(rf"(?:{_MARK})?")


@dataclass(frozen=True, slots=True)
class QuickEntry:
    """A line as it is understood; ``title`` is empty while no words are typed."""

    title: str
    starts_at: datetime | None
    """None for an undated event."""
    ends_at: datetime | None
    precision: Precision
    kind: EventKind
    lane_id: str
    """Of the lane that the line names; empty when it names none."""
    states_kind: bool = False
    """Whether the line says of which kind it is; else it is an observation."""
    new_lane: str = ""
    """The title of a lane that the line asks for and that is not there yet."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a line."""

    entry: QuickEntry
    note: str = ""
    """What has to be said beside the entry itself, such as from where ``+3m`` counts."""


Readings = tuple[Reading, ...]
"""The likeliest first; none for an empty line."""


def read_entries(
    text: str,
    *,
    day: date,
    zone: str,
    lanes: Sequence[Lane],
    now: datetime,
    relative_to: TimelineEvent | None = None,
    moments: Sequence[datetime] = (),
    told: datetime | None = None,
    is_day_known: bool = True,
) -> Readings:
    """Return the ways to understand a line, no two of them the same.

    Args:
        text: the line as typed.
        day: the day of the incident, which a clock without a date means while nothing is told.
        zone: on whose wall clock times are typed.
        lanes: in the order in which a shortened lane title is looked for among them.
        now: what ``now`` means.
        relative_to: the event from which ``+3m`` counts; None while nothing is dated.
        moments: when things happened, in order; they tell the half of the day of ``2:05``, and
            whether the day of the incident can be meant.
        told: when that happened of which is being told: a clock means the day nearest to it.
        is_day_known: whether something tells ``day``; else a clock is of the day on which it has
            passed last.
    """
    line = " ".join(text.split())
    around = Surroundings(
        day=day,
        is_day_known=is_day_known,
        zone=zone,
        now=now,
        relative_to=relative_to,
        moments=moments,
        told=told,
    )
    ranked = sorted(_ranked(line, around, lanes) if line else (), key=lambda pair: pair[0])
    distinct: dict[QuickEntry, Reading] = {}
    for _rank, reading in ranked:
        distinct.setdefault(reading.entry, reading)
    return tuple(distinct.values())[:_MOST_READINGS]


def reading_text(reading: Reading, zone: str, lane: str) -> str:
    """Return what a reading means, in one line: when, where, what; ``lane`` is its title."""
    entry = reading.entry
    parts = (
        _time_text(entry, zone),
        *([reading.note] if reading.note else []),
        lane,
        _(EVENT_KIND_NAMES[entry.kind]),
        entry.title or _("and now what happened"),
    )
    return NOTE_GAP.join(parts)


def only_title(line: str, title: str) -> str:
    """Return a typed line with blanks in place of all that is not its title: time, lane, kind.

    Every word stays where it is. A title is what is left of a line, in order.
    """
    kept = list(" " * len(line))
    before = len(line)
    for word in reversed(title.split()):
        places = re.finditer(rf"(?<![\w@#!]){re.escape(word)}(?!\w)", line[:before])
        start = max((match.start() for match in places), default=-1)
        if start < 0:
            return line
        kept[start : start + len(word)] = word
        before = start
    return "".join(kept)


def event_to_count_from(dossier: Dossier, *candidates: str) -> TimelineEvent | None:
    """Return the event from which ``+3m`` counts: the first dated candidate, else the latest.

    ``candidates`` are ids; an empty one, or one that is gone, is passed over.
    """
    events = [dossier.find(TimelineEvent, event_id) for event_id in candidates]
    chosen = next((e for e in events if e is not None and e.starts_at is not None), None)
    if chosen is not None:
        return chosen
    everything = dossier.all(TimelineEvent)
    latest = max((e.starts_at for e in everything if e.starts_at is not None), default=None)
    return next((e for e in everything if latest is not None and e.starts_at == latest), None)


def _ranked(
    line: str, around: Surroundings, lanes: Sequence[Lane]
) -> Iterator[tuple[int, Reading]]:
    """Yield every reading with the number of steps by which it leaves the likeliest one."""
    kinds, line = take_kinds(line)
    remark = _kind_remark(line, kinds)
    for lane_rank, (lane, words) in enumerate(take_lanes(line, lanes)):
        is_named = bool(lane.lane_id or lane.new_title)
        for time_rank, (time, note, left) in enumerate(_timed(words, around)):
            heads = [(lane, left)] if is_named else take_head(left, lanes)
            ways = product(enumerate(heads), enumerate(kinds))
            for (head_rank, (place, title)), (kind_rank, kind) in ways:
                entry = _entry(title, time, place, kind)
                said = _joined(note, remark)
                yield lane_rank + time_rank + head_rank + kind_rank, Reading(entry, said)


def _entry(
    title: str, time: TypedTime | None, lane: LaneChoice, kind: EventKind | None
) -> QuickEntry:
    return QuickEntry(
        title=title,
        starts_at=time.starts_at if time else None,
        ends_at=time.ends_at if time else None,
        precision=time.precision if time else Precision.UNKNOWN,
        kind=kind or EventKind.OBSERVATION,
        lane_id=lane.lane_id,
        states_kind=kind is not None,
        new_lane=lane.new_title,
    )


def _time_text(entry: QuickEntry, zone: str) -> str:
    if entry.starts_at is None:
        return _("without a time: goes to the tray")
    day = local(entry.starts_at, zone).date()
    time = clock_text(entry.starts_at, zone)
    if entry.precision is Precision.APPROXIMATE:
        time = f"≈ {time}"
    if entry.ends_at is not None:
        last = local(entry.ends_at, zone).date()
        end = clock_text(entry.ends_at, zone)
        time = f"{time} – {end}" if last == day else f"{time} – {_day_text(last)}  {end}"
    return f"{_day_text(day)}  {time}"


def _day_text(day: date) -> str:
    return f"{short_day_text(day)} {day.year}"


def _timed(words: str, around: Surroundings) -> Iterator[tuple[TypedTime | None, str, str]]:
    """Yield each time that the words can mean, with its note and the title that is left."""
    found = _the_time(words, around)
    if found is None:
        yield None, "", words
        return
    undated = (None, found.note, words)
    is_inside = _is_inside(found, words)
    if found.is_rather_words:
        yield undated
    title = words if is_inside else _title_beside(found, words)
    remark = _zone_remark(words[found.stop :])
    for time in found.times:
        yield time, _joined(time.note, remark), title
    if found.is_doubtful or is_inside or not found.times:
        yield undated


def _zone_remark(rest: str) -> str:
    """Return that the name of a zone behind a time was not taken for one."""
    name = unread_zone(rest)
    said = _("“{name}” is read as words; write such as −05:00")
    return said.format(name=name) if name else ""


def _kind_remark(line: str, kinds: Sequence[EventKind | None]) -> str:
    """Return that a mark in what is left of a line was not taken for a kind."""
    mark = unread_kind(line)
    if not mark:
        return ""
    if any(kinds):
        return _("“{mark}” is read as words: an event is of one kind").format(mark=mark)
    return _("“{mark}” is read as words: no kind begins so").format(mark=mark)


def _joined(*notes: str) -> str:
    return NOTE_GAP.join(filter(None, notes))


def _the_time(words: str, around: Surroundings) -> FoundTime | None:
    """Return the time of a line: the first one that is surely one, else the first that may be."""
    candidates = [
        found
        for found in islice(find_times(words, around), _MOST_TIMES)
        if not _is_a_number(found, words)
    ]
    sure = (found for found in candidates if not found.is_doubtful)
    return next(sure, None) or next(iter(candidates), None)


def _is_a_number(found: FoundTime, words: str) -> bool:
    """Whether digits, or a ``now``, stand where they are a part of the sentence."""
    if found.is_digits:
        length = len(words[found.start : found.stop].strip("~≈ "))
        if not found.times or (length == 3 and found.stop == len(words)):
            return True
    return found.is_doubtful and _is_inside(found, words)


def _is_inside(found: FoundTime, words: str) -> bool:
    before, after = words[: found.start].rstrip(), words[found.stop :].lstrip()
    return not (_BEFORE.fullmatch(before) or _AFTER.fullmatch(after))


def _title_beside(found: FoundTime, words: str) -> str:
    """Return the words without a time that stands at their beginning or end."""
    before, after = words[: found.start].rstrip(" ([,;–—-"), words[found.stop :]
    return f"{before} {after.lstrip(' ,:;!?)]–—-')}".strip()
