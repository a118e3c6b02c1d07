"""The preferences: one frozen value, kept in a JSON file."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, cast

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """Every preference, with its default."""

    language: str = "en"
    theme: str = "system"
    """``system``, ``light`` or ``dark``."""
    high_contrast: bool = False
    """Whether the colours are those of the highest contrast, light or dark as ``theme`` says."""
    reduced_motion: bool = False
    """Whether nothing on the screen may glide, whatever the system says."""
    phrasing_hints: bool = True
    silent_kinds: tuple[str, ...] = ("sarcasm",)
    """The categories of wording without hints; irony is heard too often where there is none."""
    snap_seconds: int = 10
    recent_zones: tuple[str, ...] = ()
    """The zones in which times were shown lately, the last one first."""
    typing_pause_ms: int = 800

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Read the settings; what is missing or of the wrong type takes its default."""
        try:
            stored = dict(json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return cls()
        except (OSError, TypeError, ValueError) as error:
            log.warning("Settings are unreadable, using defaults: %s", type(error).__name__)
            return cls()
        known: dict[str, type[object]] = {f.name: type(f.default) for f in fields(cls)}
        values = {name: _as_kept(stored.get(name)) for name in known}
        usable = {name: values[name] for name, kind in known.items() if type(values[name]) is kind}
        return cls(**usable)

    def save(self, path: Path) -> None:
        """Write the settings, replacing the file in one step.

        Raises:
            OSError: the folder cannot be written.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part")
        partial.write_text(json.dumps(asdict(self), indent=2), encoding="utf-8")
        partial.replace(path)


def _as_kept(value: object) -> Any:
    """Return a value as it was before JSON made a list of several texts."""
    if isinstance(value, list):
        parts = cast("list[object]", value)
        return tuple(parts) if all(isinstance(each, str) for each in parts) else None
    return value
