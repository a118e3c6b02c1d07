"""Small drawings: the glyph of an event kind, the numbered disc of a factor."""

# ReportLab's stubs leave parameters of these calls untyped.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import json
from functools import cache
from typing import Any

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.report.styles import ACCENT, ACCENT_SOFT, KINDS, Weight, font_named
from postmortem_desktop.resources import resource_path


@cache
def _drawings() -> dict[str, Any]:
    return json.loads(resource_path("icons", "kinds.json").read_text(encoding="utf-8"))


def draw_glyph(
    canvas: Canvas, kind: EventKind, left: float, bottom: float, size: float, colour: Color
) -> None:
    """Draw the glyph of a kind into a square."""
    drawings = _drawings()
    scale = size / drawings["box"]

    def at(x: float, y: float) -> tuple[float, float]:
        return left + x * scale, bottom + size - y * scale

    drawing = drawings["kinds"][kind.value]
    path = canvas.beginPath()
    for command, *numbers in drawing["path"]:
        match command:
            case "M":
                path.moveTo(*at(*numbers))
            case "L":
                path.lineTo(*at(*numbers))
            case "C":
                path.curveTo(*at(*numbers[:2]), *at(*numbers[2:4]), *at(*numbers[4:]))
            case _:
                path.close()
    for x, y, radius in drawing["circles"]:
        path.circle(*at(x, y), radius * scale)
    canvas.saveState()
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(drawings["stroke"] * scale)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


class KindGlyph(Flowable):
    """The glyph of an event kind as part of a table row."""

    SIZE = 9.0
    HEIGHT = 12.0

    def __init__(self, kind: EventKind) -> None:
        super().__init__()
        self.kind = kind

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - ReportLab's
        """Return its size."""
        return self.SIZE, self.HEIGHT

    def draw(self) -> None:
        """Draw it in the colour of its kind."""
        bottom = (self.HEIGHT - self.SIZE) / 2
        draw_glyph(self.canv, self.kind, 0, bottom, self.SIZE, KINDS[self.kind])


class NumberDisc(Flowable):
    """A number in a tinted disc."""

    SIZE = 20.0

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - ReportLab's
        """Return its size."""
        return self.SIZE, self.SIZE

    def draw(self) -> None:
        """Draw disc and number."""
        middle = self.SIZE / 2
        canvas = self.canv
        canvas.setFillColor(ACCENT_SOFT)
        canvas.circle(middle, middle, 9, stroke=0, fill=1)
        canvas.setFillColor(ACCENT)
        canvas.setFont(font_named(f"Inter-{Weight.SEMIBOLD}").fontName, 8)
        canvas.drawCentredString(middle, middle - 2.9, str(self.number))
