"""From the decision to the sealed form: deciding, the document, the pad."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from counsellor_desk.domain.forms import Reader, open_fields, words
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.outcomes import UNDECIDED
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.domain.validity import StillTimeToThink
from counsellor_desk.ui import withdrawing
from counsellor_desk.ui.forms.asking_once import AskingOnce
from counsellor_desk.ui.forms.course import SIGNS
from counsellor_desk.ui.forms.guiding import Guiding
from counsellor_desk.ui.forms.hand_over import HandOver
from counsellor_desk.ui.forms.pad_leaf import PadLeaf
from counsellor_desk.ui.forms.pausing import Pausing
from counsellor_desk.ui.forms.sealing import Sealing
from counsellor_desk.ui.forms.signing_leaf import SigningLeaf, may_sign
from counsellor_desk.ui.forms.told import until_decided
from counsellor_desk.ui.paper_out import PaperOut
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.wording import _
from counsellor_desk.workflows import consent
from counsellor_desk.workflows.consent import Guide

T = TypeVar("T")


class Signing(QObject):
    """What a guide does at its signing step.

    ``back``: to the step before; ``step`` carries another to go to; ``thawed``: the form whose
    signatures were taken back; ``refused``: what an act refused.
    """

    back = Signal()
    step = Signal(str)
    thawed = Signal(object)
    refused = Signal(object)

    def __init__(self, screen: Guiding, hand_over: HandOver) -> None:
        super().__init__(screen)
        self._screen, self._hand_over = screen, hand_over
        self._parts, self._desk = screen.parts, screen.parts.desk
        self._once = AskingOnce(screen, self.refused.emit)
        self._sealing = Sealing(screen)
        self._sealing.refused.connect(self.refused)
        self._pausing = Pausing(screen, hand_over)
        self._pausing.back.connect(self.back)
        self._pausing.step.connect(self.step)
        self._pausing.withdraw.connect(self.withdraw)

    def begin(self) -> None:
        """Come to the signing step: to what is open, to the decision, or to the document."""
        guide, desk, which = self._screen.guide, self._desk, self._which
        if guide.consent.sealed_at is not None:
            self._sealing.look()
        elif guide.consent.signatures:
            self._show(guide)
        elif open_fields(guide.form, guide.consent.answers):
            self._pausing.say_what_is_open()
        elif words(guide.consent.answers, "outcome") in {each.value for each in UNDECIDED}:
            self._pausing.say_that_is_fine(until_decided(guide.form))
        else:
            self._act(lambda: consent.decide(desk, which), self._show, self._not_decided)

    def thaw(self) -> None:
        """Take the signatures back, once the counsellor says so."""
        desk, which = self._desk, self._which
        Confirmation(
            self._screen,
            _("Take the signatures back?"),
            (
                _("Then answers can be changed, and everybody signs again."),
                _("All answers are kept."),
            ),
            do=_("Take them back"),
            then=lambda: self._act(lambda: consent.reopen(desk, which), self.thawed.emit),
        ).open()

    def withdraw(self) -> None:
        """The client wants nothing more of this form; what was answered stays on record."""
        withdrawing.offer(self._screen, self._parts, self._which, self._parts.window.go_back)

    def close_pad(self) -> None:
        """Back from the pad to the document, nothing signed."""
        self._parts.window.show_alone(alone=self._hand_over.is_over)
        self._show(self._screen.guide)

    @property
    def _which(self) -> ConsentId:
        return self._screen.guide.consent.id

    @property
    def _alone(self) -> SignerRole | None:
        """In which role somebody signs who has the computer."""
        reader: Reader | None = self._hand_over.reader
        return SIGNS[reader] if reader is not None else None

    def _act(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        self._screen.ask(lambda _progress: work(), then, failed or self.refused.emit)

    def _not_decided(self, error: BaseException) -> None:
        """Time to think is no fault; whatever else was refused is told at its field."""
        if isinstance(error, StillTimeToThink):
            happened, _safe, next_step = error.sentences()
            self._pausing.say_that_is_fine(f"{happened} {next_step}", thinking=True)
        else:
            self.refused.emit(error)

    def _show(self, guide: Guide) -> None:
        screen, desk, alone = self._screen, self._desk, self._alone
        screen.take(guide)
        if alone is not None and alone not in may_sign(guide):
            self._pausing.hand_back(_("Thank you. That was everything."))
            return
        step = screen.course.signing
        leaf = SigningLeaf(step, screen.course.place(step), guide, alone=alone)
        leaf.back.connect(self.back)
        leaf.sign.connect(self._open_pad)
        leaf.seal.connect(self._sealing.seal)
        leaf.thaw.connect(self.thaw)
        leaf.on_paper.connect(self._on_paper)
        screen.put(leaf, step.key)
        self._act(
            lambda: consent.preview(desk, guide.consent.id),
            lambda composed: leaf.show_paper(composed.pdf, composed.missing),
        )

    def _open_pad(self, role: SignerRole) -> None:
        guide = self._screen.guide
        form = _("{form} · form {id}").format(form=guide.form.title, id=guide.consent.form_id)
        name = guide.counsellor if role is SignerRole.COUNSELLOR else ""
        pad = PadLeaf(role, form, name, self._parts.clock.now())
        pad.cancelled.connect(self.close_pad)
        pad.on_paper.connect(self._on_paper)
        pad.done.connect(lambda: self._sign(pad))
        self._parts.window.show_alone(alone=True)
        self._screen.put_alone(pad)

    def _on_paper(self) -> None:
        """A client who has the computer is not shown printers: the counsellor prints it."""
        if self._hand_over.is_over:
            said = _("You would rather sign on paper. Your counsellor prints the form.")
            self._pausing.hand_back(said)
        else:
            PaperOut(self._screen, self._parts).to_sign(self._which, self._is_on_paper)

    def _is_on_paper(self) -> None:
        """From now on it is waited for: show where it stands."""
        which, window = self._which, self._parts.window
        if window.go_back():
            self._parts.doors.open_form(which)

    def _sign(self, pad: PadLeaf) -> None:
        desk, which = self._desk, self._which
        role, name, strokes = pad.role, pad.name, pad.pad.strokes()
        self._once.ask(lambda: consent.sign(desk, which, role, name, strokes), self._signed)

    def _signed(self, guide: Guide) -> None:
        self._parts.window.show_alone(alone=self._hand_over.is_over)
        self._screen.take(guide)
        if self._hand_over.is_over:
            self._pausing.hand_back(_("Thank you. That was everything."))
        else:
            self._show(guide)
