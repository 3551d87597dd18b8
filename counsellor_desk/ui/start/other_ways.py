"""The ways to a desk besides its passphrase: the sheet, the manager's key, a backup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counsellor_desk.lazily import lazily
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.threshold import Entered

if TYPE_CHECKING:
    from counsellor_desk.ui.start import (
        manager_maker,
        manager_page,
        recovery_page,
        restore,
        restore_aim,
    )
    from counsellor_desk.ui.start.restore_aim import Aim
else:
    manager_maker = lazily("counsellor_desk.ui.start.manager_maker")
    manager_page = lazily("counsellor_desk.ui.start.manager_page")
    recovery_page = lazily("counsellor_desk.ui.start.recovery_page")
    restore = lazily("counsellor_desk.ui.start.restore")
    restore_aim = lazily("counsellor_desk.ui.start.restore_aim")


@dataclass(frozen=True, kw_only=True)
class OtherWays:
    """``back`` leads to the unlock page, ``close`` out of the program.

    ``leaving`` is told what is to be given up when the window is closed.
    """

    parts: Callable[[], StartParts]
    show: Callable[[Screen], object]
    enter: Callable[[Entered], object]
    back: Callable[[], object]
    close: Callable[[], object]
    leaving: Callable[[Callable[[], object]], object]

    def recover(self, *, brought_back: bool = False) -> None:
        """By the sheet. ``brought_back``: from a backup, so that there is no passphrase at all."""
        self.show(
            recovery_page.Recovery(
                self.parts(),
                back=self.close if brought_back else self.back,
                entered=self.enter,
                by_manager=self.by_manager if brought_back else None,
            )
        )

    def by_manager(self) -> None:
        """By a service manager's key."""
        self.show(
            manager_page.ManagerWay(
                self.parts(),
                back=self.back,
                make=lambda: self.make_manager_key(self.by_manager),
                opened=self.enter,
            )
        )

    def make_manager_key(self, back: Callable[[], object]) -> None:
        """Make such a key first."""
        self.show(manager_maker.ManagerMaker(self.parts(), back=back))

    def bring_back(self, back: Callable[[], object]) -> None:
        """Records out of a backup."""
        self._open_backup(restore_aim.Aim.RECORDS, back)

    def mend_keys(self, back: Callable[[], object]) -> None:
        """Key files out of a backup."""
        self._open_backup(restore_aim.Aim.KEYS, back)

    def _open_backup(self, aim: Aim, back: Callable[[], object]) -> None:
        page = restore.Restore(self.parts(), aim, back=back, entered=self.enter)
        self.show(page)
        self.leaving(page.give_up)
