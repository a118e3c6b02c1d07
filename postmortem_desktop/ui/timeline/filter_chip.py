"""The chips that say what is filtered, and the card in which it is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from postmortem_desktop.domain.evidence import EvidenceBatch
from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.domain.names import EVENT_KIND_NAMES
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.timeline.filtering import EventFilter
from postmortem_desktop.ui.icons import icon
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.filtering import Filtering
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.chips import ChipButton, set_tone
from postmortem_desktop.ui.widgets.frames import scrolled
from postmortem_desktop.ui.widgets.labels import escaped_tool_tip, plain_label
from postmortem_desktop.ui.widgets.popup import Popup
from postmortem_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

_WIDTH = 400
_HEIGHT = 560
_AROUND = 144
"""What the lines above the boxes and the foot take."""
_MARGIN = 8
_COLUMNS = 2
_LONGEST = 24
"""Letters of a lane, a person or a source beside a box."""
_CORNER = QPoint(12, 8)


class FilterChip(ChipButton):
    """Says which events are in sight."""

    def __init__(self, filtering: Filtering, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._filtering = filtering
        self._is_short = False
        self.setToolTip(_("Choose which events are in sight (Shift+F)"))
        # A click must not take the focus: it would close the card that it is to close.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        filtering.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        chosen = self._filtering.chosen
        words = filter_text(chosen)
        name = _("Filter · {chosen}").format(chosen=words) if words else _("Filter")
        self.setText("▾" if self._is_short else f"{name} ▾")
        colour = QApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        self.setIcon(icon("filter", colour) if self._is_short else QIcon())
        self.setAccessibleName(name)
        set_tone(self, "neutral" if chosen.is_open else "accent")

    def changeEvent(self, event: QEvent) -> None:
        """Tint the sign anew when the theme changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ApplicationPaletteChange:
            self._show()

    def shorten(self, short: bool) -> None:  # noqa: FBT001 - one plain switch
        """Show a sign in place of the words."""
        if short != self._is_short:
            self._is_short = short
            self._show()


