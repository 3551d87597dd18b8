"""Destroying, saving, opening, making a vault, another passphrase: begun, and looked at."""

from __future__ import annotations

from contextlib import suppress

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.ids import CaseId, DraftId
from counsellor_desk.domain.purposes import Heading, Purpose
from counsellor_desk.domain.records import AdditionalRecord, RecordDraft, WorkingRecord
from counsellor_desk.domain.summaries import Amendment
from counsellor_desk.vault import (
    audit,
    creating,
    erasure,
    integrity,
    note_pages,
    notes,
    records,
    search,
    tombstones,
)
from counsellor_desk.vault.folder_state import Content, state_of
from counsellor_desk.vault.notes import NoteGone
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.wrapping import WrongPassphrase
from tests.faults.promises import (
    Deed,
    Tried,
    ensure,
    ensure_no_key_of_before,
    ensure_nothing_else_lost,
    ensure_one_of_two,
    resumed,
    same_again,
)
from tests.faults.world import World
from tests.vault import crashes
from tests.vault.crashes import OTHER_PASSPHRASE
from tests.vault.samples import CHEAPEST, NOON, PASSPHRASE, PROFILE, SteeredClock, record_of

TYPED = "typed since"
DRAFT = DraftId("0" * 26)
AMENDED = Amendment(author=PROFILE.name, written_at=NOON, text="And one thing more.")
_WRITTEN = 3


# --- destroying --------------------------------------------------------------------------------


def _destroying(world: World) -> Tried:
    store, note = world.open(), world.filled.note

    def again() -> None:
        erasure.resume(store)
        with suppress(NoteGone):
            crashes.destroy(store, note)

    return Tried(lambda: crashes.destroy(store, note), again)


def _claimed_destroyed(world: World) -> None:
    store = world.open()
    ensure("nothing unfinished", holds=tombstones.unfinished(store.read()) == ())
    ensure_no_key_of_before(store)


def _destroyed(world: World) -> bool:
    """Whole or gone: approved means destroyed at the end, with summary and tombstone."""
    store = resumed(world)
    ensure_nothing_else_lost(world, store)
    ensure_no_key_of_before(store)
    return ensure_one_of_two(world, store)


# --- saving ------------------------------------------------------------------------------------


def _saving(world: World) -> Tried:
    store = world.open()
    return same_again(lambda: crashes.save(store, world.filled.note))


def _saved(world: World) -> bool:
    store = resumed(world)
    ensure_nothing_else_lost(world, store)
    ensure_no_key_of_before(store)
    text = notes.read_text(store.read(), world.filled.note)
    ensure("the text of before or of now", holds=text in {world.filled.text, TYPED})
    return text == TYPED


# --- opening -----------------------------------------------------------------------------------


def _opening(world: World) -> Tried:
    return same_again(lambda: resumed(world).close())


def _opened(world: World) -> bool:
    store = resumed(world)
    ensure_nothing_else_lost(world, store)
    ensure_no_key_of_before(store)
    ensure("nothing destroyed", holds=not ensure_one_of_two(world, store))
    return True


# --- making a vault ----------------------------------------------------------------------------


def create(world: World) -> None:
    """A vault beside the other one, in the same keychain."""
    creating.create(
        world.new_home / "store",
        world.vault.place,
        PASSPHRASE,
        profile=PROFILE,
        clock=SteeredClock(),
        cost=CHEAPEST,
    ).store.close()


def _creating(world: World) -> Tried:
    return same_again(lambda: create(world))


def _created(world: World) -> bool:
    """None, and it is made anew; or a whole one that opens with its passphrase."""
    folder = world.new_home / "store"
    done = state_of(folder).content is not Content.NOTHING
    if not done:
        create(world)
    ensure("a store that opens", holds=state_of(folder).content is Content.STORE)
    vault = type(world.vault)(world.new_home, "", place=world.vault.place)
    store = vault.open().store
    integrity.ensure_sound(store)
    ensure_no_key_of_before(store)
    return done


# --- another passphrase ------------------------------------------------------------------------


def _changing_passphrase(world: World) -> Tried:
    store = world.open()
    change = crashes.DEEDS["change_passphrase"]
    return same_again(lambda: change(store, world.filled.note))


