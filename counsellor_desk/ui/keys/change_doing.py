"""While all keys are being changed: how far it is, and what became of it if it did not go well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from counsellor_desk.domain.changes import Changed
from counsellor_desk.errors import DeskError
from counsellor_desk.ui.background import Progress
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.keys.leaf import KeysLeaf
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.layouts import emptied
from counsellor_desk.ui.widgets.progress_panel import ProgressPanel
from counsellor_desk.ui.widgets.told_line import told_line
from counsellor_desk.wording import _
from counsellor_desk.workflows.key_change import KeysChanged, SwitchNotFinished

_CHANGED: Final = frozenset({Changed.AUDIT})


class Ended(Protocol):
    """Hears that it is over, and whether the new keys are in force."""

    def __call__(self, *, changed: bool) -> object: ...


class DoingLeaf(KeysLeaf):
    """Begins by itself. Cancelled or refused, nothing has happened, and it can be tried again."""

    def __init__(
        self,
        parts: Parts,
        act: Callable[[Progress], KeysChanged],
        *,
        above: str,
        begun: Callable[[], object],
        ended: Ended,
        leave: Callable[[], object],
        then: Callable[[KeysChanged], object],
    ) -> None:
        super().__init__(
            parts,
            _("Changing the keys"),
            _("If the computer stops now, the next start finishes it, or leaves all as it was."),
            above=above,
        )
        self._act, self._begun, self._ended, self._then = act, begun, ended, then
        self._panel, self._told = ProgressPanel(parts.clock), Card()
        self._told.hide()
        self._again = primary(_("Try again"), self._begin, shortcut="Ctrl+Return")
        self._leave = secondary(_("Leave"), leave)
        self._lock = primary(_("Lock the desk"), parts.window.lock)
        self.add(self._panel)
        self.add(self._told)
        self.add_actions(self._leave, self._again, self._lock)
        self._doing: Progress | None = None
        self._offer()

    def arrive(self) -> None:
        if self._doing is None:
            self._begin()

    def tell(self, error: BaseException) -> None:
        """Expected faults are told here; whether it happened all the same is told too."""
        self._panel.finish()
        changed = isinstance(error, SwitchNotFinished)
        self._ended(changed=changed)
        if isinstance(error, DeskError):
            self._say(error.sentences(), changed=changed)
        else:
            self._say((_("Something unexpected happened."), "", ""), changed=False)
            super().tell(error)

    def _begin(self) -> None:
        self._told.hide()
        self._offer()
        self._begun()
        self._doing = self.ask(
            self._act,
            self._done,
            changes=_CHANGED,
            progress=self._panel.report,
            stopped=self._stopped,
        )
        self._panel.begin(_("Making the new keys and locking everything with them…"), self._cancel)

    def _cancel(self) -> None:
        if self._doing is not None:
            self._doing.cancel()

    def _done(self, changed: KeysChanged) -> None:
        self._panel.finish()
        self._ended(changed=True)
        self._then(changed)

    def _stopped(self) -> None:
        self._panel.finish()
        self._ended(changed=False)
        self._say((_("It was stopped."), _("Nothing has changed."), ""), changed=False)

    def _say(self, sentences: tuple[str, str, str], *, changed: bool) -> None:
        emptied(self._told.body)
        happened, safe, next_step = sentences
        for icon_name, sentence, ink in (
            ("triangle-alert", happened, Ink.AMBER),
            ("shield-check", safe, Ink.GREEN),
            ("info", next_step, Ink.SECONDARY),
        ):
            if sentence:
                self._told.add(told_line(icon_name, sentence, ink))
        self._told.show()
        self._offer(again=not changed, lock=changed)
        announce(self, " ".join(filter(None, sentences)), at_once=True)

    def _offer(self, *, again: bool = False, lock: bool = False) -> None:
        self._again.setVisible(again)
        self._leave.setVisible(again)
        self._lock.setVisible(lock)
        if again or lock:
            (self._again if again else self._lock).setFocus()
