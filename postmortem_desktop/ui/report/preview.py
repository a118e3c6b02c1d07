"""The report's pages as they will be printed; only what is in sight is rendered."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

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
    """Return a PDF with the sizes of its pages; what reads it is imported here, by a job."""
    import pypdfium2

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
    import pypdfium2

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

    def __init__(self, number: int, count: int, theme: ThemeSource, ground: QWidget) -> None:
        super().__init__(ground)
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
    """The pages below each other; those in sight are widgets, and the others only have a place."""

    page_changed = Signal()
    """Another page is at the top."""

    def __init__(self, theme: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages = PdfPages(b"", ())
        self._views: dict[int, PageView] = {}
        self._tops: list[int] = []
        """Where each page begins, and where one after the last would."""
        self._fresh: set[int] = set()
        """The pages whose picture is that of this document at this width."""
        self._runner = JobRunner(self)
        self._runner.succeeded.connect(self._show)
        self.setAccessibleName(_("Preview of the report"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._ground = QWidget()
        self._ground.setProperty("role", "page")
        self.setWidget(self._ground)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def page_count(self) -> int:
        """The number of pages."""
        return len(self._pages.sizes)

    @property
    def first_page(self) -> int:
        """The number of the page at the top, from 1; 0 without pages."""
        return min(self._in_sight(), default=-1) + 1

    def picture_of(self, number: int) -> QImage | None:
        """Return the picture of a page, from 0, if it is in sight and has one."""
        view = self._views.get(number)
        return None if view is None else view.image

    def show_pages(self, pages: PdfPages) -> None:
        """Show another document at the place where the last one was."""
        self._pages = pages
        for number in [n for n in self._views if n >= len(pages.sizes)]:
            self._drop(number)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the width."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """Keep the old pictures in sight until the new ones are there, but ask for these."""
        width = self._page_width()
        heights = (round(width * height / across) + _GAP for across, height in self._pages.sizes)
        self._tops = list(accumulate(heights, initial=_GAP))
        self._ground.setMinimumHeight(self._tops[-1])
        self._fresh = set()
        for number in self._views:
            self._place(number)
        # The scroll bar follows when the new height has been through the event loop.
        QTimer.singleShot(0, self, self._render)

    def _place(self, number: int) -> None:
        width, top = self._page_width(), self._tops[number]
        left = (self.viewport().width() - width) // 2
        self._views[number].setGeometry(left, top, width, self._tops[number + 1] - _GAP - top)

    def _page_width(self) -> int:
        return max(200, min(WIDEST_PAGE, self.viewport().width() - 2 * _GAP))

    def _in_sight(self) -> range:
        top = self.verticalScrollBar().value()
        bottom = top + max(1, self.viewport().height())
        first = max(bisect_right(self._tops, top) - 1, 0)
        return range(first, min(bisect_left(self._tops, bottom), self.page_count))

    def _scrolled(self) -> None:
        self.page_changed.emit()
        self._render()

    def _render(self) -> None:
        in_sight = self._in_sight()
        for number in in_sight:
            if number not in self._views:
                view = PageView(number, self.page_count, self._theme, self._ground)
                self._views[number] = view
                self._place(number)
                view.show()
        wanted = [number for number in in_sight if number not in self._fresh]
        if self._runner.is_busy or not wanted:
            return
        pages, width = self._pages, round(self._page_width() * self.devicePixelRatioF())
        self._runner.start(lambda progress: (pages, render_pages(pages, wanted, width, progress)))

    def _show(self, result: tuple[PdfPages, dict[int, QImage]]) -> None:
        pages, pictures = result
        if pages is self._pages:
            for number in pictures.keys() & self._views.keys():
                self._views[number].image = pictures[number]
                self._views[number].update()
                self._fresh.add(number)
            self._drop_far_pages()
        self._render()

    def _drop_far_pages(self) -> None:
        middle = self.first_page
        for number in sorted(self._views, key=lambda n: abs(n - middle))[_KEPT_PAGES:]:
            self._drop(number)

    def _drop(self, number: int) -> None:
        view = self._views.pop(number)
        self._fresh.discard(number)
        view.hide()
        view.deleteLater()
