"""The time zone of the computer that the program runs on."""

from __future__ import annotations

from PySide6.QtCore import QTimeZone


def local_zone() -> str:
    """Return the IANA name of the zone of this computer, UTC where it has none."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    if name.startswith("Etc/") or not QTimeZone(name.encode()).isValid():
        return "UTC"
    return name
