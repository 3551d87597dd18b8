"""The organisation's own words, and what comes after a seal: the same kind of walks."""

from __future__ import annotations

from dataclasses import replace

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.consent import Consent
from counsellor_desk.domain.form_changes import FormChanges
from counsellor_desk.domain.later_terms import Later
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.domain.sealed_documents import DocumentKind, SealedDocument
from counsellor_desk.vault import (
    cases,
    disclosures,
    documents,
    form_versions,
    later_lines,
    own_facts,
)
from counsellor_desk.workflows import (
    consent,
    disclosure,
    form_definitions,
    form_wording,
    later,
    withdrawals,
)
from counsellor_desk.workflows import own_facts as wording_of_facts
from tests import walked_forms
from tests.faults.form_walk import Walk
from tests.faults.promises import ensure

_WORDED = FormChanges(sentences={"title": "May we tell them?"})
_HELPLINE = "samaritans"
_TOLD = "wiped in front of the client"


class OwnWords(Walk):
    """A form is put in other words, and a helpline; then what was shipped holds again."""

    STEPS = ("in hand", "in force", "fact", "fact put back")

    def get_ready(self) -> None:
        """Nothing comes before it."""

    def stage(self) -> int:
        reader = self.desk.read()
        edits = form_versions.edits(reader, "F2")
        made = form_versions.of_form(reader, "F2")
        changed, back = self.acts(Act.FACT_CHANGED), self.acts(Act.FACT_PUT_BACK)
        ensure("a version and its act", holds=len(made) == len(self.acts(Act.FORM_VERSION_MADE)))
        ensure("in hand until it is in force", holds=edits is None or not made)
        ensure("all of the words", holds=all(each.changes == _WORDED for each in made))
        own = own_facts.everything(reader)
        ensure("a fact and its act", holds=len(own) == len(changed) - len(back))
        newest = form_definitions.newest(reader, "F2")
        ensure("the words that hold", holds=(newest.title == "May we tell them?") is bool(made))
        return (edits is not None or bool(made)) + len(made) + len(changed) + len(back)

    def step(self, number: int) -> None:
        desk, shipped = self.desk, form_definitions.shipped_facts()[_HELPLINE]
        if number == 0:
            form_wording.keep(desk, "F2", _WORDED)
        elif number == 1:
            form_wording.make(desk, "F2", _WORDED, "plainer")
        elif number == 2:
            wording_of_facts.change(desk, replace(shipped, text="Call us.", source="Our list"))
        else:
            wording_of_facts.put_back(desk, _HELPLINE)


class AfterTheSeal(Walk):
    """A recording is said to be gone; a yes is taken back, and the recipient is written to."""

    STEPS = ("filled in", "withdrawn", "letter made", "letter left")

    def get_ready(self) -> None:
        if self.the_form("F5") is not None:
            return
        case = cases.load(self.desk.read(), self.case)
        walked_forms.sealed(self.desk, case, "F5")
        given = walked_forms.sealed(self.desk, case, "F2", Outcome.GIVEN, extent="standing").consent
        pack = disclosure.make_pack(self.desk, given.id)
        disclosure.print_pack(self.desk, given.id, pack.id, seen=True)

    def stage(self) -> int:
        reader, shared, recorded = self.desk.read(), self._form("F2"), self._form("F5")
        lines = later_lines.of_consent(reader, recorded.id)
        ensure("a line and its act", holds=len(lines) == len(self.acts(Act.FORM_ADDED_TO)))
        ensure("all of it", holds=all(line.told == _TOLD for line in lines))
        ended = shared.withdrawn_at is not None
        ensure("an act of its end", holds=len(self.acts(Act.CONSENT_WITHDRAWN)) == ended)
        letters = self._letters()
        for letter in letters:
            ensure("the letter's bytes", holds=len(documents.pdf(reader, letter.id)) > 0)
        gone = [
            each
            for each in disclosures.of_case(reader, self.case)
            if each.document in {letter.id for letter in letters}
        ]
        ensure("only what was made has left", holds=len(gone) <= len(letters))
        return len(lines) + ended + len(letters) + len(gone)

    def step(self, number: int) -> None:
        desk, shared = self.desk, self._form("F2")
        if number == 0:
            today, which = desk.now().date(), self._form("F5").id
            later.add(desk, which, Later.RECORDING_DESTROYED, on=today, told=_TOLD)
        elif number == 1:
            consent.withdraw(desk, shared.id, "by telephone")
        elif number == 2:
            withdrawals.letter(desk, shared.id, shared.recipient)
        else:
            (letter,) = self._letters()
            withdrawals.print_letter(desk, letter.id, shared.recipient)

    def _form(self, form: str) -> Consent:
        found = self.the_form(form)
        assert found is not None
        return found

    def _letters(self) -> list[SealedDocument]:
        every = documents.of_case(self.desk.read(), self.case)
        return [each for each in every if each.kind is DocumentKind.LETTER]
