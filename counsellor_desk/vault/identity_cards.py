"""Identity cards: the only table with a client's name (policy 3.1, 4.6)."""

from __future__ import annotations

from datetime import date

from counsellor_desk.domain.identity_cards import YOUNG, AgeBand, IdentityCard
from counsellor_desk.domain.ids import CaseId, ClientId
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.rows import day_or_none, read_day
from counsellor_desk.vault.transactions import Reader, Transaction


def save(tx: Transaction, card: IdentityCard) -> None:
    """Keep the card of its client, in place of the one before."""
    tx.put(
        "identity_cards",
        "client_id",
        client_id=card.client,
        name=card.name,
        also_known_as=card.also_known_as,
        phone=card.phone,
        email=card.email,
        address=card.address,
        born_on=day_or_none(card.born_on),
        age_band=card.age_band.value,
        others=card.others,
    )


def load(reader: Reader, client: ClientId) -> IdentityCard | None:
    """The client's card, if there is one. Showing it is an act of its own."""
    row = reader.row("SELECT * FROM identity_cards WHERE client_id = ?", client)
    return _card(row) if row else None


def of_case(reader: Reader, case: CaseId) -> tuple[IdentityCard, ...]:
    """The cards of a case's clients, in the clients' order."""
    rows = reader.rows(
        "SELECT identity_cards.* FROM clients JOIN identity_cards ON client_id = clients.id"
        " WHERE case_id = ? ORDER BY position",
        case,
    )
    return tuple(map(_card, rows))


def maybe_young(reader: Reader, born_after: date) -> frozenset[ClientId]:
    """Clients born after that day, or said to be under 18 by their card or their referral."""
    bands = ", ".join(f"'{band.value}'" for band in YOUNG)
    query = (
        "SELECT clients.id FROM clients"  # noqa: S608 - the bands are our own
        " LEFT JOIN identity_cards ON client_id = clients.id"
        " LEFT JOIN referrals ON referrals.case_id = clients.case_id"
        f" WHERE born_on > ? OR age_band IN ({bands}) OR under_18"
    )
    return frozenset(ClientId(row["id"]) for row in reader.rows(query, born_after.isoformat()))


def _card(row: Row) -> IdentityCard:
    return IdentityCard(
        client=ClientId(row["client_id"]),
        name=row["name"],
        also_known_as=row["also_known_as"],
        phone=row["phone"],
        email=row["email"],
        address=row["address"],
        born_on=read_day(row["born_on"]),
        age_band=AgeBand(row["age_band"]),
        others=row["others"],
    )
