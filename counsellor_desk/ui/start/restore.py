"""Records brought back from a backup: which file, what will happen, the key, what came of it.

Nothing is touched before the last Next but one: a store that is here is moved aside and kept. The
key files come first where no keychain answers, so that a typed key waits for nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from counsellor_desk.domain.backups import BackupSeen, Restored
from counsellor_desk.ui.start.key_files_page import KeyFilesPage
from counsellor_desk.ui.start.paged import Paged
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.passphrase_page import PassphrasePage
from counsellor_desk.ui.start.restore_choose_page import RestoreChoosePage
from counsellor_desk.ui.start.restore_key_page import RestoreKeyPage
from counsellor_desk.ui.start.restore_seen_page import RestoreSeenPage
from counsellor_desk.ui.start.restored_page import RestoredPage
from counsellor_desk.ui.start.threshold import Entered
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.wording import _


class Restore(Paged):
    """``entered`` is handed the ``Entered`` desk at the end; ``back`` leaves before anything."""

    def __init__(
        self,
        parts: StartParts,
        *,
        back: Callable[[], object],
        entered: Callable[[Entered], object],
    ) -> None:
        super().__init__(parts)
        self._back, self._entered = back, entered
        self._choose()

    def give_up(self) -> None:
        """The window is being closed: bring back no more of it."""
        if isinstance(self.page, RestoreKeyPage):
            self.page.give_up()

    def _choose(self) -> None:
        self.show_page(RestoreChoosePage(self.parts, back=self._back, chosen=self._seen))

    def _seen(self, file: Path, seen: BackupSeen) -> None:
        self.show_page(
            RestoreSeenPage(
                self.parts, seen, back=self._choose, next_=lambda: self._look_for_keys(file, seen)
            )
        )

    def _look_for_keys(self, file: Path, seen: BackupSeen) -> None:
        threshold, page = self.parts.threshold, self.page
        if page is None:
            return

        def looked(settled: bool) -> None:  # noqa: FBT001 - the worker's answer
            page.work("")
            if settled:
                self._ask_for_key(file, seen)
            else:
                self._key_files(file, seen)

        page.work(_("Looking for this computer’s keychain…"))
        page.ask(lambda _progress: threshold.knows_where_keys_go(), looked)

    def _key_files(self, file: Path, seen: BackupSeen) -> None:
        def go_on() -> None:
            threshold = self.parts.threshold
            threshold.keys = threshold.keys or threshold.usual_keys
            self._ask_for_key(file, seen)

        self.show_page(
            KeyFilesPage(self.parts, above="", back=lambda: self._seen(file, seen), go_on=go_on)
        )

    def _ask_for_key(self, file: Path, seen: BackupSeen) -> None:
        self.show_page(
            RestoreKeyPage(
                self.parts,
                file,
                seen,
                back=lambda: self._seen(file, seen),
                restored=self._restored,
            )
        )

    def _restored(self, restored: Restored) -> None:
        self.show_page(RestoredPage(self.parts, restored, next_=self._choose_passphrase))

    def _choose_passphrase(self) -> None:
        page = PassphrasePage(
            self.parts,
            _("Choose a passphrase for this computer"),
            _("It opens your desk here from now on. A new one is best; the old one is gone."),
            beside=secondary(_("Later"), lambda: self.window().close()),
            next_=lambda typed, again: self._set(page, typed, again),
        )
        self.show_page(page)

    def _set(self, page: PassphrasePage, typed: str, again: str) -> None:
        threshold = self.parts.threshold
        page.work(_("Setting the passphrase and opening your desk with it…"))
        page.ask(lambda _progress: threshold.set_passphrase(typed, again), self._entered)
