"""Whether things on the screen may glide, and for how long; the one place to ask."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from postmortem_desktop.settings import Settings

GLIDE_MS = 160
"""Long enough to see where something goes, too short to wait for."""


def duration_ms(settings: Settings) -> int:
    """Return how long a change of the view may take; 0 when it has to be there at once."""
    return 0 if is_reduced(settings) else GLIDE_MS


def is_reduced(settings: Settings) -> bool:
    """Return whether people asked for a still screen, here or in the system's preferences."""
    return settings.reduced_motion or _system_asks_for_less()


def _system_asks_for_less() -> bool:
    # Known to Qt from 6.12 on.
    preference = getattr(QGuiApplication.styleHints().accessibility(), "motionPreference", None)
    return preference is not None and preference().name != "NoPreference"
