"""The program's process is killed while somebody reduces a note or writes a record.

A real window and a real store: what stood there for longer than a pause is there again, and no note
is gone whose summary was not accepted.
"""

from __future__ import annotations

import pytest

from counsellor_desk.domain.ids import CaseId, NoteId
from counsellor_desk.domain.purposes import Heading
from counsellor_desk.workflows import cases, reduce, sessions
from counsellor_desk.workflows.cases import CasePage
from counsellor_desk.workflows.desk import Desk
from tests.journeys.counsellor import NOTE
from tests.program import Process
from tests.test_program import Prepared, prepared, steered
from tests.vault.samples import PASSPHRASE

__all__ = ["prepared"]
LINE = "Still wakes at four. No alarm is set."
SEALED, UNSEALED = " It was quiet by then.", " Nobody else had noticed anything of it."
MOMENTS = [0, *(pytest.param(n, marks=pytest.mark.thorough) for n in (1, 3, 9))]
ACCEPTING = (0, 1, 2, 4, 8, 16, 32, 64)
"""How many times the window answers before the kill."""


def _at_the_case(prepared: Prepared) -> Process:
    process = prepared.starts.start()
    process.do("unlock", PASSPHRASE)
    process.do("find_the_case", prepared.number)
    return process


def _kill_after(process: Process, answers: int) -> None:
    for _answer in range(answers):
        process.do("is_closed_off")
    process.kill()


def _case(desk: Desk) -> CasePage:
    (line,) = cases.everything(desk)
    return cases.page(desk, CaseId(line.id))


def _the_note(desk: Desk) -> NoteId:
    (line,) = reduce.queue(desk)
    return line.note.id


@steered
@pytest.mark.parametrize("answers", MOMENTS)
def test_a_reduction_in_hand_is_there_again_after_a_kill(prepared: Prepared, answers: int) -> None:
    process = _at_the_case(prepared)
    process.do("write_and_reduce")
    process.do("write", LINE, SEALED)
    process.do("see", "Saved ")
    process.do("type", UNSEALED)
    _kill_after(process, answers)
    desk = prepared.desk.open()
    note = _the_note(desk)
    assert sessions.open_note(desk, note).text == NOTE
    (line,) = [
        each.text
        for each in reduce.open_reduction(desk, note).working.lines
        if each.text.startswith(LINE)
    ]
    assert line.startswith(LINE + SEALED)
    assert (LINE + SEALED + UNSEALED).startswith(line)
    assert not _case(desk).summaries


@steered
@pytest.mark.thorough
@pytest.mark.parametrize("answers", ACCEPTING)
def test_a_kill_while_accepting_destroys_no_note_without_its_summary(
    prepared: Prepared, answers: int
) -> None:
    process = _at_the_case(prepared)
    process.do("write_and_reduce")
    process.do("see", "| Saved ")
    process.do("ask_to_accept")
    process.do("press", "Accept and destroy")
    _kill_after(process, answers)
    found = prepared.desk.unlock()
    page, waiting = _case(found.desk), reduce.queue(found.desk)
    assert len(page.summaries) == len(page.tombstones) == 1 - len(waiting)
    if waiting:
        assert sessions.open_note(found.desk, waiting[0].note.id).text == NOTE
        lines = reduce.open_reduction(found.desk, waiting[0].note.id).working.lines
        assert LINE in {line.text for line in lines}
    else:
        assert page.tombstones[0].erased_at is not None


@steered
@pytest.mark.thorough
def test_a_record_in_hand_is_there_again_after_a_kill(prepared: Prepared) -> None:
    process = _at_the_case(prepared)
    process.do("begin_record")
    process.do("write", Heading.DECISION.label, SEALED)
    process.do("see", "Saved ")
    process.do("type", UNSEALED)
    process.kill()
    page = _case(prepared.desk.open())
    (draft,) = page.in_hand
    kept = draft.working.parts[Heading.DECISION]
    assert kept.startswith(SEALED)
    assert (SEALED + UNSEALED).startswith(kept)
    assert not page.records
