"""The second page: who works here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from counsellor_desk.domain import profile as profile_rules
from counsellor_desk.domain.case_numbers import Pattern
from counsellor_desk.domain.profile import Profile
from counsellor_desk.errors import InputError
from counsellor_desk.ui.start.guide_page import GuidePage
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.profile_form import ProfileForm
from counsellor_desk.wording import _


class YouPage(GuidePage):
    """Hands a checked profile on."""

    def __init__(
        self,
        parts: StartParts,
        *,
        above: str,
        back: Callable[[], object],
        next_: Callable[[Profile], object],
    ) -> None:
        super().__init__(
            parts,
            _("Who works at this desk?"),
            _("This stands on your records and forms. You can change it later."),
            above=above,
        )
        self._then = next_
        self._form = ProfileForm(light=True)
        self.add(self._form)
        self.add_actions(
            secondary(_("Back"), back), primary(_("Next"), self._next, shortcut="Ctrl+Return")
        )

    def arrive(self) -> None:
        self._form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self) -> None:
        try:
            profile = profile_rules.checked(self._form.value())
            Pattern(profile.organisation.prefix)
        except InputError as wrong:
            self.tell(wrong)
        else:
            self._then(profile)
