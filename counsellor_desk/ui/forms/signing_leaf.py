"""The signing step: the document as it will be, who signs it, and sealing it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.consent import Consent, required_signers, signs_first, signs_later
from counsellor_desk.domain.forms import FormDefinition, Step
from counsellor_desk.domain.outcomes import REFUSING, Family
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.domain.text import told_apart
from counsellor_desk.ui.forms.leaf import Leaf
from counsellor_desk.ui.forms.question_leaf import BACK_KEYS
from counsellor_desk.ui.tokens import GRID, scaled
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.buttons import Button, Look, primary, quiet
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.layouts import Flow
from counsellor_desk.ui.widgets.paper import PaperView
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import Words, strong
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows.consent import Guide

_BOTH: Final = {SignerRole.CLIENT, SignerRole.COUNSELLOR}
_ADD: Final = MappingProxyType(
    {
        SignerRole.PARENT: N_("Add a parent or guardian"),
        SignerRole.INTERPRETER: N_("Add an interpreter"),
        SignerRole.WITNESS: N_("Add a witness"),
    }
)
_PAPER_HIGH = 320  # px at 100 %: enough to read in, and who signs is seen below


class SigningLeaf(Leaf):
    """Read it, sign it, seal it.

    ``sign`` carries the role of who wants to sign; ``thaw``: take the signatures back;
    ``on_paper``: sign by hand instead.
    """

    back = Signal()
    sign = Signal(object)
    seal = Signal()
    thaw = Signal()
    on_paper = Signal()

    def __init__(
        self, step: Step, place: str, guide: Guide, *, alone: SignerRole | None = None
    ) -> None:
        """``alone``: who has the computer signs so, and is offered no other place."""
        super().__init__(place, step.question, step.plain, step.full)
        self._guide = guide
        self._alone = alone
        self._paper = PaperView(_("The form as it will stand on paper"))
        self._paper.setFixedHeight(scaled(_PAPER_HIGH))
        self._signers = Rows()
        self._trouble = Banner("", State.AMBER)
        self._trouble.hide()
        self._seal = primary(_("Seal the form"), self.seal.emit, icon_name="shield-check")
        self.add(self._trouble)
        for told in guide.told if alone is None else ():
            self.add(Banner(told.sentence))
        if guide.renews:
            takes_place = _("It takes the place of form {id}, which ends when this is sealed.")
            self.add(Words(takes_place.format(id=guide.renews)))
        self.add(self._paper)
        if guide.form.signers or guide.consent.signatures:
            self.add(self._who_signs())
        self.add_buttons(*self._ways(guide.consent))
        self._show_signers(guide.consent)

    def show_paper(self, pdf: bytes, missing: Iterable[str]) -> None:
        """Show the document; what no font has is said, and it cannot be signed like that."""
        self._paper.show_pdf(pdf)
        if characters := told_apart(missing):
            self._trouble.say(
                _(
                    "These characters cannot be printed: {characters}. Go back, write them in "
                    "another way, and come here again."
                ).format(characters=characters)
            )
            self._trouble.show()
            self._signers.setEnabled(False)
            self._seal.setEnabled(False)

    def take_focus(self) -> None:
        """Begin with reading; once somebody has signed, with what is to be done next."""
        waiting = [b for b in self.findChildren(Button) if b.property("look") == "primary"]
        begun = bool(self._guide.consent.signatures)
        self.go_to(waiting[0] if waiting and begun else self._paper)

    def _who_signs(self) -> Card:
        card = Card(_("Signatures"))
        card.add(self._signers)
        if self._alone is None:
            shown = _offered(self._guide)
            more = Flow(gap=2 * GRID)
            for role in (each for each in _besides(self._guide.form) if each not in shown):
                more.addWidget(quiet(_(_ADD[role]), partial(self.sign.emit, role)))
            others = QWidget()
            others.setLayout(more)
            card.add(others)
        return card

    def _ways(self, consent: Consent) -> list[Button]:
        ways = [Button(_("Back"), self.back.emit, told_keys=BACK_KEYS)]
        if not consent.signatures and self._guide.form.signers:
            ways.append(quiet(_("Sign on paper instead"), self.on_paper.emit, icon_name="printer"))
        elif consent.signatures and self._alone is None:
            ways.append(quiet(_("Change something"), self.thaw.emit, icon_name="pencil"))
        if _all_signed(self._guide, consent) and self._alone is None:
            ways.append(self._seal)
        return ways

    def _show_signers(self, consent: Consent) -> None:
        needed = signs_first(self._guide.form, consent)
        offered = {self._alone} if self._alone else _offered(self._guide)
        shown = [role for role in SignerRole if role in offered]
        waiting = [r for r in shown if r in needed and consent.signature(r) is None]
        self._signers.show_rows(self._row(role, consent, waiting[:1]) for role in shown)

    def _row(self, role: SignerRole, consent: Consent, first: list[SignerRole]) -> QWidget:
        signature = consent.signature(role)
        if signature is not None:
            said = dates.local_moment(signature.signed_at)
            below = _("{name}, {when}").format(name=signature.name, when=said)
            return Row([strong(role.label)], below=below, pill=Pill(_("Signed"), State.GREEN))
        look = Look.PRIMARY if role in first else Look.SECONDARY
        sign = Button(_("Sign"), lambda: self.sign.emit(role), look=look, icon_name="signature")
        sign.setAccessibleName(_("Sign: {role}").format(role=role.label))
        return Row([strong(role.label)], below=_waits(role, self._guide, consent), ends=[sign])


def may_sign(guide: Guide) -> set[SignerRole]:
    """Who can be asked to sign now: those who have to, and who may as well."""
    return {*_offered(guide), *_besides(guide.form)}


def _offered(guide: Guide) -> set[SignerRole]:
    """Whose places stand there: a client may sign a no, too; a record is signed as it says."""
    consent = guide.consent
    gave = {signature.role for signature in consent.signatures}
    both = set() if guide.form.family is Family.RECORD else _BOTH
    return {*both, *required_signers(guide.form, consent), *gave}


def _besides(form: FormDefinition) -> tuple[SignerRole, ...]:
    """Who may sign although nobody has to wait for them."""
    named = {signer.role for signer in form.signers_if}
    return tuple(role for role in _ADD if role is SignerRole.WITNESS or role in named)


def _waits(role: SignerRole, guide: Guide, consent: Consent) -> str:
    if role is SignerRole.CLIENT and consent.outcome in REFUSING:
        return _("A “No” needs no signature of the client.")
    if role in signs_later(guide.form, consent):
        return _("Now, or later from the sealed document, with a certificate of their own.")
    return _("Not signed yet")


def _all_signed(guide: Guide, consent: Consent) -> bool:
    return not signs_first(guide.form, consent) - {each.role for each in consent.signatures}
