"""FORMAT.md is true and enough: a second reader written from it reads what the vault wrote."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from counsellor_desk.vault import audit, notes, tables
from counsellor_desk.vault.wrapping import WrongPassphrase
from tests.vault.by_format import Reader, shares_one, shares_two
from tests.vault.samples import PASSPHRASE, Filled, Vault

ONLY_NOW_AND_THEN = {
    "-journal",
    "NAME.aside-XXXXXXXX",
    "backing-up",
    "damaged",
    "keyslots-next.json",
    "store.damaged-DATE-TIME.db",
    "store.db.next",
    "unfinished",
}
"""What the page says is there at times, or after something went wrong."""
FORMAT = Path(__file__).resolve().parents[2] / "FORMAT.md"


def _reader(vault: Vault) -> Reader:
    return Reader(vault.folder, vault.home / "keys")


def test_both_slots_hold_the_same_vault_key(full: tuple[Vault, Filled]) -> None:
    vault, _filled = full
    reader = _reader(vault)
    key = reader.by_passphrase(PASSPHRASE)
    assert key == reader.by_recovery_key(vault.recovery_key)
    assert reader.slots_answer_to(key)
    assert not reader.slots_answer_to(bytes(32))


def test_a_note_opens_with_both_shares_and_never_with_one(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    reader = _reader(vault)
    key = reader.by_passphrase(PASSPHRASE)
    database = reader.database(key)
    epoch = database.execute("SELECT epoch FROM vault").fetchone()[0]
    one = shares_one(vault.home / "keys", reader.vault)[epoch]
    two = shares_two(vault.folder / "device.key", reader.vault)[epoch]
    text, draft = reader.note(database, reader.epoch_key(key, epoch, one, two), epoch, filled.note)
    assert text == filled.text
    assert draft == f"draft of: {filled.text}".encode()
    pages = reader.pages_of_note(
        database, reader.epoch_key(key, epoch, one, two), epoch, filled.note
    )
    assert pages == [f"page of: {filled.text}".encode()]
    for shares in ((one, bytes(32)), (bytes(32), two), (one, one), (two, one)):
        with pytest.raises(InvalidTag):
            reader.note(database, reader.epoch_key(key, epoch, *shares), epoch, filled.note)
    database.close()


def test_every_link_of_the_audit_trail_fits_and_gives_its_code(
    full: tuple[Vault, Filled],
) -> None:
    vault, _filled = full
    reader = _reader(vault)
    key = reader.by_passphrase(PASSPHRASE)
    database = reader.database(key)
    codes = reader.chain(database, key)
    database.close()
    entries = audit.entries(vault.open().store.read())
    opened_again = 1
    assert codes == [(e.seq, e.code) for e in reversed(entries[opened_again:])]


def test_the_store_is_encrypted_page_by_page_as_stated(full: tuple[Vault, Filled]) -> None:
    vault, _filled = full
    reader = _reader(vault)
    pages = list(reader.pages(reader.by_passphrase(PASSPHRASE)))
    assert any(b"CREATE TABLE note_keys" in page for page in pages)
    assert b"CREATE TABLE" not in (vault.folder / "store.db").read_bytes()


def test_lone_surrogates_are_framed_as_stated(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open().store
    with store.quietly() as tx:
        notes.save_text(tx, filled.note, "cut \ud83d here", vault.clock.now())
    store.close()
    reader = _reader(vault)
    key = reader.by_passphrase(PASSPHRASE)
    database = reader.database(key)
    one = shares_one(vault.home / "keys", reader.vault)[1]
    two = shares_two(vault.folder / "device.key", reader.vault)[1]
    text, _draft = reader.note(database, reader.epoch_key(key, 1, one, two), 1, filled.note)
    database.close()
    assert text == "cut \ud83d here"


def _column(section: str) -> set[str]:
    """What stands in code marks in the first column of that section's tables."""
    page = FORMAT.read_text(encoding="utf-8")
    body = page.split(f"\n## {section}", 1)[1].split("\n## ", 1)[0]
    first = [line.split("|")[1] for line in body.splitlines() if line.startswith("| `")]
    return {name for cell in first for name in re.findall("`([^`]+)`", cell)}


def test_the_folder_holds_the_files_that_are_listed_and_no_other(vault: Vault) -> None:
    with pytest.raises(WrongPassphrase):
        vault.open("not the passphrase of it")
    vault.open()
    there = {path.name for path in vault.folder.iterdir()}
    assert there == _column("1. The folder") - ONLY_NOW_AND_THEN


def test_the_keychain_keeps_the_items_that_are_listed_and_no_other(vault: Vault) -> None:
    store = vault.open().store
    kept = {path.name.partition("-")[2] for path in (vault.home / "keys").iterdir()}
    assert kept < _column("7. What the keychain keeps")
    assert {path.name.partition("-")[0] for path in (vault.home / "keys").iterdir()} == {
        store.vault
    }


def test_every_table_is_there_with_every_column() -> None:
    body = FORMAT.read_text(encoding="utf-8").split("\n## 5.", 1)[1].split("\n## ", 1)[0]
    rows = {_named(line)[0]: line for line in body.splitlines() if line.startswith("| `")}
    found = {table.name: table for table in tables.of_records()}
    assert set(rows) == {*found, "summary_words"}
    assert _column("5. store.db") == {*found, "summary_words", "record_words"}
    for name, table in found.items():
        missing = {column.name for column in table.columns} - set(_named(rows[name]))
        assert not missing, (name, missing)


def _named(line: str) -> list[str]:
    return re.findall("`([^`]+)`", line)
