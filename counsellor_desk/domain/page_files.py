"""Pages of paper, photographed or scanned: what files of them may be, and why one is refused.

What is taken in is only what can be seen: grey pages of a bounded size, drawn anew. Handwritten
notes and forms that were signed on paper come in by the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NewType

from counsellor_desk.errors import DeskError
from counsellor_desk.wording import N_

PageId = NewType("PageId", str)

MOST_PAGES: Final = 20
"""Of one file, of one note and of one form. A session fills one to six."""
MOST_FILE_BYTES: Final = 60_000_000
MOST_PIXELS: Final = 60_000_000
"""Of one picture before it is made smaller: phones make 12 to 50 million."""
LONGEST: Final = 2400
"""Pixels of a page's longer side: A4 at 200 to the inch, where small handwriting is read well."""
MOST_PAGE_BYTES: Final = 700_000
"""Of one page as it is sealed. The ballast has room for deleting one of them on a full disk."""
_QUARTERS: Final = 4
_FILE_KEPT: Final = N_("Nothing is lost, and the file is as it was.")


@dataclass(frozen=True, kw_only=True)
class PaperPage:
    """A page that was taken in. ``turn``: quarters, clockwise, by which it is shown turned."""

    id: PageId
    turn: int


@dataclass(frozen=True, kw_only=True)
class Raster:
    """A page that was drawn from a document: one byte of grey a pixel, row after row."""

    width: int
    height: int
    grey: bytes = field(repr=False)


@dataclass(frozen=True)
class Paged:
    """Pages of a file, each made when it is asked for. ``count``: how many there are."""

    count: int
    rasters: Iterator[Raster]


class PageFileUnreadable(DeskError):
    """The system refuses, or it is a folder, a pipe, a stick that was pulled out."""

    happened = N_("This file cannot be read.")
    safe = _FILE_KEPT
    next_step = N_("Check that its disk or phone is still connected, and choose it again.")


class PageFileEmpty(DeskError):
    """Not one byte."""

    happened = N_("This file is empty.")
    safe = _FILE_KEPT
    next_step = N_("Look whether the picture was copied whole, and copy it once more.")


class PageFileTooLarge(DeskError):
    """Of bytes."""

    happened = N_("This file has {size} MB, and {limit} MB are the most for one.")
    safe = _FILE_KEPT
    next_step = N_("Scan the pages in grey at 200 or 300 dpi, or photograph them one by one.")


class PageFileOtherKind(DeskError):
    """Told by what is in it, never by its name."""

    happened = N_("This file is no picture and no PDF, whatever its name says.")
    safe = _FILE_KEPT
    next_step = N_("Choose a JPEG, PNG, TIFF or PDF file.")


class PageFileOfPhone(DeskError):
    """HEIC and AVIF, which many telephones make."""

    happened = N_("This picture is in a format of telephones that cannot be read here (HEIC).")
    safe = _FILE_KEPT
    next_step = N_(
        "On an iPhone choose Settings, Camera, Formats, Most Compatible, and take the picture "
        "again; or save it as JPEG."
    )


class PageFileDamaged(DeskError):
    """It begins as a picture or a PDF and does not go on as one."""

    happened = N_("This file is damaged or was cut short, so its pages cannot be seen.")
    safe = _FILE_KEPT
    next_step = N_("Copy it again from where it came, or take the picture once more.")


class PageTooManyPixels(DeskError):
    """Far above any photograph of a page: a mistake, or made to use up the memory."""

    happened = N_(
        "This picture has {size} million pixels. More than {limit} million are not opened."
    )
    safe = _FILE_KEPT
    next_step = N_("Make it smaller, or scan the page in grey at 200 or 300 dpi.")


class PdfLocked(DeskError):
    """With a password, or in a way that is not known."""

    happened = N_("This PDF is protected with a password.")
    safe = _FILE_KEPT
    next_step = N_("Scan the pages again without a password, or photograph them.")


class FileHasTooManyPages(DeskError):
    """Somebody chose a book."""

    happened = N_("This file has {count} pages. {limit} are the most that are taken in.")
    safe = _FILE_KEPT
    next_step = N_("Choose a file that holds only the pages that belong here.")


class TooManyPages(DeskError):
    """Together with what is there."""

    happened = N_("That would be {count} pages. {limit} are the most.")
    safe = N_("Nothing was taken in, and what was there before is as it was.")
    next_step = N_(
        "Choose fewer files. What belongs to a session can go on in a second note of it."
    )


def turned(turn: int, by: int) -> int:
    """That turn and ``by`` quarters more."""
    return (turn + by) % _QUARTERS


def ensure_room(there: int, more: int) -> None:
    """Let so many more pages be taken in.

    Raises:
        TooManyPages: as it says.
    """
    if there + more > MOST_PAGES:
        raise TooManyPages(count=there + more, limit=MOST_PAGES)
