"""A form as a line of a list: its state in words, its title, whose it is without a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from counsellor_desk.domain import standing
from counsellor_desk.domain.cases import CaseStatus
from counsellor_desk.domain.consent import Consent, ConsentState, state
from counsellor_desk.vault import cases
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.workflows import form_definitions


@dataclass(frozen=True, kw_only=True)
class DueForm:
    """A form that something is due on, ``on`` that day. ``client`` names nobody.

    ``told``: its state in words. ``age``: which birthday it is about, if one. ``writes``: the form
    that puts it in writing, of a yes said aloud.
    """

    consent: Consent
    state: ConsentState
    told: str
    title: str
    case_number: str
    client: str
    case_is_open: bool
    on: date
    age: int = 0
    writes: str = ""


def lines(
    reader: Reader, today: date, found: Iterable[tuple[Consent, date]]
) -> tuple[DueForm, ...]:
    """Those, the earliest day first."""
    every = (_line(reader, today, consent, on) for consent, on in found)
    return tuple(sorted(every, key=lambda line: line.on))


def _line(reader: Reader, today: date, consent: Consent, on: date) -> DueForm:
    case, now = cases.load(reader, consent.case), state(consent, today)
    return DueForm(
        consent=consent,
        state=now,
        told=standing.told(consent, now),
        title=form_definitions.of(reader, consent).title,
        case_number=case.number,
        client=case.client(consent.client).label(of=len(case.clients)),
        case_is_open=case.status is CaseStatus.OPEN,
        on=on,
    )
