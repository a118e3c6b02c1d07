"""Writes the icons of the event kinds from resources/icons/kinds.json, which the report draws too.

Run it after changing the numbers: ``python packaging/make_kind_icons.py``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"


def svg(kind: dict[str, Any], *, box: float, stroke: float) -> str:
    """Return the icon of a kind as an SVG document that takes the colour of its surroundings."""
    commands = "".join(
        f"{letter}{' '.join(f'{number:g}' for number in numbers)}"
        for letter, *numbers in kind["path"]
    )
    circles = "".join(f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}"/>' for x, y, r in kind["circles"])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {box:g} {box:g}" fill="none" '
        f'stroke="currentColor" stroke-width="{stroke:g}" stroke-linecap="round" '
        f'stroke-linejoin="round"><path d="{commands}"/>{circles}</svg>\n'
    )


def kind_icons() -> dict[Path, str]:
    """Return each kind's file and what it should hold."""
    drawing = json.loads((ICONS / "kinds.json").read_text(encoding="utf-8"))
    return {
        ICONS / f"{name}.svg": svg(kind, box=drawing["box"], stroke=drawing["stroke"])
        for name, kind in drawing["kinds"].items()
    }


if __name__ == "__main__":
    for path, document in kind_icons().items():
        path.write_text(document, encoding="utf-8")
