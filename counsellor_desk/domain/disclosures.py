"""The disclosure ledger: what left the store, to whom, why, on which ground (policy 2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counsellor_desk.domain.ids import CaseId, ConsentId, DisclosureId, DocumentId, NoteId
from counsellor_desk.domain.worded import Worded
from counsellor_desk.errors import DeskError
from counsellor_desk.wording import N_


class Channel(Worded):
    """How it left."""

    FILE = "file", N_("Saved to a file")
    PRINT = "print", N_("Printed")


class Ground(Worded):
    """What allows it to leave."""

    CONSENT = "consent", N_("The client's consent")
    CLIENT_COPY = "client_copy", N_("The client's own copy")
    WITHDRAWAL = "withdrawal", N_("The client took a consent back")
    OWN_RECORD = "own_record", N_("The organisation's own record")
    CLINICAL_WILL = "clinical_will", N_("The clinical will")
    COURT_ORDER = "court_order", N_("A court order or witness summons")
    ACCESS_REQUEST = "access_request", N_("The client's request to see the records")


class NotAllowedToLeave(DeskError):
    """The exit door stayed shut."""

    happened = N_("Nothing was disclosed. {why}")
    next_step = N_("Ask the client with a new form, or talk to your supervisor or service manager.")


class NotSeenByClient(DeskError):
    """The client asked to see it first."""

    happened = N_("The client has asked to see this before it leaves.")
    safe = N_("Nothing has left this computer.")
    next_step = N_("Show it to the client, tick that it has been seen, and go on.")


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    """A line of the ledger, never changed once written.

    ``document``: the sealed document that left. ``note``: the held note instead, of which a sealed
    copy left. Neither: a page about several cases was printed, of which no copy is kept.
    """

    id: DisclosureId
    case: CaseId
    document: DocumentId | None
    consent: ConsentId | None
    at: datetime
    what: str
    pages: int
    to: str
    purpose: str
    ground: Ground
    channel: Channel
    record_code: str = ""
    note: NoteId | None = None
