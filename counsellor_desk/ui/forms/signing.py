"""From the decision to the sealed form: deciding, the document, the pad, sealing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.forms import open_fields, words
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.ui import withdrawing
from counsellor_desk.ui.background import NOTHING, Changes
from counsellor_desk.ui.copies import Copies
from counsellor_desk.ui.forms import by_hand
from counsellor_desk.ui.forms.calm_leaves import HandBackLeaf, OpenLeaf, UndecidedLeaf
from counsellor_desk.ui.forms.guiding import Guiding
from counsellor_desk.ui.forms.hand_over import HandOver
from counsellor_desk.ui.forms.on_record import OnRecord, looked_at, sealed
from counsellor_desk.ui.forms.pad_leaf import PadLeaf
from counsellor_desk.ui.forms.sealed_leaf import SealedLeaf
from counsellor_desk.ui.forms.signing_leaf import SigningLeaf
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.wording import _
from counsellor_desk.workflows import consent
from counsellor_desk.workflows.consent import Guide

T = TypeVar("T")
SEALED = frozenset({Changed.CONSENTS, Changed.DOCUMENTS, Changed.AUDIT})


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
        self._copies = Copies(screen, screen.parts)
        self._in_hand = False

    def begin(self) -> None:
        """Come to the signing step: to what is open, to the decision, or to the document."""
        guide, desk, which = self._screen.guide, self._desk, self._which
        if guide.consent.sealed_at is not None:
            self._act(lambda: looked_at(desk, which), self._on_record)
        elif guide.consent.signatures:
            self._show(guide)
        elif open_fields(guide.form, guide.consent.answers):
            self._say_what_is_open(guide)
        elif words(guide.consent.answers, "outcome") == Outcome.NOT_DECIDED.value:
            self._say_that_is_fine()
        else:
            self._act(lambda: consent.decide(desk, which), self._show)

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
    def _place(self) -> str:
        return self._screen.course.place(self._screen.course.signing)

    def _act(
        self, work: Callable[[], T], then: Callable[[T], None], changes: Changes = NOTHING
    ) -> None:
        self._screen.ask(lambda _progress: work(), then, self.refused.emit, changes=changes)

    def _act_once(
        self, work: Callable[[], T], then: Callable[[T], None], changes: Changes = NOTHING
    ) -> None:
        """However often its button is pressed before the answer."""
        if self._in_hand:
            return
        self._in_hand = True

        def done(answer: T) -> None:
            self._in_hand = False
            then(answer)

        def failed(error: BaseException) -> None:
            self._in_hand = False
            self.refused.emit(error)

        self._screen.ask(lambda _progress: work(), done, failed, changes=changes)

    def _put(self, leaf: OpenLeaf | UndecidedLeaf | HandBackLeaf | SigningLeaf) -> None:
        leaf.back.connect(self.back)
        self._screen.put(leaf, self._screen.course.signing.key)

    def _say_what_is_open(self, guide: Guide) -> None:
        course = self._screen.course
        fields = open_fields(guide.form, guide.consent.answers)
        waiting = [(field, step) for field in fields if (step := course.step_of(field.key))]
        if waiting or not self._hand_over.is_over:
            leaf = OpenLeaf(self._place, waiting)
            leaf.chosen.connect(self.step)
            self._put(leaf)
        else:
            self._hand_back(_("Your counsellor has something to complete before you sign."))

    def _say_that_is_fine(self) -> None:
        if self._hand_over.is_over:
            self._hand_back(_("There is no hurry. Nothing is shared until you have decided."))
            return
        leaf = UndecidedLeaf(self._place)
        leaf.withdraw.connect(self.withdraw)
        leaf.stop.connect(self._parts.window.go_back)
        self._put(leaf)

    def _hand_back(self, sentence: str) -> None:
        leaf = HandBackLeaf(self._place, sentence)
        leaf.hand_back.connect(self._hand_over.ask_back)
        self._put(leaf)

    def _show(self, guide: Guide) -> None:
        screen, desk = self._screen, self._desk
        screen.take(guide)
        step, alone = screen.course.signing, self._hand_over.is_over
        leaf = SigningLeaf(step, self._place, guide, client_alone=alone)
        leaf.sign.connect(self._open_pad)
        leaf.seal.connect(self._seal)
        leaf.thaw.connect(self.thaw)
        leaf.on_paper.connect(self._on_paper)
        self._put(leaf)
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
            self._hand_back(_("You would rather sign on paper. Your counsellor prints the form."))
        else:
            by_hand.offer(self._screen, self._parts, self._which)

    def _sign(self, pad: PadLeaf) -> None:
        desk, which = self._desk, self._which
        role, name, strokes = pad.role, pad.name, pad.pad.strokes()
        self._act_once(lambda: consent.sign(desk, which, role, name, strokes), self._signed)

    def _signed(self, guide: Guide) -> None:
        self._parts.window.show_alone(alone=self._hand_over.is_over)
        self._screen.take(guide)
        if self._hand_over.is_over:
            self._hand_back(_("Thank you. That was everything."))
        else:
            self._show(guide)

    def _seal(self) -> None:
        desk, which = self._desk, self._which
        self._act_once(lambda: sealed(desk, which), self._on_record, SEALED)

    def _on_record(self, record: OnRecord) -> None:
        screen = self._screen
        screen.take(record.guide)
        last = screen.course.last
        leaf = SealedLeaf(last, screen.course.place(last), record)
        leaf.save.connect(lambda: self._copies.save(record.document))
        leaf.print_.connect(lambda: self._copies.print_(record.document))
        leaf.see.connect(lambda: self._parts.doors.open_form(self._which))
        leaf.done.connect(self._parts.window.go_back)
        screen.put(leaf, last.key)
