"""The step Report."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from postmortem_desktop import paths
from postmortem_desktop.domain.audience import prepared_for
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.errors import PostmortemError
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.jobs import Progress
from postmortem_desktop.transfer.exporting import PdfOrder, export_pdf, report_section_list
from postmortem_desktop.ui.job_runner import JobBar, JobRunner
from postmortem_desktop.ui.problems import explain
from postmortem_desktop.ui.report.before_finishing import (
    BeforeFinishing,
    SecondLook,
    look_again,
)
from postmortem_desktop.ui.report.preview import PdfPages, Preview, pages_of
from postmortem_desktop.ui.report.settings_pane import SettingsPane
from postmortem_desktop.ui.step import Step
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.frames import hairline, pane, scrolled
from postmortem_desktop.ui.workspace import Workspace

_PANE_WIDTH = 340
_CALM_MS = 400
"""How long the records must be at rest before the preview is made anew."""

Composed = tuple[PdfPages, SecondLook]
"""The pages, and what is worth a second look."""


class ReportStep(Step):
    """Choices at the left, the pages at the right; both the preview and the file are jobs."""

    def __init__(
        self, workspace: Workspace, theme: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._composer = JobRunner(self)
        self._exporter = JobRunner(self)
        self._is_stale = True
        self._pages = PdfPages(b"", ())
        self.settings = SettingsPane(workspace, report_section_list(workspace.dossier))
        self.before = BeforeFinishing()
        self.before.place_wanted.connect(self.step_requested)
        self.preview = Preview(theme)
        self.export_button = Button(_("Export PDF…"), "primary", key="Ctrl E")
        self.export_button.clicked.connect(self.export)
        self.bar = JobBar(self._exporter, _("Writing the report"))
        self._arrange()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_CALM_MS)
        self._timer.timeout.connect(self._compose)
        workspace.changed.connect(self._follow)
        workspace.sieve_changed.connect(self._grow_stale)
        self._composer.succeeded.connect(self._show)
        self._composer.failed.connect(self._tell)
        self._exporter.succeeded.connect(self._exported)
        self._exporter.failed.connect(self._tell)
        self._exporter.cancelled.connect(self._stopped)
        self.preview.page_changed.connect(self.status_changed)

    def status_text(self) -> str:
        """Return the length of the report."""
        count = self.preview.page_count
        if not count:
            return _("Setting the pages…")
        size = max(1, round(len(self._pages.data) / 1000))
        counted = ngettext("{count} page", "{count} pages", count).format(count=count)
        return f"{counted} · {size} kB"

    def side_text(self) -> str:
        """Return which page is at the top."""
        count = self.preview.page_count
        if not count:
            return ""
        return _("Page {number} of {count}").format(number=self.preview.first_page, count=count)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what this step does for the window's actions."""
        return {"export_pdf": self.export}

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the preview up to date when the step comes into sight."""
        super().showEvent(event)
        if self._is_stale:
            self._timer.start(0)

    def export(self) -> None:
        """Ask where the report shall go, without stopping anything."""
        dialog = QFileDialog(self, _("Export PDF"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("PDF (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        folder = paths.documents_folder()
        if folder.is_dir():
            dialog.setDirectory(str(folder))
        dialog.selectFile(file_name(self._prepared()))
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def export_to(self, path: str) -> None:
        """Write the report to a file, as a job."""
        if self._exporter.is_busy:
            return
        self._workspace.flush()
        snapshot, order = self._workspace.dossier.snapshot(), self._order(Path(path))
        now = self._workspace.clock()
        self._exporter.start(lambda progress: export_pdf(snapshot, order, progress, now=now))

    def _arrange(self) -> None:
        side = pane()
        side.setFixedWidth(_PANE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        upper = pane()
        inside = QVBoxLayout(upper)
        inside.setContentsMargins(20, 20, 20, 20)
        inside.setSpacing(16)
        inside.addWidget(self.settings)
        inside.addWidget(self.before)
        inside.addStretch(1)
        column.addWidget(scrolled(upper), 1)
        lower = QVBoxLayout()
        lower.setContentsMargins(20, 12, 20, 16)
        lower.setSpacing(12)
        lower.addWidget(self.bar)
        lower.addWidget(self.export_button)
        column.addWidget(hairline())
        column.addLayout(lower)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.preview, 1)

    def _follow(self, _edit: Edit) -> None:
        self.settings.refresh()
        self._grow_stale()

    def _grow_stale(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._timer.start(_CALM_MS)

    def _compose(self) -> None:
        if self._composer.is_busy:
            return
        self._is_stale = False
        snapshot, now = self._workspace.dossier.snapshot(), self._workspace.clock()
        order, sieve = self._order(Path()), self._workspace.sieve

        def compose(progress: Progress) -> Composed:
            with TemporaryDirectory() as folder:
                path = Path(folder) / "preview.pdf"
                export_pdf(snapshot, order.written_to(path), progress, now=now)
                pages = pages_of(path.read_bytes())
            return pages, look_again(
                snapshot, prepared_for(snapshot, order.audience), sieve.silent, sieve.own
            )

        self._composer.start(compose)

    def _show(self, composed: Composed) -> None:
        self._pages, found = composed
        self.preview.show_pages(self._pages)
        self.before.show_found(found)
        self.status_changed.emit()
        if self._is_stale and self.isVisible():
            self._timer.start(_CALM_MS)

    def _order(self, path: Path) -> PdfOrder:
        settings = self._workspace.dossier.postmortem.audience
        return PdfOrder(
            path=path,
            audience=settings.audience,
            paper=settings.paper,
            hidden_sections=settings.hidden_sections,
        )

    def _prepared(self) -> Dossier:
        audience = self._workspace.dossier.postmortem.audience.audience
        return prepared_for(self._workspace.dossier, audience)

    def _exported(self, path: Path) -> None:
        self.noticed.emit(_("The report is at {path}.").format(path=path))

    def _stopped(self) -> None:
        self.noticed.emit(_("Stopped. A report that was there before is still there."))

    def _tell(self, error: Exception) -> None:
        if not isinstance(error, PostmortemError):
            raise error
        self.noticed.emit(explain(error))


def file_name(prepared: Dossier) -> str:
    """Return a name for the file, made of the title as its audience may see it."""
    words = re.sub(r"[^\w]+", "-", prepared.postmortem.title.lower()).strip("-")
    return f"post-mortem-{words[:60].strip('-')}.pdf" if words else "post-mortem.pdf"
