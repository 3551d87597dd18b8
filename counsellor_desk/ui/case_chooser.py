"""Which case something new is for: two or three characters of its number, and Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame

from counsellor_desk.domain.case_numbers import comparable
from counsellor_desk.domain.cases import CaseNumber, CaseStatus
from counsellor_desk.domain.ids import CaseId
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.tokens import figures
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.private_list import PrivateList
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import _
from counsellor_desk.workflows import cases

MOST_SHOWN: Final = 6
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a case is asked for. ``do`` stands on the button; ``why_a_case`` where there is none."""

    question: str
    icon: str
    do: str
    why_a_case: str


class CaseChooser(Dialog):
    """Lists the cases, open and new ones first; the first that fits is chosen by Enter."""

    def __init__(self, parts: Parts, asked: Asked, chosen: Callable[[CaseId], object]) -> None:
        super().__init__(parts.window, asked.question, icon_name=asked.icon)
        self._parts, self._asked, self._chosen = parts, asked, chosen
        self._cases: Sequence[CaseNumber] = ()
        self._found: Sequence[CaseNumber] = ()
        self._model = QStringListModel(self)
        self._typed = _NumberLine(self._step)
        self._list = _List(self._model)
        self._none = standing_back(_("No case has that number."))
        self._none.hide()
        self.add(Field("case", _("Two or three characters of its number"), self._typed))
        self._frame = Card()
        self._frame.body.setContentsMargins(1, 1, 1, 1)  # the edge stays whole
        self._frame.add(self._list)
        self.add(self._frame)
        self.add(self._none)
        self._go = primary(asked.do, self._take)
        self.add_buttons(secondary(_("Cancel"), self.reject), self._go)
        self._typed.changed.connect(self._look)
        self._typed.returnPressed.connect(self._take)
        self._list.clicked.connect(lambda _index: self._take())
        self._typed.setFocus()
        self._ask()

    def _ask(self) -> None:
        self._parts.background.ask(
            lambda _progress: cases.numbers(self._parts.desk), self._show, asker=self
        )

    def _show(self, found: Sequence[CaseNumber]) -> None:
        self._cases = sorted(found, key=lambda case: case.status is not CaseStatus.OPEN)
        if self._cases:
            self._look()
        else:
            self._refer_first()

    def _refer_first(self) -> None:
        """There is no case to choose: a case begins with a referral."""
        self.accept()
        NoCaseYet(self._parts, self._asked.why_a_case).open()

    def _look(self) -> None:
        wanted = comparable(self._typed.value())
        fitting = (case for case in self._cases if wanted in comparable(case.number))
        self._found = [case for case, _place in zip(fitting, range(MOST_SHOWN), strict=False)]
        self._model.setStringList([figures(case.number) for case in self._found])
        self._list.setCurrentIndex(self._model.index(0))
        self._list.fit(len(self._found))
        self._frame.setVisible(bool(self._found))
        self._none.setVisible(not self._found)
        self._go.setEnabled(bool(self._found))

    def _step(self, by: int) -> None:
        at = self._list.currentIndex().row() + by
        if 0 <= at < len(self._found):
            self._list.setCurrentIndex(self._model.index(at))
            announce(self._typed, self._found[at].number, at_once=True)

    def _take(self) -> None:
        at = self._list.currentIndex().row()
        if 0 <= at < len(self._found):
            self.accept()
            self._chosen(self._found[at].id)


class NoCaseYet(Dialog):
    """Says where cases come from."""

    def __init__(self, parts: Parts, why_a_case: str) -> None:
        super().__init__(parts.window, _("There is no case yet"), icon_name="folder")
        self.add(standing_back(why_a_case))
        refer = primary(_("Take a referral"), self.accept, icon_name="plus")
        refer.clicked.connect(lambda _on: parts.doors.new_referral())
        self.add_buttons(secondary(_("Cancel"), self.reject), refer)
        refer.setFocus()


class _NumberLine(LineInput):
    """Typing looks for a case; Up and Down go through what was found."""

    def __init__(self, step: Callable[[int], None]) -> None:
        super().__init__()
        self._step = step

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _STEPS.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self._step(by)


class _List(PrivateList):
    def __init__(self, model: QStringListModel) -> None:
        super().__init__()
        self.setProperty("look", "menu")
        self.setAccessibleName(_("Cases"))
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self, rows: int) -> None:
        """Take the height of so many rows."""
        self.ensurePolished()
        around = self.height() - self.viewport().height()
        self.setFixedHeight(rows * self.sizeHintForRow(0) + around)
