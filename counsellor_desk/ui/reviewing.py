"""Looking at a form together again: it stays as it is until a day, or is asked anew, or ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from counsellor_desk.domain import dates, endings
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.ui.asking_dialog import AskingDialog
from counsellor_desk.ui.form_sentences import about
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import quiet
from counsellor_desk.ui.widgets.dates import DateInput
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _
from counsellor_desk.workflows import consent, consent_register
from counsellor_desk.workflows.consent import ConsentPage, Guide

_CHANGES: Final = frozenset({Changed.CONSENTS, Changed.AUDIT})
Act = Callable[[ConsentId], object]


def offer(screen: Screen, parts: Parts, which: ConsentId, *, renew: Act, withdraw: Act) -> None:
    """Ask what the look together has come to."""
    screen.ask(
        lambda _progress: consent.guide(parts.desk, which),
        lambda guide: Review(parts, guide, renew=renew, withdraw=withdraw).open(),
    )


class Review(AskingDialog):
    """It stays as it is, until the day that is chosen here."""

    def __init__(self, parts: Parts, guide: Guide, *, renew: Act, withdraw: Act) -> None:
        super().__init__(parts, _("Looked at together"), icon_name="calendar-check")
        self._which = guide.consent.id
        today = parts.clock.now().date()
        self._again = DateInput(lambda: today)
        self._again.put(endings.review_of(guide.form, today))
        self.add(Words(about(guide)))
        self.add(
            Words(
                _(
                    "Go through it with the client. If nothing has changed, it stays as it is. If "
                    "something has, go through the form anew: a sealed form is not changed."
                )
            )
        )
        self.add(
            Field(
                "again_on",
                _("Leave it as it is, and look at it again on"),
                self._again,
                help_=_latest(endings.review_of(guide.form, today)),
            )
        )
        self.add(quiet(_("Something has changed: go through it anew"), self._then(renew)))
        self.add(quiet(_("The client takes it back"), self._then(withdraw), icon_name="undo-2"))
        self.offer(_("Leave it as it is"), self._keep)
        self._again.setFocus()

    def _then(self, act: Act) -> Callable[[], None]:
        def go_on() -> None:
            self.accept()
            act(self._which)

        return go_on

    def _keep(self) -> None:
        desk, which, again_on = self.parts.desk, self._which, self._again.value()
        self.do(
            lambda _progress: consent_register.reviewed(desk, which, again_on),
            self._kept,
            changes=_CHANGES,
        )

    def _kept(self, page: ConsentPage) -> None:
        on = page.guide.consent.review_on
        day = dates.day(on) if on else ""
        self.parts.window.say(_("Kept as it is. The next look is on {day}.").format(day=day))


def _latest(latest: date | None) -> str:
    return _("By {day} at the latest.").format(day=dates.day(latest)) if latest else ""
