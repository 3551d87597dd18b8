"""Somebody who joins the work later is added to the case, with a card of their own (policy 4.2)."""

from __future__ import annotations

import pytest

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.cases import CaseStatus
from counsellor_desk.domain.identity_cards import ClientNameMissing, IdentityCard
from counsellor_desk.vault import audit, faults
from counsellor_desk.vault.faults import Point
from counsellor_desk.workflows import cases, consent, intake
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.intake import NO_CLIENT, CaseNotOpen
from tests.desks import add_case

BEN = IdentityCard(client=NO_CLIENT, name="  Ben   Stott ", phone="07700 900123")


class _PowerCut(Exception):
    """The process is gone."""


def _cut(point: Point) -> None:
    if point is Point.ACT_BEFORE_COMMIT:
        raise _PowerCut


def test_a_client_is_added_with_a_card_in_one_act(desk: Desk) -> None:
    before = add_case(desk)
    after = intake.add_client(desk, before.id, BEN)
    newest = next(iter(audit.entries(desk.read())))
    added = after.clients[1]
    assert (newest.act, newest.about) == (Act.CLIENT_ADDED, before.id)
    assert newest.facts == {"client": added.id}
    assert after.clients[0] == before.clients[0]
    assert [client.label(of=2) for client in after.clients] == ["Client A", "Client B"]
    names = [card.name for card in intake.open_cards(desk, before.id)]
    assert names == ["Kayleigh Stott", "Ben Stott"]
    guide = consent.begin(desk, before.id, added.id)
    assert (guide.client, guide.client_name) == ("Client B", "Ben Stott")


def test_nobody_is_added_without_a_name_or_by_halves(desk: Desk) -> None:
    case = add_case(desk)
    with pytest.raises(ClientNameMissing):
        intake.add_client(desk, case.id, IdentityCard(client=NO_CLIENT, name=" "))
    with pytest.raises(_PowerCut), faults.listening(_cut):
        intake.add_client(desk, case.id, BEN)
    assert cases.page(desk, case.id).case == case
    assert len(intake.open_cards(desk, case.id)) == 1


def test_nobody_joins_a_case_that_is_not_worked_on(desk: Desk) -> None:
    case = add_case(desk)
    for status in set(CaseStatus) - {CaseStatus.OPEN}:
        intake.change_status(desk, case.id, status)
        with pytest.raises(CaseNotOpen):
            intake.add_client(desk, case.id, BEN)
    assert cases.page(desk, case.id).case.clients == case.clients
