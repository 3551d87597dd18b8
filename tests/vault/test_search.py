"""Searching summaries: everything typed is looked for, nothing is taken for an operator."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.summaries import Amendment, Section
from counsellor_desk.vault import summaries
from counsellor_desk.vault.search import search
from counsellor_desk.vault.store import Store
from tests.vault.by_format import Reader
from tests.vault.samples import (
    NOON,
    PASSPHRASE,
    Vault,
    add_case,
    add_session,
    summary_of,
)

WORDS = "Spoke of panic on the Überlandbus; “can't breathe”, she said. Café at 9."


@pytest.fixture
def searched(store: Store) -> Store:
    """A store with two summaries."""
    for number, words in (("PH-1", WORDS), ("PH-2", "Slept well; a walk by the river.")):
        session = add_session(store, add_case(store, number))
        with store.act(Act.SUMMARY_ACCEPTED, at=NOON) as tx:
            summaries.add(tx, summary_of(session, words))
    return store


@pytest.mark.parametrize(
    "typed",
    [
        "panic",
        "PANIC überland",
        "uberlandbus",
        "pan",
        "can't",
        "cafe",
        "café at",
        "panic -",
        "“breathe”",
        '"panic"',
        "listened panic",
        "surgery panic",
    ],
)
def test_what_is_typed_is_found(searched: Store, typed: str) -> None:
    [hit] = search(searched.read(), typed)
    assert hit.case_number == "PH-1"
    assert hit.snippet.strip("…") in f"{WORDS}\nListened.\n\nRing the surgery."


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "* - ( ) ' \" ^ : + {}",
        "panic river",
        "NOT panic",
        "panic OR river",
        "NEAR(panic river)",
        "words:panic2",
        "panic2",
        "\0\ud83d",
        "'; DROP TABLE summaries; --",
    ],
)
def test_operators_are_only_words_that_do_not_stand_there(searched: Store, typed: str) -> None:
    assert search(searched.read(), typed) == ()


@given(typed=st.text(st.characters(exclude_categories=[]), max_size=60))
@trying(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_any_text_can_be_searched_for(searched: Store, typed: str) -> None:
    assert len(search(searched.read(), typed)) <= 2


def test_amendments_are_found_and_the_limit_holds(searched: Store) -> None:
    [hit] = search(searched.read(), "river")
    assert hit.summary is not None
    addition = Amendment(author="Ada", written_at=NOON, text="It was the canal.")
    with searched.act(Act.SUMMARY_AMENDED, at=NOON) as tx:
        summaries.amend(tx, hit.summary, addition)
    assert search(searched.read(), "canal river") == (
        replace(hit, snippet=search(searched.read(), "canal river")[0].snippet),
    )
    assert len(search(searched.read(), "listened")) == 2
    assert len(search(searched.read(), "listened", limit=1)) == 1


def test_words_that_are_taken_out_of_the_index_are_gone_from_its_pages(vault: Vault) -> None:
    """FTS5 keeps deleted words unless its own secure-delete is on, whatever SQLite does."""
    store = vault.open_at_once()
    session = add_session(store, add_case(store, "PH-1"))
    summary = summary_of(session, "Zwetschgenknödel " * 3)
    with store.act(Act.SUMMARY_ACCEPTED, at=NOON) as tx:
        summaries.add(tx, summary)
    assert search(store.read(), "zwetschgenknodel")
    with store.quietly() as tx:
        tx.run("DELETE FROM summary_words")
        tx.run("DROP TRIGGER summaries_are_locked")
        tx.run("UPDATE summaries SET sections = '{}'")
    store.close()
    reader = Reader(vault.folder, vault.home / "keys")
    pages = b"".join(reader.pages(reader.by_passphrase(PASSPHRASE))).lower()
    assert b"listened" not in pages
    assert b"zwetschgenkn" not in pages
    assert b"ring the surgery" in pages, "the control: actions are still there"
    assert Section.OBSERVED in summary.sections
