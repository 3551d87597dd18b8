"""Pictures of paper: what can be seen comes through, and nothing else of the file does."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from counsellor_desk.documents import pictures
from counsellor_desk.domain.page_files import (
    LONGEST,
    MOST_PAGE_BYTES,
    MOST_PAGES,
    FileHasTooManyPages,
    PageFileDamaged,
    PageFileOtherKind,
    PageTooManyPixels,
    Raster,
)
from tests.handwriting import SECRET, drawn, photo, png, segments, tiff

BARE = {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}
"""JFIF's own header, tables, frame and scan: what a JPEG needs to be seen."""


def _only(content: bytes) -> bytes:
    (page,) = pictures.drawn_anew(content)
    return page


def _seen(jpeg: bytes) -> Image.Image:
    return Image.open(BytesIO(jpeg))


def _apart(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of grey, of 255."""
    return float(ImageStat.Stat(ImageChops.difference(one.convert("L"), other)).mean[0])


def test_a_photograph_keeps_its_pixels_and_no_other_word() -> None:
    given_ = photo()
    assert SECRET.encode() in given_, "the control"
    page = _only(given_)
    assert SECRET.encode() not in page
    assert set(segments(page)) <= BARE
    seen = _seen(page)
    assert not seen.getexif()
    assert {"exif", "comment", "icc_profile", "xmp", "photoshop"}.isdisjoint(seen.info)
    assert _apart(drawn(), seen) < 4


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_is_the_way_up_that_the_camera_saw(orientation: int) -> None:
    with Image.open(BytesIO(photo())) as sheet:
        upright = sheet.convert("L")
    back = {5: 5, 6: 8, 7: 7, 8: 6}.get(orientation, orientation)
    lying = upright
    if (way := pictures._UPRIGHT.get(back)) is not None:
        lying = upright.transpose(way)
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = BytesIO()
    lying.save(out, "JPEG", quality=95, exif=exif)
    assert _apart(upright, _seen(_only(out.getvalue()))) < 4


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_grey_on_white(mode: str) -> None:
    content = png(mode) if mode != "I;16" else _deep()
    seen = _seen(_only(content))
    assert seen.mode == "L"
    greys = seen.tobytes()
    assert greys[0] > 200, "paper"
    assert min(greys) < 160, "ink"


def test_what_is_transparent_is_paper() -> None:
    sheet = Image.new("RGBA", (60, 80), (0, 0, 0, 0))
    sheet.paste((0, 0, 0, 255), (20, 20, 40, 40))
    out = BytesIO()
    sheet.save(out, "PNG")
    seen = _seen(_only(out.getvalue()))
    greys = seen.tobytes()
    assert greys[0] > 250
    assert greys[30 * seen.width + 30] < 5


def test_the_pages_of_a_tiff_come_in_their_order() -> None:
    widths = [_seen(page).width for page in pictures.drawn_anew(tiff(3))]
    assert widths == [200, 210, 220]
    with pytest.raises(FileHasTooManyPages):
        list(pictures.drawn_anew(tiff(MOST_PAGES + 1)))


def test_a_large_picture_is_bounded_in_pixels_and_bytes() -> None:
    noise = Image.effect_noise((2500, 800), 120)
    out = BytesIO()
    noise.save(out, "JPEG", quality=90)
    page = _only(out.getvalue())
    assert len(page) <= MOST_PAGE_BYTES
    assert max(_seen(page).size) <= LONGEST


def test_a_bomb_is_refused_by_its_header_alone() -> None:
    with pytest.raises(PageTooManyPixels) as refused:
        _only(_png_header(60_000, 60_000))
    assert refused.value.facts == {"size": "3600", "limit": "60"}


def test_turning_turns_clockwise_and_four_times_is_nothing() -> None:
    page = _only(photo())
    turned = _seen(pictures.turned(page, 1))
    assert turned.size == (400, 300)
    assert _apart(_seen(page).transpose(Image.Transpose.ROTATE_270), turned) < 4
    assert pictures.turned(page, 0) == page


def test_a_raster_becomes_a_page() -> None:
    sheet = drawn().convert("L")
    page = pictures.of_raster(Raster(width=300, height=400, grey=sheet.tobytes()))
    assert _apart(sheet, _seen(page)) < 4
    assert set(segments(page)) <= BARE


@pytest.mark.parametrize(
    "content",
    [b"<html><img src=x>", b"PK\x03\x04rest of a ZIP", b"GIF89a", b"\x00" * 64, b"%PDF-1.7"],
    ids=["html", "zip", "gif", "zeros", "pdf"],
)
def test_what_is_no_picture_is_told_by_its_first_bytes(content: bytes) -> None:
    with pytest.raises(PageFileOtherKind):
        _only(content)


@pytest.mark.parametrize("content", [photo(), png(), tiff()], ids=["jpeg", "png", "tiff"])
@given(cut=st.floats(0.01, 0.9))
def test_a_file_that_was_cut_short_is_told(content: bytes, cut: float) -> None:
    short = content[: max(8, int(len(content) * cut))]
    try:
        pages = list(pictures.drawn_anew(short))
    except (PageFileDamaged, PageFileOtherKind):
        return
    assert all(set(segments(page)) <= BARE for page in pages), "a TIFF's first page may be whole"


@given(
    content=st.sampled_from([photo(), png(), tiff()]), at=st.floats(0, 1), byte=st.integers(0, 255)
)
def test_any_damage_is_told_or_a_picture(content: bytes, at: float, byte: int) -> None:
    place = min(int(len(content) * at), len(content) - 1)
    damaged = content[:place] + bytes([byte]) + content[place + 1 :]
    try:
        pages = list(pictures.drawn_anew(damaged))
    except (PageFileDamaged, PageFileOtherKind, PageTooManyPixels, FileHasTooManyPages):
        return
    assert all(set(segments(page)) <= BARE for page in pages)


def _deep() -> bytes:
    deep = drawn().convert("L").convert("I").point(lambda grey: grey * 200)
    out = BytesIO()
    deep.convert("I;16").save(out, "PNG")
    return out.getvalue()


def _png_header(width: int, height: int) -> bytes:
    """A PNG that says how large it is, and holds nothing."""

    def chunk(name: bytes, content: bytes) -> bytes:
        body = name + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
