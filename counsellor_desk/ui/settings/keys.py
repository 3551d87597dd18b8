"""Who can open the store: passphrase, recovery sheet, service manager, and changing all keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.key_access import ManagerState, Why
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.settings import keys_told as told
from counsellor_desk.ui.settings.changing_passphrase import ChangePassphrase
from counsellor_desk.ui.settings.manager_key import GiveManager
from counsellor_desk.ui.settings.section import Section
from counsellor_desk.ui.settings.trying_sheet import TrySheet
from counsellor_desk.ui.widgets.buttons import quiet, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.ui.widgets.focus_kept import focus_kept
from counsellor_desk.ui.widgets.layouts import emptied
from counsellor_desk.ui.widgets.words import strong
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import key_reminders, keys
from counsellor_desk.workflows.key_reminders import Keys
from counsellor_desk.workflows.preferences import Preferences

_AUDITED: Final = frozenset({Changed.AUDIT})


class KeysSection(Section):
    """Cards, drawn anew whenever one of their acts was done."""

    heading: ClassVar[str] = N_("Keys and passphrase")

    def __init__(self, screen: Screen, parts: Parts) -> None:
        super().__init__(screen, parts)
        self._manager: ManagerState | None = None

    def show_now(self, preferences: Preferences) -> None:
        del preferences
        self._look()

    def _look(self) -> None:
        self.place.ask(lambda _progress: key_reminders.look(self.parts.desk), self._show)

    def _show(self, found: Keys) -> None:
        self._manager = found.access.manager
        with focus_kept(self):
            emptied(self.body)
            for card in self._cards(found):
                self.body.addWidget(card)

    def _cards(self, found: Keys) -> Iterator[Card]:
        if found.by_manager:
            yield told.only_the_counsellor()
        else:
            yield self._opening_card(found)
            yield self._all_keys_card(found)
            yield self._will_card()
        yield told.openings_card(found.access, self.parts.clock.now())

    def _opening_card(self, found: Keys) -> Card:
        rows = [self._passphrase_row(), *self._sheet_rows(found), self._manager_row(found)]
        return _card(_("What opens your records"), *rows)

    def _passphrase_row(self) -> Row:
        return Row(
            [strong(_("Your passphrase"))],
            below=_("It opens this desk on this computer, and only you know it."),
            ends=(secondary(_("Change it…"), self._change_passphrase),),
        )

    def _sheet_rows(self, found: Keys) -> Iterator[Row]:
        yield Row(
            [strong(_("Recovery sheet"))],
            below=told.sheet(found.access.sheet),
            pill=told.sheet_pill(found),
            ends=(secondary(_("Try it…"), self._try_sheet),),
        )
        if found.to_shred:
            yield Row(
                [strong(_("The old sheet"))],
                below=_(
                    "Make a new backup and shred it. Until then, backups of before can be read "
                    "with it."
                ),
                ends=(secondary(_("It is shredded…"), self._shredded),),
            )
        yield Row(
            [strong(_("A new sheet"))],
            below=_("For when the old one is lost or worn."),
            ends=(secondary(_("Make one…"), self.parts.doors.new_sheet),),
        )

    def _manager_row(self, found: Keys) -> Row:
        manager = found.access.manager
        if manager is None:
            return Row(
                [strong(_("Service manager’s key"))],
                below=told.what_a_manager_opens(),
                ends=(secondary(_("Give them one…"), self._give),),
            )
        return Row(
            [strong(_("Service manager’s key"))],
            below=told.manager(manager),
            ends=(
                secondary(_("Exchange it…"), self._give),
                quiet(_("Withdraw it…"), self._withdraw),
            ),
        )

    def _all_keys_card(self, found: Keys) -> Card:
        doors = self.parts.doors
        known = secondary(_("Change all keys…"), lambda: doors.change_keys(Why.SOMEONE_MAY_KNOW))
        yearly = secondary(_("Change the keys…"), lambda: doors.change_keys(Why.YEARLY))
        return _card(
            _("All keys at once"),
            Row(
                [strong(_("Someone may know it"))],
                below=_(
                    "Your passphrase, or what stands on the sheet: a new passphrase, a new sheet "
                    "and new keys make the old ones worthless."
                ),
                ends=(known,),
            ),
            Row(
                [strong(_("Once a year"))],
                below=_(
                    "After it, and once the old sheet is shredded, nobody can read older backups."
                ),
                pill=told.keys_pill(found),
                ends=(yearly,),
            ),
        )

    def _will_card(self) -> Card:
        look = secondary(_("Open the page…"), self.parts.doors.clinical_will)
        row = Row(
            [strong(_("How others open your records"))],
            below=_("A page to print, for whoever has to act then, and where things lie."),
            ends=(look,),
        )
        return _card(_("When you no longer can"), row)

    def _change_passphrase(self) -> None:
        ChangePassphrase(self.parts, self._done).open()

    def _try_sheet(self) -> None:
        TrySheet(self.parts, self._done).open()

    def _give(self) -> None:
        GiveManager(self.parts, self._done, replaces=self._manager is not None).open()

    def _withdraw(self) -> None:
        Confirmation(
            self.place,
            _("Withdraw the service manager’s key?"),
            (
                _("From then on it opens neither this store nor any backup that you make."),
                _(
                    "Backups and copies of before can still be opened with it. To make those "
                    "worthless, change all keys."
                ),
            ),
            do=_("Withdraw it"),
            then=lambda: self._act(
                lambda: keys.withdraw_manager(self.parts.desk), _("The key is withdrawn.")
            ),
        ).open()

    def _shredded(self) -> None:
        Confirmation(
            self.place,
            _("Is every copy of the old sheet shredded?"),
            (
                _("The one that you kept, and any in a sealed envelope."),
                _("It is written into the record of acts, and you are not asked again."),
            ),
            do=_("It is shredded"),
            then=lambda: self._act(
                lambda: key_reminders.shredded(self.parts.desk), _("Written down.")
            ),
        ).open()

    def _act(self, act: told.Act, sentence: str) -> None:
        self.place.ask(
            lambda _progress: act(), lambda _none: self._done(sentence), changes=_AUDITED
        )

    def _done(self, sentence: str) -> None:
        self.parts.window.say(sentence)
        self._look()


def _card(heading: str, *rows: QWidget) -> Card:
    card = Card(heading)
    card.add(Rows(rows))
    return card
