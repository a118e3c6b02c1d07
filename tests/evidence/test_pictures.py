"""Pictures are recognised, measured before they are decoded, and keep nothing but their pixels."""

from __future__ import annotations

import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.evidence import pictures
from postmortem_desktop.evidence.pictures import (
    levels,
    picture_of_pixels,
    read_picture,
    read_picture_file,
    thumbnail,
)
from tests.pictures import BLUE, RED, graph, opened, png_that_claims, saved

GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F
FORMS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")


def near(pixel: tuple[int, ...], colour: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(pixel, colour, strict=False))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_read_and_jpeg_alone_stays_what_it_is(form: str) -> None:
    read = read_picture(saved(graph(), form), "graph")
    kept = opened(read.data)
    assert read.media_type == ("image/jpeg" if form == "JPEG" else "image/png")
    assert kept.format == ("JPEG" if form == "JPEG" else "PNG")
    assert (read.width, read.height) == kept.size == (60, 40)
    assert near(kept.getpixel((5, 5)), BLUE)
    assert near(kept.getpixel((50, 30)), RED)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "TIFF"])
def test_place_camera_and_turn_are_gone_and_the_picture_stands_upright(form: str) -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "Phone of Ines"
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 31.0, 12.0)})
    data = saved(graph(), form, exif=exif)
    assert b"Phone of Ines" in data
    read = read_picture(data, "graph")
    kept = opened(read.data)
    assert dict(kept.getexif()) == {}
    assert b"Phone" not in read.data
    assert b"Exif" not in read.data
    # Turned by a quarter to the right, the upper left corner comes to the upper right.
    assert kept.size == (40, 60)
    assert near(kept.getpixel((35, 5)), BLUE)


def test_texts_and_colour_profile_are_gone() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Ines Halloran")
    notes.add_itxt("Comment", "secret", zip=True)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(graph(), pnginfo=notes, icc_profile=profile)
    kept = opened(read_picture(data, "graph").data)
    kept.load()
    assert kept.info == {}
    assert near(kept.getpixel((50, 30)), RED)
    comment = saved(graph(), "JPEG", comment=b"secret", icc_profile=profile)
    assert b"secret" in comment
    info = opened(read_picture(comment, "graph").data).info
    assert set(info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_profile_or_exif_that_cannot_be_understood_is_left_aside() -> None:
    data = saved(graph(), icc_profile=b"no profile", exif=b"Exif\0\0no exif at all")
    kept = opened(read_picture(data, "graph").data)
    assert kept.info == {}
    assert kept.getpixel((50, 30)) == RED


@pytest.mark.parametrize(
    ("mode", "colour", "shown"),
    [
        ("1", 1, (255, 255, 255)),
        ("L", 100, (100, 100, 100)),
        ("LA", (100, 30), (100, 100, 100, 30)),
        ("RGBA", (1, 2, 3, 40), (1, 2, 3, 40)),
        ("I;16", 0x8080, (128, 128, 128)),
    ],
)
def test_colours_of_every_depth_are_shown_as_they_were(mode, colour, shown) -> None:
    data = saved(Image.new(mode, (8, 8), colour))
    assert opened(read_picture(data, "x").data).getpixel((3, 3)) == shown


def test_the_first_picture_of_a_moving_one_is_kept() -> None:
    frames = [graph(), graph(colour=(0, 255, 0))]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    kept = opened(read_picture(data, "x.gif").data)
    assert getattr(kept, "n_frames", 1) == 1
    assert near(kept.getpixel((50, 30)), RED)


def refusal(data: bytes, name: str = "shot.png") -> str:
    with pytest.raises(ImportRejectedError) as told:
        read_picture(data, name)
    return str(told.value)


TOO_LARGE = "shot.png has more than 40 megapixels; cut out the part that matters and add that."


@pytest.mark.parametrize("size", [(8200, 5000), (10_000, 10_000), (60_000, 60_000)])
def test_too_many_pixels_are_refused_before_any_is_decoded(size) -> None:
    data = png_that_claims(*size)
    read_picture(saved(graph()), "warm up")
    tracemalloc.start()
    try:
        assert refusal(data) == TOO_LARGE
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 4_000_000


def test_decoding_never_begins_for_too_many_pixels(monkeypatch) -> None:
    def refuse(*_arguments: object) -> None:
        pytest.fail("it was decoded")

    monkeypatch.setattr(Image.Image, "load", refuse)
    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load", refuse)
    assert refusal(png_that_claims(8200, 5000)) == TOO_LARGE


def test_forty_megapixels_are_taken() -> None:
    read = read_picture(saved(Image.new("1", (8000, 5000)), "PNG"), "wide.png")
    assert (read.width, read.height) == (8000, 5000)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "shot.png is empty; choose another picture."),
        (b"time,what\n14:00,x\n", "is no picture that can be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is no picture that can be read"),
        (b"%PDF-1.7", "is no picture that can be read"),
        (png_that_claims(100, 100), "is cut short or damaged"),
        (saved(graph(300, 300))[:-200], "is cut short or damaged"),
        (saved(graph(300, 300), "JPEG")[:-200], "is cut short or damaged"),
    ],
)
def test_what_is_no_whole_picture_ends_in_one_sentence(data: bytes, said: str) -> None:
    told = refusal(data)
    assert said in told
    assert told.startswith("shot.png ")
    assert told.count(".") == 2


