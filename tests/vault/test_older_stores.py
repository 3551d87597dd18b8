"""A store of an earlier schema is brought up with everything in it, at once or after a crash."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.consent import Consent, ConsentState, state
from counsellor_desk.domain.ids import ConsentId, DocumentId, SummaryId
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.vault import consents, schema
from counsellor_desk.vault.ids import new_id
from counsellor_desk.vault.migrations import fourth
from counsellor_desk.vault.store import Store
from tests.vault import older
from tests.vault.samples import Vault, add_case

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _consent_of_schema_3(vault: Vault) -> Consent:
    """A sealed consent in a store that an older program closed."""
    store = vault.open_at_once()
    case = add_case(store, "A-1")
    consent = Consent(
        id=ConsentId(new_id()),
        form_id="2F7K-9QX3",
        form="F2",
        version=1,
        case=case.id,
        client=case.clients[0].id,
        begun_at=NOON,
        offered_at=NOON,
        outcome=Outcome.IN_PART,
        records=(SummaryId("s1"),),
        recipient="Dr Anwar",
        ends_on=date(2026, 5, 1),
        signed_at=NOON,
        document=DocumentId(new_id()),
        sealed_at=NOON,
    )
    with store.act(Act.FORM_SEALED, at=NOON, about=consent.id) as tx:
        consents.save(tx, consent)
    older.put_back(store.held.connection, 3)
    store.close()
    return consent


def _version(store: Store) -> int:
    return schema.version_of(store.held.connection)


def test_forms_of_schema_3_are_what_they_were(vault: Vault) -> None:
    kept = _consent_of_schema_3(vault)
    store = vault.open_at_once()
    assert _version(store) == schema.VERSION
    found = consents.load(store.read(), kept.id)
    assert found == kept
    assert (found.items, found.review_on, found.on_paper_at) == ((), None, None)
    assert state(found, date(2026, 3, 2)) is ConsentState.IN_FORCE
    assert consents.in_force(store.read(), date(2026, 3, 2)) == (kept,)


def test_what_schema_3_signed_stays_locked_and_can_be_withdrawn(vault: Vault) -> None:
    kept = _consent_of_schema_3(vault)
    store = vault.open_at_once()
    for change in ({"items": ("more",)}, {"recipient": "somebody else"}):
        with (
            pytest.raises(Exception, match="a signed form is locked"),
            store.act(Act.CONSENT_WITHDRAWN, at=NOON) as tx,
        ):
            consents.save(tx, replace(kept, **change))
    gone = replace(kept, withdrawn_at=NOON, withdrawn_how="by telephone")
    with store.act(Act.CONSENT_WITHDRAWN, at=NOON, about=kept.id) as tx:
        consents.save(tx, gone)
    assert consents.load(store.read(), kept.id) == gone


def test_a_step_that_fails_half_way_leaves_the_schema_before(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = _consent_of_schema_3(vault)
    cut_off = (*fourth.STATEMENTS, "INSERT INTO nowhere VALUES (1)")
    with monkeypatch.context() as patch:
        patch.setattr(schema, "_STEPS", (*schema._STEPS[:3], cut_off))
        with pytest.raises(Exception, match="nowhere"):
            vault.open_at_once()
    vault.close()
    store = vault.open_at_once()
    assert _version(store) == schema.VERSION
    assert consents.load(store.read(), kept.id) == kept


def test_a_new_store_and_one_brought_up_are_laid_out_alike(vault: Vault) -> None:
    layout = "SELECT type || name || coalesce(sql, '') AS said FROM sqlite_schema ORDER BY said"
    new = vault.open_at_once()
    wanted = [row["said"] for row in new.held.connection.rows(layout)]
    older.put_back(new.held.connection, 3)
    new.close()
    brought_up = vault.open_at_once()
    assert [row["said"] for row in brought_up.held.connection.rows(layout)] == wanted
