"""Other people's pictures: recognised, measured before they are decoded, and written anew.

What is kept holds the pixels and nothing else: no place, no camera, no text, no colour profile.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from PIL import Image, ImageCms, ImageOps

from postmortem_desktop.domain.pictures import Picture
from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.evidence.guard import MEGABYTE
from postmortem_desktop.i18n import _

MAXIMUM_BYTES = 64 * MEGABYTE
MAXIMUM_PIXELS = 40_000_000
SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff")
"""By which a dropped file is taken for a picture."""

_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
_QUALITY = 92
_HEAVY = 16 * MEGABYTE
"""Beyond this an opaque PNG is a photograph, and kept as JPEG."""
_SMALLEST_LEVEL = 600
_SIXTEEN_BITS = ("I;16", "I;16L", "I;16B", "I;16N")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Raster:
    """Pixels of four bytes each: blue, green, red, and alpha by which they are multiplied."""

    width: int
    height: int
    data: bytes
    is_opaque: bool


def read_picture(data: bytes, name: str) -> Picture:
    """Return a picture without its metadata; JPEG stays JPEG, all else but photographs is PNG.

    Args:
        data: the content of a file or of the clipboard.
        name: what the picture is called, also in the sentence when it is not taken.

    Raises:
        ImportRejectedError: it is no picture, is cut short, or is too large.
    """
    return _decoded(data, name, lambda opened: _written_anew(opened, name))


def read_picture_file(path: Path) -> Picture:
    """Return the picture in a file, called by the file's name.

    Raises:
        ImportRejectedError: what ``read_picture`` says, or the file cannot be opened.
    """
    try:
        _check_size(path.stat().st_size, path.name)
        return read_picture(path.read_bytes(), path.name)
    except OSError as problem:
        raise ImportRejectedError(
            _("{name} cannot be opened ({reason}); check the place and its permissions.").format(
                name=path.absolute(), reason=problem.strerror or problem
            )
        ) from problem


def picture_of_pixels(width: int, height: int, rgba: bytes, name: str) -> Picture:
    """Return a picture made of bare pixels, such as the clipboard gives, of four bytes each.

    Raises:
        ImportRejectedError: there are too many of them.
    """
    _check_pixels(width, height, name)
    image = Image.frombytes("RGBA", (width, height), rgba)
    is_opaque = image.getchannel("A").getextrema() == (255, 255)
    return _kept(image.convert("RGB") if is_opaque else image, "PNG", name)


def thumbnail(data: bytes, width: int, height: int) -> bytes:
    """Return a kept picture as a small PNG that fits into a size, never larger than it was.

    Raises:
        ImportRejectedError: the bytes are no picture.
    """
    return _decoded(data, _("This picture"), lambda opened: _shrunk(opened, width, height))


def levels(data: bytes) -> list[Raster]:
    """Return the pixels of a kept picture, and of its halves down to a small one.

    So that even a large one can be drawn quickly and smoothly at any size.

    Raises:
        ImportRejectedError: the bytes are no picture.
    """
    return _decoded(data, _("This picture"), _halved)


def _decoded(data: bytes, name: str, use: Callable[[Image.Image], T]) -> T:
    """Open a picture, look at its size, and only then decode it by what ``use`` does with it."""
    if not data:
        raise ImportRejectedError(_("{name} is empty; choose another picture.").format(name=name))
    _check_size(len(data), name)
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as opened:
            _check_pixels(opened.width, opened.height, name)
            return use(opened)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise _too_large(name) from problem
    except Image.UnidentifiedImageError as problem:
        raise ImportRejectedError(
            _("{name} is no picture that can be read; choose a PNG, JPEG or WebP file.").format(
                name=name
            )
        ) from problem
    except ImportRejectedError:
        raise
    except Exception as problem:  # a decoder may end in anything when the data are made to harm
        raise ImportRejectedError(
            _("{name} is cut short or damaged; save it again and add it then.").format(name=name)
        ) from problem


def _check_size(size: int, name: str) -> None:
    if size > MAXIMUM_BYTES:
        raise ImportRejectedError(
            _(
                "{name} has {size} MB and a picture may have {maximum} MB; "
                "cut out the part that matters and add that."
            ).format(name=name, size=-(-size // MEGABYTE), maximum=MAXIMUM_BYTES // MEGABYTE)
        )


def _check_pixels(width: int, height: int, name: str) -> None:
    if width * height > MAXIMUM_PIXELS:
        raise _too_large(name)


def _too_large(name: str) -> ImportRejectedError:
    return ImportRejectedError(
        _(
            "{name} has more than {maximum} megapixels; cut out the part that matters and add that."
        ).format(name=name, maximum=MAXIMUM_PIXELS // 1_000_000)
    )


def _written_anew(opened: Image.Image, name: str) -> Picture:
    is_photo = opened.format == "JPEG"
    plain = _plain_colours(_upright(opened), opaque=is_photo)
    return _kept(plain, "JPEG" if is_photo else "PNG", name)


def _kept(image: Image.Image, form: str, name: str) -> Picture:
    # Pasted into a fresh one, so that nothing but pixels can come along.
    fresh = Image.new(image.mode, image.size)
    fresh.paste(image)
    data = _encoded(fresh, form)
    if len(data) > _HEAVY and form == "PNG" and fresh.mode == "RGB":
        form, data = "JPEG", _encoded(fresh, "JPEG")
    _check_size(len(data), name)
    return Picture(name, f"image/{form.lower()}", data, fresh.width, fresh.height)


def _encoded(image: Image.Image, form: str) -> bytes:
    # Not optimised: that takes seconds in which no other thread gets its turn.
    out = BytesIO()
    if form == "JPEG":
        image.save(out, form, quality=_QUALITY, subsampling="4:4:4")
    else:
        image.save(out, form)
    return out.getvalue()


def _upright(image: Image.Image) -> Image.Image:
    """Return the picture as its camera was held; what cannot be understood turns nothing."""
    image.load()
    with suppress(Exception):
        return ImageOps.exif_transpose(image)
    return image


def _plain_colours(image: Image.Image, *, opaque: bool) -> Image.Image:
    """Return the picture in RGB or RGBA as a screen shows it, its colour profile worked in."""
    if image.mode in _SIXTEEN_BITS:
        image = _in_eight_bits(image)
    wanted = "RGB" if opaque or not image.has_transparency_data else "RGBA"
    profile = image.info.get("icc_profile")
    if profile:
        if image.mode in ("P", "PA", "LA", "1"):
            image = image.convert(wanted)
        # One that cannot be understood is left aside: better slightly off than not at all.
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            image = _in_standard_colours(image, profile)
    return image if image.mode == wanted else image.convert(wanted)


def _in_eight_bits(image: Any) -> Image.Image:
    def scaled(level: Any) -> Any:
        return level * (1 / 257) + 0

    return image.point(scaled).convert("L")


def _in_standard_colours(image: Image.Image, profile: bytes) -> Image.Image:
    colours: Any = ImageCms
    target = image.mode if image.mode in ("RGB", "RGBA") else "RGB"
    source = colours.ImageCmsProfile(BytesIO(profile))
    return colours.profileToProfile(image, source, colours.createProfile("sRGB"), outputMode=target)


def _shrunk(opened: Image.Image, width: int, height: int) -> bytes:
    opened.draft("RGB", (width, height))
    opened.thumbnail((width, height), reducing_gap=2.0)
    out = BytesIO()
    opened.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _halved(opened: Image.Image) -> list[Raster]:
    is_opaque = not opened.has_transparency_data
    image = opened.convert("RGB") if is_opaque else opened.convert("RGBA").convert("RGBa")
    order = "BGRX" if is_opaque else "BGRa"
    made: list[Raster] = []
    while True:
        made.append(Raster(*image.size, image.tobytes("raw", order), is_opaque))
        if max(image.size) < 2 * _SMALLEST_LEVEL:
            return made
        image = image.reduce(2)
