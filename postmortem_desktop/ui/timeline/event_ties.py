"""What an event is tied to, as chips that lead there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.evidence import EvidenceBatch, EvidenceItem
from postmortem_desktop.domain.findings import ActionItem, ContributingFactor, Finding
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import Link, TimelineEvent
from postmortem_desktop.domain.times import clock_text
from postmortem_desktop.editing.changes import shortened
from postmortem_desktop.editing.link_edits import unlink_records
from postmortem_desktop.i18n import N_, _
from postmortem_desktop.ui import step
from postmortem_desktop.ui.icons import icon
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.link_menu import EVENT_LINK_KINDS, LinkMenu
from postmortem_desktop.ui.timeline.wording import TIES_FROM_IT, TIES_TO_IT
from postmortem_desktop.ui.widgets.buttons import glyph_button
from postmortem_desktop.ui.widgets.chips import ChipButton, ElidedChip
from postmortem_desktop.ui.widgets.flow import FlowLayout
from postmortem_desktop.ui.widgets.labels import escaped_tool_tip, plain_label
from postmortem_desktop.ui.workspace import Workspace

_LONGEST = 28
_EVIDENCE = N_("Evidence")
_ANSWERS = N_("Told about it")


@dataclass(frozen=True, slots=True)
class Tie:
    """One thing that an event is tied to."""

    caption: str
    """Marked for translation."""
    text: str
    whole_text: str
    other_id: str
    step: str
    """The step that shows it; empty for evidence."""
    is_link: bool = True
    """Whether it is a link of its own, which can be taken away."""
    glyph: str = ""
    link_id: str = ""
    """Of a link between two events, whose kind can be chosen; empty for others."""


class EventTies(QWidget):
    """A caption and a row of chips for each sort of tie; nothing for an event without any."""

    step_requested = Signal(str, str)
    evidence_requested = Signal(object)
    """An ``EvidenceItem``."""

    def __init__(
        self, workspace: Workspace, theme: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._event_id = ""
        self._ties: tuple[Tie, ...] = ()
        self._items: dict[str, EvidenceItem] = {}
        self._rows: list[QWidget] = []
        self._stops: dict[str, QWidget] = {}
        """What the keyboard can be at, by the tie and what it does, from top to bottom."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        theme.changed.connect(self._rebuild)

    def show_event(self, event: TimelineEvent) -> None:
        """Show the ties of an event as they are now."""
        dossier = self._workspace.dossier
        links = dossier.links_of(event.id, LinkKind.CAME_FROM)
        targets = (link.target_id for link in links if link.source_id == event.id)
        wanted = [target for target in targets if dossier.any(target) is None]
        if set(wanted) != set(self._items):
            self._items = {item.id: item for item in self._workspace.evidence.get(wanted)}
        evidence = [_evidence_tie(dossier, item) for item in self._items.values()]
        ties = (*evidence, *ties_of(dossier, event))
        if (event.id, ties) != (self._event_id, self._ties):
            self._event_id, self._ties = event.id, ties
            self._rebuild()

    def chips(self) -> list[ChipButton]:
        """Return the chips from top to bottom."""
        return [chip for row in self._rows for chip in row.findChildren(ChipButton)]

    def _rebuild(self) -> None:
        focus = self._place_of_focus()
        before, self._rows, self._stops = self._rows, [], {}
        for caption in dict.fromkeys(tie.caption for tie in self._ties):
            row = QWidget()
            column = QVBoxLayout(row)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            column.addWidget(plain_label(_(caption), "label"))
            chips = FlowLayout()
            for tie in self._ties:
                if tie.caption == caption:
                    chips.addWidget(self._tie_widget(tie))
            column.addLayout(chips)
            self._column.addWidget(row)
            # At once and not with the layout, so that the keyboard can be in it.
            row.show()
            self._rows.append(row)
        # Before the old ones go, or else their going would pass the focus on to anywhere.
        self._put_focus(*focus)
        for row in before:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.setVisible(bool(self._rows))

    def _place_of_focus(self) -> tuple[str, int]:
        """Return the name and the number of the stop at which the keyboard is; -1 for none."""
        for number, (name, widget) in enumerate(self._stops.items()):
            if widget.hasFocus():
                return name, number
        return "", -1

    def _put_focus(self, name: str, number: int) -> None:
        """Let the keyboard stay at what it was at, or else at what has taken its place."""
        if number < 0:
            return
        stops = list(self._stops.values())
        target = self._stops.get(name) or next(iter(stops[number:] or stops[-1:]), None)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        while self.isAncestorOf(self.window().focusWidget()) and self.focusPreviousChild():
            pass

    def _tie_widget(self, tie: Tie) -> QWidget:
        """Return the chip of a tie, for a link between events with the button of its menu."""
        chip = self._chip(tie)
        link = self._workspace.dossier.find(Link, tie.link_id)
        if link is None:
            return chip
        menu = LinkMenu(self._workspace, link, self._event_id, chip)
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        chip.addActions(menu.actions())
        more = glyph_button(
            "chevron-down", _("Choose what the link says, turn it round or take it away")
        )
        more.setAccessibleName(_("Kind of the link to “{title}”").format(title=tie.whole_text))
        more.setMenu(menu)
        self._stops[f"kind {tie.link_id}"] = more
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(chip)
        row.addWidget(more)
        return both

    def _chip(self, tie: Tie) -> ChipButton:
        colour = self._theme.theme.kind_colour(tie.glyph) if tie.glyph else None
        glyph = icon(tie.glyph, colour) if colour is not None else None
        chip = ElidedChip(f" {tie.text}" if glyph else tie.text, glyph=glyph)
        chip.setToolTip(escaped_tool_tip(tie.whole_text))
        chip.setAccessibleName(f"{_(tie.caption)}: {tie.whole_text}")
        chip.clicked.connect(partial(self._go, tie))
        self._stops[f"go {tie.link_id or tie.other_id}"] = chip
        if tie.is_link and not tie.link_id:
            chip.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            unlink = QAction(_("Take the link away"), chip)
            unlink.triggered.connect(partial(self._unlink, tie.other_id))
            chip.addAction(unlink)
        return chip

    def _go(self, tie: Tie) -> None:
        if tie.step:
            self.step_requested.emit(tie.step, tie.other_id)
        else:
            self.evidence_requested.emit(self._items[tie.other_id])

    def _unlink(self, other_id: str) -> None:
        space = self._workspace
        space.perform(unlink_records(space.dossier, self._event_id, other_id))


