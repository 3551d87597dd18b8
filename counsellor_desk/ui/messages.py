"""The only place where an error becomes something to read.

A ``DeskError`` says what happened, what is safe and what to do next; an ``InputError`` says it at
the field that it names; of anything else only a code is shown, since its text could hold case
content. Nothing here waits for an answer, so locking is never held up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.errors import DeskError, InputError, code_of
from counsellor_desk.lazily import lazily
from counsellor_desk.logs import Happening, say
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.buttons import primary
from counsellor_desk.ui.widgets.field import field_named
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import row
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _

if TYPE_CHECKING:
    from counsellor_desk.ui.widgets import dialogs
else:
    dialogs = lazily("counsellor_desk.ui.widgets.dialogs")


class Messages(QObject):
    """Tells errors to the person in front of ``window``."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def tell(self, error: BaseException, near: QWidget | None = None) -> None:
        """Show ``error``: at its field within ``near`` if it names one there, else as a dialog."""
        place = near or self._window
        if isinstance(error, InputError) and (field := field_named(error.field, place)):
            happened, _safe, next_step = error.sentences()
            field.show_error(f"{happened} {next_step}".strip())
        elif isinstance(error, DeskError):
            _open(place, error.sentences(), "triangle-alert", Ink.AMBER)
        else:
            say(Happening.UNEXPECTED)
            _open(place, _of_ours(error), "circle-alert", Ink.RED)


def _of_ours(error: BaseException) -> tuple[str, str, str]:
    return (
        _("Something unexpected happened."),
        _("What was saved before is still there."),
        _(
            "Try it again. If it happens again, tell whoever looks after this program the code "
            "{code}. It says where the fault is and nothing about a client."
        ).format(code=code_of(error)),
    )


def _open(place: QWidget, sentences: tuple[str, str, str], icon_name: str, ink: Ink) -> None:
    happened, safe, next_step = sentences
    dialog = dialogs.Dialog(place, happened, icon_name=icon_name, ink=ink)
    dialog.setAccessibleDescription(f"{safe} {next_step}")
    if safe:
        dialog.add(_assured(safe))
    if next_step:
        dialog.add(Words(next_step))
    close = primary(_("Close"), dialog.accept)
    dialog.add_buttons(close)
    close.setFocus()
    dialog.open()
    announce(dialog, " ".join(filter(None, sentences)), at_once=True)


def _assured(sentence: str) -> QWidget:
    line = QWidget()
    layout = row(gap=GRID)
    layout.addWidget(IconLabel("shield-check", Ink.GREEN), 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(Words(sentence), 1)
    line.setLayout(layout)
    return line
