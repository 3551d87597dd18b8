"""The record of what was done as it is read, and codes on papers held against it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.domain.audit import Act, record_code
from counsellor_desk.domain.trail import EXITS, OPENINGS, Fit, RecordCodeNotPossible, read_code
from counsellor_desk.vault import audit
from counsellor_desk.workflows import preferences, trail, unlock
from counsellor_desk.workflows.desk import Desk
from tests.desks import PROFILE, TestDesk, add_case, add_note


def _newest_code(desk: Desk) -> str:
    return audit.entries(desk.read(), limit=1)[0].code


def test_entries_come_newest_first_page_by_page(desk: Desk) -> None:
    for _time in range(trail.AT_ONCE):
        preferences.change_profile(desk, PROFILE)
    first = trail.page(desk)
    assert len(first.lines) == trail.AT_ONCE
    assert first.lines[0].entry.act is Act.PROFILE_CHANGED
    rest = trail.page(desk, below=first.older)
    assert rest.older is None
    assert rest.lines[-1].entry.seq == 1
    numbers = [line.entry.seq for line in (*first.lines, *rest.lines)]
    assert numbers == list(range(numbers[0], 0, -1))


def test_an_entry_names_the_case_and_nobody(desk: Desk) -> None:
    case = add_case(desk)
    add_note(desk, case)
    told = [line.words for line in trail.page(desk).lines]
    assert f"Referral taken · {case.number}" in told
    assert f"Session note begun · {case.number}" in told
    assert "Kayleigh" not in " ".join(told)


def test_only_openings_and_exits(desk: Desk) -> None:
    add_case(desk)
    acts = {line.entry.act for line in trail.page(desk, only_ways=True).lines}
    assert acts == {Act.OPENED, Act.STORE_CREATED}
    assert acts < OPENINGS | EXITS


def test_every_act_has_words() -> None:
    assert all(act.label for act in Act)


def test_openings_by_the_sheet_and_a_clock_that_went_back_are_marked(test_desk: TestDesk) -> None:
    test_desk.clock.move(timedelta(hours=-3))
    found = unlock.unlock_by_recovery(
        test_desk.place, test_desk.recovery_key, clock=test_desk.clock
    )
    test_desk.opened.append(found.desk)
    lines = trail.page(found.desk).lines
    marked = {line.entry.act: line.below(found.desk.now()) for line in lines if line.is_unusual}
    assert "by the recovery sheet" in marked[Act.OPENED_BY_RECOVERY]
    assert "by 3 hours" in marked[Act.CLOCK_WENT_BACK]


def test_a_code_on_a_paper_fits_its_entry(desk: Desk) -> None:
    case = add_case(desk)
    code = _newest_code(desk)
    for typed in (code, code.lower(), f"  {code.replace('-', ' - ')} ", code.replace("0", "O")):
        answer = trail.check_code(desk, typed)
        assert answer.fit is Fit.FITS, typed
        assert answer.line is not None
        assert answer.line.case == case.number


def test_a_code_of_another_store_and_one_of_no_entry_are_told(desk: Desk) -> None:
    newest = audit.entries(desk.read(), limit=1)[0]
    other = trail.check_code(desk, record_code(newest.seq, b"\xff" * 32))
    assert other.fit is Fit.ANOTHER
    assert other.line is not None
    assert other.line.entry == newest
    none = trail.check_code(desk, record_code(newest.seq + 1, b"\xff" * 32))
    assert (none.fit, none.line) == (Fit.NONE, None)


def test_an_entry_changed_since_does_not_fit_its_paper(desk: Desk) -> None:
    """Whoever changed it left the link as it was: the code is the same, and yet it does not fit."""
    add_case(desk)
    code = _newest_code(desk)
    connection = desk.store.held.connection
    connection.run("DROP TRIGGER audit_is_not_changed")
    connection.run("UPDATE audit SET about = 'x' WHERE seq = (SELECT max(seq) FROM audit)")
    assert trail.check_code(desk, code).fit is Fit.ANOTHER


@pytest.mark.parametrize("typed", ["", "57", "57-7Q3F", "x-7Q3F-K2MZ-0XWB", "57-7Q3F-K2MZ-0XWBB"])
def test_what_is_no_code_is_told(desk: Desk, typed: str) -> None:
    with pytest.raises(RecordCodeNotPossible):
        trail.check_code(desk, typed)


@given(st.integers(1, 10**9), st.binary(min_size=32, max_size=32))
def test_every_code_that_is_printed_can_be_read(number: int, link: bytes) -> None:
    code = record_code(number, link)
    assert read_code(code) == (number, code.partition("-")[2].replace("-", ""))


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(typed: str) -> None:
    try:
        number, letters = read_code(typed)
    except RecordCodeNotPossible:
        return
    assert number >= 0
    assert len(letters) == 12
