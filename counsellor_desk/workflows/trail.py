"""Reading the record of what was done, and holding the code on a paper against it."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Final

from counsellor_desk.domain import trail as trails
from counsellor_desk.domain.audit import AuditEntry
from counsellor_desk.domain.trail import EXITS, OPENINGS, Answer, Fit, Line
from counsellor_desk.vault import audit
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.workflows.desk import Desk

AT_ONCE: Final = 30


@dataclass(frozen=True, kw_only=True)
class TrailPage:
    """``older``: the number below which the next page begins; None: this is the oldest."""

    lines: tuple[Line, ...]
    older: int | None


def page(desk: Desk, *, below: int | None = None, only_ways: bool = False) -> TrailPage:
    """Entries, newest first, from below a number; or only openings and what left the desk."""
    reader = desk.read()
    acts = OPENINGS | EXITS if only_ways else None
    found = audit.entries(reader, before=below, limit=AT_ONCE + 1, acts=acts)
    shown = found[:AT_ONCE]
    older = shown[-1].seq if len(found) > AT_ONCE else None
    return TrailPage(lines=tuple(_line(reader, entry) for entry in shown), older=older)


def check_code(desk: Desk, typed: str) -> Answer:
    """What the code on a paper says of the record here.

    Raises:
        RecordCodeNotPossible: that is no code.
    """
    number, letters = trails.read_code(typed)
    reader, trail = desk.read(), desk.store.trail
    found = audit.entries(reader, before=number + 1, limit=1)
    if not found or found[0].seq != number:
        lost = trail.was_lost(number)
        return Answer(fit=Fit.LOST if lost else Fit.NONE, number=number)
    code = found[0].code.partition("-")[2].replace("-", "")
    fits = hmac.compare_digest(code, letters) and trail.broken_among(number - 1, 1) is None
    fit = Fit.FITS if fits else Fit.ANOTHER
    return Answer(fit=fit, number=number, line=_line(reader, found[0]))


def _line(reader: Reader, entry: AuditEntry) -> Line:
    """The case is found by what the entry is about, or by the case that its facts name."""
    case = reader.value(
        "SELECT number FROM cases WHERE id IN (?1, ?2)"
        " OR id = (SELECT case_id FROM sessions WHERE id = ?1)"
        " OR id = (SELECT case_id FROM notes WHERE id = ?1)"
        " OR id = (SELECT case_id FROM summaries WHERE id = ?1)"
        " OR id = (SELECT case_id FROM consents WHERE id = ?1)"
        " OR id = (SELECT case_id FROM destructions WHERE note_id = ?1)"
        " OR id = (SELECT case_id FROM documents WHERE id = ?1)",
        entry.about,
        str(entry.facts.get("case") or ""),
    )
    return Line(entry=entry, case=case or "")
