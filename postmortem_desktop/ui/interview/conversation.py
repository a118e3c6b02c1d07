"""Where a conversation stands, and where it goes next; pure functions over the dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from postmortem_desktop.domain.dossier import Dossier, Record
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.interviews import Account, Answer, Interview
from postmortem_desktop.domain.records import Participant, TimelineEvent
from postmortem_desktop.domain.times import clock_text
from postmortem_desktop.i18n import N_, _
from postmortem_desktop.phrasing.prompts import Prompt, fill, load_prompts, next_prompts

ACCOUNTS: dict[Account, tuple[str, str]] = {
    Account.ACTIONS: (N_("Actions"), N_("What they did")),
    Account.EFFECTS: (N_("Effects"), N_("What they saw happen")),
    Account.EXPECTATIONS: (N_("Expectations"), N_("What they thought would happen")),
    Account.ASSUMPTIONS: (N_("Assumptions"), N_("What they took as given")),
    Account.OWN_TIMELINE: (N_("Own timeline"), N_("The order as they lived it")),
}
"""Name and explanation of each account, in the order of the conversation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One question to one person; with ``answer_id`` what they answered, else not yet answered."""

    person_id: str
    account: Account | None
    event_id: str | None = None
    """The event that the talk is about."""
    answer_id: str | None = None
    prompt_id: str | None = None
    question: str = ""
    follow_up: str = ""
    """The softer question; empty when there is none, or when it is the question itself."""


def account_name(account: Account | None) -> str:
    """Return what an account is called on the screen."""
    return _("In general") if account is None else _(ACCOUNTS[account][0])


def answers_of(
    dossier: Dossier, person_id: str, account: Account | str | None = ""
) -> list[Answer]:
    """Return a person's answers in the order given; of all accounts unless one is named."""
    interview = dossier.interview_of(person_id)
    answers = [] if interview is None else dossier.answers_of(interview.id)
    return [answer for answer in answers if account in ("", answer.account)]


def waiting(dossier: Dossier, person_id: str) -> list[Answer]:
    """Return the questions that wait to be asked, in the order in which they were taken."""
    return [a for a in answers_of(dossier, person_id) if a.is_waiting and a.question]


def told(dossier: Dossier, person_id: str) -> list[Answer]:
    """Return what a person has answered, in the order given."""
    return [a for a in answers_of(dossier, person_id) if not (a.is_waiting and a.question)]


def covered(dossier: Dossier, person_id: str) -> set[Account]:
    """Return the accounts of which the person has told something."""
    answered = (a for a in answers_of(dossier, person_id) if a.text.strip())
    return {answer.account for answer in answered if answer.account is not None}


def opening_place(dossier: Dossier, person_id: str) -> Place:
    """Return where the conversation with a person was left, or its first question."""
    answers = answers_of(dossier, person_id)
    if answers:
        return place_of(dossier, answers[-1])
    return fresh_place(dossier, person_id, Account.ACTIONS)


def account_place(dossier: Dossier, person_id: str, account: Account) -> Place:
    """Return the last answer of an account, or its first question."""
    answers = answers_of(dossier, person_id, account)
    if answers:
        return place_of(dossier, answers[-1])
    return fresh_place(dossier, person_id, account)


def event_place(dossier: Dossier, place: Place, event_id: str | None) -> Place:
    """Return the same account about another event: its last answer, or a question not yet put."""
    answers = answers_of(dossier, place.person_id, place.account)
    about = [answer for answer in answers if event_id and answer.event_id == event_id]
    if about:
        return place_of(dossier, about[-1])
    return fresh_place(dossier, place.person_id, place.account, event_id)


def place_of(dossier: Dossier, answer: Answer) -> Place:
    """Return the place at which an answer was given."""
    interview = dossier.get(Interview, answer.interview_id)
    prompt = _prompt(answer.prompt_id)
    follow_up = "" if prompt is None else _filled(dossier, prompt.follow_up, answer.event_id)
    return Place(
        person_id=interview.participant_id,
        account=answer.account,
        event_id=answer.event_id,
        answer_id=answer.id,
        prompt_id=answer.prompt_id,
        question=answer.question or _("In their own words"),
        follow_up="" if follow_up == answer.question else follow_up,
    )


def fresh_place(
    dossier: Dossier,
    person_id: str,
    account: Account | None,
    event_id: str | None = None,
    after: str | None = None,
) -> Place:
    """Return a question that has not been put yet, the next one ``after`` a prompt if named."""
    place = Place(person_id=person_id, account=account, event_id=event_id)
    prompt = _next(_bank(dossier, account, event_id), _asked(dossier, place), after)
    if prompt is None:
        return replace(place, question=_("In their own words"))
    return replace(
        place,
        prompt_id=prompt.id,
        question=_filled(dossier, prompt.text, event_id),
        follow_up=_filled(dossier, prompt.follow_up, event_id),
    )


