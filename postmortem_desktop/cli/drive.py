"""The command ``drive``: random edits through the Editor, each acknowledged once it is durable.

The tests of the store kill it at random moments and then look whether all that was acknowledged
is there.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

from postmortem_desktop.cli.sessions import opened
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.interviews import Account, Answer
from postmortem_desktop.domain.kinds import EventKind, LinkKind, MilestoneKind
from postmortem_desktop.domain.records import Participant, TimelineEvent
from postmortem_desktop.editing import (
    finding_edits,
    interview_edits,
    link_edits,
    milestone_edits,
    postmortem_edits,
    timeline_edits,
)
from postmortem_desktop.editing.editor import Editor
from postmortem_desktop.exchange.templates import load_builtin_template
from postmortem_desktop.store.library import Library

TITLE = "drive"


def drive(path: Path, seed: int, edits: int, ack_fd: int) -> int:
    """Make ``edits`` random edits; after each, write the number of edits ever made and a newline.

    The post-mortem titled ``drive`` is continued if the library has one.
    """
    with opened(path, create=True) as library:
        driver = _Driver(library, Random(seed))  # noqa: S311 - chance for a test, no secret
        before = library.edit_count
        while library.edit_count < before + edits:
            count = library.edit_count
            driver.step()
            if library.edit_count > count:
                os.write(ack_fd, f"{library.edit_count}\n".encode())
    return 0


class _Driver:
    """Chooses and performs one edit after the other."""

    def __init__(self, library: Library, chance: Random) -> None:
        self._library = library
        self._chance = chance
        self._editor = self._open()

    def step(self) -> None:
        """Perform one random edit, or take one back, or do one again."""
        if self._editor.dossier.is_empty:
            self._perform(self._creation())
            return
        dice = self._chance.random()
        if dice < 0.08 and len(self._editor.history.done) > 1:
            self._editor.undo()
        elif dice < 0.12:
            self._editor.redo()
        else:
            makers = self._possible(self._editor.dossier)
            self._perform(self._chance.choice(makers)(self._editor.dossier))

    def _open(self) -> Editor:
        known = [p.id for p in self._library.postmortems() if p.title == TITLE]
        return self._library.editor(known[0] if known else "")

    def _creation(self) -> Edit:
        edit = postmortem_edits.create_postmortem(
            self._library.ids, self._library.clock, TITLE, "UTC", load_builtin_template()
        )
        self._editor = self._library.editor(edit.changes[0].record_id)
        return edit

    def _perform(self, edit: Edit) -> None:
        if self._chance.random() < 0.3:
            self._editor.seal()
        self._editor.perform(edit)

    def _possible(self, dossier: Dossier) -> list[Callable[[Dossier], Edit]]:
        makers = [self._add_event, self._add_event, self._add_person, self._write_summary]
        makers += [self._set_milestone, self._add_factor, self._add_action]
        if dossier.all(TimelineEvent):
            makers += [self._move, self._rename, self._rename, self._remove, self._link]
        if dossier.all(Participant):
            makers += [self._answer]
        if dossier.all(Answer):
            makers += [self._type_answer, self._type_answer]
        return makers

    def _event(self, dossier: Dossier) -> TimelineEvent:
        return self._chance.choice(dossier.all(TimelineEvent))

    def _words(self) -> str:
        count = self._chance.randint(1, 12)
        return " ".join(self._chance.choice(_WORDS) for _number in range(count))

    def _add_event(self, dossier: Dossier) -> Edit:
        moment = dossier.postmortem.created_at + timedelta(seconds=self._chance.randint(0, 7200))
        return timeline_edits.add_event(
            dossier,
            self._library.ids,
            self._chance.choice(dossier.lanes()).id,
            self._words(),
            moment,
            kind=self._chance.choice(list(EventKind)),
        )

    def _move(self, dossier: Dossier) -> Edit:
        shift = timedelta(seconds=self._chance.randint(-600, 600))
        ids = {self._event(dossier).id for _number in range(self._chance.randint(1, 5))}
        return timeline_edits.move_events(dossier, ids, shift, self._chance.randint(-1, 1))

    def _rename(self, dossier: Dossier) -> Edit:
        event = self._event(dossier)
        return timeline_edits.change_event(dossier, event.id, merge="title", title=self._words())

    def _remove(self, dossier: Dossier) -> Edit:
        return timeline_edits.remove_events(dossier, [self._event(dossier).id])

    def _link(self, dossier: Dossier) -> Edit:
        first, second = self._event(dossier), self._event(dossier)
        if first.id == second.id:
            return Edit("", ())
        return link_edits.link_records(
            dossier, self._library.ids, first.id, second.id, LinkKind.FOLLOWED
        )

    def _set_milestone(self, dossier: Dossier) -> Edit:
        moment = dossier.postmortem.created_at + timedelta(minutes=self._chance.randint(0, 120))
        kind = self._chance.choice(list(MilestoneKind))
        return milestone_edits.set_milestone(dossier, self._library.ids, kind, moment)

    def _write_summary(self, dossier: Dossier) -> Edit:
        return postmortem_edits.change_postmortem(dossier, merge="summary", summary=self._words())

    def _add_person(self, dossier: Dossier) -> Edit:
        return postmortem_edits.add_participant(dossier, self._library.ids, self._words())

    def _answer(self, dossier: Dossier) -> Edit:
        person = self._chance.choice(dossier.all(Participant))
        return interview_edits.add_answer(
            dossier,
            self._library.ids,
            person.id,
            self._words(),
            account=self._chance.choice(list(Account)),
        )

    def _type_answer(self, dossier: Dossier) -> Edit:
        answer = self._chance.choice(dossier.all(Answer))
        text = f"{answer.text} {self._words()}"[-400:]
        return interview_edits.change_answer(dossier, answer.id, merge="text", text=text)

    def _add_factor(self, dossier: Dossier) -> Edit:
        return finding_edits.add_factor(dossier, self._library.ids, self._words())

    def _add_action(self, dossier: Dossier) -> Edit:
        return finding_edits.add_action(dossier, self._library.ids, self._words())


_WORDS = (
    *("pool", "saturated", "queue", "drained", "rollback", "started", "alert", "latency"),
    *("região", "Größe", "日本", "пул", "שרת", "🔥", "café", "cache", "purge", "deploy"),
    *("<b>", "&", "“quoted”", "node", "status", "page", "calm", "replica", "timeout"),
)
