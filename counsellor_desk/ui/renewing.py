"""Going through a form once more: what stands there already, and what is asked anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from counsellor_desk.domain.consent import LIVE_STATES, ConsentState
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.ui.asking_dialog import AskingDialog
from counsellor_desk.ui.form_sentences import about
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.words import Run, Words, quiet
from counsellor_desk.wording import _
from counsellor_desk.workflows import consent, consent_register
from counsellor_desk.workflows.consent import Guide
from counsellor_desk.workflows.consent_register import Renewal
from counsellor_desk.workflows.desk import Desk


def offer(
    screen: Screen, parts: Parts, which: ConsentId, renew: Callable[[ConsentId], object]
) -> None:
    """Say what a renewal means, and begin it."""
    screen.ask(
        lambda _progress: _looked_up(parts.desk, which),
        lambda found: Renew(parts, *found, renew).open(),
    )


def _looked_up(desk: Desk, which: ConsentId) -> tuple[Guide, Renewal]:
    return consent.guide(desk, which), consent_register.renewal_of(desk, which)


class Renew(AskingDialog):
    """What is carried over, what is asked anew, and what holds until the new one is sealed."""

    def __init__(
        self,
        parts: Parts,
        guide: Guide,
        renewal: Renewal,
        renew: Callable[[ConsentId], object],
    ) -> None:
        super().__init__(parts, _("Go through it once more"), icon_name="turn")
        self._which, self._renew = guide.consent.id, renew
        self.add(Words(about(guide)))
        self.add(Words(_until_then(guide.state)))
        self.add(_listed(_("Stands there already:"), renewal.carried))
        self.add(_listed(_("Is asked anew:"), renewal.anew))
        self.offer(_("Begin it"), self._begin).setFocus()

    def _begin(self) -> None:
        self.accept()
        self._renew(self._which)


def _listed(lead: str, names: Sequence[str]) -> Words:
    return Words([quiet(f"{lead} "), Run("; ".join(names) or _("nothing"))])


def _until_then(state: ConsentState) -> str:
    if state in LIVE_STATES:
        return _("The form of now stays in force until the new one is sealed, then it is replaced.")
    return _("Nothing rests on the form of now. It stays on record beside the new one.")
