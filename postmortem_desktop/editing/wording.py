"""The wording of a whole post-mortem: which hints are open, record by record."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from postmortem_desktop.domain.dossier import Dossier, Record, event_order
from postmortem_desktop.domain.findings import (
    ActionItem,
    ActionStatus,
    ContributingFactor,
    Finding,
)
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.records import KeptPhrase, Postmortem, TimelineEvent
from postmortem_desktop.domain.times import clock_text
from postmortem_desktop.phrasing import (
    NO_OWN_RULES,
    Hint,
    OwnRules,
    Tier,
    review,
    review_action,
)
from postmortem_desktop.phrasing.kinds import ACTION, KINDS
from postmortem_desktop.phrasing.lexicon import lexicon
from postmortem_desktop.phrasing.tokens import sentences

ALL_SILENT = frozenset(KINDS)


@dataclass(frozen=True, slots=True)
class Written:
    """A text that people wrote, and whose kept phrases count for it."""

    owner_id: str
    record_id: str
    text: str
    is_action: bool = False
    """Whether it is looked at as the title of an action item."""


@dataclass(frozen=True, slots=True)
class OpenHint:
    """A hint on the words of one record."""

    record_id: str
    hint: Hint


@dataclass(frozen=True, slots=True)
class HintSieve:
    """Lets through the hints that people want to see; see ``sieve_of``."""

    names: tuple[str, ...] = ()
    kept: frozenset[tuple[str, str, str]] = frozenset()
    """Owner, category and words of what stays as it was said."""
    muted: frozenset[str] = frozenset()
    """Words that give no hint anywhere in the session, folded."""
    silent: frozenset[str] = frozenset()
    """Kinds that are switched off."""
    own: OwnRules = NO_OWN_RULES
    """What a person added and silenced in a file of their own."""

    def hints(self, owner_id: str, text: str, moment: str = "", unnamed: str = "") -> list[Hint]:
        """Return the hints on a text of a record, hard and soft, in reading order.

        See ``review`` for ``moment`` and ``unnamed``.
        """
        if self.silent >= ALL_SILENT or not text.strip():
            return []
        found = review(text, self.names, moment=moment, unnamed=unnamed, own=self.own)
        return [hint for hint in found if self._lets_through(owner_id, text, hint)]

    def action_hints(self, item: ActionItem) -> list[Hint]:
        """Return the hints on the wording of an action item that is still to be done."""
        if item.status is ActionStatus.DONE or ACTION in self.silent | self.own.muted:
            return []
        found = review_action(item.title, item.owner, item.due, item.done_test)
        wording = (hint for hint in found if hint.tier is Tier.HARD)
        return [hint for hint in wording if self._lets_through(item.id, item.title, hint)]

    def _lets_through(self, owner_id: str, text: str, hint: Hint) -> bool:
        words = text[hint.start : hint.end]
        return (
            hint.kind not in self.silent
            and (owner_id, hint.category, words) not in self.kept
            and (not self.muted or folded(words) not in self.muted)
        )


def sieve_of(
    dossier: Dossier, silent: Collection[str] = (), own: OwnRules = NO_OWN_RULES
) -> HintSieve:
    """Return the sieve for a post-mortem; ``silent`` are the kinds that are switched off."""
    phrases = dossier.all(KeptPhrase)
    owner = dossier.postmortem.id
    return HintSieve(
        tuple(n for p in dossier.participants() for n in (p.name, p.alias) if n),
        frozenset((k.owner_id, k.category, k.phrase) for k in phrases if k.category),
        frozenset(folded(k.phrase) for k in phrases if k.owner_id == owner and not k.category),
        frozenset(silent),
        own,
    )


def folded(words: str) -> str:
    """Return words as they are compared where neither case nor spacing counts."""
    return " ".join(words.split()).casefold()


def open_hints(
    dossier: Dossier, silent: Collection[str] = (), own: OwnRules = NO_OWN_RULES
) -> list[OpenHint]:
    """Return the certain hints on every text, without those that were kept as said or muted.

    Those on action items are not among them: their check is one of its own.
    """
    sieve = sieve_of(dossier, silent, own)
    return [
        OpenHint(record.id, listed.hint)
        for record in hinted_records(dossier)
        if not isinstance(record, ActionItem)
        for listed in listed_hints(dossier, record, sieve)
        if listed.hint.tier is Tier.HARD
    ]


def hinted_records(dossier: Dossier) -> list[Record]:
    """Return the records whose words are looked at, in the order of the steps."""
    records: list[Record] = [dossier.postmortem]
    for kind in (TimelineEvent, Answer, ContributingFactor, Finding, ActionItem):
        records += dossier.all(kind)
    return sorted(records, key=wording_order)


def wording_order(record: Record) -> tuple[int, tuple[Any, ...]]:
    """Return the key by which records with words are listed."""
    match record:
        case TimelineEvent():
            return 1, (*event_order(record), record.id)
        case Answer():
            return 2, (record.number, record.id)
        case ContributingFactor():
            return 3, (record.order, record.id)
        case Finding():
            return 4, (record.order, record.id)
        case ActionItem():
            return 5, (record.order, record.id)
        case _:
            return 0, (record.id,)


@dataclass(frozen=True, slots=True)
class ListedHint:
    """A hint, hard or soft, with the text in which it stands."""

    written: Written
    hint: Hint

    @property
    def words(self) -> str:
        """The words that the hint is about."""
        return self.written.text[self.hint.start : self.hint.end]


def listed_hints(dossier: Dossier, record: Record, sieve: HintSieve) -> tuple[ListedHint, ...]:
    """Return all hints on the texts of one record, hard and soft, in reading order."""
    if isinstance(record, ActionItem):
        (written,) = texts_of(record)
        return tuple(ListedHint(written, hint) for hint in sieve.action_hints(record))
    moment = moment_of(dossier, record.id)
    return tuple(
        ListedHint(written, hint)
        for written in texts_of(record)
        for hint in sieve.hints(written.owner_id, written.text, moment)
    )


def texts_of(record: Record) -> list[Written]:
    """Return what people wrote in a record, as far as it is looked at."""
    match record:
        case Postmortem(id=own):
            parts = (("summary", record.summary), ("impact", record.impact))
            return [Written(f"{own} {name}", own, text) for name, text in parts]
        case TimelineEvent(id=own):
            texts = (record.title, record.known_then, record.detail)
        case Answer(id=own):
            texts = (record.text,)
        case ContributingFactor(id=own) | Finding(id=own):
            texts = (record.title, record.detail)
        case ActionItem(id=own):
            return [Written(own, own, record.title, is_action=True)]
        case _:
            return []
    return [Written(own, own, text) for text in texts]


def moment_of(dossier: Dossier, record_id: str) -> str:
    """Return how questions name the time that a record is about; empty where it has none."""
    record = dossier.any(record_id)
    at = None
    if isinstance(record, Answer):
        at = record.at
        record = dossier.find(TimelineEvent, record.event_id)
    if isinstance(record, TimelineEvent):
        at = at or record.starts_at
    return "" if at is None else clock_text(at, dossier.postmortem.zone, seconds=False)


def actions_without_owner_or_date(dossier: Dossier) -> list[ActionItem]:
    """Return the open action items that nobody has, or that have no day."""
    open_ones = (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)
    return [
        action
        for action in dossier.actions()
        if action.status in open_ones and not (action.owner and action.due)
    ]


def possible_names(dossier: Dossier) -> list[str]:
    """Return the given names in what people wrote that are no participant's, each once.

    What is written like a date or a measure is none: *12 Jan*, *Jan 12*, *Max connections*.
    """
    known = {part.lower() for p in dossier.participants() for part in f"{p.name} {p.alias}".split()}
    written = [part for record in hinted_records(dossier) for part in texts_of(record)]
    texts = [part.text for part in written if not part.is_action]
    texts += [lane.title for lane in dossier.lanes()]
    texts += [text for action in dossier.actions() for text in (action.title, action.done_test)]
    found = (name for text in texts for name in _given_names(text))
    return list(dict.fromkeys(name for name in found if name.lower() not in known))


def _given_names(text: str) -> Iterator[str]:
    """Yield each word that is a given name and written as one."""
    names = lexicon().given_names
    for sentence in sentences(text):
        for index, word in enumerate(sentence.words):
            written = text[sentence.starts[index] : sentence.ends[index]]
            beside = (sentence.word(index - 1)[:1], sentence.word(index + 1)[:1])
            is_measure = any(mark.isdigit() for mark in beside) or (word == "max" and index == 0)
            if word in names and written.istitle() and not is_measure:
                yield written
