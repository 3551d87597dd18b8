"""Which definition a form has, and which facts it shows: the one door for an organisation's own.

A form is read in the version that it was begun in, for good. What the organisation never worded
itself is as it is shipped; wording that was shipped earlier stays in ``forms/earlier``.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from counsellor_desk import resources
from counsellor_desk.domain import facts, form_changes, own_facts
from counsellor_desk.domain.consent import Consent
from counsellor_desk.domain.facts import Fact, Facts
from counsellor_desk.domain.form_sentences import Table
from counsellor_desk.domain.forms import FormDefinition
from counsellor_desk.domain.permissions import Purposes
from counsellor_desk.vault import form_versions
from counsellor_desk.vault import own_facts as kept_facts
from counsellor_desk.vault.transactions import Reader

_AT_HAND: Final = 64
"""Versions that are kept read, so that a list of forms does not read each anew."""


@cache
def shipped(form: str) -> FormDefinition:
    """The form as it comes with the program.

    Raises:
        FileNotFoundError: there is no such form.
        FormTableFault: its file is no definition; with everything that is wrong with it.
    """
    return form_changes.whole(shipped_table(form))


def shipped_table(form: str) -> Table:
    """The same as it is written. Shared by all callers: read it, do not change it.

    Raises:
        FileNotFoundError: there is no such form.
    """
    return resources.table("forms", f"{form}.toml")


@cache
def shipped_at(form: str, version: int) -> Table:
    """The form as it was shipped in that version, or as near to it as there is."""
    earlier = resources.path("forms") / "earlier" / f"{form}-{version}.toml"
    if earlier.is_file():
        return resources.table("forms", "earlier", earlier.name)
    return shipped_table(form)


@cache
def shipped_ids() -> tuple[str, ...]:
    """Every form there is, ``F1`` first."""
    names = (path.stem for path in resources.path("forms").glob("F*.toml"))
    return tuple(sorted(names, key=lambda name: int(name[1:])))


def newest(reader: Reader, form: str) -> FormDefinition:
    """The version in which a form is begun today.

    Raises:
        FileNotFoundError: there is no such form.
    """
    own = form_versions.newest_of(reader, form)
    return _read(own) if own else shipped(form)


def at(reader: Reader, form: str, version: int) -> FormDefinition:
    """That version of a form, whatever is in use today.

    Raises:
        FileNotFoundError: there is no such form.
    """
    if own := form_versions.definition(reader, form, version):
        return _read(own)
    table = shipped_at(form, version)
    return shipped(form) if table is shipped_table(form) else form_changes.whole(table)


def of(reader: Reader, consent: Consent) -> FormDefinition:
    """The version that this form was begun in."""
    return at(reader, consent.form, consent.version)


def everything(reader: Reader) -> tuple[FormDefinition, ...]:
    """The newest version of every form, ``F1`` first."""
    own = form_versions.newest(reader)
    return tuple(_read(own[form]) if form in own else shipped(form) for form in shipped_ids())


@cache
def shipped_facts() -> Facts:
    """What is shipped about law, practice and helplines, by key."""
    folder = resources.path("facts")
    return facts.facts(
        resources.table("facts", path.name) for path in sorted(folder.glob("*.toml"))
    )


def dated_facts(reader: Reader) -> Facts:
    """What is known of law, practice and helplines, in the organisation's words where there are."""
    return own_facts.merged(shipped_facts(), kept_facts.everything(reader))


def facts_of(reader: Reader, consent: Consent) -> Facts:
    """The facts that this form shows: those of the day on which it was decided, else today's."""
    told = kept_facts.told(reader, consent.id) if consent.text_hash else None
    return dated_facts(reader) if told is None else told


def told_in(form: FormDefinition, known: Facts) -> tuple[Fact, ...]:
    """All facts that the steps of a form show, wherever the client is."""
    told = {fact.key: fact for step in form.steps for fact in facts.shown(known, step.facts)}
    return tuple(told.values())


def may_take_newer(reader: Reader, consent: Consent) -> bool:
    """Whether a form in hand could be gone on with in a newer version than its own."""
    in_hand = consent.outcome is None and consent.on_paper_at is None and not consent.signatures
    open_ = in_hand and consent.signed_at is None and consent.withdrawn_at is None
    return open_ and newest(reader, consent.form).version > consent.version


def purposes(reader: Reader) -> Purposes:
    """What each form is for, by its id. No version of a form is for something else."""
    del reader
    return MappingProxyType({form: shipped(form).purpose for form in shipped_ids()})


@lru_cache(maxsize=_AT_HAND)
def _read(definition: str) -> FormDefinition:
    return form_changes.whole(json.loads(definition))
