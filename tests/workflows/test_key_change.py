"""All keys of a desk are changed while it stands open, as the counsellor goes through it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.key_access import Why, a_year_after
from counsellor_desk.domain.passphrases import PassphrasesDiffer
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import audit
from counsellor_desk.vault.manager_key import PublicKeySlipped, fingerprint
from counsellor_desk.vault.tries import TryLater
from counsellor_desk.vault.wrapping import WrongPassphrase, WrongRecoveryKey
from counsellor_desk.workflows import key_change, keys, sessions, unlock
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.key_change import Keep, KeyChange, Manager, Replace, Withdraw
from counsellor_desk.workflows.setup import GroupMistyped
from tests.age_keys import made_for
from tests.desks import NOTE, TestDesk, add_case, add_note
from tests.vault.samples import CHEAPEST, PASSPHRASE

OTHER = "nine purple kettles hum"


def _begun(desk: Desk, why: Why = Why.YEARLY) -> KeyChange:
    return key_change.begin_change(desk, why, PASSPHRASE, unlock.gate_of(desk))


def _carried_out(
    desk: Desk, change: KeyChange, *, passphrase: str = OTHER, manager: Manager | None = None
) -> key_change.KeysChanged:
    return key_change.carry_out(
        desk,
        change,
        {2: change.groups[1], 7: change.groups[6]},
        passphrase=passphrase,
        again=passphrase,
        manager=manager or Keep(),
        progress=lambda _done, _of: None,
        cost=CHEAPEST,
    )


def test_the_desk_stays_open_and_everything_is_new(test_desk: TestDesk, desk: Desk) -> None:
    note = add_note(desk, add_case(desk))
    change = _begun(desk, Why.SOMEONE_MAY_KNOW)
    assert change.recovery_key not in repr(change)
    assert change.lost_notes == 0
    assert keys.sheet(desk, change).startswith(b"%PDF")
    assert _carried_out(desk, change).old_secret_gone
    assert sessions.open_note(desk, note).text == NOTE
    add_case(desk, "Somebody new")
    state = keys.access_of(desk)
    assert (state.sheet.revision, state.sheet.rehearsed_at) == (2, None)
    assert state.keys_changed_at == desk.now()
    assert state.keys_due_on == date(desk.now().year + 1, desk.now().month, desk.now().day)
    changed = [entry for entry in audit.entries(desk.read()) if entry.act is Act.KEYS_CHANGED]
    assert [entry.facts["why"] for entry in changed] == ["someone_may_know"]
    test_desk.close()
    with pytest.raises(WrongPassphrase):
        test_desk.unlock()
    with pytest.raises(WrongRecoveryKey):
        unlock.unlock_by_recovery(test_desk.place, test_desk.recovery_key, clock=test_desk.clock)
    assert sessions.open_note(test_desk.open(OTHER), note).text == NOTE


def test_after_the_yearly_change_the_passphrase_may_be_the_same(
    test_desk: TestDesk, desk: Desk
) -> None:
    _carried_out(desk, _begun(desk), passphrase=PASSPHRASE)
    unlock.ensure_passphrase(desk, PASSPHRASE, unlock.gate_of(desk))
    test_desk.close()
    test_desk.unlock()


def test_what_is_mistyped_changes_nothing(test_desk: TestDesk, desk: Desk, tmp_path: Path) -> None:
    change = _begun(desk)
    slipped = tmp_path / "slipped.cdpublic"
    public = made_for(tmp_path / "owen").public.read_text()
    slipped.write_text(public.replace("age1", "age2"))
    right = {2: change.groups[1], 7: change.groups[6]}
    wrong: list[tuple[dict[int, str], str, Manager, type[DeskError]]] = [
        ({2: change.groups[0], 7: change.groups[6]}, OTHER, Keep(), GroupMistyped),
        (right, "another sentence", Keep(), PassphrasesDiffer),
        (right, OTHER, Replace(slipped), PublicKeySlipped),
    ]
    for typed, again, manager, error in wrong:
        with pytest.raises(error):
            key_change.carry_out(
                desk,
                change,
                typed,
                passphrase=OTHER,
                again=again,
                manager=manager,
                progress=lambda _done, _of: None,
                cost=CHEAPEST,
            )
    test_desk.close()
    test_desk.unlock()


def test_who_does_not_know_the_passphrase_begins_nothing_and_has_to_wait(desk: Desk) -> None:
    gate = unlock.gate_of(desk)
    for _time in range(3):
        with pytest.raises(WrongPassphrase):
            key_change.begin_change(desk, Why.YEARLY, "not the passphrase", gate)
    with pytest.raises(TryLater):
        _begun(desk)


def test_a_wait_at_the_open_desk_ends(test_desk: TestDesk, desk: Desk) -> None:
    """Each dialog asks for the gate anew; the wait runs from the last wrong try all the same."""
    for _time in range(3):
        with pytest.raises(WrongPassphrase):
            key_change.begin_change(desk, Why.YEARLY, "wrong", unlock.gate_of(desk))
    test_desk.clock.seconds += 2
    _begun(desk)


@pytest.mark.parametrize("becomes", ["kept", "replaced", "withdrawn"])
def test_what_becomes_of_the_service_manager(
    test_desk: TestDesk, desk: Desk, tmp_path: Path, becomes: str
) -> None:
    owen, other = made_for(tmp_path / "owen"), made_for(tmp_path / "other", "Somebody else")
    keys.give_manager(desk, owen.public, PASSPHRASE, unlock.gate_of(desk))
    choices: dict[str, Manager] = {
        "kept": Keep(),
        "replaced": Replace(other.public),
        "withdrawn": Withdraw(),
    }
    given = desk.now()
    test_desk.clock.move(timedelta(days=9))
    _carried_out(desk, _begun(desk), manager=choices[becomes])
    manager = keys.access_of(desk).manager
    if manager is not None:
        assert manager.since == (desk.now() if becomes == "replaced" else given)
    wanted = {
        "kept": fingerprint(owen.identity.recipient),
        "replaced": fingerprint(other.identity.recipient),
        "withdrawn": None,
    }
    assert (manager.fingerprint if manager else None) == wanted[becomes]


def test_keys_are_due_a_year_later() -> None:
    assert a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert a_year_after(date(2027, 2, 28)) == date(2028, 2, 28)
    assert a_year_after(date(2026, 11, 25)) == date(2027, 11, 25)
