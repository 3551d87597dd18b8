"""Unlocking: the passphrase, what wrong tries there were, and the way on when it is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from counsellor_desk.lazily import lazily
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.start_page import StartPage
from counsellor_desk.ui.start.threshold import Entered, Seen
from counsellor_desk.ui.widgets.buttons import primary, quiet
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.secret_lines import PassphraseField
from counsellor_desk.wording import _, n_

if TYPE_CHECKING:
    from counsellor_desk.domain import dates
    from counsellor_desk.workflows import desk
else:
    dates = lazily("counsellor_desk.domain.dates")
    desk = lazily("counsellor_desk.workflows.desk")


class UnlockPage(StartPage):
    """``opened`` is handed the ``Entered`` desk."""

    def __init__(
        self,
        parts: StartParts,
        *,
        opened: Callable[[Entered], object],
        forgotten: Callable[[], object],
        by_manager: Callable[[], object],
        restore: Callable[[], object],
        elsewhere: Callable[[], object],
    ) -> None:
        super().__init__(parts, _("Your desk is locked"))
        self._opened = opened
        self._tries = ""
        self._until = 0.0
        self._line = PassphraseField()
        self._line.entered.connect(self._unlock)
        self._button = primary(_("Unlock"), self._unlock)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._count_down)
        self.add(Field("passphrase_now", _("Passphrase"), self._line, help_=_help(parts)))
        self.add_actions(self._button)
        self.add(self.said)
        self.add_ways_out(
            quiet(_("I have forgotten my passphrase"), forgotten),
            quiet(_("Open with a service manager’s key"), by_manager),
            quiet(_("Bring back a backup"), restore),
            quiet(_("Choose another folder…"), elsewhere),
        )

    def arrive(self) -> None:
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell_tries(self, seen: Seen) -> None:
        """Say how many wrong tries there were, and wait as long as they make one wait."""
        self._tries = self._told(seen)
        self._until = self.parts.clock.monotonic() + seen.wait
        self._second.start()
        self._count_down()

    def tell(self, error: BaseException) -> None:
        """What was typed goes, the error stands at the line, and the tries are counted anew."""
        self._line.put("")
        self._line.setEnabled(True)
        super().tell(error)
        threshold = self.parts.threshold
        self.ask(lambda _progress: threshold.waiting(), self.tell_tries, super().tell)

    def _unlock(self) -> None:
        typed = self._line.value()
        if not typed or not self._button.isEnabled():
            return
        self._second.stop()
        self._line.setEnabled(False)
        self._button.setEnabled(False)
        self.say(_("Opening your desk. This takes a second or two…"))
        threshold = self.parts.threshold
        self.ask(lambda _progress: threshold.unlock(typed), self._enter)

    def _enter(self, entered: Entered) -> None:
        self._line.put("")
        self._opened(entered)

    def _count_down(self) -> None:
        left = max(0, ceil(self._until - self.parts.clock.monotonic()))
        self._button.setEnabled(not left)
        wait = n_("Wait {count} second.", "Wait {count} seconds.", left) if left else ""
        self.say(f"{self._tries} {wait}".strip())
        if not left:
            self._second.stop()

    def _told(self, seen: Seen) -> str:
        if seen.tries is None or seen.tries.since is None:
            return ""
        wrong, since, now = seen.tries.wrong, seen.tries.since, self.parts.clock.now()
        return _("{tries} since {since}.").format(
            tries=n_("{count} wrong try", "{count} wrong tries", wrong),
            since=dates.near_moment(since.astimezone(now.tzinfo), now),
        )


def _help(parts: StartParts) -> str:
    if not parts.threshold.demo:
        return ""
    words = _("Everybody here is fictional. The passphrase is: {passphrase}")
    return words.format(passphrase=desk.DEMO_PASSPHRASE)
