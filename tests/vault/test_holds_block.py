"""Every route by which a note could go meets the hold in the code that destroys (policy 4.9)."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.holds import HeldNotesNotHere, Hold, OnHold, lifted
from counsellor_desk.domain.notes import NoteState
from counsellor_desk.domain.openings import NotesAccess
from counsellor_desk.domain.receipts import DestructionReason
from counsellor_desk.vault import erasure, holds, notes, renewal
from counsellor_desk.vault.notes import NoteGone
from counsellor_desk.vault.store import Store
from tests.vault.samples import (
    NOON,
    PROFILE,
    Filled,
    Vault,
    accept,
    add_case,
    add_note,
    add_session,
    hold_on,
)
from tests.vault.sticks import BackedUp, back_up, bring_back

PACKAGE = Path(erasure.__file__).parents[1]
DELETING = re.compile(r"DELETE\s+FROM\s+(notes|note_keys)\b", re.IGNORECASE)


def _set(store: Store, hold: Hold) -> Hold:
    with store.act(Act.HOLD_SET, at=NOON, about=hold.id) as tx:
        holds.save(tx, hold)
    return hold


def test_nothing_else_deletes_a_note_or_its_key() -> None:
    """``erasure`` looks at holds itself; the others drop wraps of keys that they wrap anew."""
    found = {
        module.relative_to(PACKAGE).as_posix()
        for module in PACKAGE.rglob("*.py")
        if DELETING.search(module.read_text(encoding="utf-8"))
    }
    assert found == {"vault/erasure.py", "vault/renewal.py", "vault/next_store.py"}


@pytest.mark.parametrize("reason", [r for r in DestructionReason if r is not r.REDUCED])
def test_no_reason_is_good_enough(full: tuple[Vault, Filled], reason: DestructionReason) -> None:
    """Nothing essential in it; or a key that no longer opens it."""
    vault, filled = full
    store = vault.open_at_once()
    _set(store, hold_on(note=filled.note))
    with (
        pytest.raises(OnHold),
        store.act(Act.DESTRUCTION_APPROVED, at=NOON, about=filled.note) as tx,
    ):
        erasure.approve(tx, filled.note, reason=reason, summary=None, author=PROFILE.name, at=NOON)
    assert notes.read_text(store.read(), filled.note) == filled.text


def test_destroying_another_note_leaves_a_held_one_readable(full: tuple[Vault, Filled]) -> None:
    """Its key is wrapped anew with everybody's, twice over."""
    vault, filled = full
    store = vault.open_at_once()
    _set(store, hold_on(note=filled.other))
    accept(store, filled.session, filled.note)
    erasure.finish(store, filled.note)
    again = add_session(store, add_case(store, "A-9"))
    note = add_note(store, again, "goes too")
    accept(store, again, note)
    erasure.finish(store, note)
    store.close()
    assert notes.read_text(vault.open_at_once().read(), filled.other) == filled.other_text


@pytest.mark.parametrize("what", ["device.key", "shares"])
def test_beginning_anew_waits_for_a_held_note(full: tuple[Vault, Filled], what: str) -> None:
    """Half of its key is left; making new ones would erase that half in the end."""
    vault, filled = full
    store = vault.open_at_once()
    hold = _set(store, hold_on(note=filled.note))
    store.close()
    aside = vault.home / "aside"
    shutil.copytree(vault.home / "keys", aside / "keys")
    shutil.copy(vault.folder / "device.key", aside)
    _lose(vault, what)
    store = vault.open_at_once()
    assert store.notes_access is NotesAccess.KEYS_MISSING
    with pytest.raises(HeldNotesNotHere):
        renewal.begin_anew(store)
    assert erasure.resume(store) == ()
    store.close()
    shutil.copytree(aside / "keys", vault.home / "keys", dirs_exist_ok=True)
    shutil.copy(aside / "device.key", vault.folder)
    store = vault.open_at_once()
    assert notes.read_text(store.read(), filled.note) == filled.text, "what was lost came back"
    store.close()
    _lose(vault, what)
    store = vault.open_at_once()
    _set(store, lifted(hold, by=PROFILE.name, at=NOON, because="Withdrawn"))
    renewal.begin_anew(store)
    assert store.notes_access is NotesAccess.OPEN


def _lose(vault: Vault, what: str) -> None:
    if what == "device.key":
        (vault.folder / "device.key").unlink()
    else:
        for share in (vault.home / "keys").glob("*share*"):
            share.unlink()


def test_a_hold_on_a_case_without_notes_stops_nothing(full: tuple[Vault, Filled]) -> None:
    vault, _filled = full
    store = vault.open_at_once()
    _set(store, hold_on(case=add_case(store, "A-9").id))
    assert holds.on_notes(store.read()) == ()
    held = _set(store, hold_on())
    assert holds.on_notes(store.read()) == (held,)


def test_what_is_being_destroyed_takes_no_more_words(full: tuple[Vault, Filled]) -> None:
    """Destroyed while it is being edited: the editor is told, and nothing comes back."""
    vault, filled = full
    store = vault.open_at_once()
    accept(store, filled.session, filled.note)
    for finish in (lambda: None, lambda: erasure.finish(store, filled.note)):
        finish()
        with pytest.raises(NoteGone), store.quietly() as tx:
            notes.save_text(tx, filled.note, "typed meanwhile", NOON)
        with pytest.raises(NoteGone), store.quietly() as tx:
            notes.save_working(tx, filled.note, b"typed meanwhile")
    assert [line.state for line in notes.lines(store.read())] == [NoteState.WAITING]


def test_a_hold_outlives_the_restoring_of_an_older_backup(backed_up: BackedUp) -> None:
    """It was set after the backup was made; the note comes along, and so does what holds it."""
    vault, filled = backed_up.vault, backed_up.filled
    store = vault.open_at_once()
    held = _set(store, hold_on(note=filled.note))
    newer = add_session(store, add_case(store, "PH-2026-0009-9"))
    on_case = _set(store, hold_on(case=newer.case))
    store.close()
    bring_back(vault, backed_up.file)
    store = vault.open_at_once()
    assert holds.on_notes(store.read()) == (held,)
    assert on_case not in holds.active(store.read()), "its case did not come back"
    with pytest.raises(OnHold):
        accept(store, filled.session, filled.note)
    assert notes.read_text(store.read(), filled.note) == filled.text


def test_an_approval_does_not_pass_a_hold_that_stands_again(vault: Vault, tmp_path: Path) -> None:
    """Held in the backup, lifted and approved since then, interrupted, restored."""
    store = vault.open_at_once()
    session = add_session(store, add_case(store, "A-1"))
    note = add_note(store, session, "wanted by a court")
    hold = _set(store, hold_on(note=note))
    file = tmp_path / "b.cdbackup"
    back_up(store, file)
    _set(store, lifted(hold, by=PROFILE.name, at=NOON, because="Withdrawn"))
    with store.act(Act.DESTRUCTION_APPROVED, at=NOON, about=note) as tx:
        reason = DestructionReason.NOTHING_ESSENTIAL
        erasure.approve(tx, note, reason=reason, summary=None, author=PROFILE.name, at=NOON)
    store.close()
    bring_back(vault, file)
    store = vault.open_at_once()
    assert erasure.resume(store) == ()
    assert notes.read_text(store.read(), note) == "wanted by a court"
    assert holds.on_notes(store.read()) == (hold,)
