"""Additional records in the store: locked, amended, found, and kept while they are written."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.ids import ActionId, ConsentId, DocumentId, DraftId, RecordId
from counsellor_desk.domain.purposes import Heading, Purpose
from counsellor_desk.domain.records import (
    AdditionalRecord,
    Agreement,
    RecordDraft,
    WorkingRecord,
)
from counsellor_desk.domain.reductions import WorkingAction
from counsellor_desk.domain.summaries import (
    ActionPoint,
    Amendment,
    OthersInvolved,
    Owner,
    OwnerKind,
)
from counsellor_desk.vault import agreed, backup_tables, connection, records, search, summaries
from counsellor_desk.vault.ids import new_id
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.transactions import Reader
from tests.vault.samples import NOON, add_case, add_session, record_of, summary_of


@pytest.fixture
def case(store: Store) -> Case:
    return add_case(store, "A-1")


def _accepted(store: Store, record: AdditionalRecord) -> AdditionalRecord:
    with store.act(Act.RECORD_ACCEPTED, at=NOON, about=record.id) as tx:
        records.add(tx, record)
        return replace(record, record_code=tx.code)


def _draft(case: Case) -> RecordDraft:
    return RecordDraft(
        id=DraftId(new_id()),
        case=case.id,
        begun_at=NOON,
        changed_at=NOON,
        working=WorkingRecord(
            purposes=(Purpose.REFERRAL, Purpose.DECISION),
            about_on=date(2026, 3, 1),
            others=OthersInvolved.OTHERS,
            others_named="GP",
            parts={Heading.AGENCY: "the clinic <b>", Heading.DECISION: "„ja“ שלום"},
            actions=(
                WorkingAction(key=1, owner=None, what="ring"),
                WorkingAction(
                    key=2,
                    owner=Owner(OwnerKind.OTHER, "GP"),
                    what="write",
                    due_words="Friday",
                    due_on=date(2026, 3, 6),
                ),
            ),
            agreement=Agreement(consent=ConsentId(new_id())),
        ),
    )


def test_a_record_comes_back_with_the_acts_record_code(store: Store, case: Case) -> None:
    purposes = (Purpose.AGREEMENT, Purpose.REFERRAL)
    agreement = Agreement(document=DocumentId(new_id()))
    record = _accepted(store, replace(record_of(case.id), purposes=purposes, agreement=agreement))
    earlier = _accepted(store, replace(record_of(case.id), about_on=date(2026, 1, 5)))
    assert records.load(store.read(), record.id) == record
    assert records.of_case(store.read(), case.id) == (record, earlier)
    assert records.is_one(store.read(), record.id)
    with pytest.raises(KeyError):
        records.load(store.read(), RecordId("0" * 26))


def test_an_accepted_record_is_locked_and_amended(store: Store, case: Case) -> None:
    record = _accepted(store, record_of(case.id))
    addition = Amendment(author="Ada", written_at=NOON + timedelta(days=1), text="put right")
    with store.act(Act.RECORD_AMENDED, at=NOON) as tx:
        records.amend(tx, record.id, addition)
    assert records.load(store.read(), record.id) == replace(record, amendments=(addition,))
    for change in (
        "UPDATE records SET parts = '{}'",
        "UPDATE records SET purposes = '[\"progress\"]'",
        "UPDATE record_actions SET what = 'nothing'",
        "UPDATE record_amendments SET text = ''",
        "DELETE FROM record_actions",
        "DELETE FROM record_amendments",
    ):
        with pytest.raises(Exception, match="is locked"), store.quietly() as tx:
            tx.run(change)


def test_nothing_is_taken_out_of_a_summary_while_it_stands(store: Store, case: Case) -> None:
    summary = summary_of(add_session(store, case))
    addition = Amendment(author="Ada", written_at=NOON, text="put right")
    with store.act(Act.SUMMARY_ACCEPTED, at=NOON) as tx:
        summaries.add(tx, summary)
        summaries.amend(tx, summary.id, addition)
    for change in ("DELETE FROM actions", "DELETE FROM amendments"):
        with pytest.raises(Exception, match="is locked"), store.quietly() as tx:
            tx.run(change)
    with store.quietly() as tx:  # the end of a case takes all of it
        tx.run("DELETE FROM summaries WHERE id = ?", summary.id)
    assert not store.read().value("SELECT count(*) FROM actions")
    assert not store.read().value("SELECT count(*) FROM amendments")


def test_nothing_is_put_in_the_place_of_what_is_locked(store: Store, case: Case) -> None:
    record, summary = record_of(case.id), summary_of(add_session(store, case))
    addition = Amendment(author="Ada", written_at=NOON, text="put right")
    with store.act(Act.SUMMARY_ACCEPTED, at=NOON) as tx:
        summaries.add(tx, summary)
        summaries.amend(tx, summary.id, addition)
        records.add(tx, record)
        records.amend(tx, record.id, addition)
    replaced = "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"
    for table in (
        *("summaries", "actions", "amendments"),
        *("records", "record_actions", "record_amendments"),
        *("audit", "used_numbers"),
    ):
        with pytest.raises(Exception, match=r"locked|not shortened|used twice"):
            _changed(store, replaced.format(table))
    for table, another in (("summaries", "session_id"), ("records", "number")):
        columns = [row["name"] for row in store.read().rows(f"PRAGMA table_info({table})")]
        fresh = {"id": "'another'", "number": "9", another: another}
        values = ", ".join(fresh.get(name, name) for name in columns)
        with pytest.raises(Exception, match="locked"):
            _changed(store, replaced.format(table).replace("*", values))


def _changed(store: Store, statement: str) -> None:
    with store.quietly() as tx:
        tx.run(statement)


@pytest.mark.parametrize("purpose", [Purpose.AGREEMENT, Purpose.REFERRAL], ids=lambda p: p.value)
def test_the_store_holds_no_agreement_that_rests_on_nothing(
    store: Store, case: Case, purpose: Purpose
) -> None:
    unlinked = replace(record_of(case.id), purposes=(Purpose.DECISION, purpose))
    with (
        pytest.raises(Exception, match="CHECK"),
        store.act(Act.RECORD_ACCEPTED, at=NOON) as tx,
    ):
        records.add(tx, unlinked)


def test_a_record_without_a_purpose_cannot_be_kept(store: Store, case: Case) -> None:
    with (
        pytest.raises(Exception, match="CHECK"),
        store.act(Act.RECORD_ACCEPTED, at=NOON) as tx,
    ):
        records.add(tx, replace(record_of(case.id), purposes=()))


def test_what_is_being_written_comes_back_until_it_is_dropped(store: Store, case: Case) -> None:
    draft = _draft(case)
    with store.quietly() as tx:
        records.keep_draft(tx, draft)
    assert records.load_draft(store.read(), draft.id) == draft
    later = replace(draft, changed_at=NOON + timedelta(minutes=1), working=WorkingRecord())
    with store.quietly() as tx:
        records.keep_draft(tx, later)
    assert records.drafts_of_case(store.read(), case.id) == (later,)
    with store.quietly() as tx:
        records.drop_draft(tx, draft.id)
    assert records.load_draft(store.read(), draft.id) is None


def test_records_are_found_by_their_words_and_drafts_are_not(store: Store, case: Case) -> None:
    record = _accepted(store, record_of(case.id, "We meet at the lighthouse."))
    with store.quietly() as tx:
        records.keep_draft(tx, _draft(case))
    summary = summary_of(add_session(store, case), "Talked about the lighthouse.")
    with store.act(Act.SUMMARY_ACCEPTED, at=NOON) as tx:
        summaries.add(tx, summary)
    found = search.search(store.read(), "lighthouse")
    assert {(hit.summary, hit.record) for hit in found} == {
        (summary.id, None),
        (None, record.id),
    }
    addition = Amendment(author="Ada", written_at=NOON, text="It was the harbour.")
    with store.act(Act.RECORD_AMENDED, at=NOON) as tx:
        records.amend(tx, record.id, addition)
    assert [hit.record for hit in search.search(store.read(), "harbour")] == [record.id]
    assert search.search(store.read(), "clinic") == ()


def test_open_actions_of_records_stand_among_the_others(store: Store, case: Case) -> None:
    def action(day: date | None) -> ActionPoint:
        return ActionPoint(
            id=ActionId(new_id()), owner=Owner(OwnerKind.CLIENT), what="x", due_on=day
        )

    late, soon, open_ended = action(date(2026, 5, 1)), action(date(2026, 4, 1)), action(None)
    summary = replace(summary_of(add_session(store, case)), actions=(late, open_ended))
    record = replace(record_of(case.id), actions=(soon,))
    with store.act(Act.SUMMARY_ACCEPTED, at=NOON) as tx:
        summaries.add(tx, summary)
        records.add(tx, record)
    found = agreed.open_actions(store.read())
    assert [line.action for line in found] == [soon, late, open_ended]
    assert [line.record for line in found] == [record.id, None, None]
    assert agreed.open_actions(store.read(), limit=1) == found[:1]
    with store.act(Act.ACTION_DONE, at=NOON) as tx:
        agreed.set_done(tx, soon.id, NOON.date())
    assert records.load(store.read(), record.id).actions[0].done_on == NOON.date()
    assert len(agreed.open_actions(store.read())) == 2


def test_a_backup_holds_records_and_what_is_being_written(
    store: Store, case: Case, tmp_path: Path
) -> None:
    record = _accepted(store, record_of(case.id, "The lighthouse."))
    draft, key = _draft(case), bytes(32)
    with store.quietly() as tx:
        records.keep_draft(tx, draft)
    backup_tables.copied(store.held.connection, tmp_path / "copy", key, lambda _done, _of: None)
    with closing(connection.open_existing(tmp_path / "copy", key)) as copy:
        reader = Reader(copy, None)
        assert records.of_case(reader, case.id) == (record,)
        assert records.drafts_of_case(reader, case.id) == (draft,)
        assert [hit.record for hit in search.search(reader, "lighthouse")] == [record.id]
        with pytest.raises(Exception, match="is locked"):
            copy.run("UPDATE records SET author = 'somebody'")