def next_place(dossier: Dossier, place: Place) -> Place:
    """Return a question that waits; else another one of the same account about the same event.

    From a question that waits the way leads on to others, so that it can be left for later.
    """
    ahead = waiting(dossier, place.person_id)
    if ahead and place.answer_id not in {answer.id for answer in ahead}:
        return place_of(dossier, ahead[0])
    return fresh_place(
        dossier, place.person_id, place.account, place.event_id, after=place.prompt_id
    )


def follow_up_place(place: Place) -> Place:
    """Return the softer question as a question of its own."""
    return replace(place, answer_id=None, question=place.follow_up, follow_up="")


def previous_place(dossier: Dossier, place: Place) -> Place | None:
    """Return the answer of the account that was given before, if there is one."""
    answers = answers_of(dossier, place.person_id, place.account)
    ids = [answer.id for answer in answers]
    index = ids.index(place.answer_id) if place.answer_id in ids else len(ids)
    return place_of(dossier, answers[index - 1]) if index else None


def place_after(dossier: Dossier, place: Place | None, edit: Edit) -> Place | None:
    """Return the place as the records have it now; an answer that came or came back is shown."""
    people = dossier.participants()
    if place is None or dossier.find(Participant, place.person_id) is None:
        return opening_place(dossier, people[0].id) if people else None
    own = {answer.id: answer for answer in answers_of(dossier, place.person_id)}
    for change in edit.changes:
        if change.before is None and change.record_id in own:
            return place_of(dossier, own[change.record_id])
    if place.answer_id in own:
        return place_of(dossier, own[place.answer_id])
    if any(_was_waiting(change.before) and change.after is None for change in edit.changes):
        return _last_place(dossier, place)
    event = dossier.find(TimelineEvent, place.event_id)
    return replace(place, answer_id=None, event_id=event.id if event else None)


def _was_waiting(record: Record | None) -> bool:
    return isinstance(record, Answer) and record.is_waiting


def _last_place(dossier: Dossier, place: Place) -> Place:
    """Return the last answer of an account, for one whose question was taken away."""
    answers = answers_of(dossier, place.person_id, place.account)
    if answers:
        return place_of(dossier, answers[-1])
    return fresh_place(dossier, place.person_id, place.account, place.event_id)


def next_account(account: Account | None) -> Account | None:
    """Return the account that follows in the conversation, None after the last."""
    order = list(ACCOUNTS)
    index = order.index(account) + 1 if account is not None else 0
    return order[index] if index < len(order) else None


def _bank(dossier: Dossier, account: Account | None, event_id: str | None) -> list[Prompt]:
    """Return the prompts of an account; those about a moment first while the talk is about one."""
    key = account or ""
    steps = (s for s in dossier.postmortem.template.guide if s.account == key and s.prompts)
    chosen = next((step.prompts for step in steps), ())
    bank = [p for p in load_prompts() if not chosen or p.id in chosen]
    fitting = next_prompts(bank, (), key, event_id is not None)
    return sorted(fitting, key=lambda prompt: not prompt.about_event)


def _asked(dossier: Dossier, place: Place) -> set[str | None]:
    """Return the prompts put already; one about a moment counts for its own event only."""
    return {
        answer.prompt_id
        for answer in answers_of(dossier, place.person_id)
        if (prompt := _prompt(answer.prompt_id)) is None
        or not prompt.about_event
        or answer.event_id == place.event_id
    }


def _next(bank: Sequence[Prompt], asked: set[str | None], after: str | None) -> Prompt | None:
    """Return the first prompt behind ``after`` that was not put, going round; else any next."""
    ids = [prompt.id for prompt in bank]
    start = ids.index(after) + 1 if after in ids else 0
    round_trip = [*bank[start:], *bank[:start]]
    unasked = (prompt for prompt in round_trip if prompt.id not in asked)
    return next(unasked, round_trip[0] if round_trip else None)


def _prompt(prompt_id: str | None) -> Prompt | None:
    return next((p for p in load_prompts() if p.id == prompt_id), None)


def _filled(dossier: Dossier, text: str, event_id: str | None) -> str:
    event = dossier.find(TimelineEvent, event_id)
    at = None if event is None else event.starts_at
    time = "" if at is None else clock_text(at, dossier.postmortem.zone, seconds=False)
    return fill(text, time, "" if event is None else event.title)
