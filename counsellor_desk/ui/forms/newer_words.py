"""A form in hand that has been worded anew since: finished as it is, or in the newer words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _
from counsellor_desk.workflows import newer_form
from counsellor_desk.workflows.consent import Guide

_CHANGED: Final = frozenset({Changed.CONSENTS})


class NewerWords(Dialog):
    """Asks before the form is opened. Both ways are alike; ``then`` gets the form."""

    def __init__(self, parts: Parts, guide: Guide, then: Callable[[Guide], object]) -> None:
        super().__init__(parts.window, _("This form has been worded anew"), icon_name="file-text")
        self._parts, self._guide, self._then = parts, guide, then
        begun = _("It was begun in version {version}. Your organisation has a newer one.")
        self.add(Words(begun.format(version=guide.form.version)))
        self.add(
            Words(
                _(
                    "You can finish it as it is. In the newer words, every answer stays to what "
                    "is asked in the same way."
                )
            )
        )
        stay = secondary(_("Finish it as it is"), self._stay)
        self.add_buttons(stay, secondary(_("Go on in the newer words"), self._take))
        stay.setFocus()

    def _stay(self) -> None:
        self.accept()
        self._then(self._guide)

    def _take(self) -> None:
        desk, which = self._parts.desk, self._guide.consent.id
        self.accept()
        self._parts.background.ask(
            lambda _progress: newer_form.take(desk, which),
            self._then,
            asker=self._parts.window,
            changes=_CHANGED,
        )
