"""Copying and saving the timeline as a picture; the drawing is a job, so that nothing waits."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from postmortem_desktop import paths
from postmortem_desktop.domain.audience import prepared_for
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.kinds import AudienceKind
from postmortem_desktop.domain.records import Participant, TimelineEvent
from postmortem_desktop.errors import PostmortemError, ReportError
from postmortem_desktop.i18n import _
from postmortem_desktop.jobs import Progress
from postmortem_desktop.ui.job_runner import JobRunner
from postmortem_desktop.ui.problems import explain
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.timeline.filtering import Filtering
from postmortem_desktop.ui.timeline.picture_out import Drawn, PictureOrder, draw_picture

PNG, SVG = "image/png", "image/svg+xml"
_SUFFIXES = (".png", ".svg")
_MANY = 5_000
"""Events whose picture takes long enough to say that it is being drawn."""


class PictureCommands(QObject):
    """Makes one picture at a time: light, and with roles for names, unless asked for otherwise."""

    noticed = Signal(str)
    """A sentence for the message bar."""

    def __init__(
        self,
        canvas: TimelineCanvas,
        filtering: Filtering,
        theme: ThemeSource,
        chosen: Callable[[], Sequence[str]],
        parent: QObject,
    ) -> None:
        """Make them; ``chosen`` returns the ids of the chosen events, undated ones among them."""
        super().__init__(parent)
        self._chosen = chosen
        self._canvas, self._filtering, self._theme = canvas, filtering, theme
        self._workspace = canvas.workspace
        self._order = PictureOrder()
        self.runner = JobRunner(self)
        self.runner.succeeded.connect(self._tell_done)
        self.runner.failed.connect(self._tell_refusal)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what is done for the window's actions."""
        full = AudienceKind.FULL
        return {
            "picture": self.copy,
            "picture_named": partial(self.copy, full),
            "picture_as_shown": self.copy_as_shown,
            "picture_selection": self.copy_selection,
            "picture_selection_named": partial(self.copy_selection, full),
            "picture_sight": self.copy_sight,
            "picture_sight_named": partial(self.copy_sight, full),
            "picture_save": self.choose_file,
            "picture_save_named": partial(self.choose_file, full),
        }

    def copy(self, audience: AudienceKind = AudienceKind.OUTSIDE) -> None:
        """Put a picture of the whole timeline on the clipboard."""
        self._copy(self._whole(audience))

    def copy_as_shown(self) -> None:
        """Put a picture of the whole timeline on the clipboard, in the colours of the screen."""
        self._copy(PictureOrder(hidden=self._filtering.hidden, theme=self._theme.theme))

    def copy_selection(self, audience: AudienceKind = AudienceKind.OUTSIDE) -> None:
        """Put a picture of the selected events on the clipboard."""
        chosen = frozenset(self._chosen())
        if chosen:
            self._copy(PictureOrder(event_ids=chosen, audience=audience))
        else:
            self.noticed.emit(_("Choose the events that the picture shall show."))

    def copy_sight(self, audience: AudienceKind = AudienceKind.OUTSIDE) -> None:
        """Put a picture of the events in sight on the clipboard, folded ones among them."""
        view = self._canvas.view
        seen = [
            event_id
            for box in view.boxes_in(view.plot)
            for event_id in (
                [event.id for event in view.layout.folded(box)] if box.is_folded else [box.event_id]
            )
        ]
        if seen:
            self._copy(PictureOrder(event_ids=frozenset(seen), audience=audience, is_sight=True))
        else:
            self.noticed.emit(_("No event is in sight; show some, and copy the picture then."))

    def choose_file(self, audience: AudienceKind = AudienceKind.OUTSIDE) -> None:
        """Ask where a picture of the whole timeline shall go, without stopping anything."""
        filters = {_("PNG image (*.png)"): "png", _("SVG drawing (*.svg)"): "svg"}
        dialog = QFileDialog(self._canvas.window(), _("Save the timeline as a picture"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(filters))
        dialog.setDefaultSuffix("png")
        dialog.filterSelected.connect(lambda name: dialog.setDefaultSuffix(filters[name]))
        folder = paths.documents_folder()
        if folder.is_dir():
            dialog.setDirectory(str(folder))
        dialog.selectFile(_file_name(self._workspace.dossier, audience))
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name), audience))
        dialog.open()

    def save_to(self, path: Path, audience: AudienceKind = AudienceKind.OUTSIDE) -> None:
        """Write a picture of the whole timeline to a file; its suffix says in which form."""
        if path.suffix.lower() in _SUFFIXES:
            order = self._whole(audience)
            self._start(order, partial(_saved, path, order))
        else:
            sentence = _("“{name}” tells no form of picture; let it end in .png or .svg.")
            self.noticed.emit(sentence.format(name=path.name))

    # Inside

    def _whole(self, audience: AudienceKind) -> PictureOrder:
        return PictureOrder(hidden=self._filtering.hidden, audience=audience)

    def _copy(self, order: PictureOrder) -> None:
        def draw(dossier: Dossier, progress: Progress) -> Drawn:
            return draw_picture(dossier, order, progress)

        self._start(order, draw)

    def _start(self, order: PictureOrder, job: Callable[[Dossier, Progress], object]) -> None:
        if self.runner.is_busy:
            self.noticed.emit(_("The picture before this one is still being drawn."))
            return
        self._workspace.flush()
        if self._canvas.shown.span() is None and not self._has_undated():
            self.noticed.emit(_("There is nothing on the timeline to make a picture of."))
            return
        if len(self._canvas.shown.event_ids) > _MANY:
            self.noticed.emit(_("The picture is being drawn."))
        self._order = order
        snapshot = self._workspace.dossier.snapshot()
        self.runner.start(partial(job, snapshot))

    def _has_undated(self) -> bool:
        """Return whether the picture of a timeline without times has something to show."""
        events, hidden = self._workspace.dossier.all(TimelineEvent), self._filtering.hidden
        return any(event.starts_at is None and event.id not in hidden for event in events)

    def _tell_done(self, result: Drawn | Path) -> None:
        if isinstance(result, Path):
            told = _("The picture is at {path}.").format(path=result)
        else:
            QGuiApplication.clipboard().setMimeData(_mime_data(result))
            told = _("The picture is on the clipboard.")
            if self._order.is_sight:
                told = _("The picture of what is in sight is on the clipboard.")
            elif self._order.event_ids is not None:
                told = _("The picture of the selection is on the clipboard.")
        roles = self._order.audience is AudienceKind.OUTSIDE
        who = _("Names are roles.") if roles else _("People who chose it are named.")
        self.noticed.emit(f"{told} {who}")

    def _tell_refusal(self, error: Exception) -> None:
        if not isinstance(error, PostmortemError):
            raise error
        self.noticed.emit(explain(error))


