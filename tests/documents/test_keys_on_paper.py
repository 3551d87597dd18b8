"""Paper about keys: the recovery sheet, and the page that tells others how to open the records."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counsellor_desk.documents import clinical_will, recovery_sheet
from counsellor_desk.documents.composed import Composed, Letterhead
from counsellor_desk.domain.clinical_will import ClinicalWill
from counsellor_desk.domain.profile import Contact
from tests.desks import PROFILE
from tests.documents import reading, samples

KEY = "9CW1D-JC3XD-GS75A-0B9QX-A823H-2VHH0-A2S8S"
LETTERHEAD: Letterhead = replace(samples.LETTERHEAD, case_number="", record_code="")
RUTH = Contact(name="Ruth Okafor", reach="01632 960010")


def will(executor: Contact = RUTH, *, manager_has_key: bool = False) -> Composed:
    return clinical_will.compose(
        ClinicalWill(executor=executor, sheet="Safe of the practice"),
        manager_has_key=manager_has_key,
        counsellor=PROFILE,
        letterhead=LETTERHEAD,
        reference="7K2QZM",
    )


def text(composed: Composed) -> str:
    return " ".join(reading.text_of(composed.pdf).split())


def test_the_sheet_bears_each_group_once_and_nowhere_but_on_its_page() -> None:
    sheet = recovery_sheet.compose(KEY, letterhead=LETTERHEAD, reference="7K2QZM")
    assert sheet.pages == 1
    said = text(sheet)
    for group in KEY.split("-"):
        assert said.count(group) == 1
        assert group not in reading.metadata(sheet.pdf)
        assert group not in sheet.file_name + sheet.title


def test_the_sheet_says_how_it_is_used_and_what_becomes_of_it() -> None:
    said = text(recovery_sheet.compose(KEY, letterhead=LETTERHEAD, reference="7K2QZM"))
    for words in (
        "“I have forgotten my passphrase”",
        "“I have a backup”",
        "It never opens a session note.",
        "make a new backup, and shred this one.",
    ):
        assert words in said, words


@pytest.mark.parametrize("has_key", [False, True])
def test_the_manager_s_way_is_told_where_there_is_one(*, has_key: bool) -> None:
    made = will(manager_has_key=has_key)
    said = text(made)
    assert ("“Open with a service manager’s key”" in said) is has_key
    assert ("The service manager’s key file" in said) is has_key
    assert made.pages == 1
    assert made.missing == ()


def test_a_manager_who_is_the_executor_is_named_once() -> None:
    assert "Service manager Owen Price" in text(will()).replace("\n", " ")
    owen = PROFILE.service_manager
    assert text(will(owen)).count("Owen Price") == 2, "in the lead and in the panel"


def test_without_an_executor_the_page_still_says_what_to_do() -> None:
    assert "For whoever is asked to do it" in text(will(Contact()))
