"""What can be done on the Reduce screen by key: in the tooltips, the command box and under F1."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from counsellor_desk.ui.frame.actions import Action
from counsellor_desk.ui.reduce.accepting import Accepting
from counsellor_desk.ui.reduce.draft_head import REDO_KEYS, UNDO_KEYS
from counsellor_desk.ui.reduce.length_slider import FULLER_KEYS, SHORTER_KEYS
from counsellor_desk.ui.reduce.line_row import LEAVE_OUT_KEYS, TO_VIEW_KEYS, VIEW_KEYS
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

    def in_view(act: Callable[[ReduceView], object]) -> Callable[[], object]:
        return lambda: screen.view and act(screen.view)

    def in_work(act: Callable[[Work], object]) -> Callable[[], object]:
        return lambda: screen.work and act(screen.work)

    def action(words: str, run: Callable[[], object], keys: str, icon: str) -> Action:
        group = _("Reducing a note")
        return Action(key=f"reduce {icon}", words=words, run=run, group=group, keys=keys, icon=icon)

    return (
        action(_("Accept and destroy the note"), accepting.accept, ACCEPT_KEYS, "scissors"),
        action(_("Put the note on hold"), accepting.put_on_hold, HOLD_KEYS, "pause"),
        action(_("Nothing essential: destroy"), accepting.nothing_essential, "", "trash-2"),
        action(
            _("Go to what is open"),
            in_view(ReduceView.answer_first),
            OPEN_KEYS,
            "circle-question-mark",
        ),
        action(
            _("Go to what is left out"), in_view(ReduceView.go_to_left_out), LEFT_KEYS, "eraser"
        ),
        action(_("Note or summary"), in_view(ReduceView.go_across), TURN_KEYS, "book-open"),
        action(_("Next line"), in_view(lambda view: view.step(1)), NEXT_KEYS, "chevron-down"),
        action(_("Line before"), in_view(lambda view: view.step(-1)), LAST_KEYS, "chevron-up"),
        action(_("Leave the line out"), in_view(ReduceView.leave_out), LEAVE_OUT_KEYS, "x"),
        action(
            _("Professional view, or fact after all"),
            in_view(ReduceView.turn_view),
            TO_VIEW_KEYS,
            "feather",
        ),
        action(
            _("Plainer words, or a role for a name"),
            in_view(ReduceView.say_otherwise),
            OTHERWISE_KEYS,
            "pencil",
        ),
        action(
            _("Read as the client would"), in_view(lambda view: view.draft.turn()), VIEW_KEYS, "eye"
        ),
        action(
            _("A shorter draft"),
            in_view(lambda view: view.draft.head.step_length(-1)),
            SHORTER_KEYS,
            "smaller",
        ),
        action(
            _("A fuller draft"),
            in_view(lambda view: view.draft.head.step_length(1)),
            FULLER_KEYS,
            "larger",
        ),
        action(_("Undo"), in_work(Work.undo), UNDO_KEYS, "undo-2"),
        action(_("Redo"), in_work(Work.redo), REDO_KEYS, "redo-2"),
    )
