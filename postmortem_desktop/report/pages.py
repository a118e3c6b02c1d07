"""What stands on every page: the running foot, whose total is known only at the end."""

# ReportLab's stubs leave parameters of these calls untyped.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from postmortem_desktop.i18n import _
from postmortem_desktop.report.styles import FOOT, FOOT_HEIGHT, LINE, MARGIN, SECONDARY, font_named
from postmortem_desktop.report.text import FontRun, Lettering

_LINE_AT = 40.0
_TEXT_AT = 26.0
_BETWEEN = 24.0
_ROOM_FOR_NUMBERS = 140.0


class PagesCanvas(Canvas):
    """A canvas that sets the foot of each page once the number of pages is known."""

    def __init__(
        self,
        file: Any,
        *,
        width: float,
        left: str,
        record: str,
        lettering: Lettering,
        now: datetime,
        **settings: Any,
    ) -> None:
        """Begin a document.

        Args:
            file: to write into.
            width: of the page.
            left: readable text for the left of the foot.
            record: number of the record, for the right.
            lettering: finds fonts.
            now: the moment of the export.
            settings: ReportLab's own.
        """
        super().__init__(file, **settings)
        self._page_width = width
        self._record = record
        room = self._page_width - 2 * MARGIN - _ROOM_FOR_NUMBERS - _BETWEEN
        left = lettering.elided(left, FOOT.weight, FOOT.size, room)
        self._left = lettering.visual_runs(left, FOOT.weight)
        made = now.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")

        def as_made(*_moment: int) -> str:
            return made

        self.setDateFormatter(as_made)
        self.setViewerPreference("DisplayDocTitle", "true")

    def showPage(self) -> None:  # noqa: N802 - ReportLab's
        """End the page, its foot reserved."""
        self.doForm(_form(self.getPageNumber()))
        super().showPage()

    def save(self) -> None:
        """Write the feet, and the file."""
        total = self.getPageNumber() - 1
        for page in range(1, total + 1):
            self.beginForm(_form(page), 0, 0, self._page_width, FOOT_HEIGHT)
            self._draw_foot(page, total)
            self.endForm()
        super().save()
        # The parts of the written document refer to each other: without this they would stay
        # until somebody looks for garbage, and there are very many.
        self._doc.__dict__.clear()  # pyright: ignore[reportAttributeAccessIssue]

    def _draw_foot(self, page: int, total: int) -> None:
        right = self._page_width - MARGIN
        self.setFillColor(LINE)
        self.rect(MARGIN, _LINE_AT, right - MARGIN, 0.5, stroke=0, fill=1)
        self.setFillColor(SECONDARY)
        draw_runs(self, self._left, MARGIN, _TEXT_AT, FOOT.size)
        numbers = _("Record {record} · {page} of {total}").format(
            record=self._record, page=page, total=total
        )
        self.setFont(font_named("Inter-Regular").fontName, FOOT.size)
        self.drawRightString(right, _TEXT_AT, numbers)


def draw_runs(
    canvas: Canvas, runs: list[FontRun], left: float, baseline: float, size: float
) -> None:
    """Draw text of several fonts on one line."""
    text = canvas.beginText(left, baseline)
    for run in runs:
        text.setFont(run.font, size)
        text.textOut(run.text)
    canvas.drawText(text)


def canvas_maker(
    *, width: float, left: str, record: str, lettering: Lettering, now: datetime
) -> Callable[..., PagesCanvas]:
    """Return what ReportLab calls to begin the document."""

    def make(file: Any, **settings: Any) -> PagesCanvas:
        return PagesCanvas(
            file, width=width, left=left, record=record, lettering=lettering, now=now, **settings
        )

    return make


def _form(page: int) -> str:
    return f"foot-{page}"
