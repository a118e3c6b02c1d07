"""What a link between two events can say, turning it round, and taking it away."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import Link
from postmortem_desktop.editing.link_edits import change_link, remove_link, turn_links
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.timeline.wording import TIES_FROM_IT, TIES_TO_IT
from postmortem_desktop.ui.workspace import Workspace

EVENT_LINK_KINDS = (LinkKind.INFLUENCED, LinkKind.FOLLOWED, LinkKind.CONTRADICTS)
"""How one event can relate to another."""


class LinkMenu(QMenu):
    """Words the kinds as they read from one of the two events."""

    def __init__(self, workspace: Workspace, link: Link, seen_from: str, parent: QWidget) -> None:
        """Make the menu of a link; ``seen_from`` is the id of the event that is looked at."""
        super().__init__(parent)
        captions = TIES_FROM_IT if link.source_id == seen_from else TIES_TO_IT
        for kind in EVENT_LINK_KINDS:
            action = self.addAction(_(captions[kind]))
            action.setObjectName(f"link_{kind.value}")
            action.setCheckable(True)
            action.setChecked(kind is link.kind)
            action.triggered.connect(partial(self._choose, kind))
        self.addSeparator()
        turn = self.addAction(_("Turn round"))
        turn.setObjectName("turn_link")
        # That two are told differently is so from either end.
        turn.setEnabled(link.kind is not LinkKind.CONTRADICTS)
        turn.triggered.connect(self._turn)
        unlink = self.addAction(_("Take the link away"))
        unlink.setObjectName("unlink")
        unlink.triggered.connect(self._unlink)
        self._workspace, self._link_id = workspace, link.id

    def _choose(self, kind: LinkKind) -> None:
        space = self._workspace
        if space.dossier.find(Link, self._link_id) is not None:
            space.perform(change_link(space.dossier, self._link_id, kind))

    def _turn(self) -> None:
        space = self._workspace
        if space.dossier.find(Link, self._link_id) is not None:
            space.perform(turn_links(space.dossier, [self._link_id]))

    def _unlink(self) -> None:
        space = self._workspace
        if space.dossier.find(Link, self._link_id) is not None:
            space.perform(remove_link(space.dossier, self._link_id))
