"""What a client's forms allow today: asked before anything is done on their ground (policy 6.1).

Each answer names the form that allows it, or the reason why nothing does.
"""

from __future__ import annotations

from collections.abc import Iterable

from counsellor_desk.domain import permissions
from counsellor_desk.domain.ids import ClientId, CoveredId
from counsellor_desk.domain.permissions import Permission
from counsellor_desk.vault import consents
from counsellor_desk.workflows import form_definitions
from counsellor_desk.workflows.desk import Desk


def to_disclose(
    desk: Desk, client: ClientId, *, records: Iterable[CoveredId], recipient: str
) -> Permission:
    """Whether these records may go to that recipient."""
    reader = desk.read()
    return permissions.may_disclose(
        consents.of_client(reader, client),
        by=form_definitions.purposes(reader),
        client=client,
        records=records,
        recipient=recipient,
        today=desk.now().date(),
    )


def to_refer(desk: Desk, client: ClientId, *, items: Iterable[str], agency: str) -> Permission:
    """Whether that agency may be told these things, so that it can help the client."""
    reader = desk.read()
    return permissions.may_refer(
        consents.of_client(reader, client),
        by=form_definitions.purposes(reader),
        client=client,
        items=items,
        agency=agency,
        today=desk.now().date(),
    )


def to_contact(desk: Desk, client: ClientId, *, items: Iterable[str], person: str) -> Permission:
    """Whether that person may be contacted, and told these things."""
    reader = desk.read()
    return permissions.may_contact(
        consents.of_client(reader, client),
        by=form_definitions.purposes(reader),
        client=client,
        items=items,
        person=person,
        today=desk.now().date(),
    )


def to_record(desk: Desk, client: ClientId, *, items: Iterable[str]) -> Permission:
    """Whether a session may be recorded, and the recording used for these things."""
    reader = desk.read()
    return permissions.may_record(
        consents.of_client(reader, client),
        by=form_definitions.purposes(reader),
        client=client,
        items=items,
        today=desk.now().date(),
    )


def to_use_material(desk: Desk, client: ClientId, *, items: Iterable[str], text: str) -> Permission:
    """Whether this very text may be used, in these ways."""
    reader = desk.read()
    return permissions.may_use_material(
        consents.of_client(reader, client),
        by=form_definitions.purposes(reader),
        client=client,
        items=items,
        text=text,
        today=desk.now().date(),
    )