def _mime_data(drawn: Drawn) -> QMimeData:
    """Return a picture for whoever takes images, files of images, or drawings."""
    mime = QMimeData()
    mime.setData(SVG, drawn.svg)
    mime.setData(PNG, drawn.png)
    mime.setImageData(drawn.image)
    return mime


def _saved(path: Path, order: PictureOrder, dossier: Dossier, progress: Progress) -> Path:
    """Draw a picture and write it; a file that was there before stays until it is complete.

    Raises:
        ReportError: the file cannot be written there.
    """
    drawn = draw_picture(dossier, order, progress)
    partial_path = path.with_name(f"{path.name}.part")
    try:
        with partial_path.open("wb") as file:
            file.write(drawn.svg if path.suffix.lower() == ".svg" else drawn.png)
            file.flush()
            os.fsync(file.fileno())
        partial_path.replace(path)
    except OSError as error:
        _forget(partial_path)
        raise ReportError(
            _("The picture cannot be written to {path}: {reason}. Choose another folder.").format(
                path=path, reason=error.strerror or error
            )
        ) from error
    return path


def _forget(partial_path: Path) -> None:
    """Remove what is left of an attempt; where that cannot be done there is nothing."""
    try:
        partial_path.unlink(missing_ok=True)
    except OSError:
        return


def _file_name(dossier: Dossier, audience: AudienceKind) -> str:
    """Return a name for the file, made of the title as its audience may see it."""
    head = Dossier([dossier.postmortem, *dossier.all(Participant)])
    title = prepared_for(head, audience).postmortem.title
    words = re.sub(r"[^\w]+", "-", title.lower()).strip("-")[:60].strip("-")
    return f"timeline-{words}.png" if words else "timeline.png"
