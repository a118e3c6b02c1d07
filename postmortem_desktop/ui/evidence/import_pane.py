"""The import pane: floats over the timeline, shows what a file holds, and takes it over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from postmortem_desktop.errors import PostmortemError
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.jobs import Progress
from postmortem_desktop.ui.evidence.importer import Importer
from postmortem_desktop.ui.evidence.preview_model import REMARK, TEXT, TIME, PreviewModel
from postmortem_desktop.ui.evidence.source_head import SourceHead
from postmortem_desktop.ui.job_runner import JobBar, JobRunner
from postmortem_desktop.ui.problems import explain
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.frames import hairline
from postmortem_desktop.ui.widgets.labels import ElidedLabel, plain_label
from postmortem_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from postmortem_desktop.transfer.importing import Incoming

_LINES_NAMED = 6
_ROW_PX = 34
_REMARK_PX = 250
_CELL_MARGIN_PX = 10
_ROWS_THAT_GROW = 5_000
"""Beyond these a remark that is too long is cut, and its tool tip has all of it."""
_CLOCK_PX = 100
_DATE_PX = 152


class ImportPane(QFrame):
    """Reading and taking over run as jobs; nothing is in the session before its buttons say so."""

    imported = Signal(int, bool)
    """How many items came in, and whether they were placed."""
    closed = Signal()

    def __init__(
        self, workspace: Workspace, importer: Importer, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self.setAccessibleName(_("Import"))
        self._workspace = workspace
        self._importer = importer
        self._paths: tuple[Path, ...] = ()
        self._incoming: tuple[Incoming, ...] = ()
        self._place = False
        self._reads_again = False
        self.runner = JobRunner(self)
        self.preview = PreviewModel(self)
        self._make_parts()
        self._arrange()
        self.runner.succeeded.connect(self._done)
        self.runner.failed.connect(self._say_problem)
        self.runner.cancelled.connect(self._is_outdated)
        workspace.failed.connect(self._offer_again)
        self.hide()

    def read(self, paths: Sequence[Path]) -> None:
        """Show what these files hold, instead of what the pane showed before."""
        if not paths:
            return
        self._paths = tuple(paths)
        self.head.name(paths, self._workspace.zone, self._workspace.dossier.known_day())
        self.show()
        self.raise_()
        self._read()
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_pane(self) -> None:
        """Go, and stop what is under way; nothing of it is in the session."""
        self.runner.cancel()
        self._reads_again = False
        self._show(())
        self.hide()
        self.closed.emit()

    @property
    def is_short(self) -> bool:
        """Whether there is no table to show: while reading, and when it cannot be read."""
        return not self._incoming

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_pane()
        else:
            super().keyPressEvent(event)

    def _make_parts(self) -> None:
        self.head = SourceHead()
        self.head.closed.connect(self.close_pane)
        self.head.zone.chosen.connect(self._read)
        self.head.day_chosen.connect(self._read)
        self.table = _table(self.preview)
        self.table.horizontalHeader().sectionResized.connect(self._follow_width)
        self.problem = plain_label("", "secondary", wrap=True)
        self.problem.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.problem.setContentsMargins(18, 24, 18, 24)
        self.bar = JobBar(self.runner, _("Reading…"))
        self.bar.cancel_button.hide()
        self._new = plain_label("", "strong")
        self._rest = ElidedLabel("", "secondary")
        self.cancel_button = Button(_("Cancel"))
        self.cancel_button.setToolTip(_("Leave the session as it is (Esc)"))
        self.cancel_button.clicked.connect(self.close_pane)
        self.place_button = Button(_("Add and place on the timeline"))
        self.place_button.clicked.connect(partial(self._take, place=True))
        self.add_button = Button("", "primary")
        self.add_button.clicked.connect(partial(self._take, place=False))

    def _arrange(self) -> None:
        counts = QHBoxLayout()
        counts.setContentsMargins(18, 10, 18, 0)
        counts.setSpacing(12)
        counts.addWidget(self._new)
        counts.addWidget(self._rest, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 8, 18, 14)
        foot.setSpacing(10)
        foot.addWidget(self.bar, 1)
        foot.addStretch()
        for button in (self.cancel_button, self.place_button, self.add_button):
            foot.addWidget(button)
            for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                shortcut = QShortcut(key, button)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
                shortcut.activated.connect(button.click)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(hairline())
        rows = QHBoxLayout()
        rows.setContentsMargins(10, 0, 6, 0)
        rows.addWidget(self.table)
        column.addLayout(rows, 1)
        column.addWidget(self.problem, 1)
        column.addWidget(hairline())
        column.addLayout(counts)
        column.addLayout(foot)

    def _read(self) -> None:
        self._show(())
        if self.runner.is_busy:
            self.runner.cancel()
            self._reads_again = True
            return
        self.bar.set_text(_("Reading…"))
        head = self.head
        self.runner.start(
            partial(_read_all, self._importer, self._paths, head.zone.zone, head.given_day)
        )

    def _take(self, *, place: bool) -> None:
        if self.runner.is_busy:
            return
        self._place = place
        self._enable(on=False)
        self.bar.set_text(_("Adding…"))
        self.runner.start(partial(_stage, self._importer, self._incoming))

    def _done(self, result: tuple[Incoming, ...] | None) -> None:
        if self._is_outdated():
            return
        if result is None:
            self._bring_in()
        else:
            self._show(result)
            self._focus_first()

    def _focus_first(self) -> None:
        """Go to what comes next, unless somebody has gone on to work elsewhere."""
        focused = QApplication.focusWidget()
        if focused is not None and not self.isAncestorOf(focused):
            return
        day = self.head.given_day_edit
        asks_for_day = day.isVisible() and self.head.given_day is None
        first = self.add_button if self.add_button.isEnabled() else self.cancel_button
        (day if asks_for_day else first).setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_outdated(self) -> bool:
        """Whether nobody waits for the job that has just ended; begin the one that is wanted."""
        if self._reads_again:
            self._reads_again = False
            self._read()
            return True
        return self.isHidden()

    def _bring_in(self) -> None:
        """Make the staged items visible, by one edit that undo takes back."""
        from postmortem_desktop.transfer.importing import import_edit

        space, count = self._workspace, sum(len(source.items) for source in self._incoming)
        edit = import_edit(space.dossier, self._incoming, space.ids, place=self._place)
        space.perform(edit, partial(self._end, count))

    def _end(self, count: int) -> None:
        self.close_pane()
        self.imported.emit(count, self._place)

    def _offer_again(self) -> None:
        """Keep what the library did not take, so that it can be tried once more."""
        if self.isVisible() and not self.runner.is_busy:
            self._enable(on=True)

    def _say_problem(self, error: Exception) -> None:
        if not isinstance(error, PostmortemError):
            raise error
        if self._is_outdated():
            return
        self._show(())
        self.problem.setText(explain(error))
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, incoming: tuple[Incoming, ...]) -> None:
        self._incoming = incoming
        self.preview.show_incoming(incoming, self._workspace.zone)
        count = sum(len(source.items) for source in incoming)
        self.table.setColumnWidth(TIME, _DATE_PX if self.preview.spans_days else _CLOCK_PX)
        self._fit_rows()
        self.table.setVisible(bool(incoming))
        self.problem.setVisible(not incoming)
        self.problem.setText("")
        self.head.show_incoming(incoming, self._workspace.zone)
        self._new.setText(_("{count} new").format(count=count) if incoming else "")
        self._rest.setText(" · ".join(counts_of(incoming)))
        for button in (self.add_button, self.place_button):
            button.setVisible(bool(incoming))
        add = ngettext("Add {count} to the evidence", "Add {count} to the evidence", count)
        self.add_button.setText(add.format(count=count))
        self._enable(on=count > 0)

    def _follow_width(self, column: int) -> None:
        if column == REMARK:
            self._fit_rows()

    def _fit_rows(self) -> None:
        """Let the rows of what was left out be as high as their remark needs."""
        metrics = self.table.fontMetrics()
        width = self.table.columnWidth(REMARK) - 2 * _CELL_MARGIN_PX
        wrap = Qt.TextFlag.TextWordWrap

        @cache
        def height(remark: str) -> int:
            needed = metrics.boundingRect(QRect(0, 0, width, 0), wrap, remark).height()
            return max(_ROW_PX, needed + 2 * _CELL_MARGIN_PX)

        for row, remark in islice(self.preview.left_out(), _ROWS_THAT_GROW):
            self.table.setRowHeight(row, height(remark))

    def _enable(self, *, on: bool) -> None:
        self.add_button.setEnabled(on)
        self.place_button.setEnabled(on)


def counts_of(incoming: Sequence[Incoming]) -> list[str]:
    """Return in words what will not come in: what is there already, and lines without a time."""
    parts: list[str] = []
    if there := sum(source.already_there for source in incoming):
        parts.append(_("{count} already there").format(count=there))
    lines = [problem.line for source in incoming for problem in source.problems]
    if lines:
        named = ", ".join(str(line) for line in lines[:_LINES_NAMED])
        named += ", …" if len(lines) > _LINES_NAMED else ""
        told = ngettext(
            "{count} without a time, line {lines}",
            "{count} without a time, lines {lines}",
            len(lines),
        )
        parts.append(told.format(count=len(lines), lines=named))
    return parts


def _read_all(
    importer: Importer, paths: Sequence[Path], zone: str, day: date | None, progress: Progress
) -> tuple[Incoming, ...]:
    # It stands above the store, which the first paint of the library page does without.
    from postmortem_desktop.transfer.importing import without_repeats

    return without_repeats(
        importer.read(path, zone=zone, day=day, progress=progress) for path in paths
    )


def _stage(importer: Importer, incoming: Sequence[Incoming], progress: Progress) -> None:
    importer.stage(incoming, progress)


def _table(model: PreviewModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(_("What the file holds"))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_ROW_PX)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
    header.setHighlightSections(False)
    for column, width in enumerate((_CLOCK_PX, 200, 130, _REMARK_PX)):
        table.setColumnWidth(column, width)
    return table
