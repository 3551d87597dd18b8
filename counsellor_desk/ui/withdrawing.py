"""Taking a consent back: one page, by whatever means the client said it (forms.md, F9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from counsellor_desk.domain import dates
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.disclosures import Disclosure
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.ui.asking_dialog import AskingDialog
from counsellor_desk.ui.form_sentences import about
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.card import Row, Rows
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.words import Words, strong
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import consent
from counsellor_desk.workflows.consent import ConsentPage

_CHANGES: Final = frozenset({Changed.CONSENTS, Changed.AUDIT})
_MOST: Final = 3
"""Lines of what has gone out; all of them stand on the form's page."""


def offer(
    screen: Screen, parts: Parts, which: ConsentId, then: Callable[[], object] | None = None
) -> None:
    """Ask how the client said it, and withdraw that consent.

    ``then``: instead of going on to the form's page, where something has gone out.
    """
    screen.ask(
        lambda _progress: consent.page(parts.desk, which),
        lambda page: Withdraw(parts, page, then).open(),
    )


class Withdraw(AskingDialog):
    """Asks how the client said it. It needs no reason and no signature."""

    def __init__(self, parts: Parts, page: ConsentPage, then: Callable[[], object] | None) -> None:
        super().__init__(parts, _("The client takes it back"), icon_name="undo-2")
        self._which, self._then = page.guide.consent.id, then
        self._how = LineInput()
        self.add(Words(about(page.guide)))
        self.add(
            Words(
                _(
                    "It holds at once: nothing more may be done on the ground of it. It stays on "
                    "record, marked as taken back. The counselling goes on as before, and the "
                    "client may say yes again later."
                )
            )
        )
        self._tell_what_has_gone(page)
        self.add(
            Field(
                "withdrawal",
                _("How did the client say it?"),
                self._how,
                help_=_("One line is enough, such as “by telephone, today”. No reason is needed."),
            )
        )
        self.offer(_("Withdraw it"), self._withdraw)
        self._how.returnPressed.connect(self._withdraw)
        self._how.setFocus()

    def _tell_what_has_gone(self, page: ConsentPage) -> None:
        if not page.gone_out:
            self.add(Words(_("Nothing has gone out so far.")))
            return
        self.add(Words(_("This has gone out, and cannot be called back:")))
        self.add(Rows(map(_gone, page.gone_out[:_MOST])))
        if (more := len(page.gone_out) - _MOST) > 0:
            self.add(Words(n_("And {count} more.", "And {count} more.", more)))
        self.add(Words(_("Once it is withdrawn, a letter to each of them can be printed.")))

    def _withdraw(self) -> None:
        desk, which, how = self.parts.desk, self._which, self._how.value()
        self.do(lambda _progress: consent.withdraw(desk, which, how), self._done, changes=_CHANGES)

    def _done(self, page: ConsentPage) -> None:
        if self._then is not None:
            self._then()
        elif page.gone_out:
            self.parts.doors.open_form(self._which)
        self.parts.window.say(_("Withdrawn. Nothing more may be done on the ground of it."))


def _gone(line: Disclosure) -> Row:
    pages = n_("{count} page", "{count} pages", line.pages)
    to = _("{day}, to {recipient}").format(day=dates.day(line.at.date()), recipient=line.to)
    return Row([strong(to)], below=f"{line.what} · {pages} · {line.channel.label}")
