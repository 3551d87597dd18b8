"""Making a backup from a screen: where, a kind word about that place, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from counsellor_desk.domain.backups import Backup, Nearness
from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui import backup_files
from counsellor_desk.ui.background import Progress
from counsellor_desk.ui.backup_words import counted
from counsellor_desk.ui.backups.now_card import NowCard
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.wording import _
from counsellor_desk.workflows import backups

LEDGERED: Final = frozenset({Changed.BACKUPS, Changed.AUDIT})


class Making:
    """Makes backups for ``screen`` and shows in ``card`` how far the one in hand is."""

    def __init__(
        self,
        screen: Screen,
        parts: Parts,
        card: NowCard,
        made: Callable[[Backup], object] = lambda _made: None,
    ) -> None:
        self._screen, self._parts, self._card, self._then = screen, parts, card, made
        self._work: Progress | None = None
        card.make.clicked.connect(lambda _on: self.begin())

    @property
    def in_hand(self) -> bool:
        """Whether a backup is being made."""
        return self._work is not None

    def begin(self) -> None:
        """Ask where it goes, and make it there."""
        if not self.in_hand:
            desk = self._parts.desk
            name = backups.suggested_name(desk)
            backup_files.choose_where(
                self._screen, f"demo-{name}" if desk.demo else name, self._look
            )

    def cancel(self) -> None:
        """Make no more of the one in hand; nothing is left of it."""
        if self._work is not None:
            self._work.cancel()

    def may_leave(self) -> bool:
        """Whether the screen can be left; if not, it asks whether to stop the backup."""
        if not self.in_hand:
            return True
        Confirmation(
            self._screen,
            _("A backup is being made"),
            (_("If you stop it, nothing is left of it. Your records stay as they are."),),
            do=_("Stop it"),
            then=self.cancel,
            dont=_("Let it finish"),
        ).open()
        return False

    def _look(self, path: Path) -> None:
        self._screen.ask(
            lambda _progress: backups.nearness(self._parts.desk, path),
            lambda near: self._warn(path, near),
        )

    def _warn(self, path: Path, near: Nearness) -> None:
        if near is not Nearness.SAME_DISK:
            self._make(path)
            return
        Confirmation(
            self._screen,
            _("A backup on this computer is lost with it"),
            (
                _("The place you chose is on the same disk as the store."),
                _("A stick that you keep in another place is safer."),
            ),
            do=_("Put it there all the same"),
            then=lambda: self._make(path),
        ).open()

    def _make(self, path: Path) -> None:
        """The dialog has asked about a file that is there already: it may be replaced."""
        self._work = self._screen.ask(
            lambda progress: backups.make(self._parts.desk, path, progress),
            self._made,
            self._failed,
            changes=LEDGERED,
            progress=self._card.panel.report,
            stopped=self._stopped,
        )
        self._card.begin(self.cancel)

    def _made(self, backup: Backup) -> None:
        self._work = None
        told = _(
            "Verified: opened again and counted: {counted}. Session notes are never in a backup."
        )
        self._card.finish(told.format(counted=counted(backup.counts)))
        self._then(backup)

    def _failed(self, error: BaseException) -> None:
        self._work = None
        self._card.finish()
        self._screen.tell(error)

    def _stopped(self) -> None:
        self._work = None
        self._card.finish()
        self._parts.window.say(_("Stopped. Nothing is left of that backup."))
