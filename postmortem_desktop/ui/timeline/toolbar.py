"""The slim bar above the canvas."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.timeline.filter_chip import FilterChip, HiddenChip
from postmortem_desktop.ui.timeline.filtering import Filtering
from postmortem_desktop.ui.timeline.zone_chip import ZoneChip
from postmortem_desktop.ui.widgets.buttons import Button, glyph_button, set_glyph_button
from postmortem_desktop.ui.widgets.chips import ChipButton, restyled
from postmortem_desktop.ui.workspace import Workspace

_GAP = 8
_GRIDS = (0, 1, 10, 60, 300)
"""Seconds between the points to which a dragged edge snaps; 0 for none."""


class TimelineToolbar(QFrame):
    """What can be added at the left, how time is shown at the right."""

    snap_chosen = Signal()
    """Gestures are to snap to another grid."""

    def __init__(
        self, workspace: Workspace, filtering: Filtering, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._workspace = workspace
        self.event_button = Button(_("Event"), glyph="plus", key="E")
        self.event_button.setToolTip(_("Add an event by typing one line (E)"))
        self.lane_button = Button(_("Lane"))
        self.lane_button.setToolTip(_("Add, rename and order the lanes (Shift+L)"))
        self.link_button = Button(_("Link"), key="L")
        self.link_button.setToolTip(_("Say that one event influenced another (L)"))
        self.filter_chip = FilterChip(filtering)
        self.hidden_chip = HiddenChip(workspace)
        self.zone_chip = ZoneChip(workspace)
        self.snap_chip = ChipButton("")
        self._snap = (0, True)
        """Seconds of the grid, and whether anything snaps."""
        self.snap_chip.setToolTip(
            _("What a dragged event snaps to at this zoom; hold Alt, or press N, for no snapping")
        )
        self._snaps = QMenu(_("Snap"), self)
        for seconds in _GRIDS:
            action = QAction(_snap_text(seconds), self._snaps)
            action.setData(seconds)
            action.setCheckable(True)
            self._snaps.addAction(action)
        self._snaps.triggered.connect(self._choose_snap)
        self._snaps.aboutToShow.connect(self._tick_snap)
        self.snap_chip.setMenu(self._snaps)
        self.fit_button = Button(_("Fit"), key="F")
        self.fit_button.setToolTip(_("Show the whole incident (F)"))
        self.more_button = glyph_button("more", _("More of the toolbar"))
        self.more_button.hide()
        self._more = QMenu(self)
        self.more_button.clicked.connect(self._offer_left_out)
        self.evidence_button, self.fields_button = glyph_button("", ""), glyph_button("", "")
        self.show_put_aside(evidence=False, fields=False)
        self._ways = self._ways_to_shorten()
        self._shown: tuple[object, ...] = ()
        """For what it was last decided what is shown."""
        self._least = 0
        """The width below which something would be cut."""
        self._arrange()
        for told in (filtering.changed, workspace.filtered):
            told.connect(self._give_way)
        workspace.changed.connect(self._follow)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(_GAP)
        for button in (
            self.evidence_button,
            self.event_button,
            self.lane_button,
            self.link_button,
        ):
            row.addWidget(button)
        row.addStretch(1)
        for widget in (
            self.hidden_chip,
            self.filter_chip,
            self.zone_chip,
            self.snap_chip,
            self.more_button,
            self.fit_button,
            self.fields_button,
        ):
            row.addWidget(widget)

    def show_put_aside(self, *, evidence: bool, fields: bool) -> None:
        """Say what a press on the two chevrons does, at the sides of which the panes stand."""
        told = _("Show the evidence (Ctrl+[)") if evidence else _("Hide the evidence (Ctrl+[)")
        set_glyph_button(self.evidence_button, f"chevron-{'right' if evidence else 'left'}", told)
        told = (
            _("Show the event fields (Ctrl+])") if fields else _("Hide the event fields (Ctrl+])")
        )
        set_glyph_button(self.fields_button, f"chevron-{'left' if fields else 'right'}", told)

    def show_snap(self, seconds: int, *, snaps: bool) -> None:
        """Say to which grid gestures snap at the present zoom, or that they do not."""
        if (seconds, snaps) != self._snap:
            self._snap = seconds, snaps
            self._give_way()

    def choose_snap(self) -> None:
        """Offer what a dragged event can snap to."""
        place = self.snap_chip if self.snap_chip.isVisible() else self.more_button
        self._snaps.popup(place.mapToGlobal(place.rect().bottomLeft()))

    def minimumSizeHint(self) -> QSize:
        """Do without what gives way in a narrow window."""
        return QSize(self._least, super().minimumSizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        """Decide what there is room for: now the fonts are known."""
        super().showEvent(event)
        self._give_way()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        self._give_way()

    def _ways_to_shorten(self) -> tuple[Callable[[bool], None], ...]:
        """Return what makes the bar narrower, that which is missed least first.

        Words go before buttons; what goes at last is in one menu. The zone always stays.
        """
        keyed = (self.fit_button, self.link_button, self.event_button)
        return (
            *(partial(_without_key, button) for button in keyed),
            self._shorten_zone,
            self._shorten_snap,
            partial(_without_words, self.link_button, _("Link"), ("link", "")),
            partial(_without_words, self.event_button, _("Event"), ("plus", "plus")),
            partial(_without_words, self.lane_button, _("Lane"), ("lanes", "")),
            self._leave_snap_out,
            self._leave_filter_out,
            self.filter_chip.shorten,
            partial(_without, self.lane_button),
            partial(_without, self.fit_button),
        )

    def _give_way(self) -> None:
        """Shorten as little as there is need for."""
        hidden, filtered = self.hidden_chip, self.filter_chip
        shown = (
            self.width(),
            self._snap,
            self.zone_chip.accessibleName(),
            filtered.text(),
            hidden.isHidden() or hidden.text(),
            self.isVisible(),
        )
        if shown == self._shown:
            return
        self._shown = shown
        for shorten in self._ways:
            shorten(True)  # noqa: FBT003 - one plain switch
        least, self._least = self._least, self._wanted()
        for shorten in reversed(self._ways):
            shorten(False)  # noqa: FBT003
            if self._wanted() > self.width():
                shorten(True)  # noqa: FBT003
                break
        if least != self._least:
            self.updateGeometry()

    def _wanted(self) -> int:
        row = self.layout()
        assert row is not None, "made with one"
        row.invalidate()
        return row.sizeHint().width()

    def _follow(self, _edit: Edit) -> None:
        self._give_way()

    def _shorten_zone(self, short: bool) -> None:  # noqa: FBT001 - one plain switch
        self.zone_chip.shorten(short=short)

    def _shorten_snap(self, short: bool) -> None:  # noqa: FBT001
        seconds, snaps = self._snap
        self.snap_chip.setText(_snap_text(seconds, short=short) if snaps else _("Snap off"))

    def _leave_snap_out(self, out: bool) -> None:  # noqa: FBT001
        self.snap_chip.setHidden(out)
        self.more_button.setVisible(out)

    def _leave_filter_out(self, out: bool) -> None:  # noqa: FBT001
        # The count of what is hidden says that there is a filter, too.
        self.filter_chip.setHidden(out and not self.hidden_chip.isHidden())

    def _offer_left_out(self) -> None:
        """Open the menu with what the bar has no room for."""
        self._more.clear()
        offered = (
            (self.lane_button, _("Lanes…")),
            (self.filter_chip, _("Filter…")),
            (self.fit_button, _("Fit the whole incident")),
        )
        for left_out, text in offered:
            if left_out.isHidden():
                action = QAction(text, self._more)
                action.triggered.connect(left_out.click)
                self._more.addAction(action)
        self._more.addMenu(self._snaps)
        self._more.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def _choose_snap(self, action: QAction) -> None:
        self._workspace.prefer(snap_seconds=action.data())
        self.snap_chosen.emit()

    def _tick_snap(self) -> None:
        for action in self._snaps.actions():
            action.setChecked(action.data() == self._workspace.settings.snap_seconds)


def _without(button: Button, without: bool) -> None:  # noqa: FBT001 - one plain switch
    button.setHidden(without)


def _without_key(button: Button, without: bool) -> None:  # noqa: FBT001 - one plain switch
    button.show_key(shown=not without)


def _without_words(
    button: Button,
    words: str,
    glyphs: tuple[str, str],
    without: bool,  # noqa: FBT001 - one plain switch
) -> None:
    """Leave the words out; the first glyph stands in for them, the second one beside them."""
    button.setText("" if without else words)
    button.set_glyph(glyphs[0] if without else glyphs[1])
    if button.property("compact") != without:
        button.setProperty("compact", without)
        restyled(button)
    button.setAccessibleName(words)


def _snap_text(seconds: int, *, short: bool = False) -> str:
    if not seconds:
        return _("No grid")
    if seconds < 60:
        grid = _("{count} s").format(count=seconds)
    elif seconds < 3600:
        grid = _("{count} min").format(count=seconds // 60)
    else:
        grid = _("{count} h").format(count=seconds // 3600)
    return grid if short else _("Snap {grid}").format(grid=grid)
