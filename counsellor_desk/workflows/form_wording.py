"""The organisation's own wording of forms: looked at, changed in hand, and made a new version.

What is being changed is kept as it is typed and is in force nowhere. Making a version is an act.
Forms begun before keep theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from counsellor_desk.documents.composed import Composed, Letterhead
from counsellor_desk.domain import form_carrying, form_changes, form_files, form_versions
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.form_carrying import Carried
from counsellor_desk.domain.form_changes import FormChanges
from counsellor_desk.domain.form_files import FormFile, FormFileOtherKind
from counsellor_desk.domain.form_sentences import Table
from counsellor_desk.domain.form_versions import FormEdits, FormVersion, NothingChanged
from counsellor_desk.domain.forms import FormDefinition
from counsellor_desk.lazily import lazily
from counsellor_desk.vault import files
from counsellor_desk.vault import form_versions as kept
from counsellor_desk.workflows import form_definitions, seal
from counsellor_desk.workflows.desk import Desk

if TYPE_CHECKING:
    from counsellor_desk.documents import paper_form
else:
    paper_form = lazily("counsellor_desk.documents.paper_form")

_NO_FORM: Final = "0000-0000"
"""Stands where a form has its ID; it belongs to none."""


@dataclass(frozen=True, kw_only=True)
class FormLine:
    """A form in the list. ``own``: in the organisation's words; ``edited``: something is in hand.

    ``newer_shipped``: the program has come with newer words than the organisation's were made from.
    """

    form: FormDefinition
    own: bool
    edited: bool
    newer_shipped: bool


@dataclass(frozen=True, kw_only=True)
class Editing:
    """A form whose wording is being changed. ``shipped``: as it came with the program.

    ``changes``: in hand; ``in_use``: those of the version in use, none where it is as shipped.
    ``version``: in use; ``next_version``: that would be made. ``carried``: what became of the
    changes where they were made to older words. ``history``: own versions, the newest first.
    """

    form: FormDefinition
    shipped: Table
    changes: FormChanges
    in_use: FormChanges
    next_version: int
    carried: Carried | None
    history: tuple[FormVersion, ...]

    @property
    def is_open(self) -> bool:
        """Whether a version could be made: something differs from what is in use."""
        return self.changes != self.in_use or self.carried is not None


def look(desk: Desk) -> tuple[FormLine, ...]:
    """Every form with the wording that it has now, ``F1`` first."""
    reader = desk.read()
    edited, made_from = kept.edited(reader), kept.made_from(reader)
    return tuple(
        FormLine(
            form=form,
            own=form.id in made_from,
            edited=form.id in edited,
            newer_shipped=made_from.get(form.id, _shipped(form.id)) != _shipped(form.id),
        )
        for form in form_definitions.everything(reader)
    )


def open_form(desk: Desk, form: str) -> Editing:
    """The form with what is in hand of it, or with the changes of the version in use.

    Raises:
        FileNotFoundError: there is no such form.
    """
    reader = desk.read()
    shipped, history = form_definitions.shipped_table(form), kept.of_form(reader, form)
    newest = history[0] if history else None
    edits = kept.edits(reader, form)
    changes, made_to = form_changes.NONE, shipped["version"]
    if edits is not None:
        changes, made_to = edits.changes, edits.shipped_version
    elif newest is not None:
        changes, made_to = newest.changes, newest.shipped_version
    carried = None
    if made_to != shipped["version"]:
        old = form_definitions.shipped_at(form, made_to)
        carried = form_carrying.carried_over(old, shipped, changes)
        changes = carried.changes
    return Editing(
        form=form_definitions.newest(reader, form),
        shipped=shipped,
        changes=changes,
        in_use=newest.changes if newest else form_changes.NONE,
        next_version=form_versions.next_number(
            (each.version for each in history), shipped["version"]
        ),
        carried=carried,
        history=history,
    )


def keep(desk: Desk, form: str, changes: FormChanges) -> None:
    """Keep what is in hand; nothing is where it is what is in use.

    Raises:
        DiskFull, DiskFault: what was kept before stays.
    """
    edits = FormEdits(
        form=form, shipped_version=_shipped(form), changes=changes, edited_at=desk.now()
    )
    history = kept.of_form(desk.read(), form)
    newest = history[0] if history else None
    in_use = newest.changes if newest else form_changes.NONE
    with desk.store.quietly() as tx:
        if changes == in_use and (newest is None or newest.shipped_version == _shipped(form)):
            kept.drop_edits(tx, form)
        else:
            kept.keep_edits(tx, edits)


def drop(desk: Desk, form: str) -> Editing:
    """Nothing is in hand any more: the form is as the version in use says.

    Raises:
        DiskFull, DiskFault: what was in hand still is.
    """
    with desk.store.quietly() as tx:
        kept.drop_edits(tx, form)
    return open_form(desk, form)


def make(desk: Desk, form: str, changes: FormChanges, reason: str) -> FormVersion:
    """Forms are begun in these words from now on. No changes: in the shipped words again.

    Raises:
        VersionReasonMissing, VersionReasonTooLong, NothingChanged: as they say.
        SentenceMissing, SentenceTooLong: of a sentence in hand.
        CharactersMissing: something in it cannot be printed.
        DiskFull, DiskFault: the version before is in use, and what is in hand is kept.
    """
    why = form_versions.checked_reason(reason)
    found, now = open_form(desk, form), desk.now()
    if changes == found.in_use and found.carried is None:
        raise NothingChanged
    form_changes.ensure_sayable(found.shipped, changes)
    seal.ensure_whole(preview(desk, form, changes))
    table, _own = form_changes.own_version(found.shipped, changes, found.next_version)
    version = FormVersion(
        form=form,
        version=found.next_version,
        shipped_version=found.shipped["version"],
        changes=changes,
        reason=why,
        made_at=now,
        made_by=desk.profile().name,
        table=table,
    )
    with desk.store.act(
        Act.FORM_VERSION_MADE, at=now, about=desk.store.vault, form=form, version=version.version
    ) as tx:
        kept.add(tx, version)
        kept.drop_edits(tx, form)
    return version


def preview(desk: Desk, form: str, changes: FormChanges) -> Composed:
    """The blank form as it would be printed in these words."""
    found = open_form(desk, form)
    _table, own = form_changes.own_version(found.shipped, changes, found.next_version)
    head = Letterhead(organisation=desk.profile().organisation, case_number="", at=desk.now())
    return paper_form.blank(own, _NO_FORM, head)


def export(form: str, changes: FormChanges, path: Path) -> None:
    """Write the changes to a file of the person's choice, for another counsellor.

    Raises:
        DiskFull, DiskFault, FolderNotWritable: as they say.
    """
    file = FormFile(form=form, based_on=_shipped(form), changes=changes)
    files.write_where_chosen(path, form_files.written(file))


def take_in(desk: Desk, path: Path) -> tuple[str, Carried]:
    """Take the changes in that file in hand, in the place of what is; the form that they are of.

    Raises:
        FormFileUnreadable, FormFileTooLarge, FormFileOtherKind, FormFileNewer, FormFileDamaged:
            nothing was changed.
        DiskFull, DiskFault: nothing was changed.
    """
    file = form_files.read(_content(path))
    if file.form not in form_definitions.shipped_ids():
        raise FormFileOtherKind
    shipped = form_definitions.shipped_table(file.form)
    old = form_definitions.shipped_at(file.form, file.based_on)
    carried = form_carrying.carried_over(old, shipped, file.changes)
    keep(desk, file.form, carried.changes)
    return file.form, carried


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():  # a pipe or a device may never end
            raise form_files.FormFileUnreadable
        with path.open("rb") as file:
            return file.read(form_files.LARGEST + 1)
    except (OSError, ValueError) as fault:
        raise form_files.FormFileUnreadable from fault


def _shipped(form: str) -> int:
    version: int = form_definitions.shipped_table(form)["version"]
    return version
