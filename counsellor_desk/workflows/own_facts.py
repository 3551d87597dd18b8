"""Facts about law, practice and helplines in the organisation's own words, and when checked."""

from __future__ import annotations

from dataclasses import replace

from counsellor_desk.domain import own_facts as rules
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.facts import Fact
from counsellor_desk.domain.own_facts import FactLine, OwnFact
from counsellor_desk.vault import own_facts as kept
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.workflows import form_definitions
from counsellor_desk.workflows.desk import Desk


def look(desk: Desk) -> tuple[FactLine, ...]:
    """Every fact: the organisation's own ones first."""
    return _lines(desk.read())


def change(desk: Desk, fact: Fact) -> None:
    """Put the organisation's text in the place of the shipped one, or change what it added.

    An added one without a key is new.

    Raises:
        FactTextMissing, FactSourceMissing, FactTooLong, FactSourceTooLong, CheckedInFuture,
        TooManyFacts: nothing was changed.
        DiskFull, DiskFault: nothing was changed.
    """
    now = desk.now()
    checked, over = rules.checked(fact, now.date()), ""
    if not fact.added:
        over = form_definitions.shipped_facts()[fact.key].text
    elif not fact.key:
        checked = replace(checked, key=rules.next_key(kept.everything(desk.read())))
    with desk.store.act(Act.FACT_CHANGED, at=now, about=checked.key) as tx:
        kept.keep(tx, OwnFact(fact=checked, over=over), now)


def checked_today(desk: Desk, key: str) -> None:
    """It was looked up, and is still right.

    Raises:
        KeyError: no such fact.
        DiskFull, DiskFault: nothing was changed.
    """
    now = desk.now()
    line = next((each for each in look(desk) if each.fact.key == key), None)
    if line is None:
        raise KeyError(key)
    over = line.shipped.text if line.shipped else ""
    fact = replace(line.fact, checked_on=now.date())
    with desk.store.act(Act.FACT_CHECKED, at=now, about=key) as tx:
        kept.keep(tx, OwnFact(fact=fact, over=over), now)


def put_back(desk: Desk, key: str) -> None:
    """What is shipped holds again; what was added is taken out.

    Raises:
        DiskFull, DiskFault: nothing was changed.
    """
    with desk.store.act(Act.FACT_PUT_BACK, at=desk.now(), about=key) as tx:
        kept.drop(tx, key)


def subjects() -> tuple[str, ...]:
    """The headings that facts stand under, helplines first."""
    found = dict.fromkeys(fact.subject for fact in form_definitions.shipped_facts().values())
    first = form_definitions.shipped_facts()[rules.HELPLINE].subject
    return tuple(sorted(found, key=lambda subject: subject != first))


def _lines(reader: Reader) -> tuple[FactLine, ...]:
    return rules.lines(form_definitions.shipped_facts(), kept.everything(reader))
