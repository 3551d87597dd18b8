"""A sealed copy of a held note for the service manager, with its line in the ledger.

Refused here, whatever a screen shows, unless an order or an access request holds the note. The
text is sealed in memory; what is written is the sealed file, inside the act.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from counsellor_desk.domain import held_copies
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.disclosures import Channel, Disclosure
from counsellor_desk.domain.held_copies import GROUNDS, HeldCopy
from counsellor_desk.domain.holds import Hold
from counsellor_desk.domain.ids import DisclosureId, NoteId
from counsellor_desk.domain.notes import NoteLine
from counsellor_desk.domain.paper_notes import PaperIsNotHere
from counsellor_desk.domain.text import one_line
from counsellor_desk.lazily import lazily
from counsellor_desk.vault import disclosures, files, holds, ids, note_pages, notes
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import passphrases
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.exit_door import RecipientMissing

if TYPE_CHECKING:
    from counsellor_desk.documents import pictures
    from counsellor_desk.vault import sealed_packages
else:
    pictures = lazily("counsellor_desk.documents.pictures")
    sealed_packages = lazily("counsellor_desk.vault.sealed_packages")

WHAT: Final = N_("Sealed copy of a session note")
_MARK: Final = 4


@dataclass(frozen=True, kw_only=True)
class CopyOffer:
    """``to``: the service manager's name, if known. ``has_key``: sealed to the manager's own key.

    Without a key six words are made that open the file.
    """

    line: NoteLine
    hold: Hold
    to: str
    has_key: bool
    file_name: str


@dataclass(frozen=True, kw_only=True)
class CopyMade:
    """``words`` open the file and are kept nowhere; empty where the manager's key opens it."""

    disclosure: Disclosure
    words: str


def offer(desk: Desk, note: NoteId) -> CopyOffer:
    """What making a copy of this note would mean.

    Raises:
        NoCopyOfThisNote: no order and no access request holds it.
        PaperIsNotHere: it is on paper.
        NoteGone: it is destroyed.
    """
    reader = desk.read()
    line = _line(reader, note)
    return CopyOffer(
        line=line,
        hold=_hold(reader, note),
        to=desk.profile().service_manager.name,
        has_key=desk.store.held.slots.manager is not None,
        file_name=held_copies.file_name(
            desk.now().date(), ids.new_id()[-_MARK:], has_pages=line.note.pages > 0
        ),
    )


def make(desk: Desk, note: NoteId, path: Path, *, to: str) -> CopyMade:
    """Seal the note's text and pages for the service manager, and write them to the chosen file.

    Raises:
        NoCopyOfThisNote, PaperIsNotHere, RecipientMissing, NoteGone: nothing has left.
        NotesClosed, NoteUnreadable, DiskFull, DiskFault, FolderNotWritable, FolderMissing: same.
    """
    whom, now = one_line(to), desk.now()
    if not whom:
        raise RecipientMissing
    hold, words = _hold(desk.read(), note), _words(desk)
    with desk.store.act(
        Act.HELD_COPY_SEALED, at=now, about=note, hold=hold.id, words=bool(words)
    ) as tx:
        disclosure = Disclosure(
            id=DisclosureId(ids.new_id()),
            case=notes.load(tx, note).case,
            document=None,
            note=note,
            consent=None,
            at=now,
            what=_(WHAT),
            pages=notes.load(tx, note).pages,
            to=whom,
            purpose=hold.reason,
            ground=GROUNDS[hold.basis],
            channel=Channel.FILE,
            record_code=tx.code,
        )
        disclosures.add(tx, disclosure)
        files.write_where_chosen(path, _sealed(desk, tx, disclosure, hold, words))
    return CopyMade(disclosure=disclosure, words=words)


def _sealed(desk: Desk, reader: Reader, disclosure: Disclosure, hold: Hold, words: str) -> bytes:
    note = disclosure.note
    if note is None:
        raise ValueError("note")
    line = _line(reader, note)
    copy = HeldCopy(
        case_number=line.case_number,
        session_number=line.session_number,
        session_on=line.session_starts.date(),
        hold=hold,
        to=disclosure.to,
        author=desk.profile().name,
        made_at=disclosure.at,
        code=disclosure.record_code,
    )
    content = held_copies.content(copy, notes.read_text(reader, note))
    if line.note.pages:
        content = held_copies.with_pages(content, list(_pictures(reader, note)))
    manager = desk.store.held.slots.manager
    if manager is not None:
        return sealed_packages.for_recipient(content, manager.recipient)
    return sealed_packages.behind_words(content, words)


def _pictures(reader: Reader, note: NoteId) -> Iterator[bytes]:
    """The pages as they are looked at: the way up to which they were turned."""
    for page in note_pages.of_note(reader, note):
        yield pictures.turned(note_pages.read(reader, note, page.id), page.turn)


def _words(desk: Desk) -> str:
    return "" if desk.store.held.slots.manager is not None else passphrases.offered()


def _hold(reader: Reader, note: NoteId) -> Hold:
    found = notes.load(reader, note)
    if found.on_paper:
        raise PaperIsNotHere
    return held_copies.hold_for_copy(holds.active(reader), found.case, note)


def _line(reader: Reader, note: NoteId) -> NoteLine:
    case = notes.load(reader, note).case
    return next(line for line in notes.lines(reader, case=case) if line.note.id == note)
