"""Who asks for a change of all keys, and which passphrase opens the store from then on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from counsellor_desk.domain import passphrases as rules
from counsellor_desk.domain.key_access import Why
from counsellor_desk.errors import InputError
from counsellor_desk.lazily import lazily
from counsellor_desk.ui.keys.leaf import KeysLeaf
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.new_passphrase import NewPassphrase
from counsellor_desk.ui.widgets.secret_lines import PassphraseField
from counsellor_desk.ui.widgets.ticks import OptionList
from counsellor_desk.wording import N_, _, n_
from counsellor_desk.workflows import key_change, unlock
from counsellor_desk.workflows.key_change import KeyChange

if TYPE_CHECKING:
    from counsellor_desk.workflows import passphrases
else:
    passphrases = lazily("counsellor_desk.workflows.passphrases")

_KEEP, _NEW = "keep", "new"


class KnownPassphrase(InputError):
    """It is the one that the whole change is about."""

    field = "passphrase"
    happened = N_("That is the passphrase that somebody may know.")
    next_step = N_("Choose another one: six words drawn at random are offered.")


@dataclass(frozen=True)
class Begun:
    """A change that is not carried out yet, and what was typed for it."""

    change: KeyChange
    passphrase: str = field(repr=False)
    again: str = field(repr=False)


class PassphraseLeaf(KeysLeaf):
    """A new one if somebody may know it; for the yearly change the present one may stay."""

    def __init__(
        self,
        parts: Parts,
        why: Why,
        *,
        above: str,
        back: Callable[[], object],
        then: Callable[[Begun], object],
    ) -> None:
        super().__init__(parts, _("Your passphrase"), above=above)
        self._why, self._then = why, then
        self._present, self._new = (
            PassphraseField(),
            NewPassphrase(_offered, _strength, label=_("Your new passphrase")),
        )
        self._choice = OptionList(((_KEEP, _("Keep it")), (_NEW, _("Choose a new one"))))
        self._present.entered.connect(self._entered)
        self._new.entered.connect(self._next)
        self.first = self._present
        self.add(Field("passphrase_now", _("Your present passphrase"), self._present))
        if why is Why.YEARLY:
            self._offer_both()
        self.add(self._new)
        self.add_actions(
            secondary(_("Back"), back), primary(_("Next"), self._next, shortcut="Ctrl+Return")
        )

    def _offer_both(self) -> None:
        self._choice.put(_KEEP)
        self.add(Field("passphrase_choice", _("From now on"), self._choice))
        self._new.hide()
        self._choice.changed.connect(lambda: self._new.setVisible(not self._keeps()))

    def _keeps(self) -> bool:
        return self._why is Why.YEARLY and self._choice.value() == _KEEP

    def _entered(self) -> None:
        if self._keeps():
            self._next()
        else:
            self._new.setFocus()

    def _next(self) -> None:
        desk, why, present = self.parts.desk, self._why, self._present.value()
        try:
            typed, again = self._chosen()
        except InputError as wrong:
            self.tell(wrong)
            return
        tries = unlock.gate_of(desk)
        self.work(_("Checking your passphrase…"))
        self.ask(
            lambda _progress: key_change.begin_change(desk, why, present, tries),
            lambda change: self._begun(Begun(change, typed, again)),
        )

    def _chosen(self) -> tuple[str, str]:
        if self._keeps():
            return self._present.value(), self._present.value()
        typed, again = self._new.value()
        normal = unlock.new_passphrase(self.parts.desk, typed, again)
        known = self._why is Why.SOMEONE_MAY_KNOW
        if known and normal == rules.normal(self._present.value()):
            raise KnownPassphrase
        return typed, again

    def _begun(self, begun: Begun) -> None:
        self.work("")
        if not begun.change.lost_notes:
            self._then(begun)
            return
        lost = n_(
            "{count} session note cannot be opened on this computer, and after the change it never "
            "can be.",
            "{count} session notes cannot be opened on this computer, and after the change they "
            "never can be.",
            begun.change.lost_notes,
        )
        Confirmation(
            self,
            _("Go on without these notes?"),
            (lost, _("Their cases and all summaries stay as they are.")),
            do=_("Go on"),
            then=lambda: self._then(begun),
            dont=_("Stop here"),
        ).open()


def _offered() -> str:
    return passphrases.offered()


def _strength(typed: str) -> str:
    return passphrases.strength(typed).label
