"""Pictures of paper, drawn anew: what can be seen, and nothing else that stood in the file.

Whatever comes in is decoded by the one decoder that its first bytes name, and goes out as a grey
JPEG of bounded size whose only segments are those that the picture needs: no EXIF, place, time,
thumbnail, comment or profile. All in memory.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final, cast

from PIL import Image

from counsellor_desk.domain.page_files import (
    LONGEST,
    MOST_PAGE_BYTES,
    MOST_PAGES,
    MOST_PIXELS,
    FileHasTooManyPages,
    PageFileDamaged,
    PageFileOtherKind,
    PageTooManyPixels,
    Raster,
)

Image.MAX_IMAGE_PIXELS = None  # looked at below before anything is decoded: Pillow only warns

_DECODERS: Final = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
)
"""By the first bytes of a file."""
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""By the orientation that a camera notes (EXIF 2.3, tag 0x0112)."""
_QUARTERS: Final = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}
_QUALITIES: Final = (80, 70, 60, 50)
_SMALLER: Final = 0.8
_WHITE: Final = 255
_STUMBLES: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    Warning,
    struct.error,
    zlib.error,
)
"""What Pillow's decoders raise over a damaged file; it names no error of its own for that."""
_DEEP: Final = frozenset({"I", "F", "I;16", "I;16L", "I;16B", "I;16N"})


def drawn_anew(content: bytes) -> Iterator[bytes]:
    """The pages of a JPEG, PNG or TIFF file, upright, as clean grey JPEGs; one after the other.

    Raises:
        PageFileOtherKind, PageFileDamaged, PageTooManyPixels, FileHasTooManyPages: as they say.
    """
    with _damage_told(), Image.open(BytesIO(content), formats=(_decoder(content),)) as opened:
        for _page in _each(opened):
            yield _encoded(_upright(opened))


def of_raster(raster: Raster) -> bytes:
    """A page that was drawn from a document, as a clean grey JPEG."""
    return _encoded(Image.frombytes("L", (raster.width, raster.height), raster.grey))


def turned(jpeg: bytes, turn: int) -> bytes:
    """A page of ours, turned clockwise by so many quarters."""
    if turn not in _QUARTERS:
        return jpeg
    with Image.open(BytesIO(jpeg), formats=("JPEG",)) as page:
        return _encoded(page.transpose(_QUARTERS[turn]))


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except _STUMBLES:
        raise PageFileDamaged from None


def _decoder(content: bytes) -> str:
    for begins, name in _DECODERS:
        if content.startswith(begins):
            return name
    raise PageFileOtherKind


def _each(opened: Image.Image) -> Iterator[int]:
    """Stand on one page after the other; only a TIFF has several."""
    yield 0
    if opened.format != "TIFF":
        return
    count = getattr(opened, "n_frames", 1)
    if count > MOST_PAGES:
        raise FileHasTooManyPages(count=count, limit=MOST_PAGES)
    for number in range(1, count):
        opened.seek(number)
        yield number


def _upright(opened: Image.Image) -> Image.Image:
    """The page in grey on white, as small as it is kept, the way up that the camera saw."""
    width, height = opened.size
    if width * height > MOST_PIXELS:
        millions = f"{width * height / 1e6:.0f}"
        raise PageTooManyPixels(size=millions, limit=f"{MOST_PIXELS / 1e6:.0f}")
    way = _UPRIGHT.get(opened.getexif().get(_ORIENTATION, 1))
    share = min(1.0, LONGEST / max(width, height))
    opened.draft("L", (round(width * share), round(height * share)))  # a JPEG is read smaller
    page = _fitted(_grey(opened))
    return page if way is None else page.transpose(way)


def _grey(opened: Image.Image) -> Image.Image:
    if opened.mode in _DEEP:
        return _of_deep(opened)
    if opened.mode in {"RGBA", "LA", "PA"} or "transparency" in opened.info:
        seen = opened.convert("LA") if opened.mode == "LA" else opened.convert("RGBA")
        paper = Image.new("L", seen.size, _WHITE)
        paper.paste(seen.convert("L"), mask=seen.getchannel("A"))
        return paper
    if opened.mode == "L":
        opened.load()
        return opened
    return (opened.convert("RGB") if opened.mode == "CMYK" else opened).convert("L")


def _of_deep(opened: Image.Image) -> Image.Image:
    """More than 256 greys: from the darkest to the lightest that there is."""
    deep = opened.convert("F")
    low, high = cast("tuple[float, float]", deep.getextrema())
    step = _WHITE / (high - low) if high > low else 1.0
    return deep.point(lambda grey: grey * step - low * step).convert("L")


def _fitted(page: Image.Image) -> Image.Image:
    if max(page.size) > LONGEST:
        page.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    return page


def _encoded(page: Image.Image) -> bytes:
    """Of the pixels alone: a fresh picture knows nothing of the file that it came from."""
    clean = Image.frombytes("L", page.size, page.tobytes())
    while True:
        for quality in _QUALITIES:
            out = BytesIO()
            clean.save(out, "JPEG", quality=quality, optimize=True)
            if out.tell() <= MOST_PAGE_BYTES:
                return out.getvalue()
        width, height = clean.size
        clean = clean.resize((round(width * _SMALLER) or 1, round(height * _SMALLER) or 1))
