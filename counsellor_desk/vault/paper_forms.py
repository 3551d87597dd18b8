"""Forms on paper: blank ones that were printed, and what came back and is not sealed yet."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.page_files import PageId, PaperPage, ensure_room
from counsellor_desk.domain.paper_forms import (
    BlankForm,
    Bound,
    Entered,
    Original,
    PaperReturn,
    PaperSigner,
    ReturnGone,
    ScannedPage,
)
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.vault.ids import new_id
from counsellor_desk.vault.rows import (
    day_or_none,
    moment,
    moment_or_none,
    packed,
    read_day,
    read_moment,
)
from counsellor_desk.vault.transactions import Reader, Transaction


def keep_blank(tx: Transaction, blank: BlankForm) -> None:
    """Keep the blank form as it is now."""
    tx.put(
        "blank_forms",
        "form_id",
        form_id=blank.form_id,
        form=blank.form,
        version=blank.version,
        large=int(blank.large),
        printed_at=moment(blank.printed_at),
        called_back_at=moment_or_none(blank.called_back_at),
        consent_id=blank.consent,
    )


def blank(reader: Reader, form_id: str) -> BlankForm | None:
    """The blank form of that ID, if one was printed."""
    row = reader.row("SELECT * FROM blank_forms WHERE form_id = ?", form_id)
    return None if row is None else _blank(row)


def blanks_awaited(reader: Reader) -> tuple[BlankForm, ...]:
    """Blank forms that may still come back, the oldest first."""
    query = (
        "SELECT * FROM blank_forms WHERE called_back_at IS NULL AND consent_id IS NULL"
        " ORDER BY printed_at, form_id"
    )
    return tuple(map(_blank, reader.rows(query)))


def consent_of(reader: Reader, form_id: str) -> ConsentId | None:
    """The form with a client that bears this ID."""
    found = reader.value("SELECT id FROM consents WHERE form_id = ?", form_id)
    return None if found is None else ConsentId(found)


def is_known(reader: Reader, consent: ConsentId) -> bool:
    """Whether there is that form."""
    return reader.value("SELECT 1 FROM consents WHERE id = ?", consent) is not None


def awaited(reader: Reader) -> tuple[ConsentId, ...]:
    """Filled-in forms that lie on paper, the one that was printed first at the top."""
    query = (
        "SELECT id FROM consents WHERE on_paper_at IS NOT NULL AND sealed_at IS NULL"
        " AND withdrawn_at IS NULL AND superseded_by IS NULL ORDER BY on_paper_at, id"
    )
    return tuple(ConsentId(row["id"]) for row in reader.rows(query))


def begin_return(tx: Transaction, consent: ConsentId, entered: Entered, at: datetime) -> None:
    """Begin to bring the form back; where that is begun, it stays as it is."""
    if load(tx, consent) is None:
        tx.insert(
            "paper_returns", consent_id=consent, begun_at=moment(at), entered=written(entered)
        )


def enter(tx: Transaction, consent: ConsentId, entered: Entered) -> None:
    """Keep what was entered from the paper.

    Raises:
        ReturnGone: as it says.
    """
    kept = "UPDATE paper_returns SET entered = ? WHERE consent_id = ?"
    if not tx.run(kept, written(entered), consent):
        raise ReturnGone


def load(reader: Reader, consent: ConsentId) -> PaperReturn | None:
    """What came back of that form so far, its pages in their order."""
    row = reader.row("SELECT * FROM paper_returns WHERE consent_id = ?", consent)
    if row is None:
        return None
    query = "SELECT id, turn, bound FROM scanned_pages WHERE consent_id = ? ORDER BY position"
    return PaperReturn(
        consent=consent,
        begun_at=datetime.fromisoformat(row["begun_at"]),
        entered=_read(row["entered"]),
        pages=tuple(map(_page, reader.rows(query, consent))),
    )


def counted(reader: Reader) -> dict[ConsentId, int]:
    """How many pages came back, of each form of which any did."""
    found: defaultdict[ConsentId, int] = defaultdict(int)
    for row in reader.rows("SELECT consent_id, count(*) AS n FROM scanned_pages GROUP BY 1"):
        found[ConsentId(row["consent_id"])] = row["n"]
    return found


def add_pages(tx: Transaction, consent: ConsentId, pages: Sequence[tuple[bytes, Bound]]) -> None:
    """Put these pictures behind the pages that came back before: all of them, or none.

    Raises:
        ReturnGone, TooManyPages: as they say.
    """
    there = len(_of(tx, consent).pages)
    ensure_room(there, len(pages))
    for position, (picture, bound) in enumerate(pages, there):
        tx.insert(
            "scanned_pages",
            position=position,
            id=new_id(),
            consent_id=consent,
            turn=0,
            bound=bound.value,
            picture=picture,
        )
        point(Point.SCANNED_PAGE_KEPT)


def picture(reader: Reader, consent: ConsentId, page: PageId) -> bytes:
    """A page as a JPEG.

    Raises:
        ReturnGone: as it says.
    """
    query = "SELECT picture FROM scanned_pages WHERE id = ? AND consent_id = ?"
    found = reader.value(query, page, consent)
    if found is None:
        raise ReturnGone
    return bytes(found)


def turn(tx: Transaction, consent: ConsentId, page: PaperPage) -> None:
    """Show that page turned so."""
    turned = "UPDATE scanned_pages SET turn = ? WHERE id = ? AND consent_id = ?"
    tx.run(turned, page.turn, page.id, consent)


def put_in_order(tx: Transaction, consent: ConsentId, order: Sequence[PageId]) -> None:
    """Put its pages into that order.

    Raises:
        ReturnGone: as it says.
        ValueError: these are not its pages.
    """
    if sorted(order) != sorted(each.page.id for each in _of(tx, consent).pages):
        raise ValueError("order")
    for position, page in enumerate(order):
        tx.run("UPDATE scanned_pages SET position = ? WHERE id = ?", position, page)


def remove(tx: Transaction, consent: ConsentId, page: PageId) -> None:
    """Take a page out; it is deleted here.

    Raises:
        ReturnGone: as it says.
    """
    if not tx.run("DELETE FROM scanned_pages WHERE id = ? AND consent_id = ?", page, consent):
        raise ReturnGone
    put_in_order(tx, consent, [each.page.id for each in _of(tx, consent).pages])


def drop(tx: Transaction, consent: ConsentId) -> None:
    """Delete what came back and was entered."""
    tx.run("DELETE FROM paper_returns WHERE consent_id = ?", consent)


def take_back_from_client(tx: Transaction, blank: BlankForm) -> None:
    """A blank form that was entered for somebody is awaited again, and nothing of that is left."""
    tx.run("DELETE FROM consents WHERE id = ? AND sealed_at IS NULL", blank.consent)
    keep_blank(tx, replace(blank, consent=None))


def _of(reader: Reader, consent: ConsentId) -> PaperReturn:
    found = load(reader, consent)
    if found is None:
        raise ReturnGone
    return found


def _page(row: Row) -> ScannedPage:
    page = PaperPage(id=PageId(row["id"]), turn=row["turn"])
    return ScannedPage(page=page, bound=Bound.of(row["bound"]))


def _blank(row: Row) -> BlankForm:
    return BlankForm(
        form_id=row["form_id"],
        form=row["form"],
        version=row["version"],
        large=bool(row["large"]),
        printed_at=datetime.fromisoformat(row["printed_at"]),
        called_back_at=read_moment(row["called_back_at"]),
        consent=ConsentId(row["consent_id"]) if row["consent_id"] else None,
    )


def written(entered: Entered) -> str:
    """What was entered, as it is kept."""
    return packed(
        {
            "answers": dict(entered.answers),
            "signers": [[s.role.value, s.name, day_or_none(s.on)] for s in entered.signers],
            "original": entered.original.value if entered.original else None,
            "original_words": entered.original_words,
            "every_page": entered.every_page,
            "signatures_seen": entered.signatures_seen,
        }
    )


def _read(text: str) -> Entered:
    kept = json.loads(text)
    answers = {k: tuple(v) if isinstance(v, list) else v for k, v in kept["answers"].items()}
    return Entered(
        answers=MappingProxyType(answers),
        signers=tuple(_signers(kept["signers"])),
        original=Original.of(kept["original"]) if kept["original"] else None,
        original_words=kept["original_words"],
        every_page=kept["every_page"],
        signatures_seen=kept["signatures_seen"],
    )


def _signers(kept: list[list[Any]]) -> Iterable[PaperSigner]:
    for role, name, on in kept:
        yield PaperSigner(role=SignerRole.of(role), name=name, on=read_day(on))
