"""The journal beside a store: the store's own mends it, a stranger's is put aside (rows 16, 17)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from counsellor_desk.domain.openings import Freshness
from counsellor_desk.vault import files, integrity, journals
from counsellor_desk.vault.connection import StoreDamaged
from counsellor_desk.vault.files import DiskFull
from counsellor_desk.vault.folder_state import Content, StoreCut, state_of
from counsellor_desk.vault.store import Store
from tests.vault.samples import Vault, add_case, made

PAGE = 4096


def _half_done(vault: Vault, number: str) -> bytes:
    """A store with its hot journal, as a power cut in the middle of a commit leaves it.

    The bytes are those of the journal. The pages that were to be written are in the store.
    """
    store = vault.open_at_once()
    raw = store.held.connection
    raw.run("PRAGMA cache_size = 1")  # pages are written before the commit, the journal first
    raw.run("BEGIN IMMEDIATE")
    for count in range(40):
        raw.run("INSERT INTO settings (name, value) VALUES (?, ?)", f"{number}-{count}", "x" * 1500)
    journal = (vault.folder / "store.db-journal").read_bytes()
    copy = vault.folder.parent / f"half-{number}"
    shutil.copytree(vault.folder, copy)
    raw.run("ROLLBACK")
    vault.close()
    vault.opened.clear()
    shutil.rmtree(vault.folder)
    copy.rename(vault.folder)
    assert journals.may_mend(vault.folder / "store.db")
    return journal


def _count(store: Store) -> int:
    return int(store.read().value("SELECT count(*) FROM settings WHERE length(value) > 1000"))


def test_a_store_is_mended_with_its_own_journal(vault: Vault) -> None:
    _half_done(vault, "a")
    store = vault.open_at_once()
    assert _count(store) == 0
    integrity.ensure_sound(store)


def test_a_cut_store_is_mended_first_and_judged_then(vault: Vault) -> None:
    """The write that was under way left half a page behind."""
    _half_done(vault, "a")
    path = vault.folder / "store.db"
    path.write_bytes(path.read_bytes() + b"half of a page")
    assert state_of(vault.folder).content is Content.STORE
    store = vault.open_at_once()
    assert path.stat().st_size % PAGE == 0
    integrity.ensure_sound(store)


def test_a_cut_store_without_a_journal_of_its_own_is_told(vault: Vault) -> None:
    path = vault.folder / "store.db"
    (vault.folder / "store.db-journal").write_bytes(b"")
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(StoreCut):
        vault.open()


def test_a_journal_of_another_store_is_put_aside(vault: Vault, tmp_path: Path) -> None:
    twin = vault.copied_to(tmp_path / "twin")
    other = _half_done(made(tmp_path / "other"), "o")
    (vault.folder / "store.db-journal").write_bytes(other)
    before = (vault.folder / "store.db").read_bytes()
    store = vault.open_at_once()
    integrity.ensure_sound(store)
    assert _aside(vault) == [other], "nothing of it was put in, and it is kept"
    vault.close()
    assert before != (vault.folder / "store.db").read_bytes(), "the opening itself was written"
    twin.open_at_once()
    twin.close()


def _one_act(vault: Vault) -> tuple[bytes, bytes, bytes]:
    """The store before and after an act, and the journal that lay beside it meanwhile."""
    path, store = vault.folder / "store.db", vault.open_at_once()
    before = path.read_bytes()
    store.held.connection.rows("PRAGMA journal_mode = PERSIST")  # only its head is taken away
    add_case(store, "A-1")
    journal = bytearray(journals.path_of(path).read_bytes())
    store.held.connection.rows("PRAGMA journal_mode = TRUNCATE")
    vault.close()
    vault.opened.clear()
    first = journal[512 + 4 : 512 + 4 + PAGE]
    said = int.from_bytes(journal[512 + 4 + PAGE :][:4], "big")
    nonce = (said - journals._sum(bytes(first), 0)) % 2**32
    count = (len(journal) - 512) // (PAGE + 8)
    numbers = (count, nonce, len(before) // PAGE, 512, PAGE)
    journal[:28] = journals._MARK + b"".join(number.to_bytes(4, "big") for number in numbers)
    assert len(list(journals._records(bytes(journal)))) == count > 5
    return before, path.read_bytes(), bytes(journal)


def test_a_crash_after_any_page_of_an_act_is_mended(vault: Vault) -> None:
    """Its pages are written in order; all of them or none may stand."""
    before, after, journal = _one_act(vault)
    path, written = vault.folder / "store.db", bytearray(before)
    changed = [n for n in range(len(after) // PAGE) if _page(before, n) != _page(after, n)]
    assert len(changed) > 5
    for number in changed:
        written[number * PAGE : (number + 1) * PAGE] = _page(after, number)
        path.write_bytes(written)
        journals.path_of(path).write_bytes(journal)
        store = vault.open_at_once()
        cases = store.read().value("SELECT count(*) FROM cases")
        assert cases == (number == changed[-1]), number
        integrity.ensure_sound(store)
        vault.close()
        vault.opened.clear()


def test_an_old_journal_of_the_same_store_is_put_aside(vault: Vault) -> None:
    _before, _after, journal = _one_act(vault)
    store = vault.open_at_once()
    for number in range(3):
        add_case(store, f"B-{number}")
    vault.close()
    vault.opened.clear()
    (vault.folder / "store.db-journal").write_bytes(journal)
    store = vault.open_at_once()
    assert store.read().value("SELECT count(*) FROM cases") == 4
    integrity.ensure_sound(store)
    assert _aside(vault) == [journal]


def test_what_was_taken_back_before_life_went_on_changes_nothing(vault: Vault) -> None:
    journal = _half_done(vault, "a")
    store = vault.open_at_once()  # mended; then life goes on
    for number in range(3):
        add_case(store, f"A-{number}")
    vault.close()
    vault.opened.clear()
    (vault.folder / "store.db-journal").write_bytes(journal)
    store = vault.open_at_once()
    assert store.read().value("SELECT count(*) FROM cases") == 3
    integrity.ensure_sound(store)


def test_a_journal_without_a_page_cuts_nothing_off(vault: Vault) -> None:
    """SQLite would make the store as short as the journal's head says."""
    journal = _half_done(vault, "a")
    vault.open_at_once()
    vault.close()
    vault.opened.clear()
    head = bytearray(journal[:512])
    head[16:20] = (2).to_bytes(4, "big")
    (vault.folder / "store.db-journal").write_bytes(head)
    size = (vault.folder / "store.db").stat().st_size
    integrity.ensure_sound(vault.open_at_once())
    assert (vault.folder / "store.db").stat().st_size >= size


