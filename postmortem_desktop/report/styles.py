"""The look of the report: embedded fonts, the colours of the light theme, text styles.

Distances are points on a grid of four.
"""

# ReportLab's stubs leave parameters of these calls untyped.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from postmortem_desktop.domain.interviews import Account
from postmortem_desktop.domain.kinds import EventKind, MilestoneKind
from postmortem_desktop.resources import resource_path
from postmortem_desktop.timeline.phases import MILESTONE_COLOURS

PAPERS: dict[str, tuple[float, float]] = {"a4": A4, "letter": LETTER}
MARGIN = 52.0
FOOT_HEIGHT = 56.0
"""Below the text, with the running foot in it."""


class Weight(StrEnum):
    """How heavy a text is set."""

    REGULAR = "Regular"
    SEMIBOLD = "SemiBold"
    BOLD = "Bold"


_HEAVY = {Weight.SEMIBOLD: ("DejaVuSans-Bold",), Weight.BOLD: ("DejaVuSans-Bold",)}

FALLBACKS: dict[Weight, tuple[str, ...]] = {
    weight: (f"Inter-{weight}", *_HEAVY.get(weight, ()), "DejaVuSans", "DroidSansFallback")
    for weight in Weight
}
"""The fonts of each weight; a character is set in the first that has it."""

TEXT = HexColor("#1A2330")
SECONDARY = HexColor("#5A6575")
LINE = HexColor("#E1E5EA")
SURFACE = HexColor("#FFFFFF")
ACCENT = HexColor("#1F6C93")
ACCENT_SOFT = HexColor("#E4F0F6")
HINT = HexColor("#9A5B00")
GOOD = HexColor("#2E7D4F")

KINDS: dict[EventKind, Color] = {
    EventKind.ALERT: HexColor("#C8500A"),
    EventKind.OBSERVATION: HexColor("#2476B0"),
    EventKind.ACTION: HexColor("#0B7A5B"),
    EventKind.DECISION: HexColor("#6F48AE"),
    EventKind.MESSAGE: HexColor("#566579"),
    EventKind.CHANGE: HexColor("#9A6A0B"),
    EventKind.IMPACT: HexColor("#B3204F"),
    EventKind.RECOVERY: HexColor("#35803A"),
}

MILESTONES: dict[MilestoneKind, Color] = {
    milestone: KINDS[kind] for milestone, kind in MILESTONE_COLOURS.items()
}
"""The colour of a milestone, and of the phase that it begins."""

ACCOUNTS: dict[Account | None, Color] = {
    Account.ACTIONS: KINDS[EventKind.ACTION],
    Account.EFFECTS: KINDS[EventKind.OBSERVATION],
    Account.EXPECTATIONS: GOOD,
    Account.ASSUMPTIONS: KINDS[EventKind.DECISION],
    Account.OWN_TIMELINE: KINDS[EventKind.MESSAGE],
    None: KINDS[EventKind.MESSAGE],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """How a paragraph is set."""

    size: float
    leading: float
    weight: Weight = Weight.REGULAR
    colour: Color = TEXT
    space_before: float = 0.0
    space_after: float = 0.0
    indent: float = 0.0
    bar: Color | None = None
    """Colour of the upright bar at the left of a quotation."""
    tracking: float = 0.0
    """Added after each letter."""
    is_right_aligned: bool = False


OVERLINE = TextStyle(
    size=8, leading=12, weight=Weight.SEMIBOLD, colour=ACCENT, space_after=4, tracking=0.4
)
TITLE = TextStyle(size=23, leading=28, weight=Weight.BOLD, space_after=4)
SUBTITLE = TextStyle(size=9.5, leading=16, colour=SECONDARY)
HEADING = TextStyle(size=13, leading=20, weight=Weight.BOLD, space_before=24, space_after=4)
SUBHEADING = TextStyle(size=9.5, leading=16, weight=Weight.SEMIBOLD, space_before=8)
BODY = TextStyle(size=9.5, leading=16, space_after=4)
SMALL = TextStyle(size=8.5, leading=12, colour=SECONDARY, space_after=4)
CAPTION = TextStyle(size=7.5, leading=12, colour=SECONDARY)
FIGURE_VALUE = TextStyle(size=14, leading=20, weight=Weight.BOLD)
CELL = TextStyle(size=8.5, leading=12)
CELL_SECONDARY = replace(CELL, colour=SECONDARY)
CELL_DETAIL = replace(CELL, size=7.5, colour=SECONDARY)
CELL_HEAD = replace(CELL, size=7.5, weight=Weight.SEMIBOLD, colour=SECONDARY)
FOOT = TextStyle(size=7.5, leading=12, colour=SECONDARY)


@cache
def font_named(name: str) -> TTFont:
    """Return one of our fonts, read and made known to ReportLab at its first use."""
    font = TTFont(name, str(resource_path("fonts", f"{name}.ttf")))
    # A list for each of very many glyphs, of use to HarfBuzz alone, which we do not ask.
    font.face.glyphToChar.clear()  # pyright: ignore[reportAttributeAccessIssue]
    pdfmetrics.registerFont(font)
    return font


def text_width(text: str, font: str, size: float) -> float:
    """Return how wide a font sets a text."""
    return font_named(font).stringWidth(text, size)


def tinted(colour: Color, share: float) -> Color:
    """Return white with a ``share`` from 0 to 1 of a colour in it."""
    parts = (1 - (1 - part) * share for part in (colour.red, colour.green, colour.blue))
    return Color(*parts)
