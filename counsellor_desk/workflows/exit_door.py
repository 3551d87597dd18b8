"""The only way out: every sealed document that leaves writes a line of the ledger (policy 2.1).

A file is written inside the act, so that no fault leaves its line without it, or it without its
line; only a process killed between the file's last step and the commit leaves a file alone.
For print the line comes first: a print job cannot be taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counsellor_desk.documents.composed import Composed
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.disclosures import Channel, Disclosure, Ground
from counsellor_desk.domain.ids import CaseId, ConsentId, DisclosureId, DocumentId
from counsellor_desk.domain.sealed_documents import DocumentKind, SealedDocument
from counsellor_desk.domain.text import one_line
from counsellor_desk.errors import InputError
from counsellor_desk.vault import disclosures, documents, files, ids
from counsellor_desk.vault.transactions import Transaction
from counsellor_desk.wording import N_
from counsellor_desk.workflows import seal
from counsellor_desk.workflows.desk import Desk


class RecipientMissing(InputError):
    """The ledger names who gets it."""

    field = "recipient"
    happened = N_("Who gets this document is missing.")
    safe = N_("Nothing has left this computer.")
    next_step = N_("Name the person or the place, such as “the client” or “locked cabinet”.")


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """Who gets a document, for what, and what allows it."""

    to: str
    purpose: str
    ground: Ground
    consent: ConsentId | None = None


_ACTS: Final = {Channel.FILE: Act.DOCUMENT_SAVED, Channel.PRINT: Act.DOCUMENT_PRINTED}
Also = Callable[[Transaction], None]
"""What else belongs into the act of leaving: using up a consent."""


def ground_of(document: SealedDocument) -> Ground:
    """What lets a document of that kind leave, where no consent has to be asked for."""
    if document.kind is DocumentKind.FORM:
        return Ground.CLIENT_COPY
    if document.kind is DocumentKind.LETTER:
        return Ground.WITHDRAWAL
    return Ground.OWN_RECORD


def _nothing_more(_tx: Transaction) -> None:
    pass


def save(
    desk: Desk, document: DocumentId, path: Path, leaving: Leaving, also: Also = _nothing_more
) -> Disclosure:
    """Write the sealed document to a file of the person's choice.

    Raises:
        RecipientMissing, DiskFull, DiskFault, FolderNotWritable: nothing has left.
    """
    pdf = documents.pdf(desk.read(), document)
    with _left(desk, document, leaving, Channel.FILE) as (tx, line):
        also(tx)
        files.write_where_chosen(path, pdf)
    return line


def take_to_print(
    desk: Desk, document: DocumentId, leaving: Leaving, also: Also = _nothing_more
) -> bytes:
    """The sealed document for the printer, with its line in the ledger.

    Raises:
        RecipientMissing, DiskFull, DiskFault: nothing has left.
    """
    with _left(desk, document, leaving, Channel.PRINT) as (tx, _line):
        also(tx)
    return documents.pdf(desk.read(), document)


def list_to_print(
    desk: Desk,
    cases: Iterable[CaseId],
    leaving: Leaving,
    act: Act,
    compose: Callable[[str], Composed],
) -> bytes:
    """A page about several cases for the printer, with a line in the ledger of each of them.

    No copy is kept: it would name the clients of one case in the record of another. ``compose``
    is given the record code.

    Raises:
        RecipientMissing, CharactersMissing, DiskFull, DiskFault: nothing has left.
    """
    to, each = one_line(leaving.to), tuple(cases)
    if not to:
        raise RecipientMissing
    now = desk.now()
    with desk.store.act(act, at=now, about=desk.store.vault, cases=len(each)) as tx:
        page = seal.ensure_whole(compose(tx.code))
        for case in each:
            line = Disclosure(
                id=DisclosureId(ids.new_id()),
                case=case,
                document=None,
                consent=leaving.consent,
                at=now,
                what=act.label,
                pages=page.pages,
                to=to,
                purpose=one_line(leaving.purpose),
                ground=leaving.ground,
                channel=Channel.PRINT,
                record_code=tx.code,
            )
            disclosures.add(tx, line)
    return page.pdf


def look(desk: Desk, document: DocumentId) -> bytes:
    """The sealed document, to be shown inside the desk."""
    return documents.pdf(desk.read(), document)


@contextmanager
def _left(
    desk: Desk, document: DocumentId, leaving: Leaving, channel: Channel
) -> Iterator[tuple[Transaction, Disclosure]]:
    to = one_line(leaving.to)
    if not to:
        raise RecipientMissing
    now, found = desk.now(), documents.load(desk.read(), document)
    act = Act.DISCLOSED if leaving.ground is Ground.CONSENT else _ACTS[channel]
    with desk.store.act(act, at=now, about=document, ground=leaving.ground.value) as tx:
        line = Disclosure(
            id=DisclosureId(ids.new_id()),
            case=found.case,
            document=document,
            consent=leaving.consent,
            at=now,
            what=found.kind.label,
            pages=found.pages,
            to=to,
            purpose=one_line(leaving.purpose),
            ground=leaving.ground,
            channel=channel,
            record_code=tx.code,
        )
        disclosures.add(tx, line)
        yield tx, line
