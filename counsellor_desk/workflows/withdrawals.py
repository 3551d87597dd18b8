"""What follows when a client takes a yes back: the written record, and letters to recipients (F9).

The withdrawal itself is one line (``consent.withdraw``), and holds at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from counsellor_desk.domain import dates, standing
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.consent import (
    LIVE_STATES,
    Consent,
    ConsentState,
    ConsentStepNotPossible,
    can_be_withdrawn,
    state,
)
from counsellor_desk.domain.disclosures import Disclosure, Ground
from counsellor_desk.domain.forms import Answer, FieldKind, FormDefinition
from counsellor_desk.domain.ids import ConsentId, DocumentId
from counsellor_desk.domain.sealed_documents import DocumentKind, SealedDocument
from counsellor_desk.lazily import lazily
from counsellor_desk.vault import consents, disclosures, documents
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import closing, exit_door, form_definitions, papers, seal
from counsellor_desk.workflows import consent as forms_with_clients
from counsellor_desk.workflows.consent import Guide
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.exit_door import Leaving

if TYPE_CHECKING:
    from counsellor_desk.documents import withdrawal_letter
else:
    withdrawal_letter = lazily("counsellor_desk.documents.withdrawal_letter")

WITHDRAWAL: Final = "F9"


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Somebody who has something: the lines of what they got, and of letters sent to them since."""

    to: str
    got: tuple[Disclosure, ...]
    told: tuple[Disclosure, ...]


@dataclass(frozen=True, kw_only=True)
class Aftermath:
    """What is left to do after a withdrawal. ``written``: the form that writes it down, if any."""

    recipients: tuple[Recipient, ...]
    written: Consent | None


def look(desk: Desk, consent: ConsentId) -> Aftermath:
    """Whom to tell, whom one has told, and whether it is written down.

    Raises:
        KeyError: no such consent.
    """
    reader = desk.read()
    found = consents.load(reader, consent)
    return Aftermath(recipients=_recipients(reader, found), written=_written(reader, found))


def letter(desk: Desk, consent: ConsentId, to: str) -> SealedDocument:
    """Make the letter to that recipient; nothing leaves yet.

    Raises:
        ConsentStepNotPossible: it is not withdrawn, or that recipient got nothing.
        CharactersMissing, DiskFull, DiskFault: nothing was made.
    """
    reader, now = desk.read(), desk.now()
    found = consents.load(reader, consent)
    got = next((each.got for each in _recipients(reader, found) if each.to == to), ())
    if found.withdrawn_at is None or not got:
        raise _not_possible(found, now.date())
    with desk.store.act(Act.DOCUMENT_SEALED, at=now, about=consent) as tx:
        told = withdrawal_letter.Letter(
            reference=tx.code,
            to=to,
            form_id=found.form_id,
            withdrawn_on=found.withdrawn_at.date(),
            sent=got,
            counsellor=_counsellor(desk),
        )
        composed = withdrawal_letter.compose(
            told, letterhead=papers.letterhead(desk, found.case, tx.code)
        )
        return seal.keep(
            desk, tx, composed, kind=DocumentKind.LETTER, case=found.case, about=consent
        )


def save_letter(desk: Desk, document: DocumentId, to: str, path: Path) -> Disclosure:
    """Let the letter leave as a file.

    Raises:
        DiskFull, DiskFault, FolderNotWritable: nothing has left.
    """
    return exit_door.save(desk, document, path, _leaving(to))


def print_letter(desk: Desk, document: DocumentId, to: str) -> bytes:
    """Let the letter leave by the printer.

    Raises:
        DiskFull, DiskFault: nothing has left.
    """
    return exit_door.take_to_print(desk, document, _leaving(to))


