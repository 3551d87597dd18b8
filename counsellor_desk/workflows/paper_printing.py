"""Forms that go out on paper: filled in or blank, awaited until they come back or are called back.

The form ID is on every page; it is what a paper that comes back is known by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from counsellor_desk.documents.composed import Letterhead
from counsellor_desk.domain import consent as consent_rules
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.forms import FormDefinition
from counsellor_desk.domain.ids import CaseId, ConsentId
from counsellor_desk.domain.paper_forms import LARGE_PRINT, BlankForm
from counsellor_desk.lazily import lazily
from counsellor_desk.vault import consents, paper_forms
from counsellor_desk.wording import _
from counsellor_desk.workflows import consent as forms_with_clients
from counsellor_desk.workflows import exit_door, form_definitions, seal
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.exit_door import Leaving

if TYPE_CHECKING:
    from counsellor_desk.documents import paper_form
else:
    paper_form = lazily("counsellor_desk.documents.paper_form")


@dataclass(frozen=True, kw_only=True)
class PaperLine:
    """A form that lies on paper somewhere. ``client`` names nobody; a blank form has no case.

    ``pages``: how many have come back, where bringing it back has begun.
    """

    form_id: str
    title: str
    printed_at: datetime
    consent: ConsentId | None = None
    case: CaseId | None = None
    case_number: str = ""
    client: str = ""
    large: bool = False
    pages: int = 0

    @property
    def is_blank(self) -> bool:
        """Whether nothing but its ID is known of it."""
        return self.consent is None


def awaited(desk: Desk) -> tuple[PaperLine, ...]:
    """Every form that is to come back, the one that was printed first at the top."""
    lines = [*_filled(desk), *_blank(desk)]
    return tuple(sorted(lines, key=lambda line: (line.printed_at, line.form_id)))


def line_of(desk: Desk, consent: ConsentId) -> PaperLine | None:
    """That form as the list has it; nothing where it is not awaited."""
    return next((line for line in _filled(desk) if line.consent == consent), None)


def is_anybodys(desk: Desk, consent: ConsentId) -> bool:
    """Whether that form is a client's; one that was printed blank may be nobody's again."""
    return paper_forms.is_known(desk.read(), consent)


def printable(desk: Desk) -> tuple[FormDefinition, ...]:
    """Every form that can be printed blank, as it is in use today."""
    return form_definitions.everything(desk.read())


def print_form(desk: Desk, consent: ConsentId, *, large: bool = False) -> bytes:
    """The form as it is filled in, for the printer: from now on it is awaited.

    Raises:
        ConsentStepNotPossible: it is signed on screen already.
        CharactersMissing, DiskFull, DiskFault: nothing was made.
    """
    size = LARGE_PRINT if large else 1.0
    document = forms_with_clients.for_paper(desk, consent, size=size)
    leaving = Leaving(
        to=_("the client"), purpose=_("to sign on paper"), ground=exit_door.ground_of(document)
    )
    return exit_door.take_to_print(desk, document.id, leaving)


def print_blank(desk: Desk, form: str, *, large: bool = False) -> bytes:
    """An empty form for the printer, under an ID that is taken for it.

    Raises:
        CharactersMissing, DiskFull, DiskFault: no ID is taken.
    """
    found = form_definitions.newest(desk.read(), form)
    blank = BlankForm(
        form_id=forms_with_clients.new_form_id(),
        form=form,
        version=found.version,
        large=large,
        printed_at=desk.now(),
    )
    return _print(desk, found, blank)


def print_blank_again(desk: Desk, form_id: str, *, large: bool = False) -> bytes:
    """The same blank form once more, under the same ID.

    Raises:
        KeyError: no such blank form.
        CharactersMissing, DiskFull, DiskFault: it is as it was.
    """
    blank = _known(desk, form_id)
    form = form_definitions.at(desk.read(), blank.form, blank.version)
    return _print(desk, form, replace(blank, large=large))


def call_back(desk: Desk, consent: ConsentId) -> None:
    """The paper is not awaited any more; the form goes on here, and what came back is deleted.

    Raises:
        ConsentStepNotPossible: it is closed for changes.
        DiskFull, DiskFault: it is as it was.
    """
    now = desk.now()
    reopened = consent_rules.reopened(consents.load(desk.read(), consent), now)
    with desk.store.act(Act.FORM_CALLED_BACK, at=now, about=consent, blank=False) as tx:
        paper_forms.drop(tx, consent)
        consents.save(tx, reopened)


def call_blank_back(desk: Desk, form_id: str) -> None:
    """The blank form is not awaited any more; its ID is never used again.

    Raises:
        KeyError: no such blank form.
        DiskFull, DiskFault: it is as it was.
    """
    blank, now = _known(desk, form_id), desk.now()
    with desk.store.act(Act.FORM_CALLED_BACK, at=now, about=form_id, blank=True) as tx:
        paper_forms.keep_blank(tx, replace(blank, called_back_at=now))


def _print(desk: Desk, form: FormDefinition, blank: BlankForm) -> bytes:
    letterhead = Letterhead(
        organisation=desk.profile().organisation,
        case_number="",
        at=desk.now(),
        size=LARGE_PRINT if blank.large else 1.0,
    )
    composed = seal.ensure_whole(paper_form.blank(form, blank.form_id, letterhead))
    with desk.store.act(
        Act.BLANK_FORM_PRINTED, at=desk.now(), about=blank.form_id, form=blank.form
    ) as tx:
        paper_forms.keep_blank(tx, blank)
    return composed.pdf


def _known(desk: Desk, form_id: str) -> BlankForm:
    blank = paper_forms.blank(desk.read(), form_id)
    if blank is None:
        raise KeyError("blank form")
    return blank


def _filled(desk: Desk) -> Iterator[PaperLine]:
    pages = paper_forms.counted(desk.read())
    for which in paper_forms.awaited(desk.read()):
        guide = forms_with_clients.guide(desk, which)
        consent = guide.consent
        yield PaperLine(
            form_id=consent.form_id,
            title=guide.form.title,
            printed_at=consent.on_paper_at or consent.begun_at,
            consent=which,
            case=consent.case,
            case_number=guide.case_number,
            client=guide.client,
            pages=pages.get(which, 0),
        )


def _blank(desk: Desk) -> Iterator[PaperLine]:
    for blank in paper_forms.blanks_awaited(desk.read()):
        yield PaperLine(
            form_id=blank.form_id,
            title=form_definitions.at(desk.read(), blank.form, blank.version).title,
            printed_at=blank.printed_at,
            large=blank.large,
        )
