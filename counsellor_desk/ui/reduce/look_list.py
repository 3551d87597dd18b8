"""What to look at, as a list: each with its reason, and with what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

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


class LookList(QWidget):
    """The list, and below it what was written out. ``counted``: how much there is to look at."""

    counted = Signal(int)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._shown: Sequence[Look] = ()
        self._none = Words(_("Nothing needs a second look."), tone=Tone.SECONDARY)
        self._rows = Rows()
        self._portion = PORTION
        self._more = buttons.quiet("", self._show_more, icon_name="chevron-down")
        layout = column(gap=GRID // 2)
        for widget in (SectionHead(_("To look at")), self._none, self._rows, self._more):
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
        if found == self._shown:
            return
        self._shown = found
        was_here = self._holds_focus()
        self._coming = iter(found[: self._portion])
        self._rows.show_rows([])
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
        if (first := self._rows.findChild(Button)) is not None:
            first.setFocus()

    def _add_some(self) -> bool:
        """Add the next row; False where there is none. The window breathes in between."""
        look = next(self._coming, None)
        if look is None:
            self._adding.stop()
        else:
            self._rows.add_row(_LookRow(self._work, look))
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
        self._rows.show_rows([])


class _LookRow(QWidget):
    def __init__(self, work: Work, look: Look) -> None:
        super().__init__()
        self._work, self._look = work, look
        layout = column(gap=2, margins=(0, GRID, 0, GRID))
        quoted = _("“{words}”").format(words=preview(look.words, _WORDS))
        layout.addWidget(Words([strong(quoted)]))
        layout.addWidget(Words(look.says, tone=Tone.SECONDARY))
        acts = Flow(gap=GRID)
        for button in self._buttons():
            acts.addWidget(button)
        layout.addLayout(acts)
        self.setLayout(layout)

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
