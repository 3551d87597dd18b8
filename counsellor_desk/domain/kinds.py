"""One table of what kinds of record there are, for whom, for how long (decisions, 'Kinds').

The organisation may change the periods; everything that shows, exports or sifts asks here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType
from typing import Final

from counsellor_desk.domain.worded import Worded
from counsellor_desk.wording import N_


class RecordKind(Worded):
    """What can stand in the store."""

    SUMMARY = "summary", N_("Essential summary")
    PROGRESS = "progress", N_("Record of the progress of the work")
    SUPERVISION = "supervision", N_("Record for supervision")
    AGREEMENT = "agreement", N_("Record of a significant agreement")
    REFERRAL = "referral", N_("Record of an agreement to a referral")
    DECISION = "decision", N_("Record of a decision and its reasons")
    CONSENT = "consent", N_("Consent or form")
    IDENTITY_CARD = "identity_card", N_("Identity card")
    RAW_NOTE = "raw_note", N_("Session note")
    EVIDENCE = "evidence", N_("Receipts, ledger and audit trail")


class Audience(Worded):
    """Who may see a record."""

    COUNSELLOR = "counsellor", N_("Counsellor")
    SUPERVISOR_PSEUDONYM = "supervisor", N_("Supervisor, without names")
    SERVICE_MANAGER = "service_manager", N_("Service manager")
    CLIENT_COPY = "client", N_("The client's own copy")


class Export(Enum):
    """Through which doors a kind may leave."""

    SUPERVISION_PACK = "supervision_pack"
    HAND_BACK = "hand_back"
    ACCESS_PACK = "access_pack"
    CONSENTED_DISCLOSURE = "consented_disclosure"
    CLIENT_COPY = "client_copy"


class Keep(Worded):
    """How long a kind is kept by default."""

    AS_THE_CASE = "as_the_case", N_("As long as the case")
    SEVEN_YEARS = "seven_years", N_("7 years after closing; young people's to 25, or 26")
    SIX_MONTHS = "six_months", N_("6 months after closing")
    UNTIL_REDUCED = "until_reduced", N_("Until reduced: 72 hours")
    ALWAYS = "always", N_("Kept: it holds no client data")


_LONGEST_FIRST: Final = (
    Keep.ALWAYS,
    Keep.SEVEN_YEARS,
    Keep.AS_THE_CASE,
    Keep.SIX_MONTHS,
    Keep.UNTIL_REDUCED,
)


@dataclass(frozen=True, kw_only=True)
class KindRule:
    """A row of the table."""

    audience: frozenset[Audience]
    keep: Keep
    exports: frozenset[Export]


_RECORD: Final = KindRule(
    audience=frozenset({Audience.COUNSELLOR, Audience.SUPERVISOR_PSEUDONYM}),
    keep=Keep.SEVEN_YEARS,
    exports=frozenset(
        {
            Export.SUPERVISION_PACK,
            Export.HAND_BACK,
            Export.ACCESS_PACK,
            Export.CONSENTED_DISCLOSURE,
        }
    ),
)
"""A summary, and an additional record unless its purpose says less."""

RULES: Final = MappingProxyType(
    {
        RecordKind.SUMMARY: _RECORD,
        RecordKind.PROGRESS: _RECORD,
        # What was written to be thought about in supervision is given to nobody else for another
        # purpose (policy 2.1); the client's own request and the organisation still reach it.
        RecordKind.SUPERVISION: replace(
            _RECORD, exports=_RECORD.exports - {Export.CONSENTED_DISCLOSURE}
        ),
        RecordKind.AGREEMENT: _RECORD,
        RecordKind.REFERRAL: _RECORD,
        RecordKind.DECISION: _RECORD,
        RecordKind.CONSENT: KindRule(
            audience=frozenset({Audience.COUNSELLOR, Audience.CLIENT_COPY}),
            keep=Keep.AS_THE_CASE,
            exports=frozenset({Export.HAND_BACK, Export.ACCESS_PACK, Export.CLIENT_COPY}),
        ),
        RecordKind.IDENTITY_CARD: KindRule(
            audience=frozenset({Audience.COUNSELLOR}),
            keep=Keep.SIX_MONTHS,
            exports=frozenset({Export.HAND_BACK, Export.ACCESS_PACK}),
        ),
        RecordKind.RAW_NOTE: KindRule(
            audience=frozenset({Audience.COUNSELLOR}),
            keep=Keep.UNTIL_REDUCED,
            exports=frozenset(),
        ),
        RecordKind.EVIDENCE: KindRule(
            audience=frozenset({Audience.COUNSELLOR, Audience.SERVICE_MANAGER}),
            keep=Keep.ALWAYS,
            exports=frozenset({Export.HAND_BACK}),
        ),
    }
)


def combined(kinds: Iterable[RecordKind]) -> KindRule:
    """The rule of a record of several purposes: seen by and let out to no more than each allows.

    It is kept as long as the one that is kept longest.

    Raises:
        ValueError: no kind at all.
    """
    rules = [RULES[kind] for kind in kinds]
    if not rules:
        raise ValueError("kinds")
    return KindRule(
        audience=frozenset.intersection(*(rule.audience for rule in rules)),
        keep=min((rule.keep for rule in rules), key=_LONGEST_FIRST.index),
        exports=frozenset.intersection(*(rule.exports for rule in rules)),
    )