class HiddenChip(ChipButton):
    """Counts what is out of sight; pressing it shows everything again."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("", "hint", parent)
        self._workspace = workspace
        self.setToolTip(_("Show everything again"))
        workspace.filtered.connect(self._show)
        self.clicked.connect(self._show_everything)
        self._show()

    def _show_everything(self) -> None:
        self._workspace.hide_events(frozenset())

    def _show(self) -> None:
        count = len(self._workspace.hidden)
        text = ngettext("{count} hidden", "{count} hidden", count).format(count=count)
        self.setText(text)
        self.setAccessibleName(_("{hidden}; show everything again").format(hidden=text))
        self.resize(self.sizeHint())
        self.setVisible(bool(count))


def count_hidden_over(canvas: TimelineCanvas) -> HiddenChip:
    """Put the counter into the corner of a canvas without a toolbar, above the zone."""
    chip = HiddenChip(canvas.workspace, canvas)
    chip.move(_CORNER)
    return chip


class FilterPopup(Popup):
    """A box for each kind, lane, person and source; none ticked means all of them."""

    def __init__(
        self,
        workspace: Workspace,
        filtering: Filtering,
        theme: ThemeSource,
        chip: FilterChip,
        parent: QWidget,
    ) -> None:
        """Make it, hidden; it opens below ``chip``."""
        super().__init__(parent, width=_WIDTH, height=_HEIGHT)
        self._workspace, self._filtering, self._theme, self._chip = (
            workspace,
            filtering,
            theme,
            chip,
        )
        self.boxes: dict[tuple[str, str], QCheckBox] = {}
        """Each box by the field of the filter and the value that it stands for."""
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Words in title, detail or what was known"))
        self.words.setAccessibleName(_("Only events with these words"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._choose)
        self.words.installEventFilter(self)
        self.starred = QCheckBox(_("Only events with a star"))
        self.starred.toggled.connect(self._choose)
        self.count = plain_label("", "secondary")
        self.all_button = Button(_("Show everything"), compact=True)
        self.all_button.clicked.connect(filtering.show_everything)
        self._ground = parent
        self._content = QWidget()
        self._list = QVBoxLayout(self._content)
        self._list.setContentsMargins(16, 4, 16, 8)
        self._list.setSpacing(4)
        self._arrange()
        filtering.changed.connect(self._show)

    def _arrange(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, 16, 6)
        head.setSpacing(10)
        head.addWidget(self.words)
        head.addWidget(self.starred)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 6, 16, 12)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.all_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        area = scrolled(self._content)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(area, 1)
        column.addLayout(foot)

    def open(self) -> None:
        """Show what there is to filter by; the same key closes it again."""
        if self.isVisible():
            self.go_away()
            return
        self._build()
        self._show()
        self._wanted = (_WIDTH, min(_HEIGHT, self._content.sizeHint().height() + _AROUND))
        self.pop_up(self.words)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        """Let the arrow go from the words to the first box."""
        if watched is self.words:
            if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down:
                self.focusNextChild()
                return True
            return False
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        ticked = [place for place, box in self.boxes.items() if box.isChecked()]

        def values(field: str) -> frozenset[str]:
            return frozenset(value for of, value in ticked if of == field)

        self._filtering.choose(
            EventFilter(
                kinds=frozenset(EventKind(value) for value in values("kinds")),
                lanes=values("lanes"),
                people=values("people"),
                sources=values("sources"),
                starred_only=self.starred.isChecked(),
                words=" ".join(self.words.text().split()),
            )
        )

    def _show(self) -> None:
        """Show the filter in force, which may have been lifted elsewhere."""
        chosen = self._filtering.chosen
        for (field, value), box in self.boxes.items():
            _tick(box, ticked=value in getattr(chosen, field))
        _tick(self.starred, ticked=chosen.starred_only)
        if " ".join(self.words.text().split()) != chosen.words:
            self.words.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            self.words.setText(chosen.words)
            self.words.blockSignals(False)  # noqa: FBT003
        shown, total = self._filtering.counts()
        text = _("{shown} of {total} events in sight")
        self.count.setText(text.format(shown=shown, total=total))
        self.all_button.setEnabled(not chosen.is_open)

    def _build(self) -> None:
        dossier = self._workspace.dossier
        while item := self._list.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes.clear()
        kinds = [(kind.value, _(name)) for kind, name in EVENT_KIND_NAMES.items()]
        self._add(_("Kind"), "kinds", kinds)
        self._add(_("Lane"), "lanes", ((lane.id, lane.title) for lane in dossier.lanes()))
        people = ((person.id, person.label) for person in dossier.participants())
        self._add(_("Told by"), "people", people)
        batches = (batch for batch in dossier.all(EvidenceBatch) if not batch.withdrawn)
        self._add(_("Source"), "sources", ((batch.id, batch.source_name) for batch in batches))
        self._list.addStretch(1)
        # What is made later comes last in the order of Tab, behind all of the window.
        for before, after in pairwise((self.starred, *self.boxes.values(), self.all_button)):
            QWidget.setTabOrder(before, after)

    def _add(self, title: str, field: str, choices: Iterable[tuple[str, str]]) -> None:
        """Add a heading and its boxes, if there are any."""
        grid = QGridLayout()
        grid.setSpacing(6)
        for place, (value, name) in enumerate(choices):
            short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
            box = QCheckBox(short.replace("&", "&&"))
            box.setAccessibleName(f"{title}: {name}")
            box.setToolTip(escaped_tool_tip(name) if short != name else "")
            if field == "kinds":
                box.setIcon(icon(value, self._theme.theme.kind_colour(value)))
            box.toggled.connect(self._choose)
            self.boxes[field, value] = box
            grid.addWidget(box, *divmod(place, _COLUMNS))
        if grid.count():
            for column in range(_COLUMNS):
                grid.setColumnStretch(column, 1)
            group = QWidget()
            column_ = QVBoxLayout(group)
            column_.setContentsMargins(0, 6, 0, 0)
            column_.setSpacing(6)
            column_.addWidget(plain_label(title, "label"))
            column_.addLayout(grid)
            self._list.addWidget(group)

    def _place(self) -> None:
        """Stand below the chip, within the ground."""
        below = self._chip.mapTo(self._ground, QPoint(self._chip.width(), self._chip.height()))
        width = min(self._wanted[0], self._ground.width() - 2 * _MARGIN)
        height = min(self._wanted[1], self._ground.height() - below.y() - 2 * _MARGIN)
        left = min(max(below.x() - width, _MARGIN), self._ground.width() - width - _MARGIN)
        self.setGeometry(left, below.y() + _MARGIN, width, height)


def filter_text(chosen: EventFilter) -> str:
    """Return what is chosen in a word or two; empty for nothing."""
    kinds, lanes = len(chosen.kinds), len(chosen.lanes)
    people, sources = len(chosen.people), len(chosen.sources)
    numbers = (
        (kinds, ngettext("{count} kind", "{count} kinds", kinds)),
        (lanes, ngettext("{count} lane", "{count} lanes", lanes)),
        (people, ngettext("{count} person", "{count} people", people)),
        (sources, ngettext("{count} source", "{count} sources", sources)),
        (chosen.starred_only, _("starred")),
        (bool(chosen.words), _("words")),
    )
    parts = [text.format(count=count) for count, text in numbers if count]
    if kinds == 1:
        parts[0] = _(EVENT_KIND_NAMES[next(iter(chosen.kinds))])
    return ", ".join(parts) if len(parts) < 3 else _("{count} choices").format(count=len(parts))


def _tick(box: QCheckBox, *, ticked: bool) -> None:
    """Tick a box without telling of it."""
    box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
    box.setChecked(ticked)
    box.blockSignals(False)  # noqa: FBT003
