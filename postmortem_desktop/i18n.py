"""Translation of what the program says: gettext, so that the core needs no Qt.

``_`` translates when it is called; ``N_`` only marks a sentence, for tables at module level, where
translating would freeze the language at import.
"""

from __future__ import annotations

import gettext as _gettext

from postmortem_desktop.resources import resource_path

_translation: _gettext.NullTranslations = _gettext.NullTranslations()


def choose_language(language: str) -> None:
    """Speak ``language`` (such as ``"de"``) from now on; English where it is not translated."""
    global _translation
    if language == "en":  # the sentences as they stand; gettext would look for them in vain
        _translation = _gettext.NullTranslations()
        return
    _translation = _gettext.translation(
        "postmortem_desktop", resource_path("locale"), languages=[language], fallback=True
    )


def _(message: str) -> str:
    """Return the message in the chosen language."""
    return _translation.gettext(message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    """Mark a message for translation without translating it yet."""
    return message


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of the message that fits ``count``."""
    return _translation.ngettext(singular, plural, count)
