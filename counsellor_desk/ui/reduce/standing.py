"""What still stands between a draft and its acceptance, as pills that lead to it."""

from __future__ import annotations

from collections.abc import Callable

from counsellor_desk.domain.drafts import LeftOut, Reason
from counsellor_desk.domain.text import preview
from counsellor_desk.ui.reduce.press_pill import PressPill
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.wording import _, n_

_QUOTED = 28  # characters


class Standing:
    """Three pills: questions that stop acceptance, what to look at, and what is left out."""

    def __init__(
        self,
        work: Work,
        *,
        ask: Callable[[], object],
        look: Callable[[], object],
        left: Callable[[], object],
    ) -> None:
        self._work = work
        self._others = 0
        self._folded = False
        self._asked = PressPill("", ask, tip=_("Go to the first of them (F8)"))
        self._looks = PressPill("", look, tip=_("Go to what is worth a second look"))
        self._left = PressPill("", left, tip=_("Go to the first passage that is left out"))
        self.pills = (self._asked, self._looks, self._left)

    def show_questions(self) -> None:
        """Show how many questions are open, and what is left out."""
        asked, left = len(self._work.questions), self._work.left_out
        if asked:
            told = n_("{count} question to answer", "{count} questions to answer", asked)
            if self._folded:
                told = n_("{count} to answer", "{count} to answer", asked)
            self._asked.say(told, State.AMBER, "circle-question-mark")
        else:
            self._asked.say(_("Ready to accept"), State.GREEN, "check")
        self._left.say(_told(left), State.NEUTRAL)
        self._left.setVisible(bool(left) and not self._folded)
        self.show_looks(self._others)

    @property
    def left_out(self) -> str:
        """What is left out, for a menu; empty where nothing is."""
        return self._left.text() if self._work.left_out else ""

    def fold(self, *, folded: bool) -> None:
        """Where the window is low: say it shortly; what is left out then stands in a menu."""
        if folded is not self._folded:
            self._folded = folded
            self.show_questions()

    def show_looks(self, count: int) -> None:
        """Show how much is worth a second look; ``count`` without the risks to confirm."""
        self._others = count
        count += self._work.risks_to_confirm
        self._looks.say(n_("{count} to look at", "{count} to look at", count), State.AMBER, "eye")
        self._looks.setVisible(bool(count))


def _told(left: tuple[LeftOut, ...]) -> str:
    """The one judgement by its words; else how many passages."""
    judged = [each for each in left if each.reason is Reason.JUDGEMENT]
    if len(left) == 1 and judged:
        quoted = preview(judged[0].item.text, _QUOTED)
        return _("Judgement left out: “{words}”").format(words=quoted)
    return n_("{count} passage left out", "{count} passages left out", len(left))