def test_a_store_whose_journal_was_deleted_is_not_taken_for_sound(vault: Vault) -> None:
    """Row 17: what was half written stays so, and one of the checks sees it."""
    path = vault.folder / "store.db"
    before = path.read_bytes()
    store = vault.open_at_once()
    for number in range(40):
        add_case(store, f"A-{number}")
    vault.close()
    vault.opened.clear()
    after = path.read_bytes()
    pages = [n for n in range(len(before) // PAGE) if _page(before, n) != _page(after, n)]
    assert len(pages) > 5
    for half in (pages[: len(pages) // 2], pages[1:], pages[:-1]):
        mixed = bytearray(after[: len(before)])
        for number in half:
            mixed[number * PAGE : (number + 1) * PAGE] = _page(before, number)
        path.write_bytes(mixed)
        assert _is_noticed(vault)
        vault.close()
        vault.opened.clear()


def _is_noticed(vault: Vault) -> bool:
    try:
        opened = vault.open()
        integrity.ensure_sound(opened.store)
    except StoreDamaged:
        return True
    return opened.freshness is Freshness.OLDER or opened.broken_at is not None


def _page(raw: bytes, number: int) -> bytes:
    return raw[number * PAGE : (number + 1) * PAGE]


def _aside(vault: Vault) -> list[bytes]:
    return [path.read_bytes() for path in vault.folder.glob("store.db-journal.aside-*")]


def test_a_full_disk_keeps_no_store_from_being_mended(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no room to look at what would come of it, and SQLite needs none to do it."""
    _half_done(vault, "a")
    with monkeypatch.context() as full:
        full.setattr(files, "write_atomically", _no_room)
        store = vault.open_at_once()
    assert _count(store) == 0
    integrity.ensure_sound(store)


def _no_room(_path: Path, _content: bytes) -> None:
    raise DiskFull
