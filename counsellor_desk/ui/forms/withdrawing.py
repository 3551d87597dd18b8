"""Taking a consent back: one page, by whatever means the client said it (forms.md, F9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from counsellor_desk.domain import dates
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _
from counsellor_desk.workflows import consent
from counsellor_desk.workflows.consent import ConsentPage

_CHANGES: Final = frozenset({Changed.CONSENTS, Changed.AUDIT})


def offer(
    screen: Screen, parts: Parts, which: ConsentId, then: Callable[[], object] = lambda: None
) -> None:
    """Ask how the client said it, and withdraw that consent."""
    screen.ask(
        lambda _progress: consent.page(parts.desk, which),
        lambda page: Withdraw(parts, page, then).open(),
    )


class Withdraw(Dialog):
    """Asks how the client said it. It needs no reason and no signature."""

    def __init__(self, parts: Parts, page: ConsentPage, then: Callable[[], object]) -> None:
        super().__init__(parts.window, _("The client takes it back"), icon_name="undo-2")
        self._parts, self._which = parts, page.guide.consent.id
        self._then = then
        self._how = LineInput()
        self.add(Words(_("It holds at once: nothing more may be shared on the ground of it.")))
        self.add(Words(_gone_out(page)))
        self.add(
            Field(
                "withdrawal",
                _("How did the client say it?"),
                self._how,
                help_=_("One line is enough, such as “by telephone, today”. No reason is needed."),
            )
        )
        self.add_buttons(
            secondary(_("Cancel"), self.reject),
            primary(_("Withdraw it"), self._withdraw, shortcut="Ctrl+Return"),
        )
        self._how.returnPressed.connect(self._withdraw)
        self._how.setFocus()

    def _withdraw(self) -> None:
        how = self._how.value()
        self._parts.background.ask(
            lambda _progress: consent.withdraw(self._parts.desk, self._which, how),
            lambda _page: self._done(),
            lambda error: self._parts.messages.tell(error, self),
            asker=self,
            changes=_CHANGES,
        )

    def _done(self) -> None:
        self.accept()
        self._then()
        self._parts.window.say(_("Withdrawn. Nothing more may be shared on the ground of it."))


def _gone_out(page: ConsentPage) -> str:
    if not page.gone_out:
        return _("Nothing has gone out so far.")
    lines = "; ".join(
        _("{day}, to {recipient}").format(day=dates.day(line.at.date()), recipient=line.to)
        for line in page.gone_out
    )
    return _(
        "What has gone out cannot be called back: {lines}. Tell the client, and the recipient."
    ).format(lines=lines)
