"""Saying it otherwise: a plainer wording, without these words, or a role for a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from counsellor_desk.domain import reductions
from counsellor_desk.ui.reduce.roles import add_roles
from counsellor_desk.ui.reduce.to_look_at import Look
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.wording import _

OTHERWISE_KEYS = "Ctrl+."


def wordings(work: Work, look: Look) -> Iterator[tuple[str, Callable[[], object]]]:
    """What can be written instead of flagged words, each with the act that writes it."""
    if not look.is_wording or look.row is None:
        return
    for instead in look.instead:
        told = _("Write “{words}”").format(words=instead)
        yield told, partial(_write, work, look.row, look.words, instead)
    yield _("Leave these words out"), partial(_write, work, look.row, look.words, "")


def offer(near: QWidget, at: QPoint, work: Work, found: Sequence[Look]) -> None:
    """A menu of all that can be said otherwise, the first of it ready for Enter."""
    menu = QMenu(near)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for look in found:
        menu.addSection(_("“{words}”").format(words=look.words))
        for told, act in wordings(work, look):
            menu.addAction(told.replace("&", "&&"), act)
        if look.is_name:
            add_roles(menu, near, work, look.words)
    menu.popup(at)
    first = next((each for each in menu.actions() if not each.isSeparator()), None)
    if first is not None:
        menu.setActiveAction(first)


def _write(work: Work, row: int, words: str, instead: str) -> None:
    work.edit(lambda summary: reductions.worded_instead(summary, row, words, instead))
    work.want(row)
