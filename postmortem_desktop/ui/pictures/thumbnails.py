"""Small pictures for cards and strips, loaded when first asked for and never awaited."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from postmortem_desktop.errors import ImportRejectedError, PostmortemError
from postmortem_desktop.jobs import Progress
from postmortem_desktop.ui.job_runner import JobRunner
from postmortem_desktop.ui.workspace import Workspace

_WIDTH, _HEIGHT = 480, 320
"""Of what is kept in memory, in device pixels: enough for a card at twice the size."""
_MOST_KEPT = 300
_MOST_WAITING = 60

K = TypeVar("K")
V = TypeVar("V")

_Size = tuple[str, int, int, float, bool]


class Thumbnails(QObject):
    """A small pixmap of each picture.

    Ask while painting: what is not there yet comes as None, and ``loaded`` tells when to paint
    again. Pictures never change, so nothing is ever stale.
    """

    loaded = Signal(str)
    """The id of a picture whose thumbnail is there now."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._images: OrderedDict[str, QImage] = OrderedDict()
        self._pixmaps: OrderedDict[_Size, QPixmap] = OrderedDict()
        self._waiting: list[str] = []
        self._loading = ""
        self._runner = JobRunner(self)
        self._runner.succeeded.connect(self._arrive)
        self._runner.failed.connect(self._give_up)

    def pixmap(
        self, picture_id: str, size: QSize, ratio: float = 1.0, *, fill: bool = False
    ) -> QPixmap | None:
        """Return a picture that fits into a size in logical pixels, or None until it is loaded.

        Args:
            picture_id: id of its attachment.
            size: the room there is; a smaller picture stays as it is.
            ratio: device pixels per logical pixel.
            fill: whether it takes all of the room, losing what stands over.
        """
        key = (picture_id, size.width(), size.height(), ratio, fill)
        known = self._pixmaps.get(key)
        if known is not None:
            self._pixmaps.move_to_end(key)
            return known
        image = self._images.get(picture_id)
        if image is None:
            self._want(picture_id)
            return None
        if image.isNull():
            return None
        self._images.move_to_end(picture_id)
        made = _fitted(image, size, ratio, fill=fill)
        _keep(self._pixmaps, key, made)
        return made

    def _want(self, picture_id: str) -> None:
        if picture_id == self._loading:
            return
        if picture_id in self._waiting:
            self._waiting.remove(picture_id)
        # The latest wish comes first: it is what people look at now.
        self._waiting = [*self._waiting, picture_id][-_MOST_WAITING:]
        if not self._runner.is_busy:
            self._begin()

    def _begin(self) -> None:
        self._loading = self._waiting.pop()
        read = self._workspace.evidence.picture_bytes
        self._runner.start(partial(_load, read, self._loading))

    def _arrive(self, image: QImage) -> None:
        picture_id, self._loading = self._loading, ""
        _keep(self._images, picture_id, image)
        if self._waiting:
            self._begin()
        self.loaded.emit(picture_id)

    def _give_up(self, error: Exception) -> None:
        if not isinstance(error, PostmortemError):
            raise error
        self._arrive(QImage())


def _load(read: Callable[[str], bytes], picture_id: str, _progress: Progress) -> QImage:
    from postmortem_desktop.evidence.pictures import thumbnail

    try:
        return QImage.fromData(thumbnail(read(picture_id), _WIDTH, _HEIGHT))
    except ImportRejectedError:
        return QImage()


def _fitted(image: QImage, size: QSize, ratio: float, *, fill: bool) -> QPixmap:
    room = QSize(round(size.width() * ratio), round(size.height() * ratio))
    smooth = Qt.TransformationMode.SmoothTransformation
    if fill:
        image = image.scaled(room, Qt.AspectRatioMode.KeepAspectRatioByExpanding, smooth)
        # From the top, where a screenshot says what it shows.
        image = image.copy((image.width() - room.width()) // 2, 0, room.width(), room.height())
    elif image.width() > room.width() or image.height() > room.height():
        image = image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _keep(kept: OrderedDict[K, V], key: K, value: V) -> None:
    kept[key] = value
    while len(kept) > _MOST_KEPT:
        kept.popitem(last=False)
