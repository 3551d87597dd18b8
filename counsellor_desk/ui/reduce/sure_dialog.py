"""Asks for the case number before a note is destroyed: the last word before it is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from counsellor_desk.errors import InputError
from counsellor_desk.ui.background import Changes
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import danger, primary, secondary
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.words import Run, Weight, Words
from counsellor_desk.wording import _

T = TypeVar("T")


class SureDialog(Dialog):
    """One act that is done once. A number that does not match is told at its field.

    Any other fault closes it and is told on the screen, which stays as it was.
    """

    def __init__(
        self,
        screen: Screen,
        heading: str,
        sentences: Iterable[str],
        case_number: str,
        *,
        destroys: bool,
    ) -> None:
        icon_name, ink = ("triangle-alert", Ink.RED) if destroys else ("scissors", Ink.ACCENT)
        super().__init__(screen, heading, icon_name=icon_name, ink=ink)
        self._screen = screen
        self._doing = False
        self._destroys = destroys
        for number, sentence in enumerate(sentences):
            self.add(Words([Run(sentence, Weight.Normal if number else Weight.DemiBold)]))
        self._number = LineInput()
        label = _("To be sure, type the case number: {number}").format(number=case_number)
        self.add(Field("case_number", label, self._number))
        self._number.setFocus()

    def offer(
        self,
        do: str,
        act: Callable[[str], T],
        then: Callable[[T], object],
        *,
        changes: Changes,
    ) -> None:
        """Put the buttons in. ``act`` gets what was typed, on the worker; ``then`` its result."""
        press = danger(do) if self._destroys else primary(do)
        press.clicked.connect(lambda _on: self._do(act, then, changes))
        press.setEnabled(False)
        self._number.changed.connect(lambda: press.setEnabled(bool(self._number.value().strip())))
        self._number.returnPressed.connect(press.click)
        self.add_buttons(secondary(_("Cancel"), self.reject), press)

    def reject(self) -> None:
        if not self._doing:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does nothing but in the line: on Cancel it must not destroy."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    def _do(self, act: Callable[[str], T], then: Callable[[T], object], changes: Changes) -> None:
        if self._doing:
            return
        self._doing = True
        self._number.setReadOnly(True)
        typed = self._number.value()

        def done(result: T) -> None:
            self.accept()
            then(result)

        self._screen.ask(lambda _progress: act(typed), done, self._failed, changes=changes)

    def _failed(self, error: BaseException) -> None:
        self._doing = False
        self._number.setReadOnly(False)
        place: QWidget = self
        if not isinstance(error, InputError):
            self.accept()
            place = self._screen
        self._screen.messages.tell(error, near=place)
        self._number.setFocus()
