"""Rows in place of those that a damaged store has lost, so that what leads to them can be kept.

Each is made of what is still known of the lost row, of what the row that leads to it says, and
else of what says plainly that it could not be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from counsellor_desk.domain.cases import CaseStatus
from counsellor_desk.domain.paper_forms import Entered
from counsellor_desk.domain.purposes import Heading, Purpose
from counsellor_desk.domain.sealed_documents import DocumentKind
from counsellor_desk.domain.sessions import Attendance, Mode
from counsellor_desk.domain.summaries import OthersInvolved, Section
from counsellor_desk.vault import paper_forms
from counsellor_desk.vault.ids import new_id
from counsellor_desk.vault.remains import Row
from counsellor_desk.vault.rows import moment, packed
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.vault.trees import Value
from counsellor_desk.wording import _

SALVAGED: Final = "SALVAGED"
"""What the number of a case begins with whose own number could not be read."""
_MINUTES: Final = 50


@dataclass(frozen=True)
class Wanted:
    """A row that is missing: its ``id`` or key, what is known of it, and a row that leads to it."""

    id: str
    known: Row
    child: Row

    def told(self, column: str) -> Value:
        """What the lost row, or the one that leads to it, says."""
        return self.known.get(column, self.child.get(column))


def _case(_reader: Reader, wanted: Wanted, at: datetime) -> Row:
    return {
        "id": wanted.id,
        "number": wanted.known.get("number") or f"{SALVAGED}-{wanted.id[-8:]}",
        "status": CaseStatus.OPEN.value,
        "opened_on": wanted.known.get("opened_on") or at.date().isoformat(),
    }


def _client(reader: Reader, wanted: Wanted, _at: datetime) -> Row:
    case = wanted.told("case_id") or new_id()
    free = "SELECT coalesce(max(position), -1) + 1 FROM clients WHERE case_id = ?"
    position = wanted.known.get("position")
    return {
        "id": wanted.id,
        "case_id": case,
        "position": reader.value(free, case) if position is None else position,
    }


def _session(reader: Reader, wanted: Wanted, at: datetime) -> Row:
    case = wanted.told("case_id") or new_id()
    free = "SELECT coalesce(max(number), 0) + 1 FROM sessions WHERE case_id = ?"
    day = wanted.child.get("session_on")
    starts = f"{day}T00:00:00.000000+00:00" if isinstance(day, str) else moment(at)
    return {
        "id": wanted.id,
        "case_id": case,
        "number": wanted.known.get("number") or reader.value(free, case),
        "starts": wanted.known.get("starts") or starts,
        "minutes": _MINUTES,
        "mode": Mode.IN_PERSON.value,
        "attendance": Attendance.ATTENDED.value,
    }


def _summary(_reader: Reader, wanted: Wanted, at: datetime) -> Row:
    lost = _("This summary could not be read when a damaged store was saved.")
    return {
        **({"number": wanted.known["rowid"]} if "rowid" in wanted.known else {}),
        "id": wanted.id,
        "case_id": wanted.told("case_id") or new_id(),
        "session_id": wanted.told("session_id") or new_id(),
        "session_on": wanted.known.get("session_on") or at.date().isoformat(),
        "written_at": moment(at),
        "author": "",
        "others": OthersInvolved.NOT_SAID.value,
        "others_named": "",
        "sections": packed({Section.OBSERVED.value: [lost]}),
        "record_code": "",
    }


def _record(_reader: Reader, wanted: Wanted, at: datetime) -> Row:
    lost = _("This record could not be read when a damaged store was saved.")
    return {
        **({"number": wanted.known["rowid"]} if "rowid" in wanted.known else {}),
        "id": wanted.id,
        "case_id": wanted.told("case_id") or new_id(),
        "purposes": packed([Purpose.PROGRESS.value]),
        "about_on": wanted.known.get("about_on") or at.date().isoformat(),
        "written_at": moment(at),
        "author": "",
        "others": OthersInvolved.NOT_SAID.value,
        "others_named": "",
        "parts": packed({Heading.WORKED_ON.value: lost}),
        "record_code": "",
    }


def _document(_reader: Reader, wanted: Wanted, at: datetime) -> Row:
    """Its pages are there, and what they are of is not known any more."""
    pdf, case = wanted.child.get("pdf"), wanted.known.get("case_id")
    if not isinstance(pdf, bytes) or case is None:
        return {}
    return {
        "id": wanted.id,
        "kind": DocumentKind.SALVAGED.value,
        "case_id": case,
        "about": "",
        "name": DocumentKind.SALVAGED.label,
        "made_at": wanted.known.get("made_at") or moment(at),
        "pages": 1,
        "sha256": sha256(pdf).hexdigest(),
        "record_code": "",
    }


def _paper_return(reader: Reader, wanted: Wanted, at: datetime) -> Row:
    """The scanned pages are there; what was typed from them is typed once more."""
    open_ = "SELECT 1 FROM consents WHERE id = ? AND sealed_at IS NULL"
    if reader.value(open_, wanted.id) is None:
        return {}
    return {
        "consent_id": wanted.id,
        "begun_at": moment(at),
        "entered": paper_forms.written(Entered()),
    }


MAKERS: Final[Mapping[str, Callable[[Reader, Wanted, datetime], Row]]] = {
    "documents": _document,
    "paper_returns": _paper_return,
    "summaries": _summary,
    "records": _record,
    "sessions": _session,
    "clients": _client,
    "cases": _case,
}
"""By table, from the leaves to the root: each may need one of the next. Nothing: it cannot be."""
