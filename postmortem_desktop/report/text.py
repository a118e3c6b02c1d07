"""From what people wrote to what the fonts can show.

User text never becomes markup: the report sets characters, and no parser sees them. A character
that no font has turns into a name in colons (pictures) or a visible box, and is remembered, so
that nothing is lost without a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from arabic_reshaper import ArabicReshaper  # pyright: ignore[reportMissingTypeStubs]
from reportlab.pdfbase import ttfonts

from postmortem_desktop.i18n import _
from postmortem_desktop.report.bidi import in_visual_order
from postmortem_desktop.report.styles import FALLBACKS, Weight, font_named, text_width

BOX = "\u25a1"
LONGEST_PARAGRAPH = 2_000
"""Longer ones are cut at a space, so that a page can break inside them."""

_REPLACEMENT = "\ufffd"
_PLAIN = re.compile(r"[\x20-\x7e]*")
_NEW_LINE = re.compile("\r\n|[\r\x85\u2028\u2029]")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
_SELECTORS = range(0xFE00, 0xFE10)
_PRESENTATION_FORMS = (range(0xFB1D, 0xFE00), range(0xFE70, 0xFEFF))

_shape_arabic = ArabicReshaper(configuration={"delete_harakat": False}).reshape


@dataclass(frozen=True, slots=True)
class FontRun:
    """A piece of text that one font can set."""

    text: str
    font: str


@dataclass(slots=True)
class Lettering:
    """Chooses fonts, and remembers what none of them has."""

    lacking: Counter[str] = field(default_factory=Counter[str])
    """Each character that is shown as something else, and how often."""

    def readable(self, text: str) -> str:
        """Return the text in characters that can be shown, in the order of reading."""
        if _PLAIN.fullmatch(text):
            return text
        text = _NEW_LINE.sub("\n", text).expandtabs(4)
        text = unicodedata.normalize("NFC", text)
        if _ARABIC.search(text):
            text = _shape_arabic(text)
        return "".join(self._shown(character) for character in text)

    def runs(self, text: str, weight: Weight) -> list[FontRun]:
        """Return readable text in pieces of one font each."""
        if _PLAIN.fullmatch(text):
            return [FontRun(text, FALLBACKS[weight][0])] if text else []
        runs: list[FontRun] = []
        start, font = 0, ""
        for index, character in enumerate(text):
            # A space or a mark goes with the letters before it.
            follows = font and (character == " " or unicodedata.combining(character))
            fits = follows and _has(font, character)
            own = font if fits else _font_for(character, weight) or font or FALLBACKS[weight][0]
            if own != font and index > start:
                runs.append(FontRun(text[start:index], font))
                start = index
            font = own
        return [*runs, FontRun(text[start:], font)] if text else []

    def width(self, text: str, weight: Weight, size: float) -> float:
        """Return how wide readable text is set."""
        return sum(text_width(run.text, run.font, size) for run in self.runs(text, weight))

    def elided(self, text: str, weight: Weight, size: float, width: float) -> str:
        """Return readable text cut to a width, with an ellipsis where something is left out."""
        if self.width(text, weight, size) <= width:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            fits = self.width(text[:middle].rstrip() + "…", weight, size) <= width
            low, high = (middle, high) if fits else (low, middle - 1)
        return text[:low].rstrip() + "…" if low else ""

    def visual_runs(self, text: str, weight: Weight) -> list[FontRun]:
        """Return one line of readable text from left to right, in pieces of one font each."""
        return self.runs(in_visual_order(text), weight)

    def notes(self) -> list[str]:
        """Return a sentence on the characters that stand as something else, if any do."""
        if not self.lacking:
            return []
        kinds = ", ".join(_described(character) for character in sorted(self.lacking))
        return [
            _(
                "The fonts at hand do not have these characters, so a name or a box stands in "
                "their place: {characters}."
            ).format(characters=kinds)
        ]

    def _shown(self, character: str) -> str:
        if character == "\n":
            return character
        kind = unicodedata.category(character)
        if kind == "Cf" or ord(character) in _SELECTORS:
            # Joiners, selectors and marks of order have no picture of their own.
            return ""
        if kind != "Cc" and _font_for(character, Weight.REGULAR):
            return character
        self.lacking[character] += 1
        name = unicodedata.name(character, "")
        if kind == "So" and name:
            return f":{name.lower().replace(' ', '_')}:"
        return BOX


def paragraphs_of(text: str) -> list[str]:
    """Return the paragraphs that people separated by an empty line, none of them very long."""
    found: list[str] = []
    for block in re.split(r"\n[ \t]*\n", _NEW_LINE.sub("\n", text)):
        rest = block.strip("\n").rstrip()
        while len(rest) > LONGEST_PARAGRAPH:
            window = (LONGEST_PARAGRAPH // 2, LONGEST_PARAGRAPH)
            cut = max(rest.rfind("\n", *window), rest.rfind(" ", *window))
            cut = cut if cut > 0 else LONGEST_PARAGRAPH
            found.append(rest[:cut])
            rest = rest[cut:].lstrip()
        if rest.strip():
            found.append(rest)
    return found


def one_line(text: str) -> str:
    """Return the text with all white space made single spaces."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """Return the text on one line, as outline and properties of the file can hold it."""
    text = unicodedata.normalize("NFC", one_line(_NEW_LINE.sub(" ", text)))
    kinds = (unicodedata.category(character) for character in text)
    return "".join(
        _REPLACEMENT if kind == "Cs" else character
        for character, kind in zip(text, kinds, strict=True)
        if kind != "Cc"
    )


def _described(character: str) -> str:
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X} {name}".rstrip()


@cache
def _font_for(character: str, weight: Weight) -> str | None:
    return next((name for name in FALLBACKS[weight] if _has(name, character)), None)


def _has(font: str, character: str) -> bool:
    # ReportLab sets a space that does not break as a plain one.
    return ord(character) in font_named(font).face.charToGlyph or character == "\xa0"


def _to_unicode_map(font_name: str, subset: list[int]) -> str:
    """Return the table by which a reader copies text out of the file.

    ReportLab's own writes a character above U+FFFF as five digits, which no reader understands.
    Joined Arabic letters lead back to the letters that were typed.
    """
    pairs = [f"<{code:02X}> <{_origin(value)}>" for code, value in enumerate(subset)]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    table = "\n".join("\n".join((f"{len(b)} beginbfchar", *b, "endbfchar")) for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo\n<< /Registry ({font_name})\n/Ordering ({font_name})\n/Supplement 0\n"
        f">> def\n/CMapName /{font_name} def\n/CMapType 2 def\n1 begincodespacerange\n"
        f"<00> <{len(subset) - 1:02X}>\nendcodespacerange\n{table}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


def _origin(value: int) -> str:
    """Return the code units of the text behind a drawn character, as hexadecimal digits."""
    text = chr(value)
    if any(value in forms for forms in _PRESENTATION_FORMS):
        text = unicodedata.normalize("NFKC", text)
    return text.encode("utf-16-be", "replace").hex().upper()


ttfonts.makeToUnicodeCMap = _to_unicode_map
