"""The report's pages as they will be printed; only what is in sight is rendered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pypdfium2
from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from postmortem_desktop.i18n import _
from postmortem_desktop.jobs import Progress
from postmortem_desktop.ui.job_runner import JobRunner
from postmortem_desktop.ui.theme import ThemeSource

WIDEST_PAGE = 820
_GAP = 24
_KEPT_PAGES = 12
_PAPER = Qt.GlobalColor.white


@dataclass(frozen=True, slots=True)
class PdfPages:
    """A finished PDF and the size of each page, in points."""

    data: bytes
    sizes: tuple[tuple[float, float], ...]


def pages_of(data: bytes) -> PdfPages:
    """Return a PDF with the sizes of its pages."""
    with pypdfium2.PdfDocument(data) as document:
        sizes = tuple(document.get_page_size(number) for number in range(len(document)))
    return PdfPages(data, sizes)


def render_pages(
    pages: PdfPages, numbers: Iterable[int], width_px: int, progress: Progress
) -> dict[int, QImage]:
    """Return pictures of some pages; a job.

    Args:
        pages: the document.
        numbers: which pages, from 0.
        width_px: of each picture, in device pixels.
        progress: may cancel between pages.
    """
    rendered: dict[int, QImage] = {}
    with pypdfium2.PdfDocument(pages.data) as document:
        for number in progress.track(list(numbers)):
            scale: Any = width_px / pages.sizes[number][0]  # annotated as a whole number there
            bitmap = document[number].render(scale=scale, rev_byteorder=True)
            data = bytes(bitmap.buffer)
            form = QImage.Format.Format_RGB888 if bitmap.n_channels == 3 else _RGBX
            image = QImage(data, bitmap.width, bitmap.height, bitmap.stride, form)
            rendered[number] = image.copy()
    return rendered


_RGBX = QImage.Format.Format_RGBX8888


class PageView(QWidget):
    """One page: white paper until its picture is there."""

    def __init__(self, number: int, count: int, theme: ThemeSource) -> None:
        super().__init__()
        self._theme = theme
        self.image: QImage | None = None
        self.setAccessibleName(_("Page {number} of {count}").format(number=number + 1, count=count))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the paper with its hairline, and the picture on it."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(self.rect(), _PAPER)
            if self.image is not None:
                painter.drawImage(QRectF(self.rect()), self.image)
            painter.setPen(self._theme.theme.line)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Preview(QScrollArea):
    """The pages below each other; scrolls, and renders what comes into sight."""

    page_changed = Signal()
    """Another page is at the top."""

    def __init__(self, theme: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages = PdfPages(b"", ())
        self._views: list[PageView] = []
        self._runner = JobRunner(self)
        self._runner.succeeded.connect(self._show)
        self.setAccessibleName(_("Preview of the report"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._ground = QWidget()
        self._ground.setProperty("role", "page")
        self._column = QVBoxLayout(self._ground)
        self._column.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        self._column.setSpacing(_GAP)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._ground)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def page_count(self) -> int:
        """The number of pages."""
        return len(self._views)

    @property
    def first_page(self) -> int:
        """The number of the page at the top, from 1; 0 without pages."""
        return min(self._in_sight(), default=-1) + 1

    def show_pages(self, pages: PdfPages) -> None:
        """Show another document at the place where the last one was."""
        self._pages = pages
        while len(self._views) > len(pages.sizes):
            view = self._views.pop()
            self._column.removeWidget(view)
            view.deleteLater()
        for number in range(len(self._views), len(pages.sizes)):
            view = PageView(number, len(pages.sizes), self._theme)
            self._views.append(view)
            self._column.addWidget(view, 0, Qt.AlignmentFlag.AlignHCenter)
        self._forget_pictures()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the width."""
        super().resizeEvent(event)
        self._forget_pictures()

    def _forget_pictures(self) -> None:
        """Keep the old pictures in sight until the new ones are there, but ask for these."""
        width = self._page_width()
        for view, (page_width, page_height) in zip(self._views, self._pages.sizes, strict=True):
            view.setFixedSize(width, round(width * page_height / page_width))
        self._fresh: set[int] = set()
        # The pages take their places when the layout has been through the event loop.
        QTimer.singleShot(0, self._render)

    def _page_width(self) -> int:
        return max(200, min(WIDEST_PAGE, self.viewport().width() - 2 * _GAP))

    def _in_sight(self) -> list[int]:
        top = self._ground.mapFrom(self.viewport(), QPoint(0, 0)).y()
        window = QRect(0, top, self._ground.width(), max(1, self.viewport().height()))
        return [
            number for number, view in enumerate(self._views) if view.geometry().intersects(window)
        ]

    def _scrolled(self) -> None:
        self.page_changed.emit()
        self._render()

    def _render(self) -> None:
        wanted = [number for number in self._in_sight() if number not in self._fresh]
        if self._runner.is_busy or not wanted:
            return
        pages, width = self._pages, round(self._page_width() * self.devicePixelRatioF())
        self._runner.start(
            lambda progress: (pages, width, render_pages(pages, wanted, width, progress))
        )

    def _show(self, result: tuple[PdfPages, int, dict[int, QImage]]) -> None:
        pages, _width, pictures = result
        if pages is self._pages:
            for number, picture in pictures.items():
                self._views[number].image = picture
                self._views[number].update()
                self._fresh.add(number)
            self._drop_far_pictures()
        self._render()

    def _drop_far_pictures(self) -> None:
        middle = self.first_page
        for number in sorted(self._fresh, key=lambda n: abs(n - middle))[_KEPT_PAGES:]:
            self._views[number].image = None
            self._fresh.discard(number)
