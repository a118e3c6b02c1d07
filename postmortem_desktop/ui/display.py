"""Whether there is a display to open a window on; asked before Qt, which would abort."""

from __future__ import annotations

import os
import re
import sys

from postmortem_desktop.i18n import _

_HEADLESS = "postmortem-desktop export --sample --pdf report.pdf"


def missing_display() -> str | None:
    """Return one sentence that says why no window can open here, or None when one can."""
    if sys.platform != "linux" or _chosen_platform() not in ("", "xcb", "wayland"):
        return None
    if os.environ.get("WAYLAND_DISPLAY") and _chosen_platform() != "xcb":
        return None
    name = os.environ.get("DISPLAY", "")
    if not name or not _x_server_listens(name):
        return _(
            "There is no display to open a window on; the commands work without one, "
            "such as: {command}"
        ).format(command=_HEADLESS)
    if not _can_load("libxcb-cursor.so.0"):
        return _(
            "The system library libxcb-cursor0 is missing, so no window can open; install it, or "
            "use the commands, such as: {command}"
        ).format(command=_HEADLESS)
    return None


def _chosen_platform() -> str:
    """Return the Qt platform that was asked for, without its options."""
    return os.environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]


def _x_server_listens(name: str) -> bool:
    """Whether the X server of ``DISPLAY`` answers; a remote one is taken at its word."""
    local = re.fullmatch(r"(?:unix/?)?:(\d+)(?:\.\d+)?", name)
    if local is None:
        return True
    path = f"/tmp/.X11-unix/X{local[1]}"  # noqa: S108 - the place that X servers use
    return any(_answers(address) for address in (path, f"\0{path}"))


def _answers(address: str) -> bool:
    import socket  # only where there is an X server to ask

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(address)
        except OSError:
            return False
    return True


def _can_load(library: str) -> bool:
    import ctypes  # only where there is an X server

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
