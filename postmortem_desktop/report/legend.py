"""The key to the picture of the timeline."""

# ReportLab's stubs leave parameters of these calls untyped.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.i18n import _
from postmortem_desktop.report import styles
from postmortem_desktop.report.elements import Elements
from postmortem_desktop.report.figure import METRICS, TITLE_SIZE
from postmortem_desktop.report.glyphs import draw_glyph
from postmortem_desktop.report.pages import draw_runs
from postmortem_desktop.report.roles import Role


class Legend(Flowable):
    """What the glyphs of the figure stand for."""

    role = Role.CAPTION

    def __init__(
        self, kinds: Sequence[tuple[EventKind, str]], elements: Elements, *, has_soft: bool
    ) -> None:
        super().__init__()
        self.spaceAfter = 4.0
        self._kinds = kinds
        self._elements = elements
        self._note = _("≈ and a dashed edge: roughly known") if has_soft else ""

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - ReportLab's
        """Return its size."""
        return aW, styles.CAPTION.leading

    def draw(self) -> None:
        """Draw glyphs and names on one line."""
        lettering, style, canvas = self._elements.lettering, styles.CAPTION, self.canv
        left = 0.0
        entries = [*self._kinds, *([(None, self._note)] if self._note else [])]
        for kind, name in entries:
            if kind is not None:
                draw_glyph(canvas, kind, left, 1.5, METRICS.icon, styles.KINDS[kind])
                left += METRICS.icon + 3
            canvas.setFillColor(styles.SECONDARY)
            draw_runs(canvas, lettering.visual_runs(name, style.weight), left, 3, TITLE_SIZE)
            left += lettering.width(name, style.weight, TITLE_SIZE) + 9
