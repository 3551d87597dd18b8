"""A definition that does not hold together is refused, with everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from counsellor_desk import resources
from counsellor_desk.domain import form_checks, forms
from counsellor_desk.domain.form_tables import FormTableFault
from counsellor_desk.workflows import form_definitions

Table = dict[str, Any]
Change = Callable[[Table], None]


def _field(table: Table, key: str) -> Table:
    found: Table = next(
        field for step in table["steps"] for field in step.get("fields", ()) if field["key"] == key
    )
    return found


def _without(table: Table, key: str) -> None:
    for step in table["steps"]:
        step["fields"] = [field for field in step.get("fields", ()) if field["key"] != key]


def _faults(form: str, change: Change) -> str:
    table = deepcopy(resources.table("forms", f"{form}.toml"))
    change(table)
    with pytest.raises(FormTableFault) as refused:
        form_checks.ensure_whole(forms.definition(table))
    assert all(fault.startswith(f"{form}: ") for fault in refused.value.faults)
    return str(refused.value)


@pytest.mark.parametrize("form", form_definitions.shipped_ids())
def test_what_is_shipped_holds_together(form: str) -> None:
    assert form_definitions.shipped(form).id == form


@pytest.mark.parametrize(
    ("form", "change", "said"),
    [
        ("F2", lambda t: t.update(titel="x"), "“titel” is not known here"),
        ("F2", lambda t: t.pop("about"), "“about” is missing"),
        ("F2", lambda t: t.update(version="1"), "“version” is a str"),
        ("F2", lambda t: _field(t, "why").update(required=1), "“required” is a int"),
        ("F2", lambda t: t.update(family="contract"), "contract"),
        ("F2", lambda t: t.update(purpose="fun"), "fun"),
        ("F2", lambda t: t.update(signers=["client", "friend"]), "friend"),
        ("F2", lambda t: t["reads"].update(recipient="whom"), "“whom”, which is no field"),
        ("F2", lambda t: t["reads"].pop("four"), "a consent needs [reads.four]"),
        ("F2", lambda t: t["reads"]["four"].pop("excluded"), "“excluded” is missing"),
        ("F2", lambda t: t["reads"].pop("agreed"), "given in part"),
        ("F3", lambda t: t["reads"].pop("items"), "one of the two in [reads]"),
        ("F2", lambda t: t["reads"].pop("ends_on"), "a consent ends"),
        ("F2", lambda t: t["lasts"].update(standing_days=365), "within 183 days"),
        ("F2", lambda t: t.update(lasts={"ends": "date"}), "has a limit"),
        ("F2", lambda t: _without(t, "outcome"), "1 field of the kind “outcome”, not 0"),
        ("F9", lambda t: t.update(rules=[]), "needs the rule “picks_consents”"),
        ("F2", lambda t: _without(t, "signatures"), "one field of the kind “signatures”"),
        ("F2", lambda t: t.update(signers=["counsellor"]), "the client signs"),
        ("F10", lambda t: t.update(signers=[]), "only a withdrawal goes without"),
        ("F4", lambda t: _without(t, "organisation_signed_on"), "needs the field"),
        ("F8", lambda t: t.update(signers_if=[]), "for the role “parent”"),
        ("F11", lambda t: t["lasts"].pop("default_days"), "default_days is missing"),
        ("F2", lambda t: _field(t, "onward").update(default="perhaps"), "none of its options"),
        ("F2", lambda t: _field(t, "onward").pop("options"), "no options to choose from"),
        ("F2", lambda t: _field(t, "onward_to").update(only_if=["onward", "x"]), "is no answer"),
        ("F2", lambda t: _field(t, "agreed").update(among="why"), "of another kind"),
        ("F2", lambda t: _field(t, "why").update(key="who"), "two fields are called “who”"),
    ],
    ids=lambda value: value if isinstance(value, str) else "change",
)
def test_what_does_not_hold_together_is_told(form: str, change: Change, said: str) -> None:
    assert said in _faults(form, change)


def test_all_faults_are_told_at_once() -> None:
    def change(table: Table) -> None:
        table["reads"]["recipient"] = "whom"
        table["lasts"] = {"ends": "date"}
        _field(table, "onward")["default"] = "perhaps"

    assert len(_faults("F2", change).splitlines()) >= 3


def test_what_is_agreed_in_part_is_picked_out_of_what_is_asked() -> None:
    form = form_definitions.shipped("F3")
    asked, agreed = form.field(form.reads.items), form.field(form.reads.agreed)
    assert agreed.options == asked.options
    assert agreed.among == asked.key
