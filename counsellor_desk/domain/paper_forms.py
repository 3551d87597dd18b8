"""Forms signed by hand: printed, awaited, scanned back and entered (forms.md 4.1, wet ink).

The paper is what was signed. What a counsellor enters from it is what the desk acts on: the
decision, who signed with which date, and where the original is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Final

from counsellor_desk.domain.consent import Consent, signs_first
from counsellor_desk.domain.forms import Answers, Field, FieldKind, FormDefinition
from counsellor_desk.domain.ids import CROCKFORD, ConsentId
from counsellor_desk.domain.page_files import PaperPage
from counsellor_desk.domain.signatures import LONGEST_NAME, Signature, SignerRole
from counsellor_desk.domain.signatures import SignerNameMissing as NameMissing
from counsellor_desk.domain.text import one_line
from counsellor_desk.domain.worded import Worded
from counsellor_desk.errors import NOTHING_LOST, DeskError, InputError
from counsellor_desk.wording import N_

LARGE_PRINT: Final = 1.5
"""Times the normal type size."""
_NOON: Final = time(12)
_HALF: Final = 4
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SHAPE: Final = re.compile(f"[{CROCKFORD}]{{{_HALF}}}-?[{CROCKFORD}]{{{_HALF}}}")
_KEPT: Final = N_("The pages and all that you entered are kept, and nothing is sealed.")
_NOTHING_IN: Final = N_("Nothing was taken in, and the files are as they were.")


class Bound(Worded):
    """How it is known that a page is of this form."""

    CODE = "code", N_("Pages known by the code printed on them")
    TYPED = "typed", N_("Pages known by the form ID, which the counsellor read and typed")
    EYE = "eye", N_("Pages known by eye, with the others")


class Original(Worded):
    """What became of the paper that was signed."""

    KEPT = "kept", N_("It is kept")
    HANDED_OVER = "handed_over", N_("It was handed over")
    DESTROYED = "destroyed", N_("It was destroyed")


class OtherFormScanned(DeskError):
    """Bound by its code to another form, of which no more is said than its name."""

    happened = N_("This is another form: “{title}”, form {id}. Form {wanted} is awaited here.")
    safe = _NOTHING_IN
    next_step = N_("Choose the pages of form {wanted}. Form {id} is brought back by itself.")


class UnknownFormScanned(DeskError):
    """Of another store, of an old one, or no form at all."""

    happened = N_("This paper bears the code of form {id}, and no such form is in this store.")
    safe = _NOTHING_IN
    next_step = N_("Look at the form ID at the top of the page. It may be of another store.")


class SeveralFormsScanned(DeskError):
    """Two papers got into one pile."""

    happened = N_("These pages are of several forms: {ids}.")
    safe = _NOTHING_IN
    next_step = N_("Bring them back one form at a time.")


class FormNotAwaited(DeskError):
    """It is known, and nothing is to come back of it."""

    happened = N_("Form {id}, “{title}”, is not awaited: {why}")
    safe = _NOTHING_IN
    next_step = N_(
        "Open the form to see where it stands. It can be printed again while it is open."
    )


class CodeNotReadable(DeskError):
    """No page says which form it is. The desk then asks for the form ID."""

    happened = N_("No code on these pages could be read.")
    safe = _NOTHING_IN
    next_step = N_("Type the form ID that stands at the top of each page.")


class FormIdNotPossible(InputError):
    """Not eight of the letters and digits that there are."""

    field = "form_id"
    happened = N_("That is not a form ID.")
    safe = N_("Nothing was taken in.")
    next_step = N_("It has eight letters and digits, such as 2F7K-9QXM, at the top of each page.")


class FormIdNotAwaited(InputError):
    """Typed, and of no form that lies on paper."""

    field = "form_id"
    happened = N_("No form with the ID {id} is awaited.")
    safe = N_("Nothing was taken in.")
    next_step = N_("Compare each letter and digit with the paper.")


class NoPageOfForm(DeskError):
    """Nothing is there to seal."""

    happened = N_("There is no page of the signed form yet.")
    safe = _KEPT
    next_step = N_("Add its pages first.")


class PagesNotChecked(InputError):
    """The counsellor's eye is what vouches for them."""

    field = "checked"
    happened = N_("It is not confirmed yet that every page is here and the signatures can be seen.")
    safe = _KEPT
    next_step = N_("Look at each page, then tick both. What cannot be seen is scanned once more.")


class NotDecidedOnPaper(InputError):
    """Nothing comes into force of a form on which nothing was decided."""

    field = "outcome"
    happened = N_("What the client decided on paper is not entered, or is still open.")
    safe = _KEPT
    next_step = N_("Choose what is ticked there. Undecided, the form stays open: call it back.")


class SignedOnNotPossible(InputError):
    """Between the day it was printed and today."""

    field = "signed_on"
    happened = N_("The form cannot have been signed on that day by: {role}.")
    safe = _KEPT
    next_step = N_("Enter the day that stands on paper, between {first} and {last}.")


class SignerMissing(InputError):
    """Somebody has to have signed."""

    field = "signers"
    happened = N_("A signature is missing: {role}.")
    safe = _KEPT
    next_step = N_("Enter who signed. If nobody did, have it signed and scan that page again.")


