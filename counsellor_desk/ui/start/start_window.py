"""The window before the desk stands open: set-up, unlocking, recovery, or what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QWidget

from counsellor_desk.clock import Clock
from counsellor_desk.errors import DeskError
from counsellor_desk.lazily import lazily
from counsellor_desk.ui import demo
from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.background import Background
from counsellor_desk.ui.messages import Messages
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.start.other_ways import OtherWays
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.start_messages import StartMessages
from counsellor_desk.ui.start.threshold import Entered, Seen, Threshold
from counsellor_desk.ui.start.unlock_page import UnlockPage
from counsellor_desk.ui.widgets.layouts import column

if TYPE_CHECKING:
    from counsellor_desk.ui import printing
    from counsellor_desk.ui.start import damaged, demo_page, guide
    from counsellor_desk.workflows.setup import NewStore
else:
    damaged = lazily("counsellor_desk.ui.start.damaged")
    demo_page = lazily("counsellor_desk.ui.start.demo_page")
    guide = lazily("counsellor_desk.ui.start.guide")
    printing = lazily("counsellor_desk.ui.printing")

MakeThreshold = Callable[[Path], Threshold]
"""Stands before the store in another folder."""


class StartWindow(QWidget):
    """``opened`` carries the ``Unlocked`` desk; ``closing``: the window is being closed.

    ``painted`` comes once, when the window stands before the person's eyes for the first time.
    """

    opened = Signal(object)
    painted = Signal()
    closing = Signal()

    def __init__(
        self, threshold: Threshold, clock: Clock, background: Background, elsewhere: MakeThreshold
    ) -> None:
        """``elsewhere`` is asked for the threshold of a folder that the person chooses."""
        super().__init__()
        self.setWindowTitle(NAME)
        self._threshold = threshold
        self._clock = clock
        self._background = background
        self._make_threshold = elsewhere
        self._was_painted = False
        self._give_up: Callable[[], object] = lambda: None
        self.messages: Messages = StartMessages(self, self._show_damage)
        self._ways = OtherWays(
            parts=self._parts,
            show=self._show,
            enter=self._enter,
            back=self._ask_again,
            close=self.close,
            leaving=self._leaving,
        )
        self._stack = QStackedWidget()
        layout = column(gap=0)
        if threshold.demo:
            layout.addWidget(demo.banner())
        layout.addWidget(self._stack, 1)
        self.setLayout(layout)

    @property
    def threshold(self) -> Threshold:
        """The store that the window stands before now."""
        return self._threshold

    @property
    def page(self) -> Screen | None:
        """The page that stands."""
        page = self._stack.currentWidget()
        return page if isinstance(page, Screen) else None

    def begin(self) -> None:
        """Show the unlock page at once where a store may be; look closely once it is painted."""
        if self._threshold.may_hold_a_store and not self._threshold.anew:
            self._ask_for_passphrase()
        self.painted.connect(self._look)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self._give_up()
        self.closing.emit()

    def _look(self) -> None:
        threshold = self._threshold
        if threshold.anew:
            self._make_demo()
            return
        self._background.ask(lambda _progress: threshold.look(), self._show_seen, asker=self)

    def _show_seen(self, seen: Seen) -> None:
        if seen.damage is not None:
            self._show_damage(seen.damage, is_there=seen.is_there)
        elif not seen.is_there:
            self._make_demo() if self._threshold.demo else self._guide_through(None)
        elif not seen.has_passphrase:
            self._ways.recover(brought_back=True)
        elif isinstance(self.page, UnlockPage):
            self.page.tell_tries(seen)
        else:
            self._ask_for_passphrase().tell_tries(seen)

    def _ask_for_passphrase(self) -> UnlockPage:
        page = UnlockPage(
            self._parts(),
            opened=self._enter,
            forgotten=self._ways.recover,
            restore=lambda: self._ways.bring_back(self._ask_again),
            by_manager=self._ways.by_manager,
            elsewhere=self._choose_folder,
        )
        self._show(page)
        return page

    def _enter(self, entered: Entered) -> None:
        if not self.isVisible():  # closed meanwhile: what was opened is being closed
            return
        if entered.unfinished is None:
            self.opened.emit(entered.unlocked)
        else:
            self._guide_through(entered.unfinished)

    def _make_demo(self) -> None:
        page = demo_page.DemoPage(
            self._parts(),
            opened=self._enter,
            failed=lambda damage: self._show_damage(damage, is_there=True),
            cancelled=self.close,
        )
        self._show(page)
        self._give_up = page.give_up

    def _guide_through(self, unfinished: NewStore | None) -> None:
        def anew() -> None:
            self._guide_through(None)

        paper = printing.Printing(self._background, self.messages)
        page = guide.Guide(
            self._parts(),
            paper,
            unfinished,
            make_manager_key=lambda: self._ways.make_manager_key(anew),
            restore=lambda: self._ways.bring_back(anew),
        )
        page.destroyed.connect(lambda _page: paper.shutdown())
        page.opened.connect(self.opened)
        self._show(page)

    def _show_damage(self, damage: DeskError, *, is_there: bool = True) -> None:
        ways = damaged.Ways(
            parts=self._parts,
            show=self._show,
            look=self._look,
            ask=self._ask_for_passphrase,
            elsewhere=self._choose_folder,
            anew=lambda: self._guide_through(None),
            restore=self._ways.bring_back,
            mend_keys=self._ways.mend_keys,
            leaving=self._leaving,
        )
        damaged.Damaged(ways).tell(damage, is_there=is_there)

    def _leaving(self, give_up: Callable[[], object]) -> None:
        self._give_up = give_up

    def _ask_again(self) -> None:
        """Back from a recovery that was given up: what it opened is closed first."""
        threshold = self._threshold
        self._background.ask(lambda _progress: threshold.close(), asker=self)
        self._ask_for_passphrase()
        self._look()

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, NAME, str(self._threshold.folder.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: self.go_to(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def go_to(self, folder: Path) -> None:
        """Stand before the store in another folder."""
        self._threshold = self._make_threshold(folder)
        self._look()

    def _show(self, page: Screen) -> None:
        before = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        page.arrive()

    def _parts(self) -> StartParts:
        return StartParts(
            threshold=self._threshold,
            clock=self._clock,
            background=self._background,
            messages=self.messages,
        )
