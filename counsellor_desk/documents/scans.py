"""Which form a scanned page says it is of: the QR code at its top, however the page was taken.

The code is read from the page as it was drawn anew, in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Final

import zxingcpp
from PIL import Image, ImageOps

from counsellor_desk.domain.paper_forms import is_form_id

_QR: Final = zxingcpp.barcode_formats_from_str("QRCode")
_LARGER: Final = 2
_SKEWS: Final = (15, -15, 30, -30)
"""Degrees, for a photograph that was taken aslant. Quarters are found without."""
_CUT: Final = 2
"""Percent of the darkest and lightest that count as black and white."""


def form_ids(jpeg: bytes) -> frozenset[str]:
    """The form IDs that codes on this page say; none where no code can be read."""
    with Image.open(BytesIO(jpeg), formats=("JPEG",)) as opened:
        page = opened.convert("L")
    for shown in _ways(page):
        codes = zxingcpp.read_barcodes(shown, _QR)
        if found := frozenset(code.text for code in codes if is_form_id(code.text)):
            return found
    return frozenset()


def _ways(page: Image.Image) -> Iterator[Image.Image]:
    """The page as it is, then made lighter, larger and straight; only a bad picture needs more."""
    yield page
    light = ImageOps.autocontrast(page, cutoff=_CUT)
    yield light
    for degrees in _SKEWS:
        yield light.rotate(degrees, expand=True, fillcolor=255, resample=Image.Resampling.BILINEAR)
    size = (page.width * _LARGER, page.height * _LARGER)
    yield light.resize(size, Image.Resampling.LANCZOS)
    yield ImageOps.equalize(page)
