"""Rows and domain records: what is kept comes back equal, and what is locked stays locked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from counsellor_desk.domain import identity_cards as cards_domain
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.case_numbers import CaseNumberTaken, Pattern, comparable
from counsellor_desk.domain.cases import Case, CaseStatus, Client
from counsellor_desk.domain.consent import EXPIRING, LIVE_STATES, Consent, ConsentState, state
from counsellor_desk.domain.disclosures import Channel, Disclosure, Ground
from counsellor_desk.domain.holds import lifted
from counsellor_desk.domain.identity_cards import AgeBand, IdentityCard
from counsellor_desk.domain.ids import (
    ActionId,
    CaseId,
    ClientId,
    ConsentId,
    DisclosureId,
    DocumentId,
    SessionId,
    SummaryId,
)
from counsellor_desk.domain.notes import AgeLimits
from counsellor_desk.domain.outcomes import GIVING, REFUSING, Extent, Outcome
from counsellor_desk.domain.passphrases import PIN_TRIES
from counsellor_desk.domain.profile import Contact, Jurisdiction, Role
from counsellor_desk.domain.referrals import ContactBy, Referral, Source
from counsellor_desk.domain.sealed_documents import DocumentKind, SealedDocument, SealIdentity
from counsellor_desk.domain.sessions import Attendance, Mode
from counsellor_desk.domain.signatures import Point, Signature, SignerRole
from counsellor_desk.domain.summaries import (
    ActionPoint,
    Amendment,
    OthersInvolved,
    Owner,
    OwnerKind,
    Section,
)
from counsellor_desk.vault import (
    agreed,
    cases,
    consents,
    disclosures,
    documents,
    holds,
    identity_cards,
    pin,
    profile,
    referrals,
    seal_identity,
    sessions,
    settings,
    summaries,
)
from counsellor_desk.vault.ids import is_id, new_id
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.transactions import Transaction
from tests.vault.samples import NOON, PROFILE, Vault, add_case, add_session, hold_on, summary_of

TODAY = NOON.date()


def test_ids_are_26_characters_and_never_the_same() -> None:
    drawn = {new_id() for _ in range(500)}
    assert len(drawn) == 500
    assert all(map(is_id, drawn))
    assert not any(map(is_id, ["", "x" * 26, "0" * 25, "U" * 26]))


def test_a_case_comes_back_with_its_clients_in_order(store: Store) -> None:
    case = add_case(store, "PH-2026-0001-3", clients=3)
    reader = store.read()
    assert cases.load(reader, case.id) == case
    assert cases.by_number(reader, "ph 2026/0001-3") == case
    assert cases.by_number(reader, "PH-2026-0002-1") is None
    with pytest.raises(KeyError):
        cases.load(reader, CaseId("0" * 26))


def test_a_client_joins_and_a_case_is_closed(store: Store) -> None:
    case = add_case(store, "A-1")
    joining = Client(id=ClientId(new_id()), position=1)
    with store.act(Act.CASE_STATUS_CHANGED, at=NOON, about=case.id) as tx:
        cases.add_client(tx, case.id, joining)
        cases.set_status(tx, case.id, CaseStatus.CLOSED)
    found = cases.load(store.read(), case.id)
    assert (found.clients[1], found.status) == (joining, CaseStatus.CLOSED)
    assert cases.lines(store.read(), status=CaseStatus.OPEN) == ()
    assert [line.clients for line in cases.lines(store.read(), status=CaseStatus.CLOSED)] == [2]


def test_a_number_is_never_used_twice_however_it_is_spelt(store: Store) -> None:
    add_case(store, "PH-2026-0001-3")
    for again in ("PH-2026-0001-3", "ph 2026 0001 3", "PH.2026.0001.3"):
        with pytest.raises(CaseNumberTaken):
            add_case(store, again)
    with store.quietly() as tx:
        tx.run("DELETE FROM clients")
        tx.run("DELETE FROM cases")
    with pytest.raises(CaseNumberTaken):
        add_case(store, "PH-2026-0001-3")
    with pytest.raises(Exception, match="never used twice"), store.quietly() as tx:
        tx.run("DELETE FROM used_numbers")


PATTERN = Pattern("PH")
TAKEN = st.lists(
    st.one_of(
        st.none(),
        st.integers(min_value=1, max_value=30).map(lambda n: PATTERN.allocate(2026, n)),
        st.integers(min_value=1, max_value=5).map(lambda n: PATTERN.allocate(2025, n)),
        st.integers(min_value=1, max_value=9).map(lambda n: Pattern("PHX").allocate(2026, n)),
        st.integers(min_value=1, max_value=9).map(
            lambda n: PATTERN.allocate(2026, n).replace("-", " ")
        ),
        st.sampled_from(["PH-2026-", "PH-2026-x", "PH-2026-0009", "own 7"]),
    ),
    max_size=12,
)


class Undone(Exception):
    """Ends a trial so that the next one starts from the same store."""


@given(taken=TAKEN)
@trying(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_an_allocated_number_is_free_and_above_all_before(
    store: Store, taken: list[str | None]
) -> None:
    """``None``: the next number is allocated and used; the others are typed by hand."""

    def trial(tx: Transaction) -> None:
        used: set[str] = set()
        highest = 0
        for typed in taken:
            number = typed or cases.next_number(tx, PATTERN, 2026)
            if typed is None:
                sequence = PATTERN.sequence_of(number, 2026)
                assert sequence is not None
                assert sequence > highest
                assert comparable(number) not in used
            elif comparable(typed) in used:
                continue
            used.add(comparable(number))
            highest = max(highest, PATTERN.sequence_of(number, 2026) or 0)
            cases.add(tx, _case(number))
        raise Undone

    with pytest.raises(Undone), store.quietly() as tx:
        trial(tx)


def _case(number: str) -> Case:
    return Case(
        id=CaseId(new_id()), number=number, status=CaseStatus.OPEN, opened_on=TODAY, clients=()
    )


def test_the_list_of_cases_says_when_they_were_last_seen_and_what_waits(store: Store) -> None:
    quiet, busy = add_case(store, "A-1"), add_case(store, "A-2")
    add_session(store, busy, 1)
    add_session(store, busy, 2)
    lines = {line.id: line for line in cases.lines(store.read())}
    assert lines[busy.id].last_session_on == TODAY
    assert lines[quiet.id].last_session_on is None
    assert [line.number for line in cases.lines(store.read())] == ["A-2", "A-1"]
    assert cases.count(store.read()) == 2
    assert [line.number for line in cases.lines(store.read(), limit=1)] == ["A-2"]
    assert [line.number for line in cases.find(store.read(), "a 1")] == ["A-1"]
    assert len(cases.find(store.read(), "a")) == 2
    assert cases.find(store.read(), "a", limit=1)[0].number == "A-2"


def test_lists_read_no_table_from_end_to_end_but_their_own(store: Store) -> None:
    """Ten thousand cases stay quick because what is counted for each has an index."""
    plan = store.read().rows(f"EXPLAIN QUERY PLAN {cases._LINES}")
    scans = [row["detail"] for row in plan if row["detail"].startswith("SCAN")]
    assert scans == ["SCAN cases"]


def test_a_referral_comes_back(store: Store) -> None:
    case = add_case(store, "A-1")
    referral = Referral(
        case=case.id,
        received_on=TODAY,
        source=Source.HEALTH,
        referred_by="Dr O'Neill",
        concern='Sleeps badly; "can\'t switch off"',
        asked_for="six sessions",
        contact_by=ContactBy.EMAIL,
        may_leave_message=True,
        safe_contact="not at work",
        under_18=True,
    )
    assert referrals.load(store.read(), case.id) is None
    for kept in (referral, replace(referral, concern="Sleeps better")):
        with store.act(Act.REFERRAL_TAKEN, at=NOON) as tx:
            referrals.save(tx, kept)
        assert referrals.load(store.read(), case.id) == kept


@pytest.mark.parametrize(
    "name",
    [
        "Siobhán O'Brien-Żółć",
        'Robert"); DROP TABLE cases;--',
        "שרה לוי",
        "cut \ud83d off",
        "nul\0nul",
        "a" * 5000,
        "e\u0301",
    ],
)
def test_a_name_of_any_letters_comes_back_as_it_was_checked(store: Store, name: str) -> None:
    case = add_case(store, "A-1")
    card = cards_domain.checked(
        IdentityCard(
            client=case.clients[0].id,
            name=name,
            also_known_as=name,
            phone="020 7946 0000",
            email="a@example.org",
            address=name,
            born_on=date(2001, 2, 3),
            age_band=AgeBand.FROM_25,
            others=name,
        ),
        TODAY,
    )
    assert identity_cards.load(store.read(), card.client) is None
    with store.act(Act.CARD_CHANGED, at=NOON, about=card.client) as tx:
        identity_cards.save(tx, card)
        identity_cards.save(tx, card)
    assert identity_cards.load(store.read(), card.client) == card
    assert identity_cards.of_case(store.read(), case.id) == (card,)


def test_sessions_are_counted_and_corrected(store: Store) -> None:
    case = add_case(store, "A-1")
    assert sessions.next_number(store.read(), case.id) == 1
    session = add_session(store, case, 1)
    corrected = replace(session, minutes=90, mode=Mode.VIDEO, attendance=Attendance.CANCELLED)
    with store.act(Act.SESSION_RECORDED, at=NOON) as tx:
        sessions.save(tx, corrected)
    assert sessions.load(store.read(), session.id) == corrected
    assert sessions.next_number(store.read(), case.id) == 2
    later = replace(session, id=SessionId(new_id()), number=2, starts=NOON)
    with store.act(Act.SESSION_RECORDED, at=NOON) as tx:
        sessions.save(tx, later)
    assert sessions.of_case(store.read(), case.id) == (later, corrected)
    with pytest.raises(KeyError):
        sessions.load(store.read(), SessionId("0" * 26))


def test_a_summary_comes_back_with_the_acts_record_code(store: Store) -> None:
    session = add_session(store, add_case(store, "A-1"))
    summary = replace(
        summary_of(session),
        others=OthersInvolved.OTHERS,
        others_named="interpreter",
        sections={section: (f"{section.value} “said”", "…") for section in Section},
        actions=(
            ActionPoint(
                id=ActionId(new_id()),
                owner=Owner(OwnerKind.OTHER, "GP"),
                what="write",
                due_words="by Friday",
                due_on=date(2026, 3, 6),
            ),
            ActionPoint(id=ActionId(new_id()), owner=Owner(OwnerKind.BOTH), what="meet"),
        ),
    )
    with store.act(Act.SUMMARY_ACCEPTED, at=NOON) as tx:
        summaries.add(tx, summary)
        code = tx.code
    kept = replace(summary, record_code=code)
    assert summaries.load(store.read(), summary.id) == kept
    assert list(kept.sections) == list(summaries.load(store.read(), summary.id).sections)
    assert summaries.of_session(store.read(), session.id) == kept
    assert summaries.of_case(store.read(), session.case) == (kept,)
    with pytest.raises(KeyError):
        summaries.load(store.read(), SummaryId("0" * 26))


def test_an_accepted_summary_is_locked_and_amended(store: Store) -> None:
    session = add_session(store, add_case(store, "A-1"))
    summary = summary_of(session)
    with store.act(Act.SUMMARY_ACCEPTED, at=NOON) as tx:
        summaries.add(tx, summary)
    for change in (
        "UPDATE summaries SET sections = '{}'",
        "UPDATE actions SET what = 'nothing'",
        "UPDATE actions SET owner = 'client'",
    ):
        with pytest.raises(Exception, match="is locked"), store.quietly() as tx:
            tx.run(change)
    additions = tuple(
        Amendment(author="Ada", written_at=NOON + timedelta(days=n), text=f"put right {n}")
        for n in range(2)
    )
    for addition in additions:
        with store.act(Act.SUMMARY_AMENDED, at=NOON) as tx:
            summaries.amend(tx, summary.id, addition)
    found = summaries.load(store.read(), summary.id)
    assert (found.amendments, found.sections) == (additions, summary.sections)
    with pytest.raises(Exception, match="is locked"), store.quietly() as tx:
        tx.run("UPDATE amendments SET text = ''")


def test_a_session_has_one_summary(store: Store) -> None:
    session = add_session(store, add_case(store, "A-1"))
    with store.act(Act.SUMMARY_ACCEPTED, at=NOON) as tx:
        summaries.add(tx, summary_of(session))
    with (
        pytest.raises(Exception, match="locked"),
        store.act(Act.SUMMARY_ACCEPTED, at=NOON) as tx,
    ):
        summaries.add(tx, summary_of(session))


def test_open_actions_are_listed_the_earliest_first_until_they_are_done(store: Store) -> None:
    session = add_session(store, add_case(store, "A-1"))
    days = (None, date(2026, 5, 1), date(2026, 4, 1))
    actions = tuple(
        ActionPoint(id=ActionId(new_id()), owner=Owner(OwnerKind.CLIENT), what="x", due_on=day)
        for day in days
    )
    with store.act(Act.SUMMARY_ACCEPTED, at=NOON) as tx:
        summaries.add(tx, replace(summary_of(session), actions=actions))
    found = agreed.open_actions(store.read())
    assert [line.action for line in found] == [actions[2], actions[1], actions[0]]
    assert {line.case_number for line in found} == {"A-1"}
    for on, count in ((TODAY, 2), (None, 3)):
        with store.act(Act.ACTION_DONE, at=NOON) as tx:
            agreed.set_done(tx, actions[2].id, on)
        assert len(agreed.open_actions(store.read())) == count
    assert agreed.open_actions(store.read(), limit=1)[0].action == actions[2]


def _consent(store: Store, number: str) -> Consent:
    case = add_case(store, number)
    return Consent(
        id=ConsentId(new_id()),
        form_id=new_id()[:12],
        form="F2",
        version=1,
        case=case.id,
        client=case.clients[0].id,
        begun_at=NOON,
    )


INK = ((Point(0.1, 0.2, 0.7), Point(1 / 3, 0.30000000000000004)), (Point(0.5, 0.5),))


def test_a_consent_comes_back_at_every_stage(store: Store) -> None:
    begun = _consent(store, "A-1")
    filled = replace(
        begun,
        answers=MappingProxyType({"why": "GP’s letter", "records": ("s1", "s2"), "none": ()}),
        step="decide",
        offered_at=NOON,
        outcome=Outcome.IN_PART,
        records=(SummaryId("s1"),),
        items=("phone", "letter"),
        on_paper_at=NOON,
        original_place="Cabinet 2",
        recipient="Dr Żak, Surgery",
        extent=Extent.STANDING,
        ends_on=date(2026, 5, 1),
        text_hash="ab" * 32,
        signatures=(
            Signature(
                role=SignerRole.CLIENT, name="Ana", signed_at=NOON, strokes=INK, over="ab" * 32
            ),
            Signature(
                role=SignerRole.COUNSELLOR, name="Ada", signed_at=NOON, strokes=INK, over="ab" * 32
            ),
        ),
    )
    signed = replace(filled, signed_at=NOON)
    sealed = replace(
        signed, document=DocumentId(new_id()), sealed_at=NOON, review_on=date(2026, 4, 20)
    )
    ended = replace(sealed, used_at=NOON, withdrawn_at=NOON, withdrawn_how="by telephone")
    for stage in (begun, filled, signed, sealed, ended):
        with store.act(Act.FORM_BEGUN, at=NOON) as tx:
            consents.save(tx, stage)
        assert consents.load(store.read(), begun.id) == stage
    assert consents.of_case(store.read(), begun.case) == (ended,)
    with pytest.raises(KeyError):
        consents.load(store.read(), ConsentId("0" * 26))


@pytest.mark.parametrize(
    "change",
    [
        {"answers": MappingProxyType({"why": "something else"})},
        {"outcome": Outcome.REFUSED},
        {"records": (SummaryId("s9"),)},
        {"recipient": "somebody else"},
        {"ends_on": date(2030, 1, 1)},
        {"text_hash": "cd" * 32},
        {"signed_at": None},
        {"extent": Extent.STANDING},
        {"items": ("telephone",)},
    ],
)
def test_what_was_signed_is_locked(store: Store, change: dict[str, object]) -> None:
    signed = replace(_consent(store, "A-1"), outcome=Outcome.GIVEN, signed_at=NOON)
    with store.act(Act.FORM_BEGUN, at=NOON) as tx:
        consents.save(tx, signed)
    with (
        pytest.raises(Exception, match="a signed form is locked"),
        store.act(Act.FORM_BEGUN, at=NOON) as tx,
    ):
        consents.save(tx, replace(signed, **change))  # type: ignore[arg-type]  # one field each
    assert consents.load(store.read(), signed.id) == signed


def _stages(begun: Consent) -> st.SearchStrategy[Consent]:
    """The consent at any stage that the domain lets it reach, before or after ``TODAY``."""
    days = st.integers(min_value=-3, max_value=60).map(lambda n: TODAY + timedelta(days=n))
    maybe = st.sampled_from([None, NOON])
    identity = {"id": st.builds(lambda: ConsentId(new_id())), "form_id": st.builds(new_id)}
    open_forms = st.builds(
        replace, st.just(begun), **identity, offered_at=maybe, withdrawn_at=maybe
    )
    sealed = st.builds(
        replace,
        st.just(begun),
        **identity,
        outcome=st.sampled_from([*GIVING, *REFUSING, Outcome.RECORDED]),
        extent=st.sampled_from(Extent),
        ends_on=days | st.none(),
        review_on=days | st.none(),
        signed_at=st.just(NOON),
        sealed_at=st.just(NOON),
        used_at=maybe,
        withdrawn_at=maybe,
        superseded_by=st.sampled_from([None, begun.id]),
        renews=st.sampled_from([None, begun.id]),
    )
    return open_forms | sealed


@given(data=st.data())
@trying(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_lists_of_consents_say_what_the_domain_says_of_each(
    store: Store, data: st.DataObject
) -> None:
    def trial(tx: Transaction) -> None:
        case = replace(_case(new_id()), clients=(Client(id=ClientId(new_id()), position=0),))
        cases.add(tx, case)
        begun = Consent(
            id=ConsentId(new_id()),
            form_id=new_id(),
            form="F2",
            version=1,
            case=case.id,
            client=case.clients[0].id,
            begun_at=NOON,
        )
        kept = data.draw(st.lists(_stages(begun), max_size=6))
        for consent in kept:
            consents.save(tx, consent)
        by_state = {consent.id: state(consent, TODAY) for consent in kept}
        sealed = {consent.id for consent in kept if consent.sealed_at}

        def ids(found: Iterable[Consent]) -> set[ConsentId]:
            return {consent.id for consent in found}

        def of(*states: ConsentState) -> set[ConsentId]:
            return {consent for consent, found in by_state.items() if found in states}

        said_yes = {consent.id for consent in kept if consent.outcome in GIVING}
        live = of(*LIVE_STATES) & said_yes
        assert ids(consents.in_force(tx, TODAY)) == live
        assert consents.count_in_force(tx, TODAY) == len(live)
        assert ids(consents.ending(tx, TODAY, TODAY + EXPIRING)) == (
            of(ConsentState.EXPIRING) & said_yes
        )
        due = {c.id for c in kept if c.review_on and c.review_on <= TODAY}
        assert ids(consents.to_review(tx, TODAY, TODAY)) == due & live
        gone = of(ConsentState.WITHDRAWN, ConsentState.SUPERSEDED)
        made = {c.id for c in kept if c.outcome is Outcome.RECORDED and c.id in sealed}
        assert ids(consents.recorded(tx, 99)) == made - gone
        assert ids(consents.of_client(tx, begun.client)) == set(by_state)
        assert ids(consents.unfinished(tx)) == of(ConsentState.DRAFT, ConsentState.OFFERED)
        refused = {c.id for c in kept if c.outcome in REFUSING and c.id in sealed}
        assert ids(consents.refused(tx, 99)) == refused - of(ConsentState.WITHDRAWN)
        over = of(ConsentState.WITHDRAWN, ConsentState.SUPERSEDED, ConsentState.EXPIRED)
        assert ids(consents.ended(tx, TODAY, 99)) == (over & sealed) - refused
        raise Undone

    with pytest.raises(Undone), store.quietly() as tx:
        trial(tx)


def test_consents_are_listed_in_an_order_that_a_person_expects(store: Store) -> None:
    days = (date(2026, 4, 1), date(2026, 3, 15), date(2026, 3, 31))
    kept = [
        replace(
            _consent(store, f"A-{n}"),
            outcome=Outcome.GIVEN,
            ends_on=day,
            sealed_at=NOON + timedelta(hours=n),
        )
        for n, day in enumerate(days)
    ]
    _save_all(store, kept)
    assert consents.in_force(store.read(), TODAY) == (kept[1], kept[2], kept[0])
    refusals = [replace(consent, outcome=Outcome.REFUSED) for consent in kept]
    _save_all(store, refusals)
    assert consents.refused(store.read(), 2) == (refusals[2], refusals[1])


def _save_all(store: Store, stages: Iterable[Consent]) -> None:
    with store.act(Act.FORM_BEGUN, at=NOON) as tx:
        for consent in stages:
            consents.save(tx, consent)


def test_a_sealed_document_comes_back_byte_for_byte(store: Store) -> None:
    case = add_case(store, "A-1")
    document = SealedDocument(
        id=DocumentId(new_id()),
        kind=DocumentKind.FORM,
        case=case.id,
        about=new_id(),
        name="CD-2F7K.pdf",
        made_at=NOON,
        pages=2,
        sha256="ab" * 32,
        record_code="9-ABCD-EFGH-JKMN",
    )
    pdf = b"%PDF-1.7\n" + bytes(range(256)) * 4000
    with store.act(Act.FORM_SEALED, at=NOON) as tx:
        documents.add(tx, document, pdf)
    assert documents.load(store.read(), document.id) == document
    assert documents.pdf(store.read(), document.id) == pdf
    assert documents.of_case(store.read(), case.id) == (document,)
    for missing in (documents.load, documents.pdf):
        with pytest.raises(KeyError):
            missing(store.read(), DocumentId("0" * 26))


def test_the_disclosure_ledger_only_grows(store: Store) -> None:
    case = add_case(store, "A-1")
    line = Disclosure(
        id=DisclosureId(new_id()),
        case=case.id,
        document=DocumentId(new_id()),
        consent=ConsentId(new_id()),
        at=NOON,
        what="two summaries",
        pages=3,
        to="Dr Żak",
        purpose="referral",
        ground=Ground.CONSENT,
        channel=Channel.PRINT,
    )
    own = replace(line, id=DisclosureId(new_id()), consent=None, at=NOON + timedelta(hours=1))
    codes = []
    for entry in (line, own):
        with store.act(Act.DISCLOSED, at=NOON) as tx:
            disclosures.add(tx, entry)
            codes.append(tx.code)
    kept = [replace(e, record_code=c) for e, c in zip((line, own), codes, strict=True)]
    assert disclosures.of_case(store.read(), case.id) == (kept[1], kept[0])
    assert line.consent is not None
    assert disclosures.of_consent(store.read(), line.consent) == (kept[0],)
    for change in ("UPDATE disclosures SET pages = 1", "DELETE FROM disclosures"):
        with pytest.raises(Exception, match="disclosure ledger is not"), store.quietly() as tx:
            tx.run(change)


def test_holds_stay_on_record_when_they_are_lifted(store: Store) -> None:
    case = add_case(store, "A-1")
    first, second = hold_on(case=case.id), replace(hold_on(), set_at=NOON + timedelta(hours=1))
    with store.act(Act.HOLD_SET, at=NOON) as tx:
        holds.save(tx, first)
        holds.save(tx, second)
    assert holds.active(store.read()) == (first, second)
    ended = lifted(first, by="Ada", at=NOON, because="done")
    with store.act(Act.HOLD_LIFTED, at=NOON) as tx:
        holds.save(tx, ended)
    assert holds.active(store.read()) == (second,)
    assert holds.everything(store.read()) == (second, ended)
    assert holds.load(store.read(), first.id) == ended
    with pytest.raises(KeyError):
        holds.load(store.read(), replace(first, id=type(first.id)("0" * 26)).id)


def test_the_profile_comes_back(store: Store) -> None:
    changed = replace(
        PROFILE,
        role=Role.CONSULTANT,
        organisation=replace(PROFILE.organisation, jurisdiction=Jurisdiction.SCOTLAND, prefix="HC"),
        supervisor=Contact(name="Żaneta", reach="extension 12"),
        service_manager=Contact(name="O'Hara"),
    )
    with store.act(Act.PROFILE_CHANGED, at=NOON) as tx:
        profile.save(tx, changed)
    assert profile.load(store.read()) == changed


def test_settings_have_defaults_and_limits(store: Store) -> None:
    assert settings.age_limits(store.read()) == AgeLimits()
    assert settings.idle_minutes(store.read()) == 5
    assert not settings.recovery_key_confirmed(store.read())
    with store.act(Act.PROFILE_CHANGED, at=NOON) as tx:
        settings.save_age_limits(tx, AgeLimits(amber_hours=12, red_hours=48))
        settings.save_idle_minutes(tx, 15)
        settings.confirm_recovery_key(tx)
    assert settings.age_limits(store.read()) == AgeLimits(amber_hours=12, red_hours=48)
    assert settings.idle_minutes(store.read()) == 15
    assert settings.recovery_key_confirmed(store.read())
    for minutes in (0, 16):
        with pytest.raises(ValueError, match="minutes"), store.quietly() as tx:
            settings.save_idle_minutes(tx, minutes)


def _tried(store: Store, typed: str) -> tuple[bool, int]:
    with store.quietly() as tx:
        answer = pin.check(tx, typed)
    return answer.right, answer.tries_left


def test_a_pin_has_five_tries_and_a_right_one_forgives(store: Store) -> None:
    assert not pin.is_set(store.read())
    with pytest.raises(KeyError):
        _tried(store, "1234")
    with store.act(Act.PIN_SET, at=NOON) as tx:
        pin.save(tx, "1234")
    assert pin.is_set(store.read())
    assert [_tried(store, "0000") for _ in range(4)] == [(False, n) for n in (4, 3, 2, 1)]
    assert _tried(store, "1234") == (True, PIN_TRIES)
    assert [_tried(store, "12345")[1] for _ in range(5)] == [4, 3, 2, 1, 0]
    assert _tried(store, "1234") == (False, 0), "too late: the desk has to lock"


def test_the_pin_itself_is_not_kept(store: Store) -> None:
    with store.act(Act.PIN_SET, at=NOON) as tx:
        pin.save(tx, "86420975")
    kept = settings.get(store.read(), "pin")
    assert "86420975" not in str(kept)
    with store.act(Act.PIN_SET, at=NOON) as tx:
        pin.save(tx, "86420975")
    assert settings.get(store.read(), "pin") != kept, "salted anew"


def test_giving_the_passphrase_forgives_wrong_pins(vault: Vault) -> None:
    store = vault.open_at_once()
    with store.act(Act.PIN_SET, at=NOON) as tx:
        pin.save(tx, "1234")
    for _ in range(PIN_TRIES):
        _tried(store, "0000")
    store.close()
    assert _tried(vault.open_at_once(), "1234") == (True, PIN_TRIES)


def test_the_seal_identity_comes_back_and_does_not_show(store: Store) -> None:
    identity = SealIdentity(certificate=b"\x30\x82certificate", private_key=b"\x30\x81key")
    assert seal_identity.load(store.read()) is None
    with store.act(Act.PROFILE_CHANGED, at=NOON) as tx:
        seal_identity.save(tx, identity)
    assert seal_identity.load(store.read()) == identity
    assert "key" not in repr(identity).replace("private_key", "")


def test_a_moment_without_its_offset_is_never_kept(store: Store) -> None:
    session = add_session(store, add_case(store, "A-1"))
    with pytest.raises(ValueError, match="offset"), store.quietly() as tx:
        sessions.save(tx, replace(session, starts=NOON.replace(tzinfo=None)))
