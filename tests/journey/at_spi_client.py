"""A screen reader without a voice: writes what it hears on the accessibility bus, a line each.

Runs under the system's Python, which has pyatspi. A line ``names`` on its input has it read the
events of the timeline; the end of its input ends it.
"""

from __future__ import annotations

import json
import sys

import pyatspi
from gi.repository import GLib

TIMELINE = "Incident timeline,"
DEPTH = 16
LOOK_EVERY_MS = 100
HEARD = {
    "object:state-changed:focused": "focus",
    "object:announcement": "announcement",
    "object:children-changed:add": "added",
    "object:children-changed:remove": "removed",
    "object:property-change:accessible-name": "name",
}


def say(what: str, **details: object) -> None:
    print(json.dumps({"what": what, **details}), flush=True)


def hear(event) -> None:
    what = HEARD.get(f"{event.type}")
    if what is None or (what == "focus" and not event.detail1):
        return
    thing = event.any_data if what in ("added", "removed") else event.source
    say(what, text=event.any_data if what == "announcement" else name_of(thing))


def name_of(thing) -> str:
    """Return a name; what has gone meanwhile has none."""
    try:
        return thing.name
    except (GLib.Error, AttributeError):
        return ""


def timeline_below(node, depth: int = 0):
    if node is None or depth > DEPTH:
        return None
    if node.name.startswith(TIMELINE):
        return node
    below = (timeline_below(node.getChildAtIndex(i), depth + 1) for i in range(node.childCount))
    return next((found for found in below if found is not None), None)


def read_names() -> bool:
    """Say the name of every event as soon as there are any; True to be called again."""
    try:
        timeline = next(filter(None, map(timeline_below, pyatspi.Registry.getDesktop(0))), None)
        if timeline is None or not timeline.childCount:
            return True
        children = [timeline.getChildAtIndex(i) for i in range(timeline.childCount)]
        names = [child.name for child in children if child.getRoleName() == "list item"]
        say("names", text=timeline.name, names=names)
    except (GLib.Error, AttributeError):
        # Something went while it was looked at.
        return True
    return False


def obey(stream, _condition) -> bool:
    if not stream.readline():
        pyatspi.Registry.stop()
        return False
    GLib.timeout_add(LOOK_EVERY_MS, read_names)
    return True


for kind in HEARD:
    pyatspi.Registry.registerEventListener(hear, kind)
GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, obey)
say("ready")
pyatspi.Registry.start()
