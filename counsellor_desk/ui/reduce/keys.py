"""What can be done on the Reduce screen by key: in the tooltips, the command box and under F1."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from counsellor_desk.ui.frame.actions import Action
from counsellor_desk.ui.reduce.accepting import Accepting
from counsellor_desk.ui.reduce.draft_head import REDO_KEYS, UNDO_KEYS
from counsellor_desk.ui.reduce.length_slider import FULLER_KEYS, SHORTER_KEYS
from counsellor_desk.ui.reduce.line_row import LEAVE_OUT_KEYS, TO_VIEW_KEYS, VIEW_KEYS
from counsellor_desk.ui.reduce.look_list import STAYS_KEYS
from counsellor_desk.ui.reduce.otherwise import OTHERWISE_KEYS
from counsellor_desk.ui.reduce.panes import TURN_KEYS
from counsellor_desk.ui.reduce.reduce_page import ACCEPT_KEYS, HOLD_KEYS
from counsellor_desk.ui.reduce.reduce_view import ReduceView
from counsellor_desk.ui.reduce.stage import Stage
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.wording import _

OPEN_KEYS: Final = "F8"
LEFT_KEYS: Final = "Ctrl+Shift+B"
NEXT_KEYS: Final = "Alt+Down"
LAST_KEYS: Final = "Alt+Up"


def offered(screen: Stage, accepting: Accepting) -> tuple[Action, ...]:
    """The actions of that screen, for as long as it stands."""
    return (
        _action(_("Accept and destroy the note"), accepting.accept, ACCEPT_KEYS, "scissors"),
        _action(_("Put the note on hold"), accepting.put_on_hold, HOLD_KEYS, "pause"),
        _action(_("Nothing essential: destroy"), accepting.nothing_essential, "", "trash-2"),
        *(_in_view(screen, *each) for each in _going()),
        *(_in_view(screen, *each) for each in _wording()),
        _action(_("Undo"), _in_work(screen, Work.undo), UNDO_KEYS, "undo-2"),
        _action(_("Redo"), _in_work(screen, Work.redo), REDO_KEYS, "redo-2"),
    )


_Entry = tuple[str, Callable[[ReduceView], object], str, str]


def _going() -> Iterator[_Entry]:
    """Where one can go: words, act, keys, icon."""
    view = ReduceView
    yield _("Go to what is open"), view.answer_first, OPEN_KEYS, "circle-question-mark"
    yield _("Go to what is left out"), view.go_to_left_out, LEFT_KEYS, "eraser"
    yield _("Note or summary"), view.go_across, TURN_KEYS, "book-open"
    yield _("Next line"), lambda view: view.step(1), NEXT_KEYS, "chevron-down"
    yield _("Line before"), lambda view: view.step(-1), LAST_KEYS, "chevron-up"


def _wording() -> Iterator[_Entry]:
    """What can be done with a line and with the draft: words, act, keys, icon."""
    view = ReduceView
    yield _("Leave the line out"), view.leave_out, LEAVE_OUT_KEYS, "x"
    yield _("Professional view, or fact after all"), view.turn_view, TO_VIEW_KEYS, "feather"
    yield _("Plainer words, or a role for a name"), view.say_otherwise, OTHERWISE_KEYS, "pencil"
    yield _("Let what is looked at stay as it is"), view.let_stand, STAYS_KEYS, "check"
    yield _("Read as the client would"), lambda view: view.draft.turn(), VIEW_KEYS, "eye"
    yield (
        _("A shorter draft"),
        lambda view: view.draft.head.step_length(-1),
        SHORTER_KEYS,
        "smaller",
    )
    yield _("A fuller draft"), lambda view: view.draft.head.step_length(1), FULLER_KEYS, "larger"


def _in_view(
    screen: Stage, words: str, act: Callable[[ReduceView], object], keys: str, icon: str
) -> Action:
    return _action(words, lambda: screen.view and act(screen.view), keys, icon)


def _in_work(screen: Stage, act: Callable[[Work], object]) -> Callable[[], object]:
    return lambda: screen.work and act(screen.work)


def _action(words: str, run: Callable[[], object], keys: str, icon: str) -> Action:
    group = _("Reducing a note")
    return Action(key=f"reduce {icon}", words=words, run=run, group=group, keys=keys, icon=icon)
