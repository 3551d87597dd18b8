"""The shape of a form's definition: which keys a table may have, and of which kind each is.

Faults are for whoever writes a definition. All of them are told at once, each with its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

Kind = type | tuple[type, ...]
_TEXTS: Final[Kind] = (str, list)


class FormTableFault(ValueError):
    """The table is no form definition. ``faults``: what is wrong, and where."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class _Shape:
    """``needs``: keys that have to be there. ``may``: keys that can be there."""

    needs: Mapping[str, Kind]
    may: Mapping[str, Kind] = field(default_factory=lambda: MappingProxyType({}))


_FORM: Final = _Shape(
    {
        "id": str,
        "version": int,
        "language": str,
        "title": str,
        "intro": str,
        "about": str,
        "family": str,
        "group": str,
        "signers": list,
        "steps": list,
    },
    {
        "purpose": str,
        "refusal_signers": list,
        "rules": list,
        "reads": dict,
        "lasts": dict,
        "signers_if": list,
        "later": list,
        "own": bool,
    },
)
_STEP: Final = _Shape(
    {"key": str, "short": str, "question": str, "plain": str, "reader": str},
    {"full": str, "facts": list, "fields": list},
)
_FIELD: Final = _Shape(
    {"key": str, "kind": str, "label": str},
    {
        "printed": str,
        "help": str,
        "required": bool,
        "options": list,
        "only_if": list,
        "default": str,
        "instead": str,
        "among": str,
    },
)
_OPTION: Final = _Shape({"key": str, "label": str})
_READS: Final = _Shape(
    {},
    {
        "recipient": _TEXTS,
        "records": str,
        "items": str,
        "agreed": str,
        "extent": str,
        "ends_on": str,
        "see_first": str,
        "four": dict,
    },
)
_FOUR: Final = _Shape(
    dict.fromkeys(("why", "extent", "excluded", "who", "if_given", "if_withheld"), _TEXTS)
)
_LASTS: Final = _Shape(
    {"ends": str},
    {
        "once_days": int,
        "standing_days": int,
        "default_days": int,
        "review_days": int,
        "birthdays": list,
        "think_days": int,
    },
)
_SIGNER_IF: Final = _Shape({"role": str, "field": str, "value": str})


def ensure_shape(table: Mapping[str, Any]) -> None:
    """Let a table be read.

    Raises:
        FormTableFault: with everything that is wrong with its shape.
    """
    name = table.get("id") or "?"
    if faults := tuple(f"{name}: {fault}" for fault in _faults(table)):
        raise FormTableFault(faults)


def _faults(table: Mapping[str, Any]) -> Iterator[str]:
    yield from _compare(_FORM, table, "the form")
    yield from _inside(_READS, table, "reads", "[reads]")
    reads = table.get("reads")
    if isinstance(reads, dict):
        yield from _inside(_FOUR, reads, "four", "[reads.four]")
    yield from _inside(_LASTS, table, "lasts", "[lasts]")
    for number, signer in enumerate(_tables(table, "signers_if"), 1):
        yield from _compare(_SIGNER_IF, signer, f"signers_if {number}")
    for number, step in enumerate(_tables(table, "steps"), 1):
        yield from _step(step, f"step {number} ({step.get('key', '?')})")


def _step(step: Mapping[str, Any], where: str) -> Iterator[str]:
    yield from _compare(_STEP, step, where)
    for number, each in enumerate(_tables(step, "fields"), 1):
        at = f"{where}, field {number} ({each.get('key', '?')})"
        yield from _compare(_FIELD, each, at)
        for option in _tables(each, "options"):
            yield from _compare(_OPTION, option, f"{at}, option ({option.get('key', '?')})")


def _inside(shape: _Shape, table: Mapping[str, Any], key: str, where: str) -> Iterator[str]:
    found = table.get(key)
    if isinstance(found, dict):
        yield from _compare(shape, found, where)


def _tables(table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = table.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _compare(shape: _Shape, table: Mapping[str, Any], where: str) -> Iterator[str]:
    for key in sorted(shape.needs.keys() - table.keys()):
        yield f"{where}: “{key}” is missing"
    known = {**shape.may, **shape.needs}
    for key, value in table.items():
        if key not in known:
            yield f"{where}: “{key}” is not known here; these are: {', '.join(sorted(known))}"
        elif not isinstance(value, known[key]) or type(value) is bool is not known[key]:
            yield f"{where}: “{key}” is a {type(value).__name__}, which does not fit here"