def write_down(desk: Desk, consent: ConsentId) -> Guide:
    """Begin the form of withdrawal, or go on with it: with that consent ticked and what is known.

    Raises:
        KeyError: no such consent.
        ConsentStepNotPossible: it is neither in force nor withdrawn, or holds nothing to take back.
    """
    reader, today = desk.read(), desk.now().date()
    found = consents.load(reader, consent)
    now = state(found, today)
    if now not in {*LIVE_STATES, ConsentState.WITHDRAWN} or not can_be_withdrawn(found):
        raise _not_possible(found, today)
    if (begun := _begun(reader, found)) is not None:
        return forms_with_clients.guide(desk, begun.id)
    guide = forms_with_clients.begin(desk, found.case, found.client, WITHDRAWAL)
    known = _known(desk, guide.form, found)
    return forms_with_clients.answer(desk, guide.consent.id, known, guide.form.steps[0].key)


def _recipients(reader: Reader, consent: Consent) -> tuple[Recipient, ...]:
    got: dict[str, list[Disclosure]] = {}
    for line in closing.gone_out(reader, (consent.id,)):
        got.setdefault(line.to, []).append(line)
    letters = {
        each.id
        for each in documents.of_case(reader, consent.case)
        if each.kind is DocumentKind.LETTER and each.about == consent.id
    }
    left = [line for line in disclosures.of_case(reader, consent.case) if line.document in letters]
    return tuple(
        Recipient(to=to, got=tuple(lines), told=tuple(line for line in left if line.to == to))
        for to, lines in got.items()
    )


def _naming(reader: Reader, consent: Consent) -> list[Consent]:
    """The client's withdrawals that name this consent, on record or in hand."""
    every = consents.of_client(reader, consent.client)
    return [
        each
        for each in every
        if each.withdrawn_at is None
        and consent.id in closing.picks(form_definitions.of(reader, each), each.answers)
    ]


def _written(reader: Reader, consent: Consent) -> Consent | None:
    return next((each for each in _naming(reader, consent) if each.sealed_at is not None), None)


def _begun(reader: Reader, consent: Consent) -> Consent | None:
    return next((each for each in _naming(reader, consent) if each.sealed_at is None), None)


def _known(desk: Desk, form: FormDefinition, consent: Consent) -> Mapping[str, Answer]:
    """What can be answered already; whoever fills it in can change all of it."""
    on = consent.withdrawn_at.date() if consent.withdrawn_at else desk.now().date()
    recipients = _recipients(desk.read(), consent)
    told: dict[str, Answer] = {
        "from_on": on.isoformat(),
        "how": consent.withdrawn_how,
        "received_by": _counsellor(desk),
        "received_on": on.isoformat(),
        "already_gone": _gone(recipients),
        "to_tell": "; ".join(each.to for each in recipients) or _("Nobody."),
        "told_how": "letter" if recipients else "nobody",
    }
    picks = next(field.key for field in form.fields() if field.kind is FieldKind.CONSENTS)
    asked = {field.key: {option.key for option in field.options} for field in form.fields()}
    answers = {
        key: answer
        for key, answer in told.items()
        if key in asked and (not asked[key] or answer in asked[key])
    }
    return {picks: (consent.id,), **answers}


def _gone(recipients: tuple[Recipient, ...]) -> str:
    lines = [
        _("{day}: {what}, {pages}, to {to}").format(
            day=dates.day(line.at.date()),
            what=line.what,
            pages=n_("{count} page", "{count} pages", line.pages),
            to=each.to,
        )
        for each in recipients
        for line in each.got
    ]
    return "\n".join(lines) or _("Nothing.")


def _counsellor(desk: Desk) -> str:
    profile = desk.profile()
    return f"{profile.name}, {profile.role.label}"


def _leaving(to: str) -> Leaving:
    return Leaving(
        to=to, purpose=_("to say that the consent was taken back"), ground=Ground.WITHDRAWAL
    )


def _not_possible(consent: Consent, today: date) -> ConsentStepNotPossible:
    return ConsentStepNotPossible(state=standing.told(consent, state(consent, today)))
