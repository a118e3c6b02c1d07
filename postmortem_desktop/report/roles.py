"""What a part of the document is, for a reader that does not see the page."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The standard structure types of PDF that the report uses."""

    TITLE = "H1"
    HEADING = "H2"
    SUBHEADING = "H3"
    PARAGRAPH = "P"
    QUOTE = "BlockQuote"
    LIST = "L"
    LIST_ITEM = "LI"
    TABLE = "Table"
    ROW = "TR"
    HEAD_CELL = "TH"
    CELL = "TD"
    FIGURE = "Figure"
    CAPTION = "Caption"
    ARTEFACT = "Artifact"
