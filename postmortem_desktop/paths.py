"""Where the library, settings, logs and backups live.

``POSTMORTEM_DATA_DIR`` moves everything below one folder, for a USB stick, a second library, or
a test.
"""

from __future__ import annotations

import os
from pathlib import Path

APPLICATION = "postmortem-desktop"
DATA_DIR_VARIABLE = "POSTMORTEM_DATA_DIR"


def data_folder() -> Path:
    """Return the folder of the library and its backups."""
    moved = os.environ.get(DATA_DIR_VARIABLE)
    if moved:
        return Path(moved).expanduser()
    from platformdirs import user_data_path

    return user_data_path(APPLICATION, appauthor=False)


def library_file() -> Path:
    """Return the user's own library."""
    return data_folder() / "library.postmortems"


def phrasing_file() -> Path:
    """Return the file of a person's own rules for wording, which may be missing."""
    return data_folder() / "phrasing.toml"


def settings_file() -> Path:
    """Return the file of the preferences."""
    return _folder("user_config_path", "config") / "settings.json"


def window_state_file() -> Path:
    """Return the file that remembers places and sizes of the window."""
    return _folder("user_state_path", "state") / "window.ini"


def log_file() -> Path:
    """Return the log: ids and lengths, never people's words."""
    return _folder("user_state_path", "state") / "postmortem-desktop.log"


def documents_folder() -> Path:
    """Return where exports go unless another place is chosen."""
    moved = os.environ.get(DATA_DIR_VARIABLE)
    if moved:
        return Path(moved).expanduser() / "exports"
    from platformdirs import user_documents_path

    return user_documents_path()


def _folder(kind: str, below: str) -> Path:
    moved = os.environ.get(DATA_DIR_VARIABLE)
    if moved:
        return Path(moved).expanduser() / below
    import platformdirs

    folder: Path = getattr(platformdirs, kind)(APPLICATION, appauthor=False)
    return folder
