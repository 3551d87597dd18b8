"""The clinical will: what is kept of it, what its pages say, and what they never say."""

from __future__ import annotations

import re

import pytest

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.cases import CaseStatus
from counsellor_desk.domain.clinical_will import ClinicalWill, ExecutorMissing
from counsellor_desk.domain.disclosures import Channel, Ground
from counsellor_desk.domain.identity_cards import IdentityCard
from counsellor_desk.domain.profile import Contact
from counsellor_desk.domain.referrals import ContactBy, Referral, Source
from counsellor_desk.workflows import cases, clinical_will, intake
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.intake import NO_CASE, NO_CLIENT, NewCase
from tests.desks import TestDesk, add_case
from tests.documents import reading
from tests.ui.story import reduced

WILL = ClinicalWill(
    executor=Contact(name=" Ruth  Okafor ", reach="01632 960010"),
    sheet="Safe of the practice,\nsealed envelope",
    backups="Blue stick, same safe",
)


def acts(desk: Desk) -> list[str]:
    """What the trail says was done, the oldest first."""
    return [row["act"] for row in desk.read().rows("SELECT act FROM audit ORDER BY seq")]


def text(pdf: bytes) -> str:
    return " ".join(reading.text_of(pdf).split())


def add_reachable(desk: Desk, by: ContactBy, *, phone: str = "", email: str) -> str:
    """The number of a case whose client is reached in that way."""
    referral = Referral(
        case=NO_CASE,
        received_on=desk.now().date(),
        source=Source.SELF,
        concern="Sleep",
        contact_by=by,
        may_leave_message=by is ContactBy.EMAIL,
        safe_contact="Only before 3 pm",
    )
    client = IdentityCard(client=NO_CLIENT, name="Amina Diallo", phone=phone, email=email)
    return intake.take_referral(desk, NewCase(referral=referral, cards=[client])).number


def test_what_was_written_down_is_kept_tidy_and_in_the_trail(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    assert clinical_will.load(desk).will == ClinicalWill()
    clinical_will.save(desk, WILL)
    assert acts(desk)[-1] == Act.CLINICAL_WILL_CHANGED.value
    test_desk.close()
    kept = clinical_will.load(test_desk.open()).will
    assert kept.executor == Contact(name="Ruth Okafor", reach="01632 960010")
    assert kept.sheet == "Safe of the practice, sealed envelope"


def test_the_page_says_for_whom_where_and_what_never_opens(desk: Desk) -> None:
    clinical_will.save(desk, WILL)
    said = text(clinical_will.load(desk).pdf)
    for words in (
        "For Ruth Okafor, when I have died or can no longer work.",
        "J. Mercer",
        "Safe of the practice, sealed envelope",
        "Blue stick, same safe",
        "Not written down.",
        "It never opens a session note",
        "“I have forgotten my passphrase”",
        "“I have a backup”",
        "Speak to Harbour Counselling first",
    ):
        assert words in said, words


def test_the_page_bears_no_key_and_no_client(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    case = add_case(desk, "Kayleigh Stott")
    reduced(desk, case)
    pdf = clinical_will.save(desk, WILL).pdf
    said = text(pdf) + reading.metadata(pdf)
    assert not re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}-", said)
    for group in test_desk.recovery_key.split("-"):
        assert group not in said
    assert "Stott" not in said
    assert case.number not in said


def test_it_is_one_page_and_printed_as_it_was_shown(desk: Desk) -> None:
    shown = clinical_will.save(desk, WILL).pdf
    assert reading.run("pdfinfo", "-", given=shown).count("Pages:           1") == 1
    assert clinical_will.page_to_print(desk) == shown
    assert acts(desk)[-1] == Act.CLINICAL_WILL_PRINTED.value


@pytest.mark.parametrize("print_", [clinical_will.page_to_print, clinical_will.list_to_print])
def test_nothing_is_printed_for_nobody(desk: Desk, print_: object) -> None:
    before = acts(desk)
    assert callable(print_)
    with pytest.raises(ExecutorMissing):
        print_(desk)
    assert acts(desk) == before


def test_the_list_names_the_clients_of_open_cases_and_how_to_reach_them(desk: Desk) -> None:
    clinical_will.save(desk, WILL)
    by_phone = add_reachable(desk, ContactBy.PHONE, phone="01632 960111", email="a@example.org")
    by_mail = add_reachable(desk, ContactBy.EMAIL, email="b@example.org")
    nothing = add_case(desk, "Ben Lund")
    closed = add_case(desk, "Olwen Price")
    intake.change_status(desk, closed.id, CaseStatus.CLOSED)
    pdf = clinical_will.list_to_print(desk)
    said = text(pdf)
    for words in (by_phone, by_mail, nothing.number, "Telephone: 01632 960111", "b@example.org"):
        assert words in said, words
    for words in ("Leave no message.", "A message may be left.", "Nothing is on the card."):
        assert words in said, words
    assert "a@example.org" not in said
    assert "Price" not in said
    assert closed.number not in said
    assert "Diallo" not in reading.metadata(pdf)


def test_each_case_on_the_list_has_its_line_in_the_ledger(desk: Desk) -> None:
    clinical_will.save(desk, WILL)
    each = [add_case(desk, "Kayleigh Stott"), add_case(desk, "Ben Lund", "Ada Lund")]
    clinical_will.list_to_print(desk)
    for case in each:
        page = cases.page(desk, case.id)
        (line,) = page.disclosures
        assert (line.to, line.ground, line.channel) == (
            "Ruth Okafor",
            Ground.CLINICAL_WILL,
            Channel.PRINT,
        )
        assert line.document is None
        assert page.documents == (), "no copy is kept: it would name the other case's clients"
    codes = {cases.page(desk, case.id).disclosures[0].record_code for case in each}
    assert len(codes) == 1
    assert acts(desk)[-1] == Act.CLIENT_LIST_PRINTED.value
