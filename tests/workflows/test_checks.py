"""When the store is checked, that nobody waits for it, and what it finds (rows 5 to 8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.openings import Freshness
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import audit
from counsellor_desk.vault.connection import StoreDamaged
from counsellor_desk.vault.integrity import RecordMissing, StoreShort, TrailBroken
from counsellor_desk.workflows import checks, damage
from counsellor_desk.workflows.desk import Desk
from tests.desks import TestDesk, add_case

PAGE = 4096


def _reopened(test_desk: TestDesk) -> Desk:
    test_desk.close()
    test_desk.opened.clear()
    return test_desk.open()


def test_the_whole_check_is_due_a_week_after_the_last(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    assert checks.last_checked(desk) is None
    assert checks.is_due(desk)
    checks.ensure_sound(desk)
    assert checks.last_checked(desk) == desk.now()
    assert not checks.is_due(desk)
    test_desk.clock.move(timedelta(days=6, hours=23))
    assert not checks.is_due(desk)
    test_desk.clock.move(timedelta(hours=1))
    assert checks.is_due(desk)
    test_desk.clock.move(timedelta(days=-30))
    assert checks.is_due(desk), "a clock that went back makes no long holiday of it"


@pytest.mark.parametrize("whole", [False, True])
def test_a_check_comes_in_many_short_steps(desk: Desk, *, whole: bool) -> None:
    """What else is asked of the worker comes in between."""
    for number in range(5):
        add_case(desk, f"Ann {number}")
    steps = checks.steps(desk, whole=whole)
    assert len(steps) > 20
    for number, step in enumerate(steps):
        step()
        if number == 3:
            add_case(desk, "Bo Lund")
    checks.passed(desk, whole=whole)


def test_only_a_whole_check_takes_back_what_one_found(desk: Desk) -> None:
    mark = desk.store.held.folder / checks.MARK
    checks.failed(desk)
    checks.passed(desk, whole=False)
    assert mark.is_file()
    checks.ensure_sound_if_marked(desk)
    assert not mark.exists()


def _store(test_desk: TestDesk) -> Path:
    return test_desk.place.folder / "store.db"


def _page(raw: bytes, number: int) -> bytes:
    return raw[number * PAGE : (number + 1) * PAGE]


def _acts(desk: Desk, count: int) -> None:
    for _time in range(count):
        with desk.store.act(Act.PROFILE_CHANGED, at=desk.now(), about=desk.store.vault):
            pass


def test_an_old_page_of_the_trail_put_back_is_named(test_desk: TestDesk) -> None:
    """Row 7: codes and structure of the page fit, the entries on it do not."""
    _acts(test_desk.open(), 60)
    test_desk.close()
    test_desk.opened.clear()
    old = _store(test_desk).read_bytes()
    _acts(test_desk.open(), 30)
    test_desk.close()
    test_desk.opened.clear()
    new = _store(test_desk).read_bytes()
    told = []
    for number in range(1, len(old) // PAGE):
        if _page(old, number) != _page(new, number):
            mixed = bytearray(new)
            mixed[number * PAGE : (number + 1) * PAGE] = _page(old, number)
            _store(test_desk).write_bytes(mixed)
            told.append(_found(test_desk))
    named = [each for each in told if "does not fit together from entry" in each]
    assert named, told
    assert all(told), "every page that changed is noticed"


def _found(test_desk: TestDesk) -> str:
    """What an opening and a whole check say."""
    found = ""
    try:
        opened = test_desk.unlock()
        if opened.freshness is Freshness.OLDER:
            found = opened.freshness.label
        checks.ensure_sound(opened.desk)
    except DeskError as fault:
        found = fault.sentences()[0]
    test_desk.close()
    test_desk.opened.clear()
    return found


def test_a_changed_entry_far_back_is_named_by_the_whole_check(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    _acts(desk, 60)
    connection = desk.store.held.connection
    connection.run("DROP TRIGGER audit_is_not_changed")
    connection.run("UPDATE audit SET at = '2020-01-01T00:00:00.000000+00:00' WHERE seq = 4")
    desk = _reopened(test_desk)
    for step in checks.steps(desk, whole=False):
        step()
    with pytest.raises(TrailBroken) as told:
        checks.ensure_sound(desk)
    assert told.value.facts == {"entry": 4}


def _cut_at_a_page(store: Path) -> None:
    store.write_bytes(store.read_bytes()[: -2 * PAGE])


def _zero_pages_appended(store: Path) -> None:
    store.write_bytes(store.read_bytes() + bytes(3 * PAGE))


def _a_bit(at: int) -> Callable[[Path], None]:
    def flipped(store: Path) -> None:
        raw = bytearray(store.read_bytes())
        raw[at] ^= 1
        store.write_bytes(raw)

    return flipped


@pytest.mark.parametrize(
    "damage_",
    [
        _cut_at_a_page,  # row 3
        _zero_pages_appended,  # row 6
        _a_bit(40),  # row 5: page 1
        _a_bit(-2000),  # in the middle of a page
        _a_bit(-70),  # its reserve, where the nonce is
        _a_bit(-20),  # its code
    ],
)
def test_damage_of_any_kind_is_found(test_desk: TestDesk, damage_: Callable[[Path], None]) -> None:
    desk = test_desk.open()
    for number in range(5):
        add_case(desk, f"Ann {number}")
    test_desk.close()
    test_desk.opened.clear()
    damage_(_store(test_desk))
    before = _store(test_desk).stat().st_size
    with pytest.raises(StoreDamaged):
        checks.ensure_sound(test_desk.open())
    test_desk.close()
    assert _store(test_desk).stat().st_size >= before, "nothing is cut off"


def test_a_record_that_the_trail_tells_of_and_that_is_gone_is_named(desk: Desk) -> None:
    case = add_case(desk)
    taken = next(e for e in audit.entries(desk.read()) if e.act is Act.REFERRAL_TAKEN)
    connection = desk.store.held.connection
    connection.run("PRAGMA foreign_keys = OFF")
    for table, column in (
        ("identity_cards", "client_id"),
        ("referrals", "case_id"),
        ("clients", "case_id"),
        ("cases", "id"),
    ):
        where = f"{column} = ?" if table != "identity_cards" else "? IS NOT NULL"
        connection.run(f"DELETE FROM {table} WHERE {where}", case.id)  # noqa: S608 - names of ours
    with pytest.raises(RecordMissing) as told:
        checks.ensure_sound(desk)
    assert told.value.facts == {"entry": taken.seq}


def test_a_file_longer_than_its_pages_is_told(desk: Desk) -> None:
    with pytest.raises(StoreShort):
        _lengthened(desk)


def _lengthened(desk: Desk) -> None:
    path = desk.store.held.folder / "store.db"
    size = path.stat().st_size
    path.write_bytes(path.read_bytes() + bytes(PAGE))
    assert path.stat().st_size > size
    checks.steps(desk, whole=False)[0]()


def test_what_is_found_comes_with_what_can_be_read_and_is_remembered(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    add_case(desk)
    test_desk.close()
    test_desk.opened.clear()
    _a_bit(-2000)(_store(test_desk))
    desk = test_desk.open()
    with pytest.raises(StoreDamaged) as told:
        checks.ensure_sound(desk)
    wreck = damage.wreck_of(told.value)
    assert wreck is not None
    test_desk.close()
    read = damage.read(wreck, lambda _done, _of: None)
    assert read.survey.damaged_pages == 1
    read.close()
    assert (test_desk.place.folder / checks.MARK).exists()
    salvaged = damage.save(wreck, lambda _done, _of: None)
    assert not (test_desk.place.folder / checks.MARK).exists()
    test_desk.opened.clear()
    checks.ensure_sound(test_desk.open())
    assert salvaged.survey.damaged_pages == 1
