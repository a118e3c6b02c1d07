"""Pictures to add to events, drawn on the spot."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from postmortem_desktop.domain.pictures import Picture
from postmortem_desktop.evidence.pictures import read_picture

RED, BLUE = (220, 20, 20), (20, 20, 220)


def graph(width: int = 60, height: int = 40, colour: tuple[int, ...] = RED) -> Image.Image:
    """Return a picture of one colour with a blue square in its upper left quarter."""
    image = Image.new("RGB", (width, height), colour)
    ImageDraw.Draw(image).rectangle((0, 0, width // 2 - 1, height // 2 - 1), fill=BLUE)
    return image


def saved(image: Image.Image, form: str = "PNG", **options: Any) -> bytes:
    """Return an image as the bytes of a file."""
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    """Return an image read back from the bytes of a file."""
    return Image.open(BytesIO(data))


def picture(name: str = "graph.png", colour: tuple[int, ...] = RED) -> Picture:
    """Return a picture that is ready to be kept."""
    return read_picture(saved(graph(colour=colour)), name)


def png_that_claims(width: int, height: int) -> bytes:
    """Return a short PNG whose head states a size that its pixels do not have."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(100)))
        + chunk(b"IEND", b"")
    )
