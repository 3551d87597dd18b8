"""Facts in the organisation's own words, and what a form said of facts when it was decided."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from types import MappingProxyType

from counsellor_desk.domain.facts import Fact, Facts
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.own_facts import OwnFact, as_table, from_table
from counsellor_desk.vault.rows import moment, packed
from counsellor_desk.vault.transactions import Reader, Transaction


def keep(tx: Transaction, own: OwnFact, at: datetime) -> None:
    """Keep it in the place of what the organisation said before."""
    tx.put(
        "own_facts",
        "name",
        name=own.fact.key,
        added=int(own.fact.added),
        fact=packed(as_table(own.fact)),
        instead_of=own.over,
        changed_at=moment(at),
    )


def drop(tx: Transaction, key: str) -> None:
    """What is shipped holds again, or nothing."""
    tx.run("DELETE FROM own_facts WHERE name = ?", key)


def everything(reader: Reader) -> tuple[OwnFact, ...]:
    """All of them, in the order in which they came."""
    rows = reader.rows("SELECT fact, instead_of FROM own_facts ORDER BY rowid")
    return tuple(
        OwnFact(fact=from_table(json.loads(row["fact"])), over=row["instead_of"]) for row in rows
    )


def tell(tx: Transaction, consent: ConsentId, told: Iterable[Fact], at: datetime) -> None:
    """A form that is decided says these from now on, whatever is changed later."""
    facts = packed([as_table(fact) for fact in told])
    tx.put("told_facts", "consent_id", consent_id=consent, told_at=moment(at), facts=facts)


def told(reader: Reader, consent: ConsentId) -> Facts | None:
    """What a decided form says; nothing of one that is not."""
    found = reader.value("SELECT facts FROM told_facts WHERE consent_id = ?", consent)
    if found is None:
        return None
    facts = map(from_table, json.loads(found))
    return MappingProxyType({fact.key: fact for fact in facts})