def _passphrase_changed(world: World) -> bool:
    """Exactly one of both opens the store, and its notes."""
    changed = False
    try:
        store = world.vault.open().store
    except WrongPassphrase:
        store = world.vault.open(OTHER_PASSPHRASE).store
        changed = True
    ensure_nothing_else_lost(world, store)
    ensure_no_key_of_before(store)
    ensure("nothing destroyed", holds=not ensure_one_of_two(world, store))
    return changed


# --- pages of a handwritten note ----------------------------------------------------------------


def _taking_in_pages(world: World) -> Tried:
    store, note = world.open(), world.filled.note

    def again() -> None:
        if len(note_pages.of_note(store.read(), note)) == 1:
            crashes.add_pages(store, note)

    return Tried(lambda: crashes.add_pages(store, note), again)


def _pages_taken_in(world: World) -> bool:
    """All of them, in their order, or none; those of before stay."""
    store, note = resumed(world), world.filled.note
    ensure_nothing_else_lost(world, store)
    ensure("nothing destroyed", holds=not ensure_one_of_two(world, store))
    reader = store.read()
    _first, *more = note_pages.of_note(reader, note)
    shown = [len(note_pages.read(reader, note, page.id)) for page in more]
    ensure("all new pages or none", holds=shown in ([], list(crashes.PAGE_SIZES)))
    ensure("an act of them", holds=_acts(store, Act.NOTE_PAGES_ADDED) == bool(more))
    return bool(more)


# --- an additional record -----------------------------------------------------------------------


def _writing_record(world: World) -> Tried:
    """A draft is kept, changed, and accepted; the record is amended."""
    store = world.open()
    return same_again(lambda: _write_record(world, store))


def _write_record(world: World, store: Store) -> None:
    case = world.settled.session.case
    for words in ("A first ", "A second "):
        if not _accepted(world, store):
            with store.quietly() as tx:
                records.keep_draft(tx, _draft(case, words))
            world.told.say(1)
    if not _accepted(world, store):
        record = record_of(case, "As it was drafted.")
        with store.act(Act.RECORD_ACCEPTED, at=NOON, about=record.id) as tx:
            records.drop_draft(tx, DRAFT)
            records.add(tx, record)
        world.told.say(2)
    (record,) = _accepted(world, store)
    if not record.amendments:
        with store.act(Act.RECORD_AMENDED, at=NOON, about=record.id) as tx:
            records.amend(tx, record.id, AMENDED)
        world.told.say(3)


def _record_written(world: World) -> bool:
    """Nothing, a draft, or a record that is found by its words; never two of these."""
    store = resumed(world)
    ensure_nothing_else_lost(world, store)
    draft, found = records.load_draft(store.read(), DRAFT), _accepted(world, store)
    ensure("a draft or a record", holds=draft is None or not found)
    stage = 2 + bool(found[0].amendments) if found else int(draft is not None)
    ensure("what was said", holds=stage >= world.told.stage)
    hits = search.search(store.read(), "drafted")
    ensure("found when it is accepted", holds=len(hits) == len(found))
    ensure("an act of it", holds=_acts(store, Act.RECORD_ACCEPTED) == 1 + len(found))
    _write_record(world, store)
    ensure("accepted once", holds=len(_accepted(world, store)) == 1)
    return stage == _WRITTEN


def _accepted(world: World, store: Store) -> list[AdditionalRecord]:
    """Those of this deed."""
    found = records.of_case(store.read(), world.settled.session.case)
    return [record for record in found if record.id != world.settled.record.id]


def _draft(case: CaseId, words: str) -> RecordDraft:
    working = WorkingRecord(
        purposes=(Purpose.DECISION,), about_on=NOON.date(), parts={Heading.DECISION: words * 900}
    )
    return RecordDraft(id=DRAFT, case=case, begun_at=NOON, changed_at=NOON, working=working)


def _acts(store: Store, kind: Act) -> int:
    return [entry.act for entry in audit.entries(store.read(), limit=999)].count(kind)


DESTROY = Deed("destroy", _destroying, _destroyed, _claimed_destroyed)
ORDINARY = (
    DESTROY,
    Deed("save", _saving, _saved),
    Deed("open", _opening, _opened),
    Deed("create", _creating, _created, makes=True),
    Deed("passphrase", _changing_passphrase, _passphrase_changed),
    Deed("pages", _taking_in_pages, _pages_taken_in),
    Deed("record", _writing_record, _record_written),
)
