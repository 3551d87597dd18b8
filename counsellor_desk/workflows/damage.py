"""A damaged store: reading what can be read of it, and saving that (security.md 3.9).

A ``Wreck`` comes with the error of an opening that found the store damaged: whoever opened it had
the right key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from counsellor_desk.domain import dates
from counsellor_desk.domain.cases import CaseLine
from counsellor_desk.domain.damage import Survey
from counsellor_desk.domain.ids import CaseId, DocumentId
from counsellor_desk.domain.records import AdditionalRecord
from counsellor_desk.domain.sealed_documents import SealedDocument, SealIdentity
from counsellor_desk.domain.sessions import Session
from counsellor_desk.domain.summaries import EssentialSummary
from counsellor_desk.errors import DeskError
from counsellor_desk.lazily import lazily
from counsellor_desk.vault import (
    cases,
    consents,
    documents,
    profile,
    records,
    salvage,
    seal_identity,
    sessions,
    summaries,
)
from counsellor_desk.vault import wreck as wrecks
from counsellor_desk.vault.files import DiskFault, FolderNotWritable
from counsellor_desk.vault.transactions import Transaction
from counsellor_desk.workflows import checks, form_definitions

if TYPE_CHECKING:
    from counsellor_desk.documents import certificates
else:
    certificates = lazily("counsellor_desk.documents.certificates")

Wreck: TypeAlias = wrecks.Wreck
Salvaged: TypeAlias = salvage.Salvaged
Report: TypeAlias = Callable[[int, int], object]


@dataclass(frozen=True, kw_only=True)
class FormLine:
    """A form of a case: its title, whose it is, and what was said of it."""

    title: str
    client: str
    outcome: str
    signed_on: str


@dataclass(frozen=True, kw_only=True)
class CaseRead:
    """What can be read of a case."""

    number: str
    sessions: tuple[Session, ...]
    summaries: tuple[EssentialSummary, ...]
    records: tuple[AdditionalRecord, ...]
    forms: tuple[FormLine, ...]
    documents: tuple[SealedDocument, ...]


class ReadOnlyDesk:
    """What can be read of a damaged store. It is in memory, and nothing is written. Close it."""

    def __init__(self, reading: salvage.Reading) -> None:
        self._reading = reading
        self.survey: Survey = reading.survey

    def cases(self) -> tuple[CaseLine, ...]:
        """All cases, the newest first."""
        return cases.lines(self._reading.reader)

    def case(self, case: CaseId) -> CaseRead:
        """What can be read of one."""
        reader = self._reading.reader
        found = cases.load(reader, case)
        return CaseRead(
            number=found.number,
            sessions=sessions.of_case(reader, case),
            summaries=summaries.of_case(reader, case),
            records=records.of_case(reader, case),
            forms=tuple(
                FormLine(
                    title=form_definitions.shipped(consent.form).title,
                    client=found.client(consent.client).label(of=len(found.clients)),
                    outcome=consent.outcome.label if consent.outcome else "",
                    signed_on=dates.day(consent.signed_at.date()) if consent.signed_at else "",
                )
                for consent in consents.of_case(reader, case)
            ),
            documents=documents.of_case(reader, case),
        )

    def pdf(self, document: DocumentId) -> bytes | None:
        """The pages of a document; None: they cannot be read."""
        try:
            return documents.pdf(self._reading.reader, document)
        except KeyError:
            return None

    def close(self) -> None:
        """Forget it."""
        self._reading.close()


def wreck_of(error: BaseException) -> Wreck | None:
    """With what the damaged store can still be read, where an error is about one."""
    return error.wreck if isinstance(error, wrecks.StoreUnsound) else None


def may_be_read(damage: DeskError) -> bool:
    """Whether something might be read of that store, once its key is known."""
    return isinstance(damage, wrecks.StoreUnsound)


def opens_as_it_is(wreck: Wreck) -> bool:
    """Whether a check found the damage, after the store had been opened."""
    return (wreck.folder / checks.MARK).is_file()


def read(wreck: Wreck, report: Report) -> ReadOnlyDesk:
    """Open what can be read; nothing is written. ``report`` may raise to stop.

    Raises:
        AlreadyOpen, NothingToSave, MadeByNewer, DiskFault: as they say.
    """
    return ReadOnlyDesk(salvage.read(wreck, report))


def save(wreck: Wreck, report: Report) -> Salvaged:
    """Put a fresh store with all that can be read in the place of the damaged one.

    Raises:
        AlreadyOpen, NothingToSave, MadeByNewer: nothing was changed.
        DiskFull, DiskFault, FolderNotWritable: nothing was changed.
    """
    try:
        salvaged = salvage.salvage(wreck, lambda tx: _see_to_seal(tx, wreck), report)
        checks.unmark(wreck.folder)
    except PermissionError as fault:
        raise FolderNotWritable from fault
    except OSError as fault:
        raise DiskFault from fault
    return salvaged


def _see_to_seal(tx: Transaction, wreck: Wreck) -> None:
    """Without its seal a desk could seal no form any more."""
    if seal_identity.load(tx) is None:
        organisation = profile.load(tx).organisation.name
        made = certificates.make_certificate(organisation=organisation, at=wreck.clock.now())
        seal_identity.save(tx, SealIdentity(made.certificate, made.key))
