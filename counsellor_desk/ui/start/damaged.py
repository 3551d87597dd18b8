"""The way through a damaged store, page by page: what can be done, reading it, saving it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from counsellor_desk.errors import DeskError
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.start.damage_page import DamagePage, Press, WayOn
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.salvage_page import SalvagedPage, SalvagePage
from counsellor_desk.ui.start.wreck_list import WreckList
from counsellor_desk.ui.start.wreck_page import WreckPage
from counsellor_desk.wording import _
from counsellor_desk.workflows import damage as damages
from counsellor_desk.workflows import restoring
from counsellor_desk.workflows.damage import ReadOnlyDesk, Salvaged, Wreck


@dataclass(frozen=True, kw_only=True)
class Ways:
    """What the window before the desk can do. ``leaving`` hears what to do when it is closed."""

    parts: Callable[[], StartParts]
    show: Callable[[Screen], object]
    look: Press
    ask: Press
    elsewhere: Press
    anew: Press
    restore: Callable[[Press], object]
    mend_keys: Callable[[Press], object]
    leaving: Callable[[Press], object]


class Damaged:
    """``tell`` shows what is wrong; everything else is gone to from there."""

    def __init__(self, ways: Ways) -> None:
        self._ways = ways

    def tell(self, damage: DeskError, *, is_there: bool) -> None:
        """Say it, and offer what can be done."""
        ways = self._ways
        self._again: Press = lambda: self.tell(damage, is_there=is_there)
        ways.show(
            DamagePage(
                ways.parts(),
                damage,
                again=ways.look,
                elsewhere=ways.elsewhere,
                ways=tuple(self._on(damage)),
                anew=None if is_there else ways.anew,
            )
        )

    def _on(self, damage: DeskError) -> Iterator[WayOn]:
        if restoring.may_mend_keys(damage):
            yield WayOn(
                _("Make the key files anew"),
                _("Out of a backup, with your recovery sheet. Your records stay as they are."),
                _("Make anew…"),
                lambda: self._ways.mend_keys(self._again),
            )
        yield WayOn(
            _("Restore a backup"),
            _("Brings back everything up to the day of the backup. What lies here is kept."),
            _("Restore…"),
            lambda: self._ways.restore(self._again),
        )
        wreck = damages.wreck_of(damage)
        if wreck is not None:
            yield from self._with_key(wreck)
        elif damages.may_be_read(damage):
            yield WayOn(
                _("See what can still be read"),
                _("Needs your passphrase, as always. Nothing is written."),
                _("Give the passphrase…"),
                self._ways.ask,
            )

    def _with_key(self, wreck: Wreck) -> Iterator[WayOn]:
        yield WayOn(
            _("Save what can be read"),
            _("Puts all that can still be read into a fresh store. The damaged file is kept."),
            _("Save…"),
            lambda: self._save(wreck),
        )
        yield WayOn(
            _("Open what can be read"),
            _("To look only: nothing is written and nothing changed."),
            _("Read…"),
            lambda: self._read(wreck),
        )
        if damages.opens_as_it_is(wreck):
            yield WayOn(
                _("Open it as it is"),
                _("Go on with what is not damaged. It is safer to save it first."),
                _("Open…"),
                self._as_it_is,
            )

    def _as_it_is(self) -> None:
        self._ways.parts().threshold.as_it_is = True
        self._ways.ask()

    def _read(self, wreck: Wreck) -> None:
        page = WreckPage(self._ways.parts(), wreck, back=self._again, then=self._show_list(wreck))
        self._ways.show(page)
        self._ways.leaving(page.give_up)

    def _show_list(self, wreck: Wreck) -> Callable[[ReadOnlyDesk], object]:
        return lambda desk: self._ways.show(
            WreckList(self._ways.parts(), desk, back=self._again, save=lambda: self._save(wreck))
        )

    def _save(self, wreck: Wreck) -> None:
        page = SalvagePage(self._ways.parts(), wreck, back=self._again, then=self._saved)
        self._ways.show(page)
        self._ways.leaving(page.give_up)

    def _saved(self, salvaged: Salvaged) -> None:
        self._ways.show(SalvagedPage(self._ways.parts(), salvaged, then=self._ways.look))
