"""Edits in, signals out: the one way from the widgets to the Editor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from postmortem_desktop.clock import Clock, IdSource
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import KeptPhrase, Participant, Postmortem
from postmortem_desktop.editing.editor import Editor
from postmortem_desktop.editing.history import Entry
from postmortem_desktop.editing.wording import ALL_SILENT, HintSieve, sieve_of
from postmortem_desktop.errors import PostmortemError
from postmortem_desktop.settings import Settings
from postmortem_desktop.timeline.arranging import ReadyTimeline

if TYPE_CHECKING:
    from postmortem_desktop.store.evidence import EvidencePages


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
    flush_requested = Signal()
    """Text that is typed but not yet committed has to be committed now."""
    sieve_changed = Signal()
    """Other hints on wording than before are wanted; comes before ``changed``."""
    hints_counted = Signal()
    """An editor shows more or fewer hints than before."""
    hint_wished = Signal(str, object)
    """What is wanted of a hint beyond its editor: the key of an action, and a ``HintedWords``."""

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
        self.hidden: frozenset[str] = frozenset()
        """The ids of the events that a filter leaves out of the timelines, undated ones too."""
        self._refusals = 0

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
            self._sieve = sieve_of(self.dossier, _silent(self._settings))
        return self._sieve

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
        return "" if entry is None or _makes_the_postmortem(entry) else entry.edit.label

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty when there is nothing."""
        entry = self._editor.history.next_redo
        return "" if entry is None else entry.edit.label

    def perform(self, edit: Edit) -> bool:
        """Carry out an edit; return whether all is as it asks for."""
        try:
            done = self._editor.perform(edit)
        except PostmortemError as error:
            self._refusals += 1
            self.failed.emit(error)
            return False
        if done is not None:
            self._tell(done)
        return True

    def undo(self) -> None:
        """Take the last step back, after what is being typed has become one."""
        self.flush()
        if self.undo_label:
            self._go(back=True)

    def redo(self) -> None:
        """Do the last undone step again."""
        self.flush()
        if self.redo_label:
            self._go(back=False)

    def seal(self) -> None:
        """End a burst of typing: what comes next is a step of its own."""
        self._editor.seal()

    def flush(self) -> bool:
        """Commit what is being typed; return whether nothing of it was refused."""
        before = self._refusals
        self.flush_requested.emit()
        self.seal()
        return self._refusals == before

    def _go(self, *, back: bool) -> None:
        try:
            done = self._editor.undo() if back else self._editor.redo()
        except PostmortemError as error:
            self.failed.emit(error)
            return
        if done is not None:
            self._tell(done)

    def _tell(self, done: Edit) -> None:
        if self._timeline is not None:
            self._timeline.follow(done)
        if done.touches(KeptPhrase) or done.touches(Participant):
            self._change_sieve()
        self.changed.emit(done)


def _silent(settings: Settings) -> frozenset[str]:
    """Return the kinds of hints that are switched off."""
    return frozenset(settings.silent_kinds) if settings.phrasing_hints else ALL_SILENT


def _makes_the_postmortem(entry: Entry) -> bool:
    """Whether an entry is the making of the post-mortem itself; deleting is done in the library."""
    return any(
        change.before is None and isinstance(change.after, Postmortem)
        for change in entry.edit.changes
    )
