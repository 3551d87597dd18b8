"""What a backup is, as far as it can be told without a key, and what bringing it back will do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt

from counsellor_desk.domain import dates
from counsellor_desk.domain.backups import BackupSeen
from counsellor_desk.ui.backup_words import counted, size
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.start.guide_page import GuidePage
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.restore_aim import Aim
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.ui.widgets.told_line import told_line
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _


class RestoreSeenPage(GuidePage):
    """What is not as one would expect has to be ticked before one can go on."""

    def __init__(
        self,
        parts: StartParts,
        aim: Aim,
        seen: BackupSeen,
        *,
        back: Callable[[], object],
        next_: Callable[[], object],
    ) -> None:
        made = seen.made_at.astimezone(parts.clock.now().tzinfo)
        super().__init__(
            parts,
            _("A backup of {day}").format(day=dates.day(made)),
            _("Made at {time}. Nothing has been changed yet.").format(time=f"{made:%H:%M}"),
        )
        self._ticks = [Tick(sentence) for sentence in _to_confirm(aim, seen)]
        self._next = primary(_("Next"), next_, shortcut="Ctrl+Return")
        self.add(_holds(seen))
        self.add(_will_happen(parts, aim, seen))
        for tick in self._ticks:
            self.add(tick)
            tick.toggled.connect(lambda _on: self._look())
        self.add_actions(secondary(_("Another backup"), back), self._next)
        self._look()

    def arrive(self) -> None:
        first = self._ticks[0] if self._ticks else self._next
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        self._next.setEnabled(all(tick.isChecked() for tick in self._ticks))


def _holds(seen: BackupSeen) -> Card:
    card = Card(_("What it holds"))
    card.add(Words(f"{counted(seen.counts)} · {size(seen.size)}"))
    if seen.manager:
        card.add(Words(_("It opens with your recovery sheet, or with the service manager’s key.")))
    else:
        card.add(Words(_("It opens with your recovery sheet.")))
    return card


def _will_happen(parts: StartParts, aim: Aim, seen: BackupSeen) -> Card:
    card = Card(_("What will happen"))
    card.body.setSpacing(GRID + 4)
    for sentence in _mended() if aim is Aim.KEYS else _replaced(parts, seen):
        card.add(told_line("chevron-right", sentence, Ink.SECONDARY))
    return card


def _replaced(parts: StartParts, seen: BackupSeen) -> Iterator[str]:
    yield _("The backup is checked whole before anything here is changed.")
    if seen.replaces:
        yield _(
            "The store that is here now is not overwritten. It is moved into a folder beside it "
            "and kept."
        )
    else:
        told = _("Your records are put into this folder: {folder}")
        yield told.format(folder=parts.threshold.folder)
    yield _(
        "Session notes are in no backup. Those that this computer can still open are kept; the "
        "others are listed for you."
    )
    yield _("You choose a new passphrase for this computer.")


def _mended() -> Iterator[str]:
    yield _("Only key files are taken out of it. Your records stay as they are.")
    yield _("The damaged key files are kept under another name.")
    yield _("You choose a new passphrase for this computer.")


def _to_confirm(aim: Aim, seen: BackupSeen) -> Iterator[str]:
    if aim is Aim.KEYS:
        return
    if seen.other_desk:
        yield _("I know that this is the backup of another desk than the one that is here.")
    if seen.older:
        yield _("I know that what was written here after that day is not in it.")
