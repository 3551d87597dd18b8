"""What to look at, as a list: each with its reason, and with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from counsellor_desk.domain import reductions
from counsellor_desk.domain.drafts import Draft
from counsellor_desk.domain.text import preview
from counsellor_desk.ui.reduce.otherwise import wordings
from counsellor_desk.ui.reduce.roles import offer_roles
from counsellor_desk.ui.reduce.section_part import SectionHead
from counsellor_desk.ui.reduce.to_look_at import Look, looks
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets import buttons
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.card import Rows
from counsellor_desk.ui.widgets.layouts import Flow, column
from counsellor_desk.ui.widgets.words import Tone, Words, strong
from counsellor_desk.wording import _, n_

PORTION: Final = 8
"""How much is shown at first, and then at each press."""
_CALM: Final = 300  # ms after the last edit, so that the list does not dance while one types
_WORDS: Final = 60  # characters of a line that are quoted
STAYS_KEYS: Final = "Ctrl+Shift+K"


class LookList(QWidget):
    """The list, and below it what was written out. ``counted``: how much there is to look at."""

    counted = Signal(int)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._shown: Sequence[Look] = ()
        self._standing = list[_LookRow]()
        self._none = Words(_("Nothing needs a second look."), tone=Tone.SECONDARY)
        self._rows = Rows()
        self._portion = PORTION
        self._more = buttons.quiet("", self._show_more, icon_name="chevron-down")
        self._again = buttons.quiet("", self._look_again, icon_name="eye")
        layout = column(gap=GRID // 2)
        head = SectionHead(_("To look at"))
        for widget in (head, self._none, self._rows, self._more, self._again):
            layout.addWidget(widget)
        for words in _written_out(work):
            layout.addWidget(Words(words, type_=Type.SMALL, tone=Tone.SECONDARY))
        self.setLayout(layout)
        self._coming: Iterator[Look] = iter(())
        self._adding = QTimer(self)
        self._adding.timeout.connect(self._add_some)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.timeout.connect(self.look)
        work.changed.connect(lambda: self._calm.start(_CALM))

    @property
    def count(self) -> int:
        """How much there is to look at."""
        return len(self._shown)

    def look(self) -> None:
        """Work it out anew."""
        found = looks(self._work)
        self._tell_settled()
        if found == self._shown:
            return
        self._shown = found
        was_here = self._holds_focus()
        self._coming = iter(found[: self._portion])
        self._empty()
        self._adding.start(0)
        more = len(found) - self._portion
        self._more.setText(n_("Show {count} more", "Show {count} more", more))
        self._more.setVisible(more > 0)
        self._none.setVisible(not found)
        if was_here:
            self.take_focus()
        self.counted.emit(len(found))

    def take_focus(self) -> None:
        """Go to the first of them."""
        self._add_all()
        if self._standing:
            self._standing[0].take_focus()

    def settle(self) -> bool:
        """Say of the one that is at hand that it stays; go to the one that takes its place.

        False where none is at hand.
        """
        here = next((row for row in self._standing if row.is_at_hand), None)
        if here is not None:
            self._settle(here)
        return here is not None

    def _settle(self, row: _LookRow) -> None:
        at = self._standing.index(row)
        row.settle()
        self.look()
        self._add_all()
        if rows := self._standing:
            rows[min(at, len(rows) - 1)].take_focus()
        else:
            self._again.setFocus()

    def _tell_settled(self) -> None:
        count = len(self._work.summary.looked_at)
        self._again.setText(
            n_("Look again at {count} that stays", "Look again at {count} that stay", count)
        )
        self._again.setVisible(bool(count))

    def _look_again(self) -> None:
        self._work.edit(reductions.looked_at_again)
        self.look()
        self.take_focus()

    def _add_some(self) -> bool:
        """Add the next row; False where there is none. The window breathes in between."""
        look = next(self._coming, None)
        if look is None:
            self._adding.stop()
        else:
            self._standing.append(_LookRow(self._work, look, self._settle))
            self._rows.add_row(self._standing[-1])
        return look is not None

    def _add_all(self) -> None:
        while self._add_some():
            pass

    def _show_more(self) -> None:
        self._portion += PORTION
        self._shown = ()
        self.look()

    def _holds_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def forget(self) -> None:
        """Let go of every word."""
        self._calm.stop()
        self._adding.stop()
        self._empty()

    def _empty(self) -> None:
        self._standing.clear()
        self._rows.show_rows([])


class _LookRow(QWidget):
    def __init__(self, work: Work, look: Look, settled: Callable[[_LookRow], object]) -> None:
        super().__init__()
        self._work, self._look, self._settled = work, look, settled
        layout = column(gap=2, margins=(0, GRID, 0, GRID))
        quoted = _("“{words}”").format(words=preview(look.words, _WORDS))
        layout.addWidget(Words([strong(quoted)]))
        layout.addWidget(Words(look.says, tone=Tone.SECONDARY))
        acts = Flow(gap=GRID)
        for button in self._buttons():
            acts.addWidget(button)
        layout.addLayout(acts)
        self.setLayout(layout)

    @property
    def is_at_hand(self) -> bool:
        """Whether one of its buttons has the focus."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def take_focus(self) -> None:
        """Go to the first thing that can be done."""
        if (first := self.findChild(Button)) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Say that it stays as it is."""
        at, about = self._look.at, self._look.about
        self._work.edit(lambda summary: reductions.looked_at(summary, at, about))

    def _buttons(self) -> Iterator[Button]:
        look, work = self._look, self._work
        for told, act in wordings(work, look):
            yield buttons.quiet(told, act)
        if look.is_name:
            role = buttons.quiet(_("Write a role instead"), icon_name="users")
            role.clicked.connect(lambda _on: offer_roles(role, work, look.words))
            yield role
        if look.row is not None:
            yield buttons.quiet(_("Go to it"), partial(work.want, look.row, look.words))
        if look.left is not None:
            yield buttons.quiet(_("Bring it back"), partial(work.restore, look.left))
        told = _("It stays out") if look.left is not None else _("It stays as it is")
        yield Button(
            told,
            lambda: self._settled(self),
            look=buttons.Look.QUIET,
            icon_name="check",
            told_keys=STAYS_KEYS,
        )


def _written_out(work: Work) -> Iterator[str]:
    draft = work.draft
    if pairs := _pairs(draft):
        yield _("Written out: {pairs}.").format(pairs=", ".join(pairs))
    names = {work.written(name.span): name.text for name in draft.replacements if name.text}
    if names:
        told = ", ".join(f"{name} → {role}" for name, role in names.items())
        yield _("Written for names: {pairs}.").format(pairs=told)


def _pairs(draft: Draft) -> list[str]:
    pairs = {each.short.strip().lower(): each for each in draft.expansions}
    return [f"{each.short.strip()} → {each.long.strip()}" for each in pairs.values()]
