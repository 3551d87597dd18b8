"""A forgotten passphrase: the recovery key is typed from its sheet, and a new passphrase chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from counsellor_desk.ui.start.guide_page import GuidePage
from counsellor_desk.ui.start.here_page import HerePage
from counsellor_desk.ui.start.paged import Paged
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.threshold import Entered
from counsellor_desk.ui.widgets.buttons import primary, quiet, secondary
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.recovery_key import RecoveryKeyInput
from counsellor_desk.wording import _


class Recovery(Paged):
    """The key first, then the passphrase. ``entered`` is handed the ``Entered`` desk."""

    def __init__(
        self,
        parts: StartParts,
        *,
        back: Callable[[], object],
        entered: Callable[[Entered], object],
        by_manager: Callable[[], object] | None = None,
    ) -> None:
        """``by_manager``: the store was brought back and has no passphrase; it is the other way."""
        super().__init__(parts)
        self._back, self._entered = back, entered
        self.show_page(KeyPage(parts, back=back, opened=self._choose, by_manager=by_manager))

    def _choose(self) -> None:
        self.show_page(
            HerePage(
                self.parts,
                _("Choose a new passphrase"),
                _(
                    "Your records are open. Session notes stay closed until the desk is opened "
                    "with the new passphrase: that is done as soon as you have chosen it."
                ),
                beside=secondary(_("Cancel"), self._back),
                entered=self._entered,
            )
        )


class KeyPage(GuidePage):
    """``opened`` is called when the key was right and the records stand open."""

    def __init__(
        self,
        parts: StartParts,
        *,
        back: Callable[[], object],
        opened: Callable[[], object],
        by_manager: Callable[[], object] | None = None,
    ) -> None:
        """``by_manager``: there is no passphrase yet, and this is the other way in."""
        super().__init__(parts, _("Open with your recovery sheet"), _below(by_manager is not None))
        self._opened = opened
        self._key = RecoveryKeyInput()
        self._key.entered.connect(self._open)
        self.add(Field("recovery_key", _("Recovery key"), self._key))
        if by_manager is None:
            self.add_actions(secondary(_("Back"), back))
        else:
            self.add_actions(
                secondary(_("Close"), back),
                quiet(_("Open with a service manager’s key"), by_manager),
            )
        self.add_actions(primary(_("Open"), self._open, shortcut="Ctrl+Return"))

    def arrive(self) -> None:
        self._key.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, error: BaseException) -> None:
        """A slip is shown at the group where it is."""
        super().tell(error)
        self._key.show_slip(error)

    def _open(self) -> None:
        typed, threshold = self._key.value(), self.parts.threshold
        self.work(_("Opening your records…"))
        self.ask(lambda _progress: threshold.recover(typed), lambda _done: self._go_on())

    def _go_on(self) -> None:
        self.work("")
        self._opened()


def _below(brought_back: bool) -> str:  # noqa: FBT001 - which of the two
    if brought_back:
        return _(
            "These records were brought back from a backup and have no passphrase yet. Type the "
            "seven groups from the sheet; then you choose a passphrase for this computer."
        )
    return _(
        "Type the seven groups from the sheet. Capitals and small letters are the same here. Then "
        "you choose a new passphrase."
    )