class OriginalMissing(InputError):
    """Somebody will want to find it."""

    field = "original"
    happened = N_("What became of the signed paper is missing.")
    safe = _KEPT
    next_step = N_("Say where it is kept, who has it, or how it was destroyed.")


class ReturnGone(DeskError):
    """Sealed or put aside meanwhile."""

    happened = N_("These scanned pages are not there any more.")
    safe = NOTHING_LOST
    next_step = N_("Open the form to see where it stands.")


@dataclass(frozen=True, kw_only=True)
class BlankForm:
    """An empty form that was printed: its ID is taken, and nothing else is known of it.

    ``consent``: what it became once it came back.
    """

    form_id: str
    form: str
    version: int
    large: bool
    printed_at: datetime
    called_back_at: datetime | None = None
    consent: ConsentId | None = None

    @property
    def is_awaited(self) -> bool:
        """Whether it may still come back, and has not."""
        return self.called_back_at is None and self.consent is None


@dataclass(frozen=True, kw_only=True)
class PaperSigner:
    """Who signed on paper, as far as that is entered."""

    role: SignerRole
    name: str = ""
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What was entered from the paper so far."""

    answers: Answers = field(default_factory=lambda: MappingProxyType({}))
    signers: tuple[PaperSigner, ...] = ()
    original: Original | None = None
    original_words: str = ""
    every_page: bool = False
    signatures_seen: bool = False


@dataclass(frozen=True, kw_only=True)
class ScannedPage:
    """A page that came back, and how it is known to be of this form."""

    page: PaperPage
    bound: Bound


@dataclass(frozen=True, kw_only=True)
class PaperReturn:
    """A form that is being brought back: its pages, and what was entered."""

    consent: ConsentId
    begun_at: datetime
    entered: Entered
    pages: tuple[ScannedPage, ...]


def as_typed(text: str) -> str:
    """The form ID that somebody typed, as it stands on paper: ``2F7K-9QXM``.

    Raises:
        FormIdNotPossible: it is none.
    """
    letters = re.sub(r"[\s\-–—]", "", text).upper().translate(_READ_AS)
    if not _SHAPE.fullmatch(letters):
        raise FormIdNotPossible
    return f"{letters[:_HALF]}-{letters[_HALF:]}"


def is_form_id(text: str) -> bool:
    """Whether a code says a form ID; paper may bear other codes too."""
    return "-" in text and _SHAPE.fullmatch(text) is not None


def may_be_entered(form: FormDefinition, answers: Answers, entered: Answers) -> tuple[Field, ...]:
    """What could have to be typed from the paper, by what else is typed.

    That is the decision, and what it is read out of and still open. What else stands on paper
    stands in the scan.
    """
    reads = form.reads.named()
    wanted = {*reads, *(signer.field for signer in form.signers_if)}
    return tuple(
        each
        for each in form.fields()
        if (each.kind is FieldKind.OUTCOME or each.key in wanted)
        and (not answers.get(each.key) or each.key in entered)
    )


def to_enter(form: FormDefinition, answers: Answers, entered: Answers) -> tuple[Field, ...]:
    """Those of them that are asked, with what is answered and entered now."""
    both = {**answers, **entered}
    return tuple(each for each in may_be_entered(form, answers, entered) if each.asked(both))


def ensure_checked(entered: Entered, pages: Sequence[ScannedPage]) -> None:
    """Let pages be sealed that somebody has looked at.

    Raises:
        NoPageOfForm, PagesNotChecked: as they say.
    """
    if not pages:
        raise NoPageOfForm
    if not (entered.every_page and entered.signatures_seen):
        raise PagesNotChecked


def original_place(entered: Entered) -> str:
    """What became of the paper, in a line.

    Raises:
        OriginalMissing: it is not said.
    """
    words = one_line(entered.original_words)
    if entered.original is None or not words:
        raise OriginalMissing
    return f"{entered.original.label}: {words}"


def signed_on_paper(
    form: FormDefinition, consent: Consent, signers: Iterable[PaperSigner], now: datetime
) -> Consent:
    """The consent with the signatures that stand on paper, each at noon of its day.

    Raises:
        SignerMissing, SignerNameMissing, SignedOnNotPossible: as they say.
    """
    first, today = _printed_on(consent), now.date()
    given = {each.role: each for each in signers if one_line(each.name) or each.on}
    for role in SignerRole:
        if role in signs_first(form, consent) and role not in given:
            raise SignerMissing(role=role.label)
    inked = []
    for role, each in given.items():
        name = one_line(each.name)[:LONGEST_NAME]
        if not name:
            raise NameMissing
        if each.on is None or not first <= each.on <= today:
            raise SignedOnNotPossible(
                role=role.label, first=first.isoformat(), last=today.isoformat()
            )
        at, over = min(datetime.combine(each.on, _NOON, now.tzinfo), now), consent.text_hash
        inked.append(Signature(role=role, name=name, signed_at=at, strokes=(), over=over))
    return replace(consent, signatures=tuple(inked))


def _printed_on(consent: Consent) -> date:
    return (consent.on_paper_at or consent.begun_at).date()