def ties_of(dossier: Dossier, event: TimelineEvent) -> list[Tie]:
    """Return the records that an event is tied to: by links, and answers that are about it."""
    ties: list[Tie] = []
    for link in dossier.links_of(event.id):
        outward = link.source_id == event.id
        captions = TIES_FROM_IT if outward else TIES_TO_IT
        other_id = link.target_id if outward else link.source_id
        between = dossier.find(TimelineEvent, other_id) and link.kind in EVENT_LINK_KINDS
        link_id = link.id if between else ""
        ties += _record_tie(dossier, captions[link.kind], other_id, link_id=link_id)
    linked = {tie.other_id for tie in ties}
    for answer in dossier.all(Answer):
        if answer.event_id == event.id and answer.id not in linked:
            ties += _record_tie(dossier, _ANSWERS, answer.id, is_link=False)
    order = (*TIES_TO_IT.values(), *TIES_FROM_IT.values(), _ANSWERS)
    return sorted(ties, key=lambda tie: order.index(tie.caption))


def _record_tie(
    dossier: Dossier, caption: str, record_id: str, *, is_link: bool = True, link_id: str = ""
) -> Iterable[Tie]:
    """Yield the tie to a record, or nothing for one that has no place on the screen."""
    record = dossier.any(record_id)
    match record:
        case TimelineEvent():
            text, place, glyph = record.title, step.TIMELINE, record.kind.value
        case Answer():
            text, place, glyph = f"Q{record.number} {record.text}", step.INTERVIEWS, ""
        case ContributingFactor() | Finding():
            text, place, glyph = record.title, step.LEARNINGS, ""
        case ActionItem():
            text, place, glyph = record.title, step.ACTIONS, ""
        case _:
            return
    yield Tie(caption, shortened(text, _LONGEST), text, record_id, place, is_link, glyph, link_id)


def _evidence_tie(dossier: Dossier, item: EvidenceItem) -> Tie:
    batch = dossier.find(EvidenceBatch, item.batch_id)
    source = item.actor or (batch.source_name if batch else "")
    when = item.time_text if item.at is None else clock_text(item.at, dossier.postmortem.zone)
    text = " · ".join(part for part in (shortened(source, 20), when) if part)
    whole = "\n".join(part for part in (text, item.text, item.detail) if part)
    return Tie(_EVIDENCE, text, whole, item.id, "")
