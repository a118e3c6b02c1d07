"""On whose clock times are shown: a chip that says it, and a line to choose another zone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.evidence import EvidenceBatch
from postmortem_desktop.domain.records import Postmortem
from postmortem_desktop.domain.times import offset_text, zone_names
from postmortem_desktop.editing.postmortem_edits import change_postmortem
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.local_zone import local_zone
from postmortem_desktop.ui.palette import CommandPalette, PaletteEntry
from postmortem_desktop.ui.widgets.chips import ChipButton
from postmortem_desktop.ui.workspace import Workspace

_NO_PLACES = frozenset({"Factory", "localtime"})
"""Listed among the zones, but each computer takes something else for them, or nothing."""
_MOST_RECENT = 6


class ZoneChip(ChipButton):
    """Says the zone of the session and its distance from UTC when the incident began."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._workspace = workspace
        self._search: ZoneSearch | None = None
        self._is_short = False
        # A click on it while the search is open closes the search, and must not open it again.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._toggle)
        workspace.changed.connect(self._follow)
        self._show()

    @property
    def search(self) -> ZoneSearch:
        """The line that finds zones; it floats over the window that the chip is in."""
        if self._search is None or self._search.parent() is not self.window():
            self._search = ZoneSearch(self._workspace, self.window())
        return self._search

    def open(self) -> None:
        """Offer other zones, and wait for letters."""
        self.search.open()

    def shorten(self, *, short: bool) -> None:
        """Say the distance from UTC alone, where room is scarce."""
        self._is_short = short
        self.setText(self._text())

    def _toggle(self) -> None:
        if self.search.isVisible():
            self.search.go_away()
        else:
            self.open()

    def _follow(self, edit: Edit) -> None:
        if edit.touches(Postmortem) or self.text() != self._text():
            self._show()

    def _show(self) -> None:
        zone = self._workspace.zone
        self.setText(self._text())
        self.setToolTip(_("All times are shown in {zone}; choose another (Z)").format(zone=zone))
        self.setAccessibleName(_("Time zone: {zone}").format(zone=self._whole_text()))

    def _text(self) -> str:
        if self._is_short:
            return _offset(self._workspace, self._workspace.zone)
        return self._whole_text()

    def _whole_text(self) -> str:
        zone = self._workspace.zone
        offset = _offset(self._workspace, zone)
        return zone if offset == zone else f"{zone} · {offset}"


class ZoneSearch(CommandPalette):
    """All zones, found by a few letters; first those that are likely to be wanted."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.providers.append(self._entries)
        self.setAccessibleName(_("Show times in another zone"))
        self.field.setPlaceholderText(_("Show times in another zone, such as Berlin or Kolkata…"))
        self.field.setAccessibleName(_("Search time zones"))

    def open(self) -> None:
        """Offer the zones used lately first, those of the last start among them."""
        self.model.set_recent(self._workspace.settings.recent_zones)
        super().open()

    def _entries(self) -> Iterator[PaletteEntry]:
        likely = self._likely()
        for zone in dict.fromkeys([*likely, *_all_zones()]):
            words = zone.replace("_", " ").replace("/", " ")
            group = _("times are shown so") if zone == self._workspace.zone else ""
            key = ""
            if zone in likely:
                group = group or likely[zone]
                key = _offset(self._workspace, zone)
            yield PaletteEntry(zone, group, partial(self._choose, zone), key, also=words)

    def _likely(self) -> dict[str, str]:
        """Return the zones to offer before anything is typed, and what each one is."""
        found = {"UTC": "", local_zone(): _("this computer")}
        for batch in self._workspace.dossier.all(EvidenceBatch):
            if batch.zone in _all_zones():
                found.setdefault(batch.zone, _("of imported evidence"))
        found.setdefault(self._workspace.zone, "")
        return found

    def _choose(self, zone: str) -> None:
        space = self._workspace
        others = (other for other in space.settings.recent_zones if other != zone)
        space.prefer(recent_zones=(zone, *others)[:_MOST_RECENT])
        if zone != space.zone:
            label = _("show times in {zone}").format(zone=zone)
            space.perform(replace(change_postmortem(space.dossier, zone=zone), label=label))


def _offset(workspace: Workspace, zone: str) -> str:
    """Return the distance from UTC when the incident began, or now while nothing is known."""
    span = workspace.dossier.span()
    return offset_text(workspace.clock() if span is None else span[0], zone)


@cache
def _all_zones() -> tuple[str, ...]:
    return tuple(name for name in zone_names() if name not in _NO_PLACES)
