"""An organisation's wording of a form as a file, to hand from one counsellor to another.

JSON that says what was changed, and nothing else: no code, nobody's answers. What comes in such a
file is taken word for word or refused as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from counsellor_desk.domain.form_changes import FormChanges
from counsellor_desk.domain.form_questions import ADDED, KINDS, MOST_QUESTIONS, Question
from counsellor_desk.domain.forms import FieldKind, Reader
from counsellor_desk.errors import NOTHING_CHANGED, DeskError
from counsellor_desk.wording import N_

WHAT: Final = "counsellor-desk form wording"
FORMAT: Final = 1
ENDING: Final = "cdform"
LARGEST: Final = 262_144
"""Bytes. The longest shipped form has 30,000 characters."""
_ASK: Final = N_("Ask whoever gave it to you to export it again from Counsellor Desk.")


class FormFileUnreadable(DeskError):
    """The system refuses, or it is a folder, or a stick that was pulled out."""

    happened = N_("This file cannot be read.")
    safe = NOTHING_CHANGED
    next_step = N_("Check that its disk is still connected, and choose it again.")


class FormFileTooLarge(DeskError):
    """No wording of a form is that long."""

    happened = N_("This file is too large to be the wording of a form.")
    safe = NOTHING_CHANGED
    next_step = N_("Choose the file that was exported. Its name ends in “.cdform”.")


class FormFileOtherKind(DeskError):
    """Something else, whatever its name says."""

    happened = N_("This file is not the wording of a form.")
    safe = NOTHING_CHANGED
    next_step = N_("Choose the file that was exported. Its name ends in “.cdform”.")


class FormFileNewer(DeskError):
    """Made by a later version of the program."""

    happened = N_("This file was made by a newer Counsellor Desk than this one.")
    safe = NOTHING_CHANGED
    next_step = N_("Update Counsellor Desk, or ask for a file made with your version.")


class FormFileDamaged(DeskError):
    """It begins as one and does not go on as one. ``place``: where, in its own words."""

    happened = N_("Something in this file is not as it has to be: {place}")
    safe = NOTHING_CHANGED
    next_step = _ASK


@dataclass(frozen=True, kw_only=True)
class FormFile:
    """``based_on``: the version of the shipped form that the changes were made to."""

    form: str
    based_on: int
    changes: FormChanges


def as_table(changes: FormChanges) -> dict[str, Any]:
    """The changes as JSON can hold them."""
    return {
        "sentences": dict(changes.sentences),
        "questions": [
            {
                "key": each.key,
                "kind": each.kind.value,
                "label": each.label,
                "at": each.at,
                "help": each.help,
                "required": each.required,
                "options": list(each.options),
                "page": each.page,
                "reader": each.reader.value,
            }
            for each in changes.questions
        ],
        "left_out": sorted(changes.left_out),
    }


def written(file: FormFile) -> bytes:
    """The file's bytes, the same for the same changes."""
    content = {
        "what": WHAT,
        "format": FORMAT,
        "form": file.form,
        "based_on": file.based_on,
        **as_table(file.changes),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8")


def read(content: bytes) -> FormFile:
    """What such bytes say.

    Raises:
        FormFileTooLarge, FormFileOtherKind, FormFileNewer, FormFileDamaged: as they say.
    """
    if len(content) > LARGEST:
        raise FormFileTooLarge
    table = _parsed(content)
    version = table.pop("format", None)
    if table.pop("what", None) != WHAT or type(version) is not int:
        raise FormFileOtherKind
    if version > FORMAT:
        raise FormFileNewer
    form, based_on = _take(table, "form", str), _take(table, "based_on", int)
    return FormFile(form=form, based_on=based_on, changes=from_table(table))


def from_table(table: Mapping[str, Any]) -> FormChanges:
    """The reverse of ``as_table``.

    Raises:
        FormFileDamaged: it is not what ``as_table`` gives.
    """
    given = dict(table)
    sentences = _take(given, "sentences", dict)
    questions = _take(given, "questions", list)
    left_out = _take(given, "left_out", list)
    _ensure_nothing_more(given)
    if not all(isinstance(text, str) for text in [*sentences.values(), *left_out]):
        raise FormFileDamaged(place="sentences, left_out")
    found = tuple(_question(number, each) for number, each in enumerate(questions, 1))
    if len({each.key for each in found}) < len(found) or len(found) > MOST_QUESTIONS:
        raise FormFileDamaged(place="questions")
    return FormChanges(
        sentences=MappingProxyType(sentences), questions=found, left_out=frozenset(left_out)
    )


def _question(number: int, table: object) -> Question:
    place = f"questions {number}"
    if not isinstance(table, dict):
        raise FormFileDamaged(place=place)
    given = dict(table)
    options = _take(given, "options", list, place)
    made = Question(
        key=_key(_take(given, "key", str, place), place),
        kind=_kind(_take(given, "kind", str, place), place),
        label=_take(given, "label", str, place),
        at=_take(given, "at", str, place),
        help=_take(given, "help", str, place),
        required=_take(given, "required", bool, place),
        options=tuple(options),
        page=_take(given, "page", bool, place),
        reader=_reader(_take(given, "reader", str, place), place),
    )
    _ensure_nothing_more(given, place)
    if not all(isinstance(option, str) for option in options):
        raise FormFileDamaged(place=f"{place}, options")
    return made


def _key(given: str, place: str) -> str:
    number = given.removeprefix(ADDED)
    if number == given or not (number.isascii() and number.isdecimal() and len(number) < 5):
        raise FormFileDamaged(place=f"{place}, key")
    return given


def _kind(given: str, place: str) -> FieldKind:
    for kind in KINDS:
        if kind.value == given:
            return kind
    raise FormFileDamaged(place=f"{place}, kind")


def _reader(given: str, place: str) -> Reader:
    for reader in Reader:
        if reader.value == given:
            return reader
    raise FormFileDamaged(place=f"{place}, reader")


def _take(table: dict[str, Any], key: str, kind: type, place: str = "") -> Any:
    found = table.pop(key, None)
    if type(found) is not kind:
        raise FormFileDamaged(place=f"{place}, {key}" if place else key)
    return found


def _ensure_nothing_more(table: Mapping[str, Any], place: str = "") -> None:
    if table:
        raise FormFileDamaged(place=place or "…")


def _parsed(content: bytes) -> dict[str, Any]:
    """A JSON object without keys twice and without numbers that are none."""
    try:
        table = json.loads(
            content.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number
        )
    except (ValueError, RecursionError) as wrong:
        raise FormFileOtherKind from wrong
    if not isinstance(table, dict):
        raise FormFileOtherKind
    return table


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise ValueError("twice")
    return table


def _no_number(name: str) -> Any:
    raise ValueError(name)
