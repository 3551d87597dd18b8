"""What paper is needed for: lines to write on, places to sign by hand, and pages that came back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Final

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus.flowables import Flowable

from counsellor_desk.documents.content import (
    Block,
    Fact,
    Facts,
    Quotation,
    Room,
    SignatureBlock,
    Signatures,
)
from counsellor_desk.documents.flowables import HAIRLINE, hairline
from counsellor_desk.documents.style import BORDER, LINE

LINE_HEIGHT: Final = 9 * mm
"""Between two lines of handwriting, at the normal size."""
_SHORT, _LONG = 1, 3


class Lines(Flowable):
    """Lines to write on; a new page parts many of them, and leaves no single one behind."""

    def __init__(self, count: int, size: float) -> None:
        super().__init__()
        self.count, self.size = count, size

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - its names
        """As high as its lines."""
        self.width, self.height = aW, self.count * LINE_HEIGHT * self.size
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: ARG002, N803 - its names
        """The lines that fit, and the others."""
        fit = min(int(aH / (LINE_HEIGHT * self.size)), self.count - 2)
        if fit < 2:
            return []
        return [Lines(fit, self.size), Lines(self.count - fit, self.size)]

    def draw(self) -> None:
        """From the top down."""
        for line in range(self.count):
            y = self.height - (line + 1) * LINE_HEIGHT * self.size + 3
            hairline(self, y, self.width, BORDER)


class ScanPicture(Flowable):
    """A scanned page as large as its place allows, in a thin frame."""

    def __init__(self, jpeg: bytes) -> None:
        super().__init__()
        self._picture = ImageReader(BytesIO(jpeg))

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - its names
        """The whole page, never cut."""
        wide, high = self._picture.getSize()
        scale = min(aW / wide, (aH - 1) / high)
        self.width, self.height = wide * scale, high * scale
        self._aside = (aW - self.width) / 2
        return aW, self.height

    def draw(self) -> None:
        """The picture, and where its paper ends."""
        self.canv.drawImage(self._picture, self._aside, 0, self.width, self.height)
        self.canv.setStrokeColor(LINE)
        self.canv.setLineWidth(HAIRLINE)
        self.canv.rect(self._aside, 0, self.width, self.height)


def for_hand(blocks: Iterable[Block], still_open: str) -> Iterator[Block]:
    """The blocks of a form to be signed by hand: with room where an answer is ``still_open``."""
    for block in blocks:
        match block:
            case Signatures(blocks=places):
                yield Signatures(tuple(_by_hand(place) for place in places))
            case Facts(pairs=pairs):
                yield from _facts(pairs, still_open)
            case Fact(label=label, value=value) if value == still_open:
                yield Room(label, _LONG)
            case Quotation(label=label, words=words) if words == still_open:
                yield Room(label, _LONG)
            case _:
                yield block


def _facts(pairs: tuple[tuple[str, str], ...], still_open: str) -> Iterator[Block]:
    answered = tuple(pair for pair in pairs if pair[1] != still_open)
    if answered:
        yield Facts(answered)
    for label, value in pairs:
        if value == still_open:
            yield Room(label, _SHORT)


def _by_hand(place: SignatureBlock) -> SignatureBlock:
    return place if place.name else replace(place, by_hand=True)
