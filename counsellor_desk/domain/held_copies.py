"""A sealed copy of a held note for the service manager: the one exit a raw note ever has.

It exists only while a court order or an access request holds the note (decisions, 'Hold'): then
the note may not be destroyed, may not move to another computer, and would be lost with this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from counsellor_desk.domain import dates
from counsellor_desk.domain.disclosures import Disclosure, Ground
from counsellor_desk.domain.holds import Basis, Hold, reaching
from counsellor_desk.domain.ids import CaseId, NoteId
from counsellor_desk.domain.text import clean
from counsellor_desk.errors import DeskError
from counsellor_desk.wording import N_, _

GROUNDS: Final[Mapping[Basis, Ground]] = {
    Basis.COURT: Ground.COURT_ORDER,
    Basis.ACCESS_REQUEST: Ground.ACCESS_REQUEST,
}
"""The holds under which a copy may leave, and what the ledger then names as its ground."""
EXTENSION: Final = "age"
TEXT_NAME: Final = "note.txt"
PAGE_NAME: Final = "page-{number:02}.jpg"
_RULE: Final = "-" * 72


class NoCopyOfThisNote(DeskError):
    """No order and no access request holds it, so it never leaves."""

    happened = N_("No copy of this note can be made.")
    safe = N_("The note is as it was, and nothing has left this computer.")
    next_step = N_(
        "A session note leaves this desk only while it is on hold for a court order or an access "
        "request. Reduce it instead: its summary can be shared."
    )


@dataclass(frozen=True, kw_only=True)
class HeldCopy:
    """What the sealed file says around the note's own text. ``code``: the act's record code."""

    case_number: str
    session_number: int
    session_on: date
    hold: Hold
    to: str
    author: str
    made_at: datetime
    code: str


def hold_for_copy(holds: Iterable[Hold], case: CaseId, note: NoteId) -> Hold:
    """The oldest hold that lets a copy of that note leave.

    Raises:
        NoCopyOfThisNote: none does.
    """
    found = [hold for hold in reaching(holds, case, note) if hold.basis in GROUNDS]
    if not found:
        raise NoCopyOfThisNote
    return min(found, key=lambda hold: hold.set_at)


def content(copy: HeldCopy, text: str) -> bytes:
    """The file inside the seal: UTF-8 text, what it is first, then the note to the letter.

    Halves of characters, which no file can hold, stand as U+FFFD.
    """
    return "\n".join((*_head(copy), "", _RULE, "", clean(text).text, "")).encode()


def with_pages(text: bytes, pages: Sequence[bytes]) -> bytes:
    """The file inside the seal of a note that has pages: a ZIP of its text and of its pictures.

    Members are stored, and their times are those of no clock.
    """
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as bundle:
        bundle.writestr(ZipInfo(TEXT_NAME), text)
        for number, picture in enumerate(pages, 1):
            bundle.writestr(ZipInfo(PAGE_NAME.format(number=number)), picture)
    return out.getvalue()


def told(left: Disclosure) -> str:
    """What a receipt says of a copy: the destruction does not reach it."""
    return _(
        "While the note was on hold, a sealed copy of it was made on {day} for {whom}. Destroying "
        "the note does not reach that copy."
    ).format(day=dates.day(left.at.date()), whom=left.to)


def file_name(on: date, mark: str, *, has_pages: bool = False) -> str:
    """Neutral: a day and a mark that says nothing; what an age tool makes of it opens by itself."""
    inner = ".zip" if has_pages else ""
    return f"CD-{on.isoformat()}-{mark}{inner}.{EXTENSION}"


def _head(copy: HeldCopy) -> tuple[str, ...]:
    hold = copy.hold
    return (
        _("SEALED COPY OF A SESSION NOTE"),
        "",
        _("Case {case}, session {number} of {day}").format(
            case=copy.case_number, number=copy.session_number, day=dates.day(copy.session_on)
        ),
        _("On hold since {day}: {basis}").format(
            day=dates.day(hold.set_at.date()), basis=hold.basis.label
        ),
        hold.reason,
        _("Copy made on {moment} by {author} for {whom}").format(
            moment=dates.local_moment(copy.made_at), author=copy.author, whom=copy.to
        ),
        _("Record code {code}").format(code=copy.code),
    )
