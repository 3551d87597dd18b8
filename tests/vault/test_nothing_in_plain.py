"""A marker is planted in a note, a name and a draft, and looked for wherever bytes can stay."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from counsellor_desk import logs
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.identity_cards import IdentityCard
from counsellor_desk.vault import (
    cases,
    erasure,
    faults,
    identity_cards,
    integrity,
    note_pages,
    notes,
)
from counsellor_desk.vault.faults import Point
from tests.vault.by_format import Reader
from tests.vault.samples import NOON, PASSPHRASE, Filled, Vault, accept

MARKER = "Zirkusdirektor-Quillfeather-58231"
FORMS = [MARKER.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")]


def _holds_marker(raw: bytes) -> bool:
    return any(form in raw for form in FORMS)


def _files(vault: Vault) -> Iterator[Path]:
    return (path for path in vault.home.rglob("*") if path.is_file())


@pytest.fixture(autouse=True)
def logging_as_in_the_product() -> Iterator[None]:
    """The memory log is on, as ``app`` has it."""
    logger = logging.getLogger("counsellor_desk")
    before = (logger.handlers, logger.propagate, logger.level)
    logs.start()
    yield
    logger.handlers, logger.propagate, logger.level = before


def test_no_file_holds_it_while_it_is_typed_nor_after(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    looked_into: list[Path] = []

    def look(at: Point) -> None:
        if at in {Point.QUIET_BEFORE_COMMIT, Point.ACT_BEFORE_COMMIT, Point.FILE_WRITTEN}:
            for path in _files(vault):
                assert not _holds_marker(path.read_bytes()), path.name
                looked_into.append(path)

    with faults.listening(look):
        for copy in range(1, 4):
            with store.quietly() as tx:
                notes.save_text(tx, filled.note, f"{MARKER} " * 500 * copy, NOON)
                notes.save_working(tx, filled.note, MARKER.encode() * 500)
                note_pages.add(tx, filled.note, (MARKER.encode() * 5_000,))
        case = cases.load(store.read(), filled.session.case)
        with store.act(Act.CARD_CHANGED, at=NOON, about=case.clients[0].id) as tx:
            identity_cards.save(tx, IdentityCard(client=case.clients[0].id, name=MARKER))
        accept(store, filled.session, filled.note)
        erasure.finish(store, filled.note)
    journal = vault.folder / "store.db-journal"
    assert journal in looked_into
    assert journal.stat().st_size == 0, "at rest"
    store.close()
    assert not any(_holds_marker(path.read_bytes()) for path in _files(vault))
    assert not any(MARKER in line for line in logs.recent())


def test_no_page_of_the_store_holds_a_note_even_decrypted(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    with store.quietly() as tx:
        notes.save_text(tx, filled.note, MARKER * 400, NOON)
        notes.save_working(tx, filled.note, MARKER.encode() * 400)
        note_pages.add(tx, filled.note, (MARKER.encode() * 400,))
    case = cases.load(store.read(), filled.session.case)
    store.close()
    reader = Reader(vault.folder, vault.home / "keys")
    vault_key = reader.by_passphrase(PASSPHRASE)
    assert not any(map(_holds_marker, reader.pages(vault_key)))
    store = vault.open_at_once()
    with store.act(Act.CARD_CHANGED, at=NOON) as tx:
        identity_cards.save(tx, IdentityCard(client=case.clients[0].id, name=MARKER))
    store.close()
    assert any(map(_holds_marker, reader.pages(vault_key))), "the control: a name is a column"


def test_no_statement_carries_it(full: tuple[Vault, Filled]) -> None:
    """SQLite's own trace shows statements with their values filled in."""
    vault, filled = full
    store = vault.open_at_once()
    statements: list[str] = []
    store.held.connection._raw.set_trace_callback(statements.append)
    with store.quietly() as tx:
        notes.save_text(tx, filled.note, MARKER, NOON)
        notes.save_working(tx, filled.note, MARKER.encode())
        note_pages.add(tx, filled.note, (MARKER.encode(),))
    assert notes.read_text(store.read(), filled.note) == MARKER
    store.held.connection._raw.set_trace_callback(None)
    spelt = [MARKER, MARKER.encode().hex(), MARKER.encode().hex().upper()]
    assert statements
    assert not any(form in statement for form in spelt for statement in statements)


def test_no_key_is_in_a_statement_or_a_message(full: tuple[Vault, Filled]) -> None:
    vault, _filled = full
    store = vault.open_at_once()
    statements: list[str] = []
    store.held.connection._raw.set_trace_callback(statements.append)
    integrity.ensure_sound(store)
    store.held.connection._raw.set_trace_callback(None)
    secrets = [store.held.keys.vault_key.hex(), store.held.keys.database().hex()]
    shown = [*statements, *logs.recent(), repr(store.held)]
    assert not any(secret in text.lower() for secret in secrets for text in shown)
