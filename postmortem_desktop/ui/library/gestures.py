"""What is done with the chosen session of the library, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from postmortem_desktop.i18n import _
from postmortem_desktop.ui.library.page import LibraryGestures, LibraryPage

if TYPE_CHECKING:
    from postmortem_desktop.store.recent import SessionSummary
    from postmortem_desktop.ui.palette import PaletteEntry


Tell = Callable[[str, str, Callable[[], object]], object]
"""Shows a sentence, with something that can be done about it."""


class LibraryDesk:
    """Carries out the actions of the library; what goes out of sight can be brought back."""

    def __init__(self, page: LibraryPage, gestures: LibraryGestures, tell: Tell) -> None:
        """Stand behind a page; ``tell`` is as ``MessageBar.say``."""
        self._page = page
        self._gestures = gestures
        self._tell = tell
        self._back: Callable[[], None] | None = None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what to do for the keys of the actions."""
        return {
            "open_session": self._open,
            "duplicate_session": self._duplicate,
            "archive_session": self._archive,
            "delete_session": self._delete,
            "restore_session": self._restore,
        }

    def undo(self) -> None:
        """Bring back what went out of sight last, once."""
        back, self._back = self._back, None
        if back is not None:
            back()

    def menu_keys(self) -> tuple[str, ...]:
        """Return what the menu of the chosen session offers."""
        session = self._chosen()
        if session is None:
            return ()
        if session.deleted_at is not None or session.archived:
            return ("restore_session",)
        return ("duplicate_session", "archive_session", "", "delete_session")

    def entries(self) -> Iterable[PaletteEntry]:
        """Offer the sessions to the palette."""
        from postmortem_desktop.ui.palette import PaletteEntry  # first asked for by the palette

        for session in self._page.table.shown.sessions:
            if session.deleted_at is None:
                visit = partial(self._gestures.open_session, session.id)
                yield PaletteEntry(session.title, _("Session"), visit)

    def _chosen(self) -> SessionSummary | None:
        index = self._page.table.currentIndex()
        return self._page.table.shown.summary(index.row()) if index.isValid() else None

    def _open(self) -> None:
        session = self._chosen()
        if session is not None:
            self._gestures.open_session(session.id)

    def _duplicate(self) -> None:
        session = self._chosen()
        if session is not None:
            self._gestures.duplicate(session.id)
            self._page.refresh()

    def _archive(self) -> None:
        session = self._chosen()
        if session is None or session.archived or session.deleted_at is not None:
            return
        self._gestures.archive(session.id, True)  # noqa: FBT003 - a callable has no keywords
        self._page.refresh()
        self._offer_back(_("“{title}” is archived."), session, self._bring_back)

    def _delete(self) -> None:
        session = self._chosen()
        if session is None or session.deleted_at is not None:
            return
        self._gestures.delete(session.id)
        self._page.refresh()
        self._offer_back(_("“{title}” is in the bin."), session, self._take_from_bin)

    def _restore(self) -> None:
        session = self._chosen()
        if session is None:
            return
        if session.deleted_at is not None:
            self._take_from_bin(session.id)
        elif session.archived:
            self._bring_back(session.id)

    def _bring_back(self, session_id: str) -> None:
        self._gestures.archive(session_id, False)  # noqa: FBT003 - a callable has no keywords
        self._page.refresh()
        self._page.table.choose(session_id)

    def _take_from_bin(self, session_id: str) -> None:
        self._gestures.restore(session_id)
        self._page.refresh()
        self._page.table.choose(session_id)

    def _offer_back(
        self, sentence: str, session: SessionSummary, back: Callable[[str], None]
    ) -> None:
        text = sentence.format(title=session.title)
        self._back = partial(back, session.id)
        self._tell(text, _("Undo"), self.undo)
