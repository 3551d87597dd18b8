"""Cases and their clients (policy 4.1, 4.6): a case is a number; names are on identity cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase

from counsellor_desk.domain.ids import CaseId, ClientId
from counsellor_desk.domain.worded import Worded
from counsellor_desk.wording import N_, _


class CaseStatus(Worded):
    """Where a case stands. Death does not open it (policy 3.1)."""

    OPEN = "open", N_("Open")
    CLOSED = "closed", N_("Closed")
    DECEASED = "deceased", N_("Client has died")
    HANDED_BACK = "handed_back", N_("Handed back")


@dataclass(frozen=True, kw_only=True)
class Client:
    """One person of a case; couples and families are several. ``position`` counts from 0."""

    id: ClientId
    position: int

    def label(self, of: int) -> str:
        """How texts without names call this client: ``Client``, or ``Client A`` among several.

        A group of more than there are letters is counted on: ``Client 27``.
        """
        if of == 1:
            return _("Client")
        letter = ascii_uppercase[self.position : self.position + 1]
        return _("Client {letter}").format(letter=letter or str(self.position + 1))


@dataclass(frozen=True, kw_only=True)
class Case:
    """A piece of work with one client or several."""

    id: CaseId
    number: str
    status: CaseStatus
    opened_on: date
    clients: tuple[Client, ...]

    def client(self, client: ClientId) -> Client:
        """The client of that id.

        Raises:
            KeyError: not of this case.
        """
        for candidate in self.clients:
            if candidate.id == client:
                return candidate
        raise KeyError("client")


@dataclass(frozen=True, kw_only=True)
class CaseNumber:
    """As little of a case as finding it takes."""

    id: CaseId
    number: str
    status: CaseStatus


@dataclass(frozen=True, kw_only=True)
class CaseLine:
    """A case as a list shows it. ``last_session_on``: of its newest session, held or not."""

    id: CaseId
    number: str
    status: CaseStatus
    opened_on: date
    clients: int
    last_session_on: date | None
    waiting_notes: int
