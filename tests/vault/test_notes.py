"""Raw notes: what is typed comes back to the letter; its place is the box and nowhere else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.notes import MAX_BYTES, NoteState, NoteTooLarge
from counsellor_desk.vault import notes
from counsellor_desk.vault.notes import NoteGone, NoteUnreadable
from counsellor_desk.vault.store import Store
from tests.vault.samples import NOON, Filled, Vault, add_case, add_note, add_session


def _saved(store: Store, note: NoteId, text: str) -> str:
    with store.quietly() as tx:
        notes.save_text(tx, note, text, NOON)
    return notes.read_text(store.read(), note)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "'; DROP TABLE notes; --",
        '"quoted" and `ticked`',
        "nul \0 here",
        "cut \ud83d here",
        "שלום, she said, then مرحبا",
        "e\u0301 apart and \u00e9 together",
        "<img src=http://example.org/x.png>",
        "line\r\nends\rof\u2028all kinds\n",
        "word " * 200_000,
    ],
)
def test_any_text_comes_back_to_the_letter(store: Store, text: str) -> None:
    note = add_note(store, add_session(store, add_case(store, "A-1")), "before")
    assert _saved(store, note, text) == text
    assert notes.load(store.read(), note).words == len(text.split())


@given(text=st.text(st.characters(exclude_categories=[]), max_size=200))
@trying(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_text_of_any_characters_comes_back(full: tuple[Vault, Filled], text: str) -> None:
    vault, filled = full
    store = vault.opened[-1] if vault.opened else vault.open_at_once()
    assert _saved(store, filled.note, text) == text


def test_text_that_is_too_long_is_refused_and_the_last_one_stays(store: Store) -> None:
    note = add_note(store, add_session(store, add_case(store, "A-1")), "before")
    with pytest.raises(NoteTooLarge):
        _saved(store, note, "x" * (MAX_BYTES + 1))
    assert notes.read_text(store.read(), note) == "before"
    assert _saved(store, note, "é" * (MAX_BYTES // 2)) == "é" * (MAX_BYTES // 2)


def test_a_new_note_is_empty_and_waits(store: Store) -> None:
    session = add_session(store, add_case(store, "A-1"))
    with store.act(Act.NOTE_BEGUN, at=NOON) as tx:
        note = notes.begin(tx, case=session.case, session=session.id, at=NOON)
    assert (note.words, note.state, note.created_at) == (0, NoteState.WAITING, NOON)
    assert notes.read_text(store.read(), note.id) == ""
    assert notes.read_working(store.read(), note.id) is None


def test_the_working_draft_lives_beside_the_note(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    for content in (b"", b"first", bytes(range(256)) * 40):
        with store.quietly() as tx:
            notes.save_working(tx, filled.note, content)
        assert notes.read_working(store.read(), filled.note) == content
    assert notes.read_text(store.read(), filled.note) == filled.text


def test_when_it_was_written_and_revised(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    later = NOON + timedelta(minutes=5)
    with store.quietly() as tx:
        notes.save_text(tx, filled.note, "now", later)
    note = notes.load(store.read(), filled.note)
    assert (note.created_at, note.revised_at) == (NOON, later)


def test_an_older_box_put_back_does_not_open(full: tuple[Vault, Filled]) -> None:
    """The revision is in what is authenticated: yesterday's text is not today's."""
    vault, filled = full
    store = vault.open_at_once()
    body = "SELECT body FROM notes WHERE id = ?"
    old = store.read().value(body, filled.note)
    assert _saved(store, filled.note, "newer") == "newer"
    with store.quietly() as tx:
        tx.run("UPDATE notes SET body = ? WHERE id = ?", old, filled.note)
    with pytest.raises(NoteUnreadable):
        notes.read_text(store.read(), filled.note)


def test_one_notes_box_in_anothers_place_does_not_open(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    with store.quietly() as tx:
        tx.run(
            "UPDATE notes SET body = (SELECT body FROM notes WHERE id = ?) WHERE id = ?",
            filled.other,
            filled.note,
        )
    with pytest.raises(NoteUnreadable):
        notes.read_text(store.read(), filled.note)
    assert notes.read_working(store.read(), filled.note) is not None


def test_every_note_has_a_key_of_its_own(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    with store.quietly() as tx:
        tx.run(
            "UPDATE note_keys SET wrapped = (SELECT wrapped FROM note_keys WHERE note_id = ?)",
            filled.other,
        )
    with pytest.raises(NoteUnreadable):
        notes.read_text(store.read(), filled.note)


def test_the_list_shows_the_oldest_session_first_and_where_it_is_from(store: Store) -> None:
    case = add_case(store, "PH-2026-0001-3")
    young, old = add_session(store, case, 2), add_session(store, case, 1)
    with store.quietly() as tx:
        tx.run(
            "UPDATE sessions SET starts = ? WHERE id = ?",
            (NOON - timedelta(days=2)).isoformat(timespec="microseconds"),
            old.id,
        )
    first, second = add_note(store, young, "young"), add_note(store, old, "old")
    found = notes.lines(store.read())
    assert [line.note.id for line in found] == [second, first]
    assert [(line.case_number, line.session_number) for line in found] == [
        ("PH-2026-0001-3", 1),
        ("PH-2026-0001-3", 2),
    ]
    assert found[1].session_ended == young.ends
    assert [line.state for line in found] == [NoteState.WAITING] * 2
    assert [note.id for note in notes.of_session(store.read(), old.id)] == [second]


def test_an_unknown_note_is_gone(store: Store) -> None:
    with pytest.raises(NoteGone):
        notes.load(store.read(), NoteId("0" * 26))
