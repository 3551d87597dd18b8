"""PDF documents that were sealed: what the store keeps of them, and what checking one says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from counsellor_desk.domain.ids import CaseId, DocumentId
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.domain.worded import Worded
from counsellor_desk.wording import N_


class DocumentKind(Worded):
    """What a sealed document is."""

    FORM = "form", N_("Signed form")
    PAPER_FORM = "paper_form", N_("Form to be signed on paper")
    SUMMARY = "summary", N_("Essential summary")
    RECORD = "record", N_("Additional record")
    RECEIPT = "receipt", N_("Receipt of a destroyed note")
    PACK = "pack", N_("Records shared with consent")
    LETTER = "letter", N_("Letter: a consent was taken back")
    SALVAGED = "salvaged", N_("Document found in a damaged store")


class SealState(Worded):
    """What checking a sealed document found."""

    UNCHANGED = "unchanged", N_("Unchanged since it was sealed")
    ADDED_TO = "added_to", N_("Something was added after it was sealed")
    CHANGED = "changed", N_("Changed since it was sealed")
    NOT_SEALED = "not_sealed", N_("Not sealed by Counsellor Desk")
    PROTECTED = "protected", N_("Protected by a password, so it cannot be checked")
    NOT_A_PDF = "not_a_pdf", N_("Not a PDF document that can be read")


@dataclass(frozen=True, kw_only=True)
class SealedDocument:
    """A sealed PDF as the store knows it. ``name``: the neutral file name it leaves under."""

    id: DocumentId
    kind: DocumentKind
    case: CaseId
    about: str
    name: str
    made_at: datetime
    pages: int
    sha256: str
    record_code: str = ""


@dataclass(frozen=True)
class SealIdentity:
    """What documents are sealed with: X.509 certificate (DER) and its key (PKCS #8, DER).

    ``others``: certificates that lead from it to whoever vouches for it. ``brought``: not made by
    this program.
    """

    certificate: bytes
    private_key: bytes = field(repr=False)
    others: tuple[bytes, ...] = ()
    brought: bool = False


@dataclass(frozen=True, kw_only=True)
class CertificateFacts:
    """A certificate as it is told about. ``name``: whom it names; ``vouched_by``: who says so.

    ``vouched_by`` is empty where it stands for itself; ``until``: its last day.
    """

    name: str
    vouched_by: str
    until: datetime
    fingerprint: str
    brought: bool


@dataclass(frozen=True, kw_only=True)
class LaterSignature:
    """A signature after the seal, with the signer's own certificate."""

    role: SignerRole
    name: str
    signed_at: datetime


class Addition(Worded):
    """What came into a document after the last seal, or signature, on it."""

    NOTHING = "nothing", N_("Nothing was added after it.")
    EVIDENCE = "evidence", N_("Only evidence about the seals themselves was added after it.")
    FIELDS = "fields", N_("Fields were filled in after it.")
    NOTES = "notes", N_("Notes or marks were put onto its pages after it.")
    ANYTHING = (
        "anything",
        N_("Something was added after it that may have changed what its pages show."),
    )


@dataclass(frozen=True, kw_only=True)
class FoundSeal:
    """A seal or signature in a document. ``at`` is what its maker's clock said.

    ``name``: whom its certificate names, ``vouched_by``: who says so, empty where it does itself.
    ``as_``: what its maker wrote beside it, such as a role. ``holds``: what it covers is as it was.
    """

    name: str
    vouched_by: str
    certificate: str
    own: bool
    holds: bool
    at: datetime | None = None
    as_: str = ""


@dataclass(frozen=True, kw_only=True)
class Verification:
    """What a check found. ``certificate``: SHA-256 fingerprint, in groups of four.

    ``sealed_at``, ``certificate`` and ``own_certificate`` are those of the first of ``seals``.
    """

    state: SealState
    sealed_at: datetime | None = None
    certificate: str = ""
    own_certificate: bool = False
    seals: tuple[FoundSeal, ...] = ()
    added: Addition = Addition.NOTHING
