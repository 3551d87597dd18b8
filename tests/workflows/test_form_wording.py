"""The organisation's own wording, end to end: in hand, in force, on paper, and never lost."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counsellor_desk.domain import form_changes, form_files
from counsellor_desk.domain.consent import ConsentStepNotPossible, signs_first
from counsellor_desk.domain.form_changes import NONE, FormChanges
from counsellor_desk.domain.form_questions import Question
from counsellor_desk.domain.form_versions import (
    NothingChanged,
    VersionReasonMissing,
    VersionReasonTooLong,
)
from counsellor_desk.domain.forms import FieldKind
from counsellor_desk.vault import form_versions
from counsellor_desk.workflows import (
    consent,
    form_definitions,
    form_wording,
    newer_form,
    own_facts,
    paper_printing,
    trail,
)
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.seal import CharactersMissing
from tests import filled_forms, walked_forms
from tests.conftest import THOROUGH
from tests.desks import TestDesk, add_case

F2 = form_definitions.shipped_table("F2")
ASKED = Question(
    key="", kind=FieldKind.LINE, label="Which number shall we ring?", at="who", required=True
)


def _worded(title: str = "May we tell them?") -> FormChanges:
    changes = form_changes.with_sentence(F2, NONE, "title", title)
    return form_changes.with_question(F2, changes, ASKED)


def test_what_is_in_hand_is_there_after_the_next_opening(test_desk: TestDesk) -> None:
    form_wording.keep(test_desk.open(), "F2", _worded())
    test_desk.close()
    desk = test_desk.open()
    found = form_wording.open_form(desk, "F2")
    assert found.changes == _worded()
    assert found.is_open
    assert found.form == form_definitions.shipped("F2")
    assert [line.form.id for line in form_wording.look(desk) if line.edited] == ["F2"]
    assert not form_wording.drop(desk, "F2").is_open


def test_forms_keep_the_version_that_they_were_begun_in(desk: Desk) -> None:
    before = filled_forms.begun(desk)
    made = form_wording.make(desk, "F2", _worded(), "  Our own\nwords ")
    assert (made.version, made.reason, made.made_by) == (2, "Our own words", "J. Mercer")
    now = consent.begin(desk, before.consent.case, before.consent.client)
    assert (now.form.version, now.form.title) == (2, "May we tell them?")
    again = form_wording.make(desk, "F2", NONE, "Back to the shipped words")
    assert again.version == 3
    titles = [consent.guide(desk, each.consent.id).form.title for each in (before, now)]
    assert titles == ["Permission to share information", "May we tell them?"]
    newest = form_definitions.newest(desk.read(), "F2")
    assert (newest.version, newest.own) == (3, True)
    assert newest.steps == form_definitions.shipped("F2").steps
    assert [v.version for v in form_wording.open_form(desk, "F2").history] == [3, 2]
    assert "New version of a form made" in {line.words for line in trail.page(desk).lines}


def test_a_version_needs_a_change_and_a_reason(desk: Desk) -> None:
    for changes, reason, refused in (
        (_worded(), " ", VersionReasonMissing),
        (_worded(), "x" * 301, VersionReasonTooLong),
        (NONE, "None at all", NothingChanged),
        (
            _worded("May we tell \U0001f469\u200d\U0001f680\U000f0000?"),
            "Pictures",
            CharactersMissing,
        ),
    ):
        with pytest.raises(refused):
            form_wording.make(desk, "F2", changes, reason)
    assert not form_wording.open_form(desk, "F2").history


def test_a_form_in_hand_is_finished_or_goes_on_in_the_newer_words(desk: Desk) -> None:
    guide = filled_forms.answered(desk)
    assert not guide.newer
    form_wording.make(desk, "F2", _worded(), "Own words")
    guide = consent.guide(desk, guide.consent.id)
    assert guide.newer
    newer = newer_form.take(desk, guide.consent.id)
    assert (newer.form.version, newer.newer) == (2, False)
    assert newer.consent.answers == guide.consent.answers
    assert [f.key for f in newer.form.fields() if f.is_open(newer.consent.answers)][:1] == [
        "added_1"
    ]
    assert newer_form.take(desk, guide.consent.id) == newer


def test_a_decided_form_stays_in_its_version(desk: Desk) -> None:
    guide = filled_forms.signed(desk)
    form_wording.make(desk, "F2", _worded(), "Own words")
    assert not consent.guide(desk, guide.consent.id).newer
    assert newer_form.take(desk, guide.consent.id).form.version == 1
    consent.seal_form(desk, guide.consent.id)
    assert consent.page(desk, guide.consent.id).guide.form.version == 1
    with pytest.raises(ConsentStepNotPossible):
        consent.answer(desk, guide.consent.id, {"why": "Other"}, "why")


def test_a_blank_form_is_read_in_the_version_that_was_printed(desk: Desk) -> None:
    paper_printing.print_blank(desk, "F2")
    form_wording.make(desk, "F2", _worded(), "Own words")
    (line,) = paper_printing.awaited(desk)
    assert line.title == "Permission to share information"
    composed = form_wording.preview(desk, "F2", _worded("Other words"))
    assert composed.pdf.startswith(b"%PDF")


def test_newer_shipped_words_are_said_and_changes_carried_over(desk: Desk) -> None:
    """As a store would be that was worded on an older program: its base is version 1 of 2."""
    made = form_wording.make(desk, "F2", _worded(), "Own words")
    older = replace(made, version=9, shipped_version=9)
    with desk.store.quietly() as tx:
        form_versions.add(tx, older)
    (line,) = [each for each in form_wording.look(desk) if each.newer_shipped]
    assert line.form.id == "F2"
    found = form_wording.open_form(desk, "F2")
    assert found.carried is not None
    assert found.is_open
    assert found.changes == _worded()
    assert form_wording.make(desk, "F2", found.changes, "Carried over").version == 10
    assert form_wording.open_form(desk, "F2").carried is None


def test_wording_goes_from_one_counsellor_to_another(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "F2.cdform"
    form_wording.export("F2", _worded(), path)
    form, carried = form_wording.take_in(desk, path)
    assert (form, carried.changes, carried.lost) == ("F2", _worded(), ())
    assert form_wording.open_form(desk, "F2").changes == _worded()
    other = form_files.FormFile(form="F99", based_on=1, changes=NONE)
    path.write_bytes(form_files.written(other))
    with pytest.raises(form_files.FormFileOtherKind):
        form_wording.take_in(desk, path)
    for wrong in (tmp_path, tmp_path / "none", Path("/dev/null")):
        with pytest.raises(form_files.FormFileUnreadable):
            form_wording.take_in(desk, wrong)
    path.write_bytes(b"x" * (form_files.LARGEST + 1))
    with pytest.raises(form_files.FormFileTooLarge):
        form_wording.take_in(desk, path)


def test_a_signed_form_says_the_facts_of_the_day_it_was_decided(desk: Desk) -> None:
    """Preview, hash and seal agree, although a helpline has another number by now."""
    case = add_case(desk)
    guide = consent.decide(desk, walked_forms.answered(desk, case, "F6").consent.id)
    before = guide.facts["samaritans"]
    own_facts.change(desk, replace(before, text="Samaritans: call 0.", source="Us"))
    shown = consent.guide(desk, guide.consent.id)
    assert shown.facts["samaritans"].text == before.text
    assert consent.preview(desk, guide.consent.id).pdf
    filled_forms.sign(desk, guide.consent.id, *signs_first(shown.form, shown.consent))
    consent.seal_form(desk, guide.consent.id)
    assert consent.guide(desk, guide.consent.id).facts["samaritans"].text == before.text
    later = consent.begin(desk, case.id, case.clients[0].id, "F6")
    assert later.facts["samaritans"].text == "Samaritans: call 0."


def test_a_form_taken_back_says_what_holds_now(desk: Desk) -> None:
    case = add_case(desk)
    guide = consent.decide(desk, walked_forms.answered(desk, case, "F6").consent.id)
    own_facts.change(desk, replace(guide.facts["shout"], text="Text 1.", source="Us"))
    assert consent.reopen(desk, guide.consent.id).facts["shout"].text == "Text 1."
    assert consent.decide(desk, guide.consent.id).facts["shout"].text == "Text 1."


def test_each_day_a_fact_is_older(desk: Desk) -> None:
    today = desk.now().date()
    line = own_facts.look(desk)[0]
    assert line.fact.checked_on < today
    own_facts.checked_today(desk, line.fact.key)
    (now,) = [each for each in own_facts.look(desk) if each.fact.key == line.fact.key]
    assert (now.fact.checked_on, now.fact.text, now.reworded) == (today, line.fact.text, False)
    assert now.fact.is_old(today + timedelta(days=367))


@settings(max_examples=50 if THOROUGH else 5, suppress_health_check=[HealthCheck.too_slow])
@given(titles=st.lists(st.sampled_from(["May we record?", "Recording", ""]), max_size=4))
def test_versions_only_ever_grow_and_none_is_changed(
    desk_template: TestDesk, titles: list[str]
) -> None:
    """Whatever is worded and put back: every version reads as it did when it was made."""
    with tempfile.TemporaryDirectory() as home:
        place = desk_template.copied_to(Path(home, "desk"))
        desk = place.open()
        made = [form_definitions.newest(desk.read(), "F5")]
        for title in titles:
            changes = FormChanges(sentences={"title": title} if title else {})
            with suppress(NothingChanged):
                form_wording.make(desk, "F5", changes, "plainer")
                made.append(form_definitions.newest(desk.read(), "F5"))
        versions = [form.version for form in made]
        assert versions == sorted(set(versions))
        assert [form_definitions.at(desk.read(), "F5", each) for each in versions] == made
        place.close()
