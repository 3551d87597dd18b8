"""What a client's forms allow today: asked before anything is done on their ground (policy 6.1).

Each answer names the form that allows it, or the reason why nothing does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from counsellor_desk.domain import permissions
from counsellor_desk.domain.consent import LIVE_STATES, Consent, state
from counsellor_desk.domain.form_terms import Purpose
from counsellor_desk.domain.forms import FormDefinition, words
from counsellor_desk.domain.ids import ClientId, ConsentId, CoveredId
from counsellor_desk.domain.outcomes import GIVING, Family
from counsellor_desk.domain.permissions import Permission
from counsellor_desk.vault import consents
from counsellor_desk.wording import N_, _
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


@dataclass(frozen=True)
class Allowance:
    """What a form allows today, in a sentence, or why it allows nothing."""

    granted: bool
    why: str


def by_form(desk: Desk, which: ConsentId) -> Allowance:
    """What this form allows today, asked the same way as before anything is done on its ground."""
    reader = desk.read()
    found = consents.load(reader, which)
    form = form_definitions.of(reader, found)
    if form.purpose not in _GRANTS:
        return _of_what_opens_nothing(form, found, desk.now().date())
    answer = _asked(desk, form, found)
    if answer.consent is None:
        return Allowance(granted=False, why=answer.why_not)
    if answer.consent.id != which:
        newer = _("Form {id} allows this now.").format(id=answer.consent.form_id)
        return Allowance(granted=False, why=newer)
    granted = _(_GRANTS[form.purpose]).format(to=found.recipient)
    return Allowance(granted=True, why=f"{granted} {_(_NOTHING_ELSE)}")


_NOTHING_ELSE: Final = N_("Nothing else, and nobody else.")
_GRANTS: Final[Mapping[Purpose, str]] = MappingProxyType(
    {
        Purpose.DISCLOSURE: N_("The records on it may go to {to}."),
        Purpose.REFERRAL: N_("{to} may be told what is ticked on it, so that they can help."),
        Purpose.CONTACT: N_("{to} may be contacted, and told what is ticked on it."),
        Purpose.RECORDING: N_("Sessions may be recorded, for what is ticked on it."),
        Purpose.CASE_MATERIAL: N_("The very text on it may be used, in the ways ticked on it."),
        Purpose.SPOKEN: N_("What was said aloud may be told to {to} by mouth. No record leaves."),
    }
)
_AGREED: Final[Mapping[Purpose, str]] = MappingProxyType(
    {
        Purpose.COUNSELLING: N_("It is what you two agreed on for your work."),
        Purpose.SETTING: N_("What it names goes to the organisation of this setting, as agreed."),
        Purpose.YOUNG_PERSON: N_("It says who decides, and what is told at home."),
        Purpose.NOTICE: N_("It shows that the client was told how records are looked after."),
    }
)


def _asked(desk: Desk, form: FormDefinition, found: Consent) -> Permission:
    client, to, items = found.client, found.recipient, found.items
    match form.purpose:
        case Purpose.DISCLOSURE:
            return to_disclose(desk, client, records=found.records, recipient=to)
        case Purpose.REFERRAL:
            return to_refer(desk, client, items=items, agency=to)
        case Purpose.CONTACT:
            return to_contact(desk, client, items=items, person=to)
        case Purpose.RECORDING:
            return to_record(desk, client, items=items)
        case Purpose.CASE_MATERIAL:
            text = words(found.answers, permissions.THE_TEXT)
            return to_use_material(desk, client, items=items, text=text)
        case _:
            return permissions.of_spoken(found, desk.now().date())


def _of_what_opens_nothing(form: FormDefinition, found: Consent, today: date) -> Allowance:
    """An agreement says what holds between the two; a record says what has happened."""
    if form.family is Family.RECORD:
        return Allowance(granted=False, why=_("It keeps what happened. It allows nothing."))
    if state(found, today) in LIVE_STATES and found.outcome in GIVING:
        agreed = _(_AGREED.get(form.purpose, N_("It is what was agreed.")))
        if form.purpose is not Purpose.SETTING:
            agreed = " ".join((agreed, _("By itself it lets nothing out.")))
        return Allowance(granted=True, why=agreed)
    return Allowance(granted=False, why=permissions.reason(found, today))
