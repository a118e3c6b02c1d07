"""Which pictures a paste, a drop or a choice of files holds, read later and on another thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from postmortem_desktop.domain.pictures import Picture
from postmortem_desktop.i18n import _

Source = Callable[[], Picture]
"""Reads one picture, or raises an ``ImportRejectedError``; touches no widget."""

PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff")

_FORMATS = ("image/png", "image/jpeg", "image/webp", "image/bmp", "image/tiff", "image/gif")
"""Taken as they come, before Qt has decoded anything."""


def has_pictures(mime: QMimeData) -> bool:
    """Tell whether there is a picture to take; one that only illustrates copied text is none."""
    return bool(picture_files(mime)) or (_has_image(mime) and not _has_words(mime))


def picture_files(mime: QMimeData) -> list[Path]:
    """Return the files on this computer that are pictures by their name."""
    paths = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return [path for path in paths if path.suffix.lower() in PICTURE_SUFFIXES]


def sources_of(mime: QMimeData) -> list[Source]:
    """Return the pictures in a paste or drop: its files, else its image."""
    if not has_pictures(mime):
        return []
    return sources_of_files(picture_files(mime)) or [_image_source(mime)]


def sources_of_files(paths: Iterable[Path]) -> list[Source]:
    """Return the pictures in files."""
    return [partial(_read_file, path) for path in paths]


def _has_image(mime: QMimeData) -> bool:
    return mime.hasImage() or any(mime.hasFormat(form) for form in _FORMATS)


def _has_words(mime: QMimeData) -> bool:
    """Whether text came with it, as from a spreadsheet; the address of a picture is no text."""
    text = bytes(mime.data("text/plain").data()).strip()
    return bool(text) and not (len(text.split()) == 1 and b"://" in text)


def _image_source(mime: QMimeData) -> Source:
    name = _("Picture")
    for form in _FORMATS:
        if mime.hasFormat(form):
            return partial(_read_bytes, bytes(mime.data(form).data()), name)
    return partial(_read_image, QImage(mime.imageData()), name)


# Pillow is loaded by the first picture, not by the first look at the timeline.


def _read_file(path: Path) -> Picture:
    from postmortem_desktop.evidence.pictures import read_picture_file

    return read_picture_file(path)


def _read_bytes(data: bytes, name: str) -> Picture:
    from postmortem_desktop.evidence.pictures import read_picture

    return read_picture(data, name)


def _read_image(image: QImage, name: str) -> Picture:
    from postmortem_desktop.evidence.pictures import picture_of_pixels

    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return picture_of_pixels(plain.width(), plain.height(), bytes(plain.constBits()), name)
