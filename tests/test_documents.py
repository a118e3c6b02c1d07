"""The documents tell what is there."""

from __future__ import annotations

import re
from pathlib import Path

from postmortem_desktop.phrasing import CATEGORIES
from postmortem_desktop.phrasing.cues import cue_book

PROJECT = Path(__file__).resolve().parents[1]


def tree_of(document: Path) -> list[str]:
    """Return the paths that the first indented tree of a document names."""
    text = document.read_text(encoding="utf-8")
    tree = text.partition("## The tree")[2].split("```")[1]
    paths, folder = [], ""
    for line in tree.strip().splitlines():
        name = line.split()[0]
        if line.startswith(" "):
            paths.append(folder + name)
        else:
            folder = name
            paths.append(name)
    return paths


def test_the_architecture_page_names_only_what_exists():
    paths = tree_of(PROJECT / "docs" / "architecture.md")
    assert len(paths) > 25
    assert [path for path in paths if not (PROJECT / path).exists()] == []


def test_every_room_of_the_package_is_on_the_architecture_page():
    named = set(tree_of(PROJECT / "docs" / "architecture.md"))
    rooms = {
        f"postmortem_desktop/{entry.name}/"
        for entry in (PROJECT / "postmortem_desktop").iterdir()
        if (entry / "__init__.py").exists()
    }
    assert rooms - named == set()


def test_decision_records_are_numbered_without_a_gap_and_listed():
    folder = PROJECT / "docs" / "decisions"
    records = sorted(path.name for path in folder.glob("0*.md"))
    assert [name[:4] for name in records] == [f"{n:04}" for n in range(1, len(records) + 1)]
    listed = re.findall(r"\]\((0[^)]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert listed == records


def test_the_page_on_language_has_every_category_and_every_cue():
    text = (PROJECT / "docs" / "phrasing.md").read_text(encoding="utf-8")
    assert re.findall(r"^### `(\w+)`", text, re.MULTILINE) == list(CATEGORIES)
    assert re.findall(r"^\|[^|]+\| `(\w+)` \|", text, re.MULTILINE) == [
        cue.id for cue in cue_book().cues
    ]


def test_the_parts_of_a_page_that_its_links_name_are_there():
    for document in [PROJECT / "README.md", *(PROJECT / "docs").rglob("*.md")]:
        text = document.read_text(encoding="utf-8")
        headings = {
            re.sub(r"[^\w\s-]", "", heading).strip().lower().replace(" ", "-")
            for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        }
        assert set(re.findall(r"\]\(#([^)]+)\)", text)) - headings == set(), document.name


def test_links_between_documents_lead_somewhere():
    broken = [
        f"{document.name}: {target}"
        for document in [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8"))
        if "://" not in target and not (document.parent / target).exists()
    ]
    assert not broken
