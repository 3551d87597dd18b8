"""Who has not gone through a form that is due."""

from __future__ import annotations

from dataclasses import dataclass

from counsellor_desk.domain.ids import CaseId, ClientId


@dataclass(frozen=True, kw_only=True)
class WithoutForm:
    """A client who came to so many sessions and has not signed a form that is due."""

    case: CaseId
    client: ClientId
    case_number: str
    sessions: int
