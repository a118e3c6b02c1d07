"""A post-mortem as a Markdown document that people read anywhere and this program reads back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.evidence import EvidenceBatch
from postmortem_desktop.domain.fields import FieldDefinition, FieldOwner, format_value
from postmortem_desktop.domain.findings import ActionItem, ActionStatus
from postmortem_desktop.domain.interviews import Account, Answer
from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.domain.milestones import DERIVED_TIMES, MILESTONE_NAMES
from postmortem_desktop.domain.names import FINDING_HEADINGS
from postmortem_desktop.domain.records import Participant, TimelineEvent
from postmortem_desktop.domain.templates import ReportSection
from postmortem_desktop.domain.times import comes_twice, duration_text, local, offset_text
from postmortem_desktop.exchange.markdown_text import cell, inline, paragraphs, quoted
from postmortem_desktop.i18n import N_, _, ngettext

_ACCOUNT_NAMES = {
    Account.ACTIONS: N_("What they did"),
    Account.EFFECTS: N_("What they saw happen"),
    Account.EXPECTATIONS: N_("What they expected"),
    Account.ASSUMPTIONS: N_("What they took as given"),
    Account.OWN_TIMELINE: N_("The order as they lived it"),
}


def export_markdown(dossier: Dossier) -> str:
    """Return the document, its sections in the order of the post-mortem's template.

    The dossier is taken as it is: whoever calls prepares it for its audience.
    """
    postmortem = dossier.postmortem
    sections = postmortem.template.report or tuple(ReportSection(key=key) for key in _SECTIONS)
    parts = [f"# {inline(postmortem.title)}", _facts(dossier)]
    for section in sections:
        if section.key not in _SECTIONS or not section.shown:
            continue
        if section.key in postmortem.audience.hidden_sections:
            continue
        heading, body_of = _SECTIONS[section.key]
        body = "\n\n".join(part for part in (paragraphs(section.text), body_of(dossier)) if part)
        if body:
            parts.append(f"## {inline(section.title) or _(heading)}\n\n{body}")
    return "\n\n".join(part for part in parts if part) + "\n"


def _facts(dossier: Dossier) -> str:
    postmortem, wall = dossier.postmortem, _Wall.of(dossier)
    facts = [
        (_("Reference"), postmortem.reference),
        (_("Severity"), postmortem.severity),
        (_("Services"), ", ".join(postmortem.services)),
    ]
    facts += [
        (_(MILESTONE_NAMES[milestone.kind]), wall.stamp(milestone.at))
        for milestone in dossier.milestones()
    ]
    facts += [
        (_(label), duration_text(duration))
        for label, measure in DERIVED_TIMES
        if (duration := measure(dossier)) is not None
    ]
    facts += [(field.label, _value(dossier, field)) for field in postmortem.template.fields]
    return _bullets(f"**{inline(label)}:** {inline(value)}" for label, value in facts if value)


def _value(dossier: Dossier, field: FieldDefinition) -> str:
    if field.owner is not FieldOwner.POSTMORTEM:
        return ""
    value = dossier.value_of(dossier.postmortem.id, field.key)
    return "" if value is None else format_value(field, value.value)


def _summary(dossier: Dossier) -> str:
    return paragraphs(dossier.postmortem.summary)


def _impact(dossier: Dossier) -> str:
    return paragraphs(dossier.postmortem.impact)


def _timeline(dossier: Dossier) -> str:
    events = dossier.events()
    if not events:
        return ""
    head = (_("Time"), _("Lane"), _("Kind"), _("Event"), _("Detail"), _("Known then"), _("No."))
    wall = _Wall.of(dossier)
    lanes = {lane.id: lane.title for lane in dossier.lanes()}
    rows = [
        (
            wall.when(event),
            inline(lanes[event.lane_id]),
            event.kind.value,
            inline(event.title),
            cell(event.detail),
            cell(event.known_then),
            f"E{event.number}",
        )
        for event in events
    ]
    soft = any(event.is_soft for event in events)
    legend = " " + _("≈ stands before a time that is only roughly known.") if soft else ""
    table = "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows))
    return f"{inline(wall.sentence)}{legend}\n\n{table}"


@dataclass(frozen=True, slots=True)
class _Wall:
    """The wall clock of the document: how moments are written on it."""

    zone: str
    offsets: frozenset[str]
    """The distances from UTC that occur; more than one around a change of the clocks."""
    tells_offsets: bool
    """Whether each moment has its own beside it, because the clock alone would not be enough."""

    @classmethod
    def of(cls, dossier: Dossier) -> _Wall:
        """Return the wall clock on which all moments of a post-mortem are told."""
        zone = dossier.postmortem.zone
        moments = [milestone.at for milestone in dossier.milestones()]
        for event in dossier.events():
            moments += [moment for moment in (event.starts_at, event.ends_at) if moment]
        offsets = frozenset(offset_text(moment, zone) for moment in moments)
        # A name such as CET can mean a zone with summer time or a fixed distance from UTC.
        is_doubtful = zone != "UTC" and "/" not in zone
        return cls(
            zone,
            offsets,
            is_doubtful or len(offsets) > 1 or any(comes_twice(moment, zone) for moment in moments),
        )

    @property
    def sentence(self) -> str:
        """What is said once about all times."""
        if self.tells_offsets:
            sentence = _("All times in {zone}, each with its distance from UTC.")
        elif self.offsets <= {self.zone}:
            sentence = _("All times in {zone}.")
        else:
            sentence = _("All times in {zone} ({offset}).")
        return sentence.format(zone=self.zone, offset=min(self.offsets, default=""))

    def when(self, event: TimelineEvent) -> str:
        """Return the time of an event, or from when until when it lasted."""
        if event.starts_at is None:
            return _("undated")
        exact = event.precision is Precision.EXACT
        about = "≈ " if event.is_soft else ""
        text = about + self.stamp(event.starts_at, exact=exact)
        if event.ends_at is None:
            return text
        days = {local(moment, self.zone).date() for moment in (event.starts_at, event.ends_at)}
        short = len(days) == 1 and not self.tells_offsets
        return f"{text}–{self.stamp(event.ends_at, exact=exact, with_day=not short)}"

    def stamp(self, moment: datetime, *, exact: bool = False, with_day: bool = True) -> str:
        """Return a moment as ``2026-10-14 14:02``, with its offset where it needs one."""
        there = local(moment, self.zone)
        finest = "seconds" if exact or there.second else "minutes"
        clock = there.time().isoformat("microseconds" if there.microsecond else finest)
        text = f"{there.date().isoformat()} {clock}" if with_day else clock
        return f"{text} ({offset_text(moment, self.zone)})" if self.tells_offsets else text


def _accounts(dossier: Dossier) -> str:
    blocks: list[str] = []
    for person in dossier.participants():
        interview = dossier.interview_of(person.id)
        answers = dossier.answers_of(interview.id) if interview else []
        told = [answer for answer in answers if answer.text.strip()]
        if told:
            blocks.append(f"### {inline(_called(person))}")
            blocks += [_answer(dossier, answer) for answer in told]
    return "\n\n".join(blocks)


def _called(person: Participant) -> str:
    named = person.name if person.show_name else ""
    return ", ".join(part for part in (named, person.label) if part) or _("Participant")


def _answer(dossier: Dossier, answer: Answer) -> str:
    account = _(_ACCOUNT_NAMES[answer.account]) if answer.account else _("In their words")
    event = dossier.find(TimelineEvent, answer.event_id)
    about = f" (E{event.number})" if event else ""
    question = f" {inline(answer.question)}" if answer.question else ""
    return f"**Q{answer.number} · {account}{about}**{question}\n\n{quoted(answer.text)}"


def _factors(dossier: Dossier) -> str:
    return _bullets(
        _item(dossier, factor.id, factor.title, factor.detail) for factor in dossier.factors()
    )


def _findings(dossier: Dossier) -> str:
    blocks: list[str] = []
    for kind, name in FINDING_HEADINGS.items():
        of_kind = [finding for finding in dossier.findings() if finding.kind is kind]
        if of_kind:
            lines = (_item(dossier, found.id, found.title, found.detail) for found in of_kind)
            blocks.append(f"### {_(name)}\n\n{_bullets(lines)}")
    return "\n\n".join(blocks)


def _item(dossier: Dossier, item_id: str, title: str, detail: str) -> str:
    """Return a titled line with the numbers of the events and answers that it rests on."""
    events = sorted(event.number for event in dossier.linked(item_id, TimelineEvent))
    answers = sorted(answer.number for answer in dossier.linked(item_id, Answer))
    numbers = [f"E{number}" for number in events] + [f"Q{number}" for number in answers]
    rests_on = f" ({', '.join(numbers)})" if numbers else ""
    pause = " " if title.rstrip().endswith((".", "?", "!", "…")) else ": "
    name = f"**{inline(title)}**" if title.strip() else ""
    said = inline(detail)
    return f"{name}{pause if name and said else ''}{said}{rests_on}"


def _actions(dossier: Dossier) -> str:
    items = dossier.actions()
    open_items = [item for item in items if item.status is not ActionStatus.DECLINED]
    declined = [item for item in items if item.status is ActionStatus.DECLINED]
    blocks = [_bullets(_action(item) for item in open_items)]
    if declined:
        lines = (_item(dossier, item.id, item.title, item.declined_reason) for item in declined)
        blocks.append(f"### {_('Decided against')}\n\n{_bullets(lines)}")
    return "\n\n".join(block for block in blocks if block)


def _action(item: ActionItem) -> str:
    due = _("due {date}").format(date=item.due.isoformat()) if item.due else ""
    facts = [fact for fact in (item.owner, due, item.tracker) if fact]
    known = f" ({inline(', '.join(facts))})" if facts else ""
    test = f" {_('Done when:')} {inline(item.done_test)}" if item.done_test.strip() else ""
    box = "[x]" if item.status is ActionStatus.DONE else "[ ]"
    return f"{box} {inline(item.title)}{known}{test}"


def _sources(dossier: Dossier) -> str:
    return _bullets(
        inline(
            ngettext("{name}: {count} entry", "{name}: {count} entries", batch.item_count).format(
                name=batch.source_name, count=batch.item_count
            )
        )
        for batch in dossier.all(EvidenceBatch)
        if not batch.withdrawn
    )


def _method(dossier: Dossier) -> str:
    heard = [p for p in dossier.participants() if dossier.interview_of(p.id) is not None]
    if not heard:
        return ""
    people = "; ".join(_called(person) for person in heard)
    return inline(_("Heard in interviews: {people}.").format(people=people))


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


_SECTIONS: dict[str, tuple[str, Callable[[Dossier], str]]] = {
    "summary": (N_("Summary"), _summary),
    "impact": (N_("Impact"), _impact),
    "accounts": (N_("What people saw, expected and assumed"), _accounts),
    "factors": (N_("Contributing factors"), _factors),
    "findings": (N_("Findings"), _findings),
    "actions": (N_("Actions"), _actions),
    "timeline_table": (N_("Timeline"), _timeline),
    "sources": (N_("Sources"), _sources),
    "method": (N_("How the review was run"), _method),
}
"""Usual heading and content of each section that a text document can hold."""
