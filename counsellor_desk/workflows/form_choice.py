"""Which form to begin with a client: every form there is, and how each stands with that client."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counsellor_desk.domain.form_terms import Group
from counsellor_desk.domain.forms import FormDefinition
from counsellor_desk.domain.ids import CaseId, ClientId
from counsellor_desk.vault import cases
from counsellor_desk.workflows import client_forms, form_definitions
from counsellor_desk.workflows.client_forms import ClientForms
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.form_lines import DueForm


@dataclass(frozen=True, kw_only=True)
class FormChoice:
    """A form and the newest thing that came of it with the client, if anything.

    ``in_hand``: that it was begun and not finished, or lies on paper. ``missing``: it is due and
    not there; ``late``: it should be there by now.
    """

    form: FormDefinition
    newest: DueForm | None
    in_hand: bool
    missing: bool
    late: bool


@dataclass(frozen=True, kw_only=True)
class FormChoices:
    """What there is to choose from, for one client of a case. ``label`` names nobody."""

    case: CaseId
    case_number: str
    client: ClientId
    label: str
    choices: tuple[FormChoice, ...]

    def of(self, group: Group) -> tuple[FormChoice, ...]:
        """Those under one heading."""
        return tuple(choice for choice in self.choices if choice.form.group is group)


def choices(desk: Desk, case: CaseId, client: ClientId) -> FormChoices:
    """Every form in the version that would be begun today, ``F1`` first.

    Raises:
        KeyError: no such case, or no such client in it.
    """
    reader = desk.read()
    known = {forms.client: forms for forms in client_forms.strip(desk, case)}[client]
    return FormChoices(
        case=case,
        case_number=cases.load(reader, case).number,
        client=client,
        label=known.label,
        choices=tuple(_choice(form, known) for form in form_definitions.everything(reader)),
    )


def titles(desk: Desk) -> tuple[tuple[str, str], ...]:
    """The id and the title of every form, as the organisation words it."""
    return tuple((form.id, form.title) for form in form_definitions.everything(desk.read()))


def _choice(form: FormDefinition, known: ClientForms) -> FormChoice:
    lines = [line for line in _lines(known) if line.consent.form == form.id]
    return FormChoice(
        form=form,
        newest=lines[0] if lines else None,
        in_hand=bool(lines) and lines[0] in known.unfinished,
        missing=form in known.missing,
        late=form.id in known.late,
    )


def _lines(known: ClientForms) -> Iterator[DueForm]:
    """What is unfinished comes before what holds, then what was said no to or is over."""
    yield from known.unfinished
    yield from known.expiring
    yield from known.in_force
    yield from known.refused
    yield from known.records
    yield from known.ended
