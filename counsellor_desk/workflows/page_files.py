"""Files of photographed or scanned pages: read once, told by what is in them, drawn anew in memory.

They are never changed and never deleted, since nothing of ours could promise that no copy stays.
Notes on paper and forms signed on paper come in through here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from counsellor_desk.domain import page_files as rules
from counsellor_desk.domain.page_files import (
    MOST_FILE_BYTES,
    Paged,
    PageFileEmpty,
    PageFileOfPhone,
    PageFileTooLarge,
    PageFileUnreadable,
)
from counsellor_desk.errors import DeskError
from counsellor_desk.lazily import lazily

if TYPE_CHECKING:
    from counsellor_desk.documents import pictures
else:
    pictures = lazily("counsellor_desk.documents.pictures")

DrawPdf = Callable[[bytes], Paged]
"""Draws the pages of a PDF: Qt does that, so it comes from the screens."""
Report = Callable[[int, int], None]
_OF_A_FILE: Final = 100
"""What the progress counts each file as."""
_PDF: Final = b"%PDF-"
_PDF_WITHIN: Final = 1024
"""Where the mark of a PDF may stand (ISO 32000-1, appendix H, note 13)."""
_OF_PHONES: Final = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1", b"ftypavif")
_BRAND: Final = slice(4, 12)


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A file that was not taken in. ``number``: which of those chosen, from 1; ``of``: so many."""

    number: int
    of: int
    error: DeskError


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What came of the files: clean pages in their order, and files that gave none."""

    pages: tuple[bytes, ...] = field(repr=False)
    refused: tuple[Refused, ...]


def drawn(paths: Sequence[Path], draw_pdf: DrawPdf, report: Report) -> Drawn:
    """The pages of these files, in their order, drawn anew; nothing is kept yet.

    A file that cannot be taken in stands in the way of no other. ``report`` may raise to stop.

    Raises:
        TooManyPages: there are more files than a note has pages; none of them was opened.
    """
    rules.ensure_room(0, len(paths))
    pages: list[bytes] = []
    refused: list[Refused] = []
    for number, path in enumerate(paths):
        tell = partial(_told, report, number, len(paths))
        try:
            pages += _pages(path, draw_pdf, tell)
        except DeskError as error:
            refused.append(Refused(number=number + 1, of=len(paths), error=error))
    report(len(paths) * _OF_A_FILE, len(paths) * _OF_A_FILE)
    return Drawn(pages=tuple(pages), refused=tuple(refused))


def _told(report: Report, number: int, files: int, done: int, of: int) -> None:
    share = _OF_A_FILE * done // of
    report(number * _OF_A_FILE + share, files * _OF_A_FILE)


def _pages(path: Path, draw_pdf: DrawPdf, tell: Report) -> list[bytes]:
    tell(0, 1)
    content = _content(path)
    if content[_BRAND] in _OF_PHONES:
        raise PageFileOfPhone
    if _PDF in content[:_PDF_WITHIN]:
        return list(_of_pdf(draw_pdf(content), tell))
    found = []
    for page in pictures.drawn_anew(content):
        found.append(page)
        tell(len(found), rules.MOST_PAGES)
    return found


def _of_pdf(paged: Paged, tell: Report) -> Iterator[bytes]:
    for number, raster in enumerate(paged.rasters, 1):
        yield pictures.of_raster(raster)
        tell(number, paged.count)


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise PageFileUnreadable  # a pipe, say, would be waited for without end
        with path.open("rb") as file:
            content = file.read(MOST_FILE_BYTES + 1)
            size = path.stat().st_size
    except OSError:
        raise PageFileUnreadable from None
    if not content:
        raise PageFileEmpty
    if len(content) > MOST_FILE_BYTES:
        raise PageFileTooLarge(size=f"{size / 1e6:.0f}", limit=f"{MOST_FILE_BYTES / 1e6:.0f}")
    return content
