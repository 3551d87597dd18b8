"""Which definition a form has: one door, so that an organisation's own wording can come in here."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from counsellor_desk import resources
from counsellor_desk.domain import facts, form_checks, forms
from counsellor_desk.domain.consent import Consent
from counsellor_desk.domain.facts import Facts
from counsellor_desk.domain.forms import FormDefinition
from counsellor_desk.domain.permissions import Purposes
from counsellor_desk.vault.transactions import Reader


@cache
def shipped(form: str) -> FormDefinition:
    """The form as it comes with the program.

    Raises:
        FileNotFoundError: there is no such form.
        FormTableFault: its file is no definition; with everything that is wrong with it.
    """
    return form_checks.ensure_whole(forms.definition(resources.table("forms", f"{form}.toml")))


@cache
def shipped_ids() -> tuple[str, ...]:
    """Every form there is, ``F1`` first."""
    names = (path.stem for path in resources.path("forms").glob("F*.toml"))
    return tuple(sorted(names, key=lambda name: int(name[1:])))


def newest(_reader: Reader, form: str) -> FormDefinition:
    """The version in which a form is begun today.

    Raises:
        FileNotFoundError: there is no such form.
    """
    return shipped(form)


def of(reader: Reader, consent: Consent) -> FormDefinition:
    """The version that this form was begun in."""
    return newest(reader, consent.form)


def everything(reader: Reader) -> tuple[FormDefinition, ...]:
    """The newest version of every form, ``F1`` first."""
    return tuple(newest(reader, form) for form in shipped_ids())


@cache
def dated_facts() -> Facts:
    """What is shipped about law, practice and helplines, by key."""
    folder = resources.path("facts")
    return facts.facts(
        resources.table("facts", path.name) for path in sorted(folder.glob("*.toml"))
    )


def purposes(reader: Reader) -> Purposes:
    """What each form is for, by its id."""
    return MappingProxyType({form.id: form.purpose for form in everything(reader)})
