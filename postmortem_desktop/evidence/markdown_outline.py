"""Where in a document the timeline stands, and its title and summary."""

from __future__ import annotations

import re
from dataclasses import dataclass

from postmortem_desktop.evidence.markdown_blocks import Block, BlockKind
from postmortem_desktop.evidence.times import is_placeholder, lead_time

_TIMELINE = re.compile(r"\b(?:timeline|time line|chronology)\b", re.IGNORECASE)
_TIMELINE_LABEL = re.compile(r"(?:[\w-]+ ){0,3}(?:timeline|chronology)\s*:?", re.IGNORECASE)
_SUMMARY = re.compile(r"(?:executive |incident )?summary|overview|tl;?dr", re.IGNORECASE)
_LABEL = re.compile(r"[^.:]{1,60}:")


@dataclass(frozen=True, slots=True)
class Outline:
    """Which blocks may hold entries of the timeline."""

    holds: tuple[bool, ...]
    is_explicit: bool
    """Whether the document says where its timeline is; otherwise every block may hold one."""


def outline_of(blocks: list[Block]) -> Outline:
    """Find the sections under a heading with "timeline", and the lists below "Timeline:".

    Where a timeline section has such labels, only what they introduce counts.
    """
    sections = _sections(blocks)
    labelled = _labelled(blocks)
    with_label = {s for s, inside in zip(sections, labelled, strict=True) if s and inside}
    holds = tuple(
        inside or (section > 0 and section not in with_label)
        for section, inside in zip(sections, labelled, strict=True)
    )
    if any(holds):
        return Outline(holds, is_explicit=True)
    return Outline(tuple(True for _block in blocks), is_explicit=False)


def title_of(blocks: list[Block]) -> str:
    """Return the text of the first heading."""
    return next((block.text for block in blocks if block.kind is BlockKind.HEADING), "")


def summary_of(blocks: list[Block]) -> str:
    """Return the summary section, or the paragraphs below the title of a document without one."""
    headings = [n for n, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    named = [n for n in headings if _SUMMARY.fullmatch(blocks[n].text.strip(" :*"))]
    begin = (named or headings[:1] or [len(blocks)])[0]
    parts: list[str] = []
    for block in blocks[begin + 1 :]:
        if block.kind not in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
            break
        if not named and (block.kind is BlockKind.ITEM or lead_time(block.text)):
            break
        joined = block.kind is BlockKind.ITEM and bool(parts)
        marker = f"{block.marker} " if block.marker else ""
        parts.append(("\n" if joined else "\n\n" if parts else "") + marker + block.text)
    return "".join(parts)


def is_label(block: Block) -> bool:
    """Whether a paragraph begins with a few words in bold and a colon, such as "Resolution:"."""
    return (
        block.kind is BlockKind.PARAGRAPH
        and block.bold
        and _LABEL.match(block.text) is not None
        and lead_time(block.text) is None
    )


def _sections(blocks: list[Block]) -> list[int]:
    """Return for each block the number of the timeline section it stands in, or 0."""
    sections: list[int] = []
    level = section = count = 0
    is_first = True
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            is_title = is_first and block.level == 1
            is_first = False
            if _TIMELINE.search(block.text) and not is_title and not lead_time(block.text):
                count += 1
                section, level = count, block.level
            elif block.level <= level and not _begins_with_time(block):
                section = level = 0
        sections.append(section)
    return sections


def _labelled(blocks: list[Block]) -> list[bool]:
    """Return for each block whether it stands below a paragraph that says "Timeline:"."""
    inside = False
    result: list[bool] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            inside = inside and _begins_with_time(block)
        elif _is_timeline_label(block):
            inside = True
        elif is_label(block):
            inside = False
        result.append(inside)
    return result


def _is_timeline_label(block: Block) -> bool:
    text = block.text.strip()
    marked = block.bold or text.endswith(":")
    return (
        block.kind is BlockKind.PARAGRAPH and marked and _TIMELINE_LABEL.fullmatch(text) is not None
    )


def _begins_with_time(block: Block) -> bool:
    lead = lead_time(block.text)
    return is_placeholder(block.text) or (lead is not None and lead.span.start.clock is not None)
