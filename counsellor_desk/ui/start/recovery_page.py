"""A forgotten passphrase: the recovery key is typed from its sheet, and a new passphrase chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt

from counsellor_desk.errors import DeskError, InputError
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.start.guide_page import GuidePage, PageStack
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.passphrase_page import PassphrasePage
from counsellor_desk.ui.start.threshold import Entered
from counsellor_desk.ui.widgets.buttons import primary, quiet, secondary
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.layouts import row
from counsellor_desk.ui.widgets.recovery_key import RecoveryKeyInput
from counsellor_desk.wording import _

_FILL: Final = 1000


class Recovery(Screen):
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
        super().__init__(parts.background, parts.messages)
        self._parts, self._back, self._entered = parts, back, entered
        self._offered = False
        self._stack = PageStack()
        layout = row()
        layout.addStretch(1)
        layout.addWidget(self._stack, _FILL)
        layout.addStretch(1)
        self.setLayout(layout)
        self._show(KeyPage(parts, back=back, opened=self._choose, by_manager=by_manager))

    def arrive(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, GuidePage):
            page.arrive()

    def _choose(self) -> None:
        page = PassphrasePage(
            self._parts,
            _("Choose a new passphrase"),
            _(
                "Your records are open. Session notes stay closed until the desk is opened with "
                "the new passphrase: that is done as soon as you have chosen it."
            ),
            beside=secondary(_("Cancel"), self._back),
            next_=lambda typed, again: self._set(page, typed, again),
        )
        self._show(page)

    def _set(self, page: GuidePage, typed: str, again: str) -> None:
        threshold = self._parts.threshold
        page.work(_("Setting the passphrase and opening your desk with it…"))
        page.ask(
            lambda _progress: threshold.set_passphrase(typed, again),
            self._enter,
            lambda error: self._tell(page, error),
        )

    def _tell(self, page: GuidePage, error: BaseException) -> None:
        """Where the keychain or the disk refuses, the records can be used all the same."""
        page.tell(error)
        refused = isinstance(error, DeskError) and not isinstance(error, InputError)
        without = self._parts.threshold.enter_recovered()
        if refused and without and not self._offered:
            self._offered = True
            go_in = secondary(_("Open without a passphrase for now"), self._go_in)
            page.add_actions(go_in)

    def _go_in(self) -> None:
        without = self._parts.threshold.enter_recovered()
        if without:
            self._enter(without)

    def _enter(self, entered: Entered) -> None:
        self._entered(entered)

    def _show(self, page: GuidePage) -> None:
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.arrive()


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
        if isinstance(error, InputError) and "group" in error.facts:
            self._key.go_to(int(str(error.facts["group"])))

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