def test_a_file_that_is_too_heavy_is_not_even_read(tmp_path, monkeypatch) -> None:
    path = tmp_path / "heavy.png"
    with path.open("wb") as file:
        file.truncate(pictures.MAXIMUM_BYTES + 1)
    with pytest.raises(
        ImportRejectedError, match=r"^heavy\.png has 65 MB and a picture may have 6"
    ):
        read_picture_file(path)
    with pytest.raises(ImportRejectedError, match=r"gone\.png cannot be opened"):
        read_picture_file(tmp_path / "gone.png")


WHOLE = {form: saved(graph(), form) for form in FORMS}


@given(
    form=st.sampled_from(FORMS),
    changes=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=8),
    length=st.integers(1, 20_000),
)
@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
def test_whatever_is_changed_in_a_file_it_is_read_or_refused(form, changes, length) -> None:
    data = bytearray(WHOLE[form])
    for place, value in changes:
        data[place % len(data)] = value
    with suppress(ImportRejectedError):
        read = read_picture(bytes(data[:length]), "x")
        assert opened(read.data).size == (read.width, read.height)


def test_bare_pixels_become_a_picture() -> None:
    read = picture_of_pixels(2, 1, bytes((*RED, 255, *BLUE, 255)), "Picture")
    kept = opened(read.data)
    assert (kept.mode, kept.getpixel((0, 0)), kept.getpixel((1, 0))) == ("RGB", RED, BLUE)
    clear = opened(picture_of_pixels(1, 1, bytes((*RED, 0)), "Picture").data)
    assert clear.getpixel((0, 0)) == (*RED, 0)
    with pytest.raises(ImportRejectedError, match="megapixels"):
        picture_of_pixels(41_000, 1000, b"", "Picture")


def test_a_thumbnail_fits_and_is_never_larger_than_the_picture() -> None:
    small = opened(thumbnail(saved(graph(600, 400), "JPEG"), 90, 90))
    assert (small.format, small.size) == ("PNG", (90, 60))
    assert near(small.getpixel((5, 5)), BLUE)
    assert opened(thumbnail(saved(graph()), 400, 400)).size == (60, 40)
    with pytest.raises(ImportRejectedError):
        thumbnail(b"spoilt", 10, 10)


def test_the_pixels_of_a_kept_picture_are_at_hand_in_halves() -> None:
    whole, half, quarter = levels(saved(graph(4000, 3000)))
    assert (whole.width, half.width, quarter.width) == (4000, 2000, 1000)
    assert (quarter.height, len(quarter.data)) == (750, 1000 * 750 * 4)
    red, green, blue = BLUE
    for level in (whole, half, quarter):
        assert level.is_opaque
        assert tuple(level.data[:3]) == (blue, green, red)
    (clear,) = levels(saved(Image.new("RGBA", (2, 1), (200, 100, 50, 51))))
    assert not clear.is_opaque
    # Multiplied by 51 / 255, a fifth.
    assert tuple(clear.data[:4]) == (10, 20, 40, 51)


def test_a_photograph_that_would_be_heavy_as_png_is_kept_as_jpeg(monkeypatch) -> None:
    monkeypatch.setattr(pictures, "_HEAVY", 20_000)
    noise = Image.effect_noise((200, 200), 90)
    assert read_picture(saved(noise), "photo.png").media_type == "image/jpeg"
    assert read_picture(saved(graph(200, 200)), "screen.png").media_type == "image/png"
    clear = Image.merge("RGBA", [noise] * 4)
    assert read_picture(saved(clear), "clear.png").media_type == "image/png"
