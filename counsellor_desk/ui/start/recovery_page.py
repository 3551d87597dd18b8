"""A forgotten passphrase: the recovery key is typed from its sheet, and a new passphrase chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.errors import InputError
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.start.guide_page import GuidePage, PageStack
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.passphrase_page import PassphrasePage
from counsellor_desk.ui.start.threshold import Entered
from counsellor_desk.ui.tokens import GRID, scaled
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.layouts import Flow, row
from counsellor_desk.wording import _

_FILL: Final = 1000
_GROUPS: Final = 7
_LENGTH: Final = 5


class _Group(LineInput):
    """A group of five characters. A whole key that arrives in the first one is passed on."""

    full = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setAccessibleName(_("Group {group}").format(group=number))
        self.setPlaceholderText(str(number))
        self.textEdited.connect(self._look)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(scaled(96))

    def _look(self) -> None:
        if len(self.value().strip()) == _LENGTH and self.cursorPosition() == len(self.text()):
            self.full.emit()


class RecoveryKeyInput(QWidget):
    """The seven groups. ``value()`` joins them with hyphens."""

    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._groups = [_Group(number) for number in range(1, _GROUPS + 1)]
        flow = Flow(gap=GRID)
        for group, following in zip(self._groups, [*self._groups[1:], None], strict=True):
            flow.addWidget(group)
            group.changed.connect(self.changed)
            group.returnPressed.connect(self.entered)
            if following is not None:
                group.full.connect(following.setFocus)
        self.setLayout(flow)
        self.setFocusProxy(self._groups[0])

    def value(self) -> str:
        """What was typed."""
        return "-".join(group.value().strip() for group in self._groups)

    def go_to(self, number: int) -> None:
        """Put the focus into a group, from 1, with what stands there marked."""
        self._groups[number - 1].setFocus(Qt.FocusReason.OtherFocusReason)
        self._groups[number - 1].selectAll()


class Recovery(Screen):
    """The key first, then the passphrase. ``entered`` is handed the ``Entered`` desk."""

    def __init__(
        self,
        parts: StartParts,
        *,
        back: Callable[[], object],
        entered: Callable[[Entered], object],
    ) -> None:
        super().__init__(parts.background, parts.messages)
        self._parts, self._back, self._entered = parts, back, entered
        self._stack = PageStack()
        layout = row()
        layout.addStretch(1)
        layout.addWidget(self._stack, _FILL)
        layout.addStretch(1)
        self.setLayout(layout)
        self._show(KeyPage(parts, back=back, opened=self._choose))

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
        page.ask(lambda _progress: threshold.set_passphrase(typed, again), self._enter)

    def _enter(self, entered: Entered) -> None:
        self._entered(entered)

    def _show(self, page: GuidePage) -> None:
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.arrive()


class KeyPage(GuidePage):
    """``opened`` is called when the key was right and the records stand open."""

    def __init__(
        self, parts: StartParts, *, back: Callable[[], object], opened: Callable[[], object]
    ) -> None:
        super().__init__(
            parts,
            _("Open with your recovery sheet"),
            _(
                "Type the seven groups from the sheet. Capitals and small letters are the same "
                "here. Then you choose a new passphrase."
            ),
        )
        self._opened = opened
        self._key = RecoveryKeyInput()
        self._key.entered.connect(self._open)
        self.add(Field("recovery_key", _("Recovery key"), self._key))
        self.add_actions(
            secondary(_("Back"), back), primary(_("Open"), self._open, shortcut="Ctrl+Return")
        )

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
