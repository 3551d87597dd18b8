"""Who works here: the counsellor, whom the policy routes to, and the organisation."""

from __future__ import annotations

from typing import ClassVar, Final

from counsellor_desk.domain import profile as profile_rules
from counsellor_desk.domain.case_numbers import Pattern
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.profile import Profile
from counsellor_desk.errors import InputError
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.settings.section import Section
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.field import field_named
from counsellor_desk.ui.widgets.profile_form import ProfileForm
from counsellor_desk.ui.widgets.words import secondary
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import preferences
from counsellor_desk.workflows.preferences import Preferences

_KINDS: Final = frozenset({Changed.PROFILE, Changed.AUDIT})


class WhoSection(Section):
    """The profile. Each line is kept when it is left, or with Enter."""

    heading: ClassVar[str] = N_("You and your organisation")

    def __init__(self, screen: Screen, parts: Parts) -> None:
        super().__init__(screen, parts)
        self._form = ProfileForm()
        self._kept: Profile | None = None
        self._form.edited.connect(self.keep)
        card = Card()
        card.add(
            secondary(
                _(
                    "This stands on what you write from now on. Summaries that are accepted and "
                    "forms that are signed stay as they are."
                )
            )
        )
        card.add(self._form)
        self.body.addWidget(card)

    def show_now(self, preferences: Preferences) -> None:
        untouched = self._kept is None or self._form.value() == self._kept
        self._kept = preferences.profile
        if untouched:
            self.put_back()

    def put_back(self) -> None:
        if self._kept is not None:
            self._form.blockSignals(True)  # half a profile must not be kept
            self._form.put(self._kept)
            self._form.blockSignals(False)

    def unkept(self) -> InputError | None:
        profile = self._form.value()
        try:
            profile_rules.checked(profile)
            Pattern(profile.organisation.prefix)
        except InputError as wrong:
            return wrong
        return None

    def keep(self) -> None:
        profile = self._form.value()
        if self._kept is None or profile == self._kept:
            return
        if (wrong := self.unkept()) is not None:
            self._mark(wrong)
            return
        self._kept = profile
        desk = self.parts.desk
        self.place.ask(
            lambda _progress: preferences.change_profile(desk, profile),
            self._done,
            changes=_KINDS,
        )

    def _mark(self, wrong: InputError) -> None:
        happened, _safe, next_step = wrong.sentences()
        if (field := field_named(wrong.field, self)) is not None:
            field.mark(f"{happened} {next_step}".strip())

    def _done(self, kept: Profile) -> None:
        self._kept = kept
        self.parts.window.say(_("Kept."))
