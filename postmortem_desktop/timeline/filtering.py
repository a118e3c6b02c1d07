"""Which events a filter leaves in sight, and which ones hold the words looked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.interviews import Answer, Interview
from postmortem_desktop.domain.kinds import EventKind, LinkKind
from postmortem_desktop.domain.records import Lane, Link, TimelineEvent

_NOTHING: frozenset[str] = frozenset()

_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
"""Marks above and below letters; the vowel signs of other scripts are letters and stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """What an event has to be to stay in sight; an empty field asks for nothing.

    Within a field one of the values is enough, and every field has to agree.
    """

    kinds: frozenset[EventKind] = frozenset()
    lanes: frozenset[str] = _NOTHING
    """Ids of lanes; the lanes nested in one of them count as well."""
    people: frozenset[str] = _NOTHING
    """Ids of participants who told of the event."""
    sources: frozenset[str] = _NOTHING
    """Ids of the batches of evidence that the event came from."""
    starred_only: bool = False
    words: str = ""
    """Each of them occurs in the title, the detail or what was known then."""

    @property
    def is_open(self) -> bool:
        """Whether it lets everything through."""
        return self == EventFilter()


def hidden_ids(
    dossier: Dossier, chosen: EventFilter, batch_of: Mapping[str, str] | None = None
) -> frozenset[str]:
    """Return the ids of the events, undated ones among them, that a filter takes out of sight.

    Args:
        dossier: as it is now.
        chosen: what is to stay.
        batch_of: the batch of each item of evidence from which an event came, which the dossier
            does not know; needed only to filter by source.
    """
    tests: list[Callable[[TimelineEvent], bool]] = []
    if chosen.kinds:
        tests.append(lambda event: event.kind in chosen.kinds)
    if chosen.lanes:
        lanes = _with_nested(dossier, chosen.lanes)
        tests.append(lambda event: event.lane_id in lanes)
    if chosen.people:
        told = _told_by(dossier, chosen.people)
        tests.append(lambda event: event.id in told)
    if chosen.sources:
        known = batch_of or {}
        sourced = {
            event_id
            for event_id, item_id in evidence_ties(dossier)
            if known.get(item_id) in chosen.sources
        }
        tests.append(lambda event: event.id in sourced)
    if chosen.starred_only:
        tests.append(lambda event: event.starred)
    if wanted := folded(chosen.words).split():
        tests.append(lambda event: _has_words(searched_text(event), wanted))
    if not tests:
        return _NOTHING
    events = dossier.all(TimelineEvent)
    return frozenset(event.id for event in events if not all(test(event) for test in tests))


def evidence_ties(dossier: Dossier) -> list[tuple[str, str]]:
    """Return event and item of evidence for every event that came from one."""
    return [
        (link.source_id, link.target_id)
        for link in dossier.all(Link)
        if link.kind is LinkKind.CAME_FROM
        and dossier.find(TimelineEvent, link.source_id) is not None
        and dossier.any(link.target_id) is None
    ]


def searched_text(event: TimelineEvent) -> str:
    """Return the words of an event as they are compared with words looked for."""
    return folded(f"{event.title}\n{event.detail}\n{event.known_then}")


def matching_ids(texts: Iterable[tuple[str, str]], words: str) -> list[str]:
    """Return the ids whose searched text has every one of the words; none for no words.

    Args:
        texts: ids with what ``searched_text`` returned for them.
        words: as they were typed.
    """
    wanted = folded(words).split()
    left = list(texts) if wanted else []
    for word in wanted:
        left = [(key, text) for key, text in left if word in text]
    return [key for key, _text in left]


def folded(text: str) -> str:
    """Return a text without what a search passes over: case, accents, ligatures."""
    if text.isascii():
        return text.lower()
    # Taken apart before as well: “㏔” is made of capitals.
    small = unicodedata.normalize("NFKD", text).casefold()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", small))


def _has_words(text: str, wanted: list[str]) -> bool:
    return all(word in text for word in wanted)


def _with_nested(dossier: Dossier, lane_ids: frozenset[str]) -> frozenset[str]:
    nested = (lane.id for lane in dossier.all(Lane) if lane.parent_id in lane_ids)
    return lane_ids.union(nested)


def _told_by(dossier: Dossier, people: frozenset[str]) -> set[str]:
    """Return the events that answers of these people are about or are tied to."""
    interviews = {i.id for i in dossier.all(Interview) if i.participant_id in people}
    answers = [a for a in dossier.all(Answer) if a.interview_id in interviews]
    told = {answer.event_id for answer in answers if answer.event_id is not None}
    ids = {answer.id for answer in answers}
    for link in dossier.all(Link):
        if link.source_id in ids:
            told.add(link.target_id)
        elif link.target_id in ids:
            told.add(link.source_id)
    return told
