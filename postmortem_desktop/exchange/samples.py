"""The sample session: a fictional incident with all that a session can hold."""

from __future__ import annotations

from postmortem_desktop.exchange.session_file import SessionFile, read_json
from postmortem_desktop.resources import resource_path


def load_sample() -> SessionFile:
    """Return the sample session; its ids are fixed, so it is the same one each time."""
    path = resource_path("samples", "checkout-latency.json")
    return read_json(path.read_text(encoding="utf-8"), path.name)
