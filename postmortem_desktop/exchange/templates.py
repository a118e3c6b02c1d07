"""The templates that come with the program."""

from __future__ import annotations

from postmortem_desktop.domain.templates import Template, parse_template
from postmortem_desktop.resources import resource_path


def load_builtin_template(key: str = "blameless") -> Template:
    """Return a template of ``resources/templates`` by its key."""
    path = resource_path("templates", f"{key}.toml")
    return parse_template(path.read_text(encoding="utf-8"), path.name)
