"""Edits in, signals out: the one way from the widgets to the Editor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from postmortem_desktop.clock import Clock, IdSource
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import KeptPhrase, Participant, Postmortem
from postmortem_desktop.editing.editor import Editor, Planned
from postmortem_desktop.editing.history import Entry
from postmortem_desktop.editing.wording import ALL_SILENT, HintSieve, sieve_of
from postmortem_desktop.errors import PostmortemError, StillSavingError
from postmortem_desktop.jobs import Progress
from postmortem_desktop.phrasing import NO_OWN_RULES, OwnRules
from postmortem_desktop.settings import Settings
from postmortem_desktop.timeline.arranging import ReadyTimeline
from postmortem_desktop.ui.job_runner import JobRunner

if TYPE_CHECKING:
    from postmortem_desktop.store.evidence import EvidencePages

MOST_AT_ONCE = 500
"""Changes of an edit that is written without a thread: a few hundredths of a second."""
MOST_TEXT_AT_ONCE = 250_000
"""Characters of a stored step that is undone or done again without a thread, likewise."""

Then = Callable[[], object]
Act = Callable[[], Edit | None]
Plan = Callable[[], Planned | None]
Saved = tuple[Planned, ReadyTimeline | None]
"""What has been written, and the timeline as it is with it."""


class Workspace(QObject):
    """One open post-mortem, as the widgets see it.

    Widgets read ``dossier``, build an Edit and ``perform`` it; they redraw when ``changed`` tells
    them. A condition that people can meet ends in ``failed``; anything else is a mistake of ours
    and is raised.
    """

    changed = Signal(object)
    """The Edit that has just been carried out; also for undo and redo."""
    failed = Signal(object)
    """A ``PostmortemError``: the edit was not made and nothing changed."""
    filtered = Signal()
    """Other events than before are left out of the timelines of all steps."""
    preferred = Signal(object)
    """Preferences that were chosen in this session and are to be kept, as a dict by name."""
    saving = Signal()
    """A large edit is being written; ``changed`` or ``failed`` follows."""
    flush_requested = Signal()
    """Text that is typed but not yet committed has to be committed now."""
    sieve_changed = Signal()
    """Other hints on wording than before are wanted; comes before ``changed``."""
    hints_counted = Signal()
    """An editor shows more or fewer hints than before."""
    hint_wished = Signal(str, object)
    """What is wanted of a hint beyond its editor: the key of an action, and a ``HintedWords``."""

    hint_settled = Signal(str)
    """A sentence on what was done about a hint."""

    def __init__(
        self,
        editor: Editor,
        evidence: EvidencePages,
        clock: Clock,
        ids: IdSource,
        settings: Settings,
        parent: QObject | None = None,
        timeline: ReadyTimeline | None = None,
    ) -> None:
        """Open a post-mortem.

        Args:
            editor: carries out the edits.
            evidence: imported evidence, paged.
            clock: tells the time.
            ids: makes ids.
            settings: the preferences.
            parent: owns it.
            timeline: that of the editor's dossier, if somebody has read it already.
        """
        super().__init__(parent)
        self._timeline = timeline
        self._editor = editor
        self.evidence = evidence
        self.clock = clock
        self.ids = ids
        self._settings = settings
        self._sieve: HintSieve | None = None
        self._own_rules = NO_OWN_RULES
        self.hidden: frozenset[str] = frozenset()
        """The ids of the events that a filter leaves out of the timelines, undated ones too."""
        self._refusals = 0
        self._is_sealed = self._was_asked = False
        self._then: Then | None = None
        self._saver = JobRunner(self)
        self._saver.succeeded.connect(self._take_saved)
        self._saver.failed.connect(self._take_refusal)

    @property
    def dossier(self) -> Dossier:
        """The records as they are now."""
        return self._editor.dossier

    @property
    def settings(self) -> Settings:
        """The preferences."""
        return self._settings

    @settings.setter
    def settings(self, settings: Settings) -> None:
        before, self._settings = self._settings, settings
        if _silent(before) != _silent(settings):
            self._change_sieve()

    @property
    def sieve(self) -> HintSieve:
        """Which hints on wording are wanted here."""
        if self._sieve is None:
            self._sieve = sieve_of(self.dossier, _silent(self._settings), self._own_rules)
        return self._sieve

    def use_rules(self, own: OwnRules) -> None:
        """Look at wording with these rules beside the built-in ones from now on."""
        if own != self._own_rules:
            self._own_rules = own
            self._change_sieve()

    def _change_sieve(self) -> None:
        self._sieve = None
        self.sieve_changed.emit()

    @property
    def timeline(self) -> ReadyTimeline:
        """The timeline as it is now; whoever hears of ``changed`` finds it up to date."""
        if self._timeline is None:
            self._timeline = ReadyTimeline(self.dossier)
        return self._timeline

    def hide_events(self, event_ids: frozenset[str]) -> None:
        """Leave events out of the timelines of all steps, as a filter asks for."""
        self.hidden = event_ids
        self.timeline.hide(event_ids)
        self.filtered.emit()

    def prefer(self, **values: object) -> None:
        """Change preferences, from now on and for the next start."""
        self.settings = replace(self.settings, **values)  # type: ignore[arg-type]
        self.preferred.emit(values)

    @property
    def zone(self) -> str:
        """The zone on whose wall clock times are shown and typed."""
        return self.dossier.postmortem.zone

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty when there is nothing."""
        entry = self._editor.history.next_undo
        # The making of the post-mortem itself stays: deleting it is done in the library.
        return "" if entry is None or entry.creates(Postmortem) else entry.label

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty when there is nothing."""
        entry = self._editor.history.next_redo
        return "" if entry is None else entry.label

    @property
    def is_saving(self) -> bool:
        """Whether a large edit is being written; until then memory is as it was."""
        return self._saver.is_busy

    def perform(self, edit: Edit, then: Then | None = None) -> bool:
        """Carry out an edit; return whether all is as it asks for, or will be in a moment.

        A large one is written on a thread, so that the window goes on answering; further edits are
        refused until it is there. ``then`` is called when the edit is in force.
        """
        if not self._is_free():
            return False
        if len(edit.changes) > MOST_AT_ONCE and not edit.is_empty:
            self._save(partial(self._editor.plan, edit), then)
            return True
        return self._carry_out(partial(self._editor.perform, edit), then)

    def undo(self, then: Then | None = None) -> None:
        """Take the last step back, after what is being typed has become one."""
        if self._is_free():
            self.flush()
            if self.undo_label:
                entry, editor = self._editor.history.next_undo, self._editor
                self._go(entry, editor.plan_undo, editor.undo, then)

    def redo(self, then: Then | None = None) -> None:
        """Do the last undone step again."""
        if self._is_free():
            self.flush()
            if self.redo_label:
                entry, editor = self._editor.history.next_redo, self._editor
                self._go(entry, editor.plan_redo, editor.redo, then)

    def seal(self) -> None:
        """End a burst of typing: what comes next is a step of its own."""
        self._is_sealed = True
        self._editor.seal()

    def flush(self) -> bool:
        """Commit what is being written and typed; return whether nothing of it was refused."""
        before = self._refusals
        self._saver.finish()
        self.flush_requested.emit()
        self.seal()
        return self._refusals == before

    # Inside

    def _is_free(self) -> bool:
        if self.is_saving:
            self._was_asked = True
            self._refuse(StillSavingError())
        return not self.is_saving

    def _go(self, entry: Entry | None, plan: Plan, act: Act, then: Then | None) -> None:
        if entry is not None and entry.size > MOST_TEXT_AT_ONCE:
            self._save(plan, then)
        else:
            self._carry_out(act, then)

    def _carry_out(self, act: Act, then: Then | None) -> bool:
        try:
            done = act()
        except PostmortemError as error:
            self._refuse(error)
            return False
        if done is not None:
            if self._timeline is not None:
                self._timeline.follow(done)
            self._tell(done)
        if then is not None:
            then()
        return True

    def _save(self, plan: Plan, then: Then | None) -> None:
        """Plan and write on a thread, and work out there what the timeline will be."""
        editor, timeline = self._editor, self._timeline

        def save(_progress: Progress) -> Saved:
            planned = plan()
            assert planned is not None, "what would change nothing is not saved"
            ahead = None if timeline is None else timeline.ahead(planned.edit)
            editor.write(planned)
            return planned, ahead

        self._then, self._is_sealed = then, False
        self._saver.start(save)
        self.saving.emit()

    def _take_saved(self, saved: Saved) -> None:
        (planned, ahead), then, self._then = saved, self._then, None
        self._editor.follow(planned)
        if self._is_sealed:
            self._editor.seal()
        if self._timeline is not None:
            if ahead is not None:
                self._timeline.catch_up(ahead)
            else:
                self._timeline.follow(planned.edit)
        self._tell(planned.edit)
        if then is not None:
            then()
        self._ask_again()

    def _tell(self, done: Edit) -> None:
        if done.touches(KeptPhrase) or done.touches(Participant):
            self._change_sieve()
        self.changed.emit(done)

    def _take_refusal(self, error: Exception) -> None:
        self._then = None
        if not isinstance(error, PostmortemError):
            raise error
        self._refuse(error)
        self._ask_again()

    def _ask_again(self) -> None:
        """Ask for words that were to be kept while the disk was not free."""
        if self._was_asked:
            self._was_asked = False
            self.flush_requested.emit()

    def _refuse(self, error: PostmortemError) -> None:
        self._refusals += 1
        self.failed.emit(error)


def _silent(settings: Settings) -> frozenset[str]:
    """Return the kinds of hints that are switched off."""
    return frozenset(settings.silent_kinds) if settings.phrasing_hints else ALL_SILENT
