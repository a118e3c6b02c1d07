"""The wording of a whole post-mortem: which hints are open, record by record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.findings import ActionItem, ActionStatus
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.records import KeptPhrase, TimelineEvent
from postmortem_desktop.phrasing import Hint, Tier, review
from postmortem_desktop.phrasing.lexicon import lexicon
from postmortem_desktop.phrasing.tokens import sentences


@dataclass(frozen=True, slots=True)
class OpenHint:
    """A hint on the words of one record."""

    record_id: str
    hint: Hint


def open_hints(dossier: Dossier) -> list[OpenHint]:
    """Return the certain hints on every text, without those that were kept as said."""
    kept = {(k.owner_id, k.category, k.phrase) for k in dossier.all(KeptPhrase)}
    names = [name for p in dossier.participants() for name in (p.name, p.alias) if name]
    return [
        OpenHint(record_id, hint)
        for owner_id, record_id, text in _texts(dossier)
        for hint in review(text, names)
        if hint.tier is Tier.HARD
        and (owner_id, hint.category, text[hint.start : hint.end]) not in kept
    ]


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
    texts = [text for _owner, _record, text in _texts(dossier)]
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


def _texts(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    """Yield owner of kept phrases, record and text of everything that people wrote."""
    facts = dossier.postmortem
    yield f"{facts.id} summary", facts.id, facts.summary
    yield f"{facts.id} impact", facts.id, facts.impact
    for event in dossier.all(TimelineEvent):
        for text in (event.title, event.detail, event.known_then):
            yield event.id, event.id, text
    for answer in dossier.all(Answer):
        yield answer.id, answer.id, answer.text
    for item in (*dossier.factors(), *dossier.findings()):
        for text in (item.title, item.detail):
            yield item.id, item.id, text
