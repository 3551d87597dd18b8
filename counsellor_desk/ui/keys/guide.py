"""The frame of a guide about keys: its steps at the side, one calm page at a time.

Until the keys are really changed it may be left at any page; nothing has changed then, and it says
so. While they are being changed it cannot be left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from counsellor_desk.ui.guide_leaf import GuideLeaf, PageStack
from counsellor_desk.ui.guide_spread import GuideSpread
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.steps import StepList
from counsellor_desk.wording import _

Makers = Mapping[str, Callable[[], GuideLeaf]]


class KeysGuide(Screen):
    """``steps``: their keys and words, in order; ``pages``: what makes the page of each step."""

    def __init__(self, parts: Parts, steps: Sequence[tuple[str, str]], pages: Makers) -> None:
        super().__init__(parts.background, parts.messages)
        self.parts = parts
        self._keys = [key for key, _words in steps]
        self._makers = pages
        self._pages: dict[str, GuideLeaf] = {}
        self._may_leave, self._held = False, False
        self._steps = StepList(steps)
        self._steps.chosen.connect(self.show_step)
        self._stack = PageStack()
        layout = column(gap=0)
        layout.addWidget(GuideSpread(self._steps, self._stack))
        self.setLayout(layout)
        self.show_step(self._keys[0])

    @property
    def page(self) -> GuideLeaf | None:
        """The page that stands."""
        page = self._stack.currentWidget()
        return page if isinstance(page, GuideLeaf) else None

    def show_step(self, step: str) -> None:
        """Show the page of a step; it is made when it is first come to."""
        if step not in self._pages:
            self._pages[step] = self._makers[step]()
            self._stack.addWidget(self._pages[step])
        self._steps.stand_at(step, done=self._keys[: self._keys.index(step)])
        self._stack.setCurrentWidget(self._pages[step])
        self._pages[step].arrive()

    def forget_step(self, step: str) -> None:
        """Have the page of a step made anew when it is next come to."""
        if (page := self._pages.pop(step, None)) is not None:
            self._stack.removeWidget(page)
            page.deleteLater()

    def after(self, step: str) -> None:
        """Show the page of the step that follows."""
        self.show_step(self._keys[self._keys.index(step) + 1])

    def above(self, step: str) -> str:
        """Where in the guide a page stands."""
        return _("Step {number} of {of}").format(
            number=self._keys.index(step) + 1, of=len(self._keys)
        )

    def hold(self) -> None:
        """What cannot be stopped has begun: nobody goes back or leaves."""
        self._held = True
        self._steps.setEnabled(False)

    def let_go(self, *, changed: bool) -> None:
        """It is over. ``changed``: there is nothing left that leaving would leave undone."""
        self._held, self._may_leave = False, changed
        self._steps.setEnabled(not changed)

    def arrive(self) -> None:
        if self.page is not None:
            self.page.arrive()

    def leave(self) -> bool:
        if self._may_leave:
            return True
        if self._held:
            self.parts.window.say(_("The keys are being changed. It takes a moment."))
            return False
        Confirmation(
            self,
            _("Leave without changing anything?"),
            (
                _(
                    "Your passphrase, your recovery sheet and all keys stay as they are. What was "
                    "shown or printed here opens nothing: shred it."
                ),
            ),
            do=_("Leave"),
            then=self.close_now,
            dont=_("Stay here"),
        ).open()
        return False

    def give_way(self) -> None:
        """The desk locks: what was not done yet is not done."""

    def close_now(self) -> None:
        """Go back to where the guide was begun, with no more questions."""
        self._may_leave = True
        self.parts.window.go_back()
