"""Records brought back from a backup: which file, what will happen, the key, what came of it.

Nothing is touched before the key is typed, and a store that is here is moved aside and kept. The
page about key files comes first where no keychain answers, so that a typed key waits for nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from counsellor_desk.domain.backups import BackupSeen, Restored
from counsellor_desk.ui.start.bringing_page import BringingPage
from counsellor_desk.ui.start.here_page import HerePage
from counsellor_desk.ui.start.key_files_page import KeyFilesPage
from counsellor_desk.ui.start.paged import Paged
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.restore_aim import Aim
from counsellor_desk.ui.start.restore_choose_page import RestoreChoosePage
from counsellor_desk.ui.start.restore_key_page import RestoreKeyPage
from counsellor_desk.ui.start.restore_manager_page import RestoreManagerPage
from counsellor_desk.ui.start.restore_seen_page import RestoreSeenPage
from counsellor_desk.ui.start.restored_page import RestoredPage
from counsellor_desk.ui.start.threshold import Entered
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.wording import _


@dataclass(frozen=True)
class _Chosen:
    """The backup that was chosen, and what can be seen of it."""

    file: Path
    seen: BackupSeen


class Restore(Paged):
    """``entered`` is handed the ``Entered`` desk at the end; ``back`` leaves before anything."""

    def __init__(
        self,
        parts: StartParts,
        aim: Aim = Aim.RECORDS,
        *,
        back: Callable[[], object],
        entered: Callable[[Entered], object],
    ) -> None:
        super().__init__(parts)
        self._aim, self._back, self._entered = aim, back, entered
        self._choose()

    def give_up(self) -> None:
        """The window is being closed: bring back no more of it."""
        if isinstance(self.page, BringingPage):
            self.page.give_up()

    def _choose(self) -> None:
        self.show_page(
            RestoreChoosePage(
                self.parts,
                self._aim,
                back=self._back,
                chosen=lambda file, seen: self._see(_Chosen(file, seen)),
            )
        )

    def _see(self, chosen: _Chosen) -> None:
        self.show_page(
            RestoreSeenPage(
                self.parts,
                self._aim,
                chosen.seen,
                back=self._choose,
                next_=lambda: self._look_for_keys(chosen),
            )
        )

    def _look_for_keys(self, chosen: _Chosen) -> None:
        threshold, page = self.parts.threshold, self.page
        if page is None:
            return

        def looked(settled: bool) -> None:  # noqa: FBT001 - the worker's answer
            page.work("")
            if settled:
                self._ask_for_key(chosen)
            else:
                self._key_files(chosen)

        page.work(_("Looking for this computer’s keychain…"))
        page.ask(lambda _progress: threshold.knows_where_keys_go(), looked)

    def _key_files(self, chosen: _Chosen) -> None:
        def go_on() -> None:
            threshold = self.parts.threshold
            threshold.keys = threshold.keys or threshold.usual_keys
            self._ask_for_key(chosen)

        self.show_page(
            KeyFilesPage(self.parts, above="", back=lambda: self._see(chosen), go_on=go_on)
        )

    def _ask_for_key(self, chosen: _Chosen) -> None:
        managers = chosen.seen.manager and self._aim is Aim.RECORDS
        self.show_page(
            RestoreKeyPage(
                self.parts,
                self._aim,
                chosen.file,
                chosen.seen,
                back=lambda: self._see(chosen),
                by_manager=(lambda: self._ask_for_manager(chosen)) if managers else None,
                done=self._brought_back,
            )
        )

    def _ask_for_manager(self, chosen: _Chosen) -> None:
        self.show_page(
            RestoreManagerPage(
                self.parts,
                chosen.file,
                back=lambda: self._ask_for_key(chosen),
                restored=lambda found: self._brought_back_by_manager(*found),
            )
        )

    def _brought_back(self, restored: Restored | None) -> None:
        if restored is None:
            self._choose_passphrase()
            return
        self.show_page(
            RestoredPage(
                self.parts,
                restored,
                _("One thing is left: a passphrase that opens them on this computer."),
                then=(_("Choose a passphrase"), self._choose_passphrase),
            )
        )

    def _brought_back_by_manager(self, restored: Restored, entered: Entered) -> None:
        self.show_page(
            RestoredPage(
                self.parts,
                restored,
                _("They have no passphrase here: your key opens them each time."),
                then=(_("Open the records"), lambda: self._entered(entered)),
            )
        )

    def _choose_passphrase(self) -> None:
        self.show_page(
            HerePage(
                self.parts,
                _("Choose a passphrase for this computer"),
                _("Your records are open. This opens them from now on, with their session notes."),
                beside=secondary(_("Later"), lambda: self.window().close()),
                entered=self._entered,
            )
        )
